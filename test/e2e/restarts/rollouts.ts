import { setTimeout as sleep } from 'node:timers/promises';
import type { Manifest } from '../../../constructs/plan/resource';
import type { KubernetesApi, LiveObject } from '../support/kubernetes-api';
import { NAMESPACE, patch } from './cluster';

/** What was seen while pods were exchanged. */
export interface Seen {
  /** As many ready pods as there were at the least. */
  readonly least: number;
  /** As many pods as there were at the most. */
  readonly most: number;
  /** Pods of before that are still there. */
  readonly old: number;
}

/** Makes a workload, and the pods that its controller makes ready, until there are so many. */
export async function start(api: KubernetesApi, workload: Manifest, pods: number): Promise<void> {
  await api.apply(workload);
  await watch(api, workload, (all) => all.length === pods && all.every(isReady));
}

/** Applies another state, and makes pods ready one after the other until nothing happens any more. */
export async function rollOut(api: KubernetesApi, workload: Manifest): Promise<Seen> {
  const before = new Set((await podsOf(api, workload)).map(({ metadata }) => metadata.uid));
  await api.apply(workload);
  const seen = await watch(api, workload, (all) => all.length === before.size && all.every(isReady));
  const old = (await podsOf(api, workload)).filter(({ metadata }) => before.has(metadata.uid)).length;
  return { ...seen, old };
}

/** Nothing is on its way when this long nothing has changed. */
const QUIET_MS = 700;

async function watch(
  api: KubernetesApi,
  workload: Manifest,
  isDone: (pods: readonly LiveObject[]) => boolean,
): Promise<Pick<Seen, 'least' | 'most'>> {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (let round = 0; round < 60; round += 1) {
    const pods = await quiet(api, workload);
    least = Math.min(least, pods.filter(isReady).length);
    most = Math.max(most, pods.length);
    const next = pods.find((pod) => !isReady(pod));
    if (next === undefined && isDone(pods)) return { least, most };
    if (next !== undefined) await makeReady(api, next);
  }
  throw new Error(`${workload.kind} ${workload.metadata.name} does not come to rest`);
}

/** The pods once they are what they were a while ago. */
async function quiet(api: KubernetesApi, workload: Manifest): Promise<readonly LiveObject[]> {
  for (let last = ''; ; ) {
    const pods = await podsOf(api, workload);
    const text = pods.map(({ metadata }) => `${metadata.uid} ${metadata.resourceVersion}`).join();
    if (text === last) return pods;
    last = text;
    await sleep(QUIET_MS);
  }
}

async function podsOf(api: KubernetesApi, { metadata }: Manifest): Promise<readonly LiveObject[]> {
  const pods = await api.list('v1', 'Pod', NAMESPACE);
  return pods
    .filter(({ metadata: { labels } }: any) => labels.app === metadata.name)
    .map((pod) => ({ ...pod, apiVersion: 'v1', kind: 'Pod' }));
}

function isReady({ status }: LiveObject): boolean {
  return (status.conditions ?? []).some(({ type, status }: any) => type === 'Ready' && status === 'True');
}

/** As a kubelet does, when the probes of a pod answer. */
async function makeReady(api: KubernetesApi, pod: LiveObject): Promise<void> {
  const lastTransitionTime = new Date().toISOString();
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime }];
  await patch(api, pod, { status: { phase: 'Running', conditions } }, '/status');
}
