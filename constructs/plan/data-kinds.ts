import type { Resource } from '..';

/** What holds data, or takes it along when it is deleted. */
const DATA_KINDS: ReadonlySet<string> = new Set([
  'v1/Namespace',
  'v1/PersistentVolumeClaim',
  'apiextensions.k8s.io/v1/CustomResourceDefinition',
  'postgresql.cnpg.io/v1/Cluster',
  'vault:index/mount:Mount',
]);

/** Whether replacing or deleting a resource is a loss of data. */
export function isData(resource: Resource): boolean {
  return DATA_KINDS.has(
    resource.api === 'vault' ? resource.type : `${resource.object.apiVersion}/${resource.object.kind}`,
  );
}
