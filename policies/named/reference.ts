import { type Entry, entriesOf, type Fields, isAbsent, join, step, textOf } from '../fields';
import { remember } from '../reachability/remember';

/** Of what is named, what has to be there as well: a key of a ConfigMap, a port of a Service by its number or its name. */
export interface Part {
  /** Where it is named. */
  readonly field: string;
  readonly name: string | number;
}

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
  /** @default - none */
  readonly parts?: readonly Part[];
  /**
   * Whether another namespace has to grant it by a ReferenceGrant.
   *
   * @default - it may be named from anywhere
   */
  readonly granted?: boolean;
}

/** How objects of a kind name others. */
export interface Naming {
  /** Where the fields are that hold the name: `spec.tls[]` is each entry of a list. */
  readonly at: string;
  /** @default name */
  readonly key?: string;
  /** What is named; undefined for what is no object of the cluster. */
  readonly kind: string | ((reference: Fields) => string | undefined);
  /** @default - nothing of it is named */
  readonly parts?: (reference: Entry) => readonly Part[];
  /** @default - it may be named from any namespace */
  readonly granted?: true;
}

/** Filled in later, by whoever renders or runs it. */
const LATER = /\{\{|\$[({]/;

/**
 * What an object names by one of the ways of its kind.
 *
 * @throws Unknowable when it cannot be read.
 */
export function namedBy(naming: Naming, object: Fields): readonly Reference[] {
  const { at, key = 'name', kind, parts, granted = false } = naming;
  return walk(
    { field: '', value: object },
    remember(PATHS, at, () => pathOf(at)),
  ).flatMap((entry) => {
    const { field, value } = entry;
    const means = typeof kind === 'string' ? kind : kind(value);
    if (means === undefined) return [];
    const { namespace } = value;
    return reference(value[key], join(field, key), means).map((one) => ({
      ...(typeof namespace === 'string' && { namespace }),
      ...one,
      ...(parts !== undefined && { parts: parts(entry) }),
      granted,
    }));
  });
}

/** A part by what stands at a field; none where it is left out, or filled in later. */
export function partAt({ field, value }: Entry, key: string): readonly Part[] {
  const name = value[key];
  if (typeof name === 'string' && (name === '' || LATER.test(name))) return [];
  return typeof name === 'string' || typeof name === 'number' ? [{ field: join(field, key), name }] : [];
}

/** A name at a field, or none where it is left out. Of the Vault Secrets Operator, it may be `namespace/name`. */
export function reference(value: unknown, field: string, kind: string): readonly Reference[] {
  if (isAbsent(value) || value === '') return NONE;
  const text = textOf(value, field);
  if (LATER.test(text)) return NONE;
  if (!text.includes('/')) return [{ field, kind, name: text }];
  const [, namespace, name] = /^([^/]+)\/(.+)$/.exec(text) ?? [];
  return namespace !== undefined && name !== undefined
    ? [{ field, kind, name, namespace }]
    : [{ field, kind, name: text }];
}

/** One key on the way to a name: each entry of a list, or a field. */
interface Step {
  readonly key: string;
  readonly each: boolean;
}

/** Ways are written in the table of kinds: a few, which are gone by every object. */
const PATHS = new Map<string, readonly Step[]>();

function pathOf(at: string): readonly Step[] {
  return at.split('.').map((step) => ({ key: step.replace(/\[\]$/, ''), each: step.endsWith('[]') }));
}

function walk(from: Entry, path: readonly Step[], next = 0): readonly Entry[] {
  if (next === path.length) return [from];
  const { key, each } = path[next]!;
  const inner = from.value[key];
  if (isAbsent(inner)) return NONE;
  if (!each) return walk(step(from, key), path, next + 1);
  return entriesOf(inner, join(from.field, key)).flatMap((entry) => walk(entry, path, next + 1));
}

const NONE: readonly never[] = [];
