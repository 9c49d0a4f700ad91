import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../../support/reference';

/** How the library is in a repository: this very copy, another one, or not at all. */
export type Installed = 'linked' | 'copied' | 'absent';

/** A repository of somebody else, in a temporary folder. */
export class Repository {
  readonly folder: string;

  constructor(files: Readonly<Record<string, string>> = {}, installed: Installed = 'linked') {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'dwcp-repository-')));
    this.write(files);
    const library = join(this.folder, 'node_modules', '@dwcp', 'baseline');
    if (installed === 'linked') {
      mkdirSync(dirname(library), { recursive: true });
      symlinkSync(ROOT, library);
    }
    if (installed === 'copied') {
      for (const part of ['bin', 'package.json']) cpSync(join(ROOT, part), join(library, part), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules'), join(library, 'node_modules'));
    }
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
  }

  /** Copies a folder into the repository. */
  copy(folder: string): void {
    cpSync(folder, this.folder, { recursive: true });
  }

  /** Moves files of the repository into a folder of it. */
  move(names: readonly string[], folder: string): void {
    for (const name of names) renameSync(join(this.folder, name), join(this.folder, folder, name));
  }

  /** Changes a file where it says something, once. */
  edit(name: string, from: string | RegExp, to: string): void {
    const before = readFileSync(join(this.folder, name), 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${name} has no ${from}`);
    this.write({ [name]: after });
  }

  /** Runs the built command, as its users do. */
  dwcp(args: readonly string[], cwd = '.') {
    const main = join(ROOT, 'bin', 'cli', 'main.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
      cwd: join(this.folder, cwd),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NO_COLOR: '1' },
    });
    return { status, stdout, stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
