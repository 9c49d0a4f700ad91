import { check, checkFields, field, looserFields, POSTURE, type RankedFields } from '../../../constructs';

const PLACE = { before: '', root: 'environments.live.', noun: 'posture field', whole: 'environments.live' };

/** What `live` has that is looser than in `qa`. */
const looser = (fields: unknown, live: unknown, qa: unknown) =>
  looserFields(fields as RankedFields<object>, live, { name: 'qa', value: qa }, PLACE);

const { count, either, flag, group, leaf, list, oneOf, only, optional, storage, text } = field;
const more = count({ stricter: 'more' });

const FIELDS = {
  ...POSTURE,
  audit: oneOf(['none', 'writes', 'everything'], 'it says what is written down', { stricter: 'later' }),
  registry: oneOf(['company', 'anywhere'], 'it says where images may come from', { stricter: 'earlier' }),
  debug: flag('it says whether a shell may be opened', { stricter: false }),
  sessionMinutes: count({ stricter: 'less' }),
  disk: storage,
  backups: optional(group({ days: more }), { absent: 'looser' }),
  bypass: optional(more, { absent: 'stricter' }),
};

const QA = {
  name: 'qa',
  data: 'protected',
  zoneSpread: 'required',
  enforcement: 'enforced',
  audit: 'writes',
  registry: 'company',
  debug: false,
  sessionMinutes: 30,
  disk: '5Gi',
  backups: { days: 7 },
};
const LIVE = { ...QA, name: 'live', audit: 'everything', sessionMinutes: 15, disk: '10Gi', backups: { days: 35 } };

test('an environment that only tightens is let be, and so is one that changes nothing', () => {
  expect(looser(FIELDS, LIVE, QA)).toEqual([]);
  expect(looser(FIELDS, QA, QA)).toEqual([]);
});

test.each<[what: string, live: object, qa: object, ...problems: string[]]>([
  ['a word', { audit: 'none' }, {}, 'audit: none is looser than writes in qa; it may only be tightened'],
  [
    'a word, the strictest first',
    { registry: 'anywhere' },
    {},
    'registry: anywhere is looser than company in qa; it may only be tightened',
  ],
  ['a yes', { debug: true }, {}, 'debug: true is looser than false in qa; it may only be tightened'],
  [
    'a number of which less is stricter',
    { sessionMinutes: 31 },
    {},
    'sessionMinutes: 31 is looser than 30 in qa; it may only be tightened',
  ],
  ['a size', { disk: '4Gi' }, {}, 'disk: 4Gi is looser than 5Gi in qa; it may only be tightened'],
  [
    'a part of a group',
    { backups: { days: 6 } },
    {},
    'backups.days: 6 is looser than 7 in qa; it may only be tightened',
  ],
  [
    'what is left out',
    { backups: undefined },
    {},
    'backups: nothing is looser than a map in qa; it may only be tightened',
  ],
  ['what is not left out', { bypass: 1 }, {}, 'bypass: 1 is looser than nothing in qa; it may only be tightened'],
  [
    'several at once',
    { data: 'disposable', zoneSpread: 'preferred', enforcement: 'audit-allowed' },
    {},
    'data: disposable is looser than protected in qa; it may only be tightened',
    'zoneSpread: preferred is looser than required in qa; it may only be tightened',
    'enforcement: audit-allowed is looser than enforced in qa; it may only be tightened',
  ],
])('refuses %s that is looser than before', (_, live, qa, ...problems) => {
  expect(looser(FIELDS, { ...LIVE, ...live }, { ...QA, ...qa })).toEqual(
    problems.map((problem) => `environments.live.${problem}`),
  );
});

describe('what cannot be ranked is refused, never taken for the loosest', () => {
  const unranked = (key: string, mine: string, theirs: string) =>
    `environments.live.${key}: ${mine} cannot be ranked against ${theirs} in qa; give both a value that its field can order`;

  test.each<[what: string, live: object, qa: object, problem: string]>([
    ['a word of its own', { audit: 'all' }, {}, unranked('audit', "'all'", "'writes'")],
    ['a word of its own in the looser environment', {}, { audit: 'all' }, unranked('audit', "'everything'", "'all'")],
    ['a word for a yes', { debug: 'no' }, {}, unranked('debug', "'no'", 'false')],
    ['a number for a yes', { debug: 0 }, {}, unranked('debug', '0', 'false')],
    ['a text for a number', { sessionMinutes: '15' }, {}, unranked('sessionMinutes', "'15'", '30')],
    ['half of a number', {}, { sessionMinutes: Number.NaN }, unranked('sessionMinutes', '15', 'NaN')],
    ['another unit', { disk: '10Ti' }, {}, unranked('disk', "'10Ti'", "'5Gi'")],
    ['nothing', { audit: undefined }, {}, unranked('audit', 'nothing', "'writes'")],
    ['a list for a group', { backups: [35] }, {}, unranked('backups', 'a list', 'a map')],
    ['a word that no field is for', { shell: 'open' }, {}, unranked('shell', "'open'", 'nothing')],
    ['a yes that no field is for', { shell: true }, { shell: false }, unranked('shell', 'true', 'false')],
  ])('refuses %s', (_, live, qa, problem) => {
    expect(looser(FIELDS, { ...LIVE, ...live }, { ...QA, ...qa })).toEqual([problem]);
  });

  test('refuses a posture that is none', () => {
    expect(looser(FIELDS, null, QA)).toEqual([
      'environments.live: null cannot be ranked against a map in qa; give both a value that its field can order',
    ]);
    expect(looser(FIELDS, LIVE, undefined)).toEqual([
      'environments.live: a map cannot be ranked against nothing in qa; give both a value that its field can order',
    ]);
  });

  test('refuses a field without a direction, as JavaScript can write it', () => {
    const fields = { audit: leaf(() => undefined), owners: list('name them', text('name one', check.dnsLabel)) };
    expect(looser(fields, { audit: 'none', owners: ['a'] }, { audit: 'full', owners: ['b'] })).toEqual([
      unranked('audit', "'none'", "'full'"),
      unranked('owners', 'a list', 'a list'),
    ]);
  });

  test('refuses a rank that is no number', () => {
    const fields = {
      audit: field.byRank(
        leaf<string>(() => undefined),
        (value) => Number(value),
      ),
    };
    expect(looser(fields, { audit: 'none' }, { audit: 'full' })).toEqual([unranked('audit', "'none'", "'full'")]);
  });
});

