import { existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { isWithin } from './trees';

const MODULES = 'node_modules';

/**
 * Lets the packages of one tree find what is installed in another, folder by folder.
 *
 * Entry by entry, because a workspace links to its own packages: those have to be the ones of the tree that is linked.
 */
export function linkPackages(folders: readonly string[], from: string, to: string): void {
  for (const folder of folders) {
    const [source, target] = [join(from, folder, MODULES), join(to, folder, MODULES)];
    // What is committed stays as it was.
    if (!existsSync(source) || existsSync(target)) continue;
    linkEntries(realpathSync(source), target, { from: realpathSync(from), to });
  }
}

function linkEntries(source: string, target: string, roots: { readonly from: string; readonly to: string }): void {
  mkdirSync(target);
  for (const entry of readdirSync(source)) {
    const path = join(source, entry);
    if (entry.startsWith('@')) linkEntries(path, join(target, entry), roots);
    // For Windows, where only a junction needs no privilege; elsewhere a link is a link.
    else if (lstatSync(path).isSymbolicLink() || lstatSync(path).isDirectory()) {
      symlinkSync(counterpart(path, roots), join(target, entry), 'junction');
    }
  }
}

/** What an entry is in the other tree: itself, or the package of the repository that it links to. */
function counterpart(path: string, { from, to }: { readonly from: string; readonly to: string }): string {
  if (!lstatSync(path).isSymbolicLink()) return path;
  const target = resolve(dirname(path), readlinkSync(path));
  const steps = relative(from, target);
  return isWithin(from, target) && !steps.split(sep).includes(MODULES) ? join(to, steps) : path;
}
