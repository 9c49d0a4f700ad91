import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE } from '../../constructs/data/postgres-access';
import { connectVault, endLease, lease, loginTo, startDatabase, vaultAs } from './credentials/postgres-client';
import {
  addressOfThisMachine,
  type Certificate,
  issue,
  type RedisServer,
  redis,
  startRedis,
} from './credentials/redis-server';
import { run } from './servers/command';
import type { Postgres } from './servers/postgres';
import type { Running } from './servers/process';
import type { Engine, Outcome } from './support/engine';
import { giveUp } from './support/give-up';
import { startStack } from './support/own-stack';
import { psql } from './support/psql';
import { vaultRequest } from './support/vault-api';
import { world } from './support/world';

const ROOT = join(__dirname, '..', '..');

/** What Vault made in these tests, and nobody may ever print. */
const secrets: string[] = [world().vault.token];
const printed: string[] = [];

let engine: Engine;
let postgres: Postgres;
const loginOf = (made: { readonly username: string; readonly password: string }) => loginTo(postgres, made);
const remember = ({ code, stdout, stderr, diagnostics }: Outcome): void => {
  printed.push(stdout, stderr, ...diagnostics);
  expect(code).toBe(0);
};

beforeAll(async () => {
  postgres = await startDatabase();
  engine = await startStack('dev', 'credentials');
  remember(await engine.up());
});
afterAll(async () => {
  // Vault keeps a mount whose logins it cannot revoke, and where a test fails it cannot: the plan's connection is put back.
  await vaultRequest(world().vault, 'PUT', 'sys/leases/revoke-force/dev/dwcp/dwcp-postgres/creds');
  await giveUp(engine, 'dev');
  await engine?.stop();
  await postgres?.stop();
});

describe('a login that Vault makes in a real PostgreSQL', () => {
  const login = async (client: string) => {
    const made = await lease(client);
    secrets.push(made.password);
    return made;
  };
  beforeAll(() => connectVault(postgres));

  test('changes data and schema where that was granted, as the group and not as itself', async () => {
    const first = await login('dwcp-api');
    await psql(loginOf(first), 'CREATE TABLE orders (id int); INSERT INTO orders VALUES (1)');
    expect(await psql(loginOf(first), 'SELECT current_user')).toBe('app_rw');
    const successor = await login('dwcp-api');
    expect(successor.username).not.toBe(first.username);
    await psql(loginOf(successor), 'ALTER TABLE orders ADD COLUMN note text; INSERT INTO orders VALUES (2)');
  });

  test('reads, and only reads, where that was granted', async () => {
    const reader = loginOf(await login('dwcp-report'));
    expect(await psql(reader, 'SELECT count(*) FROM orders')).toBe('2');
    await expect(psql(reader, 'INSERT INTO orders VALUES (3)')).rejects.toThrow('permission denied for table orders');
    await expect(psql(reader, 'CREATE TABLE mine (id int)')).rejects.toThrow('permission denied for schema public');
    await expect(psql(reader, 'SET ROLE app_rw')).rejects.toThrow('permission denied to set role');
  });

  test('is gone when its lease ends, and leaves nothing in the catalog', async () => {
    const ended = await login('dwcp-worker');
    await psql(loginOf(ended), 'CREATE TABLE jobs (id int)');
    await vaultRequest(world().vault, 'PUT', 'sys/leases/revoke', { lease_id: ended.id, sync: true });
    await expect(psql(loginOf(ended), 'SELECT 1')).rejects.toThrow('password authentication failed');
    const { superuser } = postgres;
    expect(await psql(superuser, `SELECT count(*) FROM pg_roles WHERE rolname = '${ended.username}'`)).toBe('0');
    expect(
      await psql({ ...superuser, database: 'app' }, `SELECT relacl FROM pg_class WHERE relname = 'jobs'`),
    ).not.toContain(ended.username);
  });

  test('is gone when its lease ends, though a session made something as itself, which is handed on', async () => {
    const ended = await login('dwcp-worker');
    await psql(loginOf(ended), 'SET ROLE NONE; CREATE TABLE own (id int)');
    await vaultRequest(world().vault, 'PUT', 'sys/leases/revoke', { lease_id: ended.id, sync: true });
    const { superuser } = postgres;
    expect(await psql(superuser, `SELECT count(*) FROM pg_roles WHERE rolname = '${ended.username}'`)).toBe('0');
    const owner = "SELECT tableowner FROM pg_tables WHERE tablename = 'own'";
    expect(await psql({ ...superuser, database: 'app' }, owner)).toBe('app_rw');
  });

  test('is ended by whoever it was made for, which may end nobody else’s', async () => {
    const [own, other] = [await login('dwcp-api'), await login('dwcp-worker')];
    const api = await vaultAs('dwcp-api');
    secrets.push(api.token!);
    await expect(endLease(api, other)).rejects.toThrow('permission denied');
    await endLease(api, own);
    await expect(psql(loginOf(own), 'SELECT 1')).rejects.toThrow('password authentication failed');
    await psql(loginOf(other), 'SELECT 1');
  });

  test('never works without TLS, and Vault’s own never works by password', async () => {
    const client = loginOf(await login('dwcp-api'));
    await expect(psql({ ...client, sslmode: 'disable' }, 'SELECT 1')).rejects.toThrow('pg_hba.conf rejects connection');
    await expect(psql({ ...client, user: 'vault' }, 'SELECT 1')).rejects.toThrow(/certificate/);
  });

  test('is the only way in by password: not that of the owner, which the operator makes and nobody rotates', async () => {
    const password = 'of the owner';
    await psql(postgres.superuser, `CREATE ROLE ${DATABASE} LOGIN PASSWORD '${password}'`);
    const owner = loginTo(postgres, { username: DATABASE, password });
    await expect(psql(owner, 'SELECT 1')).rejects.toThrow('pg_hba.conf rejects connection');
    await psql(postgres.superuser, `DROP ROLE ${DATABASE}`);
  });

  test('has five minutes for one statement, unless its session says otherwise', async () => {
    expect(await psql(loginOf(await login('dwcp-api')), 'SHOW statement_timeout')).toBe('5min');
  });

  test('is not had by a client that was granted nothing', async () => {
    await expect(lease('dwcp-redis')).rejects.toThrow('HTTP 400');
  });
});

