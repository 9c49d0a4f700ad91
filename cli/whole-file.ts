import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file whole or not at all: whoever reads it meets what was there before, or all that is there now. */
export function writeWhole(path: string, text: string): void {
  // What is no file, such as /dev/stdout, cannot be replaced by one.
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) {
    writeFileSync(path, text);
    return;
  }
  makeFolder(dirname(path));
  const half = `${path}.half`;
  try {
    writeFileSync(half, text);
    renameSync(half, path);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}

/** Node's own `recursive` never returns where a folder is refused as if the one above were missing, as below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run made it meanwhile.
    if (!existsSync(path)) throw error;
  }
}
