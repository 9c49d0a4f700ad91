import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Manifest } from '../../constructs';
import { cluster } from './cluster';
import { held } from './limit';
import { REPORTER, type Usage, usageIn } from './usage';

const ROOT = join(__dirname, '..', '..');
const MAIN = join(ROOT, 'bin', 'cli', 'main.js');
const NAMESPACES = 100;
const RUNS = 3;

/** Workloads, five objects each, and what `dwcp connections` may take for a folder of them. */
const SIZES: readonly { readonly workloads: number; readonly seconds: number; readonly mebibytes: number }[] = [
  { workloads: 200, seconds: 0.45, mebibytes: 1024 },
  { workloads: 1_000, seconds: 1.1, mebibytes: 1024 },
  { workloads: 10_000, seconds: 9, mebibytes: 1024 },
];

/** How a check ends that finds something wrong, as rules about availability do here. */
const FAILED = 1;

/** Every document of every file by the same parser, and nothing else: what any tool has to do. */
const NAIVE = `
const { readdirSync, readFileSync } = require('node:fs');
const { loadAll } = require('js-yaml');
const folder = process.argv[1];
for (const file of readdirSync(folder, { recursive: true })) {
  if (file.endsWith('.yaml')) loadAll(readFileSync(folder + '/' + file, 'utf8'));
}`;

/**
 * CPU and memory of `dwcp connections` on folders of YAML, from its start to its end, beside a naive parse in the same
 * run, and by how much they grow with what is read; and CPU of `dwcp check`, which has no limit.
 */
export function manifests(): void {
  const start = least(() => run([MAIN, '--help'])).seconds;
  console.log(`the command alone, with nothing to read: ${start.toFixed(2)} s`);
  const each: number[] = [];
  console.log(
    'workloads  objects   CPU       limit            memory    limit              naive parse   check     × naive',
  );
  for (const { workloads, seconds, mebibytes } of SIZES) {
    const folder = mkdtempSync(join(tmpdir(), 'dwcp-bench-'));
    try {
      const objects = written(workloads, folder);
      const naive = least(() => run(['-e', NAIVE, folder]));
      const told = least(() => run([MAIN, 'connections', folder, '--pod-cidr', '10.244.0.0/16']));
      const judged = least(() => run([MAIN, 'check', folder], FAILED));
      each.push((told.seconds - start) / workloads);
      console.log(
        [
          `${workloads}`.padEnd(9),
          `${objects}`.padEnd(8),
          `${told.seconds.toFixed(2)} s`.padEnd(8),
          held(told.seconds, seconds, (value) => `${value.toFixed(2)} s`).padEnd(15),
          `${told.mebibytes.toFixed(0)} MiB`.padEnd(8),
          held(told.mebibytes, mebibytes, (value) => `${value} MiB`).padEnd(17),
          `${naive.seconds.toFixed(2)} s`.padEnd(12),
          `${judged.seconds.toFixed(2)} s`.padEnd(8),
          (told.seconds / naive.seconds).toFixed(1),
        ].join('  '),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const [few = 0, many = 0] = [each.at(0), each.at(-1)];
  console.log(`a workload: ${(1000 * few).toFixed(2)} ms among fewest, ${(1000 * many).toFixed(2)} ms among most`);
}

/** Writes a file for each workload, in a folder for each namespace. */
function written(workloads: number, folder: string): number {
  const files = new Map<string, Manifest[]>();
  const { objects } = cluster(workloads, NAMESPACES);
  const all = objects.flatMap(({ object }) => [object, ...(object.kind === 'Deployment' ? beside(object) : [])]);
  for (const object of all) {
    const { namespace = object.metadata.name, name } = object.metadata;
    const file = join(folder, namespace, `${name}.yaml`);
    files.set(file, [...(files.get(file) ?? []), object]);
  }
  for (const [file, documents] of files) {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, documents.map((one) => stringify(one, { aliasDuplicateObjects: false })).join('---\n'));
  }
  return all.length;
}

/** What a workload has besides what decides who may reach it. */
function beside({ metadata }: Manifest): readonly Manifest[] {
  const ports = [{ name: 'http', port: 80, targetPort: 'http' }];
  return [
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: metadata.name }, ports } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
  ];
}

/** The least of several runs, which other work on the machine disturbs least. */
function least(action: () => Usage): Usage {
  const all = Array.from({ length: RUNS }, action);
  return all.reduce((best, one) => (one.seconds < best.seconds ? one : best));
}

function run(args: readonly string[], expected = 0): Usage {
  const { status, output, stderr } = spawnSync(process.execPath, [...REPORTER, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  if (status !== expected) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return usageIn(output[3]!);
}
