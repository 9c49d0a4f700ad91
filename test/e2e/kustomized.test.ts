import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dwcp, write } from '../cli/connections/support';
import { binaryOf } from './servers/build';

/** The real kubectl alone, which has Kustomize in it. */
const KUBECTL = dirname(binaryOf('kubectl'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-kustomized-'));
  write(folder, {
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'base/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: main, image: 'web:1' }] }
`,
    'live/kustomization.yaml':
      'resources: [../base]\nnamespace: shop\nnamePrefix: live-\nimages: [{ name: web, newTag: "7" }]\n',
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: readonly string[]) => dwcp(args, { cwd: folder, path: KUBECTL });
const ofImages = ['--rule', 'image-by-digest'];

test('a folder that Kustomize changes is judged as kubectl renders it', () => {
  const { status, stdout, stderr } = run('check', 'live', ...ofImages, '--strict');
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toContain("Deployment shop/live-web: container 'main' runs 'web:7', which can change");
  const { verdicts } = JSON.parse(run('check', 'live', ...ofImages, '--json').stdout) as Answer;
  expect(verdicts.map(({ path }) => path)).toEqual([expect.stringMatching(/^kustomize build live:\d+$/)]);
});

test('it is asked who can connect, too', () => {
  const { stdout } = run('connections', 'live', '--format', 'lines');
  expect(stdout).toContain('any other pod → shop/live-web every TCP port');
});

test('what Kustomize refuses is refused in its words', () => {
  write(folder, { 'live/kustomization.yaml': 'resources: [missing.yaml]\nnamePrefix: live-\n' });
  const { status, stdout, stderr } = run('check', 'live');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(
    /^live\/kustomization\.yaml: kubectl kustomize fails: accumulating resources: .*no such file or directory; mend it, or render it and pass the result\n$/,
  );
});

test('of several below a folder nobody has said which, and each is named', () => {
  const { stderr } = run('check', '.', ...ofImages);
  expect(stderr).toContain('live/kustomization.yaml: changes what it lists (');
  expect(stderr).toContain('; render it and pass the result: kustomize build live');
});

interface Answer {
  readonly verdicts: readonly { readonly path: string }[];
}
