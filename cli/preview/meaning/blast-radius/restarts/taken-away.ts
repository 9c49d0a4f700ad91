import { factsOf, kindOf } from '../../../../../constructs/plan/kinds';
import type { KubernetesResource, Resource } from '../../../../../constructs/plan/resource';
import { prepare } from '../../../../../policies/prepare';
import type { Prepared } from '../../../../../policies/prepared';
import type { Comparison } from '../../../comparison';
import type { Finding } from '../../../finding';
import { called } from '../called';
import { changedIn, goneIn } from '../pairs';
import { podsOf } from './pods';

/** What ran, and does not run any more. */
export function takenAway(comparison: Comparison, after: Prepared): readonly Finding[] {
  const before = prepare(comparison.before.plan);
  const stopped = changedIn(comparison).filter(
    (both) =>
      isWorkload(both.before) &&
      isWorkload(both.after) &&
      podsOf(both.before, before) > 0 &&
      podsOf(both.after, after) === 0,
  );
  return [
    ...goneIn(comparison)
      .filter(isWorkload)
      .map((one) => findingOf(one, 'is deleted, with its pods')),
    ...stopped.map((both) => findingOf(both.after, 'has no pods any more: it is scaled to none')),
  ];
}

function findingOf(workload: Resource, says: string): Finding {
  return {
    topic: 'restart',
    effect: 'worse',
    subject: workload.id,
    says: `${called(workload)} ${says}`,
    gate: 'unavailable-rollout',
    resources: [workload.id],
  };
}

function isWorkload(resource: Resource): resource is KubernetesResource {
  if (resource.api !== 'kubernetes') return false;
  const kind = kindOf(resource.object);
  const { keeps } = factsOf(kind);
  return keeps === 'replicas' || keeps === 'each-node' || kind === 'postgresql.cnpg.io/Pooler';
}
