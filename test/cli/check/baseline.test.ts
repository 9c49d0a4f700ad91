import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { only } from '../../../cli/check/only';
import type { Resource } from '../../../constructs/plan/resource';
import { judge, rules } from '../../../policies/index';
import { dwcp } from '../connections/support';

const pod = (name: string, image: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec: { containers: [{ name: main, image: ${image} }] }
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-baseline-'));
  mkdirSync(join(folder, '.git'));
  write('api.yaml', pod('api', 'api:1'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const check = (...args: readonly string[]) => dwcp(['check', '.', ...args], { cwd: folder });

/** Beside the manifests, not among them. */
const BASELINE = '.baseline.json';

describe('a baseline', () => {
  test('fails on nothing that it has, and on all that is new', () => {
    expect(check().status).toBe(1);
    const written = check('--write-baseline', BASELINE);
    expect([written.status, written.stdout]).toEqual([0, '']);
    expect(written.stderr).toMatch(/^\.baseline\.json: \d+ findings; dwcp check --baseline/);
    const again = check('--baseline', BASELINE);
    expect(again.status).toBe(0);
    expect(again.stdout).toMatch(/ {2}\d+ more are known, by the baseline\n$/);
    expect(again.stdout).not.toContain('fail ');

    write('worker.yaml', pod('worker', 'worker:1'));
    const more = check('--baseline', BASELINE);
    expect(more.status).toBe(1);
    expect(more.stdout).toContain('fail image-by-digest: Pod shop/worker: ');
    expect(more.stdout).not.toContain('shop/api');
  });

  test('knows a finding again wherever it stands, and not where the problem is another one', () => {
    check('--write-baseline', BASELINE);
    write('api.yaml', `# moved\n\n${pod('api', 'api:1')}`);
    expect(check('--baseline', BASELINE).status).toBe(0);
    write('api.yaml', pod('api', 'other:2'));
    const { status, stdout } = check('--baseline', BASELINE, '--json');
    expect(status).toBe(1);
    const { verdicts, known } = JSON.parse(stdout) as {
      readonly verdicts: readonly { rule: string; outcome: string }[];
      readonly known: number;
    };
    expect(known).toBeGreaterThan(0);
    expect(verdicts.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule)).toEqual(['image-by-digest']);
  });

  test('says what is found no more, unless only some rules are asked', () => {
    check('--write-baseline', BASELINE);
    write('api.yaml', pod('api', `registry.example.com/api@sha256:${'0'.repeat(64)}`));
    expect(check('--baseline', BASELINE).stderr).toBe(
      'note: 1 of .baseline.json are found no more; write it again: --write-baseline .baseline.json\n',
    );
    expect(check('--baseline', BASELINE, '--rule', 'run-as-non-root').stderr).toBe('');
  });

  test('has each finding with what it says, in an order that does not change', () => {
    check('--write-baseline', BASELINE);
    const first = readFileSync(join(folder, BASELINE), 'utf8');
    const { findings } = JSON.parse(first) as { readonly findings: readonly object[] };
    expect(findings).toContainEqual({
      rule: 'image-by-digest',
      resource: 'v1/Pod shop/api',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      says: expect.stringMatching(/^Pod shop\/api: /),
    });
    check('--write-baseline', BASELINE);
    expect(readFileSync(join(folder, BASELINE), 'utf8')).toBe(first);
  });

  test.each([
    ['is not there', undefined, 'is not there; write it first: dwcp check SOURCE --write-baseline .baseline.json'],
    ['is cut off', '{ "schema": 1, "find', 'is not what --write-baseline writes; write it again'],
    ['is of another version', '{ "schema": 2, "findings": [] }', 'is not what --write-baseline writes; write it again'],
  ])('that %s is an error, not an empty one', (_, text, says) => {
    if (text !== undefined) write(BASELINE, text);
    const { status, stderr } = check('--baseline', BASELINE);
    expect(status).toBe(2);
    expect(stderr).toContain(`--baseline .baseline.json: ${says}`);
  });

  test('is not written of a part of the rules', () => {
    const { status, stderr } = check('--write-baseline', BASELINE, '--rule', 'run-as-non-root');
    expect(status).toBe(2);
    expect(stderr).toContain("option '--write-baseline <file>' cannot be used with option '--rule <rule>'");
  });
});

describe('a part of the rules', () => {
  test('is told, and fails, by itself', () => {
    const { status, stdout } = check('--rule', 'image-by-digest');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^ {2}fail image-by-digest: [^\n]*\n {2}0 passed, 1 failed \(1 rules\)\n$/);
    expect(check('--level', 'advisory').status).toBe(0);
    expect(check('--level', 'mandatory').stdout).not.toContain('advisory');
  });

  test('hides nothing that no rule can judge', () => {
    const verdicts = judge([{ api: 'aws' } as unknown as Resource]);
    const kept = only({ level: 'advisory', rules: ['image-by-digest'] }, verdicts, rules);
    expect(kept.map(({ rule, outcome }) => [rule, outcome])).toEqual([['resources-readable', 'unknown']]);
  });

  test('has to be called as it is', () => {
    const { status, stderr } = check('--rule', 'image-by-digets', '--rule', 'nothing-at-all-like-this');
    expect([status, stderr]).toEqual([
      2,
      "no rule is called 'image-by-digets'; did you mean 'image-by-digest'?\nno rule is called 'nothing-at-all-like-this'; `dwcp rules` lists them\n",
    ]);
  });
});
