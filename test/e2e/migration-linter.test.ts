import { type Client, DatabaseError } from 'pg';
import { type HeldLock, lintMigration } from '../../constructs';
import { SAME_FOR_EVERY_ROW } from '../../constructs/data/migration/columns';
import { parseSql, type Statement } from '../../constructs/data/migration/parse';
import { refusesTransaction } from '../../constructs/data/migration/steps';
import { MIGRATIONS, TABLES } from '../support/migrations';
import { liveLacks } from './live/ability';
import { type Postgres17, startPostgres17 } from './migrations/postgres-17';
import { eventually } from './support/eventually';
import { runFolder } from './support/world';

const lacks = liveLacks();
if (lacks !== undefined) console.warn(`migrations are not run for real: ${lacks}`);

/** What PostgreSQL says at debug level of work that takes the longer, the bigger a table is. */
const WORK: Readonly<Partial<Record<HeldLock['until'], RegExp>>> = {
  scanned: /^verifying table|^verifying partition|^validating foreign key/,
  'index-built': /^building index/,
};

/** What one statement did. */
interface Done {
  /** Locks that its session had at its end, as `table AccessExclusiveLock`. */
  readonly locks: readonly string[];
  readonly said: readonly string[];
  /** Tables whose rows are in another file than before. */
  readonly rewritten: readonly string[];
}

/** By which others cannot read, or cannot write, a table that was there before the migration. */
const STRONG = /^(users|orders|events\w*|totals) (Share|ShareRowExclusive|AccessExclusive)Lock$/;

