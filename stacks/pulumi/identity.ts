import { objectCalled } from '../../constructs/plan/identity';

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
  const object = objectCalled(id);
  if (object !== undefined) return { type: kubernetesType(object), name: object.name };
  const end = id.indexOf(' ');
  return { type: id.slice(0, end), name: id.slice(end + 1) };
}

/** A ConfigMap of `v1` is `kubernetes:core/v1:ConfigMap`; every other group keeps its name. */
function kubernetesType({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  return `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;
}
