import type { Comparison } from '../comparison';
import { type Finding, namesOf } from '../finding';
import type { GateId } from './gate';
import { ALL_GATES, gatesInForce } from './in-force';
import { isOver, type Pass } from './pass';

export interface GateOptions {
  /** The gates in force, as `--fail-on` says. @default - by the posture of the environment */
  readonly failOn?: readonly GateId[];
  /** Leave to pass gates. @default - nobody has any */
  readonly passes?: readonly Pass[];
  /** As YYYY-MM-DD: passes and exemptions end. */
  readonly today: string;
}

/** What became of one gate. */
export interface GateResult {
  readonly gate: GateId;
  /** `open` when nothing meets it; `passed` by leave; `shut` when it stops the change; `told` when it is not in force. */
  readonly status: 'open' | 'passed' | 'shut' | 'told';
  /** What meets it without leave: subjects of findings, or what those gather. */
  readonly subjects: readonly string[];
  /** What meets it by leave, and by whose. */
  readonly passed: readonly Passed[];
}

interface Passed extends Pick<Pass, 'owner' | 'reason' | 'expires'> {
  /** Of those that the leave is for, what meets the gate. */
  readonly subjects: readonly string[];
}

/** What became of every gate, in their order. */
export function gateResults(
  comparison: Comparison,
  findings: readonly Finding[],
  { failOn, passes = [], today }: GateOptions,
): readonly GateResult[] {
  const inForce = failOn ?? gatesInForce(comparison);
  const holding = passes.filter((pass) => pass.environments.includes(comparison.environment) && !isOver(pass, today));
  return ALL_GATES.map((gate) => {
    const met = [...new Set(findings.filter((finding) => finding.gate === gate).flatMap(namesOf))];
    const passed = passedBy(
      holding.filter((pass) => pass.gate === gate),
      met,
    );
    const excused = new Set(passed.flatMap(({ subjects }) => subjects));
    const subjects = met.filter((subject) => !excused.has(subject));
    return { gate, status: statusOf(subjects, passed, inForce.includes(gate)), subjects, passed };
  });
}

/** Who lets what through; where several let through the same, the first is named. */
function passedBy(passes: readonly Pass[], met: readonly string[]): readonly Passed[] {
  const left = new Set(met);
  return passes.flatMap(({ subjects, owner, reason, expires }) => {
    const its = subjects.filter((subject) => left.delete(subject));
    return its.length === 0 ? [] : [{ subjects: its, owner, reason, expires }];
  });
}

function statusOf(subjects: readonly string[], passed: readonly Passed[], inForce: boolean): GateResult['status'] {
  if (subjects.length > 0) return inForce ? 'shut' : 'told';
  return passed.length > 0 ? 'passed' : 'open';
}
