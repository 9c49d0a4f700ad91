import { type Entry, type Fields, fieldsOf, isAbsent, isFields } from '../fields';

/** Lists whose entries are told apart by a field: the entry of a base and that of what is laid over it are one. */
const KEYS: Readonly<Record<string, string>> = {
  env: 'name',
  initContainers: 'name',
  ports: 'containerPort',
  sidecars: 'name',
  volumeDevices: 'devicePath',
  volumeMounts: 'mountPath',
  volumes: 'name',
};

/**
 * The fields of one object over those of another, as a strategic merge patch lays them: deep, and lists as a whole but
 * those that have a key.
 *
 * What the base says alone is noted under the place where the other one would say it.
 */
export function overlay(base: Entry, own: Entry, origins: Map<string, string>): Entry {
  const value: Record<string, unknown> = { ...own.value };
  for (const key of Object.keys(base.value)) {
    const below = { field: inside(base.field, key), value: base.value[key] };
    const above = { field: inside(own.field, key), value: own.value[key] };
    if (isAbsent(below.value)) continue;
    if (isAbsent(above.value)) {
      origins.set(above.field, below.field);
      value[key] = below.value;
    } else if (isFields(above.value) && isFields(below.value)) {
      value[key] = overlay(entry(below), entry(above), origins).value;
    } else if (Array.isArray(above.value) && Array.isArray(below.value) && Object.hasOwn(KEYS, key)) {
      value[key] = byKey(below.value, above.value, KEYS[key]!, [below.field, above.field], origins);
    }
  }
  return { field: own.field, value };
}

/** Some fields of one object, and of those that it leaves out what another one says. */
export function inherited(
  keys: readonly string[],
  own: Entry,
  from: Entry,
  origins: Map<string, string>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    keys.flatMap((key): [string, unknown][] => {
      if (!isAbsent(own.value[key])) return [[key, own.value[key]]];
      if (isAbsent(from.value[key])) return [];
      origins.set(inside(own.field, key), inside(from.field, key));
      return [[key, from.value[key]]];
    }),
  );
}

/** A list of what is written in several places. */
export function gathered(
  at: string,
  entries: readonly { readonly field: string; readonly value: unknown }[],
  origins: Map<string, string>,
): readonly unknown[] {
  return entries.map(({ field, value }, index) => {
    const place = `${at}[${index}]`;
    if (place !== field) origins.set(place, field);
    return value;
  });
}

/** Those that are laid over the base, each with what the base says of it, and those of the base behind them. */
function byKey(
  below: readonly unknown[],
  above: readonly unknown[],
  key: string,
  [from, at]: readonly [string, string],
  origins: Map<string, string>,
): readonly unknown[] {
  const known = new Map(below.map((value, index) => [keyOf(value, key), { field: `${from}[${index}]`, value }]));
  const merged = above.map((value, index) => {
    const under = known.get(keyOf(value, key));
    known.delete(keyOf(value, key));
    if (under === undefined || !isFields(value) || !isFields(under.value)) return value;
    return overlay(entry(under), { field: `${at}[${index}]`, value }, origins).value;
  });
  const rest = [...known.values()].map((one, index) => {
    origins.set(`${at}[${above.length + index}]`, one.field);
    return one.value;
  });
  return [...merged, ...rest];
}

function keyOf(value: unknown, key: string): unknown {
  return isFields(value) ? value[key] : value;
}

function entry({ field, value }: { readonly field: string; readonly value: unknown }): Entry {
  const fields: Fields = fieldsOf(value, field);
  return { field, value: fields };
}

/** As rules write it: a key of a map, such as that of an annotation, in brackets. */
function inside(field: string, key: string): string {
  return /^\w+$/.test(key) ? `${field}.${key}` : `${field}[${key}]`;
}
