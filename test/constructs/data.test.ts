import { Duration } from 'cdk8s';
import {
  Postgres,
  type PostgresProps,
  Redis,
  ScheduledJob,
  SecureNamespace,
  synthesize,
  UserError,
  WebService,
  Worker,
} from '../../constructs';
import { environment, FACTS, IMAGE, objectIn, POSTGRES, RESOURCES } from '../support/environment';

function orders(props: Partial<PostgresProps> = {}) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const db = new Postgres(namespace, 'db', { ...POSTGRES, ...props });
  const redis = new Redis(namespace, 'cache', { image: IMAGE, storage: '1Gi', resources: RESOURCES });
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
  return { tree, namespace, db, redis, api };
}

function vaultArgs(tree: ReturnType<typeof orders>['tree'], path: string): Readonly<Record<string, unknown>> {
  const resource = synthesize(tree).find((candidate) => candidate.api === 'vault' && candidate.vaultPath === path);
  if (resource?.api !== 'vault') throw new Error(`nothing is at ${path} in Vault`);
  return resource.args;
}

describe('Postgres', () => {
  test('a grant gives a login that acts as the group, and a policy of that one path', () => {
    const { tree, db, api } = orders();
    db.grantReadWrite(api);
    expect(vaultArgs(tree, 'test/orders/db/roles/api')).toMatchObject({
      dbName: 'db',
      defaultTtl: 12 * 3600,
      maxTtl: 12 * 3600,
      creationStatements: [
        'SET LOCAL ROLE login_admin;',
        `CREATE ROLE "{{name}}" LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}' IN ROLE app_rw;`,
        `ALTER ROLE "{{name}}" SET role TO app_rw;`,
        `ALTER ROLE "{{name}}" SET statement_timeout TO '5min';`,
        'GRANT "{{name}}" TO login_admin;',
      ],
    });
    expect(vaultArgs(tree, 'sys/policies/acl/test.orders.api')['policy']).toBe(
      'path "test/orders/db/creds/api" {\n  capabilities = ["read"]\n}\n\n' +
        'path "sys/leases/revoke" {\n  capabilities = ["update"]\n' +
        '  allowed_parameters = {\n    "lease_id" = ["test/orders/db/creds/api/*"]\n  }\n}\n',
    );
    expect(vaultArgs(tree, 'auth/test/orders/kubernetes/role/api')).toMatchObject({
      boundServiceAccountNames: ['api'],
      boundServiceAccountNamespaces: ['orders'],
      tokenPolicies: ['test.orders.api'],
    });
    expect(vaultArgs(tree, 'test/orders/db/config/db')['allowedRoles']).toEqual(['api']);
  });

  test('Vault’s login has no power and no membership of its own that applying its DatabaseRole again would take', () => {
    const { tree } = orders();
    const { spec } = objectIn(tree, 'DatabaseRole', 'db-vault');
    expect(spec).toMatchObject({ name: 'vault', inRoles: ['login_admin'] });
    // Said as false, the operator would write it away, and each deployment set it again.
    expect(spec).not.toHaveProperty('createrole');
  });

  test('reading only is another group', () => {
    const { tree, db, api } = orders();
    db.grantReadOnly(api);
    expect(JSON.stringify(vaultArgs(tree, 'test/orders/db/roles/api'))).toContain('IN ROLE app_ro');
  });

  test('mounts the login and the certificate, never the authority’s key', () => {
    const { tree, db, api } = orders();
    db.grantReadWrite(api);
    const { spec } = objectIn(tree, 'Deployment', 'api') as unknown as {
      spec: { template: { spec: { volumes: { name: string; projected?: unknown }[] } } };
    };
    expect(spec.template.spec.volumes.find(({ name }) => name === 'secret-db')?.projected).toMatchObject({
      sources: [
        { secret: { name: 'api-db', items: [{ key: 'username' }, { key: 'password' }] } },
        { secret: { name: 'db-ca', items: [{ key: 'ca.crt' }] } },
      ],
    });
  });

  test('the credential restarts the workload when it changes', () => {
    const { tree, db, api } = orders();
    db.grantReadWrite(api);
    expect(objectIn(tree, 'VaultDynamicSecret', 'api-db')['spec']).toMatchObject({
      mount: 'test/orders/db',
      path: 'creds/api',
      renewalPercent: 50,
      destination: { name: 'api-db', create: true },
      rolloutRestartTargets: [{ kind: 'Deployment', name: 'api' }],
    });
  });

  test('the pooler has the numbers of the document', () => {
    const { tree } = orders();
    expect(objectIn(tree, 'Pooler', 'db-pooler')['spec']).toMatchObject({
      pgbouncer: {
        parameters: {
          min_pool_size: '10',
          max_db_connections: '100',
          server_idle_timeout: '300',
          server_lifetime: '1800',
          server_login_retry: '1',
        },
      },
    });
  });

  test('says when its exporter cannot read it, though its target is up', () => {
    const { groups } = objectIn(orders().tree, 'PrometheusRule', 'db')['spec'] as {
      groups: [{ rules: { alert: string; expr: string }[] }];
    };
    expect(groups[0].rules).toMatchObject([
      {
        alert: 'MetricsIncomplete',
        for: '15m',
        expr: 'max by (pod) ({__name__=~"cnpg_last_error|cnpg_collector_last_collection_error",namespace="orders",pod=~"db-[0-9]+"}) > 0',
      },
      {
        alert: 'MetricsMissing',
        for: '15m',
        expr: 'absent(cnpg_collector_last_collection_error{namespace="orders",pod=~"db-[0-9]+"})',
      },
      { alert: 'PoolerClientsWait' },
    ]);
  });

  test('says when clients wait for a connection of any of its poolers, before the half minute after which they go', () => {
    const { tree, db, api } = orders();
    const waiting = () => {
      const { groups } = objectIn(tree, 'PrometheusRule', 'db')['spec'] as {
        groups: [{ rules: { alert: string; expr: string; for: string; labels: object }[] }];
      };
      return groups[0].rules.find(({ alert }) => alert === 'PoolerClientsWait');
    };
    expect(waiting()).toMatchObject({
      expr: 'max by (pod) (cnpg_pgbouncer_pools_maxwait{namespace="orders",pod=~"db-pooler-.+"}) > 5',
      for: '1m',
      labels: { severity: 'warning' },
    });
    db.grantReadOnly(api, { from: 'replica' });
    expect(waiting()?.expr).toContain('pod=~"db-pooler-.+|db-ro-pooler-.+"');
  });

  test('saying a grant twice is saying it once', () => {
    const [once, twice] = [orders(), orders()];
    once.db.grantReadWrite(once.api);
    twice.db.grantReadWrite(twice.api);
    twice.db.grantReadWrite(twice.api);
    expect(synthesize(twice.tree)).toEqual(synthesize(once.tree));
  });

  test('refuses an image of PostgreSQL that does not say its version, as the operator does', () => {
    const image = IMAGE.replace(':17.6', '');
    expect(() => orders({ image })).toThrow(
      'for `image`; write an image by version and digest, e.g. ghcr.io/cloudnative-pg/postgresql:17.6@sha256:…',
    );
  });

  test('refuses two grants that disagree', () => {
    const { db, api } = orders();
    db.grantReadWrite(api);
    expect(() => db.grantReadOnly(api)).toThrow(
      "'test/orders/db' is granted to 'api' as read-write and as read-only; keep one of the two",
    );
  });

  test('refuses a credential that dies before a rollout has moved everyone to the next', () => {
    const { namespace, db } = orders({ credentials: { ttlHours: 5 } });
    const nightly = new ScheduledJob(namespace, 'nightly', {
      image: IMAGE,
      schedule: '0 1 * * *',
      resources: RESOURCES,
      deadline: Duration.hours(2),
    });
    expect(() => db.grantReadOnly(nightly)).toThrow(
      "'test/orders/nightly' needs 6.3 h to move from one credential of 'db' to the next, which lives 5 h: " +
        'both are valid for 7200 s, and it takes 9000 s, which is 1800 s of a pooled connection and a rollout of ' +
        '7200 s = a run of 7200 s; raise `credentials.ttlHours` to at least 6.3 h, or shorten the rollout or run, ' +
        "or have it read its files anew, by `reload: 'file'`",
    );
  });

  test('the operator checks the certificate of Vault, by the authority that the facts name', () => {
    const connection = (facts: Parameters<typeof environment>[1]) => {
      const tree = environment({}, facts);
      const namespace = new SecureNamespace(tree, 'orders');
      const api = new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
      new Postgres(namespace, 'db', POSTGRES).grantReadWrite(api);
      return objectIn(tree, 'VaultConnection', 'vault')['spec'];
    };
    const { address } = FACTS.vault;
    expect(connection({})).toEqual({ address, skipTLSVerify: false });
    expect(connection({ vault: { ...FACTS.vault, caPath: '/etc/vault/ca.crt' } })).toEqual({
      address,
      caCertPath: '/etc/vault/ca.crt',
      skipTLSVerify: false,
    });
  });

  test('stacks of several teams have nothing in common in the Vault that they share', () => {
    const pathsOf = (team: string, client: string) => {
      const tree = environment();
      const namespace = new SecureNamespace(tree, team);
      const api = new WebService(namespace, client, { image: IMAGE, scale: 2, resources: RESOURCES });
      new Postgres(namespace, 'db', POSTGRES).grantReadWrite(api);
      return synthesize(tree).flatMap((resource) => (resource.api === 'vault' ? [resource.vaultPath] : []));
    };
    // Joined with a dash, the two would be one.
    const [one, other] = [pathsOf('orders', 'eu-api'), pathsOf('orders-eu', 'api')];
    expect(one).toContain('sys/policies/acl/test.orders.eu-api');
    expect(one.filter((path) => other.includes(path))).toEqual([]);
  });

  test('a drain takes one pooler at a time, and is not held up by the only instance', () => {
    const { tree } = orders({ instances: 1 });
    expect(objectIn(tree, 'PodDisruptionBudget', 'db-pooler')['spec']).toMatchObject({
      selector: { matchLabels: { 'dwcp.io/workload': 'db-pooler' } },
      maxUnavailable: 1,
    });
    expect(objectIn(tree, 'Cluster', 'db')['spec']).toMatchObject({ enablePDB: false });
    expect(objectIn(orders().tree, 'Cluster', 'db')['spec']).toMatchObject({ enablePDB: true });
  });

  test.each([Number.NaN, 0, -1, 2.00001, Number.POSITIVE_INFINITY])('refuses logins of %d hours', (ttlHours) => {
    expect(() => orders({ credentials: { ttlHours } })).toThrow(
      new UserError([
        `'test/orders/db' has ${ttlHours} for \`credentials.ttlHours\`; write hours that come to whole seconds, as in 12`,
      ]),
    );
  });

  test('refuses hours that are no number', () => {
    for (const ttlHours of ['12', 12n, {}]) {
      expect(() => orders({ credentials: { ttlHours: ttlHours as never } })).toThrow(
        /for `credentials\.ttlHours`; write hours that come to whole seconds, as in 12/,
      );
    }
  });

  test.each([
    [12, 43_200],
    [1.5, 5400],
    [2.7, 9720],
  ])('takes logins of %d hours as %d seconds', (ttlHours, seconds) => {
    const { tree, db, namespace } = orders({ credentials: { ttlHours } });
    db.grantReadOnly(new Worker(namespace, 'mail', { image: IMAGE, scale: 1, resources: RESOURCES }));
    expect(vaultArgs(tree, 'test/orders/db/roles/mail')).toMatchObject({ defaultTtl: seconds, maxTtl: seconds });
  });

  test.each([0, 1.5, Number.NaN])('refuses %d poolers', (instances) => {
    expect(() => orders({ pooler: { ...POSTGRES.pooler, instances } })).toThrow(
      new UserError([`'test/orders/db' has ${instances} for \`pooler.instances\`; write a whole number of at least 1`]),
    );
  });

  test('refuses 2 instances', () => {
    expect(() => orders({ instances: 2 as 3 })).toThrow(
      "'test/orders/db' has 2 for `instances`; use 1, 3 or 5, of which a majority survives the loss of one",
    );
  });

  test.each(['Postgres', 'Redis'] as const)('refuses to grant %s over the border of its namespace', (kind) => {
    const { tree, db, redis } = orders();
    const elsewhere = new SecureNamespace(tree, 'elsewhere');
    const api = new WebService(elsewhere, 'api', { image: IMAGE, scale: 1, resources: RESOURCES });
    const data = kind === 'Postgres' ? db : redis;
    expect(() => data.grantReadWrite(api)).toThrow(
      `'${data.node.path}' is in namespace 'orders' and cannot be granted to 'api' in 'elsewhere'; ` +
        'declare both in one namespace, or offer the data through a service',
    );
  });
});

