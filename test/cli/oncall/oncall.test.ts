import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { type OnCallOptions, oncall } from '../../../cli/oncall/oncall';
import { reportOf } from '../../../cli/oncall/report';
import { rotationsIn } from '../../../cli/oncall/rotations';
import { ONCALL_JSON_SCHEMA } from '../../../cli/oncall/schema';
import { planEnvironment } from '../../../cli/platform/loaded';
import { definePlatform, OnCallRotation, SecureNamespace } from '../../../constructs';
import { environments } from '../../../stacks/environments';
import { posture } from '../../../stacks/environments/fields';
import { facts } from '../../../stacks/facts';
import { ROTATION } from '../../support/on-call';
import { REFERENCE, ROOT } from '../../support/reference';

const WEEKS = { ...ROTATION, weeks: 5 };

const WITH_ROTATION = {
  ...REFERENCE,
  platform: definePlatform({
    environments,
    posture,
    facts,
    declare: (environment) => {
      new OnCallRotation(new SecureNamespace(environment, 'shop'), 'on-call', WEEKS);
    },
  }),
};

const folder = mkdtempSync(join(tmpdir(), 'oncall-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a call writes, and how it ends. */
async function told(file: string, options: Partial<OnCallOptions>, platform = WITH_ROTATION) {
  const out = join(folder, file);
  const status = await oncall(platform, 'production', { directory: ROOT, weeks: 4, ...options, out: [out] });
  return { status, text: readFileSync(out, 'utf8') };
}

test('the weeks of a rotation are read from what its Alertmanager gets', () => {
  const made = new Map<string, OnCallRotation>();
  const platform = definePlatform({
    environments,
    posture,
    facts,
    declare: (environment) => {
      const namespace = new SecureNamespace(environment, 'shop');
      for (const [name, weeks] of [
        ['here', 3],
        ['there', 104],
      ] as const) {
        made.set(name, new OnCallRotation(namespace, name, { ...ROTATION, weeks, timeZone: 'Pacific/Auckland' }));
      }
    },
  });
  const plan = planEnvironment({ ...REFERENCE, platform }, 'production');
  expect(rotationsIn(plan)).toEqual([...made].map(([name, { shifts }]) => ({ namespace: 'shop', name, shifts })));
});

test('a week begins with its first moment, and is over with its last', () => {
  const week = (primary: string, from: string, to: string) => ({ primary, secondary: 'x', from, to });
  const [first, second] = [
    week('ana', '2027-03-15T08:00:00.000Z', '2027-03-22T08:00:00.000Z'),
    week('ben', '2027-03-22T08:00:00.000Z', '2027-03-29T07:00:00.000Z'),
  ];
  const rotation = { namespace: 'shop', name: 'on-call', shifts: [first, second] };
  const at = (time: string) => reportOf('production', [rotation], Date.parse(time), 1).rotations[0];
  expect(at('2027-03-15T07:59:59Z')).toEqual({ namespace: 'shop', rotation: 'on-call', next: [first] });
  expect(at('2027-03-15T08:00:00Z')).toMatchObject({ now: first, next: [second] });
  expect(at('2027-03-22T07:59:59Z')).toMatchObject({ now: first });
  expect(at('2027-03-22T08:00:00Z')).toMatchObject({ now: second, next: [] });
  expect(at('2027-03-29T07:00:00Z')).not.toHaveProperty('now');
});

test('tells whose week it is, the weeks after, and what there is to do', async () => {
  const { status, text } = await told('now.txt', { at: '2027-03-24', weeks: 1 });
  expect(status).toBe(0);
  expect(text.split('\n').slice(0, 6)).toEqual([
    'production at Wed 2027-03-24 00:00 UTC',
    '  rotation      primary  secondary  from                      to',
    '  shop/on-call  ben      cem        Mon 2027-03-22 08:00 UTC  Mon 2027-03-29 07:00 UTC',
    '  shop/on-call  cem      ana        Mon 2027-03-29 07:00 UTC  Mon 2027-04-05 07:00 UTC',
    '',
    'Before your week',
  ]);
  expect(text).toMatch(
    /Acknowledge a page within 5 minutes.+ secondary is told after 15, and the escalation after 30\./,
  );
  expect(text).toContain('Tell stakeholders every 15 minutes');
  expect(text).toContain('`dwcp slo production`');
});

test('where it is nobody’s week a page is for everybody, and the status says so', async () => {
  const before = await told('before.md', { at: '2027-03-01', weeks: 1, format: 'markdown' });
  expect(before.status).toBe(1);
  expect(before.text).toContain('| shop/on-call | everybody | everybody | now | Mon 2027-03-15 08:00 UTC |');
  expect(before.text).toContain('- [ ] Read the runbooks');
  const after = await told('after.txt', { at: '2027-05-01' });
  expect({ status: after.status, row: after.text.split('\n')[2] }).toEqual({
    status: 1,
    row: '  shop/on-call  everybody  everybody  now',
  });
});

test('an environment without a rotation is told so, with its checklists', async () => {
  const { status, text } = await told('none.txt', {}, REFERENCE as typeof WITH_ROTATION);
  expect(status).toBe(1);
  expect(text).toMatch(/production declares no OnCallRotation: nobody is told.+docs\/guides\/on-call\.md/);
  expect(text).toContain('After your week');
});

test('the report of an incident has what is known, and times to come', async () => {
  const incident = 'Payments | are slow\u202e';
  const { status, text } = await told('incident.md', { at: '2027-03-24T10:50:00Z', incident });
  expect(status).toBe(0);
  expect(text.split('\n')[0]).toBe('# Payments | are slow\\u{202e}');
  expect(text).toContain('| on call for shop | ben, cem |');
  expect(text).toContain('critical (a first answer in 15 min), high (a first answer in 1 h)');
  expect(text).toContain('medium (a first answer in 4 h), low (a first answer in 24 h)');
  expect(text).toContain(
    ['| 10:50 UTC | this report was begun |', '| 11:05 UTC | stakeholders |', '| 11:20 UTC | stakeholders; the'].join(
      '\n',
    ),
  );
  expect((await told('nobody.md', { at: '2030-01-01', incident: 'x' })).text).toContain(
    '| on call for shop | everybody',
  );
});

test('what cannot be is refused', async () => {
  const refused = async (options: Partial<OnCallOptions>) =>
    (await told('refused', options).catch((error: unknown) => error)) as { problems: readonly string[] };
  expect(await refused({ at: 'noon' })).toMatchObject({ problems: [expect.stringMatching(/^--at noon: is no time;/)] });
  expect(await refused({ incident: ' ' })).toMatchObject({ problems: [expect.stringMatching(/says nothing/)] });
  expect(await refused({ incident: 'x', format: 'json' })).toMatchObject({
    problems: ['--incident: is written in Markdown, and not as json; leave out the format'],
  });
});

test('the shape of --json is the one that is shipped: npm run generate', async () => {
  const file = readFileSync(join(ROOT, 'cli', 'oncall', 'oncall.schema.json'), 'utf8');
  expect(JSON.parse(file)).toEqual(ONCALL_JSON_SCHEMA);
  const isTold = new Ajv().compile(ONCALL_JSON_SCHEMA);
  for (const at of ['2027-03-01', '2027-03-24']) {
    const { text } = await told('told.json', { at, format: 'json' });
    expect({ told: isTold(JSON.parse(text)), errors: isTold.errors }).toEqual({ told: true, errors: null });
  }
});
