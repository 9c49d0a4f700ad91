/** Something, and every environment of which it is true. */
export interface Told<T> {
  /** As it is told: where several have it under names of their own, with `{env}` for the environment's. */
  readonly what: T;
  /** In the order of the report. */
  readonly environments: readonly string[];
  /** What each of them has, in the same order. */
  readonly each: readonly T[];
}

/** What stands where environments that share something are called otherwise. */
const ANY = '{env}';

/** What one environment has. */
export type Having<T> = readonly [environment: string, things: readonly T[]];

/**
 * Each thing once, in the order in which they come.
 *
 * Two are the same when `about` of both is, be it after the names of their environments were taken out: what is called
 * `production/db` in one and `staging/db` in the other is one thing.
 */
export function toldOnce<T>(having: readonly Having<T>[], about: (thing: T) => unknown): readonly Told<T>[] {
  const alike = new Map<string, Group<T>>();
  for (const [environment, things] of having) {
    for (const thing of things) grouped(alike, JSON.stringify(about(thing)), [[environment, thing]]);
  }
  const same = new Map<string, Group<T>>();
  for (const [key, group] of alike) {
    const [environment, thing] = group[0]!;
    const isShared = new Set(group.map(([name]) => name)).size > 1;
    grouped(same, isShared ? key : JSON.stringify(anywhere(about(thing), environment)), group);
  }
  return [...same.values()].map((group) => told(group));
}

type Group<T> = (readonly [environment: string, thing: T])[];

function grouped<T>(groups: Map<string, Group<T>>, key: string, group: Group<T>): void {
  const known = groups.get(key);
  if (known === undefined) groups.set(key, [...group]);
  else known.push(...group);
}

function told<T>(group: Group<T>): Told<T> {
  const [environment, thing] = group[0]!;
  const isSame = group.every(([, other]) => JSON.stringify(other) === JSON.stringify(thing));
  return {
    what: isSame ? thing : anywhere(thing, environment),
    environments: [...new Set(group.map(([name]) => name))],
    each: group.map(([, one]) => one),
  };
}

/** A value with `{env}` for the name of its environment, where that stands as a word of its own. */
export function anywhere<T>(value: T, environment: string): T {
  const name = environment.replace(/[^\w]/g, '\\$&');
  const word = new RegExp(`(?<![A-Za-z0-9])${name}(?![A-Za-z0-9])`, 'g');
  return replaced(value, word) as T;
}

function replaced(value: unknown, word: RegExp): unknown {
  if (typeof value === 'string') return value.replace(word, ANY);
  if (Array.isArray(value)) return value.map((entry: unknown) => replaced(entry, word));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, replaced(entry, word)]));
}
