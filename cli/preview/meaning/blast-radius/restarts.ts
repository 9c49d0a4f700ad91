import { immutableChanges } from '../../../../constructs/plan/immutable';
import { factsOf, kindOf } from '../../../../constructs/plan/kinds';
import type { KubernetesResource } from '../../../../constructs/plan/resource';
import { prepare } from '../../../../policies/prepare';
import type { Prepared } from '../../../../policies/prepared';
import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';
import { called } from './called';
import { changedIn } from './pairs';
import { type Availability, availabilityOf, ofDatabase } from './restarts/availability';
import { keptByBudget } from './restarts/budget';
import { type Restart, restartsIn } from './restarts/causes';
import { deploymentOf } from './restarts/gateway';
import { GATEWAY, podsOf } from './restarts/pods';
import { byStrategy, type Rollout, rolloutOf } from './restarts/rollout';
import { takenAway } from './restarts/taken-away';
import { untouched } from './restarts/untouched';
import { valueAt } from './value-at';

/** Whose pods are exchanged for new ones, what for, and whether somebody serves meanwhile; and whose are not. */
export function restarts(comparison: Comparison): readonly Finding[] {
  const prepared = prepare(comparison.after.plan);
  const replaced = new Set(
    changedIn(comparison)
      .filter(({ before, after }) => isReplaced(before, after))
      .map(({ after }) => after.id),
  );
  const restarting = restartsIn(comparison).filter(({ workload }) => !replaced.has(workload.id));
  const ids = new Set([...replaced, ...restarting.map(({ workload }) => workload.id)]);
  return [
    ...restarting.flatMap((restart) => findingOf(restart, prepared)),
    ...takenAway(comparison, prepared),
    ...untouched(comparison, ids, prepared),
  ];
}

function isReplaced(...[before, after]: Parameters<typeof immutableChanges>): boolean {
  return immutableChanges(before, after).some(({ outcome }) => outcome === 'replaced');
}

function findingOf({ workload, because }: Restart, prepared: Prepared): readonly Finding[] {
  const availability = availabilityIn(workload, prepared);
  if (availability === undefined) return [];
  const { effect, says, isGated } = availability;
  return [
    {
      topic: 'restart',
      effect,
      subject: workload.id,
      says: `${called(workload)} ${says}`,
      details: reasons(because),
      ...(isGated && { gate: 'unavailable-rollout' }),
      resources: [workload.id],
    },
  ];
}

/** As many reasons as anybody reads: the fields are below, in what differs. */
const ENOUGH = 5;

function reasons(because: readonly string[]): readonly string[] {
  const more = because.length - ENOUGH;
  return [...because.slice(0, ENOUGH).map((cause) => `for ${cause}`), ...(more > 0 ? [`and for ${more} more`] : [])];
}

/** Undefined where there are no pods. */
function availabilityIn(workload: KubernetesResource, prepared: Prepared): Availability | undefined {
  const kind = kindOf(workload.object);
  if (factsOf(kind).keeps === 'none') return AT_NEXT_RUN;
  const pods = podsOf(workload, prepared);
  if (pods === 0) return undefined;
  if (kind === 'postgresql.cnpg.io/Cluster') return ofDatabase(workload.object, pods);
  const each = factsOf(kind).keeps === 'each-node';
  const rollout = kind === GATEWAY ? ofGateway(workload, pods, prepared) : rolloutOf(workload.object, pods);
  return availabilityOf(rollout, { pods, each, kept: keptByBudget(workload, pods, prepared) });
}

function ofGateway(gateway: KubernetesResource, pods: number, prepared: Prepared): Rollout {
  return byStrategy(valueAt(deploymentOf(gateway, prepared), 'spec.strategy'), pods);
}

const AT_NEXT_RUN: Availability = {
  effect: 'neutral',
  says: 'runs as it is now from its next run on; one that has begun is left alone',
  isGated: false,
};
