import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { Repository } from '../cli/platform/repository';
import { ROOT } from '../support/reference';

const guide = readFileSync(join(ROOT, 'docs', 'guides', 'tests.md'), 'utf8');
const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text!);

const [rules, connections] = blocks('ts') as [string, string];
const [configuration] = blocks('json') as [string];

const labels = (app: string) => ({ matchLabels: { app } });

function workload(kind: string, name: string, port: object) {
  const containers = [{ name, image: `registry.example.com/${name}@sha256:${'0'.repeat(64)}`, ports: [port] }];
  const template = { metadata: { labels: { app: name } }, spec: { containers } };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'shop' },
    spec: { selector: labels(name), template },
  };
}

function closed(name: string, ingress: readonly object[]) {
  return {
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' } },
    spec: { podSelector: labels(name), policyTypes: ['Ingress'], ingress },
  };
}

const MANIFESTS = [
  workload('Deployment', 'web', { name: 'http', containerPort: 8080 }),
  workload('Deployment', 'cron', { containerPort: 9090 }),
  workload('StatefulSet', 'db', { name: 'sql', containerPort: 5432 }),
  closed('db', [{ from: [{ podSelector: labels('web') }], ports: [{ port: 'sql' }] }]),
];

let repository: Repository;
beforeAll(() => {
  repository = new Repository({ 'package.json': '{ "private": true }' });
  for (const name of ['cdk8s', 'constructs', 'cdk8s-plus-28']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(repository.folder, 'node_modules', name));
  }
  for (const [index, example] of [rules, connections].entries()) {
    const { outputText } = ts.transpileModule(example, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
    repository.write({ [`example-${index}.test.js`]: outputText });
  }
});
afterAll(() => repository.remove());

/** Runs jest as the guide configures it, and lists the tests that fail. */
function failing(manifests: readonly object[]): readonly string[] {
  repository.write({ 'manifests/all.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }) });
  const config = { rootDir: repository.folder, transform: {}, ...(JSON.parse(configuration) as object) };
  const args = ['--config', JSON.stringify(config), '--json', '--runInBand'];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), ...args],
    {
      cwd: repository.folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NO_COLOR: '1' },
    },
  );
  if (stdout === '') throw new Error(stderr);
  const { testResults } = JSON.parse(stdout) as {
    readonly testResults: readonly { readonly assertionResults: readonly { title: string; status: string }[] }[];
  };
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(results).toHaveLength(3);
  return results.filter(({ status }) => status !== 'passed').map(({ title }) => title);
}

test('the examples of the guide pass on what they promise, and fail on what breaks it', () => {
  expect(failing(MANIFESTS)).toEqual([]);
  expect(failing([...MANIFESTS.slice(0, -1), closed('db', [{}])])).toEqual([
    'the shop calls its database, and nobody else does',
  ]);
  const [web, ...others] = JSON.parse(JSON.stringify(MANIFESTS).replace(/web@sha256:0+/, 'web:1')) as object[];
  expect(failing([web!, ...others])).toEqual(['so do the manifests, and they share no namespace of processes']);
}, 60_000);
