import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { credentialFor, LOGIN_ADMIN, VAULT_LOGIN } from '../../constructs/data/postgres-access';
import { ROOT } from '../support/reference';
import { liveLacks } from './live/ability';
import { type Postgres17, startPostgres17 } from './migrations/postgres-17';
import { runFolder } from './support/world';

const lacks = liveLacks();
if (lacks !== undefined) console.warn(`no database of before is made: ${lacks}`);

/** What docs/deploy.md has psql run on the primary of one. */
function documented(): string {
  const guide = readFileSync(join(ROOT, 'docs', 'deploy.md'), 'utf8');
  const section = guide.slice(guide.indexOf('\n## The logins of an existing database\n'));
  return /-- psql --set ON_ERROR_STOP=1 <<'SQL'\n([\s\S]*?)\nSQL\n/.exec(section)![1]!;
}

const { creationStatements, revocationStatements } = credentialFor('read-write');

/** Before, Vault's login handed out the groups, and made logins, by itself. */
const OF_BEFORE = [
  `DROP OWNED BY ${LOGIN_ADMIN}`,
  `DROP ROLE ${LOGIN_ADMIN}`,
  `ALTER ROLE ${VAULT_LOGIN} LOGIN CREATEROLE`,
  `GRANT app_rw, app_ro TO ${VAULT_LOGIN} WITH ADMIN OPTION`,
  `GRANT pg_signal_backend TO ${VAULT_LOGIN}`,
];

/** What CloudNativePG makes of the DatabaseRole when the database is deployed again: it takes what that does not name. */
const DEPLOYED_AGAIN = (alive: string) => [
  `GRANT ${LOGIN_ADMIN} TO ${VAULT_LOGIN}`,
  `ALTER ROLE ${VAULT_LOGIN} NOCREATEROLE`,
  `REVOKE app_rw, app_ro, pg_signal_backend, "${alive}" FROM ${VAULT_LOGIN} CASCADE`,
];

(lacks === undefined ? describe : describe.skip)('a database that was made before there was a role for logins', () => {
  let postgres: Postgres17;
  let superuser: Client;
  let vault: Client;
  const ALIVE = 'v-kubernet-api-before';

  beforeAll(async () => {
    postgres = await startPostgres17({ runDir: runFolder(), name: 'existing-database' });
    superuser = await postgres.connect();
    for (const statement of OF_BEFORE) await superuser.query(statement);
    vault = await postgres.connect({ user: VAULT_LOGIN });
    await vault.query(`CREATE ROLE "${ALIVE}" LOGIN PASSWORD 'any' IN ROLE app_rw`);
    const client = await postgres.connect({ user: ALIVE });
    await client.query('SET ROLE app_rw; CREATE TABLE orders (id int)');
    await client.end();
  });
  afterAll(async () => {
    await vault?.end();
    await superuser?.end();
    await postgres?.stop();
  });

  /** As Vault runs them: in one transaction, with the name in its place. */
  const asVault = async (statements: readonly string[], name: string) => {
    const filled = statements.map((statement) =>
      statement
        .replaceAll('{{name}}', name)
        .replaceAll('{{password}}', 'any')
        .replaceAll('{{expiration}}', '2099-01-01 00:00:00+0000'),
    );
    await vault.query('BEGIN');
    try {
      for (const statement of filled) await vault.query(statement);
      await vault.query('COMMIT');
    } catch (error) {
      await vault.query('ROLLBACK');
      throw error;
    }
  };
  const logins = async () =>
    (await superuser.query<{ rolname: string }>("SELECT rolname FROM pg_roles WHERE rolname LIKE 'v-%'")).rows.map(
      ({ rolname }) => rolname,
    );

  /** The command of the guide, but for the pod that it is run in. */
  const psql = (sql: string) => {
    const [command, ...args] = postgres.within(
      ...(['/usr/lib/postgresql/17/bin/psql', '--no-psqlrc', '--host', '/socket'] as const),
      ...['--port', `${postgres.tls.port}`, '--username', 'postgres', '--set', 'ON_ERROR_STOP=1'],
    );
    const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin.end(sql);
    return new Promise<readonly [code: number | null, stderr: string]>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve([code, stderr]));
    });
  };

  test('lets Vault make and drop no login as it does now', async () => {
    await expect(asVault(creationStatements, 'v-kubernet-api-next')).rejects.toThrow(
      `role "${LOGIN_ADMIN}" does not exist`,
    );
    await expect(asVault(revocationStatements, ALIVE)).rejects.toThrow(`role "${LOGIN_ADMIN}" does not exist`);
  });

  test('is given the role by what the guide says, and then has those dropped that were alive, and others made and dropped', async () => {
    expect(await psql(documented())).toEqual([0, '']);
    for (const statement of DEPLOYED_AGAIN(ALIVE)) await superuser.query(statement);
    await asVault(creationStatements, 'v-kubernet-api-next');
    expect(await logins()).toEqual(expect.arrayContaining([ALIVE, 'v-kubernet-api-next']));
    const client = await postgres.connect({ user: 'v-kubernet-api-next' });
    await client.query('INSERT INTO orders VALUES (1)');
    await client.end();
    for (const name of [ALIVE, 'v-kubernet-api-next']) await asVault(revocationStatements, name);
    expect(await logins()).toEqual([]);
    expect((await superuser.query('SELECT * FROM orders')).rows).toEqual([{ id: 1 }]);
  });

  test('says so where the guide is followed a second time, and changes nothing', async () => {
    const [code, stderr] = await psql(documented());
    expect([code, stderr]).toEqual([3, expect.stringContaining(`role "${LOGIN_ADMIN}" already exists`)]);
  });
});
