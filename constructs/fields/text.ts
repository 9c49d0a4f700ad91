import { CHECK, FIND, needs } from './builder-arguments';
import { wrongKind } from './describe';
import type { Field } from './field';
import { leaf } from './leaf';

/**
 * What is wrong with a text and how to write it; undefined if nothing is.
 *
 * `find` says how to find the right one, for a wrong one that gives no clue to it.
 */
export type Check = (text: string, find: string) => string | undefined;

/** A text that passes a check and is not blank. */
export function text(find: string, check: Check): Field<string> {
  needs('text', [find, FIND], [check, CHECK]);
  return leaf((value) => {
    if (typeof value !== 'string') return wrongKind(value, 'text', find);
    return value.trim() === '' ? `is empty; ${find}` : check(value, find);
  });
}

/** A text of any form. */
export const trimmed: Check = (text) =>
  text === text.trim() ? undefined : `'${text}' has spaces around it; write '${text.trim()}'`;
