import type { Plan } from '../constructs/plan/plan';
import type { KubernetesResource } from '../constructs/plan/resource';
import type { NamespaceSubject, PodSubject } from './subjects';

/** What is judged: a plan, or resources alone, as manifests from elsewhere are. Lists are taken apart. */
export type Judged = Pick<Plan, 'resources'> & Partial<Omit<Plan, 'resources'>>;

/** How many replicas a workload may have, whoever decides it. */
export interface Replicas {
  readonly least: number;
  readonly most: number;
}

/** A Deployment, StatefulSet or Rollout, with what decides how many of its pods there are. */
export interface Workload {
  readonly resource: KubernetesResource;
  readonly replicas: Replicas;
  /** Where the count is written: in itself, or in the autoscaler that overrules it. */
  readonly countedBy: KubernetesResource;
}

/** What rules look up: built once for a judgement, whatever the number of rules. */
export interface Prepared {
  readonly judged: Judged;
  /** The objects of some kinds, such as `Service` or `apps/Deployment`, in any of their versions. */
  of(...kinds: readonly string[]): readonly KubernetesResource[];
  /** The object of a kind by its name. */
  find(kind: string, namespace: string, name: string): KubernetesResource | undefined;
  readonly namespaces: ReadonlyMap<string, NamespaceSubject>;
  /** The pods of one object. */
  podsOf(resource: KubernetesResource): readonly PodSubject[];
  /** The pods of a namespace that a label selector selects. */
  podsSelected(namespace: string, selector: unknown, field: string): readonly PodSubject[];
  /** The workload that an object is; undefined for what is never replicated, such as a Job. */
  workloadOf(resource: KubernetesResource): Workload | undefined;
}
