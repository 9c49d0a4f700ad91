import { MADE_ELSEWHERE } from '../../constructs/plan/made-elsewhere';
import type { Manifest } from '../../constructs/plan/resource';
import type { Prepared } from '../prepared';
import { madeIn } from './made';
import type { Reference } from './reference';

/** What the administrators of a cluster make for everybody: looked for where some of that kind are made. */
const OF_CLUSTER: ReadonlySet<string> = new Set([
  'PersistentVolume',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'argoproj.io/ClusterAnalysisTemplate',
  'cert-manager.io/ClusterIssuer',
  'external-secrets.io/ClusterSecretStore',
  'gateway.networking.k8s.io/GatewayClass',
  'keda.sh/ClusterTriggerAuthentication',
  'networking.k8s.io/IngressClass',
  'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/StorageClass',
]);

/** What is in every cluster, or in every one of some maker or with some mesh, by its kind. */
const EVERYWHERE: Readonly<Record<string, RegExp>> = {
  ServiceAccount: /^default$/,
  // Made for a claim by whoever makes volumes.
  PersistentVolume: /^pvc-[0-9a-f]{8}-/,
  ConfigMap: /^(?:kube-root-ca\.crt|openshift-service-ca\.crt|istio-ca-root-cert)$/,
  'gateway.networking.k8s.io/GatewayClass': /^(?:cilium|gke|istio)(?:-|$)/,
  'networking.k8s.io/IngressClass': /^(?:openshift-default|traefik|webapprouting\.kubernetes\.azure\.com)$/,
  'node.k8s.io/RuntimeClass': /^(?:gvisor|kata-(?:mshv-)?vm-isolation)$/,
  'rbac.authorization.k8s.io/ClusterRole': /^(?:system:.*|cluster-admin|admin|edit|view)$/,
  'scheduling.k8s.io/PriorityClass': /^system-/,
  // Of GKE, EKS, AKS, k3s, kind, minikube and OpenShift.
  'storage.k8s.io/StorageClass':
    /^(?:azurefile|default|gp2|gp3|hostpath|local-path|managed|premium-rwo|standard|thin)(?:-(?:csi|premium|rwo|rwx))*$/,
};

/** Namespaces of the cluster itself. */
const OF_THE_CLUSTER = /^(?:kube|openshift)-/;

export function isOfCluster(kind: string): boolean {
  return OF_CLUSTER.has(kind);
}

/** Whether what nothing here makes is not to be expected here: it is made elsewhere, or said to be. */
export function isMadeElsewhere(
  { kind, name, namespace: said }: Reference,
  { metadata }: Manifest,
  context: Prepared,
): boolean {
  if (Object.hasOwn(EVERYWHERE, kind) && EVERYWHERE[kind]!.test(name)) return true;
  const made = madeIn(context);
  if (isOfCluster(kind)) return !made.hasKind(kind);
  // What has no role here below a mount is somebody else's mount.
  if (kind.startsWith('vault:')) return !made.hasKind(kind, said);
  const namespace = said ?? metadata.namespace;
  // Values are rightly kept apart from manifests: only who keeps some with them keeps all.
  if (kind === 'Secret' && !made.keepsSecrets(namespace || undefined)) return true;
  if (namespace === undefined) return false;
  return OF_THE_CLUSTER.test(namespace) || !context.namespaces.has(namespace);
}

/** What the annotations of an object, or of its pods, say to be made elsewhere. */
export function saidToBeElsewhere(annotations: unknown, { kind, name }: Reference): boolean {
  const said: unknown = (annotations as Readonly<Record<string, unknown>> | null | undefined)?.[MADE_ELSEWHERE];
  return typeof said === 'string' && said.split(/[\s,]+/).includes(`${shortKind(kind)}/${name}`);
}

/** `Issuer` of `cert-manager.io/Issuer`, `AuthBackendRole` of its type in Pulumi. */
export function shortKind(kind: string): string {
  return kind.replace(/^.*[/:]/, '');
}
