import { restarts } from '../../../../../cli/preview/meaning/blast-radius/restarts';
import type { Resource } from '../../../../../constructs';
import { change, object, told } from './support';

const LABELS = { app: 'api' };
const IMAGE = '  for another spec.containers[name=main].image';

const template = (image: string, pod: object = {}) => ({
  metadata: { labels: LABELS },
  spec: { containers: [{ name: 'main', image }], ...pod },
});

const workload = (kind: string, image: string, spec: object = {}) =>
  object(kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1', kind, {
    spec: { template: template(image), ...spec },
  });

const budget = (spec: object) =>
  object('policy/v1', 'PodDisruptionBudget', { spec: { selector: { matchLabels: LABELS }, ...spec } });

/** What is told of a workload with another image. */
function released(kind: string, spec: object = {}, beside: readonly Resource[] = []): readonly string[] {
  return told(restarts, change([workload(kind, 'a:1', spec), ...beside], [workload(kind, 'a:2', spec), ...beside]));
}

describe('a workload restarts', () => {
  test.each<[string, string, object, string]>([
    [
      'Deployment',
      'by shares',
      { replicas: 8 },
      'neutral: Deployment shop/api restarts with 6 of its 8 pods available at the least, and room needed for 2 more',
    ],
    [
      'Deployment',
      'of one pod',
      { replicas: 1 },
      'neutral: Deployment shop/api restarts with its pod available until another is, and room needed for 1 more',
    ],
    [
      'Deployment',
      'without room',
      { replicas: 3, strategy: { rollingUpdate: { maxSurge: 0 } } },
      'neutral: Deployment shop/api restarts with 2 of its 3 pods available at the least',
    ],
    [
      'Deployment',
      'all at once',
      { replicas: 3, strategy: { type: 'Recreate' } },
      'worse (unavailable-rollout): Deployment shop/api restarts, and is not available until its pods are back',
    ],
    [
      'StatefulSet',
      'one by one',
      { replicas: 3 },
      'neutral: StatefulSet shop/api restarts with 2 of its 3 pods available at the least',
    ],
    [
      'StatefulSet',
      'of one pod',
      { replicas: 1 },
      'worse (unavailable-rollout): StatefulSet shop/api restarts, and is not available until its pod is back',
    ],
    [
      'StatefulSet',
      'when somebody deletes its pods',
      { updateStrategy: { type: 'OnDelete' } },
      'neutral: StatefulSet shop/api keeps its pods as they are until its pods are deleted',
    ],
    [
      'StatefulSet',
      'up to its partition',
      { replicas: 3, updateStrategy: { rollingUpdate: { partition: 3 } } },
      'neutral: StatefulSet shop/api keeps its pods as they are until its partition is lower than 3',
    ],
    ['DaemonSet', 'node by node', {}, 'neutral: DaemonSet shop/api restarts node by node'],
    [
      'DaemonSet',
      'beside the old one',
      { updateStrategy: { rollingUpdate: { maxSurge: 1 } } },
      'neutral: DaemonSet shop/api restarts node by node, each new pod beside the old one',
    ],
    [
      'DaemonSet',
      'everywhere',
      { updateStrategy: { rollingUpdate: { maxUnavailable: '100%' } } },
      'worse (unavailable-rollout): DaemonSet shop/api restarts, and is not available until its pods are back',
    ],
    [
      'Rollout',
      'by steps',
      { replicas: 4, strategy: { canary: {} } },
      'neutral: Rollout shop/api restarts with 3 of its 4 pods available at the least, and room needed for 1 more',
    ],
    [
      'Rollout',
      'beside itself',
      { replicas: 4, strategy: { blueGreen: {} } },
      'neutral: Rollout shop/api restarts with 4 of its 4 pods available at the least, and room needed for 4 more',
    ],
    [
      'Deployment',
      'once it goes on',
      { replicas: 2, paused: true },
      'neutral: Deployment shop/api keeps its pods as they are until it is no longer paused',
    ],
  ])('as a %s does %s', (kind, _, spec, says) => {
    expect(released(kind, spec)).toEqual([says, IMAGE]);
  });

  test('and has to keep what its budget keeps', () => {
    const three = { replicas: 3, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 2 } } };
    expect(released('Deployment', three, [budget({ minAvailable: 2 })])).toEqual([
      'worse (unavailable-rollout): Deployment shop/api restarts with 1 of its 3 pods available at the least, where its budget keeps 2',
      IMAGE,
    ]);
    expect(released('Deployment', three, [budget({ maxUnavailable: 1 })])[0]).toMatch(/where its budget keeps 2$/);
    expect(released('Deployment', three, [budget({ maxUnavailable: '30%' })])[0]).toMatch(/where its budget keeps 2$/);
    expect(released('Deployment', three, [budget({ minAvailable: '50%' })])[0]).toMatch(/where its budget keeps 2$/);
    expect(released('Deployment', { replicas: 3 }, [budget({ maxUnavailable: '50%' })])).toEqual([
      'neutral: Deployment shop/api restarts with 3 of its 3 pods available at the least, and room needed for 1 more',
      IMAGE,
    ]);
  });

  test('with as many pods as its autoscaler leaves it', () => {
    const scaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
        minReplicas: 4,
        maxReplicas: 9,
      },
    });
    expect(released('Deployment', {}, [scaler])).toEqual([
      'neutral: Deployment shop/api restarts with 3 of its 4 pods available at the least, and room needed for 1 more',
      IMAGE,
    ]);
  });

  test('and tells five of its reasons', () => {
    const env = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => ({ name, value: '1' }));
    const [before, after] = [[], env].map((variables) =>
      workload('Deployment', 'a', { template: template('a', { containers: [{ name: 'main', env: variables }] }) }),
    );
    expect(told(restarts, change([before!], [after!])).slice(5)).toEqual([
      '  for a new spec.containers[name=main].env[name=E]',
      '  and for 2 more',
    ]);
  });
});

