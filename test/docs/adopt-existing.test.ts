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

test('the guide has every option and every format of the command, and no other', () => {
  const help = dwcp(['check', '--help']).stdout.split('\nExamples:')[0]!;
  const optionsIn = (text: string) => [...new Set(text.match(/--[a-z][a-z-]+/g))].sort();
  const [table = ''] = /^\| option.*?\n\n/ms.exec(guide) ?? [];
  const listed = table.split('\n').map((row) => row.split('|')[1] ?? '');
  const own = help.split('\n').flatMap((line) => /^ {2}(?:-\w, )?(--[a-z-]+)/.exec(line)?.[1] ?? []);
  expect(optionsIn(listed.join('\n'))).toEqual(own.filter((option) => option !== '--help').sort());
  const words = [.../^ {2}--format.*$/m.exec(help)![0].matchAll(/"([a-z]+)"/g)].map(([, word]) => word!);
  expect(words.length).toBeGreaterThan(5);
  for (const format of words) expect(table).toContain(`\`${format}\``);
});

test('a namespace that is assumed is judged by the labels that are said, and manifests are where they are put', () => {
  write('pod.yaml', workload('web', 'web:1').replace(', namespace: shop', ''));
  const by = (rule: string, ...more: readonly string[]) =>
    dwcp(['check', 'pod.yaml', '--rule', rule, '--namespace', 'shop', ...more], { cwd: folder }).stdout;
  expect(by('image-by-digest')).toContain('Deployment shop/web: ');
  const assumed = (labels: string) => by('namespaces-enforce-restricted', '--assume-namespace', `shop${labels}`);
  expect(assumed(',pod-security.kubernetes.io/enforce=restricted')).toBe('  1 passed (1 rules)\n');
  expect(assumed('')).toContain('fail namespaces-enforce-restricted: Namespace shop: ');
});

test('what is for manifests is refused elsewhere', () => {
  const { status, stderr } = dwcp(['check', 'production', '--namespace', 'a', '--assume-namespace', 'b']);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      '--namespace a: is for manifests; an environment names its own\n' +
      '--assume-namespace b: is for manifests; an environment declares its own\n',
  });
});
