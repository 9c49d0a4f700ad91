import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres17 } from '../migrations/postgres-17';
import { type Authority, type KeyPair, makeAuthority } from '../servers/certificates';
import { serverAccount, startPostgres } from '../servers/postgres';
import { psql } from '../support/psql';
import { runFolder } from '../support/world';
import { DATABASE } from './plan';

/** A server that somebody else looks after. */
export interface ForeignServer {
  readonly host: string;
  readonly port: number;
  /** PEM file of the authority that signed its certificate. */
  readonly caFile: string;
  /** As nobody may where a cloud runs it. */
  asSuperuser(sql: string): Promise<void>;
  stop(): Promise<void>;
}

/** One that is given another certificate, as by whoever is in the middle. */
export interface Masquerading extends ForeignServer {
  readonly authority: Authority;
  /** Has it answer with a certificate from now on. */
  present(certificate: KeyPair): Promise<void>;
}

/** PostgreSQL 15, by a certificate of an authority that signs what a test asks for. */
export async function startMasquerading(): Promise<Masquerading> {
  const place = { runDir: runFolder(), name: 'external-postgres' };
  const { superuser, host, port, stop } = await startPostgres(place);
  const asSuperuser = async (sql: string) => void (await psql(superuser, sql));
  // Whoever has a password, by TLS, as the guide says.
  const access = ['local all postgres trust', 'hostssl all all all scram-sha-256', ''].join('\n');
  writeFileSync(join(place.runDir, place.name, 'data', 'pg_hba.conf'), access);
  const authority = await makeAuthority(join(place.runDir, place.name, 'foreign-pki'), 'dwcp-e2e-foreign');
  const account = await serverAccount();
  const present = async ({ certFile, keyFile }: KeyPair) => {
    if (account !== undefined) chownSync(keyFile, account.uid, account.gid);
    await asSuperuser(`ALTER SYSTEM SET ssl_cert_file = '${certFile}'`);
    await asSuperuser(`ALTER SYSTEM SET ssl_key_file = '${keyFile}'`);
    await asSuperuser('SELECT pg_reload_conf()');
  };
  // What the server came with, which is made when a stack is deployed here.
  await asSuperuser('DROP ROLE vault');
  return { host, port, caFile: authority.certFile, authority, asSuperuser, present, stop };
}

/** PostgreSQL 17, without what a database in the cluster is given. */
export async function startForeign17(): Promise<ForeignServer> {
  const { connect, tls, stop } = await startPostgres17({ runDir: runFolder(), name: 'external-postgres-17' });
  const asSuperuser = async (sql: string) => {
    const client = await connect({ database: 'postgres' });
    await client.query(sql).finally(() => client.end());
  };
  await asSuperuser('DROP DATABASE app');
  await asSuperuser('DROP ROLE owner, vault, login_admin, app_rw, app_ro');
  return { ...tls, asSuperuser, stop };
}

/** Whom a cloud lets administer a server: no superuser, who owns a database, makes roles, and may grant a few that are built in. */
export async function makeAdministrator({ asSuperuser }: ForeignServer, password: string): Promise<string> {
  await asSuperuser(`CREATE ROLE cloud_admin LOGIN CREATEROLE CREATEDB PASSWORD '${password}'`);
  await asSuperuser('GRANT pg_signal_backend TO cloud_admin WITH ADMIN OPTION');
  await asSuperuser(`CREATE DATABASE ${DATABASE} OWNER cloud_admin`);
  return 'cloud_admin';
}
