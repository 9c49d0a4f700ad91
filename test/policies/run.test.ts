import type { Resource } from '../../constructs/plan/resource';
import {
  failsCheck,
  judge,
  message,
  type FormerRule as Rule,
  rules,
  Unknowable,
  type Verdict,
  who,
} from '../../policies/index';
import { namespacesDenyByDefault } from '../../policies/rules/network/namespaces-deny-by-default';
import { object, vault } from './support';

const api = object('apps/v1', 'Deployment', {}, 'api');
const web = object('apps/v1', 'Deployment', {}, 'web');
const role = vault('vault:database/secretBackendRole:SecretBackendRole', 'database/roles/api', {});
const violation = { field: 'spec.x', problem: 'it is wrong', fix: 'make it right' };

const rule = (check: Extract<Rule, { judges: 'kubernetes' }>['check'], level: Rule['level'] = 'mandatory'): Rule => ({
  id: 'all-is-well',
  description: 'All is well.',
  level,
  judges: 'kubernetes',
  check,
});
const planRule = (check: Extract<Rule, { judges: 'plan' }>['check']): Rule => ({
  id: 'together-well',
  description: 'All is well together.',
  level: 'mandatory',
  judges: 'plan',
  check,
});
const outcomes = (verdicts: readonly Verdict[]) => verdicts.map(({ resource, outcome }) => `${outcome} ${resource}`);

test('names a resource and what is wrong with it in one line', () => {
  expect(message(who(api), violation)).toBe('Deployment shop/api: it is wrong (spec.x); make it right');
  expect(message(who(role), violation)).toBe(
    'SecretBackendRole database/roles/api: it is wrong (spec.x); make it right',
  );
});

test('gives one verdict for each resource that a rule judges, and none for the others', () => {
  const judging = rule(({ object }) => (object.metadata.name === 'web' ? [violation] : []));
  expect(judge([api, web, role], [judging])).toEqual([
    { rule: 'all-is-well', level: 'mandatory', resource: api.id, outcome: 'pass', violations: [], messages: [] },
    {
      rule: 'all-is-well',
      level: 'mandatory',
      resource: web.id,
      outcome: 'fail',
      violations: [violation],
      messages: ['Deployment shop/web: it is wrong (spec.x); make it right'],
    },
  ]);
  expect(judge([api, web], [rule(() => undefined)])).toEqual([]);
});

test('hands Vault rules what is in Vault, and nothing else', () => {
  const judging: Rule = { id: 'v', description: '', level: 'mandatory', judges: 'vault', check: () => [] };
  expect(outcomes(judge([api, role], [judging]))).toEqual([`pass ${role.id}`]);
});

describe('a rule about the plan', () => {
  test('gives one verdict for each resource that it finds wrong', () => {
    const judging = planRule((plan) =>
      plan.flatMap(({ id }) => [
        { ...violation, resource: id },
        { ...violation, resource: id },
      ]),
    );
    const verdicts = judge([api, web], [judging]);
    expect(outcomes(verdicts)).toEqual([`fail ${api.id}`, `fail ${web.id}`]);
    expect(verdicts[1]?.messages).toEqual(Array(2).fill('Deployment shop/web: it is wrong (spec.x); make it right'));
  });

  test('passes the plan as a whole', () => {
    expect(outcomes(judge([api, web], [planRule(() => [])]))).toEqual(['pass plan']);
    expect(judge([api, web], [planRule(() => undefined)])).toEqual([]);
  });
});

describe('a rule that cannot tell', () => {
  const throwing = (error: unknown) => () => {
    throw error;
  };

  test.each([
    [new Unknowable('spec.template', 'a list was expected'), 'a list was expected (spec.template)'],
    [
      new TypeError("Cannot read properties of undefined (reading 'x')"),
      "Cannot read properties of undefined (reading 'x') (shop/api)",
    ],
    ['a thrown text', 'a thrown text (shop/api)'],
  ])('says unknown, and why: %s', (error, why) => {
    const verdicts = judge([api], [rule(throwing(error)), rule(() => [])]);
    expect(outcomes(verdicts)).toEqual([`unknown ${api.id}`, `pass ${api.id}`]);
    expect(verdicts[0]?.messages).toEqual([
      `Deployment shop/api: rule 'all-is-well' cannot judge it: ${why}; write it as the rule can read it`,
    ]);
  });

  test('says so of the plan as well', () => {
    expect(outcomes(judge([api], [planRule(throwing(new Error('no')))]))).toEqual(['unknown plan']);
  });

  test.each([undefined, null])('says so of an object whose metadata is %s, by its id', (metadata) => {
    const lost: Resource = {
      ...api,
      id: 'the third of api.yaml',
      object: { ...api.object, metadata: metadata as never },
    };
    const reading = rule(({ object }) => (object.metadata.name === 'web' ? [violation] : []));
    expect(judge([lost], [reading])).toEqual([
      expect.objectContaining({
        outcome: 'unknown',
        messages: [expect.stringMatching(/^the third of api\.yaml: rule 'all-is-well' cannot judge it/)],
      }),
    ]);
    expect(judge([lost], [namespacesDenyByDefault]).flatMap(({ messages }) => messages)).toEqual([
      "plan: rule 'namespaces-deny-by-default' cannot judge it: 'the third of api.yaml' has none (metadata); " +
        'write it as the rule can read it',
    ]);
    expect(failsCheck(judge([lost]))).toBe(true);
  });

  test('fails the check', () => {
    expect(failsCheck(judge([api], [rule(throwing(new Error('no')))]))).toBe(true);
    expect(failsCheck(judge([api], [rule(throwing(new Error('no')), 'advisory')]))).toBe(false);
  });
});

test('a check fails on what is mandatory and wrong, and on nothing else', () => {
  expect(failsCheck(judge([api], [rule(() => [violation])]))).toBe(true);
  expect(failsCheck(judge([api], [rule(() => [violation], 'advisory')]))).toBe(false);
  expect(failsCheck(judge([api], [rule(() => [])]))).toBe(false);
  expect(failsCheck([])).toBe(false);
});

describe('the rules of the baseline', () => {
  test('have names of their own, each that of its file, and say why', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id, description } of rules) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(description).toMatch(/^[A-Z].*, (because|so that) .*\.$|^[A-Z].*\.$/);
    }
  });

  test('answer unknown, never pass, for an object that is broken through and through', () => {
    const broken = { spec: 1, template: 1, metadata: { name: 'api', namespace: 'shop' } };
    const kinds = [
      ['v1', 'Pod'],
      ['apps/v1', 'Deployment'],
      ['batch/v1', 'CronJob'],
      ['networking.k8s.io/v1', 'NetworkPolicy'],
      ['security.istio.io/v1', 'PeerAuthentication'],
      ['security.istio.io/v1', 'AuthorizationPolicy'],
      ['secrets.hashicorp.com/v1beta1', 'VaultConnection'],
    ] as const;
    for (const [apiVersion, kind] of kinds) {
      const verdicts = judge([object(apiVersion, kind, broken)]);
      expect(verdicts.some(({ outcome }) => outcome === 'unknown')).toBe(true);
      expect(verdicts.filter(({ outcome }) => outcome === 'pass')).toEqual([]);
    }
  });
});