test('a workload restarts for another order of what its pods list, which is no other difference', () => {
  const [before, after] = [
    ['a', 'b'],
    ['b', 'a'],
  ].map((names) =>
    workload('Deployment', 'a', {
      template: template('a', { volumes: names.map((name) => ({ name, emptyDir: {} })) }),
    }),
  );
  const comparison = change([before!], [after!]);
  expect(comparison.diff.changed).toEqual([]);
  expect(told(restarts, comparison).slice(1)).toEqual(['  for another order of spec.volumes']);
});

describe('a workload does not restart', () => {
  test.each<[string, object, object]>([
    ['to have another number of pods', { replicas: 2 }, { replicas: 3 }],
    ['to restart in another way later', { strategy: { type: 'Recreate' } }, {}],
    [
      'for what its pods have already',
      { template: template('a') },
      { template: template('a', { restartPolicy: 'Always', terminationGracePeriodSeconds: 30, tolerations: null }) },
    ],
  ])('%s', (_, before, after) => {
    expect(told(restarts, change([workload('Deployment', 'a', before)], [workload('Deployment', 'a', after)]))).toEqual(
      [],
    );
  });

  test('when it has no pods', () => {
    expect(released('Deployment', { replicas: 0 })).toEqual([]);
  });

  test('when it is made anew', () => {
    const after = workload('Deployment', 'a:2', { selector: { matchLabels: { app: 'web' } } });
    expect(told(restarts, change([workload('Deployment', 'a:1')], [after]))).toEqual([]);
  });

  test('while a job is running', () => {
    const job = (image: string) =>
      object('batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template: template(image) } } } });
    expect(told(restarts, change([job('a:1')], [job('a:2')]))).toEqual([
      'neutral: CronJob shop/api runs as it is now from its next run on; one that has begun is left alone',
      IMAGE,
    ]);
  });

  test('for what it reads, which either follows or stays', () => {
    const config = (value: string) => object('v1', 'ConfigMap', { data: { a: value } }, 'config');
    const reads = (pod: object) => workload('Deployment', 'a', { template: template('a', pod) });
    const files = reads({ volumes: [{ name: 'config', configMap: { name: 'config' } }] });
    const variables = reads({
      containers: [{ name: 'main', image: 'a', envFrom: [{ configMapRef: { name: 'config' } }] }],
    });
    expect(told(restarts, change([config('1'), files], [config('2'), files]))).toEqual([
      'neutral: Deployment shop/api is not restarted for ConfigMap shop/config: its files change under it',
    ]);
    expect(told(restarts, change([config('1'), variables], [config('2'), variables]))).toEqual([
      'neutral: Deployment shop/api is not restarted for ConfigMap shop/config: its pods keep what they read when they started',
    ]);
    expect(told(restarts, change([config('1'), files], [config('1'), files]))).toEqual([]);
  });
});

describe('others restart a workload', () => {
  test('when its credentials are issued anew', () => {
    const secret = (ttl: string) =>
      object(
        'secrets.hashicorp.com/v1beta1',
        'VaultPKISecret',
        { spec: { ttl, rolloutRestartTargets: [{ kind: 'StatefulSet', name: 'api' }] } },
        'tls',
      );
    const set = workload('StatefulSet', 'a', { replicas: 1 });
    expect(told(restarts, change([secret('1h'), set], [secret('2h'), set]))).toEqual([
      'worse (unavailable-rollout): StatefulSet shop/api restarts, and is not available until its pod is back',
      '  for VaultPKISecret shop/tls, whose secret is issued anew',
    ]);
  });

  test('and where they do not, its files change under it, or it keeps what it read', () => {
    const login = (renewalPercent: number) =>
      object(
        'secrets.hashicorp.com/v1beta1',
        'VaultDynamicSecret',
        { spec: { renewalPercent, destination: { name: 'api-db' } } },
        'api-db',
      );
    const reads = (pod: object) => workload('Deployment', 'a', { template: template('a', pod) });
    const files = reads({ volumes: [{ name: 'db', projected: { sources: [{ secret: { name: 'api-db' } }] } }] });
    expect(told(restarts, change([login(50), files], [login(60), files]))).toEqual([
      'neutral: Deployment shop/api is not restarted for VaultDynamicSecret shop/api-db: its files change under it',
    ]);
    const variables = reads({
      containers: [{ name: 'main', image: 'a', envFrom: [{ secretRef: { name: 'api-db' } }] }],
    });
    expect(told(restarts, change([login(50), variables], [login(60), variables]))).toEqual([
      'neutral: Deployment shop/api is not restarted for VaultDynamicSecret shop/api-db: its pods keep what they read when they started',
    ]);
    expect(told(restarts, change([login(50), files], [login(50), files]))).toEqual([]);
  });

  test('when it takes the template of another', () => {
    const rollout = object('argoproj.io/v1alpha1', 'Rollout', {
      spec: { replicas: 4, workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } },
    });
    const idle = (image: string) => workload('Deployment', image, { replicas: 0 });
    expect(told(restarts, change([rollout, idle('a:1')], [rollout, idle('a:2')]))).toContain(
      '  for Deployment shop/api, whose template it takes',
    );
  });

  test('when it is a Gateway, by its options', () => {
    const options = (user: number) =>
      object(
        'v1',
        'ConfigMap',
        {
          data: {
            deployment: `spec: { replicas: 2, template: { spec: { securityContext: { runAsUser: ${user} } } } }`,
          },
        },
        'options',
      );
    const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', {
      spec: { infrastructure: { parametersRef: { group: '', kind: 'ConfigMap', name: 'options' } } },
    });
    expect(told(restarts, change([options(1), gateway], [options(2), gateway]))).toEqual([
      'neutral: Gateway shop/api restarts with 2 of its 2 pods available at the least, and room needed for 1 more',
      '  for another spec.securityContext.runAsUser in ConfigMap shop/options',
    ]);
  });
});

