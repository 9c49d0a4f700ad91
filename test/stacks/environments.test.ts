import { App } from 'cdk8s';
import { checked, definePlatform, looserFields, UserError } from '../../constructs';
import { containerResources } from '../../constructs/workload/resources';
import { environments } from '../../stacks/environments';
import { dev } from '../../stacks/environments/dev';
import { posture as fields } from '../../stacks/environments/fields';
import type { EnvironmentPosture } from '../../stacks/environments/posture';
import { production } from '../../stacks/environments/production';
import { staging } from '../../stacks/environments/staging';
import { facts, type PlatformFacts } from '../../stacks/facts';
import { dwcp } from '../../stacks/platform';
import { referenceTree } from '../support/reference';
import { problemsOf } from './facts/valid';

const FILE = 'stacks/environments/production.ts';
const PLACE = { before: `${FILE}: `, root: '', noun: 'field', whole: 'the posture' };
const checkPosture = (posture: unknown) => checked<EnvironmentPosture>(fields, posture, PLACE);
const loosenings = (stricter: unknown, base: EnvironmentPosture) =>
  looserFields<EnvironmentPosture>(fields, stricter, { name: base.name, value: base }, PLACE);

/** The reference platform, with another posture of production. */
const withProduction = (posture: unknown) =>
  definePlatform<EnvironmentPosture, PlatformFacts>({
    environments: { ...environments, production: posture as EnvironmentPosture },
    posture: fields,
    facts,
    declare: dwcp,
  });

describe('every environment', () => {
  test.each(Object.entries(environments))('%s is found by the name that it gives itself', (name, posture) => {
    expect(posture.name).toBe(name);
    expect(referenceTree(name).posture).toEqual(posture);
  });

  test('is refused where it is illegal or looser than the one before it, compiled or not', () => {
    expect(problemsOf(() => withProduction(changed('redis.storage', '1Gi')))).toEqual([
      'definePlatform: environments.production.redis.storage: 1Gi is looser than 5Gi in staging; it may only be tightened',
    ]);
    expect(problemsOf(() => withProduction(changed('redis.storage', '1 Gi')))).toEqual([
      "definePlatform: environments.production.redis.storage: '1 Gi' is not disk in whole Gi; write it as in '50Gi'",
    ]);
  });

  test('is refused under the name of another, into whose Vault mounts it would be planned', () => {
    expect(problemsOf(() => withProduction(staging))).toEqual([
      "definePlatform: environments.production.name: 'staging' is not the environment's own; write 'production'",
    ]);
  });

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(environments))).toEqual(environments);
  });
});

describe('production may only tighten what staging has', () => {
  test('and does, as staging does what dev has', () => {
    expect(loosenings(production, staging)).toEqual([]);
    expect(loosenings(staging, dev)).toEqual([]);
  });

  test('names every field that is looser, sizes and lifetimes included', () => {
    const loose: EnvironmentPosture = {
      ...dev,
      name: 'production',
      worker: { scale: 3, resources: { cpu: '250m', memory: '1Gi' } },
      redis: { ...dev.redis, storage: '4Gi' },
    };
    expect(loosenings(loose, staging)).toEqual([
      'stacks/environments/production.ts: data: disposable is looser than protected in staging; it may only be tightened',
      'stacks/environments/production.ts: zoneSpread: preferred is looser than required in staging; it may only be tightened',
      'stacks/environments/production.ts: enforcement: audit-allowed is looser than enforced in staging; it may only be tightened',
      'stacks/environments/production.ts: postgres.instances: 1 is looser than 3 in staging; it may only be tightened',
      'stacks/environments/production.ts: postgres.storage: 10Gi is looser than 50Gi in staging; it may only be tightened',
      'stacks/environments/production.ts: postgres.resources.cpu: 250m is looser than 500m in staging; it may only be tightened',
      'stacks/environments/production.ts: postgres.resources.memory: 1Gi is looser than 2Gi in staging; it may only be tightened',
      'stacks/environments/production.ts: postgres.pooler.instances: 1 is looser than 2 in staging; it may only be tightened',
      'stacks/environments/production.ts: postgres.credentials.ttlHours: 24 is looser than 12 in staging; it may only be tightened',
      'stacks/environments/production.ts: redis.storage: 4Gi is looser than 5Gi in staging; it may only be tightened',
      'stacks/environments/production.ts: redis.resources.memory: 256Mi is looser than 512Mi in staging; it may only be tightened',
    ]);
  });

  test('compares memory across units', () => {
    const memory = (size: '1Gi' | '1024Mi' | '1023Mi'): EnvironmentPosture => ({
      ...production,
      report: { resources: { cpu: '100m', memory: size } },
    });
    expect(loosenings(memory('1024Mi'), memory('1Gi'))).toEqual([]);
    expect(loosenings(memory('1023Mi'), memory('1Gi'))).toHaveLength(1);
  });

  test('counts data that goes with the environment as looser', () => {
    const base: EnvironmentPosture = { ...production, name: 'staging' };
    expect(loosenings({ ...production, data: 'disposable' }, base)).toEqual([
      'stacks/environments/production.ts: data: disposable is looser than protected in staging; it may only be tightened',
    ]);
  });
});

