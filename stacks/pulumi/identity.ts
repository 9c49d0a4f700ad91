/** By what Pulumi knows a resource: two parts of its URN. */
export interface PulumiIdentity {
  /** Such as `kubernetes:apps/v1:Deployment`, or `vault:index/mount:Mount`. */
  readonly type: string;
  /** `namespace/name`, the name alone of what is in no namespace, or the path in Vault. */
  readonly name: string;
}

/**
 * What Pulumi calls the resource that a plan calls `id`.
 *
 * Made of the Kubernetes identity or the Vault path, never of the construct path, so moving a construct does not replace a
 * running database.
 */
export function pulumiIdentity(id: string): PulumiIdentity {
  const end = id.indexOf(' ');
  const [kind, name] = [id.slice(0, end), id.slice(end + 1)];
  return { type: kind.startsWith('vault:') ? kind : kubernetesType(kind), name };
}

/** `v1/ConfigMap` is `kubernetes:core/v1:ConfigMap`; every other group keeps its name. */
function kubernetesType(kind: string): string {
  const slash = kind.lastIndexOf('/');
  const apiVersion = kind.slice(0, slash);
  return `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind.slice(slash + 1)}`;
}
