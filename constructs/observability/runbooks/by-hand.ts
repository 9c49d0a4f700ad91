/** Between these lines is what somebody wrote: it stays as it is when the rest is written anew. */
export const BY_HAND = {
  begins: '<!-- dwcp: what is written by hand begins here -->',
  ends: '<!-- dwcp: what is written by hand ends here -->',
} as const;

/** What a new runbook has between them. */
export const NOTHING_YET =
  '\nNothing yet. Write what only you know: who else to call, what was the cause the last time.\n';

/** What is written by hand in a runbook, with its line breaks; `undefined` where the lines around it are not there, once each. */
export function byHandIn(text: string): string | undefined {
  const [before, inside, ...more] = text.split(`${BY_HAND.begins}\n`);
  if (before === undefined || inside === undefined || more.length > 0) return undefined;
  const [written, rest, ...others] = inside.split(BY_HAND.ends);
  if (written === undefined || rest === undefined || others.length > 0 || before.includes(BY_HAND.ends))
    return undefined;
  return written;
}
