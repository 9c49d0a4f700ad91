import type { ImmutableField, ImmutableFields } from './field';

/** The API server refuses the change, and Pulumi's plugin makes another object instead. */
function replaced(...fields: readonly string[]): readonly ImmutableField[] {
  return fields.map((field) => ({ field, refusedBy: 'server', replaces: true }));
}

function refused(...fields: readonly string[]): readonly ImmutableField[] {
  return fields.map((field) => ({ field, refusedBy: 'server' }));
}

function refusedOnceSet(...fields: readonly string[]): readonly ImmutableField[] {
  return fields.map((field) => ({ field, only: 'to-another', refusedBy: 'server' }));
}

/** What holds text by names: frozen, it stays what it is until it is deleted. */
function frozen(...fields: readonly string[]): readonly ImmutableField[] {
  return [...fields, 'immutable'].map((field) => ({
    field,
    only: 'while-frozen',
    refusedBy: 'server',
    replaces: true,
  }));
}

/** What Pulumi replaces is in provider/pkg/provider/diff.go of pulumi-kubernetes 4.32. */
export const OF_KUBERNETES: ImmutableFields = {
  ConfigMap: frozen('binaryData', 'data'),
  PersistentVolume: [
    ...replaced('spec.csi', 'spec.fc', 'spec.hostPath', 'spec.iscsi', 'spec.local', 'spec.nfs'),
    ...refusedOnceSet('spec.nodeAffinity'),
    { field: 'spec.volumeMode', default: 'Filesystem', refusedBy: 'server' },
  ],
  PersistentVolumeClaim: [
    ...replaced('spec.accessModes', 'spec.selector', 'spec.storageClassName'),
    { field: 'spec.volumeName', only: 'to-another', refusedBy: 'server', replaces: true },
    ...refused('spec.dataSource', 'spec.dataSourceRef'),
    { field: 'spec.resources.requests.storage', only: 'less', refusedBy: 'server' },
    { field: 'spec.volumeMode', default: 'Filesystem', refusedBy: 'server' },
  ],
  Pod: replaced(
    'spec.affinity',
    'spec.containers',
    'spec.hostNetwork',
    'spec.initContainers',
    'spec.nodeSelector',
    'spec.priorityClassName',
    'spec.restartPolicy',
    'spec.runtimeClassName',
    'spec.schedulerName',
    'spec.securityContext',
    'spec.serviceAccountName',
    'spec.terminationGracePeriodSeconds',
    'spec.volumes',
  ),
  ResourceQuota: replaced('spec.scopes'),
  Secret: [
    { field: 'type', default: 'Opaque', refusedBy: 'server', replaces: true },
    { field: 'data', replaces: true },
    { field: 'stringData', replaces: true },
    ...frozen('data', 'stringData'),
  ],
  Service: [...replaced('spec.clusterIP'), ...refusedOnceSet('spec.healthCheckNodePort', 'spec.loadBalancerClass')],
  'apiextensions.k8s.io/CustomResourceDefinition': refused('spec.names.kind', 'spec.scope'),
  'apps/DaemonSet': replaced('spec.selector'),
  'apps/Deployment': replaced('spec.selector'),
  'apps/ReplicaSet': refused('spec.selector'),
  'apps/StatefulSet': [
    ...replaced('spec.selector', 'spec.serviceName', 'spec.volumeClaimTemplates'),
    { field: 'spec.podManagementPolicy', default: 'OrderedReady', refusedBy: 'server', replaces: true },
    { field: 'spec.revisionHistoryLimit', default: 10, replaces: true },
  ],
  'batch/Job': [
    ...replaced('spec.selector', 'spec.template'),
    { field: 'spec.completions', default: 1, refusedBy: 'server', replaces: true },
    { field: 'spec.parallelism', default: 1, replaces: true },
    { field: 'spec.completionMode', default: 'NonIndexed', refusedBy: 'server' },
    ...refused('spec.backoffLimitPerIndex', 'spec.managedBy', 'spec.podFailurePolicy', 'spec.successPolicy'),
  ],
  'discovery.k8s.io/EndpointSlice': refused('addressType'),
  'networking.k8s.io/IngressClass': refused('spec.controller'),
  'node.k8s.io/RuntimeClass': refused('handler'),
  'rbac.authorization.k8s.io/ClusterRoleBinding': replaced('roleRef'),
  'rbac.authorization.k8s.io/RoleBinding': replaced('roleRef'),
  'resource.k8s.io/ResourceClaim': refused('spec'),
  'resource.k8s.io/ResourceClaimTemplate': refused('spec'),
  'scheduling.k8s.io/PriorityClass': [
    ...refused('value'),
    { field: 'preemptionPolicy', default: 'PreemptLowerPriority', refusedBy: 'server' },
  ],
  'storage.k8s.io/CSIDriver': [
    { field: 'spec.attachRequired', default: true, refusedBy: 'server' },
    { field: 'spec.volumeLifecycleModes', default: ['Persistent'], refusedBy: 'server' },
  ],
  'storage.k8s.io/StorageClass': [
    ...replaced('parameters', 'provisioner'),
    { field: 'reclaimPolicy', default: 'Delete', refusedBy: 'server' },
    { field: 'volumeBindingMode', default: 'Immediate', refusedBy: 'server' },
  ],
  'storage.k8s.io/VolumeAttributesClass': refused('driverName', 'parameters'),
};
