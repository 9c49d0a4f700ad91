import type { Construct } from 'constructs';
import { variablePrefix } from '../grants/grants';

/** What is said of a session beside whom it is with. */
interface PsqlSession {
  /** What the database knows it by. */
  readonly application: string;
  /** Parameters that it begins with, as in `lock_timeout=5s`. */
  readonly settings: readonly string[];
}

/** Lines of a shell that has psql log in by what a grant delivers: who it is, by files and not by arguments. */
export function psqlSession(database: Construct, { application, settings }: PsqlSession): readonly string[] {
  const prefix = variablePrefix(database);
  return [
    'set -eu',
    `export PGHOST="$${prefix}_HOST" PGPORT="$${prefix}_PORT" PGDATABASE="$${prefix}_DATABASE"`,
    `export PGSSLMODE=verify-full PGSSLROOTCERT="$${prefix}_CREDENTIALS_DIR/ca.crt"`,
    `PGUSER=$(cat "$${prefix}_CREDENTIALS_DIR/username")`,
    `PGPASSWORD=$(cat "$${prefix}_CREDENTIALS_DIR/password")`,
    `export PGUSER PGPASSWORD PGAPPNAME=${application} PGCONNECT_TIMEOUT=10 PGOPTIONS='${settings.map((one) => `-c ${one}`).join(' ')}'`,
  ];
}
