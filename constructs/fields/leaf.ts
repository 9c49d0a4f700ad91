import { CHECK, needs, ONE_FIELD, order, REASON } from './builder-arguments';
import { FIELD, type Field, type Ranked } from './field';

/** What is wrong with a value and how to write it; undefined if nothing is. */
export type Judge = (value: unknown) => string | undefined;

/** Which way is stricter, of what can be counted. */
export interface Direction {
  /** Which way is stricter. */
  readonly stricter: 'more' | 'less';
}

/** A field of one value, which is trusted to be a `T` where `judge` finds nothing wrong with it. */
export function leaf<T>(judge: Judge): Field<T> {
  needs('leaf', [judge, CHECK]);
  return {
    [FIELD]: true,
    problems(value, path) {
      const message = judge(value);
      return message === undefined ? [] : [{ path, message }];
    },
    copy: (value) => value as T,
  };
}

/** A field that takes whatever there is, for what is checked elsewhere. */
export const anything: Field<unknown> = leaf(() => undefined);

/** The field, with its values ordered: the greater the rank, the stricter. */
export function byRank<T>(field: Field<T>, rank: (value: T) => number | bigint): Ranked<T> {
  needs('byRank', [field, ONE_FIELD], [rank, CHECK]);
  const rankOf = (value: unknown) => (field.problems(value, []).length === 0 ? rank(value as T) : undefined);
  return {
    ...field,
    looser(value, base, path) {
      const [mine, theirs] = [rankOf(value), rankOf(base)];
      const ranked = isRank(mine) && isRank(theirs);
      return ranked && mine >= theirs ? [] : [{ path, value, base, ranked }];
    },
  };
}

/** What is no number, or NaN, is neither more nor less than another. */
function isRank(rank: unknown): rank is number | bigint {
  return typeof rank === 'bigint' || (typeof rank === 'number' && !Number.isNaN(rank));
}

/** The field, with its values ordered by an amount. */
export function byAmount<T>(field: Field<T>, direction: Direction, amount: (value: T) => number | bigint): Ranked<T> {
  needs('byAmount', [field, ONE_FIELD], [direction, order('stricter', 'more', 'less')], [amount, CHECK]);
  return byRank(field, (value) => (direction.stricter === 'more' ? amount(value) : -amount(value)));
}

/**
 * A part of a posture of which no value is stricter than another, and why: what an environment is called, say.
 *
 * The reason is for whoever reads the field; nothing prints it.
 */
export function either<T>(field: Field<T>, because: string): Ranked<T> {
  needs('either', [field, ONE_FIELD], [because, REASON]);
  return { ...field, looser: () => [] };
}
