import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../../constructs/invalid';
import { LIBRARY } from '../../../platform/library';
import type { Step } from '../../../terminal/progress';
import { cacheOf, keep, kept, keyOf } from './cache';
import { git, tryGit, withoutHooks } from './git';
import { run } from './run';
import type { Trees } from './trees';

/** What a build of the library follows from. */
const SOURCES = [
  'constructs',
  'policies',
  'cli',
  'stacks/pulumi',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** Where a build of the library is. */
const BUILT = 'bin';

/** Whether a repository is the one of this library: its platform imports what lies beside it, which has to be built. */
export function isLibrary(root: string): boolean {
  try {
    return (
      (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly name?: unknown }).name === LIBRARY
    );
  } catch {
    return false;
  }
}

/** Gives the library as it was its build: ours where nothing of it has changed, else one that is made once and kept. */
export async function provideBuild(
  { ours, theirs }: Trees,
  { step, signal }: { readonly step: Step; readonly signal: AbortSignal },
): Promise<void> {
  if (isAsOurs(ours, theirs)) {
    symlinkSync(join(ours, BUILT), join(theirs, BUILT), 'junction');
    return;
  }
  const [cache, key] = [cacheOf(ours, 'builds'), keyOf(git(theirs, 'ls-tree', 'HEAD', '--', ...SOURCES))];
  const known = kept(cache, key);
  if (known !== undefined) {
    // Copied, since a build finds the packages that it needs above itself.
    cpSync(known, join(theirs, BUILT), { recursive: true });
    return;
  }
  step('builds the library as it was');
  const { status } = await run(['npm', 'run', '--silent', 'build'], { folder: theirs, env: withoutHooks(), signal });
  if (status !== 0) throw new UserError([`its library cannot be built: npm run build ended with ${status}`]);
  keep(cache, key, (folder) => cpSync(join(theirs, BUILT), folder, { recursive: true }));
}

/** Also what is not committed makes a difference. */
function isAsOurs(ours: string, theirs: string): boolean {
  const commit = git(theirs, 'rev-parse', 'HEAD');
  const isChanged = tryGit(ours, 'diff', '--quiet', commit, '--', ...SOURCES).status !== 0;
  return !isChanged && git(ours, 'ls-files', '--others', '--exclude-standard', '--', ...SOURCES) === '';
}
