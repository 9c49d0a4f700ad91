import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE, documented, LOGIN, type Planned, planned } from './external-database/plan';
import {
  type ForeignServer,
  type Masquerading,
  makeAdministrator,
  startForeign17,
  startMasquerading,
} from './external-database/servers';
import { liveLacks } from './live/ability';
import type { Properties } from './providers/values';
import { vaultKind } from './providers/vault/kinds';
import { VaultApi } from './providers/vault/vault-api';
import { makeAuthority } from './servers/certificates';
import { type PsqlLogin, psql } from './support/psql';
import { vaultRequest } from './support/vault-api';
import { runFolder, world } from './support/world';

const lacks = liveLacks();
if (lacks !== undefined) console.warn(`no PostgreSQL 17 is set up: ${lacks}`);

const { vault } = world();

interface Made {
  readonly id: string;
  readonly username: string;
  readonly password: string;
}

/** What is done with one server, by the plan and the guide. */
function doingsOf(server: ForeignServer, { mount, connection, resources }: Planned) {
  const login = (user: string, password: string): PsqlLogin => ({
    ...{ host: server.host, port: server.port, database: DATABASE, user, password },
    ...{ sslmode: 'verify-full', sslrootcert: server.caFile },
  });
  return {
    login,
    /** Makes in Vault what the plan has of it, or makes it so again. */
    async deploy(again = false): Promise<void> {
      const api = new VaultApi(vault);
      for (const resource of resources) {
        if (resource.api !== 'vault') continue;
        const kind = vaultKind(resource.type);
        const args = { ...kind.defaults, ...resource.args } as Properties;
        if (again) await kind.update(api, args, args, resource.vaultPath);
        else await kind.create(api, args);
      }
    },
    /** `vault write <connection> …` */
    tell: (body: object) => vaultRequest(vault, 'POST', connection, { ...body, verify_connection: true }),
    rotateRoot: () => vaultRequest(vault, 'POST', connection.replace('/config/', '/rotate-root/'), {}),
    async lease(client: string): Promise<Made> {
      const answer = (await vaultRequest(vault, 'GET', `${mount}/creds/${client}`)) as {
        readonly lease_id: string;
        readonly data: { readonly username: string; readonly password: string };
      };
      return { id: answer.lease_id, ...answer.data };
    },
    async forget(): Promise<void> {
      await vaultRequest(vault, 'PUT', `sys/leases/revoke-force/${mount}/creds`);
      await vaultRequest(vault, 'DELETE', `sys/mounts/${mount}`);
    },
  };
}

type Doings = ReturnType<typeof doingsOf>;

const as = (doings: Doings, { username, password }: Made) => doings.login(username, password);

