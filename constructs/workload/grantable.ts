import type { Pod } from './pod';

/** Anything that can be granted access: a workload, by the pods that it runs. */
export interface Grantable {
  readonly pod: Pod;
}
