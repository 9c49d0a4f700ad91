import type { Facts } from '../../constructs/facts/facts';
import type { Plan } from '../../constructs/plan/plan';
import type { Cluster } from '../cluster/cluster';
import type { Finding } from '../diagnosis/finding';

/** What the cluster is held against. */
export interface Asked {
  readonly facts: Facts;
  readonly plan: Plan;
}

/** One look at the cluster. What it may not read is told by whoever calls it. */
export type Look = (asked: Asked, cluster: Cluster) => Promise<readonly Finding[]>;

/** Looks at the cluster that are about one thing, each for itself: what one may not read says nothing of the others. */
export interface Check {
  /** What holds where it finds nothing: a sentence. */
  readonly says: string;
  readonly looks: readonly Look[];
}
