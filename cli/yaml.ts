import type * as Yaml from 'yaml';
import { UserError } from '../constructs/invalid';
import { readBytes } from './read-bytes';

/** More than anybody writes by hand. */
const LIMIT_MEBIBYTES = 1;

/**
 * What a file of YAML says; undefined where it is not there.
 *
 * @throws UserError where it cannot be read, or is not YAML.
 */
export function tryReadYaml(path: string, file: string): unknown {
  const source = textIn(path, file);
  return source === undefined ? undefined : parseYaml(source, file);
}

/**
 * What a document of YAML says, as plain data.
 *
 * @throws UserError with every line that is not YAML.
 */
export function parseYaml(source: string, file: string): unknown {
  const { LineCounter, parseDocument } = parser();
  const lineCounter = new LineCounter();
  // Not pretty: a pretty message holds the lines around the error, and ours are one line each.
  const document = parseDocument(source, { lineCounter, prettyErrors: false });
  const problems = new Map<number, string>();
  for (const { pos, message } of [...document.errors, ...document.warnings]) {
    const { line, col } = lineCounter.linePos(pos[0]);
    // The first of each line: the others are the parser stumbling over its own stumble.
    problems.set(line, problems.get(line) ?? `${file}: line ${line}, column ${col}: ${message}; make it valid YAML`);
  }
  if (problems.size > 0) {
    throw new UserError([...problems.values()]);
  }
  try {
    return document.toJS();
  } catch (error) {
    // An alias without its anchor, or so many that they would fill the memory.
    throw new UserError([`${file}: ${(error as Error).message}; write the values out`]);
  }
}

/** Loaded only where a file is read: whoever has no platform has none. */
function parser(): typeof Yaml {
  return require('yaml') as typeof Yaml;
}

function textIn(path: string, file: string): string | undefined {
  try {
    const bytes = readBytes(path, LIMIT_MEBIBYTES);
    if (Buffer.isBuffer(bytes)) return bytes.toString('utf8');
    throw new UserError([`${file}: is larger than ${LIMIT_MEBIBYTES} MiB, and was not read; write less into it`]);
  } catch (error) {
    if (UserError.isUserError(error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new UserError([`${file}: cannot be read (${code}); make it a file that can`]);
  }
}
