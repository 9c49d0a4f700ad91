import { clusterWide, namespaced, type Trial } from './trial';
import { WORKLOADS } from './workloads';

const FAST = { storageClassName: 'fast', accessModes: ['ReadWriteOnce'] };
const CLAIM = { ...FAST, volumeName: 'disk', resources: { requests: { storage: '2Gi' } } };
const SNAPSHOT = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'yesterday' };
const DEVICE = { devices: { requests: [{ name: 'card', exactly: { deviceClassName: 'small' } }] } };
const OTHER_DEVICE = { devices: { requests: [{ name: 'card', exactly: { deviceClassName: 'large' } }] } };
const ROLE = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' };

const volume = (name: string, source: object, other: object): Trial => {
  const [[field, value]] = Object.entries(other) as [[string, unknown]];
  return {
    object: clusterWide('v1', 'PersistentVolume', name, {
      spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, ...source },
    }),
    refuses: { [`spec.${field}`]: value },
    takes: { 'spec.persistentVolumeReclaimPolicy': 'Delete' },
  };
};

const nodes = (name: string) => ({
  required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: [name] }] }] },
});

const VOLUMES: readonly Trial[] = [
  volume('csi', { csi: { driver: 'a', volumeHandle: '1' } }, { csi: { driver: 'a', volumeHandle: '2' } }),
  volume('fc', { fc: { targetWWNs: ['1'], lun: 1 } }, { fc: { targetWWNs: ['1'], lun: 2 } }),
  volume('host-path', { hostPath: { path: '/a', type: '' } }, { hostPath: { path: '/b', type: '' } }),
  volume(
    'iscsi',
    { iscsi: { targetPortal: 'a', iqn: 'iqn.2020-01.com.example:a', lun: 1 } },
    {
      iscsi: { targetPortal: 'a', iqn: 'iqn.2020-01.com.example:a', lun: 2 },
    },
  ),
  volume('local', { local: { path: '/a' }, nodeAffinity: nodes('a') }, { local: { path: '/b' } }),
  volume('nfs', { nfs: { server: 'a', path: '/a' } }, { nfs: { server: 'b', path: '/a' } }),
  volume('pinned', { local: { path: '/a' }, nodeAffinity: nodes('a') }, { nodeAffinity: nodes('b') }),
  volume('block', { csi: { driver: 'a', volumeHandle: '3' } }, { volumeMode: 'Block' }),
];

