import type { Manifest } from '../../../constructs';
import { kubernetesResource } from '../../../constructs/plan/resource';
import { judge, rules } from '../../../policies/index';
import { reachabilityOf } from '../../../policies/reachability/index';
import { answers } from '../../support/ask';
import { resource } from '../../support/network-comparison';
import { DENY_ALL, namespace, networkPolicy, pod } from '../../support/reachability-cases';

const evaluate = (objects: readonly Manifest[]) => reachabilityOf(objects.map(resource));
const made = (...objects: Manifest[]) =>
  evaluate(objects).parties.flatMap((party) =>
    party.kind === 'workload' && !party.assumed ? [[party.id, party.labels] as const] : [],
  );
const ids = (...objects: Manifest[]) => made(...objects).map(([id]) => id);

const object = (apiVersion: string, kind: string, spec: object, rest: object = {}): Manifest => ({
  apiVersion,
  kind,
  metadata: { namespace: 'shop', name: 'x' },
  spec,
  ...rest,
});
const containers = [{ name: 'main', image: 'app' }];
const template = (labels: object = { app: 'x' }) => ({ metadata: { labels }, spec: { containers } });

/** A definition of `example.com/v1 Thing`. */
function definition(scope: 'Cluster' | 'Namespaced', properties: object): Manifest {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Thing' },
      scope,
      versions: [{ name: 'v1', schema: { openAPIV3Schema: { type: 'object', properties } } }],
    },
  };
}
const POD_SCHEMA = {
  containers: { type: 'array', items: { type: 'object', properties: { name: {}, image: {} } } },
};
const thing = object('example.com/v1', 'Thing', { workers: template() });

describe('what describes pods without making any is no workload, and is told with its count', () => {
  test.each<[string, Manifest]>([
    [
      'a policy of Kyverno',
      object('kyverno.io/v1', 'ClusterPolicy', { rules: [{ validate: { pattern: { spec: { containers } } } }] }),
    ],
    [
      'a namespaced policy of Kyverno',
      object('kyverno.io/v1', 'Policy', { rules: [{ validate: { pattern: { spec: { containers } } } }] }),
    ],
    ['a policy of an engine that nobody knows', object('example.com/v1', 'PodPolicy', { match: { containers } })],
    [
      'a constraint of Gatekeeper',
      object('constraints.gatekeeper.sh/v1beta1', 'K8sAllowed', { parameters: { containers } }),
    ],
    [
      'a template of a workflow',
      object('argoproj.io/v1alpha1', 'WorkflowTemplate', {
        templates: [{ container: containers[0] }],
        initContainers: containers,
      }),
    ],
    ['a task', object('tekton.dev/v1', 'Task', { volumes: [{ hostPath: {} }] })],
    ['a runtime that others copy', object('serving.kserve.io/v1alpha1', 'ServingRuntime', { containers })],
    ['a template of an unknown kind', object('example.com/v1', 'SandboxTemplate', { template: template() })],
    ['a thing for the whole cluster, by its name', object('example.com/v1', 'ClusterThing', { containers })],
    [
      'a PodTemplate',
      { apiVersion: 'v1', kind: 'PodTemplate', metadata: { namespace: 'shop', name: 'x' }, template: template() },
    ],
  ])('%s', (_, odd) => {
    expect(ids(odd, odd)).toEqual([]);
    expect(evaluate([odd, { ...odd, metadata: { ...odd.metadata, name: 'y' } }]).notes).toEqual([
      `described, but not made, are the pods of what others copy, or are held to: 2 ${odd.kind}`,
    ]);
  });

  test('a pattern in a policy is judged by no rule about pods', () => {
    const policy = object('kyverno.io/v1', 'ClusterPolicy', {
      rules: [{ validate: { pattern: { spec: { containers } } } }],
    });
    const failed = judge([kubernetesResource(policy, 'x')], { rules }).filter(({ outcome }) => outcome === 'fail');
    expect(failed.filter((verdict) => /container/.test(JSON.stringify(verdict)))).toEqual([]);
  });
});

