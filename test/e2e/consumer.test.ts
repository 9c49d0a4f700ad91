import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './servers/command';

const ROOT = join(__dirname, '..', '..');

let project: string;
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'dwcp-consumer-'));
  cpSync(join(ROOT, 'examples', 'orders'), project, { recursive: true });
  const packed = JSON.parse(
    await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], { cwd: ROOT }),
  ) as { filename: string }[];
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, '@dwcp', 'baseline'), { recursive: true });
  await run('tar', [
    '-xzf',
    join(project, packed[0]!.filename),
    '--strip-components=1',
    '-C',
    join(modules, '@dwcp', 'baseline'),
  ]);
  // What the consumer would install itself: the peers, and what the package depends on.
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('the packed package compiles, declares and judges in another repository, beside cdk8s-plus', async () => {
  await run(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', project], {
    cwd: project,
  });
  const printed = (await run(process.execPath, [join(project, 'bin', 'check.js')], { cwd: project })).split('\n');
  expect(printed[0]).toMatch(/^\d+ resources, \d+ edges$/);
  const faults = printed.slice(1).filter((line) => line !== '');
  expect(faults).toContain(
    "Deployment orders/legacy: container 'main' runs 'registry.example.com/legacy:1', which can change " +
      '(spec.template.spec.containers[0].image); name the image by its digest, as in registry/name@sha256:…',
  );
  // What is ours is in order; the rules find fault with the older workload only.
  expect(faults.filter((line) => !line.startsWith('Deployment orders/legacy:'))).toEqual([]);
});

test('the command of the packed package says what it can do', async () => {
  const main = join(project, 'node_modules', '@dwcp', 'baseline', 'bin', 'cli', 'main.js');
  expect(await run(process.execPath, [main, '--help'], { cwd: project })).toMatch(/^Usage: dwcp/);
});
