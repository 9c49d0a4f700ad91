import { Duration } from 'cdk8s';
import type { Client } from 'pg';
import { TABLES } from '../support/migrations';
import { liveLacks } from './live/ability';
import { makeLogin } from './migrations/container';
import { type Postgres17, startPostgres17 } from './migrations/postgres-17';
import { runMigration, type Said } from './migrations/rendered';
import { runFolder } from './support/world';

const lacks = liveLacks();
if (lacks !== undefined) console.warn(`migrations are not run for real: ${lacks}`);

const PREFERENCES: Said = {
  version: '20250110',
  up: `-- :USER is text of ours, not psql's
ALTER TABLE users ADD COLUMN preferences jsonb NOT NULL DEFAULT '{"of": ":USER"}';
CREATE INDEX CONCURRENTLY "Users preferences" ON users USING gin (preferences);
ALTER TABLE users ADD CONSTRAINT aged CHECK (age IS NOT NULL) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT aged;
ALTER TABLE users ALTER COLUMN age SET NOT NULL`,
  down: `ALTER TABLE users ALTER COLUMN age DROP NOT NULL, DROP CONSTRAINT IF EXISTS aged;
DROP INDEX CONCURRENTLY IF EXISTS "Users preferences";
ALTER TABLE users DROP COLUMN IF EXISTS preferences`,
};

const INDEX: Said = {
  version: '20250111',
  up: 'CREATE INDEX CONCURRENTLY by_email ON users (email)',
  down: 'DROP INDEX CONCURRENTLY IF EXISTS by_email',
  lockTimeout: Duration.seconds(1),
  statementTimeout: Duration.seconds(2),
};

