import { UserError } from '../../../constructs/invalid';
import { readBytes } from '../../read-bytes';

/** More than the plans of ten thousands of resources take; what is beyond it would fill the memory of a runner. */
const LIMIT_MEBIBYTES = 160;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there; mend the path',
  EACCES: 'may not be read by you; ask for permission to read it',
  EISDIR: 'is a folder; name a file in it',
};

/** The value in a file of JSON, or in what is piped in for 0. Nothing that is wrong with it shows what is in it. */
export function readJson(path: string | 0, source: string): unknown {
  const text = textIn(path, source);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UserError([`${source}: ${notJson(text, (error as SyntaxError).message)}`]);
  }
}

function textIn(path: string | 0, source: string): string {
  const bytes = bytesIn(path, source);
  // As PowerShell redirects what a command prints.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    throw new UserError([`${source}: is UTF-16, as PowerShell writes it; write it by --out, which is UTF-8`]);
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new UserError([`${source}: is empty; make it again`]);
  return text;
}

function bytesIn(path: string | 0, source: string): Buffer {
  try {
    const bytes = readBytes(path, LIMIT_MEBIBYTES);
    if (Buffer.isBuffer(bytes)) return bytes;
    const size = bytes.mebibytes === undefined ? '' : ` (${bytes.mebibytes} MiB)`;
    throw new UserError([
      `${source}: is larger than ${LIMIT_MEBIBYTES} MiB${size}, and was not read; make it of fewer environments`,
    ]);
  } catch (error) {
    if (UserError.isUserError(error)) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UserError([`${source}: ${REASONS[code] ?? `cannot be read (${message}); name another file`}`]);
  }
}

/** Where it stops being JSON. The message of the parser may quote the text, in which there may be secrets. */
function notJson(text: string, message: string): string {
  if (/^Unexpected end|^Unterminated/.test(message)) return 'is not whole JSON: it was cut off; make it again';
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  const line = position === undefined ? '' : ` in line ${text.slice(0, Number(position)).split('\n').length}`;
  return `is not JSON${line}; make it again`;
}
