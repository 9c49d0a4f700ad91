import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import {
  ExternalPostgres,
  type ExternalPostgresProps,
  edgesOf,
  Postgres,
  type ReadGrantOptions,
  SchemaMigration,
  SecureNamespace,
  synthesize,
  UserError,
  WebService,
  Worker,
} from '../../constructs';
import { judge } from '../../policies/index';
import { FIRST, NO_AUTHORITY, ROOT } from '../support/authorities';
import { canReach } from '../support/can-reach';
import { environment, FACTS, IMAGE, objectIn, objectsOf, POSTGRES, RESOURCES } from '../support/environment';
import { ROOT as FOLDER } from '../support/reference';

/** As JavaScript calls it: whatever the compiler would have said. */
type Untyped = any;

const HOST = 'orders.example.com';
const REPLICA = 'orders-ro.example.com';

const PROPS: ExternalPostgresProps = {
  host: HOST,
  addresses: ['10.20.0.0/24'],
  authorityCertificate: ROOT,
  version: 17,
  database: 'orders',
  credentials: { ttlHours: 12 },
};

function shop(props: Partial<ExternalPostgresProps> = {}) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'shop');
  const db = new ExternalPostgres(namespace, 'db', { ...PROPS, ...props });
  const service = (name: string) => new WebService(namespace, name, { image: IMAGE, scale: 2, resources: RESOURCES });
  return { tree, namespace, db, api: service('api'), report: service('report') };
}

type Tree = ReturnType<typeof shop>['tree'];

const specOf = (tree: Tree, kind: string, name: string) => objectIn(tree, kind, name)['spec'] as Untyped;
const argsOf = (tree: Tree, path: string) =>
  (synthesize(tree).find((one) => one.api === 'vault' && one.vaultPath === path) as Untyped)?.args;
const containerOf = (tree: Tree, name: string) => specOf(tree, 'Deployment', name).template.spec.containers[0];
const variablesOf = (tree: Tree, name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    containerOf(tree, name)
      .env.map((one: Untyped) => [one.name, one.value] as const)
      .filter(([variable]: [string]) => variable.startsWith('DB_')),
  );
const sourcesOf = (tree: Tree, name: string) =>
  specOf(tree, 'Deployment', name).template.spec.volumes.at(-1).projected.sources;

