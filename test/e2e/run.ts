import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fetchBackupPrograms } from './backup/programs';
import { NAMED_VARIABLE } from './faults/asked-for';
import { sweepGroups } from './live/cluster/control-groups';
import { buildServers, notBuilt } from './servers/build';
import { run } from './servers/command';
import { fetchCrds } from './servers/crds';
import { fetchEnvoy } from './servers/envoy';
import { fetchManifests } from './servers/manifests';
import { fetchOperators } from './servers/operators';
import { record, startOf, stopAll } from './servers/pids';
import { fetchPodSecurity } from './servers/pod-security';
import { buildBeside } from './setup/build-beside';
import { leftOut } from './setup/deadline';
import { needsOf } from './setup/needs';
import { missingPrerequisites } from './setup/prerequisites';
import { clearEndedRuns, makeRunFolder } from './setup/run-folder';
import { filesIn, jestFor, TURNS, type Turn } from './setup/turns';
import { startWorlds } from './setup/worlds';
import { pluginsHere } from './support/plugins';
import { WORLDS_VARIABLE, writeWorlds } from './support/world';

const log = (line: string) => console.error(`e2e: ${line}`);

/** Builds, fetches, starts, tests and tears down; the exit status is that of the tests. */
async function main(args: readonly string[]): Promise<number> {
  const started = Date.now();
  const missing = await missingPrerequisites();
  for (const problem of missing) log(problem);
  if (missing.length > 0) return 2;

  await clearEndedRuns(log);
  sweepGroups();
  process.env[NAMED_VARIABLE] = args.filter((argument) => !argument.startsWith('-')).join(' ');
  const jest = [require.resolve('jest/bin/jest'), '--config', join(__dirname, 'jest.config.js'), ...args];
  const files = await filesOf(jest);
  const needs = needsOf(files);
  const built = notBuilt(needs.servers).length > 0;
  await fetchCrds(log);
  await fetchManifests(log);
  await fetchOperators(log);
  await fetchPodSecurity(log);
  if (needs.envoy) await fetchEnvoy(log);
  if (needs.barman) await fetchBackupPrograms(log);

  const runDir = makeRunFolder();
  let status = 1;
  try {
    status = await Promise.race([testsIn(runDir, jest, files, built), interruption()]);
  } catch (error) {
    log((error as Error).message);
  } finally {
    await stopAll(runDir);
    if (status === 0) rmSync(runDir, { recursive: true, force: true });
    else log(`the logs are in ${runDir} until the next run`);
    log(`${Math.round((Date.now() - started) / 1000)} s in all`);
  }
  return status;
}

/** One turn after the other; servers of an earlier one would take what a later one needs. */
async function testsIn(
  runDir: string,
  jest: readonly string[],
  files: readonly string[],
  built: boolean,
): Promise<number> {
  log(`plugins: ${pluginsHere()}`);
  const turns = TURNS.filter((one) => filesIn(one, files).length > 0);
  await buildServers(log, needsOf(filesIn(turns[0]!, files)).servers);
  const later = buildBeside(needsOf(files).servers, log);
  process.once('exit', later.stop);
  let status = 0;
  for (const [index, turn] of turns.entries()) {
    if (index > 0) {
      await stopAll(runDir);
      rmSync(join(runDir, 'worlds'), { recursive: true, force: true });
    }
    const ready = async () => {
      if (index > 0) await later.ended;
      await buildServers(log, needsOf(filesIn(turn, files)).servers);
    };
    const why = leftOut(turn, built) ?? (await ready().then(() => leftOut(turn, built)));
    if (why !== undefined) {
      log(`left out: ${filesIn(turn, files).map(inShort).join(', ')}: ${why}`);
      continue;
    }
    // The first one has the report that is asked for, the others one beside it.
    const name = index === 0 ? '$1.json' : `$1-${turn.name}.json`;
    const told = jest.map((argument) => argument.replace(/^(--outputFile=.+)\.json$/, name));
    const began = Date.now();
    status = (await take(runDir, turn, told, filesIn(turn, files))) || status;
    log(`${turn.name}: ${Math.round((Date.now() - began) / 1000)} s`);
  }
  return status;
}

const inShort = (file: string) => basename(file, '.test.ts');

async function take(runDir: string, turn: Turn, jest: readonly string[], files: readonly string[]): Promise<number> {
  const workers = Math.min(files.length, turn.atOnce);
  const { world } = needsOf(files);
  const worlds = writeWorlds(runDir, world ? await startWorlds(runDir, workers, log) : []);
  const child = spawn(process.execPath, [...jest, `--maxWorkers=${workers}`], {
    stdio: 'inherit',
    env: {
      ...process.env,
      [WORLDS_VARIABLE]: worlds,
      DWCP_TURN: JSON.stringify(jestFor(turn)),
      DWCP_FIRST: JSON.stringify(turn.first),
    },
  });
  const pid = child.pid ?? 0;
  record(runDir, { name: 'jest', pid, startedAt: startOf(pid) ?? '', stopSignal: 'SIGTERM' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** The test files that jest would run. */
async function filesOf(jest: readonly string[]): Promise<readonly string[]> {
  const plain = jest.filter((argument) => argument !== '--json' && !argument.startsWith('--outputFile'));
  return (await run(process.execPath, [...plain, '--listTests'])).trim().split('\n');
}

/** Settles when the run is told to end, with the status that a shell would give it. */
function interruption(): Promise<number> {
  const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  return new Promise((resolve) => {
    for (const [signal, status] of Object.entries(signals)) process.once(signal, () => resolve(status));
  });
}

main(process.argv.slice(2)).then(
  // Not `process.exitCode`: after an interruption a server may still be on its way up, and would keep the process alive.
  (status) => process.exit(status),
  (error: unknown) => {
    log(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
