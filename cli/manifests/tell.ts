import type { Reading } from './reading';

/** More lines than these hide each other; `--strict` lists them all. */
const LINES = 20;

/** Says on standard error what could not be read, what was left out and what was assumed. */
export function tell(...readings: readonly (Reading | undefined)[]): void {
  const read = readings.filter((one) => one !== undefined);
  const lines = [
    ...folded(
      'warning',
      read.flatMap(({ problems }) => problems),
    ),
    ...folded(
      'note',
      read.flatMap(({ notes }) => notes),
    ),
  ];
  if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`);
}

function folded(word: string, sentences: readonly string[]): readonly string[] {
  const told = [...new Set(sentences)].map((sentence) => `${word}: ${sentence}`);
  if (told.length <= LINES) return told;
  return [...told.slice(0, LINES), `${word}: and ${told.length - LINES} more; --strict lists them all`];
}
