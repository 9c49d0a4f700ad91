import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { CONNECTIONS_JSON_SCHEMA } from '../../../cli/connections/schema';
import { dwcp, ROOT, SHOP } from './support';

const isAnswer = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(CONNECTIONS_JSON_SCHEMA);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
  writeFileSync(join(folder, 'expected.txt'), 'shop/web → shop/db 5432/TCP\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('is what the package carries; write it down with `npm run generate`', () => {
  const file = join(ROOT, 'cli', 'connections', 'connections.schema.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(CONNECTIONS_JSON_SCHEMA);
});

test.each([
  ['an environment, with what it declares', ['production']],
  ['manifests, with what is unknown', [SHOP]],
  ['one end', [SHOP, '--to', 'web']],
  ['two ends, with an answer for each port', [SHOP, '--from', 'web', '--to', 'api']],
  ['a Service', [SHOP, '--from', 'web', '--to', 'orders']],
  [
    'one port, and the edge that declares it',
    ['production', '--from', 'dwcp-worker', '--to', 'dwcp-redis', '--port', '6379'],
  ],
  ['a difference', ['diff', 'staging', 'production']],
  ['a difference of manifests', ['diff', SHOP, 'production']],
])('says all that is printed of %s', (_, args) => {
  const { stdout } = dwcp(['connections', ...args, '--json']);
  expect(isAnswer(JSON.parse(stdout)) || isAnswer.errors).toBe(true);
});

test('says all that --expect prints', () => {
  const { status, stdout } = dwcp(['connections', SHOP, '--expect', join(folder, 'expected.txt'), '--json']);
  expect({ status, isAnswer: isAnswer(JSON.parse(stdout)) }).toEqual({ status: 1, isAnswer: true });
});

test('says what could not be read', () => {
  const input = 'a: [\n---\n{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a}]}}\n';
  const answer: unknown = JSON.parse(dwcp(['connections', '-', '--json'], { input }).stdout);
  expect(answer).toHaveProperty('unread');
  expect(isAnswer(answer)).toBe(true);
});

test('refuses what is none of them', () => {
  expect(isAnswer({ schema: 1, source: 'x', connections: [] })).toBe(false);
  expect(isAnswer({ schema: 2, source: 'x', answers: [] })).toBe(false);
});
