import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { record, startOf, stopAll } from './servers/pids';
import { launch } from './servers/process';
import { eventually } from './support/eventually';

const runDir = mkdtempSync(join(tmpdir(), 'dwcp-processes-'));
afterAll(() => rmSync(runDir, { recursive: true }));

/** A server that is a shell script, ready once its log holds the word. */
function shell(name: string, script: string, word = 'ready') {
  const logFile = join(runDir, `${name}.log`);
  const ready = async () => readFileSync(logFile, 'utf8').includes(word);
  return launch({ name, runDir, logFile, command: '/bin/sh', args: ['-c', script], ready, timeoutMs: 2_000 });
}

test('a server that ends before it is ready is an error with the end of its log', async () => {
  await expect(shell('hasty', 'echo the port is taken; exit 3')).rejects.toThrow(
    /^hasty ended with status 3 before it was ready; the end of .*hasty\.log:\nthe port is taken$/,
  );
});

test('a server that never answers is stopped, and is an error with the end of its log', async () => {
  await expect(shell('mute', 'echo pid $$; exec sleep 60')).rejects.toThrow(
    /^mute ready: not within 2 s; .*\npid \d+$/s,
  );
  const pid = Number(/\d+/.exec(readFileSync(join(runDir, 'mute.log'), 'utf8')));
  expect(startOf(pid)).toBeUndefined();
});

test('a program that is not there is an error', async () => {
  const logFile = join(runDir, 'absent.log');
  const absent = { name: 'absent', runDir, logFile, command: '/nowhere/absent', args: [], ready: async () => true };
  await expect(launch(absent)).rejects.toThrow('absent spawn /nowhere/absent ENOENT before it was ready');
});

test('everything that was started is stopped, children in process groups of their own included', async () => {
  // `set -m` gives a background job its own process group.
  const { pid, logFile } = await shell('parent', 'set -m; sleep 60 & echo child $!; echo ready; wait');
  const child = Number(/child (\d+)/.exec(readFileSync(logFile, 'utf8'))![1]);
  expect([startOf(pid), startOf(child)]).not.toContain(undefined);
  await stopAll(runDir);
  await eventually(async () => startOf(child) === undefined, { what: 'child gone', timeoutMs: 1_000 });
  expect(startOf(pid)).toBeUndefined();
});

test('a process that has since got the id of one that was started is left alone', async () => {
  const other = await shell('other', 'echo ready; exec sleep 60');
  writeFileSync(join(runDir, 'pids.jsonl'), '');
  record(runDir, { name: 'gone', pid: other.pid, startedAt: '1', stopSignal: 'SIGTERM' });
  await stopAll(runDir);
  expect(startOf(other.pid)).toBeDefined();
  await other.stop();
  expect(startOf(other.pid)).toBeUndefined();
});
