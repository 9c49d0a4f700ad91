import { Duration } from 'cdk8s';
import {
  Postgres,
  SchemaMigration,
  type SchemaMigrationProps,
  SecureNamespace,
  synthesize,
  WebService,
  workloadLabels,
} from '../../../constructs';
import { canReach } from '../../support/can-reach';
import { environment, IMAGE, objectsOf, RESOURCES } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';

const SAID = {
  version: '20250110',
  up: 'ALTER TABLE users ADD COLUMN country text',
  down: 'ALTER TABLE users DROP COLUMN IF EXISTS country',
  checklist: {
    testedOn: 'restore of 9 January',
    took: Duration.seconds(40),
    backup: 'nightly of 10 January',
    told: '#orders',
    verifiedBy: 'the orders team',
  },
} satisfies Partial<SchemaMigrationProps>;

function orders() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const database = new Postgres(namespace, 'orders-db', {
    ...{ instances: 3, image: IMAGE, storage: '10Gi', resources: RESOURCES, credentials: { ttlHours: 12 } },
    pooler: { instances: 2, image: IMAGE, resources: RESOURCES },
  });
  const migrate = (said: Partial<SchemaMigrationProps> = {}, id = 'country') =>
    new SchemaMigration(namespace, id, { ...SAID, database, ...said });
  return { tree, namespace, database, migrate };
}

function jobsOf(tree: ReturnType<typeof orders>['tree']) {
  const jobs = objectsOf(synthesize(tree)).filter(({ kind }) => kind === 'Job');
  return jobs as unknown as readonly {
    readonly metadata: { readonly name: string; readonly annotations: Readonly<Record<string, string>> };
    readonly spec: {
      readonly backoffLimit: number;
      readonly activeDeadlineSeconds: number;
      readonly template: {
        spec: { containers: [{ image: string; args: string[]; env: { name: string; value: string }[] }] };
      };
    };
  }[];
}

test('runs psql of the database’s own image against the primary, as often and as long as it is said', () => {
  const { tree, migrate } = orders();
  migrate({ deadline: Duration.minutes(40) });
  const [{ spec }] = jobsOf(tree) as [ReturnType<typeof jobsOf>[number]];
  expect(spec).toMatchObject({ backoffLimit: 5, activeDeadlineSeconds: 2400 });
  const [{ image, args, env }] = spec.template.spec.containers;
  expect([image, args]).toEqual([IMAGE, ['/migration/up.sql']]);
  expect(env).toContainEqual({ name: 'ORDERS_DB_HOST', value: 'orders-db-rw.orders.svc' });
});

test('bounds its session before the first statement, and takes the rollback along', () => {
  const { tree, migrate } = orders();
  migrate({ lockTimeout: Duration.seconds(2), statementTimeout: Duration.minutes(3) });
  const config = objectsOf(synthesize(tree)).find(({ metadata }) => metadata.name === 'country-config');
  const data = config?.['data'] as Record<string, string>;
  expect(data['country.migration.run']).toContain('-c lock_timeout=2s -c statement_timeout=180s');
  expect(data['country.migration.run']).toContain('export PGHOST="$ORDERS_DB_HOST"');
  expect(data['country.migration.down.sql']).toContain('DROP COLUMN IF EXISTS country');
});

test('reaches the instances, which a client of the pooler does not, and nobody else reaches it', () => {
  const { tree, namespace, database, migrate } = orders();
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES });
  database.grantReadWrite(api);
  const migration = migrate();
  const objects = objectsOf(synthesize(tree));
  const pod = (name: string) => ({ namespace: 'orders', labels: workloadLabels(name) });
  const sql = { port: 5432, protocol: 'TCP' } as const;
  const [job, instance, pooler] = [
    { namespace: 'orders', labels: migration.pod.labels },
    pod('orders-db'),
    pod('orders-db-pooler'),
  ];
  expect(canReach(objects, job, instance, sql)).toBe(true);
  expect(canReach(objects, job, pooler, sql)).toBe(false);
  expect(canReach(objects, pod('api'), instance, sql)).toBe(false);
});

test('logs in as the owner of the tables, by a role of its own in Vault', () => {
  const { tree, migrate } = orders();
  migrate();
  const role = synthesize(tree).find((one) => one.api === 'vault' && one.vaultPath.endsWith('/roles/country'));
  expect(JSON.stringify(role)).toContain('IN ROLE app_rw');
});