const STORAGE: readonly Trial[] = [
  {
    object: namespaced('v1', 'PersistentVolumeClaim', 'tried', { spec: CLAIM }),
    status: { phase: 'Bound', capacity: { storage: '2Gi' } },
    refuses: {
      'spec.accessModes': ['ReadWriteMany'],
      'spec.dataSource': SNAPSHOT,
      'spec.dataSourceRef': SNAPSHOT,
      'spec.resources.requests.storage': '1Gi',
      'spec.selector': { matchLabels: { disk: 'fast' } },
      'spec.storageClassName': 'slow',
      'spec.volumeMode': 'Block',
      'spec.volumeName': 'another',
    },
    takes: { 'spec.resources.requests.storage': '3Gi' },
  },
  {
    object: namespaced('v1', 'PersistentVolumeClaim', 'unbound', {
      spec: { ...FAST, resources: { requests: { storage: '2Gi' } } },
    }),
    refuses: {},
    takes: { 'spec.volumeName': 'disk' },
  },
  {
    object: clusterWide('storage.k8s.io/v1', 'StorageClass', 'tried', {
      provisioner: 'example.com/disks',
      parameters: { tier: 'fast' },
    }),
    refuses: {
      parameters: { tier: 'slow' },
      provisioner: 'example.com/others',
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
    takes: { allowVolumeExpansion: true },
  },
  {
    object: clusterWide('storage.k8s.io/v1', 'VolumeAttributesClass', 'tried', {
      driverName: 'example.com/disks',
      parameters: { iops: '100' },
    }),
    refuses: { driverName: 'example.com/others', parameters: { iops: '200' } },
  },
  {
    object: clusterWide('storage.k8s.io/v1', 'CSIDriver', 'example.com', { spec: {} }),
    refuses: { 'spec.attachRequired': false, 'spec.volumeLifecycleModes': ['Ephemeral'] },
    takes: { 'spec.podInfoOnMount': true },
  },
];

const HELD: readonly Trial[] = [
  {
    object: namespaced('v1', 'ConfigMap', 'tried', { data: { a: '1' } }),
    refuses: {},
    takes: { binaryData: { b: 'MQ==' }, data: { a: '2' } },
  },
  {
    object: namespaced('v1', 'ConfigMap', 'frozen', { immutable: true, data: { a: '1' }, binaryData: { b: 'MQ==' } }),
    refuses: { binaryData: { b: 'Mg==' }, data: { a: '2' }, immutable: false },
  },
  {
    object: namespaced('v1', 'Secret', 'tried', { data: { a: 'MQ==' } }),
    refuses: { type: 'example.com/other' },
    takes: { data: { a: 'Mg==' }, stringData: { b: '2' } },
  },
  {
    object: namespaced('v1', 'Secret', 'frozen', { immutable: true, data: { a: 'MQ==' } }),
    refuses: { data: { a: 'Mg==' }, immutable: false, stringData: { a: '2' } },
  },
];

const SERVICES: readonly Trial[] = [
  {
    object: namespaced('v1', 'Service', 'tried', { spec: { ports: [{ port: 80 }], selector: { app: 'tried' } } }),
    refuses: { 'spec.clusterIP': 'None' },
    takes: { 'spec.ports': [{ port: 81 }], 'spec.selector': { app: 'other' }, 'spec.type': 'NodePort' },
  },
  {
    object: namespaced('v1', 'Service', 'balanced', {
      spec: {
        type: 'LoadBalancer',
        externalTrafficPolicy: 'Local',
        healthCheckNodePort: 30_100,
        loadBalancerClass: 'example.com/internal',
        ports: [{ port: 80 }],
      },
    }),
    refuses: { 'spec.healthCheckNodePort': 30_101, 'spec.loadBalancerClass': 'example.com/external' },
  },
  {
    object: namespaced('discovery.k8s.io/v1', 'EndpointSlice', 'tried', { addressType: 'IPv4', endpoints: [] }),
    refuses: { addressType: 'IPv6' },
    takes: { endpoints: [{ addresses: ['10.0.0.1'] }] },
  },
];

const OTHERS: readonly Trial[] = [
  {
    object: namespaced('v1', 'ResourceQuota', 'tried', { spec: { hard: { pods: '9' }, scopes: ['BestEffort'] } }),
    refuses: { 'spec.scopes': ['NotBestEffort'] },
    takes: { 'spec.hard': { pods: '10' } },
  },
  {
    object: namespaced('rbac.authorization.k8s.io/v1', 'RoleBinding', 'tried', { roleRef: ROLE }),
    refuses: { roleRef: { ...ROLE, name: 'edit' } },
    takes: { subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'readers' }] },
  },
  {
    object: clusterWide('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'tried', { roleRef: ROLE }),
    refuses: { roleRef: { ...ROLE, name: 'edit' } },
  },
  {
    object: clusterWide('networking.k8s.io/v1', 'IngressClass', 'tried', { spec: { controller: 'example.com/a' } }),
    refuses: { 'spec.controller': 'example.com/b' },
  },
  {
    object: clusterWide('node.k8s.io/v1', 'RuntimeClass', 'tried', { handler: 'a' }),
    refuses: { handler: 'b' },
  },
  {
    object: clusterWide('scheduling.k8s.io/v1', 'PriorityClass', 'tried', { value: 10 }),
    refuses: { preemptionPolicy: 'Never', value: 20 },
    takes: { description: 'another' },
  },
  {
    object: namespaced('resource.k8s.io/v1', 'ResourceClaim', 'tried', { spec: DEVICE }),
    refuses: { spec: OTHER_DEVICE },
  },
  {
    object: namespaced('resource.k8s.io/v1', 'ResourceClaimTemplate', 'tried', { spec: { spec: DEVICE } }),
    refuses: { spec: { spec: OTHER_DEVICE } },
  },
  {
    object: clusterWide('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'trials.immutable.example.com', {
      spec: {
        group: 'immutable.example.com',
        names: { kind: 'Trial', listKind: 'TrialList', plural: 'trials', singular: 'trial' },
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    }),
    refuses: { 'spec.names.kind': 'Other', 'spec.scope': 'Cluster' },
    takes: { 'spec.names.shortNames': ['tr'] },
  },
];

/** Every kind of Kubernetes itself in the table, and some changes that their kinds take. */
export const OF_KUBERNETES: readonly Trial[] = [...WORKLOADS, ...VOLUMES, ...STORAGE, ...HELD, ...SERVICES, ...OTHERS];
