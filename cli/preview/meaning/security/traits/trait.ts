/** Something that bears on security and can be said of one resource on one side, so that two sides can be held together. */
export type Trait = Opening | Safeguard | Level;

/** What something may do, or lets others do: the weaker for having it. */
export interface Opening {
  /** The end of a sentence, and what tells it from the other openings of its resource. */
  readonly may: string;
  /** Whose it is, where that is a part of the resource: `container 'api'`. @default - the resource's own */
  readonly who?: string;
  /** Whether everything of its kind has such, so that what comes or goes whole is no news for it. @default false - it is */
  readonly isUsual?: true;
  /** Whether another opening is no more than this one. @default - only the same one is */
  covers?(other: Opening): boolean;
}

/** What something does against others: the stronger for having it. */
export interface Safeguard {
  /** The end of a sentence, such as `denies what 'no-latest' does`. */
  readonly guards: string;
  /** Whether it only bounds what the same resource opens: what comes or goes whole is no news for it. @default false - it protects others */
  readonly isUsual?: true;
}

/** A value of which some are weaker than others. */
export interface Level {
  /** What it is a value of. One that only one side has is that of something which the other has not. */
  readonly of: string;
  /** The value, as people read it. */
  readonly value: string;
  /** The greater, the weaker. @default - nobody can say: another value cannot be ranked */
  readonly weakness?: number | bigint;
  /** Whether the value is shown. A secret is not, nor is what nobody could read at a glance. @default true - it is */
  readonly isShown?: boolean;
}

/** One opening: `may('run as root', "container 'api'")`. */
export function may(what: string, who?: string): Opening {
  return { may: what, ...(who !== undefined && { who }) };
}

/** A safeguard against what the resource itself opens. */
export function bounds(what: string): Safeguard {
  return { guards: what, isUsual: true };
}

/** One that everything of its kind has in some way: told where it changes, not where its resource comes or goes. */
export function usually(what: string): Opening {
  return { may: what, isUsual: true };
}

/** An opening of which others are a part: those that `covers` finds among them. */
export function mayAll(what: string, covers: (other: Opening) => boolean): Opening {
  return { may: what, covers };
}

/** A value on a ladder of values, the strictest first. One that is not on it cannot be ranked. */
export function onLadder(of: string, ladder: readonly string[], value: unknown): Level {
  const step = ladder.indexOf(String(value));
  return { of, value: String(value), ...(step !== -1 && { weakness: step }) };
}

/** What a level is where there is none of it. */
export const NOTHING = 'nothing';

/** A value of which no other can be called weaker or stronger. Nothing is a value, too. */
export function unranked(of: string, value: unknown, { isShown = true } = {}): Level {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? NOTHING);
  return { of, value: text, isShown };
}