test('comes after the database and the migration before it, and before what depends on it', () => {
  const { tree, namespace, migrate } = orders();
  const first = migrate();
  const second = migrate({ version: '20250111' }, 'region');
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES });
  api.node.addDependency(second);
  const order = synthesize(tree).map(({ id }) => id);
  const at = (part: string) => order.findIndex((id) => id.includes(part));
  expect(first.version < second.version).toBe(true);
  const places = ['Cluster orders/orders-db', 'Job orders/country-', 'Job orders/region-', 'Deployment orders/api'].map(
    at,
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('other SQL, or the other direction, is another Job', () => {
  const names = [{}, { up: 'ALTER TABLE users ADD COLUMN land text' }, { run: 'down' as const }].map((said) => {
    const { tree, migrate } = orders();
    migrate(said);
    return jobsOf(tree)[0]?.metadata.name;
  });
  expect(new Set(names).size).toBe(3);
});

test('keeps what people did before it, and what they accepted, where an auditor finds it', () => {
  const { tree, migrate } = orders();
  migrate({
    up: 'ALTER TABLE settings ALTER id TYPE bigint',
    accept: [{ rule: 'rewrites-table', on: 'settings', reason: 'it has 40 rows' }],
  });
  expect(jobsOf(tree)[0]?.metadata.annotations).toMatchObject({
    'migration.dwcp.io/version': '20250110',
    'migration.dwcp.io/steps': '1, of which 1 within a transaction',
    'migration.dwcp.io/tested-on': 'restore of 9 January',
    'migration.dwcp.io/took': '40 s',
    'migration.dwcp.io/window': 'any time',
    'migration.dwcp.io/accepted': 'rewrites-table on settings: it has 40 rows',
  });
});

test('refuses SQL that would lock, fail or break, in either script, all at once', () => {
  const { migrate } = orders();
  expect(
    problemsOf(() => migrate({ up: 'SELECT 1;\nDROP TABLE users', down: 'CREATE INDEX i ON users (id)' })),
  ).toEqual([
    "'test/orders/country' at line 2 of `up` drops 'users', which the version that runs until the rollout is over may still use " +
      '(breaks-running-version); roll out a version that does not use it first, and accept it with that version as the reason',
    "'test/orders/country' at line 1 of `down` creates index 'i': nobody can write 'users' (SHARE) while the index is built " +
      '(index-without-concurrently); write CREATE INDEX CONCURRENTLY, which runs by itself',
  ]);
});

test('refuses to accept what is not found, and what cannot be accepted', () => {
  const { migrate } = orders();
  expect(problemsOf(() => migrate({ accept: [{ rule: 'loses-data', on: 'users', reason: 'none' }] }))).toEqual([
    "'test/orders/country' accepts loses-data on 'users', which is not found; remove it from `accept`",
  ]);
  const accept = [{ rule: 'syntax', on: 'syntax', reason: 'none' }] as never;
  expect(problemsOf(() => migrate({ accept }, 'other'))[0]).toContain(
    "has 'syntax' for `accept[0].rule`; choose one of",
  );
});

test('refuses to accept what takes its timeouts, its lock or its role from it', () => {
  const { migrate } = orders();
  const accept = [{ rule: 'bounds-undone', on: 'lock_timeout', reason: 'none' }] as never;
  expect(problemsOf(() => migrate({ up: 'SET LOCAL lock_timeout = 0', accept }))[0]).toContain(
    "has 'bounds-undone' for `accept[0].rule`; choose one of",
  );
  expect(problemsOf(() => migrate({ up: 'SET LOCAL lock_timeout = 0' }, 'other'))[0]).toContain(
    'sets lock_timeout, by which what its migration runs within is gone',
  );
});

test('refuses versions that are not in the order of their declaration, and two that are one', () => {
  const { migrate } = orders();
  migrate();
  expect(problemsOf(() => migrate({}, 'again'))).toEqual([
    "'test/orders/again' has version '20250110', and is declared after 'test/orders/country' of version '20250110'; " +
      'declare the migrations of a database in the order of their versions, each with one of its own',
  ]);
});

test.each([
  [{ lockTimeout: Duration.hours(1) }, 'choose a `lockTimeout` below `statementTimeout`'],
  [{ deadline: Duration.minutes(30) }, 'raise `deadline` above both, or lower `statementTimeout`'],
  [{ checklist: { ...SAID.checklist, took: Duration.hours(2) } }, 'raise `deadline` above both'],
] as const)('refuses times that leave no room: %j', (said, remedy) => {
  expect(problemsOf(() => orders().migrate(said))[0]).toContain(remedy);
});

test('refuses a migration without a rollback or a checklist', () => {
  const { migrate } = orders();
  const nothing = { down: ' ', checklist: undefined as never };
  expect(problemsOf(() => migrate(nothing))).toEqual([
    "'test/orders/country' has ' ' for `down`; write SQL",
    "'test/orders/country' has no `checklist`; write an object with testedOn, took, backup, told, verifiedBy",
  ]);
});
