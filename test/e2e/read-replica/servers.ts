import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { DATABASE } from '../../../constructs/data/postgres-access';
import { ACCOUNT, type Postgres17, startPostgres17 } from '../migrations/postgres-17';
import { type Authority, makeAuthority } from '../servers/certificates';
import { run } from '../servers/command';
import { freePorts } from '../servers/ports';
import { launch, type Place, type Running } from '../servers/process';
import type { Rendered } from './rendered';

/** A primary, a replica that streams from it, and a pooler that leads to the replica. */
export interface Replicated {
  /** A superuser's connection to the primary. */
  readonly primary: Client;
  /** A superuser's connection to the replica. */
  readonly replica: Client;
  /** A new connection to the primary of whoever makes and drops logins; the caller ends it. */
  asVault(): Promise<Client>;
  /** A new connection by the pooler, whose certificate is checked by the name that a client is told. The caller ends it. */
  connect(login: { readonly user: string; readonly password: string }): Promise<Client>;
  stop(): Promise<void>;
}

const BIN = '/usr/lib/postgresql/17/bin';

/** How CloudNativePG's PgBouncer asks for passwords: https://cloudnative-pg.io/documentation/1.30/connection_pooling/#authentication */
const ASKS = 'cnpg_pooler_pgbouncer';

const LOOKUP = `
CREATE ROLE ${ASKS} WITH LOGIN;
GRANT CONNECT ON DATABASE postgres TO ${ASKS};
CREATE FUNCTION public.user_search(uname TEXT) RETURNS TABLE (usename name, passwd text)
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  'SELECT usename, passwd FROM pg_catalog.pg_shadow WHERE usename=$1;';
REVOKE ALL ON FUNCTION public.user_search(text) FROM public;
GRANT EXECUTE ON FUNCTION public.user_search(text) TO ${ASKS};
`;

export async function startReplicated(place: Place, rendered: Rendered): Promise<Replicated> {
  const postgres = await startPostgres17(place);
  const authority = await makeAuthority(join(postgres.root, 'pooler'), 'dwcp-e2e-pooler');
  await letIn(postgres, rendered);
  const ports = await freePorts('replica', 'pooler');
  const replica = await startReplica(place, postgres, ports.replica);
  const pooler = await startPooler(place, postgres, { ...rendered, authority, to: ports.replica, port: ports.pooler });
  const as = async (user: string, port: number) => connected({ host: join(postgres.root, 'socket'), port, user });
  const [onPrimary, onReplica] = [await as('postgres', postgres.tls.port), await as('postgres', ports.replica)];
  const ssl = { ca: authority.pem, servername: rendered.host };
  return {
    primary: onPrimary,
    replica: onReplica,
    asVault: () => as('vault', postgres.tls.port),
    connect: (login) => connected({ host: '127.0.0.1', port: ports.pooler, ssl, ...login }),
    stop: async () => {
      await Promise.all([onPrimary.end(), onReplica.end()]);
      for (const server of [pooler, replica, postgres]) await server.stop();
    },
  };
}

