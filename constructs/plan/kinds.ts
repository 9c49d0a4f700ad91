/** What is true of every object of a kind, whoever declares it. */
interface KindFacts {
  /** Whether to replace or to delete one is a loss of data: it holds some, or takes along what does. */
  readonly data?: true;
}

/** By group and kind, in any version; by type, for Vault. */
const KINDS: Readonly<Record<string, KindFacts>> = {
  Namespace: { data: true },
  PersistentVolumeClaim: { data: true },
  'apiextensions.k8s.io/CustomResourceDefinition': { data: true },
  'postgresql.cnpg.io/Cluster': { data: true },
  'vault:index/mount:Mount': { data: true },
};

/** `apps/Deployment`, or `Pod` of the core group: a kind in any of its versions. */
export function kindOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? kind : `${apiVersion.slice(0, slash)}/${kind}`;
}

/** Whether replacing or deleting what is of this kind is a loss of data: `apps/Deployment`, or a type of Vault. */
export function isDataKind(kind: string): boolean {
  return factsOf(kind).data === true;
}

/** `database/SecretBackendRole` for `vault:database/secretBackendRole:SecretBackendRole`, `Mount` of Vault itself. */
export function vaultKindOf(type: string): string {
  const [, module, kind] = /^vault:([^/:]+)(?:\/[^:]*)?:(\w+)$/.exec(type) ?? [];
  if (kind === undefined) return type;
  return module === 'index' ? kind : `${module}/${kind}`;
}

function factsOf(kind: string): KindFacts {
  return (Object.hasOwn(KINDS, kind) && KINDS[kind]) || {};
}
