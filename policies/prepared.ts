import type { KubernetesResource } from '../constructs/plan/resource';
import type { Judged } from './judged';
import type { NamespaceSubject, PodSubject } from './subjects';

/** How many pods a workload may have, whoever decides it. */
export interface Replicas {
  /** How many pods there are at the least. */
  readonly least: number;
  /** How many there are at the most. */
  readonly most: number;
}

/** A Deployment, StatefulSet or Rollout, with what decides how many of its pods there are. */
export interface Workload {
  /** The object that makes the pods. */
  readonly resource: KubernetesResource;
  /** How many pods it keeps, whoever decides it. */
  readonly replicas: Replicas;
  /** Where the count is written: itself, its Rollout, or the autoscaler that overrules both. */
  readonly countedBy: KubernetesResource;
  /**
   * The autoscaler that names this very object.
   *
   * @default - none in the plan does, or it names the Rollout that runs the pods
   */
  readonly autoscaler?: KubernetesResource;
}

/** What rules look up: built once for a judgement, each part when the first rule asks for it. */
export interface Prepared {
  /** What is judged, whole. */
  readonly judged: Judged;
  /** The objects of some kinds, such as `Service` or `apps/Deployment`, in any of their versions. */
  readonly of: (...kinds: readonly string[]) => readonly KubernetesResource[];
  /** The object that a reference means, by its kind and name; in the namespace `default` unless another is given. */
  readonly find: (kind: string, name: string, namespace?: string) => KubernetesResource | undefined;
  /** Every namespace that the plan declares or puts something into, by name. */
  readonly namespaces: ReadonlyMap<string, NamespaceSubject>;
  /** The pods of one object that can be read. */
  readonly podsOf: (resource: KubernetesResource) => readonly PodSubject[];
  /** The pods of a namespace that a label selector selects, found one by one. */
  readonly podsSelected: (namespace: string, selector: unknown, field: string) => Iterable<PodSubject>;
  /**
   * What has a selector for the pods of its namespace and selects this one, found one by one.
   *
   * @throws Unknowable after the last, when the selector of another one in that namespace cannot be read.
   */
  readonly selecting: (kind: SelectingKind, pod: PodSubject) => Iterable<KubernetesResource>;
  /**
   * The workload that an object is; undefined for what is never replicated, such as a Job.
   *
   * @throws Unknowable when what decides the number of its pods cannot be read.
   */
  readonly workloadOf: (resource: KubernetesResource) => Workload | undefined;
}

/** What selects pods of its namespace by their labels. */
export type SelectingKind = 'Service' | 'policy/PodDisruptionBudget' | 'networking.k8s.io/NetworkPolicy';
