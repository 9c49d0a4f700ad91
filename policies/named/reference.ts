import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, join, step, textOf } from '../fields';

/** The name of another object, where an object says it. */
export interface Reference {
  /** Where the name is. */
  readonly field: string;
  /** What it names, as `kindOf` writes it. */
  readonly kind: string;
  readonly name: string;
  /**
   * The namespace that it says.
   *
   * @default - that of the object
   */
  readonly namespace?: string;
}

/** How objects of a kind name others. */
export interface Naming {
  /** Where the fields are that hold the name: `spec.tls[]` is each entry of a list. */
  readonly at: string;
  /** @default name */
  readonly key?: string;
  /** What is named; undefined for what is no object of the cluster. */
  readonly kind: string | ((reference: Fields) => string | undefined);
}

/** Filled in later, by whoever renders or runs it. */
const LATER = /\{\{|\$[({]/;

/**
 * What an object names by one of the ways of its kind.
 *
 * @throws Unknowable when it cannot be read.
 */
export function namedBy({ at, key = 'name', kind }: Naming, object: Fields): readonly Reference[] {
  return walk({ field: '', value: object }, at.split('.')).flatMap(({ field, value }) => {
    const means = typeof kind === 'string' ? kind : kind(value);
    if (means === undefined) return [];
    const { namespace } = value;
    const found = reference(value[key], join(field, key), means);
    return found.map((one) => (typeof namespace === 'string' ? { namespace, ...one } : one));
  });
}

/** A name at a field, or none where it is left out. Of the Vault Secrets Operator, it may be `namespace/name`. */
export function reference(value: unknown, field: string, kind: string): readonly Reference[] {
  if (isAbsent(value) || value === '') return [];
  const text = textOf(value, field);
  if (LATER.test(text)) return [];
  const [, namespace, name] = /^([^/]+)\/(.+)$/.exec(text) ?? [];
  return namespace !== undefined && name !== undefined
    ? [{ field, kind, name, namespace }]
    : [{ field, kind, name: text }];
}

function walk(from: Entry, [key, ...rest]: readonly string[]): readonly Entry[] {
  if (key === undefined) return [from];
  if (!key.endsWith('[]')) {
    return isAbsent(fieldsOf(from.value, from.field)[key]) ? [] : walk(step(from, key), rest);
  }
  const list = key.slice(0, -'[]'.length);
  return entriesOf(from.value[list], join(from.field, list)).flatMap((entry) => walk(entry, rest));
}