(lacks === undefined ? describe : describe.skip)('a migration on PostgreSQL 17, run as its container runs it', () => {
  let postgres: Postgres17;
  let owner: Client;
  let others: Client[] = [];

  /** Somebody else's session, which ends with the test at the latest: what it has locked, the next one needs. */
  async function somebody(): Promise<Client> {
    const client = await postgres.connect({ user: 'owner' });
    others.push(client);
    return client;
  }

  afterEach(async () => {
    await Promise.all(others.map((client) => client.end()));
    others = [];
  });

  beforeAll(async () => {
    postgres = await startPostgres17({ runDir: runFolder(), name: 'schema-migration' });
    owner = await postgres.connect({ user: 'owner' });
    await makeLogin(postgres);
  });

  afterAll(async () => {
    await owner?.end();
    await postgres?.stop();
  });

  beforeEach(async () => {
    await owner.query('SET client_min_messages = error');
    await owner.query(
      'DROP TABLE IF EXISTS users, orders, events, events_new, dwcp_migrations CASCADE; DROP TYPE IF EXISTS mood CASCADE',
    );
    await owner.query(TABLES);
  });

  /** What was written down, as `version direction step of steps`, with a mark where it is not done. */
  async function record(): Promise<readonly string[]> {
    const { rows } = await owner.query<{ row: string }>(
      `SELECT concat(version, ' ', direction, ' ', step, ' of ', steps, CASE WHEN done IS NULL THEN ' begun' END) AS row
       FROM dwcp_migrations ORDER BY version, direction, step`,
    );
    return rows.map(({ row }) => row);
  }

  async function columns(): Promise<readonly string[]> {
    const { rows } = await owner.query<{ attname: string }>(
      "SELECT attname FROM pg_attribute WHERE attrelid = 'users'::regclass AND attnum > 0 AND NOT attisdropped",
    );
    return rows.map(({ attname }) => attname);
  }

  async function valid(index: string): Promise<boolean | undefined> {
    const { rows } = await owner.query<{ indisvalid: boolean }>(
      'SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1)',
      [index],
    );
    return rows[0]?.indisvalid;
  }

  test('is applied, is nothing when it is applied again, and is rolled back', async () => {
    const first = runMigration(postgres, PREFERENCES);
    expect(first).toMatchObject({ status: 0, err: '' });
    const steps = [1, 2, 3, 4, 5].map((step) => `20250110 up ${step} of 5`);
    expect(await record()).toEqual(steps);
    expect(await columns()).toContain('preferences');
    expect(await valid('"Users preferences"')).toBe(true);
    const { rows } = await owner.query(
      "SELECT preferences->>'of' AS of, tableowner FROM users, pg_tables WHERE tablename = 'dwcp_migrations' LIMIT 1",
    );
    expect(rows).toEqual([{ of: ':USER', tableowner: 'app_rw' }]);

    const again = runMigration(postgres, PREFERENCES);
    expect(again).toEqual({ status: 0, out: '20250110: is applied\n', err: '' });
    expect(await record()).toEqual(steps);

    expect(runMigration(postgres, { ...PREFERENCES, run: 'down' })).toMatchObject({ status: 0, err: '' });
    expect(await columns()).not.toContain('preferences');
    expect(await valid('"Users preferences"')).toBeUndefined();
    expect(await record()).toEqual([]);
    expect(runMigration(postgres, { ...PREFERENCES, run: 'down' })).toMatchObject({ status: 0 });
    expect(runMigration(postgres, PREFERENCES)).toMatchObject({ status: 0 });
  });

  test('is run as it is written, whatever psql would make of it', async () => {
    const up = String.raw`CREATE TABLE written (id int, slice int[], bytes bytea, lines text, quoted text);
INSERT INTO written -- \q :HOST
SELECT 1, (ARRAY[10,20,30])[1:"USER"], '\x41', E'a\\n:USER', $dwcp$\echo :'PORT' $dwcp_$ $dwcp$ FROM (SELECT 2 AS "USER") AS t;
CREATE FUNCTION twice(i int) RETURNS int BEGIN ATOMIC; SELECT i; SELECT i * 2; END;
UPDATE written SET id = twice(id) WHERE id = 1`;
    const down = 'DROP TABLE written; DROP FUNCTION twice';
    expect(runMigration(postgres, { version: '20250112', up, down })).toMatchObject({ status: 0, err: '' });
    const { rows } = await owner.query(
      "SELECT id, slice, encode(bytes, 'escape') AS bytes, lines, quoted FROM written",
    );
    expect(rows).toEqual([
      { id: 2, slice: [10, 20], bytes: 'A', lines: String.raw`a\n:USER`, quoted: String.raw`\echo :'PORT' $dwcp_$ ` },
    ]);
    expect(runMigration(postgres, { version: '20250112', up, down, run: 'down' })).toMatchObject({ status: 0 });
  });

  test('begins each step with its own timeouts, whatever the code of one before it has set', async () => {
    const said: Said = {
      version: '20250113',
      up: `DO $$ BEGIN PERFORM set_config('lock_timeout', '0', false), set_config('statement_timeout', '0', false); END $$;
ALTER TABLE users ADD CONSTRAINT aged CHECK (age IS NOT NULL) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT aged;
CREATE TABLE bounds AS SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement`,
      down: 'DROP TABLE IF EXISTS bounds; ALTER TABLE users DROP CONSTRAINT IF EXISTS aged',
      accept: [{ rule: 'unreadable-code', on: 'DO', reason: 'it is what is tried' }],
      lockTimeout: Duration.seconds(3),
      statementTimeout: Duration.minutes(2),
    };
    expect(runMigration(postgres, said)).toMatchObject({ status: 0 });
    expect((await owner.query('SELECT * FROM bounds')).rows).toEqual([{ lock: '3s', statement: '2min' }]);
    expect(runMigration(postgres, { ...said, run: 'down' })).toMatchObject({ status: 0 });
  });

  test('waits with an index for a transaction that is open for longer than lockTimeout', async () => {
    const writer = await somebody();
    await writer.query("BEGIN; UPDATE users SET name = 'me' WHERE id = 1");
    const ends = writer.query('SELECT pg_sleep(3); COMMIT');
    // So that it is on its way before this process waits for psql.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(runMigration(postgres, { ...INDEX, statementTimeout: Duration.seconds(30) })).toMatchObject({ status: 0 });
    await ends;
    expect(await valid('by_email')).toBe(true);
  });

  test('gives up a lock that somebody holds, and leaves nothing half done', async () => {
    const reader = await somebody();
    await reader.query('BEGIN; SELECT FROM users');
    const said: Said = {
      ...PREFERENCES,
      up: 'CREATE TABLE notes (id bigint);\nALTER TABLE users ADD COLUMN country text',
      down: 'ALTER TABLE users DROP COLUMN IF EXISTS country;\nDROP TABLE IF EXISTS notes',
      lockTimeout: Duration.seconds(1),
    };
    const ended = runMigration(postgres, said);
    expect(ended.status).toBe(3);
    expect(ended.err).toContain('canceling statement due to lock timeout');
    expect(await record()).toEqual([]);
    expect((await owner.query("SELECT to_regclass('notes') AS notes")).rows).toEqual([{ notes: null }]);
    await reader.query('COMMIT');
    expect(runMigration(postgres, said)).toMatchObject({ status: 0 });
    expect(await columns()).toContain('country');
    await owner.query('DROP TABLE notes');
  });

  test('finds the index of its own build that was interrupted, says so, and builds it again', async () => {
    const writer = await somebody();
    await writer.query("BEGIN; UPDATE users SET name = 'me' WHERE id = 1");
    const interrupted = runMigration(postgres, INDEX);
    expect(interrupted.status).toBe(3);
    expect(interrupted.err).toContain('canceling statement due to statement timeout');
    expect(await valid('by_email')).toBe(false);
    expect(await record()).toEqual(['20250111 up 1 of 1 begun']);
    await writer.query('ROLLBACK');
    const ended = runMigration(postgres, INDEX);
    expect(ended.status).toBe(0);
    expect(ended.err).toContain('the index was left invalid by a build that was interrupted, and is built again');
    expect(await valid('by_email')).toBe(true);
    expect(await record()).toEqual(['20250111 up 1 of 1']);
  });

  test('leaves the invalid index of somebody else, and says how it is dropped', async () => {
    const writer = await somebody();
    await writer.query("BEGIN; UPDATE users SET name = 'me' WHERE id = 1");
    await owner.query('SET statement_timeout = 300');
    await expect(owner.query('CREATE INDEX CONCURRENTLY by_email ON users (email)')).rejects.toThrow('timeout');
    await owner.query('RESET statement_timeout');
    await writer.query('ROLLBACK');
    const ended = runMigration(postgres, INDEX);
    expect(ended.status).toBe(3);
    expect(ended.err).toContain('20250111: the index "by_email" is there and invalid');
    expect(ended.err).toContain('HINT:  DROP INDEX CONCURRENTLY "by_email", and deploy again');
    expect(await valid('by_email')).toBe(false);
  });

  test('takes an index for built that was, before it could be written down', async () => {
    expect(runMigration(postgres, INDEX)).toMatchObject({ status: 0 });
    await owner.query('UPDATE dwcp_migrations SET done = NULL');
    expect(runMigration(postgres, INDEX)).toMatchObject({ status: 0 });
    expect(await record()).toEqual(['20250111 up 1 of 1']);
  });

  test('runs one at a time', async () => {
    const other = await somebody();
    await other.query("SELECT pg_advisory_lock(hashtextextended('dwcp_migrations', 0))");
    const ended = runMigration(postgres, PREFERENCES);
    expect(ended.status).toBe(3);
    expect(ended.err).toContain('20250110: another migration of this database is running');
    expect(await columns()).not.toContain('preferences');
  });

  test('refuses other SQL under a version that was applied, and a version before one that it comes after', async () => {
    expect(runMigration(postgres, PREFERENCES, INDEX).err).toContain('20250111: 20250110 is not applied yet');
    expect(runMigration(postgres, PREFERENCES)).toMatchObject({ status: 0 });
    expect(runMigration(postgres, PREFERENCES, INDEX)).toMatchObject({ status: 0 });
    const changed = runMigration(postgres, { ...PREFERENCES, up: 'ALTER TABLE users ADD COLUMN other text' });
    expect(changed.err).toContain('20250110: other statements were applied by this version');
    const back = runMigration(postgres, { ...PREFERENCES, run: 'down' });
    expect(back.err).toContain('20250110: a later version is applied');
    expect(await columns()).not.toContain('other');
  });
});
