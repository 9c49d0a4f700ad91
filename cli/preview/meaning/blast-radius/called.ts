import { identityOf } from '../../../../constructs/plan/identity';
import type { Resource } from '../../../../constructs/plan/resource';

/** `Deployment shop/api`, or `Vault Mount production/shop/api`: how people call it. */
export function called(resource: Resource): string {
  return `${resource.api === 'vault' ? 'Vault ' : ''}${resource.kind} ${identityOf(resource)}`;
}
