import { canonical } from './canonical';
import { listRule, nameIn } from './lists';
import { isMap, keysIn } from './maps';
import { isQuantity, nanosOf } from './quantity';

/** One field that is not as it was. */
export interface FieldChange {
  /** `spec.template.spec.containers[name=api].env[name=MODE].value`, as people read it. */
  readonly field: string;
  /** The same step by step: a key; or of a list `[name=api]`, `[0]`, `[]` for an entry of a set, `[order]` for the order of all. */
  readonly steps: readonly string[];
  /** @default - it was not there */
  readonly before?: unknown;
  /** @default - it is gone */
  readonly after?: unknown;
}

/**
 * What differs between two values, field by field, sorted.
 *
 * What means the same to Kubernetes is the same: the order of maps, of entries that are known by name and of sets; a
 * quantity in other units; a field that is null and one that is absent.
 */
export function changedFields(kind: string, before: unknown, after: unknown): readonly FieldChange[] {
  return new Comparison(kind).of(before, after, []);
}

class Comparison {
  private readonly kind: string;

  constructor(kind: string) {
    this.kind = kind;
  }

  of(before: unknown, after: unknown, steps: readonly string[]): FieldChange[] {
    if (isMap(before) && isMap(after)) {
      const keys = new Set([...keysIn(before), ...keysIn(after)]);
      return [...keys].sort().flatMap((key) => this.of(before[key], after[key], [...steps, key]));
    }
    if (Array.isArray(before) && Array.isArray(after)) return this.ofLists(before, after, steps);
    return areSame(before, after, steps) ? [] : [changed(steps, before, after)];
  }

  private ofLists(before: readonly unknown[], after: readonly unknown[], steps: readonly string[]): FieldChange[] {
    const { by, ordered } = listRule(this.kind, steps.at(-1) ?? '', before, after);
    if (by === undefined) return this.ofSets(before, after, steps);
    const [was, is] = [before, after].map((list) => byName(list, by)) as [Entries, Entries];
    const names = [...new Set([...was.keys(), ...is.keys()])];
    const changes = names.flatMap((name) => this.of(was.get(name), is.get(name), [...steps, `[${name}]`]));
    if (!ordered || by.length === 0 || isOrderKept([...was.keys()], [...is.keys()])) return changes;
    return [...changes, changed([...steps, '[order]'], [...was.keys()], [...is.keys()])];
  }

  /** Entries that only one of them has, as often as it has them more. */
  private ofSets(before: readonly unknown[], after: readonly unknown[], steps: readonly string[]): FieldChange[] {
    const place = [...steps, '[]'];
    const left = new Map<string, unknown[]>();
    for (const entry of before) append(left, canonical(this.kind, entry, place), entry);
    const added = after.filter((entry) => {
      const same = left.get(canonical(this.kind, entry, place)) ?? [];
      if (same.length === 0) return true;
      same.pop();
      return false;
    });
    const removed = [...left.values()].flat();
    return [
      ...removed.map((entry) => changed(place, entry, undefined)),
      ...added.map((entry) => changed(place, undefined, entry)),
    ];
  }
}

type Entries = ReadonlyMap<string, unknown>;

function byName(list: readonly unknown[], by: readonly string[]): Entries {
  return new Map(list.map((entry, index) => [by.length === 0 ? `${index}` : nameIn(entry, by), entry]));
}

/** Whether what is new stands at the end of what stayed, as it is where an order is not told. */
function isOrderKept(was: readonly string[], is: readonly string[]): boolean {
  const [old, now] = [new Set(was), new Set(is)];
  const expected = [...was.filter((name) => now.has(name)), ...is.filter((name) => !old.has(name))];
  const mirrored = [...is.filter((name) => old.has(name)), ...was.filter((name) => !now.has(name))];
  return expected.every((name, index) => name === is[index]) && mirrored.every((name, index) => name === was[index]);
}

function areSame(before: unknown, after: unknown, steps: readonly string[]): boolean {
  if (before === after || (isAbsent(before) && isAbsent(after))) return true;
  if (!isQuantity(steps)) return false;
  const [was, is] = [nanosOf(before), nanosOf(after)];
  return was !== undefined && was === is;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function changed(steps: readonly string[], before: unknown, after: unknown): FieldChange {
  return {
    field: fieldOf(steps),
    steps,
    ...(!isAbsent(before) && { before }),
    ...(!isAbsent(after) && { after }),
  };
}

/** A key that is no plain word stands in quotes: `metadata.labels["app.kubernetes.io/name"]`. */
function fieldOf(steps: readonly string[]): string {
  return steps.reduce((field, step) => {
    if (/^\[.*\]$/.test(step)) return `${field}${step}`;
    if (!/^[\w-]+$/.test(step)) return `${field}[${JSON.stringify(step)}]`;
    return field === '' ? step : `${field}.${step}`;
  }, '');
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