async function connected(options: ConstructorParameters<typeof Client>[0] & object): Promise<Client> {
  const client = new Client({ database: DATABASE, ...options });
  // One that the server ends says so here as well, and where nobody listens Node ends the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Has the primary let in whom the Cluster lets in, with a replica and PgBouncer beside them, as the operator does. */
async function letIn({ root, connect }: Postgres17, { accessRules }: Rendered): Promise<void> {
  const rules = [
    ...['local all all trust', 'local replication all trust', `hostssl all ${ASKS} all cert`],
    ...[...accessRules, 'host all all all scram-sha-256', ''],
  ];
  writeFileSync(join(root, 'data/pg_hba.conf'), rules.join('\n'));
  const admin = await connect();
  await admin.query("ALTER SYSTEM SET ssl_ca_file = '/pooler/ca.crt'");
  await admin.query('ALTER ROLE vault LOGIN');
  await admin.query('SELECT pg_reload_conf()');
  await admin.end();
  const lookup = await connect({ database: 'postgres' });
  await lookup.query(LOOKUP);
  await lookup.end();
}

/** Copies the primary, and has the copy follow it. */
async function startReplica(
  { runDir, name }: Place,
  { root, tls, within }: Postgres17,
  port: number,
): Promise<Running> {
  mkdirSync(join(root, 'replica'), { mode: 0o700 });
  chownSync(join(root, 'replica'), ACCOUNT, ACCOUNT);
  const from = ['-h', '/socket', '-p', `${tls.port}`, '-U', 'postgres'];
  const [copy, ...how] = within(`${BIN}/pg_basebackup`, '-D', '/replica', '-R', '-c', 'fast', '--no-sync', ...from);
  await run(copy, how);
  const [command, ...args] = within(
    ...([`${BIN}/postgres`, '-D', '/replica', '-k', '/socket', '-p', `${port}`] as const),
    ...['-c', `listen_addresses=${tls.host}`, '-c', 'fsync=off', '-c', 'ssl=on'],
    ...['-c', 'ssl_cert_file=/tls/server.crt', '-c', 'ssl_key_file=/tls/server.key'],
  );
  return launch({
    ...{ name: `${name}-replica`, runDir, command, args, logFile: join(runDir, name, 'replica.log') },
    stopSignal: 'SIGINT',
    ready: async () => {
      await (await connected({ host: join(root, 'socket'), port, user: 'postgres' })).end();
      return true;
    },
  });
}

interface ByPooler extends Rendered {
  readonly authority: Authority;
  /** Where the replica listens, and the pooler. */
  readonly to: number;
  readonly port: number;
}

/** PgBouncer by the file that CloudNativePG writes for a Pooler: pkg/management/pgbouncer/config/config.go of 1.30. */
async function startPooler({ runDir, name }: Place, { root, within }: Postgres17, by: ByPooler): Promise<Running> {
  const { authority, to, port } = by;
  const names = by.serverAltDNSNames.map((one) => `DNS:${one}`);
  const pairs = [
    await authority.issue('server', { commonName: 'orders-rw', usage: 'serverAuth', names }),
    await authority.issue('asks', { commonName: ASKS, usage: 'clientAuth' }),
  ];
  for (const { keyFile } of pairs) chownSync(keyFile, ACCOUNT, ACCOUNT);
  const parameters: Readonly<Record<string, string>> = {
    ...{
      auth_type: 'hba',
      auth_hba_file: '/pooler/pg_hba.conf',
      ignore_startup_parameters: 'extra_float_digits,options',
    },
    ...{ server_tls_sslmode: 'verify-ca', server_tls_ca_file: '/tls/ca.crt' },
    ...{ server_tls_cert_file: '/pooler/asks.crt', server_tls_key_file: '/pooler/asks.key' },
    ...by.parameters,
    ...{ client_tls_cert_file: '/pooler/server.crt', client_tls_key_file: '/pooler/server.key' },
    ...{ client_tls_ca_file: '/pooler/ca.crt' },
    ...{ listen_addr: '127.0.0.1', listen_port: `${port}`, unix_socket_dir: '/socket' },
  };
  const lines = [
    ...[
      '[databases]',
      `* = host=127.0.0.1 port=${to}`,
      '[pgbouncer]',
      'pool_mode = transaction',
      `auth_user = ${ASKS}`,
    ],
    ...['auth_query = SELECT usename, passwd FROM public.user_search($1)', 'auth_dbname = postgres'],
    ...Object.entries(parameters).map(([key, value]) => `${key} = ${value}`),
  ];
  writeFileSync(join(root, 'pooler/pgbouncer.ini'), `${lines.join('\n')}\n`);
  writeFileSync(join(root, 'pooler/pg_hba.conf'), 'host all all 0.0.0.0/0 md5\nhost all all ::/0 md5\n');
  const [command, ...args] = within('/usr/sbin/pgbouncer', '/pooler/pgbouncer.ini');
  const logFile = join(runDir, name, 'pgbouncer.log');
  return launch({
    ...{ name: `${name}-pooler`, runDir, command, args, logFile },
    ready: async () => readFileSync(logFile, 'utf8').includes('process up'),
  });
}
