import { UserError } from '../../constructs/invalid';
import type { Platform } from '../../constructs/platform/platform';
import { type Exemption, judge, type Level, rulesWith } from '../../policies/index';
import { checkText } from '../check/formats/text';
import { only } from '../check/only';
import { todayHere } from '../today';
import { type Cluster, subjectOf } from './subject';
import type { Answered } from './type';

/** Which rules have to pass, and what is excused. */
export interface PoliciesOptions extends Cluster {
  /** `advisory` to ask for every rule, and not only for those by which `dwcp check` fails. @default 'mandatory' */
  readonly level?: Level;
  /** Only these rules, by their ids, of whichever level. @default - all of the level */
  readonly rules?: readonly string[];
  /** Whose rules and exemptions are taken beside those of the baseline. @default - nobody's */
  readonly platform?: Pick<Platform, 'rules' | 'exemptions'>;
  /** Permissions to fail. @default - those of the platform */
  readonly exemptions?: readonly Exemption[];
  /** The day by which exemptions end, as YYYY-MM-DD. @default - today */
  readonly today?: string;
}

/** Judges by every rule that is asked for: what cannot be told does not pass. */
export function passPolicies(received: unknown, options: PoliciesOptions = {}): Answered {
  const { level = 'mandatory', rules: ids = [], platform, today = todayHere() } = options;
  const exemptions = options.exemptions ?? platform?.exemptions;
  const rules = rulesWith(platform?.rules ?? []);
  const { judged } = subjectOf(received, options);
  const verdicts = only({ rules: ids }, judge(judged, { rules, ...(exemptions && { exemptions, today }) }), rules);
  const counted =
    ids.length > 0 || level === 'advisory' ? verdicts : verdicts.filter((verdict) => verdict.level === 'mandatory');
  if (counted.length === 0) {
    throw new UserError([`there is nothing that ${ids.length > 0 ? ids.join(', ') : 'any rule'} judges`]);
  }
  const pass = counted.every(({ outcome }) => outcome === 'pass' || outcome === 'exempt');
  return { pass, says: checkText(counted, { whole: ids.length > 0 }) };
}
