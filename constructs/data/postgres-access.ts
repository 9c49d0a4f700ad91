import { Port } from '../network/port';
import type { DatabaseCredential } from '../vault/database';

/** What a client may do: change data and schema, read data, or read statistics and no data. */
export type PostgresAccess = 'read-write' | 'read-only' | 'statistics';

/** What PostgreSQL listens on. */
export const POSTGRES_PORT = Port.tcp(5432, 'postgres');

/** The database that the applications share, as CloudNativePG names it by default. */
export const DATABASE = 'app';

/** The login that makes and drops all others, as the role below. Vault's own, by client certificate. */
export const VAULT_LOGIN = 'vault';

/**
 * The role that Vault's login acts as where it makes and drops logins. Nobody can log in as it.
 *
 * From PostgreSQL 16 on, whoever makes a role becomes a member of it, and may drop it as such. CloudNativePG takes from a
 * login each membership that its DatabaseRole does not name, whenever that is applied: from Vault's, it would take what it
 * drops logins by.
 */
export const LOGIN_ADMIN = 'login_admin';

/** The role that owns everything, the one that may read it, and the one that sees how it is used. Nobody can log in as any. */
const GROUPS: Readonly<Record<PostgresAccess, string>> = {
  'read-write': 'app_rw',
  'read-only': 'app_ro',
  statistics: 'app_stats',
};

/** The one that may do most first. */
export const GROUP_ROLES: readonly string[] = Object.values(GROUPS);

/**
 * What a new database is given: two group roles, and one that may hand out membership of them, for Vault's login.
 *
 * Privileges are granted to the groups once, never to logins: each grant to a short-lived login would stay behind in
 * the catalog's access lists when the login goes.
 */
export const BOOTSTRAP_SQL: readonly string[] = [...rolesOf(VAULT_LOGIN), ...privilegesIn(DATABASE, VAULT_LOGIN)];

/**
 * What a database is given beside that where its statistics are reported: a group role that sees how tables are used and how
 * full their pages are, and no row of them; and what counts that.
 *
 * Of `pg_monitor` is `pg_stat_scan_tables`, which may have `pgstattuple` read a table: it answers with sums alone.
 */
const STATISTICS_SQL: readonly string[] = [
  'CREATE ROLE app_stats NOLOGIN',
  'GRANT pg_monitor TO app_stats',
  `GRANT app_stats TO ${LOGIN_ADMIN} WITH ADMIN OPTION`,
  'CREATE EXTENSION IF NOT EXISTS pg_stat_statements',
  'CREATE EXTENSION IF NOT EXISTS pgstattuple',
  // For the functions that these extensions have there; of tables, it is granted none.
  'GRANT USAGE ON SCHEMA public TO app_stats',
];

/** What a new database is given, by whether its statistics are reported. */
export function bootstrapSql(isReported: boolean): readonly string[] {
  return [...BOOTSTRAP_SQL, ...(isReported ? STATISTICS_SQL : [])];
}

/** What a database that is there already is given for reports, as its administrator runs it once, who may be no superuser. */
export const STATISTICS_SETUP: readonly string[] = [
  'GRANT app_rw TO CURRENT_USER',
  ...STATISTICS_SQL,
  'REVOKE app_rw FROM CURRENT_USER',
];

/**
 * What a new database is given, for one that is there already: its administrator runs it once, who is no superuser where a cloud
 * runs it.
 *
 * Whoever hands a schema to a role has to be a member of it, which from PostgreSQL 16 on whoever made the role is not.
 */
export function setupSql(database: string, login: string): readonly string[] {
  const [quotedDatabase, quotedLogin] = [database, login].map((name) => `"${name}"`) as [string, string];
  return [
    ...rolesOf(quotedLogin),
    'GRANT app_rw TO CURRENT_USER',
    ...privilegesIn(quotedDatabase, quotedLogin),
    'REVOKE app_rw FROM CURRENT_USER',
    `ALTER ROLE ${quotedLogin} LOGIN`,
  ];
}

