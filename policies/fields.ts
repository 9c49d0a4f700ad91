import { type Read, tryRead } from './read';
import { Unknowable } from './unknowable';

/** An object in a manifest whose shape nobody has checked. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Entry {
  readonly field: string;
  readonly value: Fields;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Kubernetes reads a field that is null as one that is absent. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** The object at a field, empty when it is absent. */
export function fieldsOf(value: unknown, field: string): Fields {
  if (isAbsent(value)) return {};
  if (!isFields(value)) throw new Unknowable(field, 'an object was expected');
  return value;
}

/**
 * An object that has these fields and no others.
 *
 * @throws Unknowable for a field that nobody reads: misspelt, it would say the opposite of what was meant.
 */
export function only(known: readonly string[], value: Fields, field: string): Fields {
  const strange = Object.keys(value).find((key) => !known.includes(key));
  if (strange === undefined) return value;
  throw new Unknowable(`${field}.${strange}`, `no such field is known, but ${known.join(', ')}`);
}

/** The name of a field in another one; of an object itself, which has none, its own. */
export function join(field: string, key: string): string {
  return field === '' ? key : `${field}.${key}`;
}

/** The object at a field of another one, empty when it is absent. */
export function step({ field, value }: Entry, key: string): Entry {
  return { field: join(field, key), value: fieldsOf(value[key], join(field, key)) };
}

/** The list at a field, empty when it is absent. */
export function listOf(value: unknown, field: string): readonly unknown[] {
  if (isAbsent(value)) return [];
  if (!Array.isArray(value)) throw new Unknowable(field, 'a list was expected');
  return value;
}

/** The objects in the list at a field, each with its own field. */
export function entriesOf(value: unknown, field: string): readonly Entry[] {
  return listOf(value, field).map((entry, index) => entryOf(entry, `${field}[${index}]`));
}

/** The same, each by itself: where one is no object, the others can still be read. */
export function readEntries(value: unknown, field: string): readonly Read<Entry>[] {
  return listOf(value, field).map((entry, index) => tryRead(() => entryOf(entry, `${field}[${index}]`)));
}

function entryOf(value: unknown, field: string): Entry {
  if (!isFields(value)) throw new Unknowable(field, 'an object was expected');
  return { field, value };
}

/** The text at a field. */
export function textOf(value: unknown, field: string): string {
  if (typeof value !== 'string') throw new Unknowable(field, 'text was expected');
  return value;
}

/** The texts in the list at a field. */
export function textsOf(value: unknown, field: string): readonly string[] {
  return listOf(value, field).map((entry, index) => textOf(entry, `${field}[${index}]`));
}

/** The map of text to text at a field, such as labels; empty when it is absent. */
export function textMapOf(value: unknown, field: string): Readonly<Record<string, string>> {
  const fields = fieldsOf(value, field);
  return Object.fromEntries(Object.keys(fields).map((key) => [key, textOf(fields[key], `${field}.${key}`)]));
}
