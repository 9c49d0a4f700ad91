import { maybe, needs, ONE_FIELD, order as orderOf } from './builder-arguments';
import type { Field, Ranked } from './field';

/**
 * A part that may be left out.
 *
 * In a posture, `absent` says what leaving it out is, beside every value that it could have.
 */
export function optional<T>(field: Ranked<T>, order: { readonly absent: 'looser' | 'stricter' }): Ranked<T | undefined>;
export function optional<T>(field: Field<T>): Field<T | undefined>;
export function optional<T>(
  field: Field<T> | Ranked<T>,
  order?: { readonly absent: 'looser' | 'stricter' },
): Field<T | undefined> {
  needs('optional', [field, ONE_FIELD], [order, maybe(orderOf('absent', 'looser', 'stricter'))]);
  const one: Field<T | undefined> = {
    ...field,
    problems: (value, path) => (value === undefined ? [] : field.problems(value, path)),
    copy: (value) => (value === undefined ? undefined : field.copy(value)),
  };
  if (order === undefined || !('looser' in field)) return one;
  const ranked: Ranked<T | undefined> = {
    ...one,
    looser(value, base, path) {
      if (value !== undefined && base !== undefined) return field.looser(value, base, path);
      const loosest = order.absent === 'looser' ? value : base;
      return value === base || loosest !== undefined ? [] : [{ path, value, base, ranked: true }];
    },
  };
  return ranked;
}