describe('a PostgreSQL outside of the cluster', () => {
  const made = shop({ replica: { host: REPLICA } });
  made.db.grantReadWrite(made.api, { why: 'takes orders' });
  made.db.grantReadOnly(made.report, { from: 'replica', why: 'totals' });

  test('is known to Vault by its name and its authority, with a password that nothing declares', () => {
    expect(argsOf(made.tree, 'test/shop/db')).toEqual({
      type: 'database',
      path: 'test/shop/db',
      description: 'logins of db in test: PostgreSQL 17 on orders.example.com',
    });
    expect(made.db.connection).toBe('test/shop/db/config/db');
    expect(argsOf(made.tree, made.db.connection)).toEqual({
      backend: 'test/shop/db',
      name: 'db',
      pluginName: 'postgresql-database-plugin',
      allowedRoles: ['api', 'report'],
      verifyConnection: false,
      postgresql: {
        connectionUrl: 'postgresql://{{username}}:{{password}}@orders.example.com:5432/orders?sslmode=verify-full',
        username: 'vault',
        tlsCa: ROOT,
        passwordAuthentication: 'scram-sha-256',
        maxOpenConnections: 4,
      },
    });
  });

  test('has its logins made, dropped and delivered as those of a database in the cluster are', () => {
    const inside = shop();
    const other = new Postgres(new SecureNamespace(inside.tree, 'other'), 'db', POSTGRES);
    const clients = ['api', 'report'].map(
      (name) => new WebService(SecureNamespace.of(other), name, { image: IMAGE, scale: 2, resources: RESOURCES }),
    );
    other.grantReadWrite(clients[0]!);
    other.grantReadOnly(clients[1]!, { from: 'replica' });
    for (const client of ['api', 'report']) {
      const [outside, within] = [
        argsOf(made.tree, `test/shop/db/roles/${client}`),
        argsOf(inside.tree, `test/other/db/roles/${client}`),
      ];
      expect(outside).toEqual({ ...within, backend: 'test/shop/db' });
      expect(outside.creationStatements[1]).toContain(client === 'api' ? 'IN ROLE app_rw' : 'IN ROLE app_ro');
      const secrets = objectsOf(synthesize(inside.tree)).filter(
        ({ kind, metadata }) => kind === 'VaultDynamicSecret' && metadata.name === `${client}-db`,
      );
      const [{ spec }] = secrets as Untyped;
      expect(specOf(made.tree, 'VaultDynamicSecret', `${client}-db`)).toEqual({ ...spec, mount: 'test/shop/db' });
    }
  });

  test('hands over host, port, database and the life of a connection as variables, and login and authority as files', () => {
    const common = {
      DB_PORT: '5432',
      DB_DATABASE: 'orders',
      DB_CONNECTION_LIFETIME_SECONDS: '1800',
      DB_CREDENTIALS_DIR: '/var/run/secrets/dwcp/db',
    };
    expect(variablesOf(made.tree, 'api')).toEqual({ ...common, DB_HOST: HOST });
    expect(variablesOf(made.tree, 'report')).toEqual({ ...common, DB_HOST: REPLICA });
    const authority = { configMap: { name: 'db-authorities', items: [{ key: 'ca.crt', path: 'ca.crt' }] } };
    const login = (secret: string) => ({
      secret: {
        name: secret,
        items: [
          { key: 'username', path: 'username' },
          { key: 'password', path: 'password' },
        ],
      },
    });
    expect(sourcesOf(made.tree, 'api')).toEqual([login('api-db'), authority]);
    expect(sourcesOf(made.tree, 'report')).toEqual([login('report-db'), authority]);
    expect(objectIn(made.tree, 'ConfigMap', 'db-authorities')['data']).toEqual({ 'ca.crt': ROOT });
  });

  test('has its authority there before whoever mounts it', () => {
    const resources = synthesize(made.tree);
    const idOf = (kind: string, name: string) => resources.find(({ id }) => id.endsWith(`${kind} shop/${name}`))!.id;
    const reached = new Set([idOf('Deployment', 'api')]);
    for (const id of reached) {
      for (const next of resources.find((one) => one.id === id)!.dependsOn) reached.add(next);
    }
    expect([...reached]).toContain(idOf('ConfigMap', 'db-authorities'));
  });

  test('is an end of its own for each place, and each workload has one edge, with whose words it was declared', () => {
    const edges = edgesOf(made.tree).filter(({ by }) => by === 'grant');
    expect(edges.map(({ from, to, port, why, declaredAt }) => [from, to, port, why, declaredAt.call])).toEqual([
      ['shop/api', 'orders.example.com:5432', 5432, 'takes orders', "grantReadWrite('shop/api')"],
      ['shop/report', 'orders-ro.example.com:5432', 5432, 'totals', "grantReadOnly('shop/report')"],
    ]);
  });

  test('is told of 90 days before its authority ends', () => {
    const [rule] = specOf(made.tree, 'PrometheusRule', 'db').groups[0].rules;
    const ends = Date.parse(new X509Certificate(ROOT).validTo) / 1000;
    expect(rule).toMatchObject({
      alert: 'AuthorityEnds',
      expr: `vector(${ends}) - time() < ${90 * 86_400}`,
      for: '1h',
      labels: { severity: 'warning', namespace: 'shop', rule: 'db' },
    });
  });

  test('has whoever was granted something told of when it was not restarted, as for others', () => {
    const { groups } = specOf(made.tree, 'PrometheusRule', 'restarts');
    const told = groups[0].rules.filter(({ alert }: Untyped) => alert === 'NotRestarted');
    expect(told.map(({ labels }: Untyped) => labels.secret)).toEqual(['api-db', 'report-db']);
  });
});

