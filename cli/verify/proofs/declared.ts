import { deviates, type Finding, ok, unknown } from '../../diagnosis/finding';
import type { Attempt } from '../attempts';
import type { Door } from '../door';
import { ANY_NAME } from '../doors';
import { ENDINGS } from '../probe/script';
import { type Evidence, endingAt, hasTried, listens, type Proof } from './proof';

/** One declared edge: from inside its caller to each pod of its target, and by each Service that leads there. */
function judgeEdge(attempt: Attempt, evidence: Evidence): readonly Finding[] {
  const { from, to, port } = attempt;
  const what = `${from.name} does not reach ${to.name} at ${port}, as it is declared to`;
  if (evidence.trial.crews.get(to)!.pods.length === 0)
    return [
      deviates(`${what}: no pod of it is ready`, 'see why: kubectl get pods; of an operator, dwcp doctor says more'),
    ];
  const doors = evidence.trial.doorsOf(attempt);
  // A workload of one pod has nobody else to call itself.
  if (doors.length === 0) return [];
  const closed = doors.filter((door) => endingAt(evidence, from, door) !== 'o');
  const [first] = closed;
  if (first === undefined)
    return [ok(`${from.name} reaches ${to.name} at ${port}: ${doors.map(({ called }) => called).join(', ')}`)];
  const seen = closed.map((door) => `${door.called}: ${wordOf(evidence, attempt, door)}`).join(', ');
  if (closed.some((door) => (endingAt(evidence, from, door) ?? 'x') === 'x'))
    return [unknown(`it could not be tried whether ${from.name} reaches ${to.name} at ${port} (${seen})`, NEEDED)];
  return [deviates(`${what} (${seen})`, remedyOf(attempt, closed, evidence))];
}

const NEEDED = 'see that the image of --image has the programs of BusyBox';

/** By where it ends, what to look at. */
function remedyOf(attempt: Attempt, closed: readonly Door[], evidence: Evidence): string {
  const { from, to, port } = attempt;
  const isUnnamed = (door: Door) => endingAt(evidence, from, door) === 'n';
  if (closed.every(isUnnamed)) {
    return isUnnamed(ANY_NAME)
      ? 'it resolves no name at all: dwcp doctor says whether DNS is where the facts say, kubectl get networkpolicies what lets it out'
      : `see that the Service is there, as dwcp synth ${evidence.plan.environment} has it; pulumi up --refresh puts it back`;
  }
  if (closed.every(({ host }) => host.endsWith('.svc')))
    return `its pods are reached, so see where the Service leads: kubectl get service --output yaml; pulumi up --refresh puts it back`;
  if (listens(evidence, attempt) === false)
    return `nobody listens there, as its own pod sees it: see on which port the application listens`;
  return `see which policy should let it through: dwcp connections ${evidence.plan.environment} --from ${from.name} --to ${to.name} --port ${port}; pulumi up --refresh puts it back`;
}

function wordOf(evidence: Evidence, { from }: Attempt, door: Door): string {
  return ENDINGS[endingAt(evidence, from, door) ?? 'x'];
}

export const declared: Proof = {
  says: 'Every declared connection opens.',
  judge: (evidence) =>
    evidence.attempts.declared
      .filter((attempt) => hasTried(evidence, attempt))
      .flatMap((attempt) => judgeEdge(attempt, evidence)),
};
