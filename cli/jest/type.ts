import type { MatcherState as StateOfExpect } from 'expect';

/** What a matcher finds, before jest turns it round where `.not` asks for it. */
export interface Answered {
  /** `neither` fails with `.not`, too: nobody can tell. */
  readonly pass: boolean | 'neither';
  /** What there is to see, passed or not. */
  readonly says: string;
}

/** What jest hands a matcher as `this`. What `index.ts` augments has to be imported somewhere, in the declarations too. */
export type MatcherState = Pick<StateOfExpect, 'isNot'>;

/** What it takes from it. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}
