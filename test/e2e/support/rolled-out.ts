import { eventually } from './eventually';
import type { KubernetesApi, LiveObject } from './kubernetes-api';

interface DeploymentStatus {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly availableReplicas?: number;
}

/**
 * Whether a Deployment is done with its last change: all of its pods are of the latest, and have been ready for long enough.
 *
 * It is available all the while that pods are exchanged one by one. A refresh in the midst of that notes what Pulumi's plugin
 * calls unhealthy, and the next `up` updates the Deployment by no field at all.
 */
export function isRolledOut(deployment: LiveObject | undefined): boolean {
  if (deployment === undefined) return false;
  const { observedGeneration, replicas, updatedReplicas, availableReplicas } = (deployment['status'] ??
    {}) as DeploymentStatus;
  const { generation } = deployment.metadata as { readonly generation?: number };
  const wanted = deployment['spec'].replicas as number;
  return (
    observedGeneration === generation &&
    [replicas, updatedReplicas, availableReplicas].every((count) => count === wanted)
  );
}

/** Waits until every Deployment of a namespace is. */
export async function allRolledOut(api: KubernetesApi, namespace: string): Promise<void> {
  const isSo = async () => {
    const all = await api.list('apps/v1', 'Deployment', namespace);
    return all.length > 0 && all.every(isRolledOut);
  };
  await eventually(isSo, { what: `every Deployment of ${namespace} rolled out`, timeoutMs: 120_000, everyMs: 500 });
}
