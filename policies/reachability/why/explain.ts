import type { Admissions } from '../network/admissions';
import type { Explanation, Objects, Question, Step } from '../result';
import type { World } from '../world';
import { meshStep } from './mesh-step';
import { networkStep } from './network-step';
import { remedyFor } from './remedy';
import { ledTo } from './services';
import { nobody, type Side, trySide } from './sides';

/** The checks of one connection, and what they come to. */
export function explainIn(world: World, admissions: Admissions, objects: Objects, question: Question): Explanation {
  const from = trySide(question.from, world);
  if (from === undefined) throw nobody(question.from, world);
  const { to, port, through } = targetOf(objects, world, question);
  const attempt = { from, to, port, protocol: question.protocol };
  const steps = [
    networkStep('egress', attempt, admissions),
    networkStep('ingress', attempt, admissions),
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
}

function targetOf(objects: Objects, world: World, question: Question): Target {
  const named = trySide(question.to, world);
  if (named !== undefined) return { to: named, port: question.port };
  const workloads = world.pods.flatMap(({ members }) => members);
  const led = ledTo(objects, workloads, question);
  if (led === undefined) throw nobody(question.to, world);
  return { to: trySide(led.workload.id, world)!, port: led.port, through: led.through };
}

/** One check that fails is enough; one that nobody can make leaves it open. */
function outcomeOf(steps: readonly Step[]): Step['outcome'] {
  const outcomes = steps.map(({ outcome }) => outcome);
  if (outcomes.includes('closed')) return 'closed';
  return outcomes.includes('unknown') ? 'unknown' : 'open';
}
