import { assert, integer, property } from 'fast-check';
import { OnCallRotation, type OnCallRotationProps, SecureNamespace } from '../../../constructs';
import { intervalsOf, stretchesOf } from '../../../constructs/observability/on-call/intervals';
import { isWallTime, momentOf, type WallTime } from '../../../constructs/observability/on-call/wall-clock';
import { environment, FACTS, objectIn } from '../../support/environment';

const pager = (key: string) => ({ pagerDuty: { secret: 'pagers', key } });

const ROTATION: OnCallRotationProps = {
  members: [
    { name: 'ana', reach: [pager('ana')] },
    { name: 'ben', reach: [pager('ben')] },
  ],
  timeZone: 'Europe/Berlin',
  starts: '2027-03-22',
  weeks: 2,
  escalation: [pager('heads')],
  stakeholders: [pager('boss')],
  warnings: [pager('desk')],
  deadMansSwitch: { webhook: { secret: 'pagers', key: 'expected' } },
};

function rotation(props: object = {}, facts = {}) {
  const tree = environment({}, facts);
  const made = new OnCallRotation(new SecureNamespace(tree, 'shop'), 'on-call', { ...ROTATION, ...props });
  return { tree, made };
}

test('the primary of a week has been the secondary of the week before, and a week of spring has 167 hours', () => {
  expect(rotation({ weeks: 3 }).made.shifts).toEqual([
    { primary: 'ana', secondary: 'ben', from: '2027-03-22T08:00:00.000Z', to: '2027-03-29T07:00:00.000Z' },
    { primary: 'ben', secondary: 'ana', from: '2027-03-29T07:00:00.000Z', to: '2027-04-05T07:00:00.000Z' },
    { primary: 'ana', secondary: 'ben', from: '2027-04-05T07:00:00.000Z', to: '2027-04-12T07:00:00.000Z' },
  ]);
});

test('a stretch of time is parts of days, and whole days of one month at a time', () => {
  const between = (from: string, to: string) => intervalsOf({ from: Date.parse(from), to: Date.parse(to) });
  const day = (first: number, last: number, month: string, year = '2027') => ({
    daysOfMonth: [{ start: first, end: last }],
    months: [month],
    years: [year],
  });
  expect(between('2027-03-29T07:00Z', '2027-04-05T07:00Z')).toEqual([
    { times: [{ startTime: '07:00', endTime: '24:00' }], ...day(29, 29, '3') },
    day(30, 31, '3'),
    day(1, 4, '4'),
    { times: [{ startTime: '00:00', endTime: '07:00' }], ...day(5, 5, '4') },
  ]);
  expect(between('2026-12-31T00:00Z', '2027-01-02T00:00Z')).toEqual([day(31, 31, '12', '2026'), day(1, 1, '1')]);
  expect(between('2027-01-16T02:00Z', '2027-01-16T04:30Z')).toEqual([
    { times: [{ startTime: '02:00', endTime: '04:30' }], ...day(16, 16, '1') },
  ]);
});

test('what a stretch is written as says no less than the stretch', () => {
  const MINUTE = 60_000;
  const start = integer({ min: Date.UTC(2026, 0) / MINUTE, max: Date.UTC(2030, 0) / MINUTE });
  assert(
    property(start, integer({ min: 1, max: 100_000 }), (from, minutes) => {
      const stretch = { from: from * MINUTE, to: (from + minutes) * MINUTE };
      expect(stretchesOf(intervalsOf(stretch).toReversed())).toEqual([stretch]);
    }),
  );
});

test('two stretches with a minute between them are two, and what is written in another form is none', () => {
  const stretches = [
    { from: Date.parse('2026-12-31T23:59Z'), to: Date.parse('2027-01-01T00:00Z') },
    { from: Date.parse('2027-01-01T00:01Z'), to: Date.parse('2027-02-01T00:00Z') },
  ];
  expect(stretchesOf(stretches.flatMap(intervalsOf))).toEqual(stretches);
  expect(stretchesOf([])).toEqual([]);
  const day = intervalsOf(stretches[0]!)[0]!;
  const weekdays = { ...day, weekdays: ['monday'] };
  const { years: _, ...everyYear } = day;
  for (const other of [weekdays, everyYear, { ...day, months: ['march'] }]) {
    expect(stretchesOf([other])).toBeUndefined();
  }
});

