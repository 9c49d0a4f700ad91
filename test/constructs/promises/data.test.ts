import { rootCertificates } from 'node:tls';
import {
  KeyValueSecret,
  Postgres,
  type PostgresProps,
  Redis,
  ScheduledJob,
  SecureNamespace,
  synthesize,
  WebService,
} from '../../../constructs';
import { environment, FACTS, IMAGE, objectIn, POSTGRES, RESOURCES } from '../../support/environment';

/** What the objects of operators say, as far as it is asserted here. */
type Spec = Readonly<Record<string, unknown>> & { readonly [deeper: string]: any };

function declared(props: Partial<PostgresProps> = {}, zoneSpread: 'preferred' | 'required' = 'required') {
  const tree = environment({ zoneSpread });
  const namespace = new SecureNamespace(tree, 'orders');
  const db = new Postgres(namespace, 'db', { ...POSTGRES, ...props });
  new Redis(namespace, 'cache', { image: IMAGE, storage: '1Gi', resources: { cpu: '100m', memory: '1Gi' } });
  return { tree, namespace, db };
}

function specOf(tree: ReturnType<typeof declared>['tree'], kind: string, name: string): Spec {
  return objectIn(tree, kind, name)['spec'] as Spec;
}

describe('a database', () => {
  test('says that it has something only when a second instance has it too', () => {
    expect(specOf(declared().tree, 'Cluster', 'db')['postgresql']).toMatchObject({
      synchronous: { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: true },
    });
  });

  test('of one instance waits for nobody', () => {
    expect(specOf(declared({ instances: 1 }).tree, 'Cluster', 'db')['postgresql']).not.toHaveProperty('synchronous');
  });

  test.each(['preferred', 'required'] as const)(
    'keeps its instances in zones of their own, as the posture says: %s',
    (zoneSpread) => {
      expect(specOf(declared({}, zoneSpread).tree, 'Cluster', 'db')['affinity']).toEqual({
        enablePodAntiAffinity: true,
        podAntiAffinityType: zoneSpread,
        topologyKey: 'topology.kubernetes.io/zone',
      });
    },
  );

  test('refuses clear text and passwords of its owner and its administrator, whoever asks', () => {
    const { tree } = declared();
    const cluster = specOf(tree, 'Cluster', 'db');
    expect(cluster['postgresql'].pg_hba).toEqual([
      'hostssl all vault all cert',
      'host all vault all reject',
      'hostnossl all all all reject',
      // Their passwords are made by the operator, and never again.
      'host all app,postgres all reject',
    ]);
    expect(cluster['enableSuperuserAccess']).toBe(false);
  });

  test('lets in who acts as a group, Vault and its exporter, and nobody else', () => {
    const { postInitApplicationSQL } = specOf(declared().tree, 'Cluster', 'db')['bootstrap'].initdb;
    expect(postInitApplicationSQL.filter((statement: string) => statement.includes('ON DATABASE'))).toEqual([
      'REVOKE ALL ON DATABASE app FROM PUBLIC',
      'GRANT CONNECT ON DATABASE app TO app_rw, app_ro, vault, pg_monitor',
      'GRANT TEMPORARY ON DATABASE app TO app_rw',
    ]);
  });

  test('has connections for all poolers, and fifty for whoever keeps it running', () => {
    const { tree } = declared({ pooler: { ...POSTGRES.pooler, instances: 3 } });
    expect(specOf(tree, 'Cluster', 'db')['postgresql'].parameters.max_connections).toBe('350');
  });

  test('is seen to be there within 2 s, which each instance waits for after the one before', () => {
    expect(specOf(declared().tree, 'Cluster', 'db')['probes']).toEqual({
      startup: { periodSeconds: 2 },
      readiness: { periodSeconds: 2 },
    });
  });

  test('waits for no client when it is restarted: poolers would never leave, and no login be let in meanwhile', () => {
    expect(specOf(declared().tree, 'Cluster', 'db')['smartShutdownTimeout']).toBe(0);
  });

  test('is reached by Vault over TLS only, by whose certificate Vault knows it', () => {
    const connection = synthesize(declared().tree).find(({ id }) => id.includes('secretBackendConnection'));
    if (connection?.api !== 'vault') throw new Error('Vault has no connection');
    const { connectionUrl } = connection.args['postgresql'] as { readonly connectionUrl: string };
    expect(connectionUrl.replaceAll('/vault/userconfig/db-vault', '…')).toBe(
      'postgresql://{{username}}@db-rw.orders.svc:5432/app?sslmode=verify-full&sslcert=…/tls.crt&sslkey=…/tls.key&sslrootcert=…/ca.crt',
    );
  });

  test('drops a login only with the lease, which outlives restarts of the operator by a day', () => {
    const { tree, db, namespace } = declared();
    db.grantReadWrite(new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES }));
    const role = synthesize(tree).find(({ id }) => id.endsWith('auth/test/orders/kubernetes/role/api'));
    expect(role).toMatchObject({ args: { tokenPeriod: 24 * 60 * 60, audience: 'vault' } });
  });
});

