import type { Command } from 'commander';
import { answerTo, type Candidate } from './answer';
import { valuesHere } from './values';

/** Prints what could stand in place of the last word, as the scripts of `dwcp completion` read it. */
export async function printCompletion(program: Command, words: readonly string[]): Promise<number> {
  const { candidates, paths } = await answerTo(program, words, valuesHere);
  const first = paths === 'none' ? 'words' : paths;
  process.stdout.write(`${[first, ...candidates.map(lineOf)].join('\n')}\n`);
  return 0;
}

/** A word, a tab, and one line about it. */
function lineOf({ word, means = '' }: Candidate): string {
  return `${word}\t${means.replaceAll(/\s+/g, ' ')}`;
}
