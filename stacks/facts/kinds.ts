import { z } from 'zod';
import type { Check } from './check';

// `find` completes the message about a missing or unusable value: what to write, and where an operator finds it.

/** A map with exactly these keys. */
export function map<S extends z.core.$ZodLooseShape>(shape: S): z.ZodObject<S, z.core.$strict> {
  return z.strictObject(shape, { error: wrongType('a map', `give it ${Object.keys(shape).join(', ')}`) });
}

/** A text that passes a check and is not blank. */
export function text(find: string, check: Check) {
  return z.string({ error: wrongType('text', find) }).superRefine((value, context) => {
    const problem = value.trim() === '' ? `is empty; ${find}` : check(value, find);
    if (problem !== undefined) {
      context.addIssue(problem);
    }
  });
}

/** A list of such texts, at least one, none twice. */
export function list(find: string, check: Check) {
  return z.array(text(find, check), { error: wrongType('a list', find) }).superRefine(
    (values, context) => {
      if (values.length === 0) {
        context.addIssue(`is an empty list; ${find}`);
      }
      for (const [index, value] of values.entries()) {
        if (values.indexOf(value) < index) {
          context.addIssue({ code: 'custom', path: [index], message: `${value} is listed twice; remove one` });
        }
      }
    },
    // Whatever else is wrong: all problems come together.
    { when: ({ value }) => Array.isArray(value) },
  );
}

/** A number that passes a check. */
export function number(find: string, check: (value: number, find: string) => string | undefined) {
  return z.number({ error: wrongType('a number', find) }).superRefine((value, context) => {
    const problem = check(value, find);
    if (problem !== undefined) {
      context.addIssue(problem);
    }
  });
}

/** A TCP port. */
export function port(find: string) {
  return number(find, (value) =>
    Number.isInteger(value) && value >= 1 && value <= 65535
      ? undefined
      : `${value} is not a port from 1 to 65535; ${find}`,
  );
}

function wrongType(kind: string, find: string) {
  return ({ input }: { readonly input: unknown }): string => {
    if (input === undefined) {
      return `is missing; ${find}`;
    }
    return input === null ? `has no value; ${find}` : `${describe(input)} is not ${kind}; ${find}`;
  };
}

function describe(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' ? 'a map' : typeof value === 'string' ? `'${value}'` : String(value);
}