(lacks === undefined ? describe : describe.skip)('on PostgreSQL 17', () => {
  let postgres: Postgres17;
  let owner: Client;
  let said: string[] = [];

  beforeAll(async () => {
    postgres = await startPostgres17({ runDir: runFolder(), name: 'migrations' });
    owner = await postgres.connect({ user: 'owner' });
    owner.on('notice', ({ message }) => message !== undefined && said.push(message));
  });

  afterAll(async () => {
    await owner?.end();
    await postgres?.stop();
  });

  beforeEach(async () => {
    await owner.query('ROLLBACK; RESET ALL; SET client_min_messages = error');
    await owner.query(
      'DROP TABLE IF EXISTS users, people, orders, events, events_old, events_new, notes CASCADE; DROP TYPE IF EXISTS mood CASCADE; DROP FUNCTION IF EXISTS keep CASCADE',
    );
    await owner.query(TABLES);
    await owner.query('SET client_min_messages = debug1');
    said = [];
  });

  async function rows<Row>(sql: string): Promise<readonly Row[]> {
    return (await owner.query<Row & object>(sql)).rows;
  }

  /** Where the rows of each table are: in another file once they were written anew. */
  async function files(): Promise<ReadonlyMap<string, number>> {
    const found = await rows<{ name: string; file: number }>(
      "SELECT relname AS name, pg_relation_filenode(oid) AS file FROM pg_class WHERE relkind IN ('r', 'm') AND oid >= 16384",
    );
    return new Map(found.map(({ name, file }) => [name, file]));
  }

  async function doing({ sql, node }: Statement): Promise<Done> {
    const before = await files();
    said = [];
    const alone = refusesTransaction(node);
    if (!alone) await owner.query('BEGIN');
    await owner.query(sql);
    const told = said.filter((line) => !/pg_toast|pg_temp/.test(line));
    // Of one that runs alone, the locks are gone with it.
    const locks = await rows<{ lock: string }>(
      `SELECT relation::regclass || ' ' || mode AS lock FROM pg_locks
       WHERE locktype = 'relation' AND pid = pg_backend_pid() AND relation >= 16384`,
    );
    if (!alone) await owner.query('COMMIT');
    const after = await files();
    const rewritten = [...before].filter(([name, file]) => (after.get(name) ?? file) !== file).map(([name]) => name);
    return { locks: locks.map(({ lock }) => lock), said: told, rewritten };
  }

  /** The lock that a statement waits for as long as somebody reads a table. */
  async function waitsFor({ sql }: Statement, table: string): Promise<string> {
    const [reader, watcher] = [await postgres.connect({ user: 'owner' }), await postgres.connect({ user: 'owner' })];
    await reader.query(`BEGIN; SELECT FROM ${table}`);
    const waiting = owner.query(sql);
    const asked = await eventually(
      async () =>
        (await watcher.query<{ mode: string }>('SELECT mode FROM pg_locks WHERE NOT granted')).rows[0]?.mode ?? false,
      { what: `${sql} waiting`, timeoutMs: 20_000 },
    );
    await reader.query('COMMIT');
    await waiting;
    await Promise.all([reader.end(), watcher.end()]);
    return asked;
  }

  const refused = MIGRATIONS.filter(({ error }) => error !== undefined);
  test.each(refused)('refuses $name with $error', async ({ sql, error }) => {
    const parsed = parseSql(sql);
    // The whole text where it opens a transaction of its own, as psql would send it: statement by statement.
    const statements = 'message' in parsed ? [{ sql }] : parsed;
    const run = async () => {
      for (const statement of statements) await owner.query(statement.sql);
    };
    const thrown = await run().catch((problem: unknown) => problem);
    expect(thrown).toBeInstanceOf(DatabaseError);
    expect((thrown as DatabaseError).code).toBe(error);
  });

  const taken = MIGRATIONS.filter(({ error }) => error === undefined);
  test.each(taken)('takes $name, and locks as the linter says: $found', async ({ sql }) => {
    const found = lintMigration(sql);
    for (const statement of parseSql(sql) as readonly Statement[]) {
      const claims = found.filter(({ line }) => line === statement.line).flatMap(({ lock }) => lock ?? []);
      const done = await doing(statement);
      for (const { on, mode, until } of claims) {
        if (refusesTransaction(statement.node)) expect(await waitsFor(statement, on)).toBe(lockName(mode));
        else expect(done.locks).toContain(`${on} ${lockName(mode)}`);
        if (until === 'rewritten') expect(done.rewritten).toContain(on);
        const work = WORK[until];
        if (work !== undefined) expect(done.said).toContainEqual(expect.stringMatching(work));
      }
    }
  });

  const good = MIGRATIONS.filter(({ found }) => found.length === 0);
  test.each(good)('reads or writes no table under a lock that others wait for, for $name', async ({ sql }) => {
    for (const statement of parseSql(sql) as readonly Statement[]) {
      const { locks, said: told, rewritten } = await doing(statement);
      const strong = locks.filter((lock) => STRONG.test(lock));
      const work = told.filter(
        (line) => Object.values(WORK).some((sign) => sign.test(line)) && !line.includes('notes'),
      );
      // A lock for a moment, or work that nobody waits for.
      expect(strong.length === 0 || work.length === 0 ? [] : [statement.sql, strong, work]).toEqual([]);
      expect(rewritten.filter((table) => table !== 'notes' && table !== 'totals')).toEqual([]);
    }
  });

  test('an interrupted build leaves an index that IF NOT EXISTS takes for a good one', async () => {
    const writer = await postgres.connect({ user: 'owner' });
    await writer.query("BEGIN; UPDATE users SET name = 'me' WHERE id = 1");
    await owner.query('SET statement_timeout = 300');
    await expect(owner.query('CREATE INDEX CONCURRENTLY i ON users (email)')).rejects.toThrow('statement timeout');
    await writer.query('ROLLBACK');
    await writer.end();
    await owner.query('CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON users (email)');
    const { rows } = await owner.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass");
    expect(rows).toEqual([{ indisvalid: false }]);
  });

  test('who writes a row of a table that is changed at once waits for all of it', async () => {
    const writer = await postgres.connect({ user: 'owner' });
    await owner.query('BEGIN');
    await owner.query('UPDATE users SET age = 0');
    await writer.query('SET lock_timeout = 100');
    await expect(writer.query('UPDATE users SET age = 1 WHERE id = 7')).rejects.toThrow('lock timeout');
    await owner.query('ROLLBACK');
    await writer.end();
  });

  test('of a table that is altered, readers wait too, even before the change has begun', async () => {
    const [reader, late] = [await postgres.connect({ user: 'owner' }), await postgres.connect({ user: 'owner' })];
    await reader.query('BEGIN; SELECT FROM users');
    const waiting = owner.query('ALTER TABLE users ADD COLUMN country text');
    await late.query('SELECT pg_sleep(0.2); SET lock_timeout = 100');
    await expect(late.query('SELECT FROM users')).rejects.toThrow('lock timeout');
    await reader.query('COMMIT');
    await waiting;
    await Promise.all([reader.end(), late.end()]);
  });

  test('the functions whose value is taken for the same in each row are not volatile', async () => {
    const { rows } = await owner.query<{ proname: string }>(
      `SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY($1)
       AND provolatile <> 'v' AND NOT EXISTS (
         SELECT FROM pg_proc other WHERE other.proname = pg_proc.proname AND other.provolatile = 'v')`,
      [SAME_FOR_EVERY_ROW],
    );
    expect(rows.map(({ proname }) => proname).sort()).toEqual([...SAME_FOR_EVERY_ROW].sort());
  });
});

function lockName(mode: HeldLock['mode']): string {
  const words = mode.toLowerCase().split(' ');
  return `${words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')}Lock`;
}
