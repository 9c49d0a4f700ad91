import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { eventually } from '../support/eventually';
import { WORLDS_VARIABLE } from '../support/world';
import { record, startOf, stop } from './pids';

/** Where a server keeps its files: in a folder of its own name in the run's folder. */
export interface Place {
  /** The run's folder, where its processes are written down. */
  readonly runDir: string;
  readonly name: string;
}

export interface Launch extends Place {
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  /** Whether it answers; a question that throws is a no. */
  readonly ready: () => Promise<boolean>;
  /** Variables besides PATH and HOME: nothing else of this process's environment reaches a server. */
  readonly env?: Readonly<Record<string, string>>;
  /** @default - the user of this process */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** @default 'SIGTERM' - what most servers take as a request to end */
  readonly stopSignal?: NodeJS.Signals;
  /** @default 120000 - a loaded machine with two cores starts an API server in 20 s */
  readonly timeoutMs?: number;
}

export interface Running {
  readonly pid: number;
  readonly logFile: string;
  stop(): Promise<void>;
}

/**
 * Starts a server in a session of its own and waits until it answers.
 *
 * Because the session is its own, Ctrl-C in a terminal does not reach it before its clients; `stopAll` does.
 */
export async function launch(options: Launch): Promise<Running> {
  const { name, command, args, runDir, logFile, stopSignal = 'SIGTERM' } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(command, args, {
    cwd: runDir,
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env['PATH'], HOME: runDir, ...options.env },
    ...options.user,
  });
  closeSync(log);
  child.unref();

  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `ended with ${signal ?? `status ${code}`}`));

  const pid = child.pid ?? 0;
  const started = { name, pid, startedAt: startOf(pid) ?? 'already ended', stopSignal };
  if (pid !== 0) for (const folder of foldersOf(runDir)) record(folder, started);
  try {
    await eventually(async () => ended !== undefined || (pid !== 0 && (await options.ready().catch(() => false))), {
      what: `${name} ready`,
      timeoutMs: options.timeoutMs ?? 120_000,
    });
    if (ended !== undefined) throw new Error(`${name} ${ended} before it was ready`);
  } catch (error) {
    if (pid !== 0) await stop(started);
    throw new Error(`${(error as Error).message}; the end of ${logFile}:\n${tail(logFile)}`);
  }
  return { pid, logFile, stop: () => stop(started) };
}

/** Also the folder of `run.ts`, which then stops a test's own servers when that test is killed. */
function foldersOf(runDir: string): ReadonlySet<string> {
  const worlds = process.env[WORLDS_VARIABLE];
  return new Set(worlds === undefined ? [runDir] : [runDir, dirname(worlds)]);
}

function tail(logFile: string): string {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-30).join('\n');
}
