import { Admissions } from '../network/admissions';
import type { Explanation, Objects, Options, Question, Step } from '../result';
import { type World, worldOf } from '../world';
import { type End, nobody, tryEnd } from './ends';
import { meshStep } from './mesh-step';
import { networkStep } from './network-step';
import { remedyFor } from './remedy';
import { ledTo } from './services';

/**
 * Why a connection is open or closed: every check that it has to pass, who decided, and what would change the answer.
 *
 * A question may name a Service; the answer is about the port of the workload behind it.
 *
 * @throws UserError when an end of the question is nobody, or may be several.
 */
export function explain(objects: Objects, question: Question, options: Options = {}): Explanation {
  const world = worldOf(objects, options);
  const from = tryEnd(question.from, world);
  if (from === undefined) throw nobody(question.from, world);
  const { to, port, through } = targetOf(objects, world, question);
  const opening = { from, to, port, protocol: question.protocol };
  const admissions = new Admissions(world);
  const steps = [
    networkStep('egress', opening, admissions),
    networkStep('ingress', opening, admissions),
    ...meshStep(opening, world.mesh),
  ];
  return {
    question,
    outcome: outcomeOf(steps),
    steps,
    remedy: remedyFor(opening, steps, world.mesh, admissions),
    ...(through !== undefined && { through }),
  };
}

interface Target {
  readonly to: End;
  readonly port: number;
  readonly through?: string;
}

function targetOf(objects: Objects, world: World, question: Question): Target {
  const named = tryEnd(question.to, world);
  if (named !== undefined) return { to: named, port: question.port };
  const workloads = world.pods.flatMap(({ members }) => members);
  const led = ledTo(objects, workloads, question);
  if (led === undefined) throw nobody(question.to, world);
  return { to: tryEnd(led.workload.id, world)!, port: led.port, through: led.through };
}

/** One check that fails is enough; one that nobody can make leaves it open. */
function outcomeOf(steps: readonly Step[]): Step['outcome'] {
  const outcomes = steps.map(({ outcome }) => outcome);
  if (outcomes.includes('closed')) return 'closed';
  return outcomes.includes('unknown') ? 'unknown' : 'open';
}
