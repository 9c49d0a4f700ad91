import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** How long a test may take, which by itself takes a second or two. */
const PATIENCE_MS = 600_000;

/** A mistake that somebody could make: one place of one file, written otherwise. */
export interface Mutant {
  /** What would be wrong with what is rendered, checked or deployed. */
  readonly name: string;
  /** The file, from the root of the repository. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Tests of which one has to notice. */
  readonly noticedBy: readonly string[];
}

/** The tests that fail, by their names, when the mistake is made; none when nobody notices. */
export function failuresWith(mutant: Mutant): readonly string[] {
  const file = join(ROOT, mutant.file);
  const places = readFileSync(file, 'utf8').split(mutant.from).length - 1;
  if (places !== 1) throw new Error(`'${mutant.from}' is ${places} times in ${mutant.file}, not once`);
  return failuresOf(mutant.noticedBy, { file, from: mutant.from, to: mutant.to });
}

/** The tests of some files that fail, with a place of a source changed or with none. */
export function failuresOf(tests: readonly string[], change: object = {}): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'dwcp-mutant-'));
  try {
    const report = join(folder, 'report.json');
    const { stderr } = spawnSync(
      process.execPath,
      [
        require.resolve('jest/bin/jest'),
        ...['--config', join(__dirname, 'unit.config.js'), '--maxWorkers', '1', '--ci'],
        // On a machine with something else to do, a test that takes its time notices nothing.
        ...['--testTimeout', String(PATIENCE_MS)],
        ...['--json', '--outputFile', report, '--runTestsByPath', ...tests],
      ],
      { cwd: ROOT, encoding: 'utf8', env: { ...process.env, DWCP_MUTANT: JSON.stringify(change) } },
    );
    return failuresIn(read(report, stderr));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Report {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function read(report: string, stderr: string): Report {
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as Report;
  } catch {
    throw new Error(`jest did not run:\n${stderr.slice(-2000)}`);
  }
}

function failuresIn({ testResults }: Report): readonly string[] {
  return testResults.flatMap(({ name, message, status, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    // A file that could not even be loaded notices nothing: the mutant is no mistake that anybody could make.
    if (failed.length === 0 && status === 'failed') {
      throw new Error(`${relative(ROOT, name)} did not run:\n${message.slice(0, 2000)}`);
    }
    return failed.map(({ fullName }) => fullName);
  });
}
