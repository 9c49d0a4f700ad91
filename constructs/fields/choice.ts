import { maybe, needs, ONE_FIELD, order as orderOf, REASON, VALUES } from './builder-arguments';
import { describe } from './describe';
import type { Field, Ranked } from './field';
import { byRank, leaf } from './leaf';

type Choice = string | number | boolean;

/**
 * One of a few values.
 *
 * `stricter` orders them for a posture: with `'later'` the list begins with the loosest, with `'earlier'` it ends with it.
 */
export function oneOf<const V extends Choice>(
  values: readonly V[],
  reason: string,
  order: { readonly stricter: 'later' | 'earlier' },
): Ranked<V>;
export function oneOf<const V extends Choice>(values: readonly V[], reason: string): Field<V>;
export function oneOf<const V extends Choice>(
  values: readonly V[],
  reason: string,
  order?: { readonly stricter: 'later' | 'earlier' },
): Field<V> {
  needs('oneOf', [values, VALUES], [reason, REASON], [order, maybe(orderOf('stricter', 'later', 'earlier'))]);
  const field = leaf<V>(among(values, reason));
  if (order === undefined) return field;
  const ordered = order.stricter === 'later' ? values : [...values].reverse();
  return byRank(field, (value) => ordered.indexOf(value));
}

/** Yes or no, and which of them is stricter. */
export function flag(reason: string, direction: { readonly stricter: boolean }): Ranked<boolean> {
  needs('flag', [reason, REASON], [direction, orderOf('stricter', true, false)]);
  const { stricter } = direction;
  return oneOf([!stricter, stricter], reason, { stricter: 'later' });
}

/**
 * Some of the values of a field, for one variant of a posture: ordered as in the whole field, so that it can be compared
 * with a variant that has all of them.
 */
export function only<T, const V extends T & Choice>(whole: Ranked<T>, values: readonly V[], reason: string): Ranked<V> {
  needs('only', [whole, ONE_FIELD], [values, VALUES], [reason, REASON]);
  return { ...leaf<V>(among(values, reason)), looser: (...ends) => whole.looser(...ends) };
}

function among(values: readonly Choice[], reason: string): (value: unknown) => string | undefined {
  const known = values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
  return (value) => {
    if (values.some((one) => one === value)) return undefined;
    return value === undefined
      ? `is missing, where it has to be ${known}; ${reason}`
      : `${describe(value)} is not ${known}; ${reason}`;
  };
}
