import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { POSTGRES_BIN, type PsqlLogin, psql } from '../support/psql';
import { type Authority, type KeyPair, makeAuthority } from './certificates';
import { run } from './command';
import { freePorts } from './ports';
import { launch, type Place } from './process';

/** A PostgreSQL whose users prove who they are as in production: Vault by certificate, applications by password. */
export interface Postgres {
  readonly host: string;
  readonly port: number;
  /** PEM file of the authority that signed the server's certificate and the clients'. */
  readonly caFile: string;
  /** Certificate of the user `vault`, who may create roles. */
  readonly vaultClient: KeyPair;
  /** Login of the superuser, over a socket that no other user of the machine can reach. */
  readonly superuser: PsqlLogin;
  stop(): Promise<void>;
}

/** The user that a server runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const HOST = '127.0.0.1';

const ACCESS = `
# type    database  user      address        method
local     all       postgres                 trust
hostssl   all       vault     ${HOST}/32   cert
hostssl   all       all       ${HOST}/32   scram-sha-256
`;

export async function startPostgres({ runDir, name }: Place): Promise<Postgres> {
  if (!existsSync(`${POSTGRES_BIN}/postgres`)) {
    throw new Error(`there is no PostgreSQL in ${POSTGRES_BIN}; install the package postgresql-15`);
  }
  const [dir, account] = [join(runDir, name), await serverAccount()];
  const data = join(dir, 'data');
  // Every folder above must let the server's own user through, and the socket is the superuser's door.
  chmodSync(runDir, 0o711);
  for (const [folder, mode] of [
    [dir, 0o711],
    [data, 0o700],
    [join(dir, 'socket'), 0o700],
  ] as const) {
    mkdirSync(folder, { mode });
    if (account !== undefined) chownSync(folder, account.uid, account.gid);
  }
  await run(
    `${POSTGRES_BIN}/initdb`,
    ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--no-locale', '--no-sync', '-A', 'reject'],
    { cwd: dir, ...account },
  );

  const authority = await makeAuthority(join(dir, 'pki'), 'dwcp-e2e-postgres');
  const vaultClient = await authority.issue('vault', { commonName: 'vault', usage: 'clientAuth' });
  await configure(dir, authority, account);

  const { sql } = await freePorts('sql');
  const superuser: PsqlLogin = { host: join(dir, 'socket'), port: sql, user: 'postgres' };
  const server = await launch({
    name,
    runDir,
    logFile: join(dir, 'postgres.log'),
    command: `${POSTGRES_BIN}/postgres`,
    args: ['-D', data, '-p', String(sql), '-k', join(dir, 'socket')],
    ...(account === undefined ? {} : { user: account }),
    // SIGTERM would wait for every client to leave.
    stopSignal: 'SIGINT',
    ready: async () => (await psql(superuser, 'SELECT 1')) === '1',
  });
  await psql(superuser, 'CREATE ROLE vault LOGIN CREATEROLE');
  return { host: HOST, port: sql, caFile: authority.certFile, vaultClient, superuser, stop: server.stop };
}

/** PostgreSQL refuses to run as root; Debian's package brings the user that it runs as. */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
  return { uid: Number(uid), gid: Number(gid) };
}

async function configure(dir: string, authority: Authority, account: Account | undefined): Promise<void> {
  const serving = await authority.issue('server', { commonName: 'postgres', usage: 'serverAuth' });
  // The key must belong to the server's user, or the server refuses it.
  if (account !== undefined) chownSync(serving.keyFile, account.uid, account.gid);
  const settings = {
    listen_addresses: HOST,
    max_connections: '200',
    ssl: 'on',
    ssl_ca_file: authority.certFile,
    ssl_cert_file: serving.certFile,
    ssl_key_file: serving.keyFile,
    password_encryption: 'scram-sha-256',
    log_connections: 'on',
    // The data does not outlive the run, so it need not survive a power cut.
    fsync: 'off',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  writeFileSync(join(dir, 'data', 'postgresql.auto.conf'), lines.join(''));
  writeFileSync(join(dir, 'data', 'pg_hba.conf'), ACCESS);
}