/** What holds of either version. */
function isGranted(the: () => { readonly server: ForeignServer; readonly doings: Doings }): void {
  const typed = 'typed once';

  test('is set up by an administrator who is no superuser, by what the guide says, and makes logins once Vault has the password', async () => {
    const { server, doings } = the();
    const administrator = doings.login(await makeAdministrator(server, 'of the cloud'), 'of the cloud');
    await psql(administrator, `BEGIN; ${documented()} COMMIT;`);
    await psql(administrator, `ALTER ROLE ${LOGIN} PASSWORD '${typed}'`);
    await doings.deploy();
    await expect(doings.lease('writer')).rejects.toThrow(/password authentication failed|empty password/);
    await expect(doings.tell({ password: 'mistyped' })).rejects.toThrow('password authentication failed');
    await doings.tell({ password: typed });
    const writer = as(doings, await doings.lease('writer'));
    expect(await psql(writer, 'SELECT current_user')).toBe('app_rw');
    await psql(writer, 'CREATE TABLE orders (id int); INSERT INTO orders VALUES (1)');
    // What made the roles is no member of them.
    await expect(psql(administrator, 'SELECT * FROM public.orders')).rejects.toThrow('permission denied');
  });

  test('has its password in Vault alone, once that has rotated it, and what is deployed again leaves it', async () => {
    const { doings } = the();
    await doings.rotateRoot();
    await expect(psql(doings.login(LOGIN, typed), 'SELECT 1')).rejects.toThrow('password authentication failed');
    await doings.deploy(true);
    expect(await psql(as(doings, await doings.lease('writer')), 'SELECT count(*) FROM orders')).toBe('1');
  });

  test('lets who only reads write nothing', async () => {
    const { doings } = the();
    const reader = as(doings, await doings.lease('reader'));
    expect(await psql(reader, 'SELECT count(*) FROM orders')).toBe('1');
    await expect(psql(reader, 'INSERT INTO orders VALUES (2)')).rejects.toThrow('permission denied for table orders');
    await expect(psql(reader, 'CREATE TABLE mine (id int)')).rejects.toThrow('permission denied for schema public');
    await expect(psql(reader, 'SET ROLE app_rw')).rejects.toThrow('permission denied to set role');
  });

  test('drops a login whose lease ends, and hands on what it made as itself', async () => {
    const { doings } = the();
    const [ended, other] = [await doings.lease('writer'), await doings.lease('writer')];
    await psql(as(doings, ended), 'SET ROLE NONE; CREATE TABLE own (id int)');
    await vaultRequest(vault, 'PUT', 'sys/leases/revoke', { lease_id: ended.id, sync: true });
    await expect(psql(as(doings, ended), 'SELECT 1')).rejects.toThrow('password authentication failed');
    const remains = (sql: string) => psql(as(doings, other), sql);
    expect(await remains(`SELECT count(*) FROM pg_roles WHERE rolname = '${ended.username}'`)).toBe('0');
    expect(await remains("SELECT tableowner FROM pg_tables WHERE tablename = 'own'")).toBe('app_rw');
  });
}

describe('a PostgreSQL 15 outside of the cluster', () => {
  let server: Masquerading;
  let doings: Doings;
  beforeAll(async () => {
    server = await startMasquerading();
    await server.present(await server.authority.issue('right', { commonName: 'orders', usage: 'serverAuth' }));
    doings = doingsOf(server, planned(15, { ...server, authority: server.authority.pem }));
  });
  afterAll(async () => {
    await doings?.forget();
    await server?.stop();
  });

  isGranted(() => ({ server, doings }));

  const names = ['DNS:other.example.com', 'IP:192.0.2.1'];

  test('is refused under another name, by Vault and by who connects', async () => {
    const { authority } = server;
    const client = as(doings, await doings.lease('reader'));
    await server.present(
      await authority.issue('other-name', { commonName: 'other', usage: 'serverAuth', loopback: false, names }),
    );
    await expect(psql(client, 'SELECT 1')).rejects.toThrow(/server certificate for .* does not match host name/);
    await expect(doings.tell({})).rejects.toThrow(/certificate is valid for .*, not 127\.0\.0\.1/);
  });

  test('is refused by a certificate of another authority, by Vault and by who connects', async () => {
    await server.present(await server.authority.issue('right-again', { commonName: 'orders', usage: 'serverAuth' }));
    await doings.tell({});
    const client = as(doings, await doings.lease('reader'));
    expect(await psql(client, 'SELECT 1')).toBe('1');
    const stranger = await makeAuthority(join(runFolder(), 'external-postgres', 'strange-pki'), 'stranger');
    await server.present(await stranger.issue('strange', { commonName: 'orders', usage: 'serverAuth' }));
    await expect(psql(client, 'SELECT 1')).rejects.toThrow('certificate verify failed');
    await expect(doings.tell({})).rejects.toThrow('certificate signed by unknown authority');
  });
});

(lacks === undefined ? describe : describe.skip)('a PostgreSQL 17 outside of the cluster', () => {
  let server: ForeignServer;
  let doings: Doings;
  beforeAll(async () => {
    server = await startForeign17();
    doings = doingsOf(server, planned(17, { ...server, authority: readFileSync(server.caFile, 'utf8') }));
  });
  afterAll(async () => {
    await doings?.forget();
    await server?.stop();
  });

  isGranted(() => ({ server, doings }));
});
