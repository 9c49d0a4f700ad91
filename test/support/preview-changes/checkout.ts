import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../reference';
import type { Edit } from './change';

/** What is edited; the rest of the repository is linked. */
const COPIED = /^(stacks|Pulumi\..+\.yaml)$/;

/** A copy of the reference platform's repository with edits made: enough of it for the command, for Pulumi and for jest. */
export class Checkout {
  readonly folder: string;

  constructor(edits: readonly Edit[] = []) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'dwcp-change-')));
    for (const name of readdirSync(ROOT)) {
      if (name === '.git') continue;
      if (COPIED.test(name)) cpSync(join(ROOT, name), join(this.folder, name), { recursive: true });
      else symlinkSync(join(ROOT, name), join(this.folder, name));
    }
    edit(this.folder, edits);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Makes edits to a copy, as their author would. */
export function edit(folder: string, edits: readonly Edit[]): void {
  for (const { file, from, to } of edits) {
    const path = join(folder, file);
    if (from === undefined) {
      if (existsSync(path)) throw new Error(`${file} is there already`);
      writeFileSync(path, to);
      continue;
    }
    const before = readFileSync(path, 'utf8');
    const places = before.split(from).length - 1;
    if (places !== 1) throw new Error(`${file} says '${from}' ${places} times, not once`);
    writeFileSync(
      path,
      before.replace(from, () => to),
    );
  }
}
