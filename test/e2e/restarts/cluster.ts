import { type ControlPlane, startControlPlane } from '../servers/control-plane';
import { eventually } from '../support/eventually';
import { type Identity, KubernetesApi, type LiveObject } from '../support/kubernetes-api';
import { world } from '../support/world';

/** The controllers that make pods of what is declared, and the one that counts how many a budget keeps. */
const CONTROLLERS = [
  'daemonset-controller',
  'deployment-controller',
  'disruption-controller',
  'replicaset-controller',
  'statefulset-controller',
];

export const NAMESPACE = 'restarts';
const NODES = ['one', 'two', 'three'];

/** A cluster in which the controllers of workloads run, with three nodes and nothing on them: pods are ready when they are said to be. */
export interface Cluster {
  readonly api: KubernetesApi;
  stop(): Promise<void>;
}

export async function startCluster(): Promise<Cluster> {
  const controlPlane: ControlPlane = await startControlPlane({
    runDir: world().runDir,
    name: 'restarts',
    controllers: CONTROLLERS,
  });
  const api = new KubernetesApi(controlPlane);
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: NAMESPACE } };
  await eventually(() => api.get(account), { what: 'a service account', timeoutMs: 30_000 });
  for (const name of NODES) await addNode(api, name);
  return { api, stop: () => controlPlane.stop() };
}

/** The server takes a new node for one that is not ready, which no pod of a DaemonSet gets over. */
async function addNode(api: KubernetesApi, name: string): Promise<void> {
  const node: Identity = { apiVersion: 'v1', kind: 'Node', metadata: { name } };
  await api.apply(node);
  await patch(api, node, { spec: { taints: null } });
}

export async function patch(api: KubernetesApi, object: Identity, change: object, part = ''): Promise<LiveObject> {
  const { apiVersion, kind, metadata } = object;
  const path = await api.path(apiVersion, kind, metadata.namespace, metadata.name);
  return (await api.request('PATCH', `${path}${part}`, change, 'application/merge-patch+json')) as LiveObject;
}
