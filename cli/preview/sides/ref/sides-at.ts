import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../../../constructs/invalid';
import { type PlatformFile, type PlatformOptions, tryLocatePlatform } from '../../../platform/locate';
import { type Beside, putBeside } from '../../../platform/resolved/beside';
import { stackFolder } from '../../../platform/stack-folder';
import { type Step, withProgress } from '../../../terminal/progress';
import type { Side } from '../../comparison';
import { sidesIn } from '../plan-file';
import type { Commit } from './commit';
import { evaluate, type Place } from './evaluate';
import { isLibrary, provideBuild } from './own-library';
import { providePackages } from './packages';
import { ANOTHER_TIME, assertSteady, NOW } from './steady';
import type { Wanted } from './task';
import { isWithin, type Trees } from './trees';
import { inWorktree, type Worktree } from './worktree';

/**
 * Environments as they are at a commit, evaluated in a clean worktree of it with the packages that it names. One that it
 * does not have is left out.
 *
 * @throws UserError when its platform cannot be evaluated.
 */
export function sidesAt(commit: Commit, wanted: Wanted, options: RefOptions): Promise<readonly Side[]> {
  return withProgress(commit.called, (step) => {
    step('is checked out');
    return inWorktree(commit, (worktree) => evaluated(worktree, wanted, { commit, options, step }));
  });
}

/** How a platform is found at a commit, and what its configuration has beside the stack files of it. */
export interface RefOptions extends PlatformOptions {
  /** @default - all is in stack files */
  readonly beside?: Beside;
}

interface Asked {
  readonly commit: Commit;
  readonly options: RefOptions;
  readonly step: Step;
}

/** What is wrong with a ref is said of the ref: its worktree is gone when somebody reads it. */
async function evaluated(worktree: Worktree, wanted: Wanted, asked: Asked): Promise<readonly Side[]> {
  try {
    return await evaluatedIn(worktree, wanted, asked);
  } catch (error) {
    if (!UserError.isUserError(error)) throw error;
    const problems = error.problems.map((problem) => problem.replace(pathsIn(worktree), ''));
    const all = [...problems, 'cannot be compared with as it is; name another ref, or mend it'];
    throw new UserError(all.map((problem) => `${asked.commit.called}: ${problem}`));
  }
}

/** Paths that begin above the files of a worktree, whole ones and those from where the command runs. */
function pathsIn({ tree }: Worktree): RegExp {
  const own = tree.split(sep).slice(-2).join('[\\\\/]');
  return new RegExp(`[^\\s'"(]*${own}[\\\\/]`, 'g');
}

async function evaluatedIn(
  worktree: Worktree,
  wanted: Wanted,
  { commit, options, step }: Asked,
): Promise<readonly Side[]> {
  const { tree, signal } = worktree;
  const trees = { ours: realpathSync(commit.repository), theirs: tree };
  const there = optionsIn(trees, options);
  const file = platformIn(there);
  // Nobody named a platform yet, or not here.
  if (file === undefined || !isWithin(tree, file.path)) return [];
  await providePackages(file.root, trees, { step, signal });
  if (isLibrary(file.root)) await provideBuild(trees, { step, signal });
  if (options.beside) putBeside(stackFolder(there, file), options.beside);
  step('is evaluated');
  const place: Place = { ...worktree, options: there, platform: file.path };
  const sidesWhen = async (clockShift: number) => {
    const { printed, reads } = await evaluate(wanted, place, clockShift);
    return { sides: printed.flatMap((value) => sidesIn(value, commit.called)), reads };
  };
  const { sides, reads } = await sidesWhen(NOW);
  if (reads.length > 0) assertSteady(sides, (await sidesWhen(ANOTHER_TIME)).sides, reads);
  return sides;
}

/** The same options in the other tree, from the nearest folder that was there. */
function optionsIn(trees: Trees, { directory, platform }: PlatformOptions): PlatformOptions {
  const here = realpathSync(directory);
  let folder = counterpart(here, trees);
  while (!existsSync(folder)) folder = dirname(folder);
  return { directory: folder, platform: platform && counterpart(resolve(here, platform), trees) };
}

function counterpart(path: string, { ours, theirs }: Trees): string {
  return isWithin(ours, path) ? join(theirs, relative(ours, path)) : path;
}

function platformIn(options: PlatformOptions): PlatformFile | undefined {
  if (options.platform !== undefined && !existsSync(options.platform)) return undefined;
  return tryLocatePlatform(options);
}
