import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isWithin, type Trees } from './trees';

/** A file that says exactly which packages are installed. */
export interface Lockfile {
  /** Its folder, by its path in the repository. */
  readonly folder: string;
  readonly name: string;
  readonly content: string;
}

const NAMES = ['npm-shrinkwrap.json', 'package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];

/** The lockfile that is nearest above a package, as it is written in a tree. */
export function lockfileOf(packageFolder: string, root: string): Lockfile | undefined {
  for (let folder = packageFolder; isWithin(root, folder); folder = dirname(folder)) {
    const name = NAMES.find((one) => existsSync(join(folder, one)));
    if (name !== undefined) {
      return { folder: relative(root, folder), name, content: readFileSync(join(folder, name), 'latin1') };
    }
    if (folder === dirname(folder)) break;
  }
  return undefined;
}

/** Whether what is installed for us is what a lockfile of another commit asks for. */
export function isInstalled(lockfile: Lockfile, { ours }: Trees): boolean {
  const path = join(ours, lockfile.folder, lockfile.name);
  return existsSync(path) && readFileSync(path, 'latin1') === lockfile.content;
}
