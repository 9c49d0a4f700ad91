import { needs, ONE_FIELD, VARIANTS, WORD } from './builder-arguments';
import { FIELD, type Ranked, type RankedFields } from './field';
import { asGroup } from './group';
import { valueAt } from './parts';

/** The parts of each variant of `T`, by the value that tells them apart, the loosest variant first. */
type Variants<T, K extends keyof T> = {
  readonly [V in T[K] & string]: { readonly [Part in keyof Variant<T, K, V>]-?: Ranked<Variant<T, K, V>[Part]> };
};
type Variant<T, K extends keyof T, V> = Omit<Extract<T, { readonly [Key in K]: V }>, K>;

/**
 * A map whose other parts depend on one of them, as protected data asks for more than disposable data does.
 *
 * Variants are compared part by part; a part that only one of them has is a matter of `choice`.
 */
export function variants<T extends object, K extends keyof T & string>(
  key: K,
  choice: Ranked<T[K]>,
  groups: Variants<T, K>,
): Ranked<T> {
  needs('variants', [key, WORD], [choice, ONE_FIELD], [groups, VARIANTS]);
  const [first] = Object.keys(groups);
  const named = (value: unknown): string => {
    const variant = valueAt(value, key);
    // What is no variant is judged as the loosest: its choice is refused, and what else is wrong is said with it.
    return typeof variant === 'string' && Object.hasOwn(groups, variant) ? variant : (first ?? '');
  };
  const fieldsOf = (value: unknown) => ({
    ...(groups as Readonly<Record<string, Readonly<Record<string, Ranked>>>>)[named(value)],
    [key]: choice as Ranked,
  });
  const groupOf = (value: unknown) => asGroup(fieldsOf(value) as RankedFields<T>) as Ranked<T>;
  return {
    [FIELD]: true,
    problems: (value, path) => groupOf(value).problems(value, path),
    copy: (value) => groupOf(value).copy(value),
    looser(value, base, path) {
      const [mine, theirs] = [fieldsOf(value), fieldsOf(base)];
      return groupOf(value)
        .looser(value, base, path)
        .filter(({ path: place }) => {
          const part = String(place[path.length]);
          return !Object.hasOwn(mine, part) || Object.hasOwn(theirs, part);
        });
    },
  };
}
