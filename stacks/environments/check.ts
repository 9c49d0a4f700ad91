import { inspect } from 'node:util';
import { nearest } from '../../constructs/fields/nearest';
import { UserError } from '../../constructs/invalid';
import type { CpuQuantity, MemoryQuantity, StorageQuantity } from '../../constructs/workload/resources';
import {
  type Disposable,
  type EnvironmentPosture,
  POSTGRES_INSTANCES,
  PROTECTED_POSTGRES_INSTANCES,
  type Protected,
  SEVERAL,
} from './posture';

/** What is wrong with a value and what to write; undefined if nothing is. */
type Check = (value: unknown) => string | undefined;

/** One check for each field: a field without one does not compile. */
type Checks<T> = T extends object ? { readonly [Field in keyof T]-?: Checks<T[Field]> } : Check;

const resources = {
  cpu: pattern(/^[1-9]\d*m$/, 'CPU in whole thousandths of a core', '250m' satisfies CpuQuantity),
  memory: pattern(/^[1-9]\d*[MG]i$/, 'memory in whole Mi or Gi', '512Mi' satisfies MemoryQuantity),
};
const storage = pattern(/^[1-9]\d*Gi$/, 'disk in whole Gi', '50Gi' satisfies StorageQuantity);
const several = oneOf(SEVERAL, 'one may be lost without an outage, and above 9 load should decide');

const disposable: Checks<Disposable> = {
  name: pattern(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'a DNS label, as part of every Vault path must be', 'staging'),
  data: oneOf(['protected', 'disposable'], 'it says whether data survives `pulumi destroy`'),
  zoneSpread: oneOf(['required', 'preferred'], 'it says whether a pod waits for its zone'),
  enforcement: oneOf(['enforced', 'audit-allowed'], 'it says whether a namespace may go without default deny'),
  api: { replicas: count, resources },
  worker: { replicas: count, resources },
  report: { resources },
  postgres: {
    instances: oneOf(POSTGRES_INSTANCES, 'an even number has no majority when half of it is lost'),
    storage,
    resources,
    pooler: { instances: count, resources },
    credentials: { ttlHours: count },
  },
  redis: { storage, resources },
};

const protectedData: Checks<Protected> = {
  ...disposable,
  zoneSpread: oneOf(['required'], 'protected data must outlive a zone'),
  enforcement: oneOf(['enforced'], 'protected data is never without default deny'),
  api: { replicas: several, resources },
  worker: { replicas: several, resources },
  postgres: {
    ...disposable.postgres,
    instances: oneOf(PROTECTED_POSTGRES_INSTANCES, 'protected data needs a standby when an instance is lost'),
    pooler: { instances: several, resources },
  },
};

/**
 * The posture, if it is a legal one; else one error with every problem.
 *
 * For those whom the compiler does not help: JavaScript, `any`, and `pulumi up`, which runs TypeScript unchecked.
 */
export function checkPosture(posture: unknown): EnvironmentPosture {
  const { data, name } = isObject(posture) ? posture : {};
  const problems = problemsIn(data === 'protected' ? protectedData : disposable, posture, []);
  if (problems.length > 0) {
    throw new UserError(problems.map((problem) => `stacks/environments/${String(name ?? 'index')}.ts: ${problem}`));
  }
  return posture as EnvironmentPosture;
}

function problemsIn(checks: Check | object, value: unknown, path: readonly string[]): string[] {
  const place = path.length === 0 ? 'the posture' : path.join('.');
  if (typeof checks === 'function') {
    const problem = (checks as Check)(value);
    return problem === undefined ? [] : [`${place}: ${problem}`];
  }
  const known = Object.keys(checks);
  if (!isObject(value)) {
    return [`${place}: ${isNot(value, 'an object')}; give it ${known.join(', ')}`];
  }
  const unknown = Object.keys(value).filter((field) => !known.includes(field));
  const misspelt = unknown.map((field) => ({ field, meant: nearest(field, known) }));
  return [
    ...misspelt.map(({ field, meant }) => {
      const remedy = meant === undefined ? `the fields here are ${known.join(', ')}` : `did you mean ${meant}?`;
      return `${[...path, field].join('.')}: is not part of a posture; ${remedy}`;
    }),
    ...Object.entries(checks)
      // One slip of the pen is one problem: `replica` is not also a missing `replicas`.
      .filter(([field]) => field in value || !misspelt.some(({ meant }) => meant === field))
      .flatMap(([field, check]) => problemsIn(check, value[field], [...path, field])),
  ];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNot(value: unknown, kind: string): string {
  return value === undefined ? 'is missing' : `${inspect(value, { depth: 0, breakLength: Infinity })} is not ${kind}`;
}

function count(value: unknown): string | undefined {
  return Number.isInteger(value) && Number(value) >= 1
    ? undefined
    : `${isNot(value, 'a whole number of at least 1')}; write it as in 3`;
}

function oneOf(known: readonly (string | number)[], reason: string): Check {
  return (value) =>
    known.some((one) => one === value)
      ? undefined
      : `${isNot(value, known.length === 1 ? String(known[0]) : `one of ${known.join(', ')}`)}; ${reason}`;
}

function pattern(form: RegExp, kind: string, example: string): Check {
  return (value) =>
    typeof value === 'string' && form.test(value) ? undefined : `${isNot(value, kind)}; write it as in '${example}'`;
}