test('the exporter of CloudNativePG reads the database, and nothing that is in it', async () => {
  const password = 'of the exporter';
  await psql(postgres.superuser, `CREATE ROLE exporter LOGIN PASSWORD '${password}' IN ROLE pg_monitor`);
  const exporter = loginTo(postgres, { username: 'exporter', password });
  expect(await psql(exporter, "SELECT count(*) FROM pg_stat_database WHERE datname = 'app'")).toBe('1');
  await expect(psql(exporter, 'CREATE TEMPORARY TABLE mine (id int)')).rejects.toThrow('permission denied');
});

describe('a certificate that Vault issues for a real Redis', () => {
  let server: RedisServer & { running: Running };
  let client: Certificate;
  beforeAll(async () => {
    const own = await issue('dwcp-redis');
    client = await issue('dwcp-api');
    secrets.push(own.privateKey, client.privateKey);
    server = await startRedis(own);
  });
  afterAll(() => server?.running.stop());

  test('lets its holder read and write, and not administer', async () => {
    expect(await redis(server, client, 'SET', 'greeting', 'hello')).toBe('OK');
    expect(await redis(server, client, 'GET', 'greeting')).toBe('hello');
    expect(await redis(server, client, 'CONFIG', 'GET', 'dir')).toContain('NOPERM');
    expect(await redis(server, client, 'FLUSHALL')).toContain('NOPERM');
  });

  test('lets its holder in from another machine, as a pod is', async () => {
    expect(await redis({ ...server, host: addressOfThisMachine() }, client, 'PING')).toBe('PONG');
  });

  test('is asked of everyone', async () => {
    await expect(redis(server, undefined, 'PING')).rejects.toThrow();
    // Of another authority, that of the database.
    const stranger = { ...client, cert: postgres.vaultClient.certFile, key: postgres.vaultClient.keyFile };
    await expect(redis(server, stranger, 'PING')).rejects.toThrow();
  });

  test('cannot be had for another name', async () => {
    const ask = vaultRequest(world().vault, 'POST', 'dev/dwcp/dwcp-redis/issue/dwcp-api', {
      common_name: 'dwcp-worker.dwcp',
    });
    await expect(ask).rejects.toThrow('not allowed by this role');
  });
});

describe('no secret value', () => {
  test('is in a plan, a preview, a log or the state, after everything was read back', async () => {
    remember(await engine.refresh());
    remember(await engine.preview());
    remember(await engine.up());
    printed.push(await run(process.execPath, [join(ROOT, 'bin', 'cli', 'main.js'), 'preview', 'dev', '--json']));
    printed.push(JSON.stringify(await engine.stackExport()));
    const files = filesUnder(join(world().runDir, 'credentials')).map((file) => readFileSync(file, 'utf8'));
    const everything = [...printed, ...files];

    // The search can find: what is no secret is there, in the state and in what was printed.
    expect(everything.filter((text) => text.includes('dev/dwcp/dwcp-postgres/roles/dwcp-api')).length).toBeGreaterThan(
      3,
    );
    expect(secrets.length).toBeGreaterThan(6);
    const needles = secrets.flatMap((secret) => [
      secret,
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString('base64'),
    ]);
    expect(needles.filter((needle) => everything.some((text) => text.includes(needle)))).toEqual([]);
  });
});

describe('to destroy dev while its logins are alive', () => {
  const roles = async (logins: readonly string[]) => {
    const names = logins.map((name) => `'${name}'`).join();
    return psql(postgres.superuser, `SELECT count(*) FROM pg_roles WHERE rolname IN (${names})`);
  };
  let destroyed: Outcome;
  let logins: string[];
  beforeAll(async () => {
    await connectVault(postgres);
    logins = [await lease('dwcp-api'), await lease('dwcp-worker')].map(({ username }) => username);
    expect(await roles(logins)).toBe('2');
    destroyed = await engine.destroy();
  });

  test('drops them, and leaves nothing in Vault', async () => {
    expect(destroyed).toMatchObject({ code: 0 });
    expect(await roles(logins)).toBe('0');
    const { data } = (await vaultRequest(world().vault, 'GET', 'sys/mounts')) as { data: object };
    expect(Object.keys(data).filter((mount) => mount.startsWith('dev/'))).toEqual([]);
  });

  test('takes the mount before the database: in no other order could Vault drop them', () => {
    const turnOf = (end: string) => destroyed.steps.findIndex(({ urn }) => urn.endsWith(end));
    const [mount, database] = [turnOf(':Mount::dev/dwcp/dwcp-postgres'), turnOf(':Cluster::dwcp/dwcp-postgres')];
    expect(mount).toBeGreaterThanOrEqual(0);
    expect(database).toBeGreaterThan(mount);
  });
});

/** State, event logs and logs of the providers; the project's copy is left out, because nothing is written there. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.startsWith(join('engine', 'project')))
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile());
}
