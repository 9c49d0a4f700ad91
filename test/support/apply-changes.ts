import { isDeepStrictEqual } from 'node:util';
import type { FieldChange } from '../../constructs';

type Json = any;

/** A value with changes made to it, field by field, as a reader of them would. */
export function applyChanges(value: unknown, changes: readonly FieldChange[]): unknown {
  const root = { value: structuredClone(value) as Json };
  for (const { steps, before, after } of changes) change(root, ['value', ...steps], before, after);
  return pruned(root).value;
}

function change(parent: Json, [step = '', ...rest]: readonly string[], before: Json, after: Json): void {
  const [next] = rest;
  if (next === '[]') {
    // A set: one entry comes, or one goes.
    const list: Json[] = parent[step];
    if (after !== undefined) list.push(after);
    else
      list.splice(
        list.findIndex((entry) => isDeepStrictEqual(entry, before)),
        1,
      );
  } else if (next === '[order]') {
    parent[step] = after.map((name: string) => parent[step][indexIn(parent[step], name)]);
  } else if (next !== undefined && /^\[.*\]$/.test(next)) {
    const list: Json[] = parent[step];
    const index = indexIn(list, next.slice(1, -1));
    const at = index === -1 ? list.length : index;
    if (rest.length === 1) list[at] = after;
    else change(list, [`${at}`, ...rest.slice(1)], before, after);
  } else if (next === undefined) parent[step] = after;
  else {
    parent[step] ??= {};
    change(parent[step], rest, before, after);
  }
}

/** By position, or by the fields that name an entry. */
function indexIn(list: readonly Json[], name: string): number {
  if (/^\d+$/.test(name)) return Number(name) < list.length ? Number(name) : -1;
  const wanted = name.split(',').map((pair) => pair.split('=') as [string, string]);
  return list.findIndex((entry) => wanted.every(([key, value]) => `${entry?.[key]}` === value));
}

/** Without what was taken away. */
function pruned(value: Json): Json {
  if (Array.isArray(value)) return value.filter((entry) => entry !== undefined).map(pruned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, pruned(entry)]),
  );
}
