import type { Resource } from '../../../constructs/plan/resource';
import { objectsOf } from '../../support/environment';
import type { KubernetesApi } from '../support/kubernetes-api';

/**
 * Which objects of a plan somebody has written a specification of since they were made, as `VaultPKISecret dwcp/api-redis: 2`.
 *
 * An operator that writes back what it has read, spelled otherwise, has all that it did for it done twice.
 */
export async function writtenTo(resources: readonly Resource[], api: KubernetesApi): Promise<readonly string[]> {
  const generations = objectsOf(resources).map(async (object) => {
    const generation = (await api.get(object))?.metadata.generation ?? 1;
    const { name, namespace } = object.metadata;
    return generation === 1 ? [] : [`${object.kind} ${namespace ?? ''}/${name}: ${generation}`];
  });
  return (await Promise.all(generations)).flat();
}
