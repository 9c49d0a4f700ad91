import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../constructs/invalid';
import { writeWhole } from '../whole-file';

/** Lists what was written, so that the next run knows which files are its own to remove. */
const INDEX = '.dwcp-synth';

/** As it was called once: `kubectl apply --recursive` reads whatever ends like this, and stumbles over what is no manifest. */
const OLD_INDEX = `${INDEX}.json`;

/**
 * Writes files below a folder, each whole or not at all, and removes those of an earlier run that are gone.
 *
 * Files that no run wrote are never touched.
 */
export function writeFiles(out: string, files: ReadonlyMap<string, string>): void {
  try {
    const before = readIndex(out);
    for (const [file, text] of files) writeWhole(join(out, file), text);
    for (const file of before.filter((file) => !files.has(file))) rmSync(join(out, file), { force: true });
    writeWhole(join(out, INDEX), `${JSON.stringify([...files.keys()], null, 2)}\n`);
    rmSync(join(out, OLD_INDEX), { force: true });
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError([`${out}: cannot be written (${(error as Error).message}); choose another folder`]);
  }
}

function readIndex(out: string): readonly string[] {
  const path = [INDEX, OLD_INDEX].map((name) => join(out, name)).find((one) => existsSync(one));
  if (path === undefined) return [];
  try {
    const files: unknown = JSON.parse(readFileSync(path, 'utf8'));
    // Only plain names below the folder: an index that was tampered with must not remove anything else.
    if (
      Array.isArray(files) &&
      files.every((file) => typeof file === 'string' && /^(kubernetes|vault)\/(?!.*\.\.)/.test(file))
    ) {
      return files as string[];
    }
  } catch {
    // Falls through to the same answer as an index of another shape.
  }
  throw new UserError([`${path}: is not what dwcp synth wrote; remove it, or choose another folder`]);
}
