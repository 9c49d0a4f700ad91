import { OPERATED } from './operated-kinds';

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
  /** Labels that its controller adds to those of the template. One that ends in a slash is every label of that domain. */
  readonly adds?: readonly string[];
  /** Whether others copy the pods that it describes: it makes none itself. */
  readonly copied?: true;
  /** What somebody makes of it that it does not describe: pods in its namespace, or anything, anywhere. */
  readonly operated?: 'pods' | 'anything';
  /**
   * What its controller keeps up: so many pods, one on each node, as many as requests take, or none once they are done.
   *
   * Who makes pods for requests probes by itself when they can serve.
   */
  readonly keeps?: 'replicas' | 'each-node' | 'requests' | 'none';
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

/** By group and kind, in any version; by type, for Vault. With those that operators make something of, it is the only table of kinds. */
const KINDS: Readonly<Record<string, KindFacts>> = {
  ConfigMap: { opaque: true },
  LimitRange: { guards: 'namespace' },
  Namespace: { data: true, takesAlong: true },
  PersistentVolume: { data: true },
  PersistentVolumeClaim: { data: true, concern: 'infrastructure' },
  Pod: { template: [], adds: [] },
  PodTemplate: { template: ['template'], copied: true },
  ReplicationController: { template: TEMPLATE, adds: [], keeps: 'replicas' },
  ResourceQuota: { guards: 'namespace' },
  Secret: { opaque: true },
  'apps.kruise.io/BroadcastJob': { template: TEMPLATE, keeps: 'none' },
  'apps.kruise.io/CloneSet': {
    template: TEMPLATE,
    adds: ['apps.kruise.io/', 'controller-revision-hash'],
    keeps: 'replicas',
  },
  'apps.kruise.io/DaemonSet': { template: TEMPLATE, keeps: 'each-node' },
  'apps.kruise.io/SidecarSet': { copied: true },
  'apps.kruise.io/StatefulSet': { template: TEMPLATE, keeps: 'replicas' },
  'apps/ControllerRevision': { copied: true },
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
  'argoproj.io/AnalysisTemplate': { copied: true },
  'argoproj.io/ClusterAnalysisTemplate': { copied: true },
  'argoproj.io/ClusterWorkflowTemplate': { copied: true },
  'argoproj.io/WorkflowTemplate': { copied: true },
  'batch/CronJob': { template: ['spec', 'jobTemplate', ...TEMPLATE], adds: JOB_LABELS, keeps: 'none' },
  'batch/Job': { template: TEMPLATE, adds: JOB_LABELS, keeps: 'none' },
  'apiextensions.k8s.io/CustomResourceDefinition': { data: true, opaque: true, concern: 'schema' },
  'barmancloud.cnpg.io/ObjectStore': { concern: 'infrastructure' },
  'cert-manager.io/Issuer': { concern: 'infrastructure' },
  'extensions.istio.io/WasmPlugin': { concern: 'infrastructure' },
  'external-secrets.io/ExternalSecret': { concern: 'integration' },
  'external-secrets.io/SecretStore': { concern: 'infrastructure' },
  'gateway.networking.k8s.io/Gateway': { concern: 'infrastructure' },
  'keda.sh/ScaledJob': {
    template: ['spec', 'jobTargetRef', 'template'],
    adds: [...JOB_LABELS, 'scaledjob.keda.sh/name'],
    keeps: 'none',
  },
  'kueue.x-k8s.io/Workload': { copied: true },
  'networking.istio.io/ServiceEntry': { concern: 'integration' },
  'networking.k8s.io/NetworkPolicy': { guards: 'what-it-selects' },
  // What makes the Deployments that it lists, in its namespace; for the whole cluster it is by its name alone.
  'operators.coreos.com/ClusterServiceVersion': {},
  'postgresql.cnpg.io/Cluster': { data: true, podMetadata: ['spec', 'inheritedMetadata'], concern: 'infrastructure' },
  'postgresql.cnpg.io/Database': { concern: 'schema' },
  'rabbitmq.com/RabbitmqCluster': {
    data: true,
    podMetadata: ['spec', 'override', 'statefulSet', ...TEMPLATE, 'metadata'],
    concern: 'infrastructure',
  },
  'secrets.hashicorp.com/VaultConnection': { concern: 'infrastructure' },
  'secrets.hashicorp.com/VaultStaticSecret': { concern: 'integration' },
  'security.istio.io/AuthorizationPolicy': { guards: 'what-it-selects' },
  'security.istio.io/PeerAuthentication': { guards: 'what-it-selects' },
  'security.istio.io/RequestAuthentication': { concern: 'integration' },
  'serving.knative.dev/Configuration': {
    template: TEMPLATE,
    adds: ['app', 'pod-template-hash', 'serving.knative.dev/'],
    keeps: 'requests',
  },
  'serving.knative.dev/Service': {
    template: TEMPLATE,
    adds: ['app', 'pod-template-hash', 'serving.knative.dev/'],
    keeps: 'requests',
  },
  'serving.kserve.io/ClusterServingRuntime': { copied: true },
  'serving.kserve.io/ServingRuntime': { copied: true },
  'shipwright.io/BuildStrategy': { copied: true },
  'shipwright.io/ClusterBuildStrategy': { copied: true },
  'tekton.dev/ClusterTask': { copied: true },
  'tekton.dev/Pipeline': { copied: true },
  'tekton.dev/StepAction': { copied: true },
  'tekton.dev/Task': { copied: true },
  'triggers.tekton.dev/TriggerTemplate': { copied: true },
  'vault:database/secretBackendConnection:SecretBackendConnection': { concern: 'infrastructure' },
  'snapshot.storage.k8s.io/VolumeSnapshot': { data: true },
  'snapshot.storage.k8s.io/VolumeSnapshotContent': { data: true },
  // Who did what is told by nothing else.
  'vault:index/audit:Audit': { data: true, concern: 'infrastructure' },
  'vault:index/authBackend:AuthBackend': { takesAlong: true, concern: 'infrastructure' },
  'vault:index/mount:Mount': { data: true, takesAlong: true, concern: 'infrastructure' },
  'vault:index/quotaRateLimit:QuotaRateLimit': { concern: 'infrastructure' },
  'vault:identity/mfaLoginEnforcement:MfaLoginEnforcement': { concern: 'infrastructure' },
  // What people have enrolled with goes when it goes, and nobody logs in until each has enrolled again.
  'vault:identity/mfaTotp:MfaTotp': { data: true, concern: 'infrastructure' },
  'vault:jwt/authBackend:AuthBackend': { takesAlong: true, concern: 'infrastructure' },
  'vault:kubernetes/authBackendConfig:AuthBackendConfig': { concern: 'infrastructure' },
  'vault:kv/secret:Secret': { data: true },
  'vault:kv/secretV2:SecretV2': { data: true },
  // What it made is the key; another one is another authority.
  'vault:pkiSecret/secretBackendIntermediateCertRequest:SecretBackendIntermediateCertRequest': {
    data: true,
    concern: 'infrastructure',
  },
  // Vault goes on with the certificate that was there first, so another one in its place would do nothing, and say so nowhere.
  'vault:pkiSecret/secretBackendIntermediateSetSigned:SecretBackendIntermediateSetSigned': {
    data: true,
    concern: 'infrastructure',
  },
  // A key that is gone takes along what it has signed or encrypted, which others hold.
  'vault:pkiSecret/secretBackendKey:SecretBackendKey': { data: true, concern: 'infrastructure' },
  'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert': { data: true, concern: 'infrastructure' },
  'vault:transit/secretBackendKey:SecretBackendKey': { data: true, concern: 'infrastructure' },
};

