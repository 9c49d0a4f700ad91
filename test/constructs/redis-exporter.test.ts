import {
  Cache,
  planOf,
  Redis,
  type RedisProps,
  SecureNamespace,
  synthesize,
  UserError,
  Worker,
} from '../../constructs';
import { failsCheck, judge } from '../../policies/index';
import { environment, IMAGE, objectsOf, RESOURCES } from '../support/environment';

/** What the objects say, as far as it is asserted here. */
type Untyped = any;

const EXPORTER = 'registry.example.com/redis_exporter:v1.82.0@sha256:'.padEnd(115, 'cd');

function shop(props: Partial<RedisProps> = {}) {
  const tree = environment({ data: 'protected', zoneSpread: 'required' });
  const namespace = new SecureNamespace(tree, 'orders');
  const api = new Worker(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
  const served = { image: IMAGE, resources: RESOURCES, exporter: EXPORTER } as const;
  new Redis(namespace, 'carts', { ...served, storage: '10Gi', ...props }).grantReadWrite(api);
  new Cache(namespace, 'pages', served).grantReadWrite(api);
  const objects = objectsOf(synthesize(tree));
  const named = (kind: string, name: string): Untyped =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);
  return { tree, named, conf: (name: string): string => named('ConfigMap', name).data['redis.conf'] };
}

const ALONE = shop();
const THREE = shop({ highAvailability: true });

const podOf = ({ named }: typeof ALONE, kind: string, name: string): Untyped => named(kind, name).spec.template.spec;

describe.each([
  { of: 'a Redis', kind: 'StatefulSet', name: 'carts', tree: ALONE },
  { of: 'a Redis of three', kind: 'StatefulSet', name: 'carts', tree: THREE },
  { of: 'a cache', kind: 'Deployment', name: 'pages', tree: ALONE },
])('the exporter of $of', ({ kind, name, tree }) => {
  test('runs beside the server, hardened as it is, in bounds of its own', () => {
    const { initContainers, containers } = podOf(tree, kind, name);
    expect(initContainers).toEqual([
      expect.objectContaining({
        name: 'exporter',
        image: EXPORTER,
        restartPolicy: 'Always',
        securityContext: containers[0].securityContext,
        resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '64Mi' } },
        ports: [{ name: 'http-metrics', containerPort: 9121, protocol: 'TCP' }],
        readinessProbe: expect.objectContaining({ httpGet: { path: '/health', port: 9121 } }),
        livenessProbe: expect.objectContaining({ httpGet: { path: '/health', port: 9121 } }),
      }),
    ]);
  });

  test('has a certificate of its own and not that of the server, which has none of its', () => {
    const { initContainers, containers, volumes } = podOf(tree, kind, name);
    const mounted = (container: Untyped) => container.volumeMounts.map((mount: Untyped) => mount.name);
    expect(mounted(initContainers[0])).toEqual(['tmp-exporter', 'secret-exporter']);
    expect(mounted(containers[0])).not.toContain('secret-exporter');
    const [source] = volumes.find((volume: Untyped) => volume.name === 'secret-exporter').projected.sources;
    expect(source.secret.name).toBe(`${name}-tls.exporter`);
    const { spec } = tree.named('VaultPKISecret', `${name}-tls.exporter`);
    expect(spec).toMatchObject({ commonName: `${name}-exporter`, role: `${name}.exporter` });
    // It reads the next one by itself: that of the server restarts the pod, and this one nobody.
    expect(spec.rolloutRestartTargets).toBeUndefined();
    const vault = planOf(tree.tree).resources.find((one) =>
      one.name.endsWith(`/${name}/roles/${name}.exporter`),
    ) as Untyped;
    expect(vault.args).toMatchObject({ allowedDomains: [`${name}-exporter`], serverFlag: false, clientFlag: true });
  });

  test('asks the server of its own pod, which has a name for that, as a user that reads no data', () => {
    const { args } = podOf(tree, kind, name).initContainers[0];
    expect(args).toEqual(expect.arrayContaining(['-redis.addr=rediss://localhost:6379', '-config-command=-']));
    expect(args.join(' ')).not.toContain('skip-tls');
    expect(tree.named('VaultPKISecret', `${name}-tls`).spec.altNames).toContain('localhost');
    expect(tree.conf(name)).toContain(`\nuser ${name}-exporter on -@all +info +slowlog|len +slowlog|get\n`);
    expect(tree.conf(name)).toContain('\nslowlog-log-slower-than -1\n');
  });

  test('is reached by Prometheus and nobody else, where its PodMonitor says', () => {
    expect(tree.named('PodMonitor', name).spec).toEqual({
      selector: { matchLabels: { 'dwcp.io/workload': name } },
      podMetricsEndpoints: [{ portNumber: 9121, path: '/metrics', interval: '30s' }],
    });
    const edges = planOf(tree.tree).edges.filter(({ port }) => `${port}`.includes('9121'));
    expect(edges.map(({ from }) => from)).toEqual(edges.map(() => 'prometheus'));
    expect(edges.map(({ to }) => to)).toContain(`orders/${name}`);
  });
});

test('alerts are those that can be: of memory where nothing makes room, of replicas where there are some', () => {
  const alertsOf = ({ named }: typeof ALONE, name: string) =>
    named('PrometheusRule', `${name}.exporter`).spec.groups[0].rules.map(({ alert }: Untyped) => alert);
  const always = ['RedisExporterRefused', 'RedisTurnsClientsAway'];
  expect(alertsOf(ALONE, 'pages')).toEqual(always);
  expect(alertsOf(ALONE, 'carts').sort()).toEqual([...always, 'RedisNearlyFull'].sort());
  expect(alertsOf(THREE, 'carts').sort()).toEqual(
    [...always, 'RedisNearlyFull', 'RedisReplicaBehind', 'RedisReplicaCutOff'].sort(),
  );
});

test('no rule has anything against it', () => {
  for (const { tree } of [ALONE, THREE]) {
    // Whether Vault writes down what it is asked is no matter of it.
    const verdicts = judge(planOf(tree)).filter(({ rule }) => rule !== 'vault-requests-audited');
    expect(verdicts.filter((verdict) => failsCheck([verdict]))).toEqual([]);
  }
});

test('a Redis without one has no user, no name and no container for it, and keeps its slow log', () => {
  const tree = environment();
  const redis = { image: IMAGE, storage: '1Gi', resources: RESOURCES } as const;
  new Redis(new SecureNamespace(tree, 'orders'), 'carts', redis);
  const text = JSON.stringify(objectsOf(synthesize(tree)));
  for (const absent of ['exporter', 'localhost', 'slowlog', 'PodMonitor']) expect(text).not.toContain(absent);
});

test('refuses an image that is none, and a Redis of the name of its container', () => {
  expect(() => shop({ exporter: 'two words' })).toThrow(UserError);
  const namespace = new SecureNamespace(environment(), 'orders');
  const redis = { image: IMAGE, storage: '1Gi', resources: RESOURCES, exporter: EXPORTER } as const;
  expect(() => new Redis(namespace, 'exporter', redis)).toThrow(
    "'test/orders/exporter' has a container 'exporter' beside another of that name; rename it",
  );
});
