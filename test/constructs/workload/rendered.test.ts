import { Duration } from 'cdk8s';
import {
  type Environment,
  HealthCheck,
  Postgres,
  Redis,
  ScheduledJob,
  SecureNamespace,
  synthesize,
  Volume,
  WebService,
  type WebServiceProps,
  Worker,
} from '../../../constructs';
import { environment, IMAGE, objectIn, objectsOf, RESOURCES } from '../../support/environment';

const RUN = { image: IMAGE, resources: RESOURCES } as const;

function withApi(props: Partial<WebServiceProps> = {}, tree: Environment = environment()) {
  const namespace = new SecureNamespace(tree, 'orders');
  const api = new WebService(namespace, 'api', { ...RUN, scale: 3, ...props });
  return { tree, namespace, api };
}

/** The `spec` of an object, for a test that looks into it. */
function specOf(tree: Environment, kind: string, name: string): any {
  return objectIn(tree, kind, name)['spec'];
}

const templateOf = (tree: Environment, name = 'api') => specOf(tree, 'Deployment', name).template;

describe('what a web service renders by default', () => {
  const { tree } = withApi({}, environment({ zoneSpread: 'required' }));
  const labels = { 'dwcp.io/workload': 'api' };

  test('is a Deployment that is replaced one by one, in a time that counts every pod', () => {
    const { template, ...spec } = specOf(tree, 'Deployment', 'api');
    expect(spec).toEqual({
      replicas: 3,
      revisionHistoryLimit: 5,
      minReadySeconds: 10,
      // 3 pods, each 120 s to start, 10 s to settle, 10 s to take leave and 30 s to end.
      progressDeadlineSeconds: 3 * (120 + 10 + 10 + 30),
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    });
    expect(template.metadata).toEqual({
      labels,
      annotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '8081',
        'prometheus.io/path': '/metrics',
      },
    });
  });

  test('is pods that can gain nothing, that are spread, and that end in their time', () => {
    const { containers, topologySpreadConstraints, ...pod } = templateOf(tree).spec;
    expect(pod).toEqual({
      serviceAccountName: 'api',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 40,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        runAsGroup: 10001,
        fsGroup: 10001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
    });
    const over = (topologyKey: string, whenUnsatisfiable: string) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable,
      labelSelector: { matchLabels: labels },
      nodeTaintsPolicy: 'Honor',
      matchLabelKeys: ['pod-template-hash'],
    });
    expect(topologySpreadConstraints).toEqual([
      over('topology.kubernetes.io/zone', 'DoNotSchedule'),
      over('kubernetes.io/hostname', 'ScheduleAnyway'),
    ]);
    const probe = (path: string, periodSeconds: number, failureThreshold: number) => ({
      httpGet: { path, port: 'management' },
      periodSeconds,
      timeoutSeconds: 2,
      failureThreshold,
    });
    expect(containers).toEqual([
      {
        name: 'api',
        image: IMAGE,
        ports: [
          { name: 'http', containerPort: 8080, protocol: 'TCP' },
          { name: 'management', containerPort: 8081, protocol: 'TCP' },
        ],
        env: [],
        resources: { requests: RESOURCES, limits: { memory: RESOURCES.memory } },
        startupProbe: probe('/readyz', 2, 60),
        readinessProbe: probe('/readyz', 5, 3),
        livenessProbe: probe('/livez', 5, 3),
        lifecycle: { preStop: { sleep: { seconds: 10 } } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      },
    ]);
  });

  test('is no autoscaler and no ConfigMap', () => {
    const kinds = objectsOf(synthesize(tree)).map(({ kind }) => kind);
    expect(kinds).not.toContain('HorizontalPodAutoscaler');
    expect(kinds).not.toContain('ConfigMap');
  });
});