/** What is true of every kind of a group that has no entry of its own: engines of policies hold patterns of pods, and make none. */
const GROUPS: Readonly<Record<string, KindFacts>> = {
  'admissionregistration.k8s.io': { opaque: true },
  'apiextensions.crossplane.io': { opaque: true },
  'config.gatekeeper.sh': { opaque: true },
  'constraints.gatekeeper.sh': { opaque: true },
  'core.oam.dev': { copied: true },
  'kyverno.io': { opaque: true },
  'mutations.gatekeeper.sh': { opaque: true },
  'policies.kyverno.io': { opaque: true },
  'template.openshift.io': { copied: true },
  'templates.gatekeeper.sh': { opaque: true },
  'wgpolicyk8s.io': { opaque: true },
};

/** Of kinds that nobody here knows, those called so hold what others are to be like, or have pods that end by themselves. */
const POLICY = /(?:Policy|PolicyException|Constraint|ConstraintTemplate)$/;
const COPIED = /(?:Template|Definition|Composition|Runtime|Class|Strategy|Blueprint|Preset)$|^Cluster[A-Z]/;
const ENDS = /(?:Job|Run|Task|Workflow|Build|Test|Backup|Restore|Migration)$/;

/** Kinds that are kept in mind of those that were met, lest they fill the memory: an input has few, again and again. */
const MOST = 10_000;
const WRITTEN = new Map<string, Map<string, string>>();

