import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type StartedProcess, startOf } from '../servers/pids';
import { eventually } from '../support/eventually';
import { sweepGroups } from './cluster/control-groups';

/** What is left of a machine whose run was killed in a way that nobody can act upon. */
export interface Leftovers {
  /** Programs that were started, and those of them that still run. */
  readonly started: readonly string[];
  readonly running: readonly string[];
  /** How many control groups the next run then removed. */
  readonly groups: number;
}

/** Starts a machine in a process of its own, and kills that. */
export async function killedRun(): Promise<Leftovers> {
  const runDir = mkdtempSync(join(tmpdir(), 'dwcp-live-'));
  const program = join(__dirname, 'programs', 'abandoned.ts');
  const child = spawn(process.execPath, ['--import', pathToFileURL(require.resolve('tsx')).href, program, runDir]);
  await once(child.stdout, 'data');
  const lines = readFileSync(join(runDir, 'pids.jsonl'), 'utf8').trim().split('\n');
  const started = lines
    .map((line) => JSON.parse(line) as StartedProcess)
    .filter(({ pid, startedAt }) => startOf(pid) === startedAt);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const running = () => started.filter(({ pid, startedAt }) => startOf(pid) === startedAt);
  // The kernel ends them one after the other.
  await eventually(async () => running().length === 0, { what: 'all ended', timeoutMs: 5_000 }).catch(() => undefined);
  const left = running().map(({ name }) => name);
  const groups = sweepGroups().filter((group) => group.includes('abandoned')).length;
  rmSync(runDir, { recursive: true });
  return { started: started.map(({ name }) => name), running: left, groups };
}
