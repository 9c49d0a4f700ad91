import {
  type Facts,
  Postgres,
  planOf,
  Queue,
  RabbitMq,
  type ScaleBy,
  SecureNamespace,
  StatefulService,
  synthesize,
  UserError,
  WebService,
  Worker,
  type WorkerProps,
} from '../../../constructs';
import { failsCheck, judge } from '../../../policies/index';
import { environment, FACTS, IMAGE, objectIn, objectsOf, POSTGRES, RESOURCES } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';

/** What the objects say, as far as it is asserted here. */
type Untyped = any;

const RUN = { image: IMAGE, resources: RESOURCES } as const;
const RANGE = { min: 2, max: 12 } as const;

function shop(facts: Partial<Facts> = {}) {
  const tree = environment({ data: 'protected' }, facts);
  const namespace = new SecureNamespace(tree, 'orders');
  const jobs = new RabbitMq(namespace, 'jobs', { ...RUN, instances: 3, storage: '10Gi' });
  return { tree, namespace, jobs, email: new Queue(jobs, 'email'), report: new Queue(jobs, 'report') };
}

type Shop = ReturnType<typeof shop>;

function worker({ namespace, email }: Shop, props: Partial<WorkerProps> = {}, id = 'mail'): Worker {
  const scaleBy = { queues: [{ queue: email, perPod: 20 }] };
  return new Worker(namespace, id, { ...RUN, scale: RANGE, scaleBy, ...props });
}

/** A worker that is granted what it is scaled by. */
function scaled(props: Partial<WorkerProps> = {}, facts: Partial<Facts> = {}) {
  const all = shop(facts);
  const mail = worker(all, props);
  all.email.grantConsume(mail);
  return { ...all, mail };
}

const specOf = ({ tree }: Pick<Shop, 'tree'>, kind: string, name = 'mail'): Untyped =>
  objectIn(tree, kind, name)['spec'];

const kindsIn = ({ tree }: Pick<Shop, 'tree'>): readonly string[] =>
  objectsOf(synthesize(tree)).map(({ kind }) => kind);

