import type { Manifest } from '../../../constructs/plan/resource';
import { eventually } from '../support/eventually';
import type { Identity, KubernetesApi } from '../support/kubernetes-api';
import type { Answer, Asking } from './ask';

export const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

/** What the objects of examples and generators need: a namespace, and the accounts that its pods run as. */
export const SURROUNDINGS: readonly Identity[] = [
  namespace('shop'),
  ...['api', 'worker', 'main'].map((name) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'shop' },
  })),
];

/** The server reads policies by itself, a moment after they are stored. */
export async function waitUntil(
  asking: Asking,
  object: Manifest,
  isSo: (answer: Answer) => boolean,
  what: string,
): Promise<void> {
  await eventually(async () => isSo(await asking.about(object)), { what, timeoutMs: 60_000 });
}

/** Removes what a test file stored, policies first, so that they hold nobody up. */
export async function removeAll(api: KubernetesApi, objects: readonly Identity[]): Promise<void> {
  for (const object of [...objects].reverse()) await api.delete(object);
  for (const object of objects.filter(({ kind }) => kind === 'Namespace')) await api.waitGone(object);
}
