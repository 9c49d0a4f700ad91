import type { Identity, KubernetesApi, LiveObject } from '../support/kubernetes-api';

/** A program of a real cluster, as far as others wait for what it does: kubelet, scheduler or an operator. */
export interface StandIn {
  readonly kinds: readonly Kind[];
  /** Does what the program does for one object as it is now. False when something is in the way: then it is asked again. */
  settle(object: LiveObject, site: Site): Promise<boolean>;
}

export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Where stand-ins work. */
export interface Site {
  readonly api: KubernetesApi;
  /** Whether a test has this object's operator fail, as `kind namespace/name`. */
  fails(object: Identity): boolean;
  /** Whether a test has the registry of an image refuse it. */
  refusesImage(image: string): boolean;
}

/** Writes the part of an object that its operator owns. */
export async function writeStatus({ api }: Site, object: LiveObject, status: object): Promise<void> {
  const { apiVersion, kind, metadata } = object;
  const path = await api.path(apiVersion, kind, metadata.namespace, metadata.name);
  await api.request('PATCH', `${path}/status`, { status }, 'application/merge-patch+json');
}

/** Makes what an operator makes of an object, which goes with it. */
export async function makeFor({ api }: Site, owner: LiveObject, made: Identity & Readonly<Record<string, unknown>>) {
  const { apiVersion, kind, metadata } = owner;
  const ownerReferences = [{ apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true }];
  const { name, namespace } = { namespace: metadata.namespace, ...made.metadata };
  const object = { ...made, metadata: { ...made.metadata, name, ...(namespace && { namespace }), ownerReferences } };
  await api.apply(object, { fieldManager: 'stand-in', force: true });
}

/** Complains about an object, as operators do, where whoever waits for it hears it. */
export async function warn({ api }: Site, about: LiveObject, reason: string, message: string): Promise<void> {
  const { apiVersion, kind, metadata } = about;
  const { name, namespace, uid } = metadata;
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const event = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${uid.slice(0, 8)}`, namespace: namespace! },
  };
  await api.apply(
    {
      ...event,
      involvedObject: { apiVersion, kind, name, namespace, uid },
      ...{ type: 'Warning', reason, message, firstTimestamp: now, lastTimestamp: now, count: 1 },
      source: { component: 'stand-in' },
    } as Identity,
    { fieldManager: 'stand-in', force: true },
  );
}

/** Nobody opens what is in it: that it is there, and under which keys, is what pods wait for. */
export function secret(name: string, keys: readonly string[], type = 'Opaque') {
  const stringData = Object.fromEntries(keys.map((key) => [key, `${key} of ${name}`]));
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name }, type, stringData };
}

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

/** Conditions as the API has them; the time at which one turned stays while it says the same. */
export function conditions(object: LiveObject, said: readonly Condition[]) {
  const { generation: observedGeneration } = object.metadata;
  return plainConditions(object, said).map((condition) => ({ ...condition, observedGeneration }));
}

/** Those of the kinds of old, which say of no generation that they have seen it. */
export function plainConditions(object: LiveObject, said: readonly Condition[]) {
  return said.map((condition) => {
    const was = conditionsOf(object).find(({ type }) => type === condition.type);
    return { ...condition, lastTransitionTime: was?.status === condition.status ? was.lastTransitionTime : now() };
  });
}

/** To the second, as Kubernetes writes times. */
export function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

function conditionsOf(object: LiveObject): readonly (Condition & { readonly lastTransitionTime: string })[] {
  return object['status']?.conditions ?? [];
}