describe('a worker that a queue scales', () => {
  test('is left to KEDA, which asks Prometheus how many messages are not done', () => {
    const all = scaled();
    expect(specOf(all, 'ScaledObject')).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'mail' },
      minReplicaCount: 2,
      maxReplicaCount: 12,
      fallback: { failureThreshold: 12, replicas: 12, behavior: 'currentReplicasIfHigher' },
      advanced: {
        horizontalPodAutoscalerConfig: {
          behavior: { scaleDown: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } },
        },
      },
      triggers: [
        {
          type: 'prometheus',
          metricType: 'AverageValue',
          metadata: {
            serverAddress: 'http://prometheus-operated.monitoring.svc:9090',
            query: 'max(rabbitmq_queue_messages{job="orders/jobs",queue="email"}) / vector(20)',
            threshold: '1',
            ignoreNullValues: 'false',
          },
        },
      ],
    });
    expect(specOf(all, 'Deployment')).not.toHaveProperty('replicas');
    expect(kindsIn(all)).not.toContain('HorizontalPodAutoscaler');
    expect(specOf(all, 'PodDisruptionBudget')).toMatchObject({ maxUnavailable: 1 });
  });

  test('has as many pods as all of its queues take together', () => {
    const all = shop();
    const queues = [
      { queue: all.email, perPod: 20 },
      { queue: all.report, perPod: 3 },
    ];
    const mail = worker(all, { scaleBy: { queues } });
    all.email.grantConsume(mail);
    all.report.grantConsume(mail);
    const { triggers } = specOf(all, 'ScaledObject');
    // Of two triggers, the autoscaler would take the larger number.
    expect(triggers).toHaveLength(1);
    expect(triggers[0].metadata.query).toBe(
      '(max(rabbitmq_queue_messages{job="orders/jobs",queue="email"}) / vector(20)) + ' +
        '(max(rabbitmq_queue_messages{job="orders/jobs",queue="report"}) / vector(3))',
    );
  });

  test('has so many at least while nobody knows, and is told of', () => {
    const { email, ...all } = shop();
    const mail = worker({ email, ...all }, { scaleBy: { queues: [{ queue: email, perPod: 20 }], whenUnknown: 5 } });
    email.grantConsume(mail);
    expect(specOf(all, 'ScaledObject').fallback).toMatchObject({ replicas: 5, behavior: 'currentReplicasIfHigher' });
    const [blind, unknown] = specOf(all, 'PrometheusRule', 'mail.scaler').groups[0].rules;
    expect(blind).toMatchObject({
      alert: 'ScalerBlind',
      expr:
        '(sum(rate(keda_scaled_object_errors_total{exported_namespace="orders",scaledObject="mail"}[5m]) or ' +
        'rate(keda_scaled_object_errors_total{namespace="orders",scaledObject="mail"}[5m])) * 300) > 0',
      annotations: { description: expect.stringContaining('has at least 5 pods') },
    });
    expect(unknown).toMatchObject({
      alert: 'ScalerUnknown',
      expr:
        'absent(keda_scaled_object_errors_total{exported_namespace="orders",scaledObject="mail"} or ' +
        'keda_scaled_object_errors_total{namespace="orders",scaledObject="mail"})',
    });
  });

  test('is scaled by what it uses, too, where that is said', () => {
    const triggersOf = (scale: WorkerProps['scale']) =>
      specOf(scaled({ scale }), 'ScaledObject').triggers.slice(1) as Untyped[];
    expect(triggersOf(RANGE)).toEqual([]);
    expect(triggersOf({ ...RANGE, cpu: 60, memory: 80 })).toEqual(
      Object.entries({ cpu: '60', memory: '80' }).map(([type, value]) => ({
        ...{ type, metricType: 'Utilization' },
        metadata: { value, containerName: 'mail' },
      })),
    );
  });

  test('has as many pods as its number says, where that is one, whatever waits', () => {
    const all = scaled({ scale: 1 });
    expect(specOf(all, 'Deployment').replicas).toBe(1);
    expect(kindsIn(all)).not.toContain('ScaledObject');
    expect(objectsOf(synthesize(all.tree)).map(({ metadata }) => metadata.name)).not.toContain('mail.scaler');
  });

  test('takes as long to roll out as the most pods that it may have, so that logins outlive that', () => {
    const all = scaled({ scale: { min: 2, max: 30 } });
    expect(specOf(all, 'Deployment').progressDeadlineSeconds).toBe(30 * 170);
    const short = new Postgres(all.namespace, 'db', { ...POSTGRES, credentials: { ttlHours: 4 } });
    expect(() => short.grantReadWrite(all.mail)).toThrow("'test/orders/mail' needs ");
  });

  test('asks where the facts say that Prometheus is', () => {
    const serverIn = (monitoring: object) =>
      specOf(scaled({}, { cluster: { ...FACTS.cluster, monitoring } }), 'ScaledObject').triggers[0].metadata
        .serverAddress;
    expect(serverIn({ namespace: 'metrics' })).toBe('http://prometheus-operated.metrics.svc:9090');
    expect(serverIn({ address: 'https://metrics.example.com/prometheus' })).toBe(
      'https://metrics.example.com/prometheus',
    );
  });

  test('passes every rule, as a service does', () => {
    const all = scaled();
    const scaleBy = { queues: [{ queue: all.report, perPod: 2 }] };
    const web = new WebService(all.namespace, 'api', { ...RUN, scale: { min: 2, max: 4, cpu: 70 }, scaleBy });
    all.report.grantConsume(web);
    const verdicts = judge(planOf(all.tree)).filter(({ rule }) => rule !== 'vault-requests-audited');
    expect(verdicts.filter((verdict) => failsCheck([verdict]))).toEqual([]);
    const judged = verdicts.filter(({ rule }) => rule === 'autoscalers-have-a-target');
    expect(judged.map(({ outcome }) => outcome)).toEqual(['pass', 'pass']);
  });
});

