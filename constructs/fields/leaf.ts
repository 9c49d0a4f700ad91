import { FIELD, type Field, type Ranked } from './field';

/** What is wrong with a value and how to write it; undefined if nothing is. */
export type Judge = (value: unknown) => string | undefined;

/** Which way is stricter, of what can be counted. */
export interface Direction {
  readonly stricter: 'more' | 'less';
}

/** A field of one value, which is trusted to be a `T` where `judge` finds nothing wrong with it. */
export function leaf<T>(judge: Judge): Field<T> {
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
  const isRanked = (value: unknown): value is T => field.problems(value, []).length === 0;
  return {
    ...field,
    looser(value, base, path) {
      if (!isRanked(value) || !isRanked(base)) return [{ path, value, base, ranked: false }];
      return rank(value) < rank(base) ? [{ path, value, base, ranked: true }] : [];
    },
  };
}

/** The field, with its values ordered by an amount. */
export function byAmount<T>(
  field: Field<T>,
  { stricter }: Direction,
  amount: (value: T) => number | bigint,
): Ranked<T> {
  return byRank(field, (value) => (stricter === 'more' ? amount(value) : -amount(value)));
}

/**
 * A part of a posture of which no value is stricter than another, and why: what an environment is called, say.
 *
 * The reason is for whoever reads the field; nothing prints it.
 */
export function either<T>(field: Field<T>, _because: string): Ranked<T> {
  return { ...field, looser: () => [] };
}
