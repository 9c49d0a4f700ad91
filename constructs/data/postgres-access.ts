import type { DatabaseCredential } from '../vault/database';

/** What a client may do: change data and schema, or read data. */
export type PostgresAccess = 'read-write' | 'read-only';

/** The database that the applications share, as CloudNativePG names it by default. */
export const DATABASE = 'app';

/** The login that makes and drops all others. Vault's own, by client certificate. */
export const VAULT_LOGIN = 'vault';

/** The role that owns everything, and the one that may read it. Nobody can log in as either. */
const GROUPS: Readonly<Record<PostgresAccess, string>> = { 'read-write': 'app_rw', 'read-only': 'app_ro' };

export const GROUP_ROLES: readonly string[] = Object.values(GROUPS);

/**
 * What a new database is given: two group roles, and a login for Vault that may hand out membership of them.
 *
 * Privileges are granted to the groups once, never to logins: each grant to a short-lived login would stay behind in
 * the catalog's access lists when the login goes.
 */
export const BOOTSTRAP_SQL: readonly string[] = [
  'CREATE ROLE app_rw NOLOGIN',
  'CREATE ROLE app_ro NOLOGIN',
  `CREATE ROLE ${VAULT_LOGIN} NOLOGIN CREATEROLE`,
  // From PostgreSQL 16 on, CREATEROLE alone no longer lets Vault hand out a role.
  `GRANT app_rw, app_ro TO ${VAULT_LOGIN} WITH ADMIN OPTION`,
  // To end the sessions of a login that it drops.
  `GRANT pg_signal_backend TO ${VAULT_LOGIN}`,
  `REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`,
  // Of pg_monitor is the login of CloudNativePG's exporter: without this, its port answers, and has nothing of the database.
  `GRANT CONNECT ON DATABASE ${DATABASE} TO app_rw, app_ro, ${VAULT_LOGIN}, pg_monitor`,
  `GRANT TEMPORARY ON DATABASE ${DATABASE} TO app_rw`,
  'ALTER SCHEMA public OWNER TO app_rw',
  'REVOKE ALL ON SCHEMA public FROM PUBLIC',
  'GRANT USAGE ON SCHEMA public TO app_ro',
  'ALTER DEFAULT PRIVILEGES FOR ROLE app_rw IN SCHEMA public GRANT SELECT ON TABLES TO app_ro',
  'ALTER DEFAULT PRIVILEGES FOR ROLE app_rw IN SCHEMA public GRANT SELECT ON SEQUENCES TO app_ro',
];

/** Who may connect how: Vault's login by certificate, everyone by TLS. Earlier lines win. */
export const HOST_BASED_AUTHENTICATION: readonly string[] = [
  `hostssl all ${VAULT_LOGIN} all cert`,
  `host all ${VAULT_LOGIN} all reject`,
  'hostnossl all all all reject',
];

/** How Vault makes and drops a client's login. */
export function credentialFor(access: PostgresAccess): DatabaseCredential {
  const group = GROUPS[access];
  return {
    creationStatements: [
      `CREATE ROLE "{{name}}" LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}' IN ROLE ${group};`,
      // Each session acts as the group, so that what one login creates belongs to its successors too.
      `ALTER ROLE "{{name}}" SET role TO ${group};`,
    ],
    revocationStatements: [
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{{name}}';`,
      'DROP ROLE IF EXISTS "{{name}}";',
    ],
  };
}
