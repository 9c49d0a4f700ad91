import type { PlanDiff } from '../../constructs/plan/diff/diff-plans';
import type { Verdict } from '../../policies/index';
import type { Graph } from '../connections/graph';
import { type ChecklistItem, checklistOf } from './change/checklist';
import type { ChangeClass, Demand } from './change/class';
import { type ChangeOptions, classify } from './change/classify';
import type { Comparison } from './comparison';
import type { Finding } from './finding';
import { type GateOptions, type GateResult, gateResults } from './gates/results';
import { passFindings } from './gates/spent';
import { findingsOf, inOrder } from './meaning/findings';
import { type Outcome, outcomeOf } from './outcome';
import { pictureOf } from './picture';

/** The version of the shape of a report. */
const REPORT_SCHEMA = 1;

/** What a change means, for one environment or several: what every format prints, and `--format json` as it is. */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA;
  /** The worst outcome of its environments. */
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
  /** What the rules say about it as it will be. */
  readonly verdicts: readonly Verdict[];
  /** Who can open a connection to whom on either side. @default - nobody draws it */
  readonly picture?: Graph;
}

/** The day, the gates in force, and what was written down about passing them and about the change. */
export interface ReportOptions extends GateOptions, ChangeOptions {
  /** Whether the connections are drawn. It takes time that nobody waits for who only reads. @default false */
  readonly picture?: boolean;
}

export function reportOf(comparisons: readonly Comparison[], options: ReportOptions): Report {
  const environments = comparisons.map((comparison) => environmentReport(comparison, options));
  return { schema: REPORT_SCHEMA, outcome: outcomeOf(environments.map(({ outcome }) => outcome)), environments };
}

function environmentReport(comparison: Comparison, options: ReportOptions): EnvironmentReport {
  const { environment, before, after, diff } = comparison;
  const meant = findingsOf(comparison);
  const findings = [...meant, ...passFindings(environment, meant, options)].sort(inOrder);
  const gates = gateResults(comparison, findings, options);
  const change = classify(comparison, meant, options);
  return {
    environment,
    before: before.from,
    after: after.from,
    outcome: outcomeOf(outcomesOf(findings, gates, change)),
    findings,
    gates,
    change,
    checklist: checklistOf(comparison, meant, options.record),
    diff,
    verdicts: after.verdicts ?? [],
    ...(options.picture && { picture: pictureOf(comparison) }),
  };
}

/** What each part of a report comes to by itself. */
function outcomesOf(
  findings: readonly Finding[],
  gates: readonly GateResult[],
  change: ChangeClass,
): readonly Outcome[] {
  const shut = gates.filter(({ status }) => status === 'shut');
  const worse = findings.filter(({ effect }) => effect === 'worse');
  return [
    { is: 'safe', because: 'nothing becomes weaker, wider or unavailable' },
    ...(change.class === 'standard' ? [] : [{ is: 'needs review', because: change.because.join(', ') } as const]),
    ...worse.map(({ says }) => ({ is: 'needs review', because: says }) as const),
    ...change.demands.filter(({ status }) => status === 'unmet').map(unmet),
    ...shut.map(({ gate, subjects }) => ({ is: 'blocked', because: `${gate}: ${subjects.join(', ')}` }) as const),
  ];
}

function unmet({ says, found }: Demand): Outcome {
  return { is: 'blocked', because: `the record of the change lacks ${says}${found === undefined ? '' : `: ${found}`}` };
}
