import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BOOTSTRAP_SQL,
  DATABASE,
  HOST_BASED_AUTHENTICATION,
  VAULT_LOGIN,
} from '../../../constructs/data/postgres-access';
import { referenceResources } from '../../support/reference';
import { type Postgres, startPostgres } from '../servers/postgres';
import { type PsqlLogin, psql } from '../support/psql';
import { type VaultLogin, vaultRequest } from '../support/vault-api';
import { world } from '../support/world';

/** Starts a PostgreSQL, and makes of it what CloudNativePG would make of the plan's Cluster and DatabaseRole. */
export async function startDatabase(): Promise<Postgres> {
  const place = { runDir: world().runDir, name: 'credentials-postgres' };
  const postgres = await startPostgres(place);
  const access = ['local all postgres trust', ...HOST_BASED_AUTHENTICATION, 'host all all all scram-sha-256', ''];
  writeFileSync(join(place.runDir, place.name, 'data', 'pg_hba.conf'), access.join('\n'));
  await psql(postgres.superuser, `SELECT pg_reload_conf(); DROP ROLE ${VAULT_LOGIN};`);
  await psql(postgres.superuser, `CREATE DATABASE ${DATABASE}`);
  await psql(
    { ...postgres.superuser, database: DATABASE },
    BOOTSTRAP_SQL.map((statement) => `${statement};`).join('\n'),
  );
  await psql(postgres.superuser, `ALTER ROLE ${VAULT_LOGIN} LOGIN`);
  return postgres;
}

/**
 * Connects Vault to it by the plan's own configuration, with another host and other file names, and has Vault log in.
 *
 * The plan writes the connection unverified, because a new database starts after it.
 */
export async function connectVault(postgres: Postgres): Promise<void> {
  const { vault, runDir } = world();
  const folder = join(runDir, 'certificates-of-vault');
  mkdirSync(folder, { mode: 0o700, recursive: true });
  copyFileSync(postgres.vaultClient.certFile, join(folder, 'tls.crt'));
  copyFileSync(postgres.vaultClient.keyFile, join(folder, 'tls.key'));
  copyFileSync(postgres.caFile, join(folder, 'ca.crt'));
  const planned = referenceResources('dev').find(({ id }) => id.startsWith('vault:database/secretBackendConnection:'));
  if (planned?.api !== 'vault') throw new Error('the plan has no connection');
  const { connectionUrl, username, passwordAuthentication } = planned.args['postgresql'] as Record<string, string>;
  const url = connectionUrl!
    .replace(/@[^/]+\//, `@${postgres.host}:${postgres.port}/`)
    .replaceAll('/vault/userconfig/databases/dwcp-postgres-vault', folder);
  await vaultRequest(vault, 'POST', planned.vaultPath, {
    plugin_name: planned.args['pluginName'],
    allowed_roles: planned.args['allowedRoles'],
    connection_url: url,
    username,
    password_authentication: passwordAuthentication,
    verify_connection: true,
  });
}

export interface Lease {
  readonly id: string;
  readonly username: string;
  readonly password: string;
}

/** A login for a client of the plan, made by Vault as the operator would ask for it. */
export async function lease(client: string): Promise<Lease> {
  const answer = (await vaultRequest(world().vault, 'GET', `dev/dwcp/dwcp-postgres/creds/${client}`)) as {
    lease_id: string;
    data: { username: string; password: string };
  };
  return { id: answer.lease_id, ...answer.data };
}

/** Vault, as the operator knows it that asks for a client: by a token that has the plan's policy of it, and no other. */
export async function vaultAs(client: string): Promise<VaultLogin> {
  const asked = { policies: [`dev.dwcp.${client}`], no_default_policy: true, ttl: '10m' };
  const { auth } = (await vaultRequest(world().vault, 'POST', 'auth/token/create', asked)) as {
    auth: { client_token: string };
  };
  return { ...world().vault, token: auth.client_token };
}

/** As the operator does once whoever had it is gone. */
export async function endLease(as: VaultLogin, { id }: Lease): Promise<void> {
  await vaultRequest(as, 'PUT', 'sys/leases/revoke', { lease_id: id });
}

/** How a client logs in: over TLS, checking the server, with what Vault gave it. */
export function loginTo({ host, port, caFile }: Postgres, { username, password }: Omit<Lease, 'id'>): PsqlLogin {
  return { host, port, user: username, password, database: DATABASE, sslmode: 'verify-full', sslrootcert: caFile };
}
