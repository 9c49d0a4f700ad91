import { Duration } from 'cdk8s';
import { psqlSession } from '../psql-session';
import type { SchemaMigrationProps } from './props';

/** How psql is called: who it is, by files and not by arguments, and the bounds that its session begins with. */
export function runScript({ database, lockTimeout, statementTimeout }: SchemaMigrationProps): string {
  const bounds = [
    `lock_timeout=${lockSeconds(lockTimeout)}s`,
    `statement_timeout=${statementSeconds(statementTimeout)}s`,
    'client_min_messages=warning',
    // Without it, a statement goes on when its pod is gone, and its lock with it.
    'client_connection_check_interval=5s',
  ];
  return [
    ...psqlSession(database, { application: 'migration', settings: bounds }),
    'exec psql --no-psqlrc --no-password --quiet --set=ON_ERROR_STOP=1 --file="$1"',
    '',
  ].join('\n');
}

/** How long a statement waits for a lock. */
export function lockSeconds(timeout: Duration = Duration.seconds(5)): number {
  return timeout.toSeconds();
}

/** How long a statement may take, the wait for its locks included. */
export function statementSeconds(timeout: Duration = Duration.minutes(30)): number {
  return timeout.toSeconds();
}
