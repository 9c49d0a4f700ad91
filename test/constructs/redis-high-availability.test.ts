import { planOf, Redis, type RedisProps, SecureNamespace, synthesize, UserError, Worker } from '../../constructs';
import type { Manifest } from '../../constructs/plan/resource';
import { failsCheck, judge } from '../../policies/index';
import { environment, IMAGE, objectIn, objectsOf, RESOURCES } from '../support/environment';

/** What the objects say, as far as it is asserted here. */
type Untyped = any;

const WRITES = '~* &* +@all -@admin -@dangerous +info +role';
const READS = '%R~* -@all +@read +@connection +@transaction -@admin -@dangerous +info +role';
const ASKS =
  '&* -@all +@connection -@admin -@dangerous +subscribe +psubscribe +unsubscribe +punsubscribe +role ' +
  '+sentinel|get-master-addr-by-name +sentinel|get-primary-addr-by-name +sentinel|sentinels +sentinel|replicas +sentinel|slaves';

function shop(props: Partial<RedisProps> = { highAvailability: true }) {
  const tree = environment({ data: 'protected', zoneSpread: 'required' });
  const namespace = new SecureNamespace(tree, 'orders');
  const redis = new Redis(namespace, 'carts', { image: IMAGE, storage: '10Gi', resources: RESOURCES, ...props });
  const worker = (name: string) => new Worker(namespace, name, { image: IMAGE, scale: 2, resources: RESOURCES });
  const clients = { api: worker('api'), report: worker('report') };
  redis.grantReadWrite(clients.api);
  redis.grantReadOnly(clients.report);
  return { tree, redis, clients };
}

const SHOP = shop();
const OBJECTS = objectsOf(synthesize(SHOP.tree));
const named = (kind: string, name: string): Untyped =>
  OBJECTS.find((object) => object.kind === kind && object.metadata.name === name);
const linesOf = (name: string, file: string): string[] => named('ConfigMap', name).data[file].trimEnd().split('\n');

