import { UserError } from '../invalid';
import type { Fields, Ranked, RankedFields } from './field';
import { asGroup } from './group';
import { type Place, sayLoosening, sayProblem } from './place';

/** Every problem of a value, one line each; none if every field takes it. Nothing that it could be makes this throw. */
export function checkFields<T>(fields: Fields<T>, value: unknown, place: Place): readonly string[] {
  return asGroup(fields)
    .problems(value, [])
    .map((problem) => sayProblem(place, problem));
}

/**
 * The value, if every field takes it: copied and frozen, so that it stays what was checked.
 *
 * @throws UserError with every problem.
 */
export function checked<T>(fields: Fields<T>, value: unknown, place: Place): T {
  const problems = checkFields(fields, value, place);
  if (problems.length > 0) throw new UserError(problems);
  return asGroup(fields).copy(value);
}

/** A posture and what it is called. */
export interface Named<T> {
  /** What it is called in a problem, such as the name of an environment. */
  readonly name: string;
  /** What is compared. */
  readonly value: T;
}

/**
 * What `stricter` has that is looser than in `base`, one line each; none if it only tightens.
 *
 * Every field counts, sizes too: what was rehearsed with more memory was not rehearsed. A value that cannot be ranked is
 * refused, never taken for the loosest.
 */
export function looserFields<T>(
  fields: RankedFields<T>,
  stricter: unknown,
  base: Named<unknown>,
  place: Place,
): readonly string[] {
  const whole = asGroup(fields) as Ranked<T>;
  return whole.looser(stricter, base.value, []).map((loosening) => sayLoosening(place, loosening, base.name));
}