describe('what a scheduled job renders', () => {
  test('is one run at a time, skipped when late and stopped when long', () => {
    const tree = environment();
    new ScheduledJob(new SecureNamespace(tree, 'orders'), 'report', { ...RUN, schedule: '@daily' });
    const { jobTemplate, ...spec } = specOf(tree, 'CronJob', 'report');
    expect(spec).toEqual({
      schedule: '@daily',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
    });
    const { template, ...job } = jobTemplate.spec;
    expect(job).toEqual({ backoffLimit: 2, activeDeadlineSeconds: 3600, ttlSecondsAfterFinished: 86_400 });
    expect(template.spec).toMatchObject({
      restartPolicy: 'Never',
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 30,
    });
    expect(template.spec.containers[0]).not.toHaveProperty('lifecycle');
    // Nothing labels the pods of a Job by revision.
    expect(template.spec.topologySpreadConstraints[0]).not.toHaveProperty('matchLabelKeys');
  });
});

describe('what data renders', () => {
  const POSTGRES = {
    ...RUN,
    instances: 3,
    storage: '10Gi',
    pooler: { instances: 2, ...RUN },
    credentials: { ttlHours: 12 },
  } as const;

  test.each(['required', 'preferred'] as const)('spreads instances as the posture says: %s', (zoneSpread) => {
    const tree = environment({ zoneSpread });
    new Postgres(new SecureNamespace(tree, 'orders'), 'db', POSTGRES);
    expect(specOf(tree, 'Cluster', 'db').affinity).toEqual({
      enablePodAntiAffinity: true,
      podAntiAffinityType: zoneSpread,
      topologyKey: 'topology.kubernetes.io/zone',
    });
    const [zone] = specOf(tree, 'Pooler', 'db-pooler').template.spec.topologySpreadConstraints;
    expect(zone).toMatchObject({
      whenUnsatisfiable: zoneSpread === 'required' ? 'DoNotSchedule' : 'ScheduleAnyway',
      nodeTaintsPolicy: 'Honor',
      matchLabelKeys: ['pod-template-hash'],
    });
  });

  test('gives Redis five minutes to load, thirty seconds to end, and no pause before', () => {
    const tree = environment();
    new Redis(new SecureNamespace(tree, 'orders'), 'cache', { ...RUN, storage: '1Gi' });
    const { spec } = specOf(tree, 'StatefulSet', 'cache').template;
    expect(spec.terminationGracePeriodSeconds).toBe(30);
    const [{ startupProbe, readinessProbe, livenessProbe, lifecycle }] = spec.containers;
    expect(startupProbe.periodSeconds * startupProbe.failureThreshold).toBe(300);
    expect([readinessProbe.failureThreshold, livenessProbe.failureThreshold]).toEqual([undefined, 6]);
    expect(lifecycle).toBeUndefined();
  });
});

describe('how many pods', () => {
  test('is left to an autoscaler, which looks at the workload’s own container', () => {
    const { tree } = withApi({ scale: { min: 2, max: 8 } });
    expect(specOf(tree, 'Deployment', 'api')).not.toHaveProperty('replicas');
    expect(specOf(tree, 'HorizontalPodAutoscaler', 'api')).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
      minReplicas: 2,
      maxReplicas: 8,
      metrics: [
        {
          type: 'ContainerResource',
          containerResource: { name: 'cpu', container: 'api', target: { type: 'Utilization', averageUtilization: 70 } },
        },
      ],
      behavior: { scaleDown: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } },
    });
  });

  test.each([
    [{ cpu: 50 }, [['cpu', 50]]],
    [{ memory: 80 }, [['memory', 80]]],
    [
      { cpu: 60, memory: 80 },
      [
        ['cpu', 60],
        ['memory', 80],
      ],
    ],
  ])('is decided by %j', (targets, expected) => {
    const { tree } = withApi({ scale: { min: 2, max: 8, ...targets } });
    const { metrics } = specOf(tree, 'HorizontalPodAutoscaler', 'api');
    const said = metrics.map(({ containerResource: { name, target } }: any) => [name, target.averageUtilization]);
    expect(said).toEqual(expected);
  });

  test('bounds the time of a rollout by the most that there may be, and so the life of a login', () => {
    const { tree, namespace, api } = withApi({ scale: { min: 2, max: 30 } });
    expect(specOf(tree, 'Deployment', 'api').progressDeadlineSeconds).toBe(30 * 170);
    const short = new Postgres(namespace, 'db', {
      ...RUN,
      instances: 1,
      storage: '1Gi',
      pooler: { instances: 1, ...RUN },
      credentials: { ttlHours: 4 },
    });
    expect(() => short.grantReadWrite(api)).toThrow(
      "'test/orders/api' needs 4.8 h to move from one credential of 'db' to the next, which lives 4 h",
    );
  });

  test('waits as long as a workload says that it takes to start and to end', () => {
    const { tree } = withApi({
      scale: 2,
      drain: Duration.minutes(2),
      probes: { startupTime: Duration.seconds(301) },
    });
    const { progressDeadlineSeconds, template } = specOf(tree, 'Deployment', 'api');
    expect(progressDeadlineSeconds).toBe(2 * (301 + 10 + 10 + 120));
    expect(template.spec.terminationGracePeriodSeconds).toBe(130);
    // 151 times 2 s: never less than what was said.
    expect(template.spec.containers[0].startupProbe.failureThreshold).toBe(151);
  });
});

