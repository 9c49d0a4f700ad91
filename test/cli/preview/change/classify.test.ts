import { type ChangeOptions, classify } from '../../../../cli/preview/change/classify';
import type { ChangeRecord } from '../../../../cli/preview/change/record';
import type { Finding } from '../../../../cli/preview/finding';
import { comparing, manifest, type SideGiven } from '../support';

const TODAY = '2026-11-27';
const PROTECTED = { plan: { data: 'protected' as const } };
const DATABASE = manifest('postgresql.cnpg.io/v1', 'Database', 'orders');
const DEPLOYMENT = manifest('apps/v1', 'Deployment', 'api');

const LOST: Finding = { topic: 'data', effect: 'worse', subject: 'orders', says: 'orders are lost', gate: 'data-loss' };

interface Given {
  readonly before?: SideGiven;
  readonly after?: SideGiven;
  readonly findings?: readonly Finding[];
  readonly record?: ChangeRecord;
}

function classOf({ before = {}, after = {}, findings = [], record }: Given) {
  const options: ChangeOptions = { today: TODAY, ...(record && { record }) };
  return classify(comparing({ ...PROTECTED, ...before }, { ...PROTECTED, ...after }), findings, options);
}

/** Submitted on Monday for Thursday, and approved between. */
const NORMAL: ChangeRecord = {
  class: 'normal',
  title: 'Keep orders in a database of their own',
  owner: 'orders@example.com',
  submitted: '2026-11-23T09:00:00Z',
  window: { from: '2026-11-27T21:00:00Z', to: '2026-11-27T23:00:00Z' },
  approvals: [{ board: 'change-advisory-board', by: 'ada@example.com', at: '2026-11-25T14:00:00Z' }],
};

const EMERGENCY: ChangeRecord = {
  class: 'emergency',
  title: 'Close the hole in the API',
  owner: 'api@example.com',
  reason: 'CVE-2026-1234 is being exploited',
  submitted: '2026-11-27T09:00:00+01:00',
  approvals: [{ board: 'emergency-change-advisory-board', by: 'ada@example.com', at: '2026-11-27T09:30:00Z' }],
  review: '2026-12-01',
};

describe('the class of a change', () => {
  test('is standard for what only runs otherwise: what checks it approves it', () => {
    expect(classOf({ after: { objects: [DEPLOYMENT] } })).toEqual({
      class: 'standard',
      because: ['it touches no schema, infrastructure or integration, weakens nothing, and meets no gate'],
      approvals: [],
      demands: [],
    });
  });

  test('is standard where nothing is deployed', () => {
    expect(classOf({}).because).toEqual(['nothing that is deployed changes']);
  });

  const cluster = (size: string, parameters: object) => ({
    objects: [
      {
        ...manifest('postgresql.cnpg.io/v1', 'Cluster', 'orders'),
        spec: { storage: { size }, postgresql: { parameters } },
      },
    ],
  });
  const small = cluster('10Gi', { max_slot_wal_keep_size: '2560MB', wal_level: 'logical' });

  test('is standard for a larger disk, with what follows from it', () => {
    const large = cluster('20Gi', { max_slot_wal_keep_size: '5120MB', wal_level: 'logical' });
    expect(classOf({ before: small, after: large }).class).toBe('standard');
  });

  test.each([
    ['something else beside it', cluster('20Gi', { max_slot_wal_keep_size: '5120MB', wal_level: 'replica' })],
    ['what follows from nothing', cluster('10Gi', { max_slot_wal_keep_size: '5120MB', wal_level: 'logical' })],
  ])('is normal for %s', (_, after) => {
    expect(classOf({ before: small, after }).class).toBe('normal');
  });

  test('is normal for what people decide together, and for what a gate is there for', () => {
    expect(classOf({ after: { objects: [DATABASE] }, findings: [LOST] })).toEqual({
      class: 'normal',
      because: ['it touches the schema: Database shop/orders added', 'it meets data-loss'],
      approvals: ['Change Advisory Board'],
      demands: [
        { what: 'approval', says: 'approval by the Change Advisory Board before its window', status: 'open' },
        { what: 'lead-time', says: '48 hours from its submission to its window', status: 'open' },
        { what: 'window', says: 'a maintenance window that is still to come or open', status: 'open' },
      ],
    });
  });

  test('is standard where nothing is deployed, whatever is written down beside it', () => {
    const { gate: _, ...exempt } = { ...LOST, topic: 'exemption' as const };
    expect(classOf({ findings: [exempt] })).toMatchObject({
      class: 'standard',
      because: ['nothing that is deployed changes'],
    });
  });

  test('is normal for what becomes of data, though no object differs', () => {
    const comparison = comparing(PROTECTED, {});
    expect(classify(comparison, [], { today: TODAY })).toMatchObject({
      class: 'normal',
      because: ['it touches infrastructure: data of the environment changed'],
    });
  });

  test('is normal for what is weaker, though no gate stops it', () => {
    const finding = (topic: Finding['topic'], effect: Finding['effect']): Finding => ({ ...LOST, topic, effect });
    const findings = [
      finding('exemption', 'worse'),
      finding('exemption', 'worse'),
      finding('image', 'better'),
      finding('restart', 'worse'),
    ].map(({ gate: _, ...rest }) => rest);
    expect(classOf({ after: { objects: [DEPLOYMENT] }, findings })).toMatchObject({
      class: 'normal',
      because: ['it weakens exemptions'],
    });
  });

  test('is standard where the data of the environment is disposable before and after', () => {
    const comparison = comparing({}, { objects: [DATABASE] });
    expect(classify(comparison, [LOST], { today: TODAY })).toMatchObject({
      class: 'standard',
      because: ['the data of the environment is disposable, before it and after it'],
    });
    const made = comparing(PROTECTED, { objects: [DATABASE] });
    expect(classify(made, [LOST], { today: TODAY }).class).toBe('normal');
  });

  test('is as strict as its record says, where that is stricter', () => {
    const { class: its, because } = classOf({ after: { objects: [DEPLOYMENT] }, record: NORMAL });
    expect({ its, because }).toEqual({
      its: 'normal',
      because: [
        'its record says so: Keep orders in a database of their own',
        'it touches no schema, infrastructure or integration, weakens nothing, and meets no gate',
      ],
    });
  });

  test('is an emergency only where a record says so, with its reason', () => {
    const { class: its, because, approvals } = classOf({ after: { objects: [DATABASE] }, record: EMERGENCY });
    expect({ its, because, approvals }).toEqual({
      its: 'emergency',
      because: [
        'its record says so: CVE-2026-1234 is being exploited',
        'it touches the schema: Database shop/orders added',
      ],
      approvals: ['Emergency Change Advisory Board'],
    });
  });
});

