import type { Manifest } from '../../../constructs/plan/resource';
import type { KubernetesApi } from '../support/kubernetes-api';
import { type CastPod, objectOf } from './cast';

/*
 * What a scheduler and a kubelet would tell the API server: there are neither, and the enforcer believes what is stored.
 */

export const NODE = 'node-1';
export const NODE_ADDRESS = '10.244.0.1';

export async function reportNode(api: KubernetesApi): Promise<void> {
  await api.apply({ apiVersion: 'v1', kind: 'Node', metadata: { name: NODE } });
  await report(api, await api.path('v1', 'Node', undefined, NODE), {
    addresses: [{ type: 'InternalIP', address: NODE_ADDRESS }],
  });
}

/** Stores a pod that runs on the node and has an address. */
export async function reportPod(api: KubernetesApi, pod: CastPod, address: string): Promise<void> {
  const { spec, ...object } = objectOf(pod);
  const scheduled: Manifest = { ...object, spec: { nodeName: NODE, ...(spec as object) } };
  await api.apply(scheduled);
  await report(api, await api.path('v1', 'Pod', pod.namespace, pod.name), {
    phase: 'Running',
    hostIP: NODE_ADDRESS,
    hostIPs: [{ ip: NODE_ADDRESS }],
    podIP: address,
    podIPs: [{ ip: address }],
  });
}

async function report(api: KubernetesApi, path: string, status: object): Promise<void> {
  await api.request('PATCH', `${path}/status`, { status }, 'application/merge-patch+json');
}
