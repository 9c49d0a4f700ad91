import type { KubernetesResource } from '../../../../../constructs/plan/resource';
import type { Prepared } from '../../../../../policies/prepared';
import { tryRead } from '../../../../../policies/read';
import { valueAt } from '../value-at';
import { share } from './share';

/** As many pods of a workload as its budgets keep when nodes are drained; undefined without one that can be read. */
export function keptByBudget(workload: KubernetesResource, pods: number, prepared: Prepared): number | undefined {
  const kept = prepared.podsOf(workload).flatMap((pod) => {
    const budgets = tryRead(() => [...prepared.selecting('policy/PodDisruptionBudget', pod)]);
    return 'value' in budgets ? budgets.value.map((budget) => keptBy(budget, pods)) : [];
  });
  return kept.length === 0 ? undefined : Math.max(...kept);
}

/** Both round up: https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages */
function keptBy({ object }: KubernetesResource, pods: number): number {
  const [least, missing] = [valueAt(object, 'spec.minAvailable'), valueAt(object, 'spec.maxUnavailable')];
  if (missing !== undefined) return Math.max(0, pods - share(missing, pods, Math.ceil));
  return share(least ?? 0, pods, Math.ceil);
}
