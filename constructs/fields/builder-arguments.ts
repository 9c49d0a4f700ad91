import { UserError } from '../invalid';
import { describe, isList, isPlain } from './describe';
import { isField } from './field';
import { keysOf, valueAt } from './parts';

/** What an argument of a builder has to be: its test, and how to write it. */
type Kind = readonly [is: (value: unknown) => boolean, write: string];

export const FIND: Kind = [
  (value) => typeof value === 'string' && value !== '',
  "say how to find the value, as in 'give …'",
];
export const REASON: Kind = [
  (value) => typeof value === 'string' && value !== '',
  "say why, as in 'it says whether …'",
];
export const WORD: Kind = [
  (value) => typeof value === 'string' && value !== '',
  'name the part that tells the variants apart',
];
export const CHECK: Kind = [(value) => typeof value === 'function', 'give a function, such as check.dnsName'];
export const ONE_FIELD: Kind = [isField, 'give a field, such as field.count(…)'];
export const PARTS: Kind = [
  (value) => isPlain(value) && keysOf(value).every((key) => isField(valueAt(value, key))),
  'give a map in which every part is a field',
];
export const VARIANTS: Kind = [
  (value) => isPlain(value) && keysOf(value).length > 0 && keysOf(value).every((key) => PARTS[0](valueAt(value, key))),
  'give a map of fields for each variant',
];
export const VALUES: Kind = [(value) => isList(value) && value.length > 0, 'list the values that there are'];

/** An order, one of a few words. */
export function order(name: string, ...words: readonly unknown[]): Kind {
  const known = words.map((word) => describe(word)).join(' or ');
  return [(value) => words.includes(valueAt(value, name)), `write { ${name}: ${known} }`];
}

/** The same where the argument may be left out. */
export function maybe([is, write]: Kind): Kind {
  return [(value) => value === undefined || is(value), write];
}

/** Refuses arguments that are not what a builder of fields needs. The compiler says so before; this is for JavaScript. */
export function needs(builder: string, ...given: readonly (readonly [value: unknown, kind: Kind])[]): void {
  const problems = given.flatMap(([value, [is, write]], index) =>
    is(value) ? [] : [`field.${builder}(…) has ${described(value)} for its ${ORDINALS[index]} argument; ${write}`],
  );
  if (problems.length > 0) throw new UserError(problems);
}

const ORDINALS = ['first', 'second', 'third'];

function described(value: unknown): string {
  return value === undefined ? 'nothing' : describe(value);
}
