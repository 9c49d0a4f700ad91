import type { IConstruct } from 'constructs';
import { group } from '../props/checks';
import { needed, type PropCheck } from '../props/props';
import { AMOUNTS, cpu, memory } from './quantity';

/** CPU in thousandths of a core, such as `250m`. */
export type CpuQuantity = `${number}m`;

/** Memory in binary units, such as `512Mi`. Decimal `M` and `G` are left out: they are 5 to 7 % less than they look. */
export type MemoryQuantity = `${number}Mi` | `${number}Gi`;

/** Disk in binary units, such as `50Gi`. */
export type StorageQuantity = `${number}Gi`;

/** What one container is promised. */
export interface Resources {
  /** CPU that is promised, such as `250m`. There is no limit: a limit slows down what nobody else needs. */
  readonly cpu: CpuQuantity;
  /** Memory that is promised, and the most that may be used, such as `512Mi`. */
  readonly memory: MemoryQuantity;
}

export const RESOURCES: PropCheck = group<Resources>({ cpu: needed(AMOUNTS.cpu), memory: needed(AMOUNTS.memory) });

/** The `resources` field of a container. */
export interface ContainerResources {
  readonly requests: Readonly<Record<'cpu' | 'memory', string>>;
  readonly limits: Readonly<Record<'memory', string>>;
}

/**
 * What a container asks of its node, and what it may not exceed.
 *
 * The memory limit is the memory request, so a pod is never killed for using what it was promised.
 */
export function containerResources(scope: IConstruct, resources: Resources): ContainerResources {
  const promised = { cpu: cpu(scope, resources.cpu), memory: memory(scope, resources.memory) };
  return {
    requests: promised,
    // No CPU limit: it throttles a container while its node stands idle. Requests already share a busy node fairly.
    limits: { memory: promised.memory },
  };
}
