/** What a change comes to, and why, in one sentence without its full stop. */
export interface Outcome {
  readonly is: 'safe' | 'needs review' | 'blocked';
  readonly because: string;
}

const ORDER: readonly Outcome['is'][] = ['safe', 'needs review', 'blocked'];

/** The worst of several, and the first of those that are as bad. */
export function outcomeOf(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce((worst, one) => (ORDER.indexOf(one.is) > ORDER.indexOf(worst.is) ? one : worst), {
    is: 'safe',
    because: 'nothing changes',
  });
}
