/** What tells two things of one kind apart: the names of a Kubernetes object, or the path in Vault as the name. */
export interface Named {
  readonly namespace?: string | null | undefined;
  readonly name: string;
}

interface NamedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Named;
}

/** `shop/api`, the name alone of what is in no namespace, or the path in Vault: also what Pulumi calls it. */
export function identityOf({ namespace, name }: Named): string {
  // An empty namespace is none: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
  return namespace ? `${namespace}/${name}` : name;
}

/** `apps/v1/Deployment shop/api`: unique in a plan, and stable while the object is the same to Kubernetes. */
export function resourceId({ apiVersion, kind, metadata }: NamedObject): string {
  return `${apiVersion}/${kind} ${identityOf(metadata)}`;
}

/** What an id says of a Kubernetes object, its namespace as part of its name; undefined for what is in Vault. */
export function objectCalled(id: string): { apiVersion: string; kind: string; name: string } | undefined {
  const [, apiVersion, kind, name] = /^([^\s:]+)\/([^\s/:]+) (.+)$/.exec(id) ?? [];
  if (apiVersion === undefined || kind === undefined || name === undefined) return undefined;
  return { apiVersion, kind, name };
}

/** Where a namespaced object is: the API server puts one that does not say into `default`. */
export function namespaceOf({ metadata }: Pick<NamedObject, 'metadata'>): string {
  return metadata.namespace || 'default';
}

/** `vault:index/mount:Mount database-production`. */
export function vaultId(type: string, path: string): string {
  return `${type} ${path}`;
}

/** `Deployment shop/api`: how people call it, in whatever version of its kind. */
export function calledInFull({ kind, metadata }: Pick<NamedObject, 'kind' | 'metadata'>): string {
  return `${kind} ${identityOf(metadata)}`;
}
