import { isAudit } from '../audited';
import { kindOf } from '../kinds';
import type { Resource } from '../resource';

/**
 * The namespace that each resource is deployed with, by id: its own, or that of the first thing that it depends on, as
 * what Vault has for the workloads of a namespace depends on that namespace. What is in none is not in the map, and what
 * writes down what Vault is asked is in none.
 */
export function homesOf(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  for (const resource of resources) {
    if (isAudit(resource)) continue;
    const home =
      ownHome(resource) ?? resource.dependsOn.map((id) => homes.get(id)).find((known) => known !== undefined);
    if (home !== undefined) homes.set(resource.id, home);
  }
  return homes;
}

/** Whether it is a Namespace of Kubernetes. */
export function isNamespace(resource: Resource): boolean {
  return resource.api === 'kubernetes' && kindOf(resource.object) === 'Namespace';
}

function ownHome(resource: Resource): string | undefined {
  return isNamespace(resource) ? resource.name : resource.namespace;
}
