import { resolve } from 'node:path';
import { UserError } from '../../constructs/invalid';
import { readBytes } from '../read-bytes';
import { jsonText } from '../terminal/json';
import { linesOf } from './formats/lines';
import type { Overview } from './overview';

/** More than a hundred thousand lines take. */
const LIMIT_MEBIBYTES = 20;

/** Where a set of connections differs from the one that was expected, in lines as `--format lines` prints them. */
interface Differing {
  /** What is there and was not expected. */
  readonly unexpected: readonly string[];
  /** What was expected and is not there. */
  readonly missing: readonly string[];
}

/**
 * The lines of a file.
 *
 * @throws UserError where it cannot be read: taken for empty, it would say that nobody may connect to anybody.
 */
export function readExpected(file: string, directory: string): ReadonlySet<string> {
  try {
    const bytes = readBytes(resolve(directory, file), LIMIT_MEBIBYTES);
    if (!Buffer.isBuffer(bytes)) throw new UserError([`--expect ${file}: is larger than ${LIMIT_MEBIBYTES} MiB`]);
    return linesExpected(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`;
    throw new UserError([
      `--expect ${file}: ${why}; write it first: dwcp connections SOURCE --format lines > ${file}; of one connection, with --port, it is allowed or denied`,
    ]);
  }
}

/** The lines of a text: without comments, and with the arrow as people type it, too. */
export function linesExpected(text: string): ReadonlySet<string> {
  const lines = text.split('\n').map(plain);
  return new Set(lines.filter((line) => line !== ''));
}

/** A line as it is compared. */
function plain(line: string): string {
  return line
    .replace(/(?:^|\s)#.*$/, '')
    .replace(/\s+/g, ' ')
    .replace(' -> ', ' → ')
    .trim();
}

/** This set of connections, and no other. */
export function differing(overview: Overview, expected: ReadonlySet<string>): Differing {
  const found = new Set(linesOf(overview).map(plain));
  return {
    unexpected: [...found].filter((line) => !expected.has(line)),
    missing: [...expected].filter((line) => !found.has(line)).sort(),
  };
}

/** What differs as the lines of a patch of the file, or that nothing does. */
export function renderDiffering(name: string, file: string, { unexpected, missing }: Differing): string {
  const lines = [...missing.map((line) => `- ${line}`), ...unexpected.map((line) => `+ ${line}`)];
  if (lines.length === 0) return `${name}: connects as ${file} expects, and in no other way\n`;
  const counts = `${unexpected.length} not expected, ${missing.length} missing`;
  return `${lines.join('\n')}\n${name}: connects otherwise than ${file} expects: ${counts}\n`;
}

/** The same for programs. */
export function differingJson(name: string, file: string, found: Differing): string {
  return jsonText({ source: name, expected: file, ...found });
}
