import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../constructs/invalid';

/** Room for any report, and a limit for what a stranger calls one. */
const LARGEST = 4 * 1024 * 1024;

/** The words of a report. The file may be a stranger's: a link in its place could lead to a secret of ours. */
export function readReport(file: string): string {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new UserError([`'${file}' does not exist; write it with \`dwcp preview --format markdown --out ${file}\``]);
  }
  if (!found.isFile()) throw new UserError([`'${file}' is not a file; name the Markdown of a report`]);
  if (found.size > LARGEST) {
    throw new UserError([
      `'${file}' has ${found.size} bytes, and a report ${LARGEST} at most; name the Markdown of one`,
    ]);
  }
  return readFileSync(file, 'utf8');
}

/** The number of the pull request as the run that made the report wrote it beside it; it may be anything. */
export function hintBeside(file: string): number | undefined {
  const hint = join(dirname(file), 'pull-request');
  const found = lstatSync(hint, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size > 20) return undefined;
  const number = /^(\d+)\n?$/.exec(readFileSync(hint, 'utf8'))?.[1];
  return number === undefined ? undefined : Number(number);
}
