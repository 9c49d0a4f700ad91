import { isMap } from '../../../constructs/plan/diff/maps';
import { Unknowable } from '../../../policies/index';
import { NOT_KNOWN, SECRET } from '../../preview/sides/engine/said';

/** Why a value is kept back, by what stands in its place. */
const REASONS: ReadonlyMap<unknown, string> = new Map([
  [SECRET, 'Pulumi keeps it secret'],
  [NOT_KNOWN, 'Pulumi does not know it before it is deployed'],
]);

/**
 * The same value, in which to read what is kept back is a doubt: a rule that needs it answers `unknown`, as it does in the
 * policy pack, and one that does not is none the wiser.
 */
export function withheld(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return all(value, [...value] as unknown[], (index) => `${field}[${index}]`);
  return isMap(value) ? all(value, { ...value }, (key) => (field === '' ? key : `${field}.${key}`)) : value;
}

function all<T extends object>(value: object, copy: T, fieldOf: (key: string) => string): T {
  for (const [key, entry] of Object.entries(value) as [string, unknown][]) {
    const field = fieldOf(key);
    const why = REASONS.get(entry);
    const property = why === undefined ? { value: withheld(entry, field) } : { get: () => refuse(field, why) };
    Object.defineProperty(copy, key, { ...property, enumerable: true });
  }
  return copy;
}

function refuse(field: string, why: string): never {
  throw new Unknowable(field, why);
}