describe('what cannot be scaled so is refused', () => {
  test('by a queue that it may not consume, whoever else may', () => {
    const all = shop();
    const other = worker(all, { scale: 1 }, 'other');
    all.email.grantConsume(other);
    const mail = worker(all);
    all.email.grantPublish(mail);
    expect(() => synthesize(all.tree)).toThrow(
      new UserError([
        "'test/orders/mail' is scaled by 'test/orders/jobs/email', which it may not consume; grant it: email.grantConsume(mail)",
      ]),
    );
  });

  test('by a queue that it may not consume, where it is a number for now', () => {
    const all = shop();
    worker(all, { scale: 1 });
    expect(() => synthesize(all.tree)).toThrow('which it may not consume; grant it: email.grantConsume(mail)');
  });

  test.each([1, 13])('by %d pods while nobody knows, of 2 to 12', (whenUnknown) => {
    const all = shop();
    const scaleBy: ScaleBy = { queues: [{ queue: all.email, perPod: 20 }], whenUnknown };
    expect(problemsOf(() => worker(all, { scaleBy }))).toEqual([
      `'test/orders/mail' has ${whenUnknown} for \`scaleBy.whenUnknown\`, where \`scale\` is from 2 to 12; write a number of that range`,
    ]);
  });

  test('under a name with which KEDA cannot name its autoscaler', () => {
    const all = shop();
    expect(problemsOf(() => worker(all, {}, 'm'.repeat(55)))).toEqual([
      `'test/orders/${'m'.repeat(55)}' has a name of 55 characters; shorten it to 54, so that KEDA can name its autoscaler with 9 more`,
    ]);
    const scaleBy = { queues: [{ queue: all.email, perPod: 20 }], whenUnknown: 13 };
    expect(problemsOf(() => worker(all, { scaleBy }, 'n'.repeat(55)))).toEqual([
      `'test/orders/${'n'.repeat(55)}' has 13 for \`scaleBy.whenUnknown\`, where \`scale\` is from 2 to 12; write a number of that range`,
      expect.stringContaining('shorten it to 54'),
    ]);
    expect(problemsOf(() => worker(all, {}, 'm'.repeat(54)))).toEqual([]);
    expect(problemsOf(() => worker(all, { scale: 2 }, 'm'.repeat(63)))).toEqual([]);
  });

  test.each<[string, (all: Shop) => unknown, string]>([
    ['no queue', () => ({ queues: [] }), 'has [] for `scaleBy.queues`; list at least one { queue, perPod }'],
    [
      'what is no queue',
      ({ jobs }) => ({ queues: [{ queue: jobs.host, perPod: 1 }] }),
      "has 'jobs.orders.svc' for `scaleBy.queues[0].queue`; pass a Queue, as in new Queue(rabbitMq, 'email')",
    ],
    [
      'half a message',
      ({ email }) => ({ queues: [{ queue: email, perPod: 0.5 }] }),
      'has 0.5 for `scaleBy.queues[0].perPod`; write a whole number of at least 1',
    ],
    [
      'one queue twice',
      ({ email }) => ({
        queues: [
          { queue: email, perPod: 1 },
          { queue: email, perPod: 2 },
        ],
      }),
      "has 'test/orders/jobs/email' twice in `scaleBy.queues`; say once how many of its messages a pod is for",
    ],
    [
      'none while nobody knows',
      ({ email }) => ({ queues: [{ queue: email, perPod: 1 }], whenUnknown: 0 }),
      'has 0 for `scaleBy.whenUnknown`; write a whole number of at least 1',
    ],
  ])('%s', (_, scaleBy, problem) => {
    const all = shop();
    expect(problemsOf(() => worker(all, { scaleBy: scaleBy(all) as never }))).toEqual([
      `'test/orders/mail' ${problem}`,
    ]);
  });

  test('what has state', () => {
    const { namespace, email } = shop();
    expect(
      problemsOf(
        () =>
          new StatefulService(namespace, 'store', {
            ...RUN,
            scale: 2,
            ports: [],
            scaleBy: { queues: [{ queue: email, perPod: 1 }] },
          } as never),
      ).join(),
    ).toContain('has an unknown prop `scaleBy`');
  });
});
