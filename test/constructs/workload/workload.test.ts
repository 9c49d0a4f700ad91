import { Duration } from 'cdk8s';
import {
  type Environment,
  Pod,
  Port,
  ScheduledJob,
  type ScheduledJobProps,
  SecureNamespace,
  UserError,
  WebService,
  Worker,
} from '../../../constructs';
import { environment, IMAGE, objectIn, RESOURCES } from '../../support/environment';

function orders(tree: Environment = environment()) {
  const namespace = new SecureNamespace(tree, 'orders');
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 3, resources: RESOURCES });
  return { tree, namespace, api };
}

interface PodSpec {
  readonly automountServiceAccountToken: boolean;
  readonly serviceAccountName: string;
  readonly securityContext: unknown;
  readonly topologySpreadConstraints: readonly { topologyKey: string; whenUnsatisfiable: string }[];
  readonly containers: readonly Record<string, unknown>[];
}

function podSpecOf(tree: Environment, kind: string, name: string): PodSpec {
  const spec = objectIn(tree, kind, name)['spec'] as {
    template?: { spec: PodSpec };
    jobTemplate?: { spec: { template: { spec: PodSpec } } };
  };
  return (spec.template ?? spec.jobTemplate!.spec.template).spec;
}

describe('SecureNamespace', () => {
  test('denies both directions, accepts mutual TLS only, authorizes nothing, and asks pods for "restricted"', () => {
    const { tree } = orders();
    expect(objectIn(tree, 'NetworkPolicy', 'default-deny')['spec']).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    expect(objectIn(tree, 'PeerAuthentication', 'default')['spec']).toEqual({ mtls: { mode: 'STRICT' } });
    expect(objectIn(tree, 'AuthorizationPolicy', 'allow-nothing')['spec']).toEqual({});
    // Whoever makes a Deployment is warned at once, and not only its pods refused.
    expect(objectIn(tree, 'Namespace', 'orders').metadata.labels).toEqual({
      'istio-injection': 'enabled',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });
});

describe('a workload', () => {
  test.each([
    ['Deployment', 'api'],
    ['Deployment', 'mail'],
    ['CronJob', 'report'],
  ])('%s %s runs hardened, as its own service account, without a token', (kind, name) => {
    const { tree, namespace } = orders();
    new Worker(namespace, 'mail', { image: IMAGE, scale: 1, resources: RESOURCES });
    new ScheduledJob(namespace, 'report', { image: IMAGE, schedule: '0 6 * * 1', resources: RESOURCES });
    const pod = podSpecOf(tree, kind, name);
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      serviceAccountName: name,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(pod.containers[0]).toMatchObject({
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      resources: { requests: RESOURCES, limits: { memory: RESOURCES.memory } },
    });
    expect(objectIn(tree, 'ServiceAccount', name)['automountServiceAccountToken']).toBe(false);
  });

  test.each([
    ['required', 'DoNotSchedule'],
    ['preferred', 'ScheduleAnyway'],
  ] as const)('spreads over zones as the posture says: %s', (zoneSpread, whenUnsatisfiable) => {
    const { tree } = orders(environment({ zoneSpread }));
    expect(podSpecOf(tree, 'Deployment', 'api').topologySpreadConstraints).toContainEqual(
      expect.objectContaining({ topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable }),
    );
  });

  test('a task ends although its sidecar does not', () => {
    const { tree, namespace } = orders();
    new ScheduledJob(namespace, 'report', { image: IMAGE, schedule: '0 6 * * 1', resources: RESOURCES });
    expect(objectIn(tree, 'CronJob', 'report')['spec']).toMatchObject({
      jobTemplate: {
        spec: { template: { metadata: { annotations: { 'sidecar.istio.io/nativeSidecar': 'true' } } } },
      },
    });
  });

  test('is replaced one pod at a time, and drained one at a time', () => {
    const { tree } = orders();
    expect(objectIn(tree, 'Deployment', 'api')['spec']).toMatchObject({
      replicas: 3,
      strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    });
    expect(objectIn(tree, 'PodDisruptionBudget', 'api')['spec']).toEqual({
      selector: { matchLabels: { 'dwcp.io/workload': 'api' } },
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });

  test.each([8081, 15000, 15001, 15004, 15006, 15008, 15009, 15020, 15021, 15053, 15090])('refuses port %d', (port) => {
    const namespace = new SecureNamespace(environment(), 'orders');
    const other = port === 8081 ? "its port 'management'" : 'its sidecar';
    expect(() => new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES, port })).toThrow(
      new UserError([
        `'test/orders/api' listens on ${port}/TCP, where ${other} listens already; choose another port, e.g. 8080`,
      ]),
    );
  });

  test.each([0, -1, 65_536, 80.5, Number.NaN])('refuses %d, which is no port', (port) => {
    const namespace = new SecureNamespace(environment(), 'orders');
    expect(() => new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES, port })).toThrow(
      new UserError([`'test/orders/api' has ${port} for \`port\`; write a whole number from 1 to 65535`]),
    );
  });

  test('refuses one port twice, except over two protocols, and a sidecar’s only in the mesh', () => {
    const namespace = new SecureNamespace(environment(), 'orders');
    const pod = (id: string, mesh: boolean, ...ports: Port[]) =>
      new Pod(namespace, id, { name: id, image: IMAGE, resources: RESOURCES, ports, mesh, rolloutSeconds: 1 });
    expect(() => pod('a', true, Port.tcp(53, 'dns-tcp'), Port.udp(53, 'dns'))).not.toThrow();
    expect(() => pod('b', false, Port.tcp(15_000, 'http'))).not.toThrow();
    expect(() => pod('c', false, Port.tcp(80, 'http'), Port.tcp(80, 'web'))).toThrow(
      new UserError([
        "'test/orders' listens on 80/TCP, where its port 'http' listens already; choose another port, e.g. 8080",
      ]),
    );
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d pods', (scale) => {
    const namespace = new SecureNamespace(environment(), 'orders');
    expect(() => new Worker(namespace, 'mail', { image: IMAGE, scale, resources: RESOURCES })).toThrow(
      `'test/orders/mail' has ${scale} for \`scale\`; write a whole number of at least 1`,
    );
  });
});

