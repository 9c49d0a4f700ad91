import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../constructs/invalid';

/** Room for any report, and a limit for what a stranger calls one. */
const LARGEST = 4 * 1024 * 1024;

/**
 * The words of a report; where there is none, the problems that kept it from being made, which are beside it.
 *
 * The files may be a stranger's: a link in their place could lead to a secret of ours.
 */
export function readReport(file: string): string {
  const report = readPlain(file);
  if (report !== undefined) return report;
  const problems = readPlain(join(dirname(file), 'problems.txt'));
  if (problems === undefined) {
    throw new UserError([`'${file}' does not exist; write it with \`dwcp preview --format markdown --out ${file}\``]);
  }
  return `## The preview could not be made\n\n${fenced(problems)}`;
}

/** The number of the pull request as the run that made the report wrote it beside it; it may be anything. */
export function hintBeside(file: string): number | undefined {
  const number = /^(\d{1,10})\n?$/.exec(readPlain(join(dirname(file), 'pull-request')) ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

function readPlain(file: string): string | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isFile()) throw new UserError([`'${file}' is not a file; name the Markdown of a report`]);
  if (found.size > LARGEST) {
    throw new UserError([
      `'${file}' has ${found.size} bytes, and a report ${LARGEST} at most; name the Markdown of one`,
    ]);
  }
  return readFileSync(file, 'utf8');
}

/** A block of code that nothing in it ends. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}\n`;
}
