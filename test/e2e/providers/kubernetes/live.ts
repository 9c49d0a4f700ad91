import { isObject, type Json, type Properties } from '../values';

// The API server fills these in; an input that has them is ignored.
const SERVER_SIDE = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'uid',
];

/** What is sent to the server and compared with its answers. */
export function manifestOf(inputs: Properties): Properties {
  const { metadata, ...rest } = renameKeys(inputs, (key) =>
    key.startsWith('x_kubernetes_') ? key.replaceAll('_', '-') : key,
  ) as { readonly [key: string]: Json };
  return { ...rest, metadata: without(metadata, SERVER_SIDE) };
}

/** A live object as the state keeps it. The SDK's types spell `x-kubernetes-…` with underscores, so the state does too. */
export function outputsOf(live: Properties): Properties {
  const { metadata, ...rest } = live;
  const kept: Properties = { ...rest, metadata: without(metadata, ['managedFields']) };
  return renameKeys(kept, (key) => (key.startsWith('x-kubernetes-') ? key.replaceAll('-', '_') : key)) as Properties;
}

/** A dry run's answer: nothing has happened yet that a status could tell of. */
export function previewOf(live: Properties): Properties {
  const { status: _, ...rest } = outputsOf(live);
  return rest;
}

/**
 * The part of a live object that the inputs also have: what the cluster adds is not a difference.
 *
 * Lists are matched place by place, as in the official provider. With `keepEmpty`, an empty input that the server left
 * out counts as there: that is how the API server writes its own types.
 */
export function pruned(live: Json, inputs: Json, keepEmpty: boolean): Json {
  if (Array.isArray(live) && Array.isArray(inputs)) {
    return inputs.slice(0, live.length).map((input: Json, index) => pruned(live[index] as Json, input, keepEmpty));
  }
  if (!isObject(live) || !isObject(inputs)) return live;
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([key, input]) => {
      if (Object.hasOwn(live, key)) return [[key, pruned(live[key] as Json, input, keepEmpty)]];
      return keepEmpty && isEmpty(input) ? [[key, input]] : [];
    }),
  );
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) ? Object.keys(value).length === 0 : !value;
}

function without(value: Json | undefined, keys: readonly string[]): Json {
  if (!isObject(value)) return value ?? {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

function renameKeys(value: Json, rename: (key: string) => string): Json {
  if (Array.isArray(value)) return value.map((element) => renameKeys(element, rename));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [rename(key), renameKeys(child, rename)]));
}
