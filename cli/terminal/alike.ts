/** Sentences of one kind that are written out, where there are many of it. */
const SHOWN = 3;

/** Sentences that people read one by one. */
const READABLE = 10;

/**
 * Sentences for people: of many that say the same of one thing after the other, the first few and how many more.
 *
 * Such sentences differ only in names, places and numbers. Where `all` is to be had is said with each count.
 */
export function alikeOnce(sentences: readonly string[], all: string): readonly string[] {
  if (sentences.length <= READABLE) return sentences;
  const kinds = new Map<string, string[]>();
  for (const sentence of sentences) {
    const kind = withoutNames(sentence);
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [sentence]);
    else known.push(sentence);
  }
  return [...kinds.values()].flatMap((alike) => {
    // One more is no longer than to say that there is one more.
    if (alike.length <= SHOWN + 1) return alike;
    return [...alike.slice(0, SHOWN), `and ${alike.length - SHOWN} more like the one above; ${all}`];
  });
}

/** A sentence without what it is about: names of objects with their kinds, paths, quoted words, lists and numbers. */
export function withoutNames(sentence: string): string {
  return sentence
    .replace(/, with \d+ like it\b,?/g, '')
    .replace(/'[^']*'|\([^)]*\)/g, '…')
    .replace(/(?:[A-Z]\w+ )?[^\s,;]*[/.:][^\s,;]+/g, '…')
    .replace(/\b\d+ more \w+/g, '…')
    .replace(/…(?:(?:,| and)? …)*/g, '…');
}
