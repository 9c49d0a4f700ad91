import type { EnvironmentPosture } from './posture';

const UNITS = { m: 1, Mi: 1, Gi: 1024 } as const;
const RANKS = { disposable: 0, protected: 1, preferred: 0, required: 1, 'audit-allowed': 0, enforced: 1 } as const;

/**
 * What `stricter` has less of than `base`, one line each; empty when it only tightens.
 *
 * Every field counts, sizes too: what was rehearsed with more memory was not rehearsed.
 */
export function loosenings(stricter: EnvironmentPosture, base: EnvironmentPosture): string[] {
  const before = new Map(leaves(base, []));
  return leaves(stricter, [])
    .filter(([field, value]) => strictness(field, value) < strictness(field, before.get(field)))
    .map(([field, value]) => {
      const was = `${before.get(field)} in ${base.name}`;
      return `stacks/environments/${stricter.name}.ts: ${field}: ${value} is looser than ${was}; it may only be tightened`;
    });
}

type Leaf = readonly [field: string, value: unknown];

function leaves(value: unknown, path: readonly string[]): Leaf[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([field, child]) => leaves(child, [...path, field]))
    : [[path.join('.'), value]];
}

/** More is stricter. */
function strictness(field: string, value: unknown): number {
  if (field === 'name') {
    return 0;
  }
  if (typeof value === 'number') {
    // A login that lives longer is of use to a thief for longer.
    return field.endsWith('ttlHours') ? -value : value;
  }
  const [, amount, unit] = /^(\d+)(m|Mi|Gi)$/.exec(String(value)) ?? [];
  return unit === undefined ? RANKS[value as keyof typeof RANKS] : Number(amount) * UNITS[unit as keyof typeof UNITS];
}