describe('a definition in the input says what its kind is', () => {
  test('for the whole cluster: no workload', () => {
    expect(ids(thing)).toEqual(['Thing shop/x']);
    expect(ids(definition('Cluster', POD_SCHEMA), thing)).toEqual([]);
  });

  test('with a field that holds a pod, at whatever depth: a workload', () => {
    const deep = { spec: { properties: { workers: { properties: { spec: { properties: POD_SCHEMA } } } } } };
    expect(ids(definition('Namespaced', deep), thing)).toEqual(['Thing shop/x']);
    expect(ids(definition('Namespaced', { spec: { 'x-kubernetes-preserve-unknown-fields': true } }), thing)).toEqual([
      'Thing shop/x',
    ]);
  });

  test('with no such field: no workload, and nothing to judge', () => {
    const listed = { spec: { properties: { containers: { type: 'array', items: { type: 'string' } } } } };
    expect(ids(definition('Namespaced', listed), thing)).toEqual([]);
  });
});

describe('what operators make bears the labels that they set', () => {
  test.each<[string, Manifest, Readonly<Record<string, object>>]>([
    [
      'Prometheus',
      object('monitoring.coreos.com/v1', 'Prometheus', { podMetadata: { labels: { app: 'prom', tier: 'a' } } }),
      {
        'Prometheus shop/x': {
          app: 'prom',
          tier: 'a',
          prometheus: 'x',
          'app.kubernetes.io/name': 'prometheus',
          'app.kubernetes.io/instance': 'x',
        },
      },
    ],
    [
      'Alertmanager',
      object('monitoring.coreos.com/v1', 'Alertmanager', {}),
      { 'Alertmanager shop/x': { alertmanager: 'x' } },
    ],
    [
      'Kafka',
      object('kafka.strimzi.io/v1beta2', 'Kafka', {
        kafka: { template: { pod: { metadata: { labels: { a: 'b' } } } } },
        entityOperator: {},
      }),
      {
        'Kafka shop/x (kafka)': { a: 'b', 'strimzi.io/cluster': 'x', 'strimzi.io/name': 'x-kafka' },
        'Kafka shop/x (entity-operator)': { 'strimzi.io/name': 'x-entity-operator' },
      },
    ],
    [
      'KafkaConnect',
      object('kafka.strimzi.io/v1beta2', 'KafkaConnect', {}),
      { 'KafkaConnect shop/x': { 'strimzi.io/kind': 'KafkaConnect' } },
    ],
    [
      'ScaledJob',
      object('keda.sh/v1alpha1', 'ScaledJob', { jobTargetRef: { template: template() } }),
      { 'ScaledJob shop/x': { app: 'x' } },
    ],
    [
      'Workflow',
      object('argoproj.io/v1alpha1', 'Workflow', {
        podMetadata: { labels: { team: 'red' } },
        templates: [
          { name: 'main', steps: [] },
          { name: 'a', container: {}, metadata: { labels: { step: 'a' } } },
          { name: 'b', script: {} },
        ],
      }),
      { 'Workflow shop/x (a)': { team: 'red', step: 'a' }, 'Workflow shop/x (b)': { team: 'red' } },
    ],
    [
      'CronWorkflow',
      object('argoproj.io/v1alpha1', 'CronWorkflow', { workflowSpec: { templates: [{ name: 'a', resource: {} }] } }),
      { 'CronWorkflow shop/x (a)': {} },
    ],
    [
      'PipelineRun',
      object('tekton.dev/v1', 'PipelineRun', {}, { metadata: { namespace: 'shop', name: 'x', labels: { app: 'ci' } } }),
      { 'PipelineRun shop/x': { app: 'ci', 'app.kubernetes.io/managed-by': 'tekton-pipelines' } },
    ],
    [
      'a Service of Knative',
      object('serving.knative.dev/v1', 'Service', { template: template() }),
      { 'Service shop/x': { app: 'x' } },
    ],
    [
      'VirtualMachine',
      object('kubevirt.io/v1', 'VirtualMachine', { template: { metadata: { labels: { vm: 'a' } } } }),
      { 'VirtualMachine shop/x': { vm: 'a', 'kubevirt.io': 'virt-launcher' } },
    ],
    [
      'RedisFailover',
      object('databases.spotahome.com/v1', 'RedisFailover', {}),
      {
        'RedisFailover shop/x (redis)': { 'app.kubernetes.io/component': 'redis' },
        'RedisFailover shop/x (sentinel)': { 'app.kubernetes.io/component': 'sentinel' },
      },
    ],
  ])('%s', (_, odd, expected) => {
    expect(Object.fromEntries(made(odd))).toEqual(
      Object.fromEntries(Object.entries(expected).map(([id, labels]) => [id, expect.objectContaining(labels)])),
    );
  });

  test('a policy that selects the pods of a Prometheus holds for them', () => {
    const objects = [
      namespace('shop'),
      pod('shop/web'),
      object('monitoring.coreos.com/v1', 'Prometheus', { podMetadata: { labels: { app: 'prom', tier: 'a' } } }),
      networkPolicy('shop/prom', {
        podSelector: { matchLabels: { app: 'prom', tier: 'a' } },
        ingress: [{ ports: [{ port: 9090 }] }],
      }),
    ];
    const questions = ['shop/web -> shop/x 9090', 'shop/web -> shop/x 5000'];
    expect(answers(objects, questions, reachabilityOf, {})).toEqual({
      [questions[0]!]: 'open',
      [questions[1]!]: 'closed',
    });
  });

  test('where only the operator knows the labels, a policy by labels may hold, and one for all does', () => {
    const redis = object('redis.redis.opstreelabs.in/v1beta2', 'Redis', {});
    const by = (podSelector: object) => [
      namespace('shop'),
      pod('shop/web'),
      redis,
      networkPolicy('shop/p', { ...DENY_ALL, podSelector }),
    ];
    const question = ['shop/web -> shop/x 6379'];
    expect(answers(by({ matchLabels: { app: 'redis' } }), question, reachabilityOf, {})).toEqual({
      [question[0]!]: 'unknown',
    });
    expect(answers(by({}), question, reachabilityOf, {})).toEqual({ [question[0]!]: 'closed' });
  });

  test('what such an object owns says more than it does', () => {
    const owned = object('apps/v1', 'StatefulSet', { template: template() });
    const ownerReferences = [{ kind: 'Redis', name: 'x', controller: true }];
    const statefulSet = { ...owned, metadata: { ...owned.metadata, ownerReferences } } as Manifest;
    expect(ids(object('redis.redis.opstreelabs.in/v1beta2', 'Redis', {}), statefulSet)).toEqual(['StatefulSet shop/x']);
  });
});

