import { type Actor, nameOf, type Port, written } from './cast';
import type { Answer } from './probe';
import type { Finding } from './stage';

/** What the policies say of one probe. */
export type Prediction = (from: Actor, to: Actor, port: Port) => 'open' | 'closed' | 'unknown';

/** What packets did beside what was computed. */
export interface Comparison {
  readonly probes: number;
  readonly denials: number;
  /** Every connection that was made, as a person would write it. */
  readonly opens: readonly string[];
  /** Sentences for people; a probe that was not answered at all disagrees with everything. */
  readonly disagreements: readonly string[];
  /** How many disagreements were gone when everything was tried again. */
  readonly momentary: number;
}

/** Compares, and says of each disagreement what the arbiter holds to be right. */
export function compare(findings: readonly Finding[], predict: Prediction, arbiter = predict): Comparison {
  const disagreements = findings.flatMap((finding) => {
    const { from, to, answer } = finding;
    const [measured, computed] = [outcomeOf(answer, to), predict(from, to, finding)];
    if (measured === computed) return [];
    const right = arbiter(from, to, finding);
    return [`${inWritten(finding)}: computed ${computed}, measured ${measured}, by the specification ${right}`];
  });
  const opens = findings.filter(({ answer, to }) => outcomeOf(answer, to) === 'open').map(inWritten);
  return { probes: findings.length, denials: findings.length - opens.length, opens, disagreements, momentary: 0 };
}

export const everything =
  (outcome: 'open' | 'closed'): Prediction =>
  () =>
    outcome;

export function summed(comparisons: readonly Comparison[]): Comparison {
  return comparisons.reduce((sum, next) => ({
    probes: sum.probes + next.probes,
    denials: sum.denials + next.denials,
    opens: [...sum.opens, ...next.opens],
    disagreements: [...sum.disagreements, ...next.disagreements],
    momentary: sum.momentary + next.momentary,
  }));
}

export function inWords({ probes, opens, denials, disagreements, momentary }: Comparison): string {
  const counts = `${probes} probes, ${opens.length} opens, ${denials} denials, ${disagreements.length} disagreements`;
  return momentary === 0 ? counts : `${counts} (and ${momentary} of a moment)`;
}

function inWritten({ from, to, ...port }: Finding): string {
  return `${nameOf(from)} to ${nameOf(to)} at ${written(port)}`;
}

function outcomeOf(answer: Answer, to: Actor): string {
  if (answer === 'refused') return 'closed';
  if (answer === 'silence') return 'no answer';
  return answer.from === nameOf(to) ? 'open' : `answered by ${answer.from}`;
}
