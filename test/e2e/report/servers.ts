import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { DATABASE, STATISTICS_SETUP } from '../../../constructs/data/postgres-access';
import { ACCOUNT, type Postgres17, startPostgres17 } from '../migrations/postgres-17';
import { run } from '../servers/command';
import { launch, type Place, type Running } from '../servers/process';

/** A primary and a replica with statistics each, at two addresses and one port, as instances of a Cluster are. */
export interface Reported extends Postgres17 {
  readonly replica: Running;
  /** A new connection to the replica, as the owner of the tables; the caller ends it. */
  atReplica(): Promise<Client>;
}

const BIN = '/usr/lib/postgresql/17/bin';

/** A replica calls from 127.0.0.1, so that is where it has to be, and the primary elsewhere. */
const [PRIMARY, REPLICA] = ['127.0.0.2', '127.0.0.1'];

const COUNTS = 'shared_preload_libraries=pg_stat_statements';

export async function startReported(place: Place): Promise<Reported> {
  const primary = await startPostgres17(place, `listen_addresses=${PRIMARY}`, COUNTS);
  const { root } = primary;
  writeFileSync(join(root, 'etc/hosts'), `${PRIMARY} localhost\n`);
  const rules = ['local all all trust', 'host replication streaming_replica 127.0.0.1/32 trust'];
  writeFileSync(join(root, 'data/pg_hba.conf'), [...rules, 'hostssl all all all scram-sha-256', ''].join('\n'));
  const admin = await primary.connect();
  await admin.query('CREATE ROLE streaming_replica LOGIN REPLICATION');
  await admin.query('SELECT pg_reload_conf()');
  for (const statement of STATISTICS_SETUP) await admin.query(statement);
  await admin.end();
  const replica = await startReplica(place, primary);
  return {
    ...primary,
    replica,
    atReplica: async () => atReplica(primary),
    stop: async () => {
      await replica.stop();
      await primary.stop();
    },
  };
}

async function atReplica({ root, tls }: Postgres17, user = 'owner'): Promise<Client> {
  const client = new Client({ host: join(root, 'tmp'), port: tls.port, user, database: DATABASE });
  await client.connect();
  return client;
}

async function startReplica({ runDir, name }: Place, primary: Postgres17): Promise<Running> {
  const { root, tls, within } = primary;
  mkdirSync(join(root, 'replica'), { mode: 0o700 });
  chownSync(join(root, 'replica'), ACCOUNT, ACCOUNT);
  const from = ['-h', PRIMARY, '-p', `${tls.port}`, '-U', 'streaming_replica'];
  const [copy, ...how] = within(
    `${BIN}/pg_basebackup`,
    ...['-D', '/replica', '-R', '-c', 'fast', '--no-sync', ...from],
  );
  await run(copy, how);
  const settings = [`listen_addresses=${REPLICA}`, COUNTS, 'fsync=off', 'ssl=on'];
  const files = ['ssl_cert_file=/tls/server.crt', 'ssl_key_file=/tls/server.key'];
  const [command, ...args] = within(
    ...([`${BIN}/postgres`, '-D', '/replica', '-k', '/tmp', '-p', `${tls.port}`] as const),
    ...[...settings, ...files].flatMap((setting) => ['-c', setting]),
  );
  return launch({
    ...{ name: `${name}-replica`, runDir, command, args, logFile: join(runDir, name, 'replica.log') },
    stopSignal: 'SIGINT',
    ready: async () => {
      await (await atReplica(primary)).end();
      return true;
    },
  });
}
