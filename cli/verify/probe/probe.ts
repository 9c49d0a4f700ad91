import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, called } from '../../cluster/cluster';
import { Unreadable } from '../../cluster/kubectl';
import type { ContainerStatus, LivePod } from '../../cluster/pods';
import { isInMesh } from '../crew';
import type { Door } from '../door';
import { PREFIX, probeContainer } from './container';
import { AT_ONCE, type Ending, endingsIn, PATIENCE } from './script';

/** What a node may take to pull an image and to start a container of it. */
const START_SECONDS = 90;

/** What a container may say when it ends, of all that a pod may; a line of it takes no more than `LINE_BYTES`. */
const [POD_BYTES, CONTAINER_BYTES, LINE_BYTES] = [12_288, 4_096, 6];

/** The kubelet goes on trying, and will not get it. */
const HOPELESS = ['ImagePullBackOff', 'InvalidImageName', 'CreateContainerConfigError', 'CreateContainerError'];

/** How many doors can be tried from inside a pod at once, so that all of what comes of it can be said. */
export function mostDoors({ spec }: LivePod): number {
  const others = [spec.containers, spec.initContainers ?? [], spec.ephemeralContainers ?? []].flat().length;
  return Math.floor(Math.min(CONTAINER_BYTES, POD_BYTES / (others + 1)) / LINE_BYTES);
}

/**
 * Tries doors from inside a pod, as the pod: by a container more in it, which shares its address and ends at once.
 *
 * @throws Unreadable with why nothing was tried.
 */
export async function probe(
  pod: LivePod,
  doors: readonly Door[],
  image: string,
  cluster: Cluster,
): Promise<readonly Ending[]> {
  const path = `/api/v1/namespaces/${pod.metadata.namespace}/pods/${pod.metadata.name}`;
  const now = await cluster.fresh<LivePod>(path);
  if (now === undefined) throw new Unreadable(`pod ${called(pod)} has ended meanwhile`, false);
  const there = now.spec.ephemeralContainers ?? [];
  const name = `${PREFIX}${there.length + 1}`;
  const ephemeralContainers = [...there, probeContainer(name, image, doors, isInMesh(now))];
  await cluster.put(`${path}/ephemeralcontainers`, { ...now, spec: { ...now.spec, ephemeralContainers } });
  const { message = '' } = await ended(path, name, doors.length, cluster);
  return endingsIn(message, doors.length);
}

type Terminated = NonNullable<NonNullable<ContainerStatus['state']>['terminated']>;

async function ended(path: string, name: string, count: number, cluster: Cluster): Promise<Terminated> {
  const patience = START_SECONDS + Math.ceil(count / AT_ONCE) * 2 * PATIENCE;
  const deadline = Date.now() + patience * 1_000;
  for (;;) {
    const pod = await cluster.fresh<LivePod>(path);
    if (pod === undefined) throw new Unreadable(`the pod has ended, and with it ${name}`, false);
    const state = pod.status?.ephemeralContainerStatuses?.find((one) => one.name === name)?.state;
    if (state?.terminated !== undefined) return state.terminated;
    const waits = state?.waiting?.reason ?? 'not started';
    if (HOPELESS.includes(waits) || Date.now() > deadline) {
      throw new Unreadable(
        `${name} in pod ${called(pod)} has not run: ${state?.waiting ? waits : 'it has not ended'}`,
        false,
      );
    }
    await sleep(500);
  }
}
