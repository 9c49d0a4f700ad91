/** Characters of a text that are enough to know it by. */
const LONGEST = 200;

/** A value as an error shows it. What it holds is not shown: it may be long, and it may be a secret. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value.length > LONGEST ? `'${value.slice(0, LONGEST)}…'` : `'${value}'`;
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return 'a symbol';
    case 'function':
      return 'a function';
    case 'object':
      return value === null ? 'null' : isList(value) ? 'a list' : isPlain(value) ? 'a map' : 'an object of a class';
    default:
      return String(value);
  }
}

/** What is wrong with a value that is not of the kind that its field wants. */
export function wrongKind(value: unknown, kind: string, find: string): string {
  if (value === undefined) return `is missing; ${find}`;
  return value === null ? `has no value; ${find}` : `${describe(value)} is not ${kind}; ${find}`;
}

export function isList(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    // A Proxy that was revoked.
    return false;
  }
}

/** Whether it is a map as `{}` and JSON make it: what a class makes has parts that are computed, or that it inherits. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || isList(value)) return false;
  try {
    const prototype: unknown = Object.getPrototypeOf(value);
    // A Proxy may not even say what it has.
    Object.keys(value);
    // By its place and not by its identity: a file that is run in a context of its own has an Object of its own.
    return prototype === null || Object.getPrototypeOf(prototype) === null;
  } catch {
    return false;
  }
}
