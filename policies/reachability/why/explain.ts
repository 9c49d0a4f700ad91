import type { Admissions } from '../network/admissions';
import type { Explanation, Objects, Question, Step } from '../result';
import type { World } from '../world';
import { type Attempt, outcomeIn } from './attempt';
import { meshStep } from './mesh-step';
import { networkStep } from './network-step';
import { remedyFor } from './remedy';
import { ledTo } from './services';
import { nobody, type Side, trySide } from './sides';

/** The checks of a connection to each workload that a question means, and what they come to. */
export function explainIn(
  world: World,
  admissions: Admissions,
  objects: Objects,
  question: Question,
): readonly Explanation[] {
  const from = trySide(question.from, world);
  if (from === undefined) throw nobody(question.from, world);
  return targetsOf(objects, world, question).map((target) => explainOne(world, admissions, from, target, question));
}

function explainOne(world: World, admissions: Admissions, from: Side, target: Target, question: Question): Explanation {
  const { to, port, through, byNodes = false } = target;
  const attempt = { from, to, port, protocol: question.protocol };
  const ingress = networkStep('ingress', attempt, admissions);
  const steps = [
    networkStep('egress', attempt, admissions),
    byNodes ? handedOn(ingress, attempt, admissions) : ingress,
    ...meshStep(attempt, world.mesh),
  ];
  return {
    question,
    outcome: outcomeOf(steps),
    steps,
    remedy: remedyFor(attempt, steps, world, admissions),
    ...(through !== undefined && { through }),
  };
}

interface Target {
  readonly to: Side;
  readonly port: number;
  readonly through?: string;
  readonly byNodes?: boolean;
}

function targetsOf(objects: Objects, world: World, question: Question): readonly Target[] {
  const named = trySide(question.to, world);
  if (named !== undefined) return [{ to: named, port: question.port }];
  const workloads = world.pods.flatMap(({ members }) => members);
  const led = ledTo(objects, workloads, question);
  if (led === undefined) throw nobody(question.to, world);
  return led.map(({ workload, ...rest }) => ({ ...rest, to: trySide(workload.id, world)! }));
}

/**
 * What a node hands on from outside: a policy may see the caller's address or the node's, which Kubernetes leaves open, so that
 * only what holds for every address is certain.
 *
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
function handedOn(step: Step, attempt: Attempt, admissions: Admissions): Step {
  if (attempt.from.node.kind !== 'outside' || step.outcome === 'unknown' || step.policies.length === 0) return step;
  const { everybody, some } = admissions.of('ingress', attempt.to.node);
  const isAll = outcomeIn(everybody.outside, attempt) === 'open';
  const addresses = [...some].filter(([node]) => node.kind === 'outside').map(([, reach]) => reach);
  const isNone = [everybody.outside, ...addresses].every((reach) => outcomeIn(reach, attempt) === 'closed');
  if (isAll || isNone) return step;
  const because = `${step.because}, but nodes hand it on, and whether a policy sees the address of ${attempt.from.id} or that of a node is not defined`;
  return { ...step, outcome: 'unknown', because };
}

/** One check that fails is enough; one that nobody can make leaves it open. */
function outcomeOf(steps: readonly Step[]): Step['outcome'] {
  const outcomes = steps.map(({ outcome }) => outcome);
  if (outcomes.includes('closed')) return 'closed';
  return outcomes.includes('unknown') ? 'unknown' : 'open';
}