test.each([
  ['2027-03-29T09:00', 'Europe/Berlin', '2027-03-29T07:00:00.000Z'],
  // Skipped, as summer begins, and shown twice, as it ends.
  ['2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30:00.000Z'],
  ['2027-10-31T02:30', 'Europe/Berlin', '2027-10-31T00:30:00.000Z'],
  ['2027-01-01T00:00', 'Pacific/Auckland', '2026-12-31T11:00:00.000Z'],
  ['2027-07-01T09:00', 'America/St_Johns', '2027-07-01T11:30:00.000Z'],
  ['2027-01-01T09:00', 'UTC', '2027-01-01T09:00:00.000Z'],
])('%s in %s is %s', (wall, zone, moment) => {
  expect(new Date(momentOf(wall as WallTime, zone)).toISOString()).toBe(moment);
});

test('a day that there is not is no time', () => {
  expect(['2027-02-28T09:00', '2027-02-29T09:00', '2027-02-28T24:00', '2027-02-28', 9].map(isWallTime)).toEqual([
    ...[true, false, false, false, false],
  ]);
});

test('secrets are named, and the configuration has the labels that monitors have', () => {
  const labels = { release: 'kube-prometheus-stack' };
  const { tree } = rotation({}, { cluster: { ...FACTS.cluster, monitoring: { monitorLabels: labels } } });
  const object = objectIn(tree, 'AlertmanagerConfig', 'on-call');
  expect(object.metadata).toMatchObject({ namespace: 'shop', labels });
  const { receivers } = object['spec'] as { receivers: { name: string }[] };
  expect(receivers.map(({ name }) => name)).toEqual([
    ...['primary-ana', 'primary-ben', 'secondary-ana', 'secondary-ben'],
    ...['everybody', 'escalation', 'stakeholders', 'warnings', 'dead-mans-switch'],
  ]);
  expect(receivers[0]).toMatchObject({ pagerdutyConfigs: [{ routingKey: { name: 'pagers', key: 'ana' } }] });
});

test('somebody is told two weeks before the weeks end, and the dead man is always heard', () => {
  const { groups } = objectIn(rotation().tree, 'PrometheusRule', 'on-call')['spec'] as {
    groups: [{ rules: { alert: string; expr: string; labels: object }[] }];
  };
  const twoWeeksBefore = Date.parse('2027-04-05T07:00Z') / 1000 - 14 * 86_400;
  expect(groups[0].rules.map(({ alert, expr }) => [alert, expr])).toEqual([
    ['DeadMansSwitch', 'vector(1)'],
    ['OnCallRotationEnds', `vector(time()) > ${twoWeeksBefore}`],
  ]);
  expect(groups[0].rules[0]!.labels).toMatchObject({ namespace: 'shop', severity: 'none' });
});

test('refuses what nobody could be told by, all of it at once', () => {
  const bad = {
    members: [{ name: 'Ana', reach: [] }],
    timeZone: '+01:00',
    starts: '2027-03-23',
    weeks: 0,
    escalation: [{ pagerDuty: { secret: 'pagers' } }],
    stakeholders: [{ sms: { secret: 'pagers', key: 'boss' } }],
    maintenance: [{ from: '2027-03-28T04:00', to: '2027-03-28T01:00' }],
  };
  expect(() => rotation(bad)).toThrow(
    [
      'has [ [Object] ] for `members`; list two at least, since one cannot come in for themselves',
      "has '+01:00' for `timeZone`; write the name of a time zone, e.g. 'Europe/Berlin'",
      "has '2027-03-23' for `starts`; write a Monday, e.g. 2026-11-30",
      'has 0 for `weeks`; write a whole number from 1 to 104',
      "has no `escalation[0].pagerDuty.key`; write the key in it, e.g. 'routing-key'",
      'has no way in `stakeholders[0]` that is known; it takes one of pagerDuty, webhook, slack, email: write one way, ' +
        "e.g. { pagerDuty: { secret: 'pager', key: 'routing-key' } }",
      'has `maintenance[0]` that ends at 2027-03-28T01:00 and begins at 2027-03-28T04:00; write its end after its beginning',
    ]
      .map((problem) => `'test/shop/on-call' ${problem}`)
      .join('\n'),
  );
});

test('refuses fewer weeks than members, and a member twice', () => {
  expect(() => rotation({ weeks: 1 })).toThrow(
    "'test/shop/on-call' has 2 members, and 1 for `weeks`; plan a week for each of them at least",
  );
  expect(() => rotation({ members: [ROTATION.members[0], ROTATION.members[0]] })).toThrow(
    "has 'ana' twice in `members`; name everybody once",
  );
});
