import type { KnownAlert } from '../observability/alerts';
import { Series } from '../observability/promql';
import { LAG_SECONDS } from './read-replicas';

/** A query at a replica may hold it up for half of this, by PostgreSQL's own default. */
const BEHIND_SECONDS = 60;

/**
 * Says when a replica is behind, before it is so by as much as a rotation bears: a lag grows by a second in a second, so that at the most
 * 60 s are 240 s when it has been so for three minutes, and a scrape and an evaluation of half a minute each are left.
 *
 * A replica that has lost the primary has replayed all that it has, and so is not behind by the exporter's count.
 *
 * https://cloudnative-pg.io/documentation/current/monitoring/#predefined-set-of-metrics
 */
export function replicaAlerts(namespace: string, database: string): readonly KnownAlert[] {
  const where = { namespace, pod: { matches: `${database}-[0-9]+` } } as const;
  const lost = Series.of('cnpg_pg_replication_is_wal_receiver_up', where)
    .now.equals(0)
    .and(Series.of('cnpg_pg_replication_in_recovery', where).now.equals(1));
  const behind = Series.of('cnpg_pg_replication_lag', where).now.above(BEHIND_SECONDS);
  return [
    {
      alert: 'ReplicaBehind',
      expr: `${behind.or(lost).maxBy('pod')}`,
      for: '3m',
      labels: { severity: 'warning' },
      annotations: {
        summary: `A replica of the database ${database} of ${namespace} is behind: {{ $labels.pod }}`,
        description:
          `Who reads from it reads what was, and after ${LAG_SECONDS} s a rotation may come too late: its next login is refused there. ` +
          `See what it waits for: kubectl -n ${namespace} exec {{ $labels.pod }} -c postgres -- psql -c 'TABLE pg_stat_wal_receiver', ` +
          'and its log.',
      },
    },
  ];
}