function rolesOf(login: string): readonly string[] {
  return [
    'CREATE ROLE app_rw NOLOGIN',
    'CREATE ROLE app_ro NOLOGIN',
    // It ends the sessions of a login that it drops.
    `CREATE ROLE ${LOGIN_ADMIN} NOLOGIN CREATEROLE IN ROLE pg_signal_backend`,
    // From PostgreSQL 16 on, CREATEROLE alone lets nobody hand out a role.
    `GRANT app_rw, app_ro TO ${LOGIN_ADMIN} WITH ADMIN OPTION`,
    `CREATE ROLE ${login} NOLOGIN IN ROLE ${LOGIN_ADMIN}`,
  ];
}

function privilegesIn(database: string, login: string): readonly string[] {
  return [
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC`,
    // Of pg_monitor is the login of CloudNativePG's exporter: without this, its port answers, and has nothing of the database.
    `GRANT CONNECT ON DATABASE ${database} TO app_rw, app_ro, ${login}, pg_monitor`,
    `GRANT TEMPORARY ON DATABASE ${database} TO app_rw`,
    'ALTER SCHEMA public OWNER TO app_rw',
    'REVOKE ALL ON SCHEMA public FROM PUBLIC',
    'GRANT USAGE ON SCHEMA public TO app_ro',
    'ALTER DEFAULT PRIVILEGES FOR ROLE app_rw IN SCHEMA public GRANT SELECT ON TABLES TO app_ro',
    'ALTER DEFAULT PRIVILEGES FOR ROLE app_rw IN SCHEMA public GRANT SELECT ON SEQUENCES TO app_ro',
  ];
}

/**
 * Logins with passwords that nobody rotates: the operator makes one for the owner of the database, whether or not it is asked for, and
 * one for the administrator where somebody asks.
 */
const STANDING = `${DATABASE},postgres`;

/** Who may connect how: Vault's login by certificate, everyone by TLS, and nobody by what is not rotated. Earlier lines win. */
export const HOST_BASED_AUTHENTICATION: readonly string[] = [
  `hostssl all ${VAULT_LOGIN} all cert`,
  `host all ${VAULT_LOGIN} all reject`,
  'hostnossl all all all reject',
  `host all ${STANDING} all reject`,
];

/** The same of PgBouncer, which would ask for the password first. */
export const HOST_BASED_AUTHENTICATION_OF_POOLER: readonly string[] = ['0.0.0.0/0', '::/0'].map(
  (addresses) => `host all ${STANDING} ${addresses} reject`,
);

/** How long one statement of a client may take; a job that needs longer says so in its session, as `SchemaMigration` does. */
const STATEMENT_MINUTES = 5;

/** How Vault makes and drops a client's login. */
export function credentialFor(access: PostgresAccess): DatabaseCredential {
  const group = GROUPS[access];
  const asAdmin = `SET LOCAL ROLE ${LOGIN_ADMIN};`;
  return {
    creationStatements: [
      asAdmin,
      `CREATE ROLE "{{name}}" LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}' IN ROLE ${group};`,
      // Each session acts as the group, so that what one login creates belongs to its successors too.
      `ALTER ROLE "{{name}}" SET role TO ${group};`,
      // Nobody waits for it any more, and it holds locks and a connection of the pool. Backups and the operator take their time.
      `ALTER ROLE "{{name}}" SET statement_timeout TO '${STATEMENT_MINUTES}min';`,
      ...(access === 'statistics' ? [`ALTER ROLE "{{name}}" SET default_transaction_read_only TO on;`] : []),
      // What a session creates that does not (SET ROLE NONE) is handed on by a member of the login.
      `GRANT "{{name}}" TO ${LOGIN_ADMIN};`,
    ],
    revocationStatements: [
      asAdmin,
      // In one statement, by the login's name once: where it is gone already, its lease ends all the same.
      `DO $$ DECLARE login name := '{{name}}'; BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN RETURN; END IF;
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = login;
  EXECUTE format('REASSIGN OWNED BY %I TO ${group}', login);
  EXECUTE format('DROP OWNED BY %I', login);
  EXECUTE format('DROP ROLE %I', login);
END $$;`,
    ],
  };
}
