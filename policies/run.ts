import type { Exemption } from '../constructs/plan/exemption';
import type { Resource } from '../constructs/plan/resource';
import { audit } from './audit';
import { excuse } from './exemptions';
import type { Judged } from './judged';
import { refuseMisuse } from './misuse';
import { prepare } from './prepare';
import type { Rule } from './rule';
import { rules as allRules } from './rules';
import { unreadableVerdicts } from './unreadable';
import type { Verdict } from './verdict';
import { verdictsOf } from './verdicts-of';

/** By what is judged, and what is excused. */
export interface JudgeOptions {
  /**
   * The rules of the baseline, and those of a platform beside them: `[...rules, ...ours]`.
   *
   * @default - the rules of the baseline
   */
  readonly rules?: readonly Rule[];
  /** @default - none, and none is audited */
  readonly exemptions?: readonly Exemption[];
  /**
   * The day of the check, as YYYY-MM-DD: handed in, because policies read no clock. Exemptions end by it.
   *
   * @default - nothing is excused: no exemption can be told to hold
   */
  readonly today?: string;
}

/**
 * What every rule says about every resource that holds something it judges; the others have no verdict, so that a
 * count of passes is a count of things looked at.
 *
 * Each subject is judged by itself: what is wrong with one is told although another cannot be read, and a rule that
 * fails to answer, for whatever reason, answers `unknown`: it neither passes nor stops the others.
 *
 * @throws UserError with everything that is wrong with the options.
 */
export function judge(what: Judged | readonly Resource[], options: JudgeOptions = {}): readonly Verdict[] {
  refuseMisuse(what, options);
  const { rules = allRules, exemptions, today } = options;
  const prepared = prepare('resources' in what ? what : { resources: what });
  const all = rules.map((rule) => verdictsOf(rule, prepared));
  const verdicts = NONE.concat(...all, unreadableVerdicts(prepared));
  if (exemptions === undefined || today === undefined) return verdicts;
  const granted = { granted: exemptions, today };
  return [...excuse(verdicts, granted), ...audit(verdicts, granted, rules)];
}

const NONE: readonly Verdict[] = [];

/** Whether a check has to fail: something mandatory is wrong, or nobody can tell that it is right. */
export function failsCheck(verdicts: readonly Verdict[]): boolean {
  return verdicts.some(({ level, outcome }) => level === 'mandatory' && (outcome === 'fail' || outcome === 'unknown'));
}