describe('a database restarts', () => {
  const cluster = (spec: object, instances = 3) =>
    object('postgresql.cnpg.io/v1', 'Cluster', { spec: { instances, ...spec } });
  const parameters = (name: string, value: string) => ({ postgresql: { parameters: { [name]: value } } });

  test.each<[string, object, number, string]>([
    [
      '',
      {},
      3,
      'worse: Cluster shop/api restarts its copies one by one, and takes no writes while its primary restarts',
    ],
    [
      'by promotion',
      { primaryUpdateMethod: 'switchover' },
      3,
      'worse: Cluster shop/api restarts its copies one by one, and takes no writes while one of them is promoted',
    ],
    [
      'by hand',
      { primaryUpdateStrategy: 'supervised' },
      3,
      'worse: Cluster shop/api restarts its copies one by one, and waits for somebody to promote one of them',
    ],
    [
      'alone',
      {},
      1,
      'worse (unavailable-rollout): Cluster shop/api restarts, and is not available until its only instance is back',
    ],
  ])('%s', (_, spec, instances, says) => {
    const [before, after] = ['1', '2'].map((value) =>
      cluster({ ...spec, ...parameters('max_connections', value) }, instances),
    );
    expect(told(restarts, change([before!], [after!]))).toEqual([
      says,
      '  for another postgresql.parameters.max_connections',
    ]);
  });

  test.each([
    ['a parameter that is read again', parameters('work_mem', '1MB'), parameters('work_mem', '2MB')],
    [
      'a larger disk',
      { storage: { size: '1Gi' }, walStorage: { size: '1Gi' } },
      { storage: { size: '2Gi' }, walStorage: { size: '2Gi' } },
    ],
    ['another account of a person', {}, { managed: { roles: [] } }],
  ])('not for %s', (_, before, after) => {
    expect(told(restarts, change([cluster(before)], [cluster(after)]))).toEqual([]);
  });

  test('for a disk of its own for the log', () => {
    expect(told(restarts, change([cluster({})], [cluster({ walStorage: { size: '1Gi' } })]))).toHaveLength(2);
  });

  test('without its pooler, which reads most of its settings again', () => {
    const pooler = (spec: object) => object('postgresql.cnpg.io/v1', 'Pooler', { spec: { instances: 3, ...spec } });
    const size = (value: string) => pooler({ pgbouncer: { parameters: { default_pool_size: value } } });
    expect(told(restarts, change([size('1')], [size('2')]))).toEqual([]);
    expect(
      told(restarts, change([pooler({ template: template('a') })], [pooler({ template: template('b') })])),
    ).toEqual([
      'neutral: Pooler shop/api restarts with 3 of its 3 pods available at the least, and room needed for 1 more',
      '  for another template.spec.containers[name=main].image',
    ]);
  });
});

describe('a workload is gone', () => {
  const GONE = 'worse (unavailable-rollout): Deployment shop/api';

  test('when it is deleted', () => {
    expect(told(restarts, change([workload('Deployment', 'a')], []))).toEqual([`${GONE} is deleted, with its pods`]);
  });

  test('when it is scaled to none', () => {
    const [two, none] = [2, 0].map((replicas) => workload('Deployment', 'a', { replicas }));
    expect(told(restarts, change([two!], [none!]))).toEqual([`${GONE} has no pods any more: it is scaled to none`]);
    expect(told(restarts, change([none!], [two!]))).toEqual([]);
  });
});
