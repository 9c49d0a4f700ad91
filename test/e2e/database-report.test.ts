import { Duration } from 'cdk8s';
import { Client } from 'pg';
import { credentialFor, DATABASE } from '../../constructs/data/postgres-access';
import { liveLacks } from './live/ability';
import { asVault, LOGIN, makeLogin } from './migrations/container';
import { runReport } from './report/rendered';
import { type Reported, startReported } from './report/servers';
import { runFolder } from './support/world';

const lacks = liveLacks();
if (lacks !== undefined) console.warn(`reports are not run for real: ${lacks}`);

/** Each index that is big and that nobody scanned, but for those that are told apart below. */
const TABLES = `
CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE orders (
  id bigint PRIMARY KEY, customer bigint NOT NULL REFERENCES customers, status bigint, region bigint, note text,
  EXCLUDE (id WITH =)
);
INSERT INTO customers SELECT n, n || '@example.com' FROM generate_series(1, 60000) n;
INSERT INTO orders SELECT n, n, n, n, 'note of ' || n FROM generate_series(1, 60000) n;
CREATE INDEX unused ON orders (note);
CREATE UNIQUE INDEX unused_but_unique ON orders (note, id);
CREATE INDEX of_foreign_key ON orders (customer, status);
CREATE INDEX used_at_primary ON orders (status);
CREATE INDEX used_at_replica ON orders (region);
CREATE TABLE little (id bigint, note text);
CREATE INDEX unused_but_little ON little (note);
CREATE TABLE compact (id bigint PRIMARY KEY, note text);
CREATE TABLE half_empty (id bigint PRIMARY KEY, note text) WITH (fillfactor = 40);
CREATE TABLE bloated (id bigint PRIMARY KEY, note text) WITH (autovacuum_enabled = off);
INSERT INTO compact SELECT n, 'note of ' || n FROM generate_series(1, 60000) n;
INSERT INTO half_empty SELECT * FROM compact;
INSERT INTO bloated SELECT * FROM compact;
UPDATE bloated SET note = note || ' again';
UPDATE bloated SET id = id + 1000000;
DELETE FROM bloated WHERE id % 3 = 0;
`;

const FINDS = { unusedFor: Duration.seconds(1), smallestMebibytes: 1 } as const;

