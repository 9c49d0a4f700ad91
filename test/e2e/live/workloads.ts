import { eventually } from '../support/eventually';
import type { KubernetesApi, LiveObject } from '../support/kubernetes-api';
import { isReady } from './cluster/cluster';

const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };

/** The pods of a workload that are not on their way out, by the label that the library gives them. */
export async function podsOf(api: KubernetesApi, namespace: string, workload: string): Promise<readonly LiveObject[]> {
  const pods = await api.list('v1', 'Pod', namespace);
  return pods.filter(
    ({ metadata }) =>
      metadata.deletionTimestamp === undefined &&
      (metadata as { labels?: Record<string, string> }).labels?.['dwcp.io/workload'] === workload,
  );
}

/** Waits until a Deployment has exactly as many pods as it wants, all of its present template and available. */
export async function rolledOut(api: KubernetesApi, namespace: string, name: string, timeoutMs = 300_000) {
  const identity = { ...DEPLOYMENT, metadata: { name, namespace } };
  await eventually(
    async () => {
      const deployment = await api.get(identity);
      if (deployment === undefined) return false;
      const { replicas } = deployment['spec'];
      const { observedGeneration, updatedReplicas, availableReplicas, replicas: counted } = deployment['status'];
      const isSeen = observedGeneration === deployment.metadata.generation;
      return isSeen && [updatedReplicas, availableReplicas, counted].every((count) => count === replicas);
    },
    { what: `Deployment ${namespace}/${name} rolled out`, timeoutMs },
  );
}

/** Exchanges every pod of a Deployment, as `kubectl rollout restart` does, and waits until that is done. */
export async function restart(api: KubernetesApi, namespace: string, name: string): Promise<void> {
  const path = await api.path(DEPLOYMENT.apiVersion, DEPLOYMENT.kind, namespace, name);
  const annotations = { 'kubectl.kubernetes.io/restartedAt': new Date().toISOString() };
  const patch = { spec: { template: { metadata: { annotations } } } };
  await api.request('PATCH', path, patch, 'application/merge-patch+json');
  await rolledOut(api, namespace, name);
}

/** Waits until a node is ready, or is not. */
export async function nodeReady(api: KubernetesApi, name: string, ready: boolean, timeoutMs = 60_000): Promise<void> {
  const identity = { apiVersion: 'v1', kind: 'Node', metadata: { name } };
  const what = `${name} ${ready ? 'ready' : 'lost'}`;
  await eventually(async () => isReady((await api.get(identity))!) === ready, { what, timeoutMs });
}

/** Waits until no Service leads to a node any more, those of the cluster included, as the names of a lost node's DNS. */
export async function notLedTo(api: KubernetesApi, node: string, timeoutMs = 60_000): Promise<void> {
  const leadsThere = ({ endpoints }: LiveObject) =>
    (endpoints as readonly Endpoint[] | null)?.some((each) => each.nodeName === node && each.conditions.ready);
  const done = async () => !(await api.list('discovery.k8s.io/v1', 'EndpointSlice')).some(leadsThere);
  await eventually(done, { what: `no Service leads to ${node}`, timeoutMs });
}

interface Endpoint {
  readonly nodeName?: string;
  readonly conditions: { readonly ready?: boolean };
}