describe('what others make of an object is no pod of its own', () => {
  const held = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'y', namespace: 'b' },
    spec: { template: template() },
  };
  const maker = 'pods that the input does not describe may be made of';

  test.each<[string, Manifest]>([
    ['values of a release', object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { values: { extra: { containers } } })],
    [
      'values of an Application',
      object('argoproj.io/v1alpha1', 'Application', {
        source: { helm: { valuesObject: { initContainers: containers } } },
      }),
    ],
    [
      'patches of Flux',
      object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', { patches: [{ patch: { spec: { containers } } }] }),
    ],
    ['objects of a Work', object('work.karmada.io/v1alpha1', 'Work', { workload: { manifests: [held] } })],
    ['an object of a kind that nobody knows', object('example.com/v1', 'Bundle', { objects: [{ object: held }] })],
    [
      'the workflow of a trigger',
      object('example.com/v1', 'Listener', {
        resource: {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Workflow',
          spec: { templates: [{ container: containers[0] }] },
        },
      }),
    ],
  ])('%s', (_, odd) => {
    expect(ids(odd)).toEqual([]);
    expect(evaluate([odd]).notes).toEqual([`${maker} ${odd.kind} shop/x; render them and pass the result too`]);
  });

  test('a revision of a set describes pods that the set makes', () => {
    const revision = { ...object('apps/v1', 'ControllerRevision', {}), data: { spec: { template: template() } } };
    expect(ids(revision)).toEqual([]);
    expect(evaluate([revision]).notes).toEqual([
      'described, but not made, are the pods of what others copy, or are held to: 1 ControllerRevision',
    ]);
  });

  test('the Deployments of a ClusterServiceVersion are made in its namespace', () => {
    const deployments = [{ name: 'manager', spec: { template: template({ control: 'manager' }) } }];
    const version = object('operators.coreos.com/v1alpha1', 'ClusterServiceVersion', {
      install: { spec: { deployments } },
    });
    expect(made(version)).toEqual([['ClusterServiceVersion shop/x', { control: 'manager' }]]);
  });

  test.each([
    ['acid.zalan.do/v1', 'postgresql'],
    ['sparkoperator.k8s.io/v1beta2', 'SparkApplication'],
    ['operator.victoriametrics.com/v1beta1', 'VMCluster'],
    ['argoproj.io/v1alpha1', 'Sensor'],
  ])('of %s %s, an operator makes pods of which only it knows the labels', (apiVersion, kind) => {
    expect(ids(object(apiVersion, kind, {}))).toEqual([`${kind} shop/x`]);
    const asked = (spec: object) =>
      Object.values(
        answers(
          [namespace('shop'), pod('shop/web'), object(apiVersion, kind, spec), networkPolicy('shop/p', DENY_ALL)],
          ['shop/web -> shop/x 80'],
          reachabilityOf,
        ),
      );
    expect([asked({}), asked({ hostNetwork: true })]).toEqual([['closed'], ['unknown']]);
  });
});

