import type { Comparison } from '../comparison';
import type { Finding } from '../finding';
import { GATES, type GateId } from './gate';

/** Leave to pass a gate once, from a committed file. */
interface Pass {
  readonly gate: GateId;
  readonly owner: string;
  readonly reason: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly expires: string;
}

export interface GateOptions {
  /** The gates in force, as `--fail-on` says. @default - by the posture of the environment */
  readonly failOn?: readonly GateId[];
  /** As YYYY-MM-DD: passes and exemptions end. */
  readonly today: string;
}

/** What became of one gate. */
export interface GateResult {
  readonly gate: GateId;
  /** `open` when nothing meets it; `passed` by leave; `shut` when it stops the change; `told` when it is not in force. */
  readonly status: 'open' | 'passed' | 'shut' | 'told';
  /** What meets it: subjects of findings. */
  readonly subjects: readonly string[];
  /** The leave that it was passed by. @default - none */
  readonly pass?: Pass;
}

export function gateResults(
  { after }: Comparison,
  findings: readonly Finding[],
  { failOn }: GateOptions,
): readonly GateResult[] {
  const gates = Object.keys(GATES) as readonly GateId[];
  const inForce = failOn ?? (after.plan.data === 'protected' ? gates : (['failed-rule', 'exemption-over'] as const));
  return gates.map((gate) => {
    const subjects = findings.filter((finding) => finding.gate === gate).map(({ subject }) => subject);
    const status = subjects.length === 0 ? 'open' : inForce.includes(gate) ? 'shut' : 'told';
    return { gate, status, subjects };
  });
}
