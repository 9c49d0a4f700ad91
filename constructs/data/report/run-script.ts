import { Duration } from 'cdk8s';
import { variablePrefix } from '../../grants/grants';
import { ExternalPostgres } from '../external-postgres';
import { psqlSession } from '../psql-session';
import { bloatSql } from './bloat';
import type { DatabaseReportProps, Thresholds } from './props';
import { slowSql } from './slow-statements';
import { narrowSql, unusedSql } from './unused-indexes';

/** The folder of what its container runs. */
export const FOLDER = '/report';

/** How long it waits for a lock, which others wait behind: a change of the schema goes first. */
const LOCK_SECONDS = 2;

/** What its container runs, by the path of each file. */
export function reportFiles(
  props: DatabaseReportProps,
  thresholds: Thresholds,
): Readonly<Record<`/${string}`, string>> {
  return {
    [`${FOLDER}/run`]: runScript(props),
    [`${FOLDER}/narrow.sql`]: narrowSql(thresholds),
    [`${FOLDER}/unused.sql`]: unusedSql(thresholds),
    [`${FOLDER}/bloat.sql`]: bloatSql(thresholds),
    [`${FOLDER}/slow.sql`]: slowSql(thresholds),
  };
}

/** How long one question may take. */
export function statementSeconds({ statementTimeout = Duration.minutes(5) }: DatabaseReportProps): number {
  return statementTimeout.toSeconds();
}

/**
 * Asks each instance, and prints a line of JSON for each finding, and one at the end.
 *
 * In the cluster, replicas have no name of their own: the primary says where those are that CloudNativePG runs, and they show the
 * same certificate. Where one is not to be had, no index is called unused. What fails is printed, the rest is done, and the run has failed.
 * https://cloudnative-pg.io/documentation/current/replication/#streaming-replication-support
 */
function runScript(props: DatabaseReportProps): string {
  const { database } = props;
  const prefix = variablePrefix(database);
  const settings = [
    'default_transaction_read_only=on',
    `statement_timeout=${statementSeconds(props)}s`,
    `lock_timeout=${LOCK_SECONDS}s`,
    // Functions of the same names in a schema of the application would be called as this login.
    'search_path=pg_catalog',
    'timezone=UTC',
    'client_connection_check_interval=5s',
  ];
  const [replicas, address] =
    database instanceof ExternalPostgres
      ? [`"\${${prefix}_REPLICA_HOST:-}"`, `export PGHOST="$1" PGPORT="$${prefix}_REPLICA_PORT"`]
      : [`$(psql -XwAtq -c "${STREAMING}")`, 'export PGHOSTADDR="$1"'];
  return [
    ...psqlSession(database, { application: 'report', settings }),
    `replicas=${replicas}`,
    'cd "$(dirname "$0")"',
    `at() {\n  if [ "$1" != primary ]; then ${address}; fi\n  shift\n  psql -XwAtq -v ON_ERROR_STOP=1 "$@"\n}`,
    ASKED.replaceAll('@instances@', `$${prefix}_INSTANCES`),
  ].join('\n');
}

const STREAMING =
  "SELECT host(client_addr) FROM pg_stat_replication WHERE usename = 'streaming_replica' AND state = 'streaming'";

const ASKED = String.raw`tell() {
  printf '{"timestamp":"%s","level":"%s","report":"%s","message":"%s"}\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$@"
}
failed=0 asked=0 among= since=-infinity
for instance in primary $replicas; do
  if found=$(at "$instance" -v among="$among" -v since="$since" -f narrow.sql); then
    asked=$((asked + 1)) among=${'${found%%|*}'} since=${'${found#*|}'}
  else
    failed=1
  fi
  (at "$instance" -v instance="$instance" -f slow.sql) || failed=1
done
if [ "$asked" = "@instances@" ]; then
  (at primary -v among="$among" -v since="$since" -f unused.sql) || failed=1
else
  tell WARN unused-index "no index is called unused: $asked of @instances@ instances could be asked"
fi
# Of one table or index that cannot be read, the others are told all the same.
told=$(at primary -v ON_ERROR_STOP=0 -f bloat.sql 2>&1) || failed=1
[ -z "$told" ] || printf '%s\n' "$told"
case $told in *ERROR:*) failed=1 ;; esac
tell INFO end "the report ends, and $asked of @instances@ instances were asked"
exit $failed
`;