describe('what is not in the input is named', () => {
  const policies = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) =>
    networkPolicy(`shop/${name}`, { podSelector: { matchLabels: { app: name } } }),
  );

  test('policies that select nobody, and who may make such pods', () => {
    const release = object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', {});
    expect(evaluate([...policies, release]).notes).toEqual([
      '7 policies select pods that are not in the input: NetworkPolicy shop/a, NetworkPolicy shop/b, NetworkPolicy shop/c, ' +
        'NetworkPolicy shop/d, NetworkPolicy shop/e and 2 more; HelmRelease shop/x may make them; pass the workloads that they restrict too',
    ]);
    expect(evaluate([release]).notes).toEqual([
      'pods that the input does not describe may be made of HelmRelease shop/x; render them and pass the result too',
    ]);
    expect(evaluate([pod('shop/a'), policies[0]!]).notes).toEqual([]);
  });

  test('pods that only a peer names may be those that a policy selects', () => {
    const objects = [
      namespace('shop'),
      namespace('ops'),
      pod('shop/web'),
      networkPolicy('shop/out', {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [
          {
            to: [
              { namespaceSelector: {}, podSelector: { matchLabels: { app: 'prom' } } },
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ops' } },
                podSelector: { matchLabels: { app: 'prom' } },
              },
            ],
          },
        ],
      }),
      networkPolicy('ops/prom', {
        podSelector: { matchLabels: { app: 'prom', tier: 'a' } },
        ingress: [{ ports: [{ port: 9090 }] }],
      }),
    ];
    const questions = ['shop/web -> Pods ops/app=prom 9090', 'shop/web -> Pods ops/app=prom 5000'];
    expect(answers(objects, questions, reachabilityOf, {})).toEqual({
      [questions[0]!]: 'unknown',
      [questions[1]!]: 'unknown',
    });
    // Whatever labels a namespace bears, a policy in it is of no other.
    for (const input of [objects, objects.filter(({ kind }) => kind !== 'Namespace')]) {
      const { connections } = evaluate(input);
      expect(connections.find(({ to }) => to === 'Pods ops/app=prom')).toMatchObject({
        outcome: 'unknown',
        why: 'Pods ops/app=prom may bear labels that the input does not show',
      });
    }
  });

  test('a workload that cannot be read is a party of which nothing is certain', () => {
    const broken = object('apps/v1', 'Deployment', {
      template: { metadata: { labels: { a: 1 } }, spec: { containers } },
    });
    const { parties, connections, unknowns } = evaluate([
      pod('shop/web'),
      broken,
      networkPolicy('shop/p', { ...DENY_ALL, podSelector: { matchLabels: { a: '1' } } }),
    ]);
    expect(parties.map(({ id }) => id)).toContain('Deployment shop/x');
    expect(connections.find(({ from, to }) => from === 'Pod shop/web' && to === 'Deployment shop/x')?.outcome).toBe(
      'unknown',
    );
    expect(unknowns).toHaveLength(1);
  });

  test('what has ended or is scaled to none opens no connection; what somebody scales does', () => {
    const none = (kind: string, apiVersion = 'apps/v1') =>
      object(apiVersion, kind, { replicas: 0, template: template() });
    const ended: Manifest[] = [
      none('Deployment'),
      none('StatefulSet'),
      {
        ...object('batch/v1', 'Job', { template: template() }),
        status: { conditions: [{ type: 'Complete', status: 'True' }] },
      },
      { ...pod('shop/done'), status: { phase: 'Succeeded' } },
    ];
    expect(ids(...ended)).toEqual([]);
    expect(evaluate(ended).notes).toEqual([
      'left out is what has no pods, being finished or scaled to none: 1 Deployment, 1 Job, 1 Pod, 1 StatefulSet',
    ]);
    const scaler = object('keda.sh/v1alpha1', 'ScaledObject', { scaleTargetRef: { name: 'x' } });
    expect(ids(none('Deployment'), scaler)).toEqual(['Deployment shop/x']);
    const rollout = object('argoproj.io/v1alpha1', 'Rollout', {
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' },
    });
    expect(ids(none('Deployment'), rollout)).toEqual(['Deployment shop/x']);
  });
});

