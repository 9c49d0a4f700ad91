import { App } from 'cdk8s';
import {
  definePlatform,
  Environment,
  FACTS as FACT_FIELDS,
  parsePlan,
  planOf,
  POSTURE as RANKED,
} from '../../../constructs';
import { FACTS, POSTURE } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';

const HOW = "write registries as images begin with them, as in ['registry.example.com/shop']";

function environment(registries: unknown): Environment {
  const given = registries === undefined ? {} : { registries: registries as string[] };
  return new Environment(new App(), 'test', { posture: POSTURE, facts: FACTS, ...given });
}

function platform(registries: unknown) {
  return definePlatform({
    environments: { test: POSTURE },
    posture: RANKED,
    facts: FACT_FIELDS,
    declare: () => {},
    registries: registries as string[],
  });
}

test.each([
  ['a host', 'registry.example.com'],
  ['a host with a port', 'registry.example.com:443'],
  ['a path of a host', 'registry.example.com/shop/team-a'],
  ['the machine itself', 'localhost/shop'],
  ['a host without a dot, but with a port', 'mirror:5000/shop'],
])('a plan has the registries that its platform lists, and so has what is read of it: %s', (_, registry) => {
  const plan = planOf(environment([registry]));
  expect(plan.registries).toEqual([registry]);
  expect(parsePlan(JSON.stringify(plan))).toEqual(plan);
  expect(platform([registry]).registries).toEqual([registry]);
  expect(platform([registry]).plan('test', FACTS).registries).toEqual([registry]);
});

test('one whose platform lists none has none', () => {
  expect(planOf(environment(undefined))).not.toHaveProperty('registries');
});

test.each<[what: string, registries: unknown, ...problems: string[]]>([
  ['what is no list', 'registry.example.com', `registries: 'registry.example.com' is not a list; ${HOW}`],
  ['an empty list, by which nothing may run', [], `registries: is an empty list; ${HOW}`],
  ['a name without a host', ['shop'], `registries[0]: 'shop' is no registry; ${HOW}`],
  ['a path without a host', ['library/redis'], `registries[0]: 'library/redis' is no registry; ${HOW}`],
  [
    'an address',
    ['https://registry.example.com'],
    `registries[0]: 'https://registry.example.com' is no registry; ${HOW}`,
  ],
  ['a slash at the end', ['registry.example.com/'], `registries[0]: 'registry.example.com/' is no registry; ${HOW}`],
  ['a pattern', ['*.example.com'], `registries[0]: '*.example.com' is no registry; ${HOW}`],
  [
    'an image',
    ['registry.example.com/shop/api:2'],
    "registries[0]: 'registry.example.com/shop/api:2' is one image of a registry; leave out its tag and digest",
  ],
])('refuses %s, from an environment and from a platform', (_, registries, ...problems) => {
  expect(problemsOf(() => environment(registries))).toEqual(problems.map((problem) => `'test' ${problem}`));
  expect(problemsOf(() => platform(registries))).toEqual(problems.map((problem) => `definePlatform: ${problem}`));
});
