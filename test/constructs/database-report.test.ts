import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import {
  DatabaseReport,
  type DatabaseReportProps,
  ExternalPostgres,
  type ExternalPostgresProps,
  edgesOf,
  Postgres,
  type PostgresProps,
  planOf,
  SecureNamespace,
  synthesize,
  WebService,
  workloadLabels,
} from '../../constructs';
import { judge } from '../../policies/index';
import { FIRST } from '../support/authorities';
import { canReach } from '../support/can-reach';
import { environment, IMAGE, objectIn, objectsOf, POSTGRES, RESOURCES } from '../support/environment';
import { problemsOf } from '../support/problems-of';

/** As JavaScript writes it. */
type Untyped = any;

function orders(props: Partial<PostgresProps> = {}) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const database = new Postgres(namespace, 'db', { ...POSTGRES, ...props });
  const report = (said: Partial<DatabaseReportProps> = {}) =>
    new DatabaseReport(namespace, 'db-report', { database, ...said });
  return { tree, namespace, database, report };
}

function outside(props: Partial<ExternalPostgresProps> = {}) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const database = new ExternalPostgres(namespace, 'db', {
    ...{ host: 'orders.example.com', addresses: ['10.20.0.0/24'], authorityCertificate: FIRST, version: 17 },
    ...{ database: 'orders', credentials: { ttlHours: 12 } },
    ...props,
  });
  return { tree, namespace, database };
}

const jobOf = (tree: ReturnType<typeof environment>): Untyped => objectIn(tree, 'CronJob', 'db-report')['spec'];
const podOf = (tree: ReturnType<typeof environment>): Untyped => jobOf(tree).jobTemplate.spec.template.spec;
const filesOf = (tree: ReturnType<typeof environment>) =>
  objectIn(tree, 'ConfigMap', 'db-report-config')['data'] as Readonly<Record<string, string>>;
const loginOf = (tree: ReturnType<typeof environment>): Untyped =>
  synthesize(tree).find((one) => one.api === 'vault' && one.vaultPath.endsWith('/roles/db-report'));
const envOf = (tree: ReturnType<typeof environment>) =>
  Object.fromEntries(podOf(tree).containers[0].env.map(({ name, value }: Untyped) => [name, value]));
const bootstrapOf = (tree: ReturnType<typeof environment>): readonly string[] =>
  (objectIn(tree, 'Cluster', 'db')['spec'] as Untyped).bootstrap.initdb.postInitApplicationSQL;

