import type { LiveObject } from '../support/kubernetes-api';
import { bindClaimsOf } from './claims';
import { bind } from './nodes';
import { containersOf, runningStatus, succeededStatus, type Waiting, waitingStatus } from './pod-status';
import { now, type Site, type StandIn, writeStatus } from './stand-in';
import { missingOf } from './volumes';

/** How many pods have been placed and addressed: no two get the same. */
let given = 0;

/** Scheduler and kubelet: a pod is bound, has its volumes and images, is ready, and ends when it is told to. */
export const PODS: StandIn = {
  kinds: [{ apiVersion: 'v1', kind: 'Pod' }],
  settle: async (pod, site) => {
    if (pod.metadata.deletionTimestamp !== undefined) return end(pod, site);
    if (pod['spec'].nodeName === undefined) {
      await bind(pod, site, given++);
      return true;
    }
    if (['Running', 'Succeeded'].includes(pod['status'].phase)) return true;
    const missing = await missingOf(pod, site);
    if (missing !== undefined) {
      await wait(pod, site, { reason: 'ContainerCreating' }, { reason: 'FailedMount', message: missing });
      return false;
    }
    const refused = containersOf(pod).find(({ image }) => site.refusesImage(image));
    if (refused === undefined) {
      await bindClaimsOf(pod, site);
      return run(pod, site);
    }
    const message = `failed to pull and unpack image "${refused.image}": failed to resolve reference: not found`;
    const backOff = `Back-off pulling image "${refused.image}": ErrImagePull: ${message}`;
    const failed = `Failed to pull image "${refused.image}": ${message}`;
    await wait(pod, site, { reason: 'ImagePullBackOff', message: backOff }, { reason: 'Failed', message: failed });
    return false;
  },
};

async function end({ metadata: { name, namespace } }: LiveObject, { api }: Site): Promise<boolean> {
  await api.request('DELETE', `/api/v1/namespaces/${namespace}/pods/${name}?gracePeriodSeconds=0`);
  return true;
}

/** Said once of each reason, though a kubelet repeats itself. */
async function wait(pod: LiveObject, site: Site, waiting: Waiting, event: PodEvent): Promise<void> {
  if (pod['status'].containerStatuses?.[0]?.state.waiting?.reason === waiting.reason) return;
  await warn(pod, site, event);
  await writeStatus(site, pod, waitingStatus(pod, waiting));
}

interface PodEvent {
  readonly reason: 'FailedMount' | 'Failed';
  readonly message: string;
}

/** What a kubelet says of a volume is in an event alone. */
async function warn({ metadata }: LiveObject, { api }: Site, { reason, message }: PodEvent): Promise<void> {
  const { name, namespace, uid } = metadata;
  await api.request('POST', `/api/v1/namespaces/${namespace}/events`, {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { namespace, generateName: `${name}.` },
    involvedObject: { apiVersion: 'v1', kind: 'Pod', name, namespace, uid },
    type: 'Warning',
    reason,
    message,
    source: { component: 'kubelet' },
    firstTimestamp: now(),
    lastTimestamp: now(),
    count: 1,
  });
}

async function run(pod: LiveObject, site: Site): Promise<true> {
  const address = addressOf(given++);
  const status = pod['spec'].restartPolicy === 'Always' ? runningStatus : succeededStatus;
  await writeStatus(site, pod, status(pod, address));
  return true;
}

function addressOf(n: number): string {
  return `10.244.${Math.floor(n / 250) % 256}.${(n % 250) + 1}`;
}
