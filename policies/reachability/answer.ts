/** What can be said of a statement from the input alone. */
export type Answer = 'yes' | 'no' | 'unknown';

/** Whether all of them hold: one that does not settles it, whatever is unknown of the others. */
export function all(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** Whether one of them holds. */
export function any(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

export function not(answer: Answer): Answer {
  return answer === 'unknown' ? answer : answer === 'yes' ? 'no' : 'yes';
}

export function answer(holds: boolean): Answer {
  return holds ? 'yes' : 'no';
}
