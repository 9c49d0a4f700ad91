import type { LiveObject } from '../support/kubernetes-api';
import { plainConditions, type Site, writeStatus } from './stand-in';

const NODES = ['node-a', 'node-b', 'node-c'];

/** The nodes, in a zone each; the server takes a new node for one that is not ready. */
export async function makeNodes(site: Site): Promise<void> {
  for (const name of NODES) {
    const labels = { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': `zone-${name.at(-1)}` };
    const metadata = { name, labels };
    const node = await site.api.apply({ apiVersion: 'v1', kind: 'Node', metadata });
    await site.api.request(
      'PATCH',
      `/api/v1/nodes/${name}`,
      { spec: { taints: null } },
      'application/merge-patch+json',
    );
    const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is ready' } as const;
    await writeStatus(site, node, { conditions: plainConditions(node, [ready]) });
  }
}

/** The scheduler: to each node in turn, since none of them fills. */
export async function bind({ metadata: { name, namespace } }: LiveObject, { api }: Site, turn: number): Promise<void> {
  const target = { apiVersion: 'v1', kind: 'Node', name: NODES[turn % NODES.length] };
  const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace }, target };
  await api.request('POST', `/api/v1/namespaces/${namespace}/pods/${name}/binding`, binding);
}
