import { App, Chart } from 'cdk8s';
import {
  definePlatform,
  Environment,
  FACTS as FACT_FIELDS,
  type FormerIds,
  KubernetesObject,
  parsePlan,
  planOf,
  POSTURE as RANKED,
} from '../../../constructs';
import { FACTS, POSTURE } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';

const NOW = 'v1/ConfigMap shop/settings';
const BEFORE = 'v1/ConfigMap shop/options';
const HOW = "write ids as `dwcp preview` does, as in { 'v1/Service shop/api': ['v1/Service shop/web'] }";

function declare(environment: Environment, ...names: readonly string[]): Environment {
  const chart = new Chart(environment, 'shop');
  for (const name of names) {
    const metadata = { name, namespace: 'shop' };
    new KubernetesObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata });
  }
  return environment;
}

function environment(formerly: unknown): Environment {
  return new Environment(new App(), 'test', { posture: POSTURE, facts: FACTS, formerly: formerly as FormerIds });
}

function formerIn(formerly: FormerIds): unknown {
  return planOf(declare(environment(formerly), 'settings')).resources.map((resource) => resource.formerly);
}

test('a resource has the ids that it had before, in its plan and in what is read of it', () => {
  const plan = planOf(declare(environment({ [NOW]: [BEFORE] }), 'settings'));
  expect(plan.resources).toMatchObject([{ id: NOW, formerly: [BEFORE] }]);
  expect(parsePlan(JSON.stringify(plan))).toEqual(plan);
});

test('one that was never called otherwise says nothing, and one that an environment does not have says nothing there', () => {
  expect(formerIn({})).toEqual([undefined]);
  expect(formerIn({ 'v1/ConfigMap till/settings': ['v1/ConfigMap till/options'] })).toEqual([undefined]);
});

test('a platform says it for all of its environments', () => {
  const platform = definePlatform({
    environments: { test: POSTURE },
    posture: RANKED,
    facts: FACT_FIELDS,
    declare: (one) => void declare(one, 'settings'),
    formerly: { [NOW]: [BEFORE] },
  });
  expect(platform.plan('test', FACTS).resources).toMatchObject([{ id: NOW, formerly: [BEFORE] }]);
});

test.each<[what: string, formerly: unknown, ...problems: string[]]>([
  ['what is no map', ['x'], `formerly: a list is not a map; ${HOW}`],
  ['an id instead of a list of them', { [NOW]: BEFORE }, `formerly['${NOW}']: '${BEFORE}' is not a list; ${HOW}`],
  [
    'ids that are none, all at once',
    { settings: ['options'], 'vault:index/mount:Mount ': [BEFORE] },
    `formerly.settings: 'settings' is no id of a resource; ${HOW}`,
    `formerly.settings[0]: 'options' is no id of a resource; ${HOW}`,
    `formerly['vault:index/mount:Mount ']: 'vault:index/mount:Mount ' is no id of a resource; ${HOW}`,
  ],
  [
    'another kind, of which nothing is kept',
    { [NOW]: ['v1/Secret shop/options', 'vault:index/mount:Mount shop'] },
    `formerly['${NOW}'][0]: 'v1/Secret shop/options' is of another kind; nothing of it is kept, so leave it out`,
    `formerly['${NOW}'][1]: 'vault:index/mount:Mount shop' is of another kind; nothing of it is kept, so leave it out`,
  ],
  [
    'one that became two',
    { [NOW]: [BEFORE], 'v1/ConfigMap shop/more': [BEFORE] },
    `formerly['v1/ConfigMap shop/more'][0]: '${BEFORE}' became '${NOW}' already; say of one what it was`,
  ],
])('refuses %s, from an environment and from a platform', (_, formerly, ...problems) => {
  expect(problemsOf(() => environment(formerly))).toEqual(problems.map((problem) => `'test' ${problem}`));
  const platform = { environments: { test: POSTURE }, posture: RANKED, facts: FACT_FIELDS, declare: () => {} };
  expect(problemsOf(() => definePlatform({ ...platform, formerly: formerly as FormerIds }))).toEqual(
    problems.map((problem) => `definePlatform: ${problem}`),
  );
});

test('takes a kind that went to another group for the same one', () => {
  const formerly = { 'networking.k8s.io/v1/Ingress shop/api': ['extensions/v1beta1/Ingress shop/web'] };
  expect(problemsOf(() => environment(formerly))).toEqual([]);
});

test('refuses that something became another, and is still there', () => {
  expect(problemsOf(() => planOf(declare(environment({ [NOW]: [BEFORE] }), 'settings', 'options')))).toEqual([
    `'test' has '${BEFORE}', and \`formerly\` says that it became '${NOW}'; take it out of one of them`,
  ]);
  const plan = planOf(declare(environment({}), 'settings', 'options'));
  const resources = plan.resources.map((one) => (one.id === NOW ? { ...one, formerly: [BEFORE] } : one));
  expect(problemsOf(() => parsePlan({ ...plan, resources }, 'plan.json'))).toEqual([
    `plan.json: '${NOW}' was '${BEFORE}' formerly, which is in it too; make the plan again`,
  ]);
});

test('is a copy: what changes afterwards is not in the plan', () => {
  const formerly: Record<string, string[]> = { [NOW]: [BEFORE] };
  const tree = declare(environment(formerly), 'settings');
  formerly[NOW]!.push('v1/ConfigMap shop/others');
  expect(planOf(tree).resources[0]!.formerly).toEqual([BEFORE]);
});
