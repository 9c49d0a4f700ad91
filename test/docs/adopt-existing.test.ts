import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dwcp } from '../cli/connections/support';
import { ROOT } from '../support/reference';

const guide = readFileSync(join(ROOT, 'docs', 'guides', 'adopt-existing.md'), 'utf8');
const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text!.trimEnd());

const [look, begin, again, excused, ci, shrink] = blocks('sh') as [string, string, string, string, string, string];
const [exemptions] = blocks('yaml') as [string];

const workload = (name: string, image: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: '${image}' }] }
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-adopt-'));
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, 'manifests'));
  write('manifests/web.yaml', workload('web', 'web:1'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const findings = () => (JSON.parse(read('dwcp-baseline.json')) as { readonly findings: readonly object[] }).findings;

/** Runs a line of the guide as it stands there. */
function run(line: string) {
  const [npx, program, ...args] = line.split(' ');
  expect([npx, program]).toEqual(['npx', 'dwcp']);
  return dwcp(args, { cwd: folder });
}

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('the steps of the guide do what it says, in their order', () => {
  expect(run(look)).toMatchObject({ status: 1, stdout: expect.stringContaining('fail image-by-digest: ') });

  expect(run(begin).status).toBe(0);
  const first = findings().length;
  expect(run(again)).toMatchObject({ status: 0, stderr: '' });

  write('dwcp-exemptions.yaml', exemptions.replace('YYYY-MM-DD', day(30)));
  const shown = run(excused);
  expect(shown.stdout).toContain('exempt image-by-digest: apps/v1/Deployment shop/web');
  expect(shown.status).toBe(0);

  const passing = run(ci);
  expect(passing).toMatchObject({ status: 0, stdout: '' });
  expect(read('check.xml')).toContain(' failures="0" ');

  write('manifests/worker.yaml', workload('worker', 'worker:1'));
  const failing = run(ci);
  expect(failing.status).toBe(1);
  expect(failing.stdout).toContain('::error file=manifests/worker.yaml,');
  expect(failing.stdout).not.toContain('web.yaml');
  rmSync(join(folder, 'manifests/worker.yaml'));

  expect(run(shrink).status).toBe(0);
  expect(findings()).toHaveLength(first - 1);
  expect(run(excused).status).toBe(0);
}, 60_000);

test('an exemption that is over, or for nothing that is there, fails', () => {
  run(begin);
  write('dwcp-exemptions.yaml', exemptions.replace('YYYY-MM-DD', day(-1)));
  expect(run(excused)).toMatchObject({ status: 1, stdout: expect.stringContaining('exemptions-in-force') });
  write('dwcp-exemptions.yaml', exemptions.replace('YYYY-MM-DD', day(30)).replace('shop/web', 'shop/nobody'));
  expect(run(excused)).toMatchObject({ status: 1, stdout: expect.stringContaining('exemptions-in-force') });
}, 60_000);

test.each([
  ['is not there', undefined, 'is not there; mend the path'],
  ['is a map', 'rule: image-by-digest', 'is no list of exemptions; write each with rule,'],
  ['is of texts', '- image-by-digest', 'is no list of exemptions; write each with rule,'],
])('a file of exemptions that %s is an error', (_, text, says) => {
  rmSync(join(folder, 'dwcp-exemptions.yaml'), { force: true });
  if (text !== undefined) write('dwcp-exemptions.yaml', text);
  const { status, stderr } = run(`${look} --exemptions dwcp-exemptions.yaml`);
  expect([status, stderr]).toEqual([2, expect.stringContaining(`--exemptions dwcp-exemptions.yaml: ${says}`)]);
});
