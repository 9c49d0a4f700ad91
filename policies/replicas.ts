import type { Workload } from './prepared';

/** Whether a workload may have more than one pod at a time. */
export function isReplicated(workload: Workload | undefined): boolean {
  return workload !== undefined && workload.replicas.most > 1;
}