describe('labels that a controller adds to those of the template', () => {
  const job = object('batch/v1', 'Job', { template: template() });
  const db = pod('shop/db');
  const DB_ONLY = { podSelector: { matchLabels: { app: 'db' } } };
  const admits = (...labels: readonly (readonly [string, string])[]) =>
    networkPolicy('shop/in', {
      ...DB_ONLY,
      ingress: [{ from: labels.map(([key, value]) => ({ podSelector: { matchLabels: { [key]: value } } })) }],
    });
  const asked = (questions: readonly string[], ...objects: Manifest[]) =>
    Object.values(answers([namespace('shop'), db, ...objects], questions, reachabilityOf));
  const outcome = (maker: Manifest, policy: Manifest) => asked(['shop/x -> shop/db 5432'], maker, policy)[0];

  test.each(['job-name', 'batch.kubernetes.io/job-name'])('a Job bears its name as %s', (key) => {
    expect(outcome(job, admits([key, 'x']))).toBe('open');
    expect(outcome(job, admits([key, 'y']))).toBe('closed');
  });

  test('a Job of a CronJob bears the name of that, and its minute', () => {
    const cronJob = object('batch/v1', 'CronJob', { jobTemplate: { spec: { template: template() } } });
    expect(outcome(cronJob, admits(['job-name', 'x-29000000']))).toBe('unknown');
    expect(outcome(cronJob, admits(['job-name', 'x']))).toBe('closed');
  });

  test('a pod of a StatefulSet is told from those of others', () => {
    const key = 'statefulset.kubernetes.io/pod-name';
    const set = (name: string) => ({
      ...object('apps/v1', 'StatefulSet', { template: template() }),
      metadata: { namespace: 'shop', name },
    });
    const questions = ['shop/x -> shop/db 5432', 'shop/y -> shop/db 5432'];
    expect(asked(questions, set('x'), set('y'), admits([key, 'x-0']))).toEqual(['unknown', 'closed']);
  });
});