describe('what is said of a container', () => {
  test('is its environment, sorted, with what grants add; its command and its arguments', () => {
    const { tree, api } = withApi({ env: { Z: '1', LOG_LEVEL: 'info' }, command: ['node'], args: ['main.js'] });
    api.pod.setEnv('DB_HOST', 'db');
    api.pod.setEnv('DB_HOST', 'db');
    api.pod.setEnv('LOG_LEVEL', 'info');
    expect(templateOf(tree).spec.containers[0]).toMatchObject({
      command: ['node'],
      args: ['main.js'],
      env: [
        { name: 'DB_HOST', value: 'db' },
        { name: 'LOG_LEVEL', value: 'info' },
        { name: 'Z', value: '1' },
      ],
    });
  });

  test('is files that are mounted where they belong, and that replace the pods when they change', () => {
    const rendered = (content: string) => withApi({ config: { '/etc/app/app.yaml': content, '/opt/x': '' } }).tree;
    const [one, other] = [rendered('a: 1'), rendered('a: 2')];
    expect(objectIn(one, 'ConfigMap', 'api-config')['data']).toEqual({
      'api.etc.app.app.yaml': 'a: 1',
      'api.opt.x': '',
    });
    const { metadata, spec } = templateOf(one);
    expect(spec.containers[0].volumeMounts).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'config', mountPath: '/etc/app/app.yaml', subPath: 'api.etc.app.app.yaml', readOnly: true },
      { name: 'config', mountPath: '/opt/x', subPath: 'api.opt.x', readOnly: true },
    ]);
    expect(spec.volumes).toContainEqual({ name: 'config', configMap: { name: 'api-config' } });
    const hash = 'dwcp.io/config-api-config';
    expect(metadata.annotations[hash]).toMatch(/^[0-9a-f]{16}$/);
    expect(metadata.annotations[hash]).not.toBe(templateOf(other).metadata.annotations[hash]);
  });

  test('is volumes of every kind, a larger /tmp among them', () => {
    const { tree } = withApi({
      volumes: {
        '/tmp': Volume.scratch('tmp', '2Gi'),
        '/cache': Volume.memory('cache', '64Mi'),
        '/shared': Volume.configMap('kube-root-ca.crt'),
        '/uploads': Volume.claim('uploads'),
        '/archive': Volume.claim('archive', { readOnly: true }),
      },
    });
    const { containers, volumes } = templateOf(tree).spec;
    expect(templateOf(tree).metadata.annotations['dwcp.io/made-elsewhere']).toBe(
      'ConfigMap/kube-root-ca.crt, PersistentVolumeClaim/archive, PersistentVolumeClaim/uploads',
    );
    const hashed = expect.stringMatching(/^configmap-[0-9a-f]{16}$/);
    expect(containers[0].volumeMounts).toEqual([
      { name: 'scratch-tmp', mountPath: '/tmp' },
      { name: 'memory-cache', mountPath: '/cache' },
      { name: hashed, mountPath: '/shared', readOnly: true },
      { name: 'claim-uploads', mountPath: '/uploads' },
      { name: 'claim-archive', mountPath: '/archive', readOnly: true },
    ]);
    expect(volumes).toEqual([
      { name: 'scratch-tmp', emptyDir: { sizeLimit: '2Gi' } },
      { name: 'memory-cache', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
      { name: hashed, configMap: { name: 'kube-root-ca.crt' } },
      { name: 'claim-uploads', persistentVolumeClaim: { claimName: 'uploads', readOnly: false } },
      { name: 'claim-archive', persistentVolumeClaim: { claimName: 'archive', readOnly: true } },
    ]);
  });

  test('is labels and annotations beside ours, and another user', () => {
    const { tree } = withApi({ labels: { team: 'shop' }, annotations: { 'example.com/a': 'b' }, userId: 2000 });
    expect(objectIn(tree, 'Deployment', 'api').metadata.labels).toEqual({ team: 'shop', 'dwcp.io/workload': 'api' });
    expect(specOf(tree, 'Deployment', 'api').selector).toEqual({ matchLabels: { 'dwcp.io/workload': 'api' } });
    const { metadata, spec } = templateOf(tree);
    expect(metadata.labels).toEqual({ team: 'shop', 'dwcp.io/workload': 'api' });
    expect(metadata.annotations).toMatchObject({ 'example.com/a': 'b', 'prometheus.io/scrape': 'true' });
    expect(spec.securityContext).toMatchObject({ runAsUser: 2000, runAsGroup: 2000, fsGroup: 2000 });
  });
});

