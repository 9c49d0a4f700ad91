import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../../../constructs/invalid';
import type { Step } from '../../../terminal/progress';
import { cacheOf, keep, kept, keyOf } from './cache';
import { git, withoutHooks } from './git';
import { linkPackages } from './link';
import { isInstalled, type Lockfile, lockfileOf } from './lockfile';
import { installing } from './manager';
import { run } from './run';
import { packagesIn, type Trees } from './trees';

/** What else says how packages are installed. */
const SETTINGS = /(^|\/)(package\.json|\.npmrc|\.yarnrc(\.yml)?|pnpm-workspace\.yaml|\.pnpmfile\.cjs|bunfig\.toml)$/;

/**
 * Gives a tree the packages that its lockfile names: ours where the lockfile is the same, or there is none, else those
 * that were installed for it once and are kept by what they follow from.
 */
export async function providePackages(
  packageFolder: string,
  trees: Trees,
  { step, signal }: { readonly step: Step; readonly signal: AbortSignal },
): Promise<void> {
  const { ours, theirs } = trees;
  const folders = packagesIn(theirs);
  const lockfile = lockfileOf(packageFolder, theirs);
  if (lockfile === undefined || isInstalled(lockfile, trees)) {
    linkPackages(folders, ours, theirs);
    return;
  }
  const [cache, key] = [cacheOf(ours, 'packages'), keyOfPackages(lockfile, theirs)];
  const known = kept(cache, key);
  if (known !== undefined) {
    linkPackages(folders, known, theirs);
    return;
  }
  step('installs its packages');
  await install(lockfile, theirs, signal);
  const stored = keep(cache, key, (folder) => {
    for (const one of folders) move(join(theirs, one, 'node_modules'), join(folder, one, 'node_modules'));
  });
  linkPackages(folders, stored, theirs);
}

function keyOfPackages({ name, content }: Lockfile, theirs: string): string {
  const { platform, arch, versions } = process;
  const settings = git(theirs, 'ls-tree', '-r', '--full-tree', 'HEAD')
    .split('\n')
    .filter((line) => SETTINGS.test(line));
  return keyOf(name, content, platform, arch, versions.modules, ...settings);
}

async function install(lockfile: Lockfile, theirs: string, signal: AbortSignal): Promise<void> {
  const command = installing(lockfile);
  const env = withoutHooks();
  // What only development needs may be what a platform is written with.
  delete env['NODE_ENV'];
  const { status, stderr } = await run(command, { folder: join(theirs, lockfile.folder), env, signal });
  if (status === 0) return;
  const said = stderr
    .split('\n')
    .filter((line) => /\berr(or)?\b|ERR_/i.test(line) && !/complete log|_logs/.test(line))
    .slice(0, 3)
    .map((line) => line.trim().replaceAll(theirs, '.'));
  throw new UserError([
    `its packages cannot be installed by ${lockfile.name}: ${command.join(' ')} ended with ${status}: ${said.join(', ')}`,
  ]);
}

/** Renames a folder, or copies it where it lies on another disk. Its links stay as they are. */
function move(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true });
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
}
