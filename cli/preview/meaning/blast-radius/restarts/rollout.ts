import { kindOf } from '../../../../../constructs/plan/kinds';
import type { Manifest } from '../../../../../constructs/plan/resource';
import { valueAt } from '../value-at';
import { share } from './share';

/** How the pods of a workload are exchanged for new ones. */
export type Rollout =
  | {
      /** As many as are available all the while. */
      readonly left: number;
      /** As many as there are more for the while. */
      readonly surge: number;
    }
  /** They stay until somebody does something. */
  | { readonly waitsFor: string };

/** What its controller does with so many pods, by kind. */
const ROLLOUTS: Readonly<Record<string, (object: Manifest, pods: number) => Rollout>> = {
  'apps/DaemonSet': daemonSet,
  'apps/Deployment': (object, pods) => {
    if (valueAt(object, 'spec.paused') === true) return { waitsFor: 'it is no longer paused' };
    return byStrategy(valueAt(object, 'spec.strategy'), pods);
  },
  'apps/ReplicaSet': () => ({ waitsFor: 'its pods are deleted' }),
  'apps/StatefulSet': statefulSet,
  'argoproj.io/Rollout': argoRollout,
  'postgresql.cnpg.io/Pooler': (object, pods) => byStrategy(valueAt(object, 'spec.deploymentStrategy'), pods),
  ReplicationController: () => ({ waitsFor: 'its pods are deleted' }),
};

/** Undefined for a kind whose controller nobody knows. */
export function rolloutOf(object: Manifest, pods: number): Rollout | undefined {
  const kind = kindOf(object);
  return Object.hasOwn(ROLLOUTS, kind) ? ROLLOUTS[kind]!(object, pods) : undefined;
}

/** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy */
export function byStrategy(strategy: unknown, pods: number): Rollout {
  if (valueAt(strategy, 'type') === 'Recreate') return { left: 0, surge: 0 };
  return rolling(valueAt(strategy, 'rollingUpdate'), pods);
}

function rolling(limits: unknown, pods: number): Rollout {
  const surge = share(valueAt(limits, 'maxSurge') ?? '25%', pods, Math.ceil);
  const missing = share(valueAt(limits, 'maxUnavailable') ?? '25%', pods, Math.floor);
  // Without either it could not go on, so that the controller takes one away.
  const atLeastOne = surge === 0 ? Math.max(1, missing) : missing;
  return { left: Math.max(0, pods - atLeastOne), surge };
}

/** One pod after the other, the last first. https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies */
function statefulSet(object: Manifest, pods: number): Rollout {
  if (valueAt(object, 'spec.updateStrategy.type') === 'OnDelete') return { waitsFor: 'its pods are deleted' };
  const first = Number(valueAt(object, 'spec.ordinals.start') ?? 0);
  const partition = Number(valueAt(object, 'spec.updateStrategy.rollingUpdate.partition') ?? 0);
  if (partition >= first + pods) return { waitsFor: `its partition is lower than ${partition}` };
  const missing = share(valueAt(object, 'spec.updateStrategy.rollingUpdate.maxUnavailable') ?? 1, pods, Math.ceil);
  return { left: Math.max(0, pods - Math.max(1, missing)), surge: 0 };
}

/** A pod on each node, in whose place another comes or beside which it comes first. */
function daemonSet(object: Manifest, pods: number): Rollout {
  if (valueAt(object, 'spec.updateStrategy.type') === 'OnDelete') return { waitsFor: 'its pods are deleted' };
  const limits = valueAt(object, 'spec.updateStrategy.rollingUpdate');
  const surge = share(valueAt(limits, 'maxSurge') ?? 0, pods, Math.ceil);
  const missing = share(valueAt(limits, 'maxUnavailable') ?? (surge > 0 ? 0 : 1), pods, Math.ceil);
  return { left: Math.max(0, pods - missing), surge };
}

/** https://argo-rollouts.readthedocs.io/en/stable/features/specification/ */
function argoRollout(object: Manifest, pods: number): Rollout {
  if (valueAt(object, 'spec.paused') === true) return { waitsFor: 'it is no longer paused' };
  if (valueAt(object, 'spec.strategy.blueGreen') !== undefined) return { left: pods, surge: pods };
  return rolling(valueAt(object, 'spec.strategy.canary'), pods);
}
