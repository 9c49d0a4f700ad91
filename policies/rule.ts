import type { KubernetesResource, Resource, VaultResourcePlan } from '../constructs/resource';

/** What a rule found wrong, in the words of the person who will fix it. */
export interface Violation {
  /** Path of the offending field, as `kubectl explain` writes it; for Vault, the argument's name. */
  readonly field: string;
  readonly problem: string;
  readonly fix: string;
}

interface Common {
  /** Kebab-case statement of the good state. */
  readonly id: string;
  readonly description: string;
  readonly level: 'mandatory' | 'advisory';
}

/** A check of one Kubernetes object, of any kind. */
export interface KubernetesRule extends Common {
  readonly judges: 'kubernetes';
  check(resource: KubernetesResource): readonly Violation[];
}

/** A check of one Vault resource, of any type. */
export interface VaultRule extends Common {
  readonly judges: 'vault';
  check(resource: VaultResourcePlan): readonly Violation[];
}

/** A check that needs the whole plan; each violation names the resource that it is about. */
export interface PlanRule extends Common {
  readonly judges: 'plan';
  check(plan: readonly Resource[]): readonly PlanViolation[];
}

export interface PlanViolation extends Violation {
  /** Id of the resource to change. */
  readonly resource: string;
}

/** A policy: data and one pure function, with no engine, no cluster and no I/O. Written once, run everywhere. */
export type Rule = KubernetesRule | VaultRule | PlanRule;
