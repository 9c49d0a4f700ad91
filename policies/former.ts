import type { KubernetesResource, Resource, VaultResourcePlan } from '../constructs/plan/resource';
import type { PlanViolation, Violation } from './violation';

/** What a rule found: nothing wrong is an empty list; nothing to judge is `undefined`, which counts as no verdict. */
export type Findings<V extends Violation = Violation> = readonly V[] | undefined;

interface Common {
  /** Kebab-case statement of the good state. */
  readonly id: string;
  readonly description: string;
  readonly level: 'mandatory' | 'advisory';
}

/** A check of one Kubernetes object, of any kind. */
export interface KubernetesRule extends Common {
  readonly judges: 'kubernetes';
  check(resource: KubernetesResource): Findings;
}

/** A check of one Vault resource, of any type. */
export interface VaultRule extends Common {
  readonly judges: 'vault';
  check(resource: VaultResourcePlan): Findings;
}

/** A check that needs the whole plan; each violation names the resource that it is about. */
export interface PlanRule extends Common {
  readonly judges: 'plan';
  check(plan: readonly Resource[]): Findings<PlanViolation>;
}

/** A policy: data and one pure function, with no engine, no cluster and no I/O. Written once, run everywhere. */
export type Rule = KubernetesRule | VaultRule | PlanRule;

/** What is wrong with each of the things that a rule is about. */
export function each<T, V extends Violation>(
  subjects: readonly T[],
  check: (subject: T) => V | readonly V[],
): Findings<V> {
  return subjects.length === 0 ? undefined : subjects.flatMap(check);
}
