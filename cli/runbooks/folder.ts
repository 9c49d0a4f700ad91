import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../constructs/invalid';
import { BY_HAND, byHandIn, NOTHING_YET } from '../../constructs/observability/runbooks/by-hand';

/** A page that is there. */
export interface Page {
  readonly text: string;
  /** What somebody wrote in it. */
  readonly byHand: string;
}

/**
 * The pages of a folder, by their file names: those that are runbooks, and those that have the name of one.
 *
 * @throws UserError with each page whose lines around what is written by hand are gone: to write it anew would lose that.
 */
export function pagesIn(folder: string, names: ReadonlySet<string>): ReadonlyMap<string, Page> {
  if (!existsSync(folder)) return new Map();
  const problems: string[] = [];
  const pages = filesIn(folder).flatMap((file): [string, Page][] => {
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    const byHand = byHandIn(text);
    if (byHand !== undefined) return [[file, { text, byHand }]];
    if (!names.has(file) && !text.includes(BY_HAND.begins)) return [];
    problems.push(
      `${join(folder, file)}: it cannot be told what is written by hand in it; put that between the lines ` +
        `'${BY_HAND.begins}' and '${BY_HAND.ends}', each once, or move the file away`,
    );
    return [];
  });
  if (problems.length > 0) throw new UserError(problems);
  return new Map(pages);
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .sort();
  } catch (error) {
    throw new UserError([`--out ${folder}: cannot be read (${(error as Error).message}); name a folder`]);
  }
}

/** Whether somebody wrote something in it that would be missed. */
export function isWritten({ byHand }: Page): boolean {
  return byHand.trim() !== '' && byHand !== NOTHING_YET;
}