describe('what a class asks for', () => {
  const demands = (record: ChangeRecord) =>
    Object.fromEntries(
      classOf({ after: { objects: [DATABASE] }, record }).demands.map(({ what, status, found }) => [
        what,
        `${status}: ${found}`,
      ]),
    );

  test('is met by the record of a normal change', () => {
    expect(demands(NORMAL)).toEqual({
      class: 'met: normal',
      approval: 'met: ada@example.com, at 2026-11-25T14:00:00Z',
      'lead-time': 'met: 108 hours',
      window: 'met: 2026-11-27T21:00:00Z to 2026-11-27T23:00:00Z',
    });
  });

  test('is met by the record of an emergency, on whatever clock its times are written', () => {
    expect(demands(EMERGENCY)).toEqual({
      class: 'met: emergency',
      reason: 'met: CVE-2026-1234 is being exploited',
      approval: 'met: ada@example.com, at 2026-11-27T09:30:00Z',
      review: 'met: 2026-12-01',
    });
  });

  test.each<[what: string, record: Partial<ChangeRecord>, demand: string, found: string]>([
    ['too low a class', { class: 'standard' }, 'class', 'unmet: standard'],
    [
      'a window that comes too soon',
      { window: { from: '2026-11-25T08:54:00Z', to: '2026-11-28T00:00:00Z' } },
      'lead-time',
      'unmet: 47.9 hours',
    ],
    [
      'a window that is just late enough',
      { window: { from: '2026-11-25T09:00:00Z', to: '2026-11-28T00:00:00Z' } },
      'lead-time',
      'met: 48 hours',
    ],
    [
      'a window that is over',
      { window: { from: '2026-11-26T21:00:00Z', to: '2026-11-26T23:00:00Z' } },
      'window',
      'unmet: 2026-11-26T21:00:00Z to 2026-11-26T23:00:00Z, which is over',
    ],
    ['no approval', { approvals: [] }, 'approval', 'unmet: nobody has said yes'],
    ['the approval of another board', { approvals: EMERGENCY.approvals! }, 'approval', 'unmet: nobody has said yes'],
    [
      'an approval that comes after the work',
      { approvals: [{ board: 'change-advisory-board', by: 'ada@example.com', at: '2026-11-27T21:00:01Z' }] },
      'approval',
      'unmet: ada@example.com, at 2026-11-27T21:00:01Z, which is after its window had begun',
    ],
    [
      'an approval of something else, before there was anything to approve',
      { approvals: [{ board: 'change-advisory-board', by: 'ada@example.com', at: '2026-11-23T08:59:59Z' }] },
      'approval',
      'unmet: ada@example.com, at 2026-11-23T08:59:59Z, which is before it was submitted',
    ],
  ])('is not met by %s', (_, record, demand, found) => {
    expect(demands({ ...NORMAL, ...record })[demand]).toBe(found);
  });

  test('is not met by a normal change without a window', () => {
    const { window: _, ...rest } = NORMAL;
    expect(demands(rest)).toMatchObject({
      approval: 'met: ada@example.com, at 2026-11-25T14:00:00Z',
      'lead-time': 'unmet: it has no window',
      window: 'unmet: it has none',
    });
  });

  test('is not met by an emergency without a reason and a review', () => {
    const { reason: _, review: __, ...rest } = EMERGENCY;
    expect(demands(rest)).toMatchObject({ reason: 'unmet: it has none', review: 'unmet: it has none' });
  });

  test('is not met by a review of an emergency before it was declared', () => {
    expect(demands({ ...EMERGENCY, review: '2026-11-26' })['review']).toBe(
      'unmet: 2026-11-26, which is before its declaration',
    );
  });

  test('is not met by an approval of an emergency after two hours', () => {
    const late = { ...EMERGENCY.approvals![0]!, at: '2026-11-27T10:00:01Z' };
    expect(demands({ ...EMERGENCY, approvals: [late] })['approval']).toBe(
      'unmet: ada@example.com, at 2026-11-27T10:00:01Z, which is too late',
    );
    expect(demands({ ...EMERGENCY, approvals: [late, { ...late, at: '2026-11-27T10:00:00Z' }] })['approval']).toBe(
      'met: ada@example.com, at 2026-11-27T10:00:00Z',
    );
  });
});