describe('a report of a database', () => {
  test('is made once a week, in UTC, and never twice at once, or when it is said', () => {
    const usual = orders();
    usual.report();
    expect(jobOf(usual.tree)).toMatchObject({
      ...{ schedule: '@weekly', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid' },
      jobTemplate: { spec: { activeDeadlineSeconds: 3600 } },
    });
    const other = orders();
    other.report({ schedule: '0 5 * * 1', deadline: Duration.hours(2) });
    expect(jobOf(other.tree)).toMatchObject({
      schedule: '0 5 * * 1',
      jobTemplate: { spec: { activeDeadlineSeconds: 7200 } },
    });
  });

  test('runs psql of the database’s own image at the primary, and knows how many instances there are', () => {
    const { tree, report } = orders();
    report();
    const [{ image, command }] = podOf(tree).containers;
    expect([image, command]).toEqual([IMAGE, ['/bin/sh', '/report/run']]);
    expect(envOf(tree)).toMatchObject({ DB_HOST: 'db-rw.orders.svc', DB_DATABASE: 'app', DB_INSTANCES: '3' });
  });

  test('begins its session with bounds, and unable to write', () => {
    const { tree, report } = orders();
    report({ statementTimeout: Duration.minutes(10) });
    expect(filesOf(tree)['db-report.report.run']).toContain(
      "PGOPTIONS='-c default_transaction_read_only=on -c statement_timeout=600s -c lock_timeout=2s -c search_path=pg_catalog",
    );
  });

  test('looks for what the best practices and the service level say, or what it is told', () => {
    const usual = orders();
    usual.report();
    const files = filesOf(usual.tree);
    expect(files['db-report.report.narrow.sql']).toContain(
      "c.relpages * current_setting('block_size')::bigint >= 16777216",
    );
    expect(files['db-report.report.unused.sql']).toContain('make_interval(secs => 2592000)');
    expect(files['db-report.report.bloat.sql']?.match(/WHERE bytes > 2 \* needed/g)).toHaveLength(2);
    expect(files['db-report.report.slow.sql']).toContain('WHERE total / calls >= 200\n');
    const other = orders();
    other.report({ unusedFor: Duration.days(90), smallestMebibytes: 100, slowMilliseconds: 1000 });
    const told = filesOf(other.tree);
    expect(told['db-report.report.bloat.sql']?.match(/bigint >= 104857600\n/g)).toHaveLength(2);
    expect(told['db-report.report.unused.sql']).toContain('make_interval(secs => 7776000)');
    expect(told['db-report.report.slow.sql']).toContain('WHERE total / calls >= 1000\n');
  });

  test('logs in as who sees statistics and no row, which a database is given only where it is reported', () => {
    const { tree, report } = orders();
    expect(bootstrapOf(tree).join('\n')).not.toContain('app_stats');
    report();
    expect(bootstrapOf(tree).filter((statement) => statement.includes('app_stats'))).toEqual([
      'CREATE ROLE app_stats NOLOGIN',
      'GRANT pg_monitor TO app_stats',
      'GRANT app_stats TO login_admin WITH ADMIN OPTION',
      'GRANT USAGE ON SCHEMA public TO app_stats',
    ]);
    const { creationStatements } = loginOf(tree).args;
    expect(creationStatements[1]).toMatch(/ IN ROLE app_stats;$/);
    expect(creationStatements).toContain('ALTER ROLE "{{name}}" SET default_transaction_read_only TO on;');
  });

  test('reaches every instance and no pooler, as its edge says with what it is for', () => {
    const { tree, namespace, report } = orders();
    report();
    const api = new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES });
    const objects = objectsOf(synthesize(tree));
    const pod = (name: string) => ({ namespace: 'orders', labels: workloadLabels(name) });
    const sql = { port: 5432, protocol: 'TCP' } as const;
    expect(canReach(objects, pod('db-report'), pod('db'), sql)).toBe(true);
    expect(canReach(objects, pod('db-report'), pod('db-pooler'), sql)).toBe(false);
    expect(canReach(objects, pod(api.pod.name), pod('db'), sql)).toBe(false);
    const edges = edgesOf(tree).filter(({ from, by }) => from === 'orders/db-report' && by === 'grant');
    expect(edges.map(({ to, why, declaredAt }) => [to, why, declaredAt.call])).toEqual([
      ['orders/db', 'unused indexes, bloat and slow statements', "grantStatistics('orders/db-report')"],
    ]);
  });

  test('fails no rule that the database does not fail without it', () => {
    const { tree, report } = orders();
    report();
    const bare = orders();
    const failed = (of: ReturnType<typeof environment>) =>
      judge(planOf(of))
        .filter(({ outcome }) => outcome !== 'pass')
        .map(({ rule, resource }) => `${rule} ${resource}`);
    expect(failed(tree)).toEqual(failed(bare.tree));
  });

  test('asks a database outside at its replica too, by an image that is named', () => {
    const { tree, namespace, database } = outside({ replica: { host: 'replica.example.com', port: 5433 } });
    expect(problemsOf(() => new DatabaseReport(namespace, 'report', { database }))).toEqual([
      "'test/orders/report' has no `image`, and 'test/orders/db' runs outside of the cluster; name an image with psql of PostgreSQL 17 and a shell, by digest",
    ]);
    const report = new DatabaseReport(namespace, 'db-report', { database, image: IMAGE });
    expect(envOf(tree)).toMatchObject({
      ...{ DB_HOST: 'orders.example.com', DB_INSTANCES: '2' },
      ...{ DB_REPLICA_HOST: 'replica.example.com', DB_REPLICA_PORT: '5433' },
    });
    expect(report.setup).toEqual([
      'GRANT app_rw TO CURRENT_USER',
      'CREATE ROLE app_stats NOLOGIN',
      'GRANT pg_monitor TO app_stats',
      'GRANT app_stats TO login_admin WITH ADMIN OPTION',
      'CREATE EXTENSION IF NOT EXISTS pg_stat_statements',
      'CREATE EXTENSION IF NOT EXISTS pgstattuple',
      'GRANT USAGE ON SCHEMA public TO app_stats',
      'REVOKE app_rw FROM CURRENT_USER',
    ]);
    const guide = readFileSync(join(__dirname, '../../docs/guides/database-reports.md'), 'utf8');
    expect(/```sql\n(.+?)```/s.exec(guide)![1]).toBe(report.setup.map((statement) => `${statement};\n`).join(''));
    expect(filesOf(tree)['db-report.report.run']).toContain('export PGHOST="$1" PGPORT="$DB_REPLICA_PORT"');
    const alone = outside();
    new DatabaseReport(alone.namespace, 'db-report', { database: alone.database, image: IMAGE });
    expect(envOf(alone.tree)).toMatchObject({ DB_INSTANCES: '1' });
    expect(envOf(alone.tree)).not.toHaveProperty('DB_REPLICA_HOST');
  });

  test('refuses what it cannot be, all at once', () => {
    const { namespace, report } = orders();
    expect(
      problemsOf(
        () =>
          new DatabaseReport(namespace, 'no', {
            ...{ database: 'db' as never, schedule: 'weekly', slowMilliseconds: 0.5, smallestMebibytes: 0 },
            ...{ cron: '@weekly' },
          }),
      ),
    ).toHaveLength(5);
    expect(problemsOf(() => report({ statementTimeout: Duration.hours(1) }))).toEqual([
      "'test/orders/db-report' is stopped after 3600 s, and lets one question take 3600 s; raise `deadline` above `statementTimeout`, or lower that",
    ]);
  });

  test('refuses a login that does not outlive a run and the lag of a replica', () => {
    const { report } = orders({ credentials: { ttlHours: 2 } });
    expect(problemsOf(() => report({ deadline: Duration.hours(2) })).join()).toMatch(
      /needs .* to move from one credential of 'db' to the next.*a report of 7200 s/s,
    );
  });
});
