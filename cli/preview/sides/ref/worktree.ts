import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Commit } from './commit';
import { git, tryGit } from './git';
import { inScratch, isAbandoned, type Scratch } from './scratch';

/** A commit that is checked out, for as long as an action takes. */
export interface Worktree extends Scratch {
  /** Its files. */
  readonly tree: string;
}

const TREE = 'tree';

/** What an action makes of a commit in a worktree, which is gone when it ends; what a killed process left goes first. */
export function inWorktree<T>({ id, repository }: Commit, action: (worktree: Worktree) => Promise<T>): Promise<T> {
  removeAbandoned(repository);
  return inScratch(
    async (scratch) => {
      const tree = join(scratch.scratch, TREE);
      git(repository, 'worktree', 'add', '--quiet', '--detach', tree, id);
      return action({ ...scratch, tree });
    },
    (scratch) => leave(repository, join(scratch, TREE)),
  );
}

function removeAbandoned(repository: string): void {
  const all = tryGit(repository, 'worktree', 'list', '--porcelain').stdout;
  for (const [, tree = ''] of all.matchAll(/^worktree (.+)$/gm)) {
    const scratch = dirname(tree);
    if (!isAbandoned(basename(scratch))) continue;
    leave(repository, tree);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Twice forced: git locks one that it has not made whole. */
function leave(repository: string, tree: string): void {
  tryGit(repository, 'worktree', 'remove', '--force', '--force', tree);
}
