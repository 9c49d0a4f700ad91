import { NAMESPACE, namespaced, type Trial } from './trial';

const LABELS = { app: 'tried' };
const OTHER = { app: 'other' };
const CONTAINERS = [{ name: 'main', image: 'registry.example.com/tried:1' }];
const TEMPLATE = { metadata: { labels: LABELS }, spec: { containers: CONTAINERS } };
const BOTH = { metadata: { labels: { ...LABELS, tier: 'any' } }, spec: { containers: CONTAINERS } };
const ONCE = { spec: { restartPolicy: 'Never', containers: CONTAINERS } };

const claims = (storage: string) => [
  { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } },
];

/** Selected by one label of two, so that another selector would do as well. */
const anySelector = (kind: string): Trial => ({
  object: namespaced('apps/v1', kind, 'tried', { spec: { selector: { matchLabels: LABELS }, template: BOTH } }),
  refuses: { 'spec.selector': { matchLabels: { tier: 'any' } } },
  takes: {
    'spec.template': { ...BOTH, spec: { containers: [{ ...CONTAINERS[0], image: 'registry.example.com/tried:2' }] } },
  },
});

export const WORKLOADS: readonly Trial[] = [
  ...['Deployment', 'DaemonSet', 'ReplicaSet'].map(anySelector),
  {
    object: namespaced('apps/v1', 'StatefulSet', 'tried', {
      spec: {
        serviceName: 'tried',
        selector: { matchLabels: LABELS },
        template: BOTH,
        volumeClaimTemplates: claims('1Gi'),
      },
    }),
    refuses: {
      'spec.selector': { matchLabels: { tier: 'any' } },
      'spec.serviceName': 'other',
      'spec.podManagementPolicy': 'Parallel',
      'spec.volumeClaimTemplates': claims('2Gi'),
    },
    takes: {
      'spec.minReadySeconds': 5,
      'spec.persistentVolumeClaimRetentionPolicy': { whenDeleted: 'Delete', whenScaled: 'Retain' },
      'spec.replicas': 3,
      'spec.revisionHistoryLimit': 5,
      'spec.template': TEMPLATE,
      'spec.updateStrategy': { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
    },
  },
  {
    object: namespaced('batch/v1', 'Job', 'tried', { spec: { template: ONCE } }),
    refuses: {
      'spec.completions': 2,
      'spec.managedBy': 'example.com/queue',
      'spec.podFailurePolicy': {
        rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } }],
      },
      'spec.selector': { matchLabels: OTHER },
      'spec.template': {
        spec: { ...ONCE.spec, containers: [{ ...CONTAINERS[0], image: 'registry.example.com/tried:2' }] },
      },
    },
    takes: { 'spec.activeDeadlineSeconds': 60, 'spec.backoffLimit': 3, 'spec.parallelism': 2, 'spec.suspend': true },
  },
  {
    object: namespaced('batch/v1', 'Job', 'indexed', {
      spec: { completionMode: 'Indexed', completions: 2, parallelism: 1, template: ONCE },
    }),
    refuses: {
      'spec.backoffLimitPerIndex': 1,
      'spec.completionMode': 'NonIndexed',
      'spec.successPolicy': { rules: [{ succeededIndexes: '0' }] },
    },
  },
  {
    object: namespaced('batch/v1', 'CronJob', 'tried', {
      spec: { schedule: '0 6 * * 1', jobTemplate: { spec: { template: ONCE } } },
    }),
    refuses: {},
    takes: {
      'spec.jobTemplate': { spec: { backoffLimit: 1, template: { spec: { ...ONCE.spec, hostNetwork: true } } } },
      'spec.schedule': '0 7 * * 1',
    },
  },
  {
    object: namespaced('v1', 'Pod', 'tried', {
      spec: { serviceAccountName: 'one', automountServiceAccountToken: false, containers: CONTAINERS },
    }),
    refuses: {
      'spec.affinity': { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [preferred()] } },
      'spec.containers': [{ ...CONTAINERS[0], args: ['other'] }],
      'spec.hostNetwork': true,
      'spec.initContainers': [{ ...CONTAINERS[0], name: 'first' }],
      'spec.nodeSelector': { disk: 'fast' },
      'spec.priorityClassName': 'system-cluster-critical',
      'spec.restartPolicy': 'Never',
      'spec.runtimeClassName': 'sandbox',
      'spec.schedulerName': 'other',
      'spec.securityContext': { runAsUser: 10_001 },
      'spec.serviceAccountName': 'two',
      'spec.terminationGracePeriodSeconds': 60,
      'spec.volumes': [{ name: 'tmp', emptyDir: {} }],
    },
    takes: { 'spec.containers': [{ ...CONTAINERS[0], image: 'registry.example.com/tried:2' }] },
  },
];

/** The accounts that the pod runs as: without one the server takes no pod. */
export const ACCOUNTS = ['one', 'two'].map((name) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace: NAMESPACE },
}));

function preferred() {
  return { weight: 1, preference: { matchExpressions: [{ key: 'disk', operator: 'Exists' }] } };
}