describe('its network', () => {
  const reaches = (tree: Tree, name: string, ip: string, port: number) =>
    canReach(
      objectsOf(synthesize(tree)),
      { namespace: 'shop', labels: { 'dwcp.io/workload': name } },
      { namespace: 'nowhere', labels: {}, ip },
      { port, protocol: 'TCP' },
    );

  test('lets a workload through to its addresses on its port, and nobody who was granted nothing', () => {
    const { tree, db, api } = shop({ port: 6432, addresses: ['10.20.0.0/24', '10.20.1.0/24'] });
    db.grantReadWrite(api);
    const opened = ['10.20.0.9', '10.20.1.9', '10.20.2.9'].map((ip) => reaches(tree, 'api', ip, 6432));
    expect(opened).toEqual([true, true, false]);
    expect(reaches(tree, 'api', '10.20.0.9', 5432)).toBe(false);
    expect(reaches(tree, 'report', '10.20.0.9', 6432)).toBe(false);
  });

  test('leads who reads at the replica to its addresses alone', () => {
    const { tree, db, report } = shop({ replica: { host: REPLICA, port: 6433, addresses: ['10.20.9.0/24'] } });
    db.grantReadOnly(report, { from: 'replica' });
    expect(reaches(tree, 'report', '10.20.9.9', 6433)).toBe(true);
    expect(reaches(tree, 'report', '10.20.9.9', 5432)).toBe(false);
    expect(reaches(tree, 'report', '10.20.0.9', 5432)).toBe(false);
    expect(variablesOf(tree, 'report')).toMatchObject({ DB_HOST: REPLICA, DB_PORT: '6433' });
  });

  test('has sidecars pass it on to the address that was called, by its ranges, since its protocol says no name', () => {
    expect(specOf(shop().tree, 'ServiceEntry', 'db')).toEqual({
      hosts: [HOST],
      addresses: ['10.20.0.0/24'],
      exportTo: ['.'],
      location: 'MESH_EXTERNAL',
      resolution: 'NONE',
      ports: [{ number: 5432, name: 'postgres', protocol: 'TCP' }],
    });
    const both = shop({ replica: { host: REPLICA, port: 6433, addresses: ['10.20.9.0/24', '10.20.0.0/24'] } });
    expect(specOf(both.tree, 'ServiceEntry', 'db')).toMatchObject({
      hosts: [HOST, REPLICA],
      addresses: ['10.20.0.0/24', '10.20.9.0/24'],
      ports: [
        { number: 5432, name: 'postgres', protocol: 'TCP' },
        { number: 6433, name: 'postgres-ro', protocol: 'TCP' },
      ],
    });
  });
});

