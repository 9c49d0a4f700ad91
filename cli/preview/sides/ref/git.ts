import { spawnSync } from 'node:child_process';
import { UserError } from '../../../../constructs/invalid';

/** How git ended, and what it printed. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** By which git tells its hooks where it runs: whoever calls the command from a hook means the folder all the same. */
const OF_HOOKS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'];

/** The hooks of whoever wrote the repository are for people who work in it, and its large files are no part of a platform. */
const QUIETLY = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'];
const SMALL = { GIT_LFS_SKIP_SMUDGE: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };

const MEBIBYTES = 64;

/** Runs git in a folder, and says how it ended. */
export function tryGit(directory: string, ...args: readonly string[]): Ended {
  const ended = spawnSync('git', [...QUIETLY, ...args], {
    cwd: directory,
    encoding: 'utf8',
    env: withoutHooks(),
    maxBuffer: MEBIBYTES * 2 ** 20,
  });
  if ((ended.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    throw new UserError(['git: is not installed; install it, or pass the file of a plan to --against']);
  }
  return ended;
}

/** What git prints in a folder, which it has to succeed in. */
export function git(directory: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = tryGit(directory, ...args);
  if (status === 0) return stdout.trimEnd();
  const said = stderr.trim().replace(/^(fatal|error): /gm, '');
  throw new UserError([`git ${args[0]}: ${said.replace(/\s*\n\s*/g, ', ')}; mend what it says`]);
}

/** The environment of whatever runs in a worktree. */
export function withoutHooks(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, ...SMALL };
  for (const name of OF_HOOKS) delete env[name];
  return env;
}
