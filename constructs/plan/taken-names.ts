import type { Resource } from './resource';

/** Services that CloudNativePG makes for a Cluster. https://cloudnative-pg.io/documentation/1.30/service_management/ */
const OF_A_CLUSTER = ['rw', 'ro', 'r'];

/**
 * Objects under a name that is not theirs: an operator does not take over what it did not make, and goes no further; and Kubernetes
 * makes a ServiceAccount `default` itself, which is whoever names none.
 */
export function takenNames(resources: readonly Resource[]): string[] {
  const made = new Map(
    resources.flatMap((resource): [string, Resource][] => {
      if (resource.api !== 'kubernetes' || resource.kind !== 'Cluster') return [];
      if (!resource.object.apiVersion.startsWith('postgresql.cnpg.io/')) return [];
      return OF_A_CLUSTER.map((end) => [`${resource.namespace}/${resource.name}-${end}`, resource]);
    }),
  );
  return resources.flatMap((resource) => {
    if (resource.api !== 'kubernetes') return [];
    const { kind, name, namespace, path } = resource;
    const cluster = kind === 'Service' ? made.get(`${namespace}/${name}`) : undefined;
    if (cluster !== undefined) {
      return [
        `'${path}' is Service ${namespace}/${name}, which CloudNativePG makes for '${cluster.path}'; give it another name`,
      ];
    }
    return kind === 'ServiceAccount' && name === 'default'
      ? [`'${path}' is ServiceAccount ${namespace}/default, which Kubernetes makes itself; give it another name`]
      : [];
  });
}