test('passes every rule', () => {
  const { tree, namespace, db } = shop({ replica: { host: REPLICA } });
  const worker = (name: string) => new Worker(namespace, name, { image: IMAGE, scale: 2, resources: RESOURCES });
  db.grantReadWrite(worker('books'));
  db.grantReadOnly(worker('counts'), { from: 'replica' });
  const bare = judge(synthesize(shop().tree)).length;
  const verdicts = judge(synthesize(tree));
  expect(verdicts.length).toBeGreaterThan(bare);
  const failed = verdicts.filter(({ outcome, path }) => outcome !== 'pass' && !/\/(api|report)\//.test(path));
  expect(failed).toEqual([]);
});

describe('a change of its schema', () => {
  const said = {
    version: '20250110',
    up: 'ALTER TABLE users ADD COLUMN country text',
    down: 'ALTER TABLE users DROP COLUMN IF EXISTS country',
    checklist: {
      testedOn: 'restore of 9 January',
      took: Duration.seconds(40),
      backup: 'snapshot of 10 January',
      told: '#orders',
      verifiedBy: 'the orders team',
    },
  };

  test('is made by a Job of the image that is named, at the primary, as the owner of the tables', () => {
    const { tree, namespace, db } = shop({ replica: { host: REPLICA } });
    new SchemaMigration(namespace, 'country', { ...said, database: db, image: IMAGE });
    const [job] = objectsOf(synthesize(tree)).filter(({ kind }) => kind === 'Job') as Untyped;
    const [container] = job.spec.template.spec.containers;
    expect(container.image).toBe(IMAGE);
    expect(container.env).toContainEqual({ name: 'DB_HOST', value: HOST });
    expect(argsOf(tree, 'test/shop/db/roles/country').creationStatements[1]).toMatch(/ IN ROLE app_rw;$/);
  });

  test('is refused where nobody says which image has its psql', () => {
    const { namespace, db } = shop();
    expect(() => new SchemaMigration(namespace, 'country', { ...said, database: db })).toThrow(
      new UserError([
        "'test/shop/country' has no `image`, and 'test/shop/db' runs outside of the cluster; " +
          'name an image with psql of PostgreSQL 17 and a shell, by digest',
      ]),
    );
  });
});

test('reads at the primary where there is no replica', () => {
  const { tree, db, report } = shop();
  db.grantReadOnly(report, { from: 'replica' });
  expect(variablesOf(tree, 'report')).toMatchObject({ DB_HOST: HOST });
});

test('says what its administrator runs, with the names quoted, and leaves them no member of what they made', () => {
  const { db } = shop({ database: 'orders-v2', login: 'Vault_of_shop' });
  expect(db.setup).toEqual([
    'CREATE ROLE app_rw NOLOGIN',
    'CREATE ROLE app_ro NOLOGIN',
    'CREATE ROLE login_admin NOLOGIN CREATEROLE IN ROLE pg_signal_backend',
    'GRANT app_rw, app_ro TO login_admin WITH ADMIN OPTION',
    'CREATE ROLE "Vault_of_shop" NOLOGIN IN ROLE login_admin',
    'GRANT app_rw TO CURRENT_USER',
    'REVOKE ALL ON DATABASE "orders-v2" FROM PUBLIC',
    'GRANT CONNECT ON DATABASE "orders-v2" TO app_rw, app_ro, "Vault_of_shop", pg_monitor',
    'GRANT TEMPORARY ON DATABASE "orders-v2" TO app_rw',
    'ALTER SCHEMA public OWNER TO app_rw',
    'REVOKE ALL ON SCHEMA public FROM PUBLIC',
    'GRANT USAGE ON SCHEMA public TO app_ro',
    'ALTER DEFAULT PRIVILEGES FOR ROLE app_rw IN SCHEMA public GRANT SELECT ON TABLES TO app_ro',
    'ALTER DEFAULT PRIVILEGES FOR ROLE app_rw IN SCHEMA public GRANT SELECT ON SEQUENCES TO app_ro',
    'REVOKE app_rw FROM CURRENT_USER',
    'ALTER ROLE "Vault_of_shop" LOGIN',
  ]);
});

test('is set up by what the guide has its administrator run', () => {
  const guide = readFileSync(join(FOLDER, 'docs', 'guides', 'external-postgres.md'), 'utf8');
  const [, sql = ''] = /<<'SQL'\n([\s\S]*?)\n {3}SQL\n/.exec(guide) ?? [];
  expect(sql.split('\n').map((line) => line.trim())).toEqual(shop().db.setup.map((statement) => `${statement};`));
});

test('several authorities are trusted together, and the first that ends is told of', () => {
  const { tree } = shop({ authorityCertificate: `${ROOT}${FIRST}` });
  expect(objectIn(tree, 'ConfigMap', 'db-authorities')['data']).toEqual({ 'ca.crt': `${ROOT}${FIRST}` });
  const [later, sooner] = [ROOT, FIRST].map((pem) => Date.parse(new X509Certificate(pem).validTo) / 1000);
  expect(sooner).toBeLessThan(later!);
  expect(specOf(tree, 'PrometheusRule', 'db').groups[0].rules[0].expr).toContain(`vector(${sooner})`);
});

describe('refuses', () => {
  const refused = (props: Untyped, ...problems: readonly string[]) =>
    expect(() => shop(props)).toThrow(new UserError(problems.map((problem) => `'test/shop/db' ${problem}`)));
  const name = 'write its whole name, as its certificate has it, e.g. orders.example.com';
  const authority = 'give the certificate of the authority, as PEM, without its key; of several, one after the other';

  test.each([
    '10.20.0.9',
    'orders',
    'db.shop.svc',
    'db.shop.svc.cluster.local',
    'Orders.example.com',
    'a.example.com/x',
  ])('a host that no certificate of a server outside has: %s', (host) => {
    refused({ host }, `has '${host}' for \`host\`; ${name}`);
    refused({ replica: { host } }, `has '${host}' for \`replica.host\`; ${name}`);
  });

  test('addresses that are missing, that are everybody, that hand out the credentials of a node, or that are misspelt', () => {
    const list = "list the ranges of its addresses, e.g. ['10.20.0.0/24']";
    refused({ addresses: undefined }, `has no \`addresses\`; ${list}`);
    refused({ addresses: [] }, `has [] for \`addresses\`; ${list}`);
    refused({ addresses: 'public-internet' }, `has 'public-internet' for \`addresses\`; ${list}`);
    refused(
      { addresses: ['0.0.0.0/0', '169.254.169.254/32', '10.20.0.9/24', '10.20.0.9', 5] },
      "has a wrong range for `addresses[0]`: '0.0.0.0/0' is wider than the /8 that anybody owns; name the range that is meant, or say publicInternet(…) and ask for an exemption",
      "has a wrong range for `addresses[1]`: '169.254.169.254/32' is where the cloud hands out the credentials of the node; give the workload credentials of its own",
      "has a wrong range for `addresses[2]`: '10.20.0.9/24' has host bits set; write 10.20.0.0/24",
      "has a wrong range for `addresses[3]`: '10.20.0.9' is not a CIDR; write a network and its mask, e.g. 203.0.113.0/24",
      'has 5 for `addresses[4]`; write a range, e.g. 10.20.0.0/24',
    );
    refused({ replica: { host: REPLICA, addresses: [] } }, `has [] for \`replica.addresses\`; ${list}`);
  });

  test('an authority that is none, that is one among others, or that comes with a key', () => {
    refused({ authorityCertificate: undefined }, `has no \`authorityCertificate\`; ${authority}`);
    for (const wrong of [
      '',
      'none',
      ROOT + NO_AUTHORITY,
      `${ROOT}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`,
    ]) {
      expect(() => shop({ authorityCertificate: wrong })).toThrow(`for \`authorityCertificate\`; ${authority}`);
    }
    const broken = ROOT.replace('MIIB', 'MIIC');
    expect(() => shop({ authorityCertificate: `${ROOT}${broken}` })).toThrow('for `authorityCertificate`');
  });

  test('a version without logins of this kind, a port, a life or a name that cannot be, all at once', () => {
    refused(
      {
        version: 14,
        port: 0,
        database: 'orders?sslmode=disable',
        login: 'vault"; DROP ROLE app_rw; --',
        credentials: { ttlHours: 0 },
        connectionLifetime: 1800,
        replica: { host: REPLICA, port: 70_000 },
      },
      'has 0 for `port`; write a whole number from 1 to 65535',
      'has 14 for `version`; choose one of 15, 16, 17, 18',
      "has 'orders?sslmode=disable' for `database`; write the name of the database, in letters, digits, _ and -",
      "has 'vault\"; DROP ROLE app_rw; --' for `login`; write the name of Vault's own login, in letters, digits, _ and -",
      'has 0 for `credentials.ttlHours`; write hours that come to whole seconds, as in 12',
      'has 1800 for `connectionLifetime`; write a duration of whole seconds, e.g. Duration.minutes(1)',
      'has 70000 for `replica.port`; write a whole number from 1 to 65535',
    );
  });

  test('a password, which is given to Vault and to nobody else', () => {
    expect(() => shop({ password: 'hunter2' } as Untyped)).toThrow("'test/shop/db' has an unknown prop `password`");
  });

  test.each([
    ['ca', 'authorityCertificate'],
    ['endpoint', 'host'],
    ['ranges', 'addresses'],
    ['engineVersion', 'version'],
    ['username', 'login'],
    ['readReplica', 'replica'],
  ])('%s, and says that it is called %s', (given, meant) => {
    expect(() => shop({ [given]: 'x' } as Untyped)).toThrow(`unknown prop \`${given}\`; did you mean \`${meant}\`?`);
  });

  test('an environment without a Vault', () => {
    const tree = environment({}, { ...FACTS, vault: undefined } as Untyped);
    const namespace = new SecureNamespace(tree, 'shop');
    expect(() => new ExternalPostgres(namespace, 'db', PROPS)).toThrow("'test/shop/db' needs Vault");
  });

  test('a workload to which it is granted in two ways, and a place that there is none of', () => {
    const { db, api } = shop();
    db.grantReadWrite(api);
    expect(() => db.grantReadOnly(api)).toThrow("is granted to 'api' as read-write and as read-only");
    const options = { from: 'standby' } as unknown as ReadGrantOptions;
    expect(() => db.grantReadOnly(api, options)).toThrow("`grantReadOnly(…).from`; choose one of 'primary', 'replica'");
  });
});

describe('a login', () => {
  interface Case {
    readonly pods: number;
    readonly poolSeconds: number;
    readonly atReplica: boolean;
    readonly reload: 'file' | 'restart';
  }

  /**
   * Written apart from what it checks: 40 % of a life for a rollout a pod at a time, what the pool keeps, and twice a lag of 300 s; or
   * for files that are there within three minutes, what the pool keeps, and that lag once.
   */
  const bound = ({ pods, poolSeconds, atReplica, reload }: Case) =>
    reload === 'file'
      ? 180 + poolSeconds + (atReplica ? 300 : 0)
      : pods * (300 + 10 + 10 + 30) + poolSeconds + (atReplica ? 600 : 0);
  const isSafe = (ttlSeconds: number, of: Case) => ttlSeconds * 4 > 10 * bound(of);

  const grant = (ttlSeconds: number, { pods, poolSeconds, atReplica, reload }: Case) => {
    const namespace = new SecureNamespace(environment(), 'shop');
    const db = new ExternalPostgres(namespace, 'db', {
      ...PROPS,
      credentials: { ttlHours: ttlSeconds / 3600 },
      connectionLifetime: Duration.seconds(poolSeconds),
      replica: { host: REPLICA },
    });
    const api = new WebService(namespace, 'api', {
      image: IMAGE,
      resources: RESOURCES,
      scale: pods,
      probes: { startupTime: Duration.seconds(300) },
      drain: Duration.seconds(30),
    });
    db.grantReadOnly(api, { from: atReplica ? 'replica' : 'primary', reload });
  };

  test('is accepted where it outlives the rollout and what the program’s own pool keeps, and refused where not, by the second', () => {
    const cases = fc.record({
      pods: fc.integer({ min: 2, max: 40 }),
      poolSeconds: fc.integer({ min: 1, max: 20_000 }),
      atReplica: fc.boolean(),
      reload: fc.constantFrom('file' as const, 'restart' as const),
    });
    const near = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.integer({ min: -5000, max: 5000 }));
    fc.assert(
      fc.property(cases, near, (of, off) => {
        const ttlSeconds = Math.max(1, Math.floor(2.5 * bound(of)) + off);
        if (isSafe(ttlSeconds, of)) expect(() => grant(ttlSeconds, of)).not.toThrow();
        else expect(() => grant(ttlSeconds, of)).toThrow(/needs .* to move from one credential of 'db' to the next/);
      }),
      { numRuns: 150 },
    );
  });

  test('that does not is refused with the sum, and with what may be changed', () => {
    const { db, api, report } = shop({ credentials: { ttlHours: 1 } });
    expect(() => db.grantReadWrite(api)).toThrow(
      /it takes \d+ s, which is 1800 s of a pooled connection and a rollout of .*; raise `credentials.ttlHours` to at least .* h, or shorten the rollout or run, or `connectionLifetime`$/,
    );
    expect(() => db.grantReadOnly(report, { reload: 'file' })).toThrow(
      "'test/shop/report' needs 1.4 h to move from one credential of 'db' to the next, which lives 1 h: both are valid for 1440 s, " +
        'and it takes 1980 s, which is 1800 s of a pooled connection and 180 s until its files are exchanged; ' +
        'raise `credentials.ttlHours` to at least 1.4 h, or shorten `connectionLifetime`',
    );
  });
});
