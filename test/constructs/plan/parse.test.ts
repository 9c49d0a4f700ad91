import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import * as fc from 'fast-check';
import { type Plan, parsePlan, UserError } from '../../../constructs';
import { PLAN_JSON_SCHEMA } from '../../../constructs/plan/schema';
import { problemsOfShape } from '../../../constructs/plan/shape';
import { referencePlan } from '../../support/reference';

const ROOT = join(__dirname, '..', '..', '..');
const ENVIRONMENTS = ['dev', 'staging', 'production'];

const isPlan = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(PLAN_JSON_SCHEMA);
const plan = referencePlan;
const copy = () => JSON.parse(JSON.stringify(plan('dev'))) as any;

function problemsOf(json: unknown): readonly string[] {
  try {
    parsePlan(json, 'plan.json');
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** What is wrong with the plan of dev when this was done to it. */
function broken(change: (plan: any) => void): readonly string[] {
  const value = copy();
  change(value);
  return problemsOf(JSON.stringify(value));
}

describe('the schema', () => {
  test('is in the package as it is in the code; `npm run generate` writes it', () => {
    const file = join(ROOT, 'constructs', 'plan', 'plan.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(PLAN_JSON_SCHEMA);
  });

  test.each(ENVIRONMENTS)('holds for %s, by a validator of others', (name) => {
    expect([isPlan(JSON.parse(JSON.stringify(plan(name)))), isPlan.errors]).toEqual([true, null]);
  });

  test('our reading of it and that of others agree, whatever happens to a plan', () => {
    const small = copy();
    const first = (list: any[]) => [list.find((one) => one.api === 'vault'), ...list.slice(0, 2)].filter(Boolean);
    const base = { ...small, resources: first(small.resources), ends: first(small.ends), edges: first(small.edges) };
    const places = placesIn(base);
    const damage = fc.record({
      place: fc.constantFrom(...places),
      // Each its own: of one that is shared, a later damage could put the value into itself.
      value: fc
        .constantFrom(undefined, null, '', 'x', 0, 7, 70_000, true, [], {}, [{}], ['x'], { x: 'y' })
        .map((value) => structuredClone(value)),
      extra: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (all) => {
        const value = JSON.parse(JSON.stringify(all.reduce(damaged, structuredClone(base)))) as unknown;
        expect(problemsOfShape(PLAN_JSON_SCHEMA, value, '').length === 0).toBe(isPlan(value));
      }),
      { numRuns: 500 },
    );
  });
});

describe('parsePlan', () => {
  test.each(ENVIRONMENTS)('makes of the JSON of %s the plan that it was', (name) => {
    expect(parsePlan(JSON.stringify(plan(name)))).toEqual(plan(name));
    expect(parsePlan(plan(name))).toEqual(plan(name));
  });

  test('leaves out what stands beside a plan, such as verdicts', () => {
    expect(parsePlan({ ...plan('dev'), verdicts: [] })).toEqual(plan('dev'));
  });

  test('refuses what was cut off', () => {
    const text = JSON.stringify(plan('dev'));
    expect(problemsOf(text.slice(0, text.length / 2))).toEqual([
      expect.stringMatching(/^plan\.json: is not JSON, or was cut off \(.+\); make the plan again$/),
    ]);
  });

  test.each<[string, unknown]>([
    ['nothing', ''],
    ['a text', '"production"'],
    ['a list of resources', []],
    ['what another tool prints', { resources: [] }],
    ['null', null],
  ])('refuses %s', (what, json) => {
    const expected =
      what === 'nothing'
        ? expect.stringMatching(/^plan\.json: is not JSON/)
        : 'plan.json: is no plan, since it has no schema; pass what `dwcp preview --json` prints';
    expect(problemsOf(json)).toEqual([expected]);
  });

  test('refuses a plan of a later version, and says nothing else about it', () => {
    expect(problemsOf({ schema: 2, everything: 'is other' })).toEqual([
      'plan.json: is a plan of schema 2, and this version of @dwcp/baseline reads 1; update it',
    ]);
  });

  test('refuses a version that never was', () => {
    expect(broken((value) => (value.schema = '1'))).toEqual([
      'plan.json: schema is "1", where 1 was expected; make the plan again',
    ]);
  });

  test('refuses wrong shapes, all of them at once and each with its field', () => {
    expect(
      broken((value) => {
        delete value.environment;
        value.data = 'protect';
        value.cluster.podCIDRs = value.cluster.podCidrs;
        delete value.cluster.podCidrs;
        value.resources[0].dependsOn = 'v1/Namespace dwcp';
        value.edges[0].port = 0;
        value.ends[0].role = null;
      }),
    ).toEqual(
      [
        'environment is missing',
        'data is "protect", where protected or disposable was expected',
        'cluster.podCidrs is missing',
        'cluster.podCIDRs is no field of it, which has podCidrs',
        'resources[0].dependsOn is "v1/Namespace dwcp", where a list was expected',
        'ends[0].role is null, where workload or infrastructure or external was expected',
        'edges[0].port is 0, where a whole number from 1 to 65535 was expected',
      ].map((problem) => `plan.json: ${problem}; make the plan again`),
    );
  });

  test('refuses what contradicts itself, since somebody changed it by hand', () => {
    const [namespace, second] = plan('dev').resources;
    expect(
      broken((value) => {
        value.resources[0].data = false;
        value.resources[0].name = 'other';
        value.resources[1].dependsOn = ['v1/Namespace nowhere'];
        value.edges[0].from = 'nobody';
        value.cluster.nodeCidrs = ['10.0.0.0/08'];
      }),
    ).toEqual(
      [
        "cluster.nodeCidrs[0] is '10.0.0.0/08', which is no range of addresses",
        `resources[0].name is "other", where its body says "${namespace!.name}"`,
        'resources[0].data is false, where its body says true',
        "resources[1].dependsOn names 'v1/Namespace nowhere', which does not come before it",
        "edges[0] names 'nobody', which is no end of it",
      ].map((problem) => `plan.json: ${problem}; make the plan again`),
    );
    expect(broken((value) => value.resources.splice(1, 1, value.resources[0]))).toContain(
      `plan.json: resources[1].id is '${namespace!.id}', as that of one before it; make the plan again`,
    );
    expect(second).toBeDefined();
  });

  test('refuses one object in two versions of its kind', () => {
    const { resources } = plan('dev');
    const index = resources.findIndex(({ kind }) => kind === 'HTTPRoute');
    const problems = broken((value) => {
      const other = JSON.parse(JSON.stringify(value.resources[index]).replaceAll('k8s.io/v1', 'k8s.io/v1beta1'));
      value.resources.splice(index + 1, 0, other);
    });
    expect(problems).toContain(
      `plan.json: resources[${index + 1}].id is '${resources[index]!.id.replace('k8s.io/v1', 'k8s.io/v1beta1')}', ` +
        `the same object as '${resources[index]!.id}' before it; make the plan again`,
    );
  });

  test('tells the first problems of very many, and how many more there are', () => {
    const problems = broken((value) => {
      for (const edge of value.edges) delete edge.port;
    });
    expect(problems).toHaveLength(21);
    expect(problems[20]).toBe(`plan.json: and ${plan('dev').edges.length - 20} more`);
  });
});

type Place = readonly (string | number)[];

function placesIn(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  return [place, ...Object.entries(value).flatMap(([key, entry]) => placesIn(entry, [...place, key]))].filter(
    ({ length }) => length > 0,
  );
}

/** A plan with one value replaced, or with one more beside it. */
function damaged(plan: Plan, { place, value, extra }: { place: Place; value: unknown; extra: boolean }): Plan {
  const parent = place.slice(0, -1).reduce<any>((inner, key) => inner?.[key], plan);
  if (typeof parent === 'object' && parent !== null) parent[extra ? 'extra' : place.at(-1)!] = value;
  return plan;
}
