import {
  Postgres,
  type Scale,
  ScheduledJob,
  SecureNamespace,
  synthesize,
  WebService,
  Worker,
} from '../../../constructs';
import { environment, IMAGE, objectIn, RESOURCES } from '../../support/environment';

function declared(scale: Scale = 3) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const api = new WebService(namespace, 'api', { image: IMAGE, scale, resources: RESOURCES });
  new Worker(namespace, 'mail', { image: IMAGE, scale, resources: RESOURCES });
  new ScheduledJob(namespace, 'report', { image: IMAGE, schedule: '@daily', resources: RESOURCES });
  return { tree, namespace, api };
}

function podOf({ tree }: ReturnType<typeof declared>, kind: string, name: string) {
  const { spec } = objectIn(tree, kind, name) as any;
  return (spec.template ?? spec.jobTemplate.spec.template).spec;
}

const ALL = [
  ['Deployment', 'api'],
  ['Deployment', 'mail'],
  ['CronJob', 'report'],
] as const;

describe.each(ALL)('the pods of %s %s', (kind, name) => {
  test('have half a minute to finish what they began', () => {
    const { terminationGracePeriodSeconds, containers } = podOf(declared(), kind, name);
    const farewell = containers[0].lifecycle?.preStop.sleep.seconds ?? 0;
    expect(terminationGracePeriodSeconds - farewell).toBe(30);
  });

  test('know nothing of the Services around them', () => {
    expect(podOf(declared(), kind, name).enableServiceLinks).toBe(false);
  });

  test('are spread over zones and nodes, one apart at the most', () => {
    const constraints = podOf(declared(), kind, name).topologySpreadConstraints;
    expect(constraints.map(({ topologyKey, maxSkew }: any) => [topologyKey, maxSkew])).toEqual([
      ['topology.kubernetes.io/zone', 1],
      ['kubernetes.io/hostname', 1],
    ]);
  });
});

test.each(['api', 'mail'])('%s is asked for two things: whether it can serve, and whether it lives', (name) => {
  const [container] = podOf(declared(), 'Deployment', name).containers;
  expect(container.readinessProbe.httpGet.path).toBe('/readyz');
  expect(container.livenessProbe.httpGet.path).toBe('/livez');
});

test('a job never runs twice at once', () => {
  expect(objectIn(declared().tree, 'CronJob', 'report')['spec']).toMatchObject({
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 600,
  });
});

test.each([
  ['a number of pods', 3, 3],
  ['the most pods of an autoscaler', { min: 2, max: 10 }, 10],
] as const)('the worst time of a rollout counts %s', (_, scale, pods) => {
  const { progressDeadlineSeconds } = objectIn(declared(scale).tree, 'Deployment', 'api')['spec'] as any;
  // To start, to settle, to say farewell, to finish: one pod after the other.
  expect(progressDeadlineSeconds).toBe(pods * (120 + 10 + 10 + 30));
});

test('an autoscaler alone decides how many pods there are', () => {
  const { tree } = declared({ min: 2, max: 10 });
  expect(objectIn(tree, 'Deployment', 'api')['spec']).not.toHaveProperty('replicas');
  expect(objectIn(tree, 'HorizontalPodAutoscaler', 'api')['spec']).toMatchObject({ minReplicas: 2, maxReplicas: 10 });
});

describe('the credential of a workload', () => {
  const grantTo = (pods: number, ttlHours: number) => () => {
    const { namespace, tree } = declared();
    const many = new WebService(namespace, 'many', { image: IMAGE, scale: pods, resources: RESOURCES });
    const db = new Postgres(namespace, 'db', {
      instances: 1,
      image: IMAGE,
      storage: '10Gi',
      resources: RESOURCES,
      pooler: { instances: 1, resources: RESOURCES, image: IMAGE },
      credentials: { ttlHours },
    });
    db.grantReadWrite(many);
    return synthesize(tree);
  };

  test('refuses a life in which not every pod can move to the next', () => {
    expect(grantTo(40, 4)).toThrow(
      "'test/orders/many' needs 6 h to move from one credential of 'db' to the next, which lives 4 h: " +
        'both are valid for 5760 s, and it takes 8600 s, which is 1800 s of a pooled connection and a rollout of ' +
        '6800 s = 40 pods × (120 s to start + 10 s to settle + 40 s to end); ' +
        "raise `credentials.ttlHours` to at least 6 h, or shorten the rollout or run, or have it read its files anew, by `reload: 'file'`",
    );
    expect(grantTo(40, 6)).not.toThrow();
  });

  test('is renewed in the middle of its life, so that the next one overlaps it for 40 % of it', () => {
    const secret = grantTo(1, 4)().find(({ id }) => id.includes('VaultDynamicSecret'));
    expect(secret).toMatchObject({ object: { spec: { renewalPercent: 50 } } });
  });
});
