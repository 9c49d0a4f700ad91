import { kindOf } from './kinds';

const CALICO = [
  'BGPConfiguration',
  'BGPPeer',
  'FelixConfiguration',
  'GlobalNetworkPolicy',
  'GlobalNetworkSet',
  'HostEndpoint',
  'IPPool',
  'StagedGlobalNetworkPolicy',
  'Tier',
];

/** By group; '' is the core group. */
const CLUSTER_WIDE: Readonly<Record<string, readonly string[]>> = {
  '': ['Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingWebhookConfiguration',
    'ValidatingWebhookConfiguration',
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'cert-manager.io': ['ClusterIssuer'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'cilium.io': [
    'CiliumCIDRGroup',
    'CiliumClusterwideEnvoyConfig',
    'CiliumClusterwideNetworkPolicy',
    'CiliumEgressGatewayPolicy',
    'CiliumNode',
  ],
  'crd.antrea.io': ['ClusterGroup', 'ClusterNetworkPolicy', 'Tier'],
  'crd.projectcalico.org': CALICO,
  'external-secrets.io': ['ClusterExternalSecret', 'ClusterSecretStore'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'gateway.networking.k8s.io': ['GatewayClass'],
  'k8s.ovn.org': ['AdminPolicyBasedExternalRoute', 'ClusterUserDefinedNetwork', 'EgressIP'],
  'kyverno.io': ['ClusterPolicy'],
  'networking.k8s.io': ['IngressClass', 'IPAddress', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  'policy.networking.k8s.io': ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'],
  'projectcalico.org': CALICO,
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io': ['DeviceClass', 'ResourceSlice'],
  'scheduling.k8s.io': ['PriorityClass'],
  'snapshot.storage.k8s.io': ['VolumeSnapshotClass', 'VolumeSnapshotContent'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
};

const KNOWN = new Set(
  Object.entries(CLUSTER_WIDE).flatMap(([group, kinds]) =>
    kinds.map((kind) => (group === '' ? kind : `${group}/${kind}`)),
  ),
);

/**
 * Whether an object is of a kind that is in no namespace.
 *
 * Of a custom resource that is not listed, only its definition says so: it counts as namespaced, as most are.
 */
export function isClusterWide(object: { readonly apiVersion: string; readonly kind: string }): boolean {
  return KNOWN.has(kindOf(object));
}
