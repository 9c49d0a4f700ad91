import { z } from 'zod';
import { nearest } from '../../constructs/fields/nearest';

// The Kubernetes API reads a field that is null as one that is absent, so every optional field may be null.

/** A map with these fields only: a misspelt field would be dropped, and with it what it restricts. */
export function map<S extends z.core.$ZodLooseShape>(shape: S): z.ZodObject<S, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? unknownField(issue.keys, known) : wrongType(issue, 'a map'),
  });
}

/** A map of which only some fields are read. */
export function loose<S extends z.core.$ZodLooseShape>(shape: S): z.ZodObject<S, z.core.$loose> {
  return z.looseObject(shape, { error: (issue) => wrongType(issue, 'a map') });
}

export function list<T extends z.ZodType>(entry: T): z.ZodArray<T> {
  return z.array(entry, { error: (issue) => wrongType(issue, 'a list') });
}

export function text(): z.ZodString {
  return z.string({ error: (issue) => wrongType(issue, 'text') });
}

/** One of a few words. */
export function word<const T extends readonly string[]>(what: string, ...known: T) {
  return text().superRefine((value, context) => {
    if (known.includes(value)) return;
    const near = nearest(value, known);
    const remedy = near === undefined ? `choose one of ${known.join(', ')}` : `did you mean ${near}?`;
    context.addIssue(`'${value}' is not ${what}; ${remedy}`);
  });
}

/** Labels, as Kubernetes stores them. */
export const labels = z.record(z.string(), text(), { error: (issue) => wrongType(issue, 'a map') });

function unknownField(fields: readonly string[], known: readonly string[]): string {
  const near = fields.length === 1 ? nearest(fields[0]!, known) : undefined;
  return `is not a field; ${near === undefined ? `the fields here are ${known.join(', ')}` : `did you mean ${near}?`}`;
}

function wrongType({ input }: { readonly input?: unknown }, wanted: string): string {
  if (input === undefined) return `is missing; give it ${wanted}`;
  const found = Array.isArray(input) ? 'a list' : typeof input === 'object' ? 'a map' : `${JSON.stringify(input)}`;
  const remedy = wanted === 'text' && typeof input !== 'object' ? 'quote it' : `write ${wanted}`;
  return `${input === null ? 'has no value' : `is ${found}, not ${wanted}`}; ${remedy}`;
}
