import type { KnownAlert } from '../observability/alerts';
import { Series } from '../observability/promql';
import { QUERY_WAIT_SECONDS } from './pooler';

/** Nobody waits while there is a connection to be had: of whoever does, a minute of this is not one burst. */
const WAITED_SECONDS = 5;

/**
 * Says when clients wait for a connection of the pooler, before they are sent away: wait time is what the document has watched of a pool
 * ("Connection Pooling"); active and idle connections and the duration of queries are on the dashboard of the database.
 *
 * https://www.pgbouncer.org/usage.html#show-pools
 */
export function poolerAlerts(namespace: string, database: string, poolers: readonly string[]): readonly KnownAlert[] {
  const pod = { matches: poolers.map((pooler) => `${pooler}-.+`).join('|') };
  const waited = Series.of('cnpg_pgbouncer_pools_maxwait', { namespace, pod }).now.maxBy('pod');
  return [
    {
      alert: 'PoolerClientsWait',
      expr: `${waited.above(WAITED_SECONDS)}`,
      for: '1m',
      labels: { severity: 'warning' },
      annotations: {
        summary: `Clients of the database ${database} of ${namespace} wait for a connection of {{ $labels.pod }}`,
        description:
          `One has waited for {{ $value }} s; after ${QUERY_WAIT_SECONDS} s it is sent away. Who has the connections, and with what: ` +
          `kubectl -n ${namespace} exec $(kubectl -n ${namespace} get pods -o name -l cnpg.io/cluster=${database},cnpg.io/instanceRole=primary) ` +
          "-c postgres -- psql -c 'SELECT usename, state, query_start, query FROM pg_stat_activity ORDER BY query_start'",
      },
    },
  ];
}
