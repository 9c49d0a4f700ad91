import type { LiveObject } from '../support/kubernetes-api';
import { type Condition, now, plainConditions } from './stand-in';

const HOST = { hostIP: '192.0.2.1', hostIPs: [{ ip: '192.0.2.1' }] };

interface Container {
  readonly name: string;
  readonly image: string;
  readonly restartPolicy?: string;
}

/** Why a container is not started, in the words of a kubelet; of a volume that is missing it says no more here. */
export interface Waiting {
  readonly reason: 'ContainerCreating' | 'ImagePullBackOff';
  readonly message?: string;
}

/** The containers that have to start, those that prepare it first. */
export function containersOf(pod: LiveObject): readonly Container[] {
  return [...(pod['spec'].initContainers ?? []), ...pod['spec'].containers];
}

export function waitingStatus(pod: LiveObject, waiting: Waiting): object {
  const { containers } = pod['spec'] as { containers: readonly Container[] };
  const message = `containers with unready status: [${containers.map(({ name }) => name).join(' ')}]`;
  return {
    conditions: podConditions(pod, { status: 'False', reason: 'ContainersNotReady', message }),
    phase: 'Pending',
    ...HOST,
    containerStatuses: containers.map((one) => statusOf(one, { waiting }, false)),
  };
}

export function runningStatus(pod: LiveObject, podIP: string): object {
  const running = { running: { startedAt: now() } };
  return {
    conditions: podConditions(pod, { status: 'True', reason: '', message: '' }),
    phase: 'Running',
    ...started(podIP),
    containerStatuses: pod['spec'].containers.map((one: Container) => statusOf(one, running, true)),
    initContainerStatuses: (pod['spec'].initContainers ?? []).map((one: Container) =>
      statusOf(one, one.restartPolicy === 'Always' ? running : completed(), true),
    ),
  };
}

/** Of a pod that is not started again: it has run to its end. */
export function succeededStatus(pod: LiveObject, podIP: string): object {
  const ended = (containers: readonly Container[] = []) => containers.map((one) => statusOf(one, completed(), false));
  return {
    conditions: podConditions(pod, { status: 'False', reason: 'PodCompleted', message: '' }),
    phase: 'Succeeded',
    ...started(podIP),
    containerStatuses: ended(pod['spec'].containers),
    initContainerStatuses: ended(pod['spec'].initContainers),
  };
}

function started(podIP: string): object {
  return { ...HOST, podIP, podIPs: [{ ip: podIP }], startTime: now() };
}

function completed(): object {
  return { terminated: { exitCode: 0, reason: 'Completed', startedAt: now(), finishedAt: now() } };
}

function statusOf({ name, image }: Container, state: object, ready: boolean): object {
  return { name, image, imageID: image, ready, started: ready, restartCount: 0, state };
}

function podConditions(pod: LiveObject, ready: Omit<Condition, 'type'>): object[] {
  const passed = { status: 'True', reason: '', message: '' } as const;
  return plainConditions(pod, [
    { type: 'PodScheduled', ...passed },
    { type: 'Initialized', ...passed },
    { type: 'ContainersReady', ...ready },
    { type: 'Ready', ...ready },
  ]);
}
