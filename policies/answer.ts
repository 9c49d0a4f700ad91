/** What can be said of a statement from the input alone. */
export type Answer = 'yes' | 'no' | 'unknown';

/** Whether it holds of all: one of which it does not settles it, whatever is unknown of others. */
export function all<T>(ones: readonly T[], ask: (one: T) => Answer): Answer {
  let sum: Answer = 'yes';
  for (const one of ones) {
    const holds = ask(one);
    if (holds === 'no') return 'no';
    if (holds === 'unknown') sum = 'unknown';
  }
  return sum;
}

/** Whether it holds of one of them: one of which it does settles it, whatever is unknown of others. */
export function any<T>(ones: readonly T[], ask: (one: T) => Answer): Answer {
  let sum: Answer = 'no';
  for (const one of ones) {
    const holds = ask(one);
    if (holds === 'yes') return 'yes';
    if (holds === 'unknown') sum = 'unknown';
  }
  return sum;
}

export function not(answer: Answer): Answer {
  return answer === 'unknown' ? answer : answer === 'yes' ? 'no' : 'yes';
}

export function answer(holds: boolean): Answer {
  return holds ? 'yes' : 'no';
}