describe('Redis', () => {
  test('a grant gives a client certificate of the server’s own authority, and nothing else', () => {
    const { tree, redis, api } = orders();
    redis.grantReadWrite(api);
    expect(vaultArgs(tree, 'test/orders/cache/roles/api')).toMatchObject({
      allowedDomains: ['api.orders'],
      allowSubdomains: false,
      clientFlag: true,
      serverFlag: false,
    });
    expect(vaultArgs(tree, 'sys/policies/acl/test.orders.api')['policy']).toBe(
      'path "test/orders/cache/issue/api" {\n  capabilities = ["update"]\n' +
        '  allowed_parameters = {\n    "*" = []\n    "not_after" = [""]\n  }\n}\n',
    );
  });

  test('listens with TLS only, and asks every client for a certificate', () => {
    const { tree } = orders();
    const config = (objectIn(tree, 'ConfigMap', 'cache')['data'] as Record<string, string>)['redis.conf']!.split('\n');
    expect(config).toEqual(expect.arrayContaining(['port 0', 'tls-port 6379', 'tls-auth-clients yes']));
    expect(config).toContain(`maxmemory ${96 * 1024 ** 2}`);
  });

  test('saying a grant twice is saying it once', () => {
    const [once, twice] = [orders(), orders()];
    once.redis.grantReadWrite(once.api);
    twice.redis.grantReadWrite(twice.api);
    twice.redis.grantReadWrite(twice.api);
    expect(synthesize(twice.tree)).toEqual(synthesize(once.tree));
  });
});
