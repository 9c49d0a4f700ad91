import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from '../../../cli/rotate/judged';
import { type Rotating, rotatingIn } from '../../../cli/rotate/rotating';
import { ROTATE_JSON_SCHEMA } from '../../../cli/rotate/schema';
import { trailIn } from '../../../cli/rotate/trail';
import { ROOT, referencePlan } from '../../support/reference';

const DAY = 86_400_000;
const MADE = Date.parse('2026-01-01T00:00:00Z');
const path = 'live/shop/kv/data/stripe';
const stripe: Rotating = {
  asked: { kind: 'secret', path: 'live/shop/kv/metadata/stripe' },
  name: 'live/shop/kv/stripe',
  withinSeconds: 90 * 86_400,
  by: 'payments@example.com',
  madeAt: path,
};
const age = { made: MADE, next: MADE + 90 * DAY };

test('is in time to the very millisecond in which the next is due, and overdue after it', () => {
  expect(judge(stripe, age, age.next).finding).toEqual({
    status: 'ok',
    says: 'secret live/shop/kv/stripe is 90 days old, the next is due 2026-04-01T00:00:00Z, by payments@example.com',
  });
  expect(judge(stripe, age, age.next + 1).finding.status).toBe('deviates');
  expect(judge(stripe, age, age.next + 12 * DAY).finding).toEqual({
    status: 'deviates',
    says: 'secret live/shop/kv/stripe is 102 days old, and was to be followed by another by 2026-04-01T00:00:00Z, which is 12 days ago',
    remedy: 'have its owner write the next value: docs/guides/rotate.md',
  });
});

test('is not in order where there is none', () => {
  expect(judge(stripe, undefined, MADE).finding).toMatchObject({
    status: 'deviates',
    says: 'secret live/shop/kv/stripe is not there: nobody has one',
  });
});

test('is not in order where the audit was there and has nobody who had it made', () => {
  const of = (since: number, at?: number) =>
    judge(stripe, age, MADE + DAY, { since, traces: new Map(at === undefined ? [] : [[path, { at, by: 'ann' }]]) });
  expect(of(MADE - DAY, MADE + 20).finding.says).toMatch(/; made for ann, by the audit$/);
  expect(of(MADE - DAY).finding.says).toMatch(/ and the audit has nobody who had it made$/);
  // Somebody had the one before made.
  expect(of(MADE - 2 * DAY, MADE - DAY).finding.status).toBe('deviates');
  // It begins later.
  expect(of(MADE + 1).finding.status).toBe('ok');
});

describe('the trail in an audit', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dwcp-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const line = (operation: string, time: string, more: object = {}) =>
    JSON.stringify({ type: 'response', time, auth: { display_name: 'ann' }, request: { path, operation }, ...more });

  test('is of the last who had it made: not of who read it, asked for it or was refused', async () => {
    const file = join(folder, 'audit.log');
    const lines = [
      line('read', '2026-01-01T00:00:00Z'),
      line('update', '2026-01-02T00:00:00Z'),
      line('update', '2026-01-03T00:00:00Z', { error: 'permission denied' }),
      line('update', '2026-01-04T00:00:00Z', { type: 'request' }),
      line('read', '2026-01-05T00:00:00Z'),
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
    const { since, traces } = await trailIn(file, new Set([path]), 'audit.log');
    expect(since).toBe(MADE);
    expect([...traces]).toEqual([[path, { at: MADE + DAY, by: 'ann' }]]);
  });

  test('refuses what is no audit, and what is not there', async () => {
    const file = join(folder, 'other.log');
    writeFileSync(file, 'a line\n');
    await expect(trailIn(file, new Set(), 'other.log')).rejects.toThrow(/has a line that is no audit of Vault/);
    await expect(trailIn(join(folder, 'none'), new Set(), 'none')).rejects.toThrow(/--audit none: .*ENOENT/);
  });
});

test('of the reference platform, each login and certificate is asked for, and each authority once', () => {
  const kinds = rotatingIn(referencePlan('production')).map(({ asked, withinSeconds }) => [asked.kind, withinSeconds]);
  expect(kinds.filter(([kind]) => kind === 'authority')).toHaveLength(1);
  expect(kinds.filter(([kind]) => kind === 'login').length).toBeGreaterThan(0);
  expect(kinds).toContainEqual(['certificate', 20 * 86_400]);
  for (const [, seconds] of kinds) expect(seconds).not.toBeNaN();
});

test('the schema that is shipped is that of the code: npm run generate', () => {
  const file = readFileSync(join(ROOT, 'cli', 'rotate', 'rotate.schema.json'), 'utf8');
  expect(JSON.parse(file)).toEqual(ROTATE_JSON_SCHEMA);
});
