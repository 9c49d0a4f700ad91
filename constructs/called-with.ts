import { Construct } from 'constructs';
import { describe } from './fields/describe';
import { UserError } from './invalid';

/** What an argument of a call has to be: its test, and how to write it. */
export type Needed = readonly [is: (value: unknown) => boolean, write: string];

export const A_CONSTRUCT: Needed = [
  (value) => Construct.isConstruct(value),
  'give a construct, such as a WebService or an App',
];
export const CONNECTABLE: Needed = [
  (value) => Construct.isConstruct(partOf(value, 'connections')),
  'give what has connections, such as a WebService',
];
export const A_PLAN: Needed = [
  (value) => ['resources', 'ends', 'edges'].every((list) => Array.isArray(partOf(value, list))),
  'give a plan, as planOf(environment) makes it',
];

/**
 * Refuses arguments that are not what a call needs. The compiler says so before; this is for JavaScript.
 *
 * @throws UserError with each that is wrong.
 */
export function calledWith(call: string, ...given: readonly (readonly [value: unknown, needed: Needed])[]): void {
  const problems = given.flatMap(([value, [is, write]], index) => {
    if (is(value)) return [];
    const got = value === undefined ? 'nothing' : describe(value);
    return [`${call}(…) has ${got} for its ${index === 0 ? 'first' : 'second'} argument; ${write}`];
  });
  if (problems.length > 0) throw new UserError(problems);
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
