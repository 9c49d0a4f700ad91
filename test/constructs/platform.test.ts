import {
  definePlatform,
  type Environment,
  FACTS as FACT_FIELDS,
  field,
  isPlatform,
  type Platform,
  POSTURE as POSTURE_FIELDS,
  SecureNamespace,
  UserError,
} from '../../constructs';
import { FACTS, POSTURE } from '../support/environment';

const QA = { ...POSTURE, name: 'qa', data: 'disposable' } as const;
const LIVE = { ...POSTURE, name: 'live', data: 'protected', zoneSpread: 'required' } as const;

const { zoneSpread, ...rest } = LIVE;
const MISSPELT = { ...rest, zonespread: zoneSpread };

const PROPS = {
  environments: { qa: QA, live: LIVE },
  posture: POSTURE_FIELDS,
  facts: FACT_FIELDS,
  declare(environment: Environment) {
    new SecureNamespace(environment, 'shop');
  },
};

const EXEMPTION = {
  rule: 'replicas-survive-a-node',
  resource: 'apps/v1/Deployment shop/api',
  field: 'spec.replicas',
  owner: 'shop',
  reason: 'it is being replaced',
  ticket: 'SHOP-1',
  expires: '2027-01-31',
};

/** Defines a platform as JavaScript may, of which no compiler has seen what it is given. */
function define(changes: object): Platform {
  return definePlatform({ ...PROPS, ...changes } as typeof PROPS);
}

function problemsOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    if (UserError.isUserError(error)) return error.problems;
    throw error;
  }
  return [];
}

describe('a platform', () => {
  const platform = definePlatform(PROPS);

  test('has its environments by name, the loosest first, and no rules and exemptions but its own', () => {
    expect(platform).toMatchObject({ environments: ['qa', 'live'], rules: [], exemptions: [], shape: 1 });
    expect(isPlatform(platform)).toBe(true);
    expect(isPlatform({ ...PROPS })).toBe(false);
  });

  test('builds a tree of its own for each call', () => {
    const [first, second] = [platform.tree('qa', FACTS), platform.tree('qa', FACTS)];
    expect(first).not.toBe(second);
    expect(first.posture).toEqual(QA);
    expect(first.node.findAll().map(({ node }) => node.path)).toContain('qa/shop');
  });

  test('makes the same plan of the same facts, under the name of the environment', () => {
    const plan = platform.plan('live', FACTS);
    expect(plan).toMatchObject({ schema: 1, environment: 'live', data: 'protected' });
    expect(JSON.stringify(platform.plan('live', FACTS))).toBe(JSON.stringify(plan));
  });

  test('reads its facts from the keys of its own namespace', () => {
    const own = define({ config: 'shop' });
    const config = { 'shop:cluster': FACTS.cluster, 'shop:vault': FACTS.vault, 'other:key': 1 };
    expect(own.factsFrom(config, 'Pulumi.qa.yaml')).toEqual(FACTS);
    expect(
      problemsOf(() => own.factsFrom({ cluster: FACTS.cluster }, 'Pulumi.qa.yaml', ['Pulumi.qa.yaml: x: y']))[1],
    ).toBe('Pulumi.qa.yaml: config.cluster: has no namespace; write shop:cluster');
  });

  test('is not changed by changing what it was defined by', () => {
    const environments: Record<string, typeof QA> = { qa: { ...QA } };
    const rules: { id: string; check(): [] }[] = [];
    const own = define({ environments, rules });
    environments['other'] = QA;
    rules.push({ id: 'other', check: () => [] });
    expect(own).toMatchObject({ environments: ['qa'], rules: [] });
  });

  test('refuses an environment that it has not, and says which was meant', () => {
    expect(problemsOf(() => platform.tree('liv', FACTS))).toEqual([
      "unknown environment 'liv'; did you mean live? choose one of qa, live",
    ]);
    expect(problemsOf(() => platform.tree('toString', FACTS))).toEqual([
      "unknown environment 'toString'; choose one of qa, live",
    ]);
  });

  test('tells how strict an environment is, and what in one posture is looser than in another', () => {
    expect(platform.posture('live')).toEqual(LIVE);
    expect(problemsOf(() => platform.posture('liv'))).toEqual([
      "unknown environment 'liv'; did you mean live? choose one of qa, live",
    ]);
    expect(platform.looser(QA, LIVE)).toEqual([
      { path: ['data'], value: 'disposable', base: 'protected', ranked: true },
      { path: ['zoneSpread'], value: 'preferred', base: 'required', ranked: true },
    ]);
    expect(platform.looser(LIVE, QA)).toEqual([]);
    expect(platform.looser({ ...LIVE, shell: 'open' }, LIVE)).toEqual([
      { path: ['shell'], value: 'open', base: undefined, ranked: false },
    ]);
  });

  test('refuses a declaration that goes on after it has returned', () => {
    const late = define({ declare: async () => {} });
    expect(problemsOf(() => late.tree('qa', FACTS))).toEqual([
      "'qa' is declared by a function that returns a promise; declare everything before it ends",
    ]);
  });
});

