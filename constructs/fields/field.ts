/** Where a value stands below the whole: `['cluster', 'podCidrs', 0]`. */
export type Path = readonly (string | number)[];

/** What is wrong with a value, or that nobody reads it. */
export type Problem = Wrong | Unknown;

interface Wrong {
  readonly path: Path;
  /** What is wrong, with the value, and what to do. */
  readonly message: string;
}

/** A key that no field is for. */
export interface Unknown {
  readonly path: Path;
  /** The keys that there are fields for in its place. */
  readonly known: readonly string[];
  /** The one of them that it was meant to be; undefined if none is near. */
  readonly meant: string | undefined;
}

/** A value that is looser than the one that it has to be at least as strict as, or that cannot be compared with it. */
export interface Loosening {
  /** Where the value is. */
  readonly path: Path;
  /** The value that is looser, or cannot be compared. */
  readonly value: unknown;
  /** The value that it has to be at least as strict as. */
  readonly base: unknown;
  /** Whether the two can be compared at all. */
  readonly ranked: boolean;
}

/** A field that is made by a second copy of this package is one too. */
export const FIELD: unique symbol = Symbol.for('@dwcp/baseline.Field') as never;

/**
 * What a value of facts or of a posture has to be, and how to find the right one.
 *
 * A field of `T` lets nothing else through, so that what it passed may be trusted to be one, whoever wrote it.
 */
export interface Field<out T = unknown> {
  readonly [FIELD]: true;
  /** Every problem of a value, whatever it is: nothing makes a field throw. */
  problems(value: unknown, path: Path): readonly Problem[];
  /** A value that has no problem, copied and frozen, so that what was checked cannot be changed or computed anew. */
  copy(value: unknown): T;
}

/** A field whose values can be ordered by how strict they are. */
export interface Ranked<out T = unknown> extends Field<T> {
  /** What in `value` is looser than `base`. What cannot be ordered counts as looser. */
  looser(value: unknown, base: unknown, path: Path): readonly Loosening[];
}

/** One field for each part: a part that nobody checks does not compile. */
export type Fields<T> = Field<T> | { readonly [Part in keyof T]-?: Field<T[Part]> };

/** One field for each part, that also says which way is stricter: one that does not say it does not compile. */
export type RankedFields<T> = Ranked<T> | { readonly [Part in keyof T]-?: Ranked<T[Part]> };

export function isField(value: unknown): value is Field {
  return typeof value === 'object' && value !== null && FIELD in value;
}
