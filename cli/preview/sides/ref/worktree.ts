import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Commit } from './commit';
import { git, tryGit } from './git';

/** A commit that is checked out, for as long as an action takes. */
export interface Worktree {
  /** Its files. */
  readonly tree: string;
  /** A folder for whatever else the action writes, which goes with it. */
  readonly scratch: string;
  /** Ends what the action has started, when the command is interrupted. */
  readonly signal: AbortSignal;
}

/** The scratch folder says which process it is of, so that the next one knows what a killed one left. */
const SCRATCH = /^dwcp-preview-(\d+)-/;
const TREE = 'tree';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * What an action makes of a commit that is checked out in a folder of its own.
 *
 * The folder is gone when it ends, however it ends, a signal included; what a process that was killed left goes first.
 */
export async function inWorktree<T>(
  { id, repository }: Commit,
  action: (worktree: Worktree) => Promise<T>,
): Promise<T> {
  removeAbandoned(repository);
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), `dwcp-preview-${process.pid}-`)));
  const started = new AbortController();
  const interrupted = (signal: NodeJS.Signals) => {
    started.abort();
    end();
    process.kill(process.pid, signal);
  };
  const end = () => {
    for (const signal of SIGNALS) process.removeListener(signal, interrupted);
    remove(repository, scratch);
  };
  for (const signal of SIGNALS) process.on(signal, interrupted);
  try {
    const tree = join(scratch, TREE);
    git(repository, 'worktree', 'add', '--quiet', '--detach', tree, id);
    return await action({ tree, scratch, signal: started.signal });
  } finally {
    end();
  }
}

function removeAbandoned(repository: string): void {
  const all = tryGit(repository, 'worktree', 'list', '--porcelain').stdout;
  for (const [, tree = ''] of all.matchAll(/^worktree (.+)$/gm)) {
    const scratch = dirname(tree);
    const [, pid] = SCRATCH.exec(basename(scratch)) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) remove(repository, scratch);
  }
}

function remove(repository: string, scratch: string): void {
  // Twice forced: git locks one that it has not made whole.
  tryGit(repository, 'worktree', 'remove', '--force', '--force', join(scratch, TREE));
  // What was just interrupted may still write.
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // That of somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
