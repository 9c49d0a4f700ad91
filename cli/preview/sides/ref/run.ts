import { spawn } from 'node:child_process';
import { UserError } from '../../../../constructs/invalid';
import type { CommandLine } from './manager';

export interface RunOptions {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** A file that standard output goes to. @default - nowhere */
  readonly output?: number;
}

/** How a program ended, what it said of errors, and what it told beside that through its fourth file. */
export interface Ran {
  readonly status: number | null;
  readonly stderr: string;
  readonly told: string;
}

/** More than anybody reads; a program that says more goes on unheard. */
const HEARD = 2 ** 20;

/** Runs a program of a worktree to its end. */
export function run([program, ...args]: CommandLine, { folder, env, signal, output }: RunOptions): Promise<Ran> {
  const child = spawn(program, args, {
    cwd: folder,
    env,
    signal,
    stdio: ['ignore', output ?? 'ignore', 'pipe', 'pipe'],
  });
  const heard = [child.stderr, child.stdio[3]].map((stream) => {
    const all = { text: '' };
    stream?.on('data', (chunk: Buffer) => {
      if (all.text.length < HEARD) all.text += chunk.toString();
    });
    return all;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (status) => resolve({ status, stderr: heard[0]!.text, told: heard[1]!.text }));
    child.on('error', (error: NodeJS.ErrnoException) => {
      const isMissing = error.code === 'ENOENT';
      reject(isMissing ? new UserError([`${program}: is not installed, and the ref needs it; install it`]) : error);
    });
  });
}
