import { run } from '../servers/command';

/** The release that the tests run against, from where Debian's packages put it. */
export const POSTGRES_BIN = '/usr/lib/postgresql/15/bin';

/** What libpq reads from PGHOST, PGPORT and so on: only what is named here, never the caller's own settings. */
export interface PsqlLogin {
  /** An address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database?: string;
  readonly password?: string;
  readonly sslmode?: 'disable' | 'require' | 'verify-full';
  readonly sslrootcert?: string;
  readonly sslcert?: string;
  readonly sslkey?: string;
}

/** Runs SQL, stops at the first error and returns the rows, one a line, columns separated by `|`. */
export async function psql(login: PsqlLogin, sql: string): Promise<string> {
  const { port, database, password, ...rest } = login;
  const parameters = { dbname: database ?? 'postgres', port: String(port), connect_timeout: '10', ...rest };
  const conninfo = Object.entries(parameters).map(([name, value]) => `${name}='${value.replace(/['\\]/g, '\\$&')}'`);
  const flags = ['--no-psqlrc', '--no-password', '--tuples-only', '--no-align', '--quiet', '--set=ON_ERROR_STOP=1'];
  const printed = await run(`${POSTGRES_BIN}/psql`, [...flags, '--file=-', conninfo.join(' ')], {
    input: sql,
    // Arguments are visible to every user of the machine, the environment is not.
    ...(password === undefined ? {} : { env: { PGPASSWORD: password } }),
  });
  return printed.trim();
}