describe('a Redis that is highly available', () => {
  test('is three servers and three Sentinels, each set spread over zones, started at once and drained one by one', () => {
    for (const name of ['carts', 'carts-sentinel']) {
      const { spec } = named('StatefulSet', name);
      expect(spec).toMatchObject({
        replicas: 3,
        serviceName: name,
        podManagementPolicy: 'Parallel',
        minReadySeconds: 10,
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      });
      expect(spec.template.spec.topologySpreadConstraints[0]).toMatchObject({
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
      });
      expect(named('PodDisruptionBudget', name).spec).toMatchObject({
        maxUnavailable: 1,
        selector: { matchLabels: spec.selector.matchLabels },
      });
      expect(named('Service', name).spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    }
    expect(named('StatefulSet', 'carts').spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('10Gi');
    expect(named('StatefulSet', 'carts-sentinel').spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe(
      '1Gi',
    );
  });

  test('opens servers to each other, to Sentinels and to clients, Sentinels to the same, and nothing else', () => {
    const edges = planOf(SHOP.tree).edges.filter(({ to }) => to.startsWith('orders/carts'));
    expect(edges.map(({ from, to, port }) => `${from} > ${to} ${port}`).sort()).toEqual([
      'orders/api > orders/carts 6379',
      'orders/api > orders/carts-sentinel 26379',
      'orders/carts > orders/carts 6379',
      'orders/carts > orders/carts-sentinel 26379',
      'orders/carts-sentinel > orders/carts 6379',
      'orders/carts-sentinel > orders/carts-sentinel 26379',
      'orders/report > orders/carts 6379',
      'orders/report > orders/carts-sentinel 26379',
    ]);
  });

  test('breaks no rule, where data is protected and zones are required', () => {
    const broken = judge(planOf(SHOP.tree)).filter((verdict) => failsCheck([verdict]));
    // For want of `AuditDevices`, in this environment.
    expect([...new Set(broken.map(({ rule }) => rule))]).toEqual(['vault-requests-audited']);
  });

  test('follows over TLS, takes no writes alone, and knows each client, itself and Sentinels by their certificates', () => {
    const lines = linesOf('carts', 'redis.conf');
    expect(lines).toEqual(
      expect.arrayContaining([
        'port 0',
        'tls-replication yes',
        'min-replicas-to-write 1',
        'min-replicas-max-lag 10',
        'repl-diskless-sync-delay 0',
      ]),
    );
    expect(lines).toEqual(
      expect.arrayContaining(['tls-auth-clients yes', 'tls-auth-clients-user CN', 'protected-mode yes']),
    );
    expect(lines.filter((line) => line.startsWith('user '))).toEqual([
      'user default off',
      'user carts on -@all +ping +info +psync +replconf',
      'user carts-sentinel on &__sentinel__:hello -@all +ping +info +role +multi +exec +replicaof +slaveof +failover ' +
        '+config|rewrite +client|kill +client|pause +client|unpause +client|setname +script|kill +publish +subscribe',
      `user api.orders on ${WRITES}`,
      `user report.orders on ${READS}`,
    ]);
  });

  test('is watched by Sentinels of which two have to agree, by names, over TLS, and which clients may only ask', () => {
    expect(linesOf('carts-sentinel', 'sentinel.conf')).toEqual([
      'port 0',
      'tls-port 26379',
      'tls-cert-file /var/run/secrets/dwcp/tls/tls.crt',
      'tls-key-file /var/run/secrets/dwcp/tls/tls.key',
      'tls-ca-cert-file /var/run/secrets/dwcp/tls/ca.crt',
      'tls-auth-clients yes',
      'tls-protocols "TLSv1.2 TLSv1.3"',
      'tls-replication yes',
      'tls-auth-clients-user CN',
      'user default off',
      'user carts-sentinel on &* -@all +ping +publish +sentinel +client|setname',
      'user carts on -@all +sentinel|failover',
      `user api.orders on ${ASKS}`,
      `user report.orders on ${ASKS}`,
      'protected-mode yes',
      'dir /data',
      'sentinel resolve-hostnames yes',
      'sentinel announce-hostnames yes',
      'sentinel deny-scripts-reconfig yes',
      'sentinel monitor carts carts-0.carts.orders.svc 6379 2',
      'sentinel down-after-milliseconds carts 5000',
      'sentinel failover-timeout carts 30000',
      'sentinel master-reboot-down-after-period carts 10000',
      'sentinel parallel-syncs carts 1',
    ]);
  });

  test.each(['carts', 'carts-sentinel'])('has a certificate of %s that says each of its pods', (name) => {
    const secret = name === 'carts' ? 'carts-tls' : 'carts-sentinel-carts';
    const { commonName, altNames, rolloutRestartTargets } = named('VaultPKISecret', secret).spec;
    expect(commonName).toBe(name);
    expect(altNames).toEqual(expect.arrayContaining([0, 1, 2].map((pod) => `${name}-${pod}.${name}.orders.svc`)));
    expect(rolloutRestartTargets).toEqual([{ kind: 'StatefulSet', name }]);
  });

  test('tells clients whom to ask, and no address that would be any of its servers', () => {
    const { env } = named('Deployment', 'api').spec.template.spec.containers[0];
    const told = env.filter(({ name }: Untyped) => name.startsWith('CARTS_'));
    expect(Object.fromEntries(told.map(({ name, value }: Untyped) => [name, value]))).toEqual({
      CARTS_SENTINELS: [0, 1, 2].map((pod) => `carts-sentinel-${pod}.carts-sentinel.orders.svc:26379`).join(','),
      CARTS_PRIMARY: 'carts',
      CARTS_CREDENTIALS_DIR: '/var/run/secrets/dwcp/carts',
    });
  });

  test('hands over before it ends, and has the time to', () => {
    const { spec } = named('StatefulSet', 'carts').spec.template;
    expect(spec.containers[0].lifecycle).toEqual({ preStop: { exec: { command: ['sh', '/etc/redis/leave.sh'] } } });
    expect(spec.terminationGracePeriodSeconds).toBe(50);
    expect(named('StatefulSet', 'carts-sentinel').spec.template.spec.containers[0].lifecycle).toBeUndefined();
  });

  test('has an alert for each way in which it is no longer what it was asked to be', () => {
    const rules: Untyped[] = named('PrometheusRule', 'carts').spec.groups[0].rules;
    expect(rules.map(({ alert, labels }) => `${alert} ${labels.severity}`)).toEqual([
      'RedisWithoutPrimary critical',
      'RedisReplicaMissing warning',
      'SentinelsBelowQuorum critical',
      'RedisUnknown warning',
    ]);
  });

  test('restarts servers and Sentinels for another grant, which is in the configuration of both', () => {
    const fewer = environment({ data: 'protected', zoneSpread: 'required' });
    const namespace = new SecureNamespace(fewer, 'orders');
    new Redis(namespace, 'carts', { image: IMAGE, storage: '10Gi', resources: RESOURCES, highAvailability: true });
    for (const name of ['carts', 'carts-sentinel']) {
      const hashIn = (set: Manifest) => (set as Untyped).spec.template.metadata.annotations[`dwcp.io/config-${name}`];
      expect(hashIn(named('StatefulSet', name))).not.toBe(hashIn(objectIn(fewer, 'StatefulSet', name)));
    }
  });
});

test('a Redis that is not asked to be is one server as before', () => {
  expect(synthesize(shop({ highAvailability: false }).tree)).toEqual(synthesize(shop({}).tree));
  expect(objectIn(shop({}).tree, 'StatefulSet', 'carts')['spec']).toMatchObject({ replicas: 1 });
});

test.each([
  [{ highAvailability: 'yes' }, "has 'yes' for `highAvailability`; write true or false"],
  [{ replicas: 3 }, 'has an unknown prop `replicas`; did you mean `highAvailability`?'],
])('refuses %o', (props, problem) => {
  expect(() => shop(props as object)).toThrow(UserError);
  expect(() => shop(props as object)).toThrow(problem);
});

test('refuses a name whose Sentinels could not label their pods', () => {
  const named = (id: string, highAvailability: boolean) => () =>
    new Redis(new SecureNamespace(environment(), 'orders'), id, {
      ...{ image: IMAGE, storage: '1Gi', resources: RESOURCES, highAvailability },
    });
  expect(named('a'.repeat(43), true)).not.toThrow();
  expect(named('a'.repeat(44), false)).not.toThrow();
  expect(named('a'.repeat(44), true)).toThrow(
    'shorten it to 43, so that its Sentinels can label their pods with 20 more',
  );
});
