import type { KubernetesResource, Manifest, Resource, VaultResourcePlan } from '../constructs/plan/resource';

/** What a rule found wrong, in the words of the person who will fix it. */
export interface Violation {
  /** Path of the offending field, as `kubectl explain` writes it; for Vault, the argument's name. */
  readonly field: string;
  readonly problem: string;
  readonly fix: string;
}

export interface PlanViolation extends Violation {
  /** Id of the resource to change. */
  readonly resource: string;
}

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

/** Thrown by a rule that meets a shape it cannot read: the verdict is `unknown`, never `pass`. */
export class Unknowable extends Error {
  override readonly name = 'Unknowable';
  readonly field: string;

  constructor(field: string, why: string) {
    super(why);
    this.field = field;
  }
}

/** What is wrong with each of the things that a rule is about. */
export function each<T, V extends Violation>(
  subjects: readonly T[],
  check: (subject: T) => V | readonly V[],
): Findings<V> {
  return subjects.length === 0 ? undefined : subjects.flatMap(check);
}

/** `Deployment dwcp/dwcp-api`, or `SecretBackendRole database-production/roles/dwcp-api`. */
export function who(resource: Resource): string {
  if (resource.api === 'vault') return `${resource.type.split(':').at(-1)} ${resource.vaultPath}`;
  const { kind, metadata }: Partial<Manifest> = resource.object;
  // What was written elsewhere may lack what every manifest has.
  if (!metadata) return resource.id;
  return `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;
}

/** `Deployment dwcp/dwcp-api: <problem> (<field>); <fix>` */
export function message(subject: string, { problem, field, fix }: Violation): string {
  return `${subject}: ${problem} (${field}); ${fix}`;
}