describe('containers beside it', () => {
  const shared = Volume.scratch('shared', '1Gi');

  test('are hardened in the same way, with a /tmp of their own, and in order', () => {
    const { tree } = withApi({
      volumes: { '/in': shared },
      initContainers: [
        { ...RUN, name: 'fetch', volumes: { '/out': shared }, config: { '/etc/fetch': 'x' }, env: { A: 'b' } },
      ],
      sideContainers: [{ ...RUN, name: 'agent', startup: ['/agent', 'ready'], args: ['--quiet'] }],
    });
    const { initContainers, containers, volumes } = templateOf(tree).spec;
    const [main] = containers;
    expect(initContainers).toEqual([
      {
        name: 'agent',
        image: IMAGE,
        args: ['--quiet'],
        resources: main.resources,
        securityContext: main.securityContext,
        restartPolicy: 'Always',
        startupProbe: {
          exec: { command: ['/agent', 'ready'] },
          periodSeconds: 2,
          timeoutSeconds: 2,
          failureThreshold: 30,
        },
        env: [],
        volumeMounts: [{ name: 'tmp-agent', mountPath: '/tmp' }],
      },
      {
        name: 'fetch',
        image: IMAGE,
        resources: main.resources,
        securityContext: main.securityContext,
        env: [{ name: 'A', value: 'b' }],
        volumeMounts: [
          { name: 'tmp-fetch', mountPath: '/tmp' },
          { name: 'config', mountPath: '/etc/fetch', subPath: 'fetch.etc.fetch', readOnly: true },
          { name: 'scratch-shared', mountPath: '/out' },
        ],
      },
    ]);
    expect(volumes.map(({ name }: { name: string }) => name)).toEqual([
      'tmp',
      'config',
      'scratch-shared',
      'tmp-agent',
      'tmp-fetch',
    ]);
  });

  test('get what the workload is granted only where that is said', () => {
    const { tree, namespace, api } = withApi({
      env: { OWN: 'x' },
      initContainers: [
        { ...RUN, name: 'migrate', credentials: true },
        { ...RUN, name: 'other' },
      ],
    });
    new Redis(namespace, 'cache', { ...RUN, storage: '1Gi' }).grantReadWrite(api);
    const [migrate, other] = templateOf(tree).spec.initContainers;
    const mounted = { name: 'secret-cache', mountPath: '/var/run/secrets/dwcp/cache', readOnly: true };
    expect(migrate.volumeMounts).toContainEqual(mounted);
    expect(migrate.env.map(({ name }: { name: string }) => name)).toEqual([
      'CACHE_CREDENTIALS_DIR',
      'CACHE_HOST',
      'CACHE_PORT',
    ]);
    expect(other.volumeMounts).toEqual([{ name: 'tmp-other', mountPath: '/tmp' }]);
    expect(other.env).toEqual([]);
  });
});

