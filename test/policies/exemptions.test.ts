import { type Exemption, failsCheck, judge, Unknowable, type Violation } from '../../policies/index';
import { aRule } from './a-rule';
import { object } from './support';

const api = object('apps/v1', 'Deployment', {}, 'api');
const web = object('apps/v1', 'Deployment', {}, 'web');

const WRONG: Violation = { field: 'spec', problem: 'it is wrong', fix: 'mend it' };
const found = (...violations: Violation[]) =>
  aRule('object', ({ object }) => (object.metadata.name === 'api' ? violations : []));
const failing = found(WRONG);

const GRANTED: Exemption = {
  rule: 'all-is-well',
  resource: api.id,
  field: 'spec',
  owner: 'payments',
  reason: 'the vendor repairs it in 2.1',
  ticket: 'PAY-7',
  expires: '2026-06-30',
};

/** As JSON has it, where no compiler has looked. */
const exemption = (change: object = {}) => JSON.parse(JSON.stringify({ ...GRANTED, ...change })) as Exemption;
const answer = (change: object = {}, today = '2026-06-30', rule = failing) =>
  judge([api, web], { rules: [rule], exemptions: [exemption(change)], today });
const who = (resource = api.id, rule = 'all-is-well', owner = 'payments') =>
  `Exemption of '${owner}' from ${rule} for ${resource}`;

test('excuses exactly the rule, the resource and the field that it names, and stays visible', () => {
  const verdicts = answer();
  expect(verdicts.map(({ outcome, resource }) => [outcome, resource])).toEqual([
    ['exempt', api.id],
    ['pass', web.id],
  ]);
  expect(verdicts[0]).toMatchObject({
    excused: [{ violation: WRONG, exemption: GRANTED }],
    violations: [],
    messages: [],
  });
  expect(failsCheck(verdicts)).toBe(false);
});

describe('one violation', () => {
  const other = { ...WRONG, problem: 'it is wrong in another way' };
  const elsewhere = { ...WRONG, field: 'metadata' };
  const outcome = (rule: typeof failing, change: object = {}) => answer(change, undefined, rule)[0]!;

  test('is excused, and those that are added later are not', () => {
    const verdict = outcome(found(WRONG, elsewhere));
    expect(verdict).toMatchObject({ outcome: 'fail', violations: [elsewhere], excused: [{ violation: WRONG }] });
    expect(verdict.messages).toEqual(['Deployment shop/api: it is wrong (metadata); mend it']);
  });

  test('is excused by its fingerprint beside another one in the same field', () => {
    const { fingerprint } = judge([api], { rules: [failing] })[0]!.violations[0]!;
    const verdict = outcome(found(other, WRONG), { field: undefined, fingerprint });
    expect(verdict).toMatchObject({ outcome: 'fail', violations: [other], excused: [{ violation: WRONG }] });
    expect(outcome(failing, { field: undefined, fingerprint }).outcome).toBe('exempt');
  });

  test('is excused by its fingerprint no longer when it becomes another one', () => {
    const { fingerprint } = judge([api], { rules: [failing] })[0]!.violations[0]!;
    expect(outcome(found(other), { field: undefined, fingerprint })).toMatchObject({ outcome: 'fail', excused: [] });
  });

  test('is not excused by a field in which another one was added', () => {
    const verdicts = answer({}, undefined, found(WRONG, other));
    const prints = verdicts[0]!.violations.map(({ fingerprint }) => fingerprint);
    expect(verdicts[0]).toMatchObject({ outcome: 'fail', violations: [WRONG, other], excused: [] });
    expect(verdicts.at(-1)?.messages).toEqual([
      `${who()}: 2 violations have the field 'spec' (exemptions[0].field); ` +
        `set fingerprint to '${prints[0]}' (it is wrong) or '${prints[1]}' (it is wrong in another way)`,
    ]);
  });
});

describe('what cannot be told', () => {
  const doubtful = aRule('object', ({ object }) => {
    if (object.metadata.name === 'web') return [];
    return [WRONG, new Unknowable('spec', 'a list was expected')];
  });

  test('is not excused with what is wrong beside it', () => {
    const [verdict] = answer({}, undefined, doubtful);
    expect(verdict).toMatchObject({ outcome: 'unknown', excused: [{ violation: WRONG }] });
    expect(verdict?.messages).toEqual([
      "Deployment shop/api: rule 'all-is-well' cannot judge it: a list was expected (spec); write it as the rule can read it",
    ]);
    expect(failsCheck([verdict!])).toBe(true);
  });

  test('is excused by nothing', () => {
    const throwing = aRule('object', () => {
      throw new Unknowable('spec', 'no');
    });
    const verdicts = answer({}, undefined, throwing);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'fail']);
    expect(verdicts.at(-1)?.messages).toEqual([
      `${who()}: it excuses nothing: nobody can tell whether '${api.id}' breaks the rule (exemptions[0].resource); ` +
        'remove it, and write the resource as the rule can read it',
    ]);
  });

  test('is not excused of a plan either', () => {
    const throwing = aRule('plan', () => {
      throw new Error('no');
    });
    const options = { rules: [throwing], exemptions: [exemption({ resource: 'plan' })], today: '2026-06-30' };
    expect(judge([api], options)[0]?.outcome).toBe('unknown');
  });
});

