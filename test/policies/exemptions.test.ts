import { type Exemption, failsCheck, judge, type FormerRule as Rule } from '../../policies/index';
import { object } from './support';

const api = object('apps/v1', 'Deployment', {}, 'api');
const web = object('apps/v1', 'Deployment', {}, 'web');

const failing: Rule = {
  id: 'all-is-well',
  description: 'All is well.',
  level: 'mandatory',
  judges: 'kubernetes',
  check: ({ object }) =>
    object.metadata.name === 'api' ? [{ field: 'spec', problem: 'it is wrong', fix: 'mend it' }] : [],
};

const GRANTED: Exemption = {
  rule: 'all-is-well',
  resource: api.id,
  owner: 'payments',
  reason: 'the vendor repairs it in 2.1',
  ticket: 'PAY-7',
  expires: '2026-06-30',
};

const answer = (change: Partial<Exemption> = {}, today = '2026-06-30', rule: Rule = failing) =>
  judge([api, web], [rule], { granted: [{ ...GRANTED, ...change }], today });
const who = (resource = api.id, rule = 'all-is-well', owner = 'payments') =>
  `Exemption of '${owner}' from ${rule} for ${resource}`;

test('excuses exactly the rule and the resource that it names, and stays visible', () => {
  const verdicts = answer();
  expect(verdicts.map(({ outcome, resource }) => [outcome, resource])).toEqual([
    ['exempt', api.id],
    ['pass', web.id],
  ]);
  expect(verdicts[0]?.exemption).toEqual(GRANTED);
  expect(verdicts[0]?.messages).toEqual(['Deployment shop/api: it is wrong (spec); mend it']);
  expect(failsCheck(verdicts)).toBe(false);
});

test('excuses what a rule could not judge', () => {
  const throwing: Rule = {
    ...failing,
    check: () => {
      throw new Error('no');
    },
  };
  expect(answer({}, undefined, throwing).map(({ outcome }) => outcome)).toEqual(['exempt', 'unknown']);
});

test.each<[string, Partial<Exemption>, string, string]>([
  [
    'the day after it ends',
    {},
    '2026-07-01',
    `${who()}: it expired, on '2026-06-30' (exemptions[0].expires); repair the resource, or have the owner renew it`,
  ],
  [
    'with an end that is no date',
    { expires: 'never' },
    '2026-06-30',
    `${who()}: it expired, on 'never' (exemptions[0].expires); repair the resource, or have the owner renew it`,
  ],
  [
    'that never ends',
    { expires: '9999-12-31' },
    '2026-06-30',
    `${who()}: it ends on '9999-12-31', more than 365 days from now (exemptions[0].expires); end it sooner; its owner can renew it`,
  ],
  [
    'with an end that no calendar has',
    { expires: '2026-13-01' },
    '2026-06-30',
    `${who()}: it expired, on '2026-13-01' (exemptions[0].expires); repair the resource, or have the owner renew it`,
  ],
  [
    'with an end that its month does not have',
    { expires: '2026-09-31' },
    '2026-06-30',
    `${who()}: it expired, on '2026-09-31' (exemptions[0].expires); repair the resource, or have the owner renew it`,
  ],
  [
    'of a rule that nobody knows',
    { rule: 'all-is-wel' },
    '2026-06-30',
    `${who(api.id, 'all-is-wel')}: no rule is called 'all-is-wel' (exemptions[0].rule); use one of all-is-well`,
  ],
  [
    'of a resource that passes',
    { resource: web.id },
    '2026-06-30',
    `${who(web.id)}: it excuses nothing: '${web.id}' breaks no such rule (exemptions[0].resource); ` +
      'remove it, or write the id as the plan does',
  ],
  [
    'of a resource that the plan does not have',
    { resource: 'shop/api' },
    '2026-06-30',
    `${who('shop/api')}: it excuses nothing: 'shop/api' breaks no such rule (exemptions[0].resource); ` +
      'remove it, or write the id as the plan does',
  ],
])('refuses an exemption %s', (_, change, today, says) => {
  const verdicts = answer(change, today);
  const refusal = verdicts.at(-1);
  expect(refusal).toMatchObject({ rule: 'exemptions-in-force', level: 'mandatory', outcome: 'fail', messages: [says] });
  // And what it was to excuse fails as well.
  expect(verdicts.find(({ resource }) => resource === api.id)?.outcome).toBe('fail');
  expect(failsCheck(verdicts)).toBe(true);
});

test.each(['owner', 'reason', 'ticket'] as const)('refuses an exemption without %s', (field) => {
  const owner = field === 'owner' ? ' ' : 'payments';
  expect(answer({ [field]: ' ' }).at(-1)?.messages).toEqual([
    `${who(api.id, 'all-is-well', owner)}: it has no ${field} (exemptions[0].${field}); name it`,
  ]);
});

test('excuses nothing while it is nobody’s, though it comes from JSON without the field', () => {
  const { owner: _, ...anonymous } = GRANTED;
  const verdicts = judge([api, web], [failing], { granted: [anonymous as Exemption], today: '2026-01-01' });
  expect(verdicts.map(({ rule, outcome }) => [rule, outcome])).toEqual([
    ['all-is-well', 'fail'],
    ['all-is-well', 'pass'],
    ['exemptions-in-force', 'fail'],
  ]);
  expect(verdicts.at(-1)?.messages).toEqual([
    `${who(api.id, 'all-is-well', '')}: it has no owner (exemptions[0].owner); name it`,
  ]);
});

test('excuses no rule that could not judge the plan at all', () => {
  const throwing: Rule = {
    ...failing,
    judges: 'plan',
    check: () => {
      throw new Error('no');
    },
  };
  expect(answer({ resource: 'plan' }, undefined, throwing)[0]?.outcome).toBe('unknown');
});

test('points at each exemption by its place in the list', () => {
  const granted = [GRANTED, { ...GRANTED, resource: web.id }];
  const verdicts = judge([api, web], [failing], { granted, today: '2026-01-01' });
  expect(verdicts.at(-1)?.violations[0]?.field).toBe('exemptions[1].resource');
});
