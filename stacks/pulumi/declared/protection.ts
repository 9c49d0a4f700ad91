import type * as pulumi from '@pulumi/pulumi';
import type { Plan, Resource } from '../../../constructs';
import { isGroup } from '../../../constructs/props/props';

/** What keeps a resource from being deleted or replaced, whatever the program says. */
export type Protection = Pick<pulumi.CustomResourceOptions, 'protect' | 'retainOnDelete'>;

/**
 * Only data that is said to be disposable may go.
 *
 * What has claims is not replaced either: for a disk of another size it would be deleted, and come back to the old one.
 */
export function protectionOf(resource: Resource, { data }: Pick<Plan, 'data'>): Protection {
  const keep = isKept(data);
  return { protect: keep && (resource.data || hasClaims(resource)), retainOnDelete: keep && resource.data };
}

/** Whether data outlives what is deployed; so it does where a plan does not say that it is disposable. */
export function isKept(data: Plan['data']): boolean {
  return data !== 'disposable';
}

function hasClaims(resource: Resource): boolean {
  const spec = resource.api === 'kubernetes' && resource.object['spec'];
  const claims = isGroup(spec) && spec['volumeClaimTemplates'];
  return Array.isArray(claims) && claims.length > 0;
}