const FIELDS = 'with fields of your own';

test.each<[what: string, changes: object, ...problems: string[]]>([
  [
    'a mistyped option, which is not missing too',
    { environments: undefined, enviroments: { qa: QA } },
    'enviroments: is not an option; did you mean environments?',
    'environments: is missing; give each posture by the name of its environment',
  ],
  [
    'an option that there is not',
    { namespace: 'shop' },
    'namespace: is not an option; the options are environments, posture, facts, declare, exemptions, rules, formerly, registries, metadataAddresses, widestRange, config',
  ],
  ['no environments', { environments: {} }, 'environments: are none; give each posture by the name of its environment'],
  [
    'a list of environments',
    { environments: [QA] },
    'environments: a list is not a map; give each posture by the name of its environment',
  ],
  [
    'a posture under the name of another environment',
    { environments: { qa: LIVE } },
    "environments.qa.name: 'live' is not the environment's own; write 'qa'",
  ],
  [
    'an environment that is called by a number',
    { environments: { 2: { ...LIVE, name: '2' } } },
    'environments.2: is a number, which JavaScript puts before every name; call it e2',
  ],
  [
    'an environment that is looser than the one before it, with both named',
    { environments: { live: LIVE, qa: QA } },
    'environments.qa.data: disposable is looser than protected in live; it may only be tightened',
    'environments.qa.zoneSpread: preferred is looser than required in live; it may only be tightened',
  ],
  [
    'postures that are wrong, all of them at once',
    {
      environments: {
        qa: { ...QA, data: 'protect' },
        live: MISSPELT,
      },
    },
    "environments.qa.data: 'protect' is not one of disposable, protected; it says whether data survives `pulumi destroy`",
    'environments.live.zonespread: is not a posture field; did you mean environments.live.zoneSpread?',
  ],
  [
    'a posture that is none',
    { environments: { qa: 'qa' } },
    "environments.qa: 'qa' is not a map; give it name, data, zoneSpread, enforcement",
  ],
  [
    'no fields for postures',
    { posture: undefined },
    `posture: is missing; write POSTURE, or { ...POSTURE, … } ${FIELDS}`,
  ],
  [
    'a field that is none',
    { facts: { ...FACT_FIELDS, region: 'eu' } },
    "facts.region: 'eu' is not a field; make it by field.text(), field.count(), field.group() or another of them",
  ],
  [
    'fields without those that every platform has',
    { posture: { name: POSTURE_FIELDS.name } },
    `posture: has no fields for data, zoneSpread, enforcement; write POSTURE, or { ...POSTURE, … } ${FIELDS}`,
  ],
  [
    'a field of postures that does not say which way is stricter',
    { posture: { ...POSTURE_FIELDS, name: field.text('any', () => undefined) } },
    'posture.name: does not say which way is stricter; rank it, or say by field.either() why no value is stricter',
  ],
  [
    'a declaration that is no function',
    { declare: {} },
    'declare: a map is not a function; write what runs, as in (environment) => { … }',
  ],
  ['no declaration', { declare: undefined }, 'declare: is missing; write what runs, as in (environment) => { … }'],
  ['exemptions that are no list', { exemptions: EXEMPTION }, 'exemptions: a map is not a list; write [] for none'],
  [
    'an exemption without an owner, and with a mistyped part',
    { exemptions: [EXEMPTION, { ...EXEMPTION, owner: undefined, tickt: 'SHOP-1' }] },
    'exemptions[1].tickt: is not a part; did you mean exemptions[1].ticket?',
    'exemptions[1].owner: is missing; name the team that answers for it',
  ],
  [
    'an exemption that names no violation',
    { exemptions: [{ ...EXEMPTION, field: undefined }] },
    'exemptions[0]: names no violation; give the field of the one that it excuses, or its fingerprint',
  ],
  ['rules that are no list', { rules: {} }, 'rules: a map is not a list; write [] for none'],
  [
    'a rule that is none',
    { rules: ['images-pinned'] },
    "rules[0]: 'images-pinned' is not a rule; write it by defineRule of @dwcp/baseline/policies",
  ],
  [
    'a namespace with a colon',
    { config: 'shop:' },
    "config: 'shop:' is not a namespace of configuration; write it as in 'shop', for keys such as shop:cluster",
  ],
  [
    "a provider's namespace",
    { config: 'vault' },
    "config: 'vault' is for what Pulumi and its providers read; write a name of your own",
  ],
])('refuses %s', (_, changes, ...problems) => {
  expect(problemsOf(() => define(changes))).toEqual(problems.map((problem) => `definePlatform: ${problem}`));
});

test.each([undefined, null, 'platform', () => PROPS])('refuses %p for what defines a platform', (given: unknown) => {
  expect(problemsOf(() => definePlatform(given as never))).toHaveLength(1);
});
