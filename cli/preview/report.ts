import { isNoChange, type PlanDiff } from '../../constructs/plan/diff/diff-plans';
import type { Verdict } from '../../policies/index';
import { type ChecklistItem, checklistOf } from './change/checklist';
import type { ChangeClass } from './change/class';
import { type ChangeOptions, classify } from './change/classify';
import type { Comparison } from './comparison';
import type { Finding } from './finding';
import { type GateOptions, type GateResult, gateResults } from './gates/results';
import { passFindings } from './gates/spent';
import { findingsOf, inOrder } from './meaning/findings';
import { type Outcome, outcomeOf, worstOf } from './outcome';
import { type Picture, pictureOf } from './picture';
import { type Untried, untriedIn } from './untried';

/** The version of the shape of a report. */
export const REPORT_SCHEMA = 1;

/** What a change means, for one environment or several: what every format prints, and `--format json` as it is. */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA;
  /** The worst outcome of its environments, because of all that are as bad. */
  readonly outcome: Outcome;
  /** The loosest first. */
  readonly environments: readonly EnvironmentReport[];
}

export interface EnvironmentReport {
  readonly environment: string;
  /** What the two sides are called. */
  readonly before: string;
  readonly after: string;
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly gates: readonly GateResult[];
  readonly change: ChangeClass;
  /** What its deployment takes. */
  readonly checklist: readonly ChecklistItem[];
  /** Everything that differs, field by field. */
  readonly diff: PlanDiff;
  /** What it would get untried. @default - nothing, or it is the first */
  readonly untried?: Untried;
  /** What the rules say about it as it will be. */
  readonly verdicts: readonly Verdict[];
  /** Who can open a connection to whom on either side. @default - nobody draws it */
  readonly picture?: Picture;
}

/** The day, the gates in force, and what was written down about passing them and about the change. */
export interface ReportOptions extends GateOptions, ChangeOptions {
  /** Whether the connections are drawn. It takes time that nobody waits for who only reads. @default false */
  readonly picture?: boolean;
}

/** `comparisons` are in the order in which a change goes through environments, the loosest first. */
export function reportOf(comparisons: readonly Comparison[], options: ReportOptions): Report {
  const judged = comparisons.map((comparison, index) => judgedIn(comparison, comparisons[index - 1], options));
  const grounds = judged.map((one) => ({ ...one, differs: !isNoChange(one.diff) }));
  return {
    schema: REPORT_SCHEMA,
    outcome: worstOf(grounds),
    environments: grounds.map(({ differs, ...one }) => ({ ...one, outcome: outcomeOf({ ...one, differs }) })),
  };
}

function judgedIn(
  comparison: Comparison,
  earlier: Comparison | undefined,
  options: ReportOptions,
): Omit<EnvironmentReport, 'outcome'> {
  const { environment, before, after, diff } = comparison;
  const meant = findingsOf(comparison);
  const findings = [...meant, ...passFindings(environment, meant, options)].sort(inOrder);
  const untried = earlier && untriedIn(comparison, earlier);
  return {
    environment,
    before: before.from,
    after: after.from,
    findings,
    gates: gateResults(comparison, findings, options),
    change: classify(comparison, meant, options),
    checklist: checklistOf(comparison, meant, options.record),
    diff,
    ...(untried && { untried }),
    verdicts: after.verdicts ?? [],
    ...(options.picture && { picture: pictureOf(comparison) }),
  };
}