/** `apps/Deployment`, or `Pod` of the core group: a kind in any of its versions. */
export function kindOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  const slash = apiVersion.indexOf('/');
  if (slash === -1) return kind;
  // Every rule asks for that of every object, and then looks for it: a text that is there already is found faster.
  const known = WRITTEN.get(kind)?.get(apiVersion);
  if (known !== undefined) return known;
  const written = `${apiVersion.slice(0, slash)}/${kind}`;
  if (WRITTEN.size === MOST) WRITTEN.clear();
  const versions = WRITTEN.get(kind) ?? new Map<string, string>();
  if (versions.size === MOST) versions.clear();
  WRITTEN.set(kind, versions.set(apiVersion, written));
  return written;
}

/** What can be told of a kind by its name alone, told once for each that is met. */
export function oncePerKind<T extends object>(tell: (kind: string) => T): (kind: string) => T {
  const told = new Map<string, T>();
  return (kind) => {
    const known = told.get(kind);
    if (known !== undefined) return known;
    const made = tell(kind);
    if (told.size === MOST) told.clear();
    told.set(kind, made);
    return made;
  };
}

/** What is known of a kind, as `kindOf` writes it, or of a type of Vault. */
export const factsOf = oncePerKind(
  // A kind may be called `constructor`.
  (kind): KindFacts => (Object.hasOwn(KINDS, kind) && KINDS[kind]) || OPERATED.get(kind) || factsByName(kind),
);

/** Whether a kind is of an engine of policies, or of what others copy: one that names no namespace is as likely in none. */
export function isHeldToOrCopied(kind: string): boolean {
  return Object.hasOwn(GROUPS, kind.slice(0, Math.max(0, kind.indexOf('/')))) || factsOf(kind).copied === true;
}

/** Every kind that is known to make pods of a template, and where in it that is. */
export function podMakers(): readonly (readonly [kind: string, template: Path])[] {
  return Object.entries(KINDS).flatMap(([kind, { template }]) => (template === undefined ? [] : [[kind, template]]));
}

/** What the group and the name of a kind tell, where nothing else is known. */
function factsByName(kind: string): KindFacts {
  const slash = kind.indexOf('/');
  const [group, name] = [kind.slice(0, Math.max(0, slash)), kind.slice(slash + 1)];
  if (Object.hasOwn(GROUPS, group)) return GROUPS[group]!;
  if (group === '' || kind.includes(':')) return NOTHING;
  return POLICY.test(name) ? OPAQUE : COPIED.test(name) ? COPY : ENDS.test(name) ? END : NOTHING;
}

const NOTHING: KindFacts = {};
const OPAQUE: KindFacts = { opaque: true };
const COPY: KindFacts = { copied: true };
const END: KindFacts = { keeps: 'none' };

/** `database/SecretBackendRole` for `vault:database/secretBackendRole:SecretBackendRole`, `Mount` of Vault itself. */
export function vaultKindOf(type: string): string {
  const [, module, kind] = /^vault:([^/:]+)(?:\/[^:]*)?:(\w+)$/.exec(type) ?? [];
  if (kind === undefined) return type;
  return module === 'index' ? kind : `${module}/${kind}`;
}