test('a pooler shares what the database has: a quarter for one login, TLS for every client', () => {
  expect(specOf(declared().tree, 'Pooler', 'db-pooler')['pgbouncer']).toEqual({
    poolMode: 'transaction',
    pg_hba: ['host all app,postgres 0.0.0.0/0 reject', 'host all app,postgres ::/0 reject'],
    parameters: {
      min_pool_size: '10',
      default_pool_size: '25',
      max_db_connections: '100',
      max_client_conn: '1000',
      server_idle_timeout: '300',
      server_lifetime: '1800',
      server_login_retry: '1',
      query_wait_timeout: '30',
      client_tls_sslmode: 'require',
    },
  });
});

test('a pooler serves for 10 s after it is to go, so that nobody is led to it when it ends what is under way', () => {
  const { terminationGracePeriodSeconds, containers } = specOf(declared().tree, 'Pooler', 'db-pooler')['template'].spec;
  expect(containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
  expect(terminationGracePeriodSeconds).toBe(40);
});

describe('Redis', () => {
  test('keeps what it was given: it refuses what does not fit, and writes everything down', () => {
    const { data } = objectIn(declared().tree, 'ConfigMap', 'cache') as unknown as { data: Record<string, string> };
    const lines = data['redis.conf']!.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'maxmemory 805306368',
        'maxmemory-policy noeviction',
        'appendonly yes',
        'appendfsync everysec',
      ]),
    );
  });

  test('lets clients do everything but administer it', () => {
    const { data } = objectIn(declared().tree, 'ConfigMap', 'cache') as unknown as { data: Record<string, string> };
    expect(data['redis.conf']!.split('\n').filter((line) => line.startsWith('user '))).toEqual([
      'user default on nopass ~* &* +@all -@admin -@dangerous +info',
    ]);
  });

  test('has five minutes to load its data before it is restarted', () => {
    const [container] = specOf(declared().tree, 'StatefulSet', 'cache')['template'].spec.containers;
    expect(container.startupProbe.periodSeconds * container.startupProbe.failureThreshold).toBe(300);
  });
});

describe('a job, which reads what it was granted as it starts', () => {
  test('is restarted by no new certificate and no new value', () => {
    const tree = environment();
    const namespace = new SecureNamespace(tree, 'orders');
    const job = new ScheduledJob(namespace, 'report', { image: IMAGE, schedule: '@daily', resources: RESOURCES });
    new Redis(namespace, 'cache', { image: IMAGE, storage: '1Gi', resources: RESOURCES }).grantReadWrite(job);
    new KeyValueSecret(namespace, 'mail', { keys: ['token'], owner: 'mail@example.com' }).grantRead(job);
    const restarted = synthesize(tree).flatMap((resource) => {
      if (resource.api !== 'kubernetes' || !/^Vault(PKI|Static)Secret$/.test(resource.kind)) return [];
      const { rolloutRestartTargets } = resource.object['spec'] as Spec;
      return [[resource.name, JSON.stringify(rolloutRestartTargets ?? 'nobody')].join(' ')];
    });
    expect(restarted.sort()).toEqual([
      'cache-tls [{"kind":"StatefulSet","name":"cache"}]',
      'report-cache "nobody"',
      'report-mail "nobody"',
    ]);
  });
});

test('a Vault outside the cluster has tokens reviewed where it is told, with the token that logs in', () => {
  const apiServer = { address: 'https://kubernetes.example.com:6443', caCertificate: rootCertificates[0]! };
  const tree = environment({}, { vault: { ...FACTS.vault, apiServer } });
  const namespace = new SecureNamespace(tree, 'orders');
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES });
  new Postgres(namespace, 'db', POSTGRES).grantReadWrite(api);
  const login = synthesize(tree).find(({ id }) => id.endsWith('auth/test/orders/kubernetes/config'));
  expect(login).toMatchObject({
    args: { kubernetesHost: apiServer.address, kubernetesCaCert: apiServer.caCertificate, disableLocalCaJwt: true },
  });
});
