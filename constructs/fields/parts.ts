import { isList } from './describe';
import type { Path, Problem } from './field';

/** More entries than anybody writes by hand, and few enough to be looked at one by one. */
export const MOST = 1000;

/** A part of a map or list, or why it cannot be had. */
type Part = { readonly value: unknown } | { readonly problem: string };

/** A part that the value itself has, written and not computed: what a getter answers now, it need not answer again. */
function partOf(whole: object, key: string | number): Part {
  try {
    const property = Object.getOwnPropertyDescriptor(whole, key);
    return property === undefined || 'value' in property
      ? { value: property?.value as unknown }
      : { problem: 'is computed by a getter; write its value' };
  } catch {
    return { problem: 'cannot be read; write plain data' };
  }
}

/** The problems of a part, judged by what it is, or the one that it cannot be had. */
export function problemsOfPart(
  whole: object,
  key: string | number,
  path: Path,
  judge: (value: unknown, path: Path) => readonly Problem[],
): readonly Problem[] {
  const part = partOf(whole, key);
  const place = [...path, key];
  return 'problem' in part ? [{ path: place, message: part.problem }] : judge(part.value, place);
}

/** The keys that a map has a value for: `key: undefined` is how JavaScript leaves one out. */
export function keysOf(map: object): readonly string[] {
  return Object.keys(map).filter((key) => {
    const part = partOf(map, key);
    return 'problem' in part || part.value !== undefined;
  });
}

/** The part of something that may be no map at all; undefined where it has none. */
export function valueAt(whole: unknown, key: string | number): unknown {
  if (typeof whole !== 'object' || whole === null) return undefined;
  const part = partOf(whole, key);
  return 'value' in part ? part.value : undefined;
}

/** The entries of something that may be no list at all, or one too long to look through. */
export function listAt(value: unknown): readonly unknown[] {
  const length = isList(value) ? lengthOf(value) : 0;
  return length > MOST ? [] : [...Array(length).keys()].map((index) => valueAt(value, index));
}

/** How long a list says it is: a Proxy may answer anything where its `length` is asked for. */
export function lengthOf(list: readonly unknown[]): number {
  return Number(valueAt(list, 'length') ?? 0);
}
