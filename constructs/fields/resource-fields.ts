import type { CpuQuantity, MemoryQuantity, Resources, StorageQuantity } from '../workload/resources';
import { wrongKind } from './describe';
import type { Ranked } from './field';
import { group } from './group';
import { byAmount, leaf } from './leaf';

const SIZES = { m: 1n, Mi: 1n, Gi: 1024n } as const;

/** CPU that a container is promised: more is stricter, since what was rehearsed with more was not rehearsed. */
export const cpu: Ranked<CpuQuantity> = quantity(/^[1-9]\d*m$/, 'CPU in whole thousandths of a core', '250m');

/** Memory that a container is promised: more is stricter. */
export const memory: Ranked<MemoryQuantity> = quantity(/^[1-9]\d*[MG]i$/, 'memory in whole Mi or Gi', '512Mi');

/** Disk: more is stricter. */
export const storage: Ranked<StorageQuantity> = quantity(/^[1-9]\d*Gi$/, 'disk in whole Gi', '50Gi');

/** What one container is promised. */
export const resources: Ranked<Resources> = group({ cpu, memory });

function quantity<Q extends string>(form: RegExp, kind: string, example: Q): Ranked<Q> {
  const field = leaf<Q>((value) => {
    const isOne = typeof value === 'string' && form.test(value);
    return isOne ? undefined : wrongKind(value, kind, `write it as in '${example}'`);
  });
  return byAmount(field, { stricter: 'more' }, (value) => {
    const [, amount = '0', unit = 'm'] = /^(\d+)(\w+)$/.exec(value) ?? [];
    return BigInt(amount) * SIZES[unit as keyof typeof SIZES];
  });
}