test.each<[what: string, change: object, today: string, says: string]>([
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
    `${who()}: it ends on 'never', which is no date (exemptions[0].expires); write its last day as YYYY-MM-DD`,
  ],
  [
    'without an end',
    { expires: undefined },
    '2026-06-30',
    `${who()}: it has no end (exemptions[0].expires); write its last day as YYYY-MM-DD`,
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
    `${who()}: it ends on '2026-13-01', which is no date (exemptions[0].expires); write its last day as YYYY-MM-DD`,
  ],
  [
    'with an end that its month does not have',
    { expires: '2026-09-31' },
    '2026-06-30',
    `${who()}: it ends on '2026-09-31', which is no date (exemptions[0].expires); write its last day as YYYY-MM-DD`,
  ],
  [
    'of a rule that nobody knows',
    { rule: 'all-is-wel' },
    '2026-06-30',
    `${who(api.id, 'all-is-wel')}: no rule is called 'all-is-wel' (exemptions[0].rule); did you mean 'all-is-well'?`,
  ],
  [
    'of a rule that nothing resembles',
    { rule: 'exemptions-in-force' },
    '2026-06-30',
    `${who(api.id, 'exemptions-in-force')}: no rule is called 'exemptions-in-force' (exemptions[0].rule); \`dwcp rules\` lists them`,
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
  [
    'that names no violation',
    { field: undefined },
    '2026-06-30',
    `${who()}: it names no violation, so it would excuse those to come (exemptions[0].field); set field to 'spec'`,
  ],
  [
    'that names a field and a fingerprint',
    { fingerprint: '0123456789ab' },
    '2026-06-30',
    `${who()}: it names a field and a fingerprint (exemptions[0].field); keep one of them`,
  ],
  [
    'of a field that is right',
    { field: 'spec.x' },
    '2026-06-30',
    `${who()}: it excuses nothing: no violation has the field 'spec.x' (exemptions[0].field); set field to 'spec'`,
  ],
  [
    'of a fingerprint that nothing has',
    { field: undefined, fingerprint: '0123456789ab' },
    '2026-06-30',
    `${who()}: it excuses nothing: no violation has the fingerprint '0123456789ab' (exemptions[0].fingerprint); set field to 'spec'`,
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
  const verdicts = answer({ [field]: ' ' });
  expect(verdicts[0]?.outcome).toBe('fail');
  expect(verdicts.at(-1)?.messages).toEqual([
    `${who(api.id, 'all-is-well', owner)}: it has no ${field} (exemptions[0].${field}); name it`,
  ]);
});

test.each<[what: string, exemption: unknown, ...says: string[]]>([
  [
    'with a field that nobody knows, and no owner',
    { ...GRANTED, owner: undefined, ownr: 'payments' },
    `${who(api.id, 'all-is-well', '')}: it has the unknown field 'ownr' (exemptions[0].ownr); did you mean 'owner'?`,
    `${who(api.id, 'all-is-well', '')}: it has no owner (exemptions[0].owner); name it`,
  ],
  [
    'that is no object',
    'image-by-digest',
    "Exemption of '' from nothing for nothing: it is no object (exemptions[0]); " +
      'write it with rule, resource, field, owner, reason, ticket and expires',
  ],
  [
    'that is null',
    null,
    "Exemption of '' from nothing for nothing: it is no object (exemptions[0]); " +
      'write it with rule, resource, field, owner, reason, ticket and expires',
  ],
])('refuses an exemption from JavaScript %s', (_, given, ...says) => {
  const verdicts = judge([api, web], { rules: [failing], exemptions: [given as Exemption], today: '2026-01-01' });
  expect(verdicts.map(({ rule, outcome }) => [rule, outcome])).toEqual([
    ['all-is-well', 'fail'],
    ['all-is-well', 'pass'],
    ['exemptions-in-force', 'fail'],
  ]);
  expect(verdicts.at(-1)?.messages).toEqual(says);
});

test('refuses a second exemption of the same violation', () => {
  const verdicts = judge([api], { rules: [failing], exemptions: [GRANTED, GRANTED], today: '2026-01-01' });
  expect(verdicts[0]?.outcome).toBe('exempt');
  expect(verdicts.at(-1)?.messages).toEqual([
    `${who()}: exemptions[0] excuses the same of '${api.id}' (exemptions[1]); keep one of them`,
  ]);
});

test('points at each exemption by its place in the list', () => {
  const exemptions = [GRANTED, { ...GRANTED, resource: web.id }];
  const verdicts = judge([api, web], { rules: [failing], exemptions, today: '2026-01-01' });
  expect(verdicts.at(-1)?.violations[0]?.field).toBe('exemptions[1].resource');
});

test('does not compile without naming what it excuses', () => {
  const { field: _, ...open } = GRANTED;
  // @ts-expect-error -- neither a field nor a fingerprint
  const granted: Exemption = open;
  expect(granted).not.toHaveProperty('field');
});