(lacks === undefined ? describe : describe.skip)('a report of PostgreSQL 17, run as its container runs it', () => {
  let postgres: Reported;
  let owner: Client;
  let replica: Client;

  beforeAll(async () => {
    postgres = await startReported({ runDir: runFolder(), name: 'database-report' });
    await makeLogin(postgres, 'statistics');
    owner = await postgres.connect({ user: 'owner' });
    await owner.query(TABLES);
    await owner.query('VACUUM ANALYZE');
    await scanned(owner, 'used_at_primary', 'status = 7');
    replica = await postgres.atReplica();
    await caughtUp();
    await scanned(replica, 'used_at_replica', 'region = 7');
  });

  afterAll(async () => {
    await owner?.end();
    await replica?.end();
    await postgres?.stop();
  });

  async function caughtUp(): Promise<void> {
    const { rows } = await owner.query<{ lsn: string }>('SELECT pg_current_wal_lsn() AS lsn');
    for (;;) {
      const { rows: there } = await replica.query<{ is: boolean }>('SELECT pg_last_wal_replay_lsn() >= $1 AS is', [
        rows[0]!.lsn,
      ]);
      if (there[0]!.is) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Has an index scanned at an instance, and its statistics written down. */
  async function scanned(at: Client, index: string, where: string): Promise<void> {
    await at.query('SET enable_seqscan = off; SET enable_bitmapscan = off');
    const { rows } = await at.query<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT id FROM orders WHERE ${where}`);
    expect(JSON.stringify(rows)).toContain(index);
    await at.query(`SELECT id FROM orders WHERE ${where}`);
    await at.query('SELECT pg_stat_force_next_flush()');
  }

  test('names the index that no instance scans, and none that holds something up or is read at a replica', () => {
    const report = runReport(postgres, FINDS);
    expect(report).toMatchObject({ status: 0, err: '' });
    expect(report.told('unused-index', 'index')).toEqual(['public.unused']);
    expect(report.lines.find((line) => line.report === 'unused-index')).toMatchObject({
      level: 'WARN',
      table: 'public.orders',
      message: expect.stringMatching(
        /^index public\.unused of public\.orders has \d+ kB, and no instance scanned it since \S+ \S+; see .* DROP INDEX CONCURRENTLY public\.unused$/,
      ),
    });
    expect(report.lines.at(-1)).toMatchObject({ message: 'the report ends, and 2 of 2 instances were asked' });
  });

  test('prints lines that each have what the log pipeline asks for', () => {
    const { lines } = runReport(postgres, { ...FINDS, unusedFor: Duration.days(1), slowMilliseconds: 3_600_000 });
    expect(new Set(lines.map(({ report }) => report))).toEqual(
      new Set(['unused-index', 'bloated-table', 'bloated-index', 'end']),
    );
    for (const { timestamp, level, message } of lines) {
      expect(Math.abs(Date.parse(timestamp) - Date.now())).toBeLessThan(60_000);
      expect(['INFO', 'WARN']).toContain(level);
      expect(message).not.toBe('');
    }
  });

  test('asks a database outside of the cluster at the replica that it declares', () => {
    const report = runReport(postgres, { ...FINDS, outside: true });
    expect(report).toMatchObject({ status: 0, err: '', rest: '' });
    expect(report.told('unused-index', 'index')).toEqual(['public.unused']);
    expect(report.told('end', 'message')).toEqual(['the report ends, and 2 of 2 instances were asked']);
  });

  test('calls no index unused of which statistics are young, or which an instance was not asked about', async () => {
    const young = runReport(postgres, { ...FINDS, unusedFor: Duration.days(1) });
    expect(young.told('unused-index', 'index')).toEqual([undefined]);
    expect(young.told('unused-index', 'level')).toEqual(['INFO']);
    const admin = await postgres.connect();
    // It is seen as long as it streams.
    await admin.query('ALTER ROLE streaming_replica RENAME TO somebody');
    const alone = runReport(postgres, FINDS);
    await admin.query('ALTER ROLE somebody RENAME TO streaming_replica');
    await admin.end();
    expect(alone.told('unused-index', 'message')).toEqual([
      'no index is called unused: 1 of 2 instances could be asked',
    ]);
    expect(alone.told('unused-index', 'timestamp')).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/)]);
    expect(alone.told('bloated-table', 'table')).toEqual(['public.bloated']);
  });

  test('waits 2 s for a table that somebody has locked, tells of the others, and has failed', async () => {
    const admin = await postgres.connect();
    await admin.query('BEGIN; LOCK TABLE compact');
    const report = runReport(postgres, FINDS);
    await admin.query('ROLLBACK');
    await admin.end();
    expect(report.status).toBe(1);
    expect(report.rest).toMatch(/ERROR: {2}canceling statement due to lock timeout/);
    expect(report.told('bloated-table', 'table')).toEqual(['public.bloated']);
    expect(report.told('bloated-index', 'index')).toEqual(['public.bloated_pkey']);
  });

  test('names the table and the index that are bloated, until they are written anew', async () => {
    const before = runReport(postgres, FINDS);
    expect(before.told('bloated-table', 'table')).toEqual(['public.bloated']);
    expect(before.told('bloated-index', 'index')).toEqual(['public.bloated_pkey']);
    const needed = before.told('bloated-table', 'needed_bytes')[0] as number;
    await owner.query('VACUUM FULL bloated');
    const { rows } = await owner.query<{ bytes: string }>("SELECT pg_relation_size('bloated') AS bytes");
    expect(needed / Number(rows[0]!.bytes)).toBeGreaterThan(0.95);
    expect(needed / Number(rows[0]!.bytes)).toBeLessThan(1.05);
    const after = runReport(postgres, FINDS);
    expect(after.told('bloated-table', 'table')).toEqual([]);
    expect(after.told('bloated-index', 'index')).toEqual([]);
  });

  test('names slow statements of each instance, without a value or a comment in any', async () => {
    await owner.query("SELECT pg_sleep(0.25), 'secret-4711' /* of user 4711 */");
    await owner.query("SELECT 'fast-4711'");
    await owner.query("CREATE TABLE slow AS SELECT pg_sleep(0.25)::text AS slept, 'secret-4711' AS text");
    await owner.query("DO $$ BEGIN PERFORM pg_sleep(0.25), 'secret-4711'; END $$");
    await replica.query('SELECT pg_sleep(0.25), 4711 AS at_replica');
    const report = runReport(postgres);
    const told = report.lines.filter((line) => line.report === 'slow-statement');
    const shown = (instance: string) =>
      told.filter((line) => line['instance'] === instance).map((line) => line['statement']);
    expect(shown('primary')).toEqual(
      expect.arrayContaining([
        'SELECT pg_sleep($1), $2',
        'CREATE … (not shown: it is no query)',
        '(not shown: its constants cannot be told)',
      ]),
    );
    expect(shown('127.0.0.1')).toEqual(['SELECT pg_sleep($1), $2 AS at_replica']);
    expect(JSON.stringify(report.lines)).not.toMatch(/4711|fast/);
    const slow = told.find((line) => line['statement'] === 'SELECT pg_sleep($1), $2');
    expect(slow).toMatchObject({ calls: 1, mean_ms: expect.any(Number), total_s: 0 });
    expect(slow!['mean_ms']).toBeGreaterThanOrEqual(250);
  });

  test('has a login that reads no row, writes none, and is dropped', async () => {
    const { host, port } = { host: '127.0.0.2', port: postgres.tls.port };
    const ssl = { rejectUnauthorized: false };
    const login = new Client({ host, port, ssl, database: DATABASE, user: LOGIN.name, password: LOGIN.password });
    await login.connect();
    expect((await login.query('SELECT current_user, session_user')).rows).toEqual([
      { current_user: 'app_stats', session_user: LOGIN.name },
    ]);
    await expect(login.query('CREATE TABLE x (id int)')).rejects.toMatchObject({ code: '25006' });
    await login.query('SET default_transaction_read_only = off');
    for (const role of ['app_stats', 'NONE']) {
      await login.query(`SET ROLE ${role}`);
      for (const refused of [
        'CREATE TABLE x (id int)',
        'CREATE TEMPORARY TABLE x (id int)',
        'SELECT note FROM orders',
        'INSERT INTO little VALUES (1)',
        'UPDATE little SET id = 2',
        'DELETE FROM little',
        'TRUNCATE little',
        'SET ROLE app_rw',
        'SELECT pg_stat_reset()',
        'SELECT pg_stat_statements_reset()',
      ]) {
        await expect(login.query(refused)).rejects.toMatchObject({ code: '42501' });
      }
    }
    await login.end();
    await asVault(postgres, credentialFor('statistics').revocationStatements);
    const { rows } = await owner.query('SELECT rolname FROM pg_roles WHERE rolname = $1', [LOGIN.name]);
    expect(rows).toEqual([]);
    await makeLogin(postgres, 'statistics');
  });

  test('tells of an extension that is missing', async () => {
    const admin = await postgres.connect();
    await admin.query('DROP EXTENSION pgstattuple');
    const lacks = runReport(postgres, FINDS);
    await admin.query('CREATE EXTENSION pgstattuple');
    expect(lacks.told('bloated-index', 'level')).toEqual(['ERROR']);
    await admin.end();
  });

  test('fails where it is not let in', async () => {
    const admin = await postgres.connect();
    await admin.query(`ALTER ROLE "${LOGIN.name}" NOLOGIN`);
    expect(runReport(postgres, FINDS).status).not.toBe(0);
    await admin.query(`ALTER ROLE "${LOGIN.name}" LOGIN`);
    await admin.end();
  });
});