describe('how it is asked for its health', () => {
  const probed = (props: Partial<WebServiceProps>) => {
    const { tree } = withApi(props);
    const [{ ports, startupProbe, readinessProbe, livenessProbe }] = templateOf(tree).spec.containers;
    return {
      ports: ports.map(({ name, containerPort }: any) => `${name} ${containerPort}`),
      asked: [startupProbe, readinessProbe, livenessProbe].map(
        ({ httpGet, grpc, tcpSocket, exec }) => httpGet ?? grpc ?? tcpSocket ?? exec,
      ),
    };
  };

  test('by other paths, on other ports', () => {
    const check = HealthCheck.http('/healthz', 9000);
    expect(
      probed({ probes: { readiness: check, liveness: HealthCheck.http('/alive') }, managementPort: 8082 }),
    ).toEqual({
      ports: ['http 8080', 'probe-9000 9000', 'management 8082'],
      asked: [
        { path: '/healthz', port: 'probe-9000' },
        { path: '/healthz', port: 'probe-9000' },
        { path: '/alive', port: 'management' },
      ],
    });
  });

  test('on the port that it serves, where that is said', () => {
    expect(probed({ managementPort: 8080 })).toEqual({
      ports: ['http 8080'],
      asked: [
        { path: '/readyz', port: 'http' },
        { path: '/readyz', port: 'http' },
        { path: '/livez', port: 'http' },
      ],
    });
  });

  test('by a connection, or by a command, and then no port is declared for it', () => {
    const command = HealthCheck.command('/bin/check');
    const probes = { startup: command, readiness: HealthCheck.tcp(), liveness: command };
    expect(probed({ probes, metrics: 'none' })).toEqual({
      ports: ['http 8080'],
      asked: [{ command: ['/bin/check'] }, { port: 'http' }, { command: ['/bin/check'] }],
    });
  });

  test('by gRPC, where it speaks that', () => {
    const { tree } = withApi({ protocol: 'grpc' });
    expect(specOf(tree, 'Service', 'api').ports).toEqual([
      { name: 'grpc', port: 8080, targetPort: 'grpc', protocol: 'TCP', appProtocol: 'grpc' },
    ]);
    expect(probed({ protocol: 'grpc' })).toEqual({
      ports: ['grpc 8080', 'management 8081'],
      asked: [
        { port: 8080, service: 'readiness' },
        { port: 8080, service: 'readiness' },
        { port: 8080, service: 'liveness' },
      ],
    });
  });

  test('says where its metrics are, or that it has none', () => {
    const annotated = (props: Partial<WebServiceProps>) => templateOf(withApi(props).tree).metadata.annotations;
    expect(annotated({ metrics: { path: '/stats', port: 9102 } })).toEqual({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '9102',
      'prometheus.io/path': '/stats',
    });
    expect(annotated({ metrics: 'none' })).toEqual({});
    expect(probed({ metrics: { port: 9102 } }).ports).toEqual(['http 8080', 'management 8081', 'metrics 9102']);
  });

  test('a worker that answers by a command alone listens nowhere', () => {
    const tree = environment();
    const command = HealthCheck.command('/bin/check');
    new Worker(new SecureNamespace(tree, 'orders'), 'mail', {
      ...RUN,
      scale: 1,
      metrics: 'none',
      probes: { readiness: command, liveness: command },
    });
    expect(templateOf(tree, 'mail').spec.containers[0].ports).toEqual([]);
  });
});
