import { objectCalled } from './identity';
import { kindOf } from './kinds';

/**
 * The versions in which a group is or was served, by group; that of the core group is empty.
 *
 * Kubernetes keeps one object, whatever version it is written or asked in. A version is never taken out of the table: nobody knows
 * which stacks were deployed by it.
 */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  '': ['v1'],
  'admissionregistration.k8s.io': ['v1', 'v1beta1', 'v1alpha1'],
  'apiextensions.k8s.io': ['v1', 'v1beta1'],
  'apiregistration.k8s.io': ['v1', 'v1beta1'],
  apps: ['v1', 'v1beta2', 'v1beta1'],
  'argoproj.io': ['v1alpha1'],
  autoscaling: ['v2', 'v2beta2', 'v2beta1', 'v1'],
  'barmancloud.cnpg.io': ['v1'],
  batch: ['v1', 'v1beta1', 'v2alpha1'],
  'cert-manager.io': ['v1', 'v1beta1', 'v1alpha3', 'v1alpha2'],
  'certificates.k8s.io': ['v1', 'v1beta1', 'v1alpha1'],
  'coordination.k8s.io': ['v1', 'v1beta1', 'v1alpha2', 'v1alpha1'],
  'discovery.k8s.io': ['v1', 'v1beta1'],
  'events.k8s.io': ['v1', 'v1beta1'],
  'extensions.istio.io': ['v1alpha1'],
  'external-secrets.io': ['v1', 'v1beta1', 'v1alpha1'],
  'flowcontrol.apiserver.k8s.io': ['v1', 'v1beta3', 'v1beta2', 'v1beta1', 'v1alpha1'],
  'gateway.networking.k8s.io': ['v1', 'v1beta1', 'v1alpha3', 'v1alpha2'],
  'monitoring.coreos.com': ['v1', 'v1beta1', 'v1alpha1'],
  'networking.istio.io': ['v1', 'v1beta1', 'v1alpha3'],
  'networking.k8s.io': ['v1', 'v1beta1', 'v1alpha1'],
  'node.k8s.io': ['v1', 'v1beta1', 'v1alpha1'],
  policy: ['v1', 'v1beta1'],
  'postgresql.cnpg.io': ['v1'],
  'rbac.authorization.k8s.io': ['v1', 'v1beta1', 'v1alpha1'],
  'resource.k8s.io': ['v1', 'v1beta2', 'v1beta1', 'v1alpha3', 'v1alpha2', 'v1alpha1'],
  'scheduling.k8s.io': ['v1', 'v1beta1', 'v1alpha3', 'v1alpha2', 'v1alpha1'],
  'secrets.hashicorp.com': ['v1beta1'],
  'security.istio.io': ['v1', 'v1beta1'],
  'storage.k8s.io': ['v1', 'v1beta1', 'v1alpha1'],
  'storagemigration.k8s.io': ['v1', 'v1beta1', 'v1alpha1'],
  'telemetry.istio.io': ['v1', 'v1alpha1'],
};

/**
 * Of any other group, the names that Kubernetes expects of versions. One that was never served costs an alias, and nothing else.
 *
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/
 */
const USUAL = ['v2', 'v2beta1', 'v2alpha1', 'v1', 'v1beta3', 'v1beta2', 'v1beta1', 'v1alpha3', 'v1alpha2', 'v1alpha1'];

/**
 * Kinds that never had the other versions of their group, of those that a platform has many of: each version is an alias of each.
 */
const FEWER: Readonly<Record<string, readonly string[]>> = {
  'monitoring.coreos.com/PodMonitor': ['v1'],
  'monitoring.coreos.com/PrometheusRule': ['v1'],
  'monitoring.coreos.com/ServiceMonitor': ['v1'],
  'networking.k8s.io/NetworkPolicy': ['v1'],
};

/** Kinds that went from one group to another, with their objects. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  Event: ['events.k8s.io/v1', 'events.k8s.io/v1beta1'],
  'apps/DaemonSet': ['extensions/v1beta1'],
  'apps/Deployment': ['extensions/v1beta1'],
  'apps/ReplicaSet': ['extensions/v1beta1'],
  'events.k8s.io/Event': ['v1'],
  'networking.k8s.io/Ingress': ['extensions/v1beta1'],
  'networking.k8s.io/NetworkPolicy': ['extensions/v1beta1'],
  'policy/PodSecurityPolicy': ['extensions/v1beta1'],
};

/** What an object is called in every other version of its kind, by its id; in Vault, nothing has versions. */
export function idsInOtherVersions(id: string): readonly string[] {
  const object = objectCalled(id);
  if (object === undefined) return [];
  const { apiVersion, kind, name } = object;
  const all = [...versionsOf(apiVersion, kindOf(object)), ...elsewhere(kindOf(object))];
  return all.filter((version) => version !== apiVersion).map((version) => `${version}/${kind} ${name}`);
}

/** `networking.k8s.io/v1beta1` and so on, for a kind in whatever version of `networking.k8s.io`. */
function versionsOf(apiVersion: string, kind: string): readonly string[] {
  const slash = apiVersion.lastIndexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  const ofGroup = Object.hasOwn(VERSIONS, group) ? VERSIONS[group]! : USUAL;
  const versions = Object.hasOwn(FEWER, kind) ? FEWER[kind]! : ofGroup;
  return versions.map((version) => (group === '' ? version : `${group}/${version}`));
}

function elsewhere(kind: string): readonly string[] {
  // A kind may be called `constructor`.
  return (Object.hasOwn(ELSEWHERE, kind) && ELSEWHERE[kind]) || [];
}
