import { kubernetesResource } from '../../constructs/plan/resource';
import { judge, rules } from '../../policies/index';

const NAMES = { name: 'api', namespace: 'shop' };
const SELECTING = {
  'budgets-select-pods': {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: NAMES,
    spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'api' } } },
  },
  'services-select-pods': {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: NAMES,
    spec: { selector: { app: 'api' }, ports: [{ port: 80 }] },
  },
};

const OUTCOMES = [
  ['nothing that makes pods', undefined, 'fail'],
  ['what may make any', { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease' }, 'unknown'],
  ['an operator that labels them as it likes', { apiVersion: 'k8s.keycloak.org/v2', kind: 'Keycloak' }, 'unknown'],
  ['an operator whose labels are known, and others', { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' }, 'fail'],
] as const;

describe.each(Object.entries(SELECTING))('%s', (id, selecting) => {
  test.each(OUTCOMES)('beside %s', (_, beside, outcome) => {
    const objects = [selecting, ...(beside === undefined ? [] : [{ ...beside, metadata: NAMES, spec: {} }])];
    const resources = objects.map((object) => kubernetesResource(object, 'test'));
    const verdicts = judge(resources, { rules: rules.filter((rule) => rule.id === id) });
    expect(verdicts.map((verdict) => verdict.outcome)).toEqual([outcome]);
  });
});

const containers = [{ name: 'api' }];
const template = { metadata: { labels: { app: 'api' } }, spec: { containers } };
const make = (apiVersion: string, kind: string, spec: object) => ({ apiVersion, kind, metadata: NAMES, spec });
const SET = make('apps/v1', 'StatefulSet', { replicas: 3, template });
const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const INDEX = 'apps.kubernetes.io/pod-index';
const RUN = make('batch/v1', 'Job', { template });

const ADDED: readonly (readonly [string, object, Readonly<Record<string, string>>, string])[] = [
  ['a pod of a StatefulSet by its name', SET, { app: 'api', [POD_NAME]: 'api-2' }, 'pass'],
  ['one more than there are', SET, { app: 'api', [POD_NAME]: 'api-3' }, 'fail'],
  ['a pod of another StatefulSet', SET, { app: 'api', [POD_NAME]: 'web-0' }, 'fail'],
  ['a name that no StatefulSet gives', SET, { [POD_NAME]: 'api-00' }, 'fail'],
  ['a pod of other labels by its name', SET, { app: 'web', [POD_NAME]: 'api-0' }, 'fail'],
  ['a pod by its number', SET, { [INDEX]: '0' }, 'pass'],
  [
    'numbers that begin later',
    make('apps/v1', 'StatefulSet', { replicas: 1, ordinals: { start: 5 }, template }),
    { [INDEX]: '5' },
    'pass',
  ],
  [
    'a number before those',
    make('apps/v1', 'StatefulSet', { replicas: 1, ordinals: { start: 5 }, template }),
    { [INDEX]: '4' },
    'fail',
  ],
  ['any number, of who says no count', make('apps/v1', 'StatefulSet', { template }), { [INDEX]: '90' }, 'pass'],
  ['the pods of a Job by its name', RUN, { 'job-name': 'api' }, 'pass'],
  ['the same by the newer label', RUN, { app: 'api', 'batch.kubernetes.io/job-name': 'api' }, 'pass'],
  ['those of another Job', RUN, { 'job-name': 'web' }, 'fail'],
  ['a completion of a Job that numbers none', RUN, { 'batch.kubernetes.io/job-completion-index': '0' }, 'fail'],
  [
    'a completion by its number',
    make('batch/v1', 'Job', { completionMode: 'Indexed', template }),
    { 'batch.kubernetes.io/job-completion-index': '0' },
    'pass',
  ],
  [
    'a Job that selects by labels of its own',
    make('batch/v1', 'Job', { manualSelector: true, template }),
    { 'job-name': 'api' },
    'fail',
  ],
  [
    'a Job of a CronJob',
    make('batch/v1', 'CronJob', { jobTemplate: { spec: { template } } }),
    { 'job-name': 'api-29000000' },
    'pass',
  ],
  [
    'a CronJob by its own name',
    make('batch/v1', 'CronJob', { jobTemplate: { spec: { template } } }),
    { 'job-name': 'api' },
    'fail',
  ],
  [
    'a hash that a controller has written into the selector',
    make('argoproj.io/v1alpha1', 'Rollout', { template }),
    { app: 'api', 'rollouts-pod-template-hash': '687d76d795' },
    'pass',
  ],
  [
    'what an operator may add to labels that it is given',
    make('example.com/v1', 'Server', { template }),
    { app: 'api', role: 'primary' },
    'unknown',
  ],
];

test.each(ADDED)('a Service that selects %s', (_, maker, selector, outcome) => {
  const service = { ...SELECTING['services-select-pods'], spec: { selector, ports: [{ port: 80 }] } };
  const resources = [service, maker].map((object) => kubernetesResource(object as typeof service, 'test'));
  const verdicts = judge(resources, { rules: rules.filter(({ id }) => id === 'services-select-pods') });
  expect(verdicts.map((verdict) => verdict.outcome)).toEqual([outcome]);
});