/** Where the compiler judges a posture. */
const legal = (posture: EnvironmentPosture): EnvironmentPosture => posture;
const onePooler = { ...production.postgres, pooler: { ...production.postgres.pooler, instances: 1 } };

test.each<[what: string, posture: EnvironmentPosture]>([
  // @ts-expect-error
  ['two Postgres instances', legal({ ...dev, postgres: { ...dev.postgres, instances: 2 } })],
  // @ts-expect-error
  ['protected data in one instance', legal({ ...production, postgres: { ...production.postgres, instances: 1 } })],
  // @ts-expect-error
  ['protected data behind one pooler', legal({ ...production, postgres: onePooler })],
  // @ts-expect-error
  ['protected data that does not wait for its zone', legal({ ...production, zoneSpread: 'preferred' })],
  // @ts-expect-error
  ['protected data without default deny', legal({ ...production, enforcement: 'audit-allowed' })],
  // @ts-expect-error
  ['protected data served by one pod', legal({ ...production, api: { ...production.api, scale: 1 } })],
  // @ts-expect-error
  ['a field that nobody reads', legal({ ...dev, debug: true })],
  // @ts-expect-error
  ['CPU in cores', legal({ ...dev, report: { resources: { cpu: '0.25', memory: '256Mi' } } })],
  // @ts-expect-error
  ['memory in decimal units', legal({ ...dev, report: { resources: { cpu: '100m', memory: '256M' } } })],
])('neither compiles nor runs: %s', (_, posture) => {
  expect(() => checkPosture(posture)).toThrow(UserError);
});

const GIVE = 'give it name, data, zoneSpread, enforcement, api, worker, report, postgres, redis';

