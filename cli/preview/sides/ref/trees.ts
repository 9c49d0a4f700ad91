import { posix, relative, sep } from 'node:path';
import { git } from './git';

/** A repository as it is, and as it was at a commit: the same folders below two roots. */
export interface Trees {
  readonly ours: string;
  readonly theirs: string;
}

/** Whether a path is below a folder, or is it. */
export function isWithin(folder: string, path: string): boolean {
  const steps = relative(folder, path).split(sep);
  return steps[0] !== '..';
}

/** Every folder that git knows a package.json in, by its path in the repository. */
export function packagesIn(root: string): readonly string[] {
  const files = git(root, 'ls-files', '-z', '--', 'package.json', '*/package.json').split('\0');
  return files.filter((file) => file !== '').map((file) => posix.dirname(file));
}
