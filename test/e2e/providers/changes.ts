import { isObject, type Json, type Path } from './values';

/** One difference between two values, at the deepest place that holds all of it. */
export interface Change {
  readonly path: Path;
  readonly kind: 'add' | 'delete' | 'update';
  /** The value there now; undefined when it is gone. */
  readonly value: Json | undefined;
}

/** Says that two values which differ as JSON mean the same to the server; undefined stands for absent. */
export type Sameness = (old: Json | undefined, next: Json | undefined, path: Path) => boolean;

/** What turns one value into the other. Lists are compared place by place, as Pulumi shows them. */
export function changesBetween(
  old: Json | undefined,
  next: Json | undefined,
  same: Sameness = () => false,
  path: Path = [],
): readonly Change[] {
  if (old === next || same(old, next, path)) return [];
  if (old === undefined) return [{ path, kind: 'add', value: next }];
  if (next === undefined) return [{ path, kind: 'delete', value: undefined }];
  const steps = stepsOf(old, next);
  if (steps === undefined) return [{ path, kind: 'update', value: next }];
  return steps.flatMap((step) => changesBetween(at(old, step), at(next, step), same, [...path, step]));
}

/** The keys or places that either side has; undefined when the two are not the same kind of container. */
function stepsOf(old: Json, next: Json): readonly (string | number)[] | undefined {
  if (Array.isArray(old) && Array.isArray(next)) return [...Array(Math.max(old.length, next.length)).keys()];
  if (isObject(old) && isObject(next)) return [...new Set([...Object.keys(old), ...Object.keys(next)])];
  return undefined;
}

/** The value at a path, if there is one. */
export function at(value: Json | undefined, ...path: Path): Json | undefined {
  return path.reduce<Json | undefined>((inside, step) => {
    if (Array.isArray(inside)) return typeof step === 'number' ? inside[step] : undefined;
    // Own keys only: an object may have a field named `constructor`, or lack one.
    return isObject(inside) && Object.hasOwn(inside, step) ? inside[step as string] : undefined;
  }, value);
}