describe('a posture that the compiler did not see', () => {
  test.each<[what: string, field: string, value: unknown, ...problems: string[]]>([
    [
      'two Postgres instances',
      'postgres.instances',
      2,
      'postgres.instances: 2 is not one of 3, 5; protected data needs a standby when an instance is lost',
    ],
    [
      'no pods',
      'api.scale',
      0,
      'api.scale: 0 is not one of 2, 3, 4, 5, 6, 7, 8, 9; one may be lost without an outage, and above 9 load should decide',
    ],
    [
      'a scale in quotes',
      'worker.scale',
      '3',
      "worker.scale: '3' is not one of 2, 3, 4, 5, 6, 7, 8, 9; one may be lost without an outage, and above 9 load should decide",
    ],
    [
      'CPU without a unit',
      'api.resources.cpu',
      '250',
      "api.resources.cpu: '250' is not CPU in whole thousandths of a core; write it as in '250m'",
    ],
    [
      'memory in decimal units',
      'redis.resources.memory',
      '512MB',
      "redis.resources.memory: '512MB' is not memory in whole Mi or Gi; write it as in '512Mi'",
    ],
    [
      'negative disk',
      'postgres.storage',
      '-5Gi',
      "postgres.storage: '-5Gi' is not disk in whole Gi; write it as in '50Gi'",
    ],
    [
      'a negative lifetime',
      'postgres.credentials.ttlHours',
      -1,
      'postgres.credentials.ttlHours: -1 is not a whole number of at least 1; write it as in 3',
    ],
    [
      'no lifetime',
      'postgres.credentials.ttlHours',
      0,
      'postgres.credentials.ttlHours: 0 is not a whole number of at least 1; write it as in 3',
    ],
    [
      'half an hour',
      'postgres.credentials.ttlHours',
      0.5,
      'postgres.credentials.ttlHours: 0.5 is not a whole number of at least 1; write it as in 3',
    ],
    [
      'one hour and a half',
      'postgres.credentials.ttlHours',
      1.5,
      'postgres.credentials.ttlHours: 1.5 is not a whole number of at least 1; write it as in 3',
    ],
    [
      'an unknown kind of data',
      'data',
      'durable',
      "data: 'durable' is not one of disposable, protected; it says whether data survives `pulumi destroy`",
    ],
    [
      'an audit where data is protected',
      'enforcement',
      'audit-allowed',
      "enforcement: 'audit-allowed' is not enforced; protected data is never without default deny",
    ],
    ['a list for an object', 'report', [], 'report: a list is not a map; give it resources'],
    ['a missing part', 'redis', undefined, 'redis: is missing; give it storage, resources'],
    [
      'a field that nobody reads',
      'debug',
      true,
      'debug: is not a field; the fields here are name, data, zoneSpread, enforcement, api, worker, report, postgres, redis',
    ],
    ['a mistyped field', 'api.scal', 2, 'api.scal: is not a field; did you mean api.scale?'],
    [
      'a name that no Vault path can have',
      'name',
      'Production 1',
      "name: 'Production 1' is not a DNS label (1 to 63 lower-case letters, digits and inner hyphens); name the environment by one, as in 'staging': it is part of every Vault path",
    ],
  ])('refuses %s', (_, field, value, ...problems) => {
    expect(problemsOf(() => checkPosture(changed(field, value)))).toEqual(problems.map((line) => `${FILE}: ${line}`));
  });

  test('reports all problems together', () => {
    const posture = changed('postgres.instances', 4, changed('worker', null, changed('redis.storage', '5')));
    expect(problemsOf(() => checkPosture(posture))).toEqual([
      `${FILE}: worker: has no value; give it scale, resources`,
      `${FILE}: postgres.instances: 4 is not one of 3, 5; protected data needs a standby when an instance is lost`,
      `${FILE}: redis.storage: '5' is not disk in whole Gi; write it as in '50Gi'`,
    ]);
  });

  test.each([undefined, null, 'production', []])('refuses %p for a posture', (value) => {
    expect(problemsOf(() => checkPosture(value))[0]).toMatch(
      new RegExp(`^stacks/environments/production.ts: the posture: .*; ${GIVE}$`),
    );
  });
});

/** Production, with the field at a dotted path set; undefined leaves it out. */
function changed(path: string, value: unknown, posture: unknown = structuredClone(production)): unknown {
  const fields = path.split('.');
  const last = fields.pop()!;
  const parent = fields.reduce<any>((object, field) => object[field], posture);
  parent[last] = value;
  if (value === undefined) {
    delete parent[last];
  }
  return posture;
}

test('a container may use the memory it was promised, and idle CPU', () => {
  expect(containerResources(new App(), { cpu: '250m', memory: '512Mi' })).toEqual({
    requests: { cpu: '250m', memory: '512Mi' },
    limits: { memory: '512Mi' },
  });
});
