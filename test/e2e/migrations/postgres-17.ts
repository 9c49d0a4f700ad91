import { chownSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { BOOTSTRAP_SQL, DATABASE } from '../../../constructs/data/postgres-access';
import { databasePackages } from '../live/cluster/packages';
import { makeAuthority } from '../servers/certificates';
import { run } from '../servers/command';
import { freePorts } from '../servers/ports';
import { launch, type Place } from '../servers/process';

/** PostgreSQL of the image's major version, and `psql` of the same, in a root of their own: their C library is newer. */
export interface Postgres17 {
  /** A folder of this machine that its programs see as `/`. */
  readonly root: string;
  /** A new connection, to the database of the applications unless another is named; the caller ends it. */
  connect(login?: Pick<ClientConfig, 'user' | 'database'>): Promise<Client>;
  /** Where it listens, for logins with a password over TLS. */
  readonly tls: { readonly host: string; readonly port: number; readonly caFile: string };
  /** The command line that runs a program within the root. */
  within(program: string, ...args: readonly string[]): readonly [command: string, ...args: string[]];
  stop(): Promise<void>;
}

/** The user that the image runs as. */
export const ACCOUNT = 26;

const ENTER = `
mount --bind "$1/usr" "$2/usr"
mount --rbind /dev "$2/dev"
root=$2; shift 2
exec chroot --userspec=${ACCOUNT}:${ACCOUNT} "$root" "$@"
`;

/**
 * Starts it, with what a new database is given, and with `settings` as its command line has them. It needs root, and is reached by
 * a socket that only root can open.
 */
export async function startPostgres17({ runDir, name }: Place, ...settings: readonly string[]): Promise<Postgres17> {
  const packages = await databasePackages(() => undefined);
  const root = join(runDir, name, 'root');
  for (const folder of ['usr', 'dev', 'etc', 'tmp', 'data', 'socket'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const folder of ['bin', 'sbin', 'lib', 'lib64']) symlinkSync(`usr/${folder}`, join(root, folder));
  for (const folder of ['tmp', 'data', 'socket']) chownSync(join(root, folder), ACCOUNT, ACCOUNT);
  cpSync(join(packages.root, 'etc'), join(root, 'etc'), { recursive: true });
  writeFileSync(join(root, 'etc/passwd'), `postgres:x:${ACCOUNT}:${ACCOUNT}::/tmp:/bin/sh\n`);
  writeFileSync(join(root, 'etc/hosts'), '127.0.0.1 localhost\n');
  const within: Postgres17['within'] = (program, ...args) => [
    ...(['unshare', '--mount', '--propagation', 'private', 'sh', '-ec', ENTER, 'sh'] as const),
    ...[packages.root, root, program, ...args],
  ];
  const [initdb, ...made] = within(
    ...(['/usr/lib/postgresql/17/bin/initdb', '-D', '/data', '-U', 'postgres'] as const),
    ...['-E', 'UTF8', '--no-locale', '--no-sync', '-A', 'trust'],
  );
  await run(initdb, made);
  const tls = await tlsOf(root);
  const connectAs = async (login: ClientConfig) => {
    const client = new Client({ host: join(root, 'socket'), port: tls.port, ...login });
    await client.connect();
    return client;
  };
  const [command, ...args] = within(
    ...(['/usr/lib/postgresql/17/bin/postgres', '-D', '/data', '-k', '/socket'] as const),
    ...['-c', `listen_addresses=${tls.host}`, '-p', `${tls.port}`, '-c', 'fsync=off', '-c', 'ssl=on'],
    ...['-c', 'ssl_cert_file=/tls/server.crt', '-c', 'ssl_key_file=/tls/server.key'],
    ...settings.flatMap((setting) => ['-c', setting]),
  );
  const server = await launch({
    ...{ name, runDir, command, args, logFile: join(runDir, name, 'postgres.log') },
    // SIGTERM would wait for every client to leave.
    stopSignal: 'SIGINT',
    ready: async () => {
      await (await connectAs({ user: 'postgres', database: 'postgres' })).end();
      return true;
    },
  });
  await bootstrap(connectAs);
  return {
    ...{ root, within, tls, stop: server.stop },
    connect: (login) => connectAs({ user: 'postgres', database: DATABASE, ...login }),
  };
}

/** Its certificate, of an authority of its own, and who may come in by it: who has a password. */
async function tlsOf(root: string): Promise<Postgres17['tls']> {
  const authority = await makeAuthority(join(root, 'tls'), 'dwcp-e2e-postgres-17');
  const { keyFile } = await authority.issue('server', { commonName: 'postgres', usage: 'serverAuth' });
  chownSync(keyFile, ACCOUNT, ACCOUNT);
  writeFileSync(join(root, 'data/pg_hba.conf'), 'local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n');
  const { sql } = await freePorts('sql');
  return { host: '127.0.0.1', port: sql, caFile: authority.certFile };
}

/** What CloudNativePG makes of the Cluster; `owner` logs in as what Vault makes for a migration. */
async function bootstrap(connectAs: (login: ClientConfig) => Promise<Client>): Promise<void> {
  const first = await connectAs({ user: 'postgres', database: 'postgres' });
  await first.query(`CREATE DATABASE ${DATABASE}`);
  await first.end();
  const admin = await connectAs({ user: 'postgres', database: DATABASE });
  for (const statement of BOOTSTRAP_SQL) await admin.query(statement);
  await admin.query('CREATE ROLE owner LOGIN IN ROLE app_rw');
  await admin.query('ALTER ROLE owner SET role TO app_rw');
  await admin.end();
}
