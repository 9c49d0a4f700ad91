/** Where in an object something is: the keys that lead there. */
export type Path = readonly string[];

/** What is true of every object of a kind, whoever declares it. */
export interface KindFacts {
  /** Whether to replace or to delete one is a loss of data: it holds some, or takes along what does. */
  readonly data?: true;
  /** Whether what is in it goes when it goes: in a namespace, or below a path of Vault. */
  readonly takesAlong?: true;
  /** Whether it bounds a whole namespace, or does so where it selects nothing in it. */
  readonly guards?: 'namespace' | 'what-it-selects';
  /** Where the template of the pods that it makes is; the object itself is the one of a pod. */
  readonly template?: Path;
  /** Where it may instead refer to the object whose template it takes. */
  readonly templateElsewhere?: Path;
  /** Where the metadata of its pods is, if that is not in their template. */
  readonly podMetadata?: Path;
  /** Labels that its controller adds to those of the template. */
  readonly adds?: readonly string[];
  /** What its controller keeps up: so many pods, one on each node, or none once they are done. */
  readonly keeps?: 'replicas' | 'each-node' | 'none';
  /** Whether its fields are named by their authors: one called `containers` means nothing there. */
  readonly opaque?: true;
  /** What a change of it is besides routine. What no namespace holds is infrastructure, unless this says otherwise. */
  readonly concern?: Concern;
}

/** What a platform's people decide together: what data looks like, what everything runs on, and whom it depends on. */
export type Concern = 'schema' | 'infrastructure' | 'integration';

const TEMPLATE: Path = ['spec', 'template'];
const JOB_LABELS = [
  'job-name',
  'controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
];

/** By group and kind, in any version; by type, for Vault. This is the only table of kinds: what is not in it is not known. */
const KINDS: Readonly<Record<string, KindFacts>> = {
  ConfigMap: { opaque: true },
  LimitRange: { guards: 'namespace' },
  Namespace: { data: true, takesAlong: true },
  PersistentVolume: { data: true },
  PersistentVolumeClaim: { data: true, concern: 'infrastructure' },
  Pod: { template: [], adds: [] },
  PodTemplate: { template: ['template'] },
  ReplicationController: { template: TEMPLATE, adds: [], keeps: 'replicas' },
  ResourceQuota: { guards: 'namespace' },
  Secret: { opaque: true },
  'apps/DaemonSet': {
    template: TEMPLATE,
    adds: ['controller-revision-hash', 'pod-template-generation'],
    keeps: 'each-node',
  },
  'apps/Deployment': { template: TEMPLATE, adds: ['pod-template-hash'], keeps: 'replicas' },
  'apps/ReplicaSet': { template: TEMPLATE, adds: [], keeps: 'replicas' },
  'apps/StatefulSet': {
    template: TEMPLATE,
    adds: ['controller-revision-hash', 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'],
    keeps: 'replicas',
  },
  'argoproj.io/Rollout': {
    template: TEMPLATE,
    templateElsewhere: ['spec', 'workloadRef'],
    adds: ['rollouts-pod-template-hash'],
    keeps: 'replicas',
  },
  'batch/CronJob': { template: ['spec', 'jobTemplate', ...TEMPLATE], adds: JOB_LABELS, keeps: 'none' },
  'batch/Job': { template: TEMPLATE, adds: JOB_LABELS, keeps: 'none' },
  'apiextensions.k8s.io/CustomResourceDefinition': { data: true, opaque: true, concern: 'schema' },
  'cert-manager.io/Issuer': { concern: 'infrastructure' },
  'extensions.istio.io/WasmPlugin': { concern: 'infrastructure' },
  'gateway.networking.k8s.io/Gateway': { concern: 'infrastructure' },
  'networking.istio.io/ServiceEntry': { concern: 'integration' },
  'networking.k8s.io/NetworkPolicy': { guards: 'what-it-selects' },
  'postgresql.cnpg.io/Cluster': { data: true, podMetadata: ['spec', 'inheritedMetadata'], concern: 'infrastructure' },
  'postgresql.cnpg.io/Database': { concern: 'schema' },
  'secrets.hashicorp.com/VaultConnection': { concern: 'infrastructure' },
  'secrets.hashicorp.com/VaultStaticSecret': { concern: 'integration' },
  'security.istio.io/AuthorizationPolicy': { guards: 'what-it-selects' },
  'security.istio.io/PeerAuthentication': { guards: 'what-it-selects' },
  'security.istio.io/RequestAuthentication': { concern: 'integration' },
  'vault:database/secretBackendConnection:SecretBackendConnection': { concern: 'infrastructure' },
  'snapshot.storage.k8s.io/VolumeSnapshot': { data: true },
  'snapshot.storage.k8s.io/VolumeSnapshotContent': { data: true },
  // Who did what is told by nothing else.
  'vault:index/audit:Audit': { data: true, concern: 'infrastructure' },
  'vault:index/authBackend:AuthBackend': { takesAlong: true, concern: 'infrastructure' },
  'vault:index/mount:Mount': { data: true, takesAlong: true, concern: 'infrastructure' },
  'vault:kubernetes/authBackendConfig:AuthBackendConfig': { concern: 'infrastructure' },
  'vault:kv/secret:Secret': { data: true },
  'vault:kv/secretV2:SecretV2': { data: true },
  // A key that is gone takes along what it has signed or encrypted, which others hold.
  'vault:pkiSecret/secretBackendKey:SecretBackendKey': { data: true, concern: 'infrastructure' },
  'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert': { data: true, concern: 'infrastructure' },
  'vault:transit/secretBackendKey:SecretBackendKey': { data: true, concern: 'infrastructure' },
};

/** `apps/Deployment`, or `Pod` of the core group: a kind in any of its versions. */
export function kindOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? kind : `${apiVersion.slice(0, slash)}/${kind}`;
}

/** What is known of a kind, as `kindOf` writes it, or of a type of Vault. */
export function factsOf(kind: string): KindFacts {
  // A kind may be called `constructor`.
  return (Object.hasOwn(KINDS, kind) && KINDS[kind]) || {};
}

/** `database/SecretBackendRole` for `vault:database/secretBackendRole:SecretBackendRole`, `Mount` of Vault itself. */
export function vaultKindOf(type: string): string {
  const [, module, kind] = /^vault:([^/:]+)(?:\/[^:]*)?:(\w+)$/.exec(type) ?? [];
  if (kind === undefined) return type;
  return module === 'index' ? kind : `${module}/${kind}`;
}
