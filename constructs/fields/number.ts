import { CHECK, FIND, needs, order } from './builder-arguments';
import { isCount } from './count';
import { wrongKind } from './describe';
import type { Field, Ranked } from './field';
import { byAmount, type Direction, leaf } from './leaf';

/** A number that passes a check. */
export function number(find: string, check: (value: number, find: string) => string | undefined): Field<number> {
  needs('number', [find, FIND], [check, CHECK]);
  return leaf((value) => (typeof value === 'number' ? check(value, find) : wrongKind(value, 'a number', find)));
}

/** A TCP or UDP port. */
export function port(find: string): Field<number> {
  needs('port', [find, FIND]);
  return number(find, (value) =>
    isCount(value) && value <= 65535 ? undefined : `${value} is not a port from 1 to 65535; ${find}`,
  );
}

/** How many of something there are, at least one; a range says how many at most. */
export function count(direction: Direction & { readonly most?: number }): Ranked<number> {
  needs('count', [direction, order('stricter', 'more', 'less')]);
  const { most = Number.MAX_SAFE_INTEGER } = direction;
  const kind = 'most' in direction ? `a whole number from 1 to ${most}` : 'a whole number of at least 1';
  const field = leaf<number>((value) =>
    typeof value === 'number' && isCount(value) && value <= most
      ? undefined
      : wrongKind(value, kind, 'write it as in 3'),
  );
  return byAmount(field, direction, (value) => value);
}