describe('ScheduledJob', () => {
  function job(props: Partial<ScheduledJobProps>) {
    const tree = environment();
    const namespace = new SecureNamespace(tree, 'orders');
    new ScheduledJob(namespace, 'report', { image: IMAGE, schedule: '0 6 * * 1', resources: RESOURCES, ...props });
    return tree;
  }

  test.each([
    '0 6 * * 1',
    '*/5 * * * *',
    '0,30 8-18/2 1 JAN-mar mon-fri',
    '05 00 ? * sun,6',
    '5/15  *  *  *  0',
    '@hourly',
    '@midnight',
  ])("takes the schedule '%s'", (schedule) => {
    expect(objectIn(job({ schedule }), 'CronJob', 'report')['spec']).toMatchObject({ schedule });
  });

  test.each([
    '',
    'every monday',
    '0 0 6 * * 1',
    '0 6 * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 7',
    '30-10 * * * *',
    '*/0 * * * *',
    '1-2-3 * * * *',
    '1, * * * *',
    '-5 * * * *',
    '1.5 * * * *',
    '* * mon * *',
    '@every 1h',
    '@Hourly',
    'TZ=UTC 0 6 * * 1',
  ])("refuses the schedule '%s'", (schedule) => {
    expect(() => job({ schedule })).toThrow(
      new UserError([
        `'test/orders/report' has '${schedule}' for \`schedule\`; ` +
          "write minute, hour, day, month and day of the week, as in '0 6 * * 1', or '@daily'",
      ]),
    );
  });

  test.each<[Duration, string]>([
    [Duration.seconds(0), '0'],
    [Duration.millis(1500), '1.5'],
    [Duration.minutes(Number.NaN), 'NaN'],
  ])('refuses a deadline of %p', (deadline, seconds) => {
    expect(() => job({ deadline })).toThrow(
      new UserError([`'test/orders/report' has \`deadline\` of ${seconds} s; write whole seconds, at least 1`]),
    );
  });
});
