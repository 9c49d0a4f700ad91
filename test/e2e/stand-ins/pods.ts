import type { LiveObject } from '../support/kubernetes-api';
import { conditions, type Site, type StandIn, writeStatus } from './stand-in';
import { missingOf } from './volumes';

const NODES = ['node-a', 'node-b', 'node-c'];
let given = 0;

/** Scheduler and kubelet: a pod is bound, has its volumes and images, is ready, and ends when it is told to. */
export const PODS: StandIn = {
  kinds: [{ apiVersion: 'v1', kind: 'Pod' }],
  settle: async (pod, site) => {
    if (pod.metadata.deletionTimestamp !== undefined) return end(pod, site);
    if (pod['spec'].nodeName === undefined) return bind(pod, site);
    if (isRunning(pod)) return true;
    const missing = await missingOf(pod, site);
    if (missing !== undefined) return waits(pod, site, { reason: 'ContainerCreating', message: missing });
    const refused = containersOf(pod).find(({ image }) => site.refusesImage(image))?.image;
    if (refused === undefined) return runs(pod, site);
    const message = `Back-off pulling image "${refused}": ErrImagePull: failed to resolve reference "${refused}": not found`;
    return waits(pod, site, { reason: 'ImagePullBackOff', message });
  },
};

/** The nodes, in a zone each; the server takes a new node for one that is not ready. */
export async function makeNodes(site: Site): Promise<void> {
  for (const name of NODES) {
    const labels = { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': `zone-${name.at(-1)}` };
    const node = await site.api.apply({ apiVersion: 'v1', kind: 'Node', metadata: { name, labels } as never });
    await site.api.request(
      'PATCH',
      `/api/v1/nodes/${name}`,
      { spec: { taints: null } },
      'application/merge-patch+json',
    );
    const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'stand-in' } as const;
    await writeStatus(site, node, {
      conditions: conditions(node, [ready]).map(({ observedGeneration: _, ...one }) => one),
    });
  }
}

async function bind({ metadata: { name, namespace } }: LiveObject, { api }: Site): Promise<boolean> {
  const target = { apiVersion: 'v1', kind: 'Node', name: NODES[given++ % NODES.length] };
  const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace }, target };
  await api.request('POST', `/api/v1/namespaces/${namespace}/pods/${name}/binding`, binding);
  return true;
}

async function end({ metadata: { name, namespace } }: LiveObject, { api }: Site): Promise<boolean> {
  await api.request('DELETE', `/api/v1/namespaces/${namespace}/pods/${name}?gracePeriodSeconds=0`);
  return true;
}

interface Container {
  readonly name: string;
  readonly image: string;
}

const initContainersOf = ({ spec }: LiveObject): readonly Container[] => spec.initContainers ?? [];
const containersOf = (pod: LiveObject): readonly Container[] => [...initContainersOf(pod), ...pod['spec'].containers];

const isRunning = ({ status }: LiveObject) => status?.phase === 'Running' || status?.phase === 'Succeeded';

/** Not the images of ephemeral containers: nobody waits for those. */
function statusOf({ name, image }: Container, state: object, ready: boolean) {
  return { name, image, imageID: image, ready, started: ready, restartCount: 0, state };
}

async function waits(pod: LiveObject, site: Site, waiting: { reason: string; message: string }): Promise<false> {
  if (pod['status'].containerStatuses?.[0]?.state.waiting?.message === waiting.message) return false;
  const message = `containers with unready status: [${containersOf(pod)
    .map(({ name }) => name)
    .join(' ')}]`;
  await writeStatus(site, pod, {
    ...podConditions(pod, { status: 'False', reason: 'ContainersNotReady', message }),
    phase: 'Pending',
    hostIP: '192.0.2.1',
    containerStatuses: pod['spec'].containers.map((one: Container) => statusOf(one, { waiting }, false)),
  });
  return false;
}

/** A pod that is not started again runs to its end. */
async function runs(pod: LiveObject, site: Site): Promise<true> {
  const startedAt = `${new Date().toISOString().slice(0, 19)}Z`;
  const done = { terminated: { exitCode: 0, reason: 'Completed', startedAt, finishedAt: startedAt } };
  const ends = pod['spec'].restartPolicy !== 'Always';
  const podIP = addressOf(given++);
  await writeStatus(site, pod, {
    ...podConditions(
      pod,
      ends ? { status: 'False', reason: 'PodCompleted', message: '' } : { status: 'True', reason: '', message: '' },
    ),
    phase: ends ? 'Succeeded' : 'Running',
    hostIP: '192.0.2.1',
    hostIPs: [{ ip: '192.0.2.1' }],
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: startedAt,
    containerStatuses: pod['spec'].containers.map((one: Container) =>
      statusOf(one, ends ? done : { running: { startedAt } }, !ends),
    ),
    initContainerStatuses: initContainersOf(pod).map((one: Container & { restartPolicy?: string }) =>
      statusOf(one, one.restartPolicy === 'Always' && !ends ? { running: { startedAt } } : done, true),
    ),
  });
  return true;
}

function podConditions(pod: LiveObject, ready: { status: 'True' | 'False'; reason: string; message: string }) {
  const passed = { status: 'True', reason: '', message: '' } as const;
  const now = [
    { type: 'PodScheduled', ...passed },
    { type: 'Initialized', ...passed },
    { type: 'ContainersReady', ...ready },
    { type: 'Ready', ...ready },
  ];
  return { conditions: conditions(pod, now).map(({ observedGeneration: _, ...one }) => one) };
}

/** One that no pod of these nodes has had. */
function addressOf(n: number): string {
  return `10.244.${Math.floor(n / 250) % 256}.${(n % 250) + 1}`;
}
