import type { Client } from 'pg';
import { liveLacks } from './live/ability';
import { rendered } from './read-replica/rendered';
import { type Replicated, startReplicated } from './read-replica/servers';
import { eventually } from './support/eventually';
import { runFolder } from './support/world';

const lacks = liveLacks();
if (lacks !== undefined) console.warn(`replicas are not read for real: ${lacks}`);

interface Login {
  readonly user: string;
  readonly password: string;
}

(lacks === undefined ? describe : describe.skip)('who reads PostgreSQL 17 at a replica, by PgBouncer', () => {
  const { login } = rendered();
  let servers: Replicated;
  let opened: Client[] = [];

  beforeAll(async () => {
    servers = await startReplicated({ runDir: runFolder(), name: 'read-replica' }, rendered());
    await servers.primary.query(
      'SET ROLE app_rw; CREATE TABLE orders (id int); INSERT INTO orders VALUES (1); RESET ROLE',
    );
    await replayed();
  });
  afterEach(async () => {
    await Promise.all(opened.map((client) => client.end()));
    opened = [];
  });
  afterAll(() => servers?.stop());

  /** As Vault runs its statements: in one transaction at the primary. */
  async function asVault(statements: readonly string[], { user, password }: Login): Promise<void> {
    const values: Readonly<Record<string, string>> = { name: user, password, expiration: '2099-01-01 00:00:00+00' };
    const vault = await servers.asVault();
    await vault.query('BEGIN');
    for (const statement of statements)
      await vault.query(statement.replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => values[key]!));
    await vault.query('COMMIT');
    await vault.end();
  }

  async function made(user: string): Promise<Login> {
    const one = { user, password: `password of ${user}` };
    await asVault(login.creationStatements, one);
    return one;
  }

  async function connect(by: Login): Promise<Client> {
    const client = await servers.connect(by);
    opened.push(client);
    return client;
  }

  /** The replica has all that the primary has. */
  async function replayed(): Promise<void> {
    const { rows } = await servers.primary.query<{ now: string }>('SELECT pg_current_wal_flush_lsn() AS now');
    const has = `SELECT pg_last_wal_replay_lsn() >= '${rows[0]!.now}' AS all`;
    await eventually(async () => (await servers.replica.query<{ all: boolean }>(has)).rows[0]!.all, {
      what: 'what the primary has, at the replica',
      timeoutMs: 10_000,
    });
  }

  async function one(client: Client, sql: string): Promise<unknown> {
    return Object.values((await client.query<Record<string, unknown>>(sql)).rows[0]!)[0];
  }

  test('has what was written at the primary, by a login that was made there and acts as the group', async () => {
    const by = await made('first');
    await replayed();
    const reader = await connect(by);
    expect(await one(reader, 'SELECT count(*)::int FROM orders')).toBe(1);
    expect(await one(reader, 'SELECT pg_is_in_recovery()')).toBe(true);
    expect(await one(reader, 'SELECT current_user')).toBe('app_ro');
  });

  test('writes nothing', async () => {
    const reader = await connect({ user: 'first', password: 'password of first' });
    for (const sql of [
      'INSERT INTO orders VALUES (2)',
      'CREATE TABLE mine (id int)',
      'SET default_transaction_read_only = off; DELETE FROM orders',
    ]) {
      await expect(reader.query(sql)).rejects.toThrow(/read-only transaction/);
    }
  });

  test('has its next login refused until the replica has heard of it, and its former one taken all the while', async () => {
    await servers.replica.query('SELECT pg_wal_replay_pause()');
    const next = await made('second');
    await expect(servers.connect(next)).rejects.toThrow(/authentication failed|no such user/);
    const former = await connect({ user: 'first', password: 'password of first' });
    expect(await one(former, 'SELECT count(*)::int FROM orders')).toBe(1);
    await servers.replica.query('SELECT pg_wal_replay_resume()');
    await replayed();
    expect(await one(await connect(next), 'SELECT current_user')).toBe('app_ro');
  });

  test('keeps a connection of a login that was dropped until the pooler closes it, and gets no other', async () => {
    const ended = await made('ended');
    await replayed();
    const reader = await connect(ended);
    await reader.query('SELECT 1');
    await asVault(login.revocationStatements, ended);
    await replayed();
    await expect(servers.connect(ended)).rejects.toThrow(/authentication failed|no such user/);
    expect(await one(reader, 'SELECT count(*)::int FROM orders')).toBe(1);
    // As the pooler does, after half an hour.
    await servers.replica.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename IS NULL",
    );
    await expect(reader.query('SELECT 1').then(() => reader.query('SELECT 1'))).rejects.toThrow();
  });

  test('reads on at a replica that becomes the primary, which keeps every connection that was opened at it, and writes nothing', async () => {
    const reader = await connect({ user: 'second', password: 'password of second' });
    await reader.query('SELECT 1');
    const opened = await servers.replica.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE usename = 'second'",
    );
    const before = opened.rows.map(({ pid }) => pid);
    expect(before.length).toBeGreaterThan(0);
    await servers.replica.query('SELECT pg_promote()');
    expect(await one(reader, 'SELECT pg_is_in_recovery()')).toBe(false);
    const kept = `SELECT count(*)::int FROM pg_stat_activity WHERE pid IN (${before.join()}) AND usename = 'second'`;
    expect(await one(servers.replica, kept)).toBe(before.length);
    expect(await one(reader, 'SELECT count(*)::int FROM orders')).toBe(1);
    await expect(reader.query('INSERT INTO orders VALUES (2)')).rejects.toThrow('permission denied for table orders');
  });
});
