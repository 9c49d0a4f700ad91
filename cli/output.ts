import { extname, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { UserError } from '../constructs/invalid';
import { together } from './problems';
import { terminalWidth } from './terminal/width';
import { writeWhole } from './whole-file';

/** Where something goes, and how it is written there. */
export interface Output<Format extends string> {
  readonly format: Format;
  /** @default - it is printed */
  readonly file?: string;
}

/**
 * Where something goes: it is printed, or written to files.
 *
 * One file has the format that was asked for. Of several, each has that of its ending; `-` is standard output.
 */
export function outputsOf<Format extends string>(
  files: readonly string[],
  format: Format,
  endings: Readonly<Record<string, Format>>,
): readonly Output<Format>[] {
  if (files.length === 0) return [{ format }];
  return files.map((file) => ({
    format: (files.length > 1 ? endings[extname(file)] : undefined) ?? format,
    ...(file !== '-' && { file }),
  }));
}

/**
 * Prints or writes something in every way that was asked for, once all of it is ready.
 *
 * What is printed is told how wide its lines may be, where that is known.
 *
 * @throws UserError with every file that cannot be written.
 */
export async function put<Format extends string>(
  outputs: readonly Output<Format>[],
  directory: string,
  textIn: (format: Format, width: number | undefined) => string | Promise<string>,
  option = '--out',
): Promise<void> {
  const ready = await Promise.all(
    outputs.map(async ({ format, file }) => {
      if (file === undefined) return { text: await textIn(format, terminalWidth()) };
      // A terminal that it is called from says nothing of how a file looks.
      return { file, text: stripVTControlCharacters(await textIn(format, undefined)) };
    }),
  );
  together(
    ...ready.map(({ file, text }) => () => {
      if (file === undefined) process.stdout.write(text);
      else write(resolve(directory, file), text, `${option} ${file}`);
    }),
  );
}

function write(path: string, text: string, named: string): void {
  try {
    writeWhole(path, text);
  } catch (error) {
    throw new UserError([`${named}: cannot be written (${(error as NodeJS.ErrnoException).code}); name another file`]);
  }
}

/** Gathers an option that may be repeated. */
export function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