test('either value of a field that has no stricter one is let be', () => {
  const fields = { region: either(text('name it', check.dnsLabel), 'a region is a place') };
  expect(looser(fields, { region: 'eu' }, { region: 'us' })).toEqual([]);
});

describe('variants of a posture', () => {
  type Lost = { readonly data: 'disposable'; readonly copies: number; readonly reset: boolean };
  type Kept = { readonly data: 'protected'; readonly copies: 2 | 3; readonly backups: { readonly days: number } };
  const POSTURES = field.variants<Lost | Kept, 'data'>('data', POSTURE.data, {
    disposable: { copies: more, reset: flag('it says whether it is emptied', { stricter: false }) },
    protected: { copies: only(more, [2, 3], 'one may be lost'), backups: group({ days: more }) },
  });
  const lost = { data: 'disposable', copies: 1, reset: true };
  const kept = { data: 'protected', copies: 2, backups: { days: 7 } };

  test('are compared in the parts that both have', () => {
    expect(looser(POSTURES, kept, lost)).toEqual([]);
    expect(looser(POSTURES, kept, { ...lost, copies: 3 })).toEqual([
      'environments.live.copies: 2 is looser than 3 in qa; it may only be tightened',
    ]);
  });

  test('refuses a looser variant, and a part that neither has', () => {
    expect(looser(POSTURES, { ...lost, copies: 3 }, kept)).toEqual([
      'environments.live.data: disposable is looser than protected in qa; it may only be tightened',
    ]);
    expect(looser(POSTURES, { ...kept, shell: true }, lost)).toEqual([
      'environments.live.shell: true cannot be ranked against nothing in qa; give both a value that its field can order',
    ]);
    expect(looser(POSTURES, { ...kept, backups: { days: 6 } }, kept)).toEqual([
      'environments.live.backups.days: 6 is looser than 7 in qa; it may only be tightened',
    ]);
  });
});

describe('a scale', () => {
  const SCALED = { ...FIELDS, scale: field.scale };
  const scaled = (live: unknown, qa: unknown) => looser(SCALED, { ...LIVE, scale: live }, { ...QA, scale: qa });

  test.each([
    ['the same number', 3, 3],
    ['more', 4, 3],
    ['a range from what was a number', { min: 3, max: 10 }, 3],
    ['a number that is what a range had at the most', 10, { min: 3, max: 10 }],
    ['more at both ends', { min: 4, max: 12, cpu: 50 }, { min: 3, max: 10, cpu: 70 }],
  ])('is let be: %s', (_, live, qa) => {
    expect(scaled(live, qa)).toEqual([]);
  });

  test.each([
    ['fewer', 2, 3, 'scale: 2 is looser than 3 in qa; it may only be tightened'],
    ['fewer at the least', { min: 2, max: 10 }, 3, 'scale.min: 2 is looser than 3 in qa; it may only be tightened'],
    ['fewer at the most', 3, { min: 3, max: 10 }, 'scale.max: 3 is looser than 10 in qa; it may only be tightened'],
  ])('is looser: %s', (_, live, qa, problem) => {
    expect(scaled(live, qa)).toEqual([`environments.live.${problem}`]);
  });

  test.each([
    ['a word', 'many', 3],
    ['a range without an end', { min: 3 }, { min: 3, max: 10 }],
    ['against nothing', 3, undefined],
  ])('refuses what it cannot rank: %s', (_, live, qa) => {
    expect(scaled(live, qa)).not.toEqual([]);
  });

  test('refuses what no workload takes', () => {
    const problems = (scale: unknown) => checkFields({ scale: field.scale }, { scale }, PLACE);
    const form = 'write it as in 3 or { min: 3, max: 10 }';
    expect([3, { min: 2, max: 6 }, { min: 2, max: 6, cpu: 60, memory: 80 }].flatMap(problems)).toEqual([]);
    expect(problems(0)).toEqual([
      `environments.live.scale: 0 is not a whole number of at least 1, or a map of min and max; ${form}`,
    ]);
    expect(problems(undefined)).toEqual([`environments.live.scale: is missing; ${form}`]);
    expect(problems({ min: 3, max: 3 })).toEqual([
      'environments.live.scale: goes from 3 to 3; make max the larger one, or write one number',
    ]);
    expect(problems({ min: 0, max: 6, cpu: 101, cpus: 1 })).toEqual([
      'environments.live.scale.cpus: is not a posture field; did you mean environments.live.scale.cpu?',
      'environments.live.scale.min: 0 is not a whole number of at least 1; write it as in 3',
      'environments.live.scale.cpu: 101 is not a whole number from 1 to 100; write a percentage as in 70',
    ]);
  });
});
