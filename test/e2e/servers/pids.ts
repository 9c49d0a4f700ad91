import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that this project started detached, written down so that any later process can end exactly that one. */
export interface StartedProcess {
  readonly name: string;
  readonly pid: number;
  /** Ticks since boot: a process id is used again, the pair of id and start is not. */
  readonly startedAt: string;
  readonly stopSignal: NodeJS.Signals;
}

const GRACE_MS = 15_000;

export function record(runDir: string, started: StartedProcess): void {
  appendFileSync(join(runDir, 'pids.jsonl'), `${JSON.stringify(started)}\n`);
}

/** Ends everything that was started for a run, the newest first: a client goes before the server it talks to. */
export async function stopAll(runDir: string): Promise<void> {
  let handled = 0;
  // Read again until nothing is new: an interrupted run may still be starting servers while it is torn down.
  for (let started = recorded(runDir); started.length > handled; started = recorded(runDir)) {
    const fresh = started.slice(handled).reverse();
    handled = started.length;
    for (const each of fresh) await stop(each);
  }
}

function recorded(runDir: string): readonly StartedProcess[] {
  const file = join(runDir, 'pids.jsonl');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as StartedProcess);
}

/** Asks the process to end, then ends whatever it has left behind. */
export async function stop({ pid, startedAt, stopSignal }: StartedProcess): Promise<void> {
  const current = startOf(pid);
  if (current !== undefined && current !== startedAt) return;
  signal(pid, stopSignal);
  const deadline = Date.now() + GRACE_MS;
  while (startOf(pid) === startedAt && Date.now() < deadline) await sleep(20);
  killSession(pid);
  while (startOf(pid) === startedAt) await sleep(20);
}

/**
 * Ends a process that was started detached, and everything that it started.
 *
 * By session, because a child may have a process group of its own, as the engine's language hosts do. The kernel gives
 * the number of a session to no new process while a member lives.
 */
export function killSession(leader: number): void {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  for (const pid of pids) if (statOf(pid)?.session === leader) signal(pid, 'SIGKILL');
}

/** When a living process started; undefined when there is none, or only its zombie. */
export function startOf(pid: number): string | undefined {
  return statOf(pid)?.startedAt;
}

function statOf(pid: number): { readonly session: number; readonly startedAt: string | undefined } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses, and may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : { session: Number(fields[3]), startedAt: fields[19] };
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
