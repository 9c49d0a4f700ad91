import type { Manifest, Resource } from '../constructs/plan/resource';

/** What a rule found wrong, in the words of the person who will fix it. */
export interface Violation {
  /** Path of the offending field, as `kubectl explain` writes it; for Vault, the argument's name. */
  readonly field: string;
  /** What is wrong, with the value. */
  readonly problem: string;
  /** What to do, as the end of a sentence. */
  readonly fix: string;
}

/** One that was found in the whole plan. */
export interface PlanViolation extends Violation {
  /** Id of the resource to change. */
  readonly resource: string;
}

/** `Deployment dwcp/dwcp-api`, or `SecretBackendRole database-production/roles/dwcp-api`. */
export function who(resource: Resource): string {
  if (resource.api === 'vault') {
    return typeof resource.type === 'string' ? `${resource.type.split(':').at(-1)} ${resource.vaultPath}` : resource.id;
  }
  // What was written elsewhere may lack what every manifest has.
  const { kind, metadata }: Partial<Manifest> = resource.object ?? {};
  if (!metadata) return resource.id;
  return `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;
}

/** `Deployment dwcp/dwcp-api: <problem> (<field>); <fix>` */
export function message(subject: string, { problem, field, fix }: Violation): string {
  return `${subject}: ${problem} (${field}); ${fix}`;
}
