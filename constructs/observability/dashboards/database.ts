import type { Metric } from '../metrics';
import { Series } from '../promql';
import { graph } from './graph';
import type { Row } from './model';

type Exported = Extract<Metric, `cnpg_${string}`>;

type Exporter = (metric: Exported) => Series;

const POD = '{{pod}}';

/** Utilisation, saturation and errors of a database and of the poolers before it, by CloudNativePG's own exporters. */
export function databaseRows(namespace: string, database: string, poolers: readonly string[]): readonly Row[] {
  const of: Exporter = (metric) => Series.of(metric, { namespace, pod: { matches: `${database}-[0-9]+` } });
  const ofPooler: Exporter = (metric) =>
    Series.of(metric, { namespace, pod: { matches: poolers.map((pooler) => `${pooler}-.+`).join('|') } });
  const setting = (name: string) =>
    Series.of('cnpg_pg_settings_setting', { namespace, pod: { matches: `${database}-[0-9]+` }, name });
  const connections = of('cnpg_backends_total').now.sumBy('pod').over(setting('max_connections').now.maxBy('pod'));
  return [
    {
      title: 'Utilisation',
      panels: [
        graph('Connections in use', 'share', 'Of `max_connections`.', { [POD]: connections }),
        graph('Connections of the pooler', 'count', 'To the database, those that work and those that wait for work.', {
          active: ofPooler('cnpg_pgbouncer_pools_sv_active').now.sum,
          idle: ofPooler('cnpg_pgbouncer_pools_sv_idle').now.sum,
          clients: ofPooler('cnpg_pgbouncer_pools_cl_active').now.sum,
        }),
        graph('Size', 'bytes', 'Of all its databases; beside it on the disk is the log.', {
          [POD]: of('cnpg_pg_database_size_bytes').now.sumBy('pod'),
        }),
        graph('Transactions', 'per second', 'Of all instances.', {
          committed: of('cnpg_pg_stat_database_xact_commit').rate('5m').sum,
          'rolled back': of('cnpg_pg_stat_database_xact_rollback').rate('5m').sum,
        }),
      ],
    },
    saturation(of, ofPooler),
    errors(of),
  ];
}

function saturation(of: Exporter, ofPooler: Exporter): Row {
  return {
    title: 'Saturation',
    panels: [
      graph('Clients that wait', 'count', 'For a connection of the pooler: it is too small, or queries are slow.', {
        [POD]: ofPooler('cnpg_pgbouncer_pools_cl_waiting').now.sumBy('pod'),
      }),
      graph('Longest wait', 'seconds', 'Of a client that waits now, in whole seconds.', {
        [POD]: ofPooler('cnpg_pgbouncer_pools_maxwait').now.maxBy('pod'),
      }),
      // PgBouncer counts in microseconds.
      graph('Query time', 'milliseconds', 'Mean of the last minute, of the slowest of its databases.', {
        [POD]: ofPooler('cnpg_pgbouncer_stats_avg_query_time').now.maxBy('pod').times(0.001),
      }),
      graph('Waits for a lock', 'count', 'Sessions that wait for another.', {
        [POD]: of('cnpg_backends_waiting_total').now.sumBy('pod'),
      }),
      graph('Replication lag', 'seconds', 'How far a standby is behind.', {
        [POD]: of('cnpg_pg_replication_lag').now.maxBy('pod'),
      }),
    ],
  };
}

function errors(of: Exporter): Row {
  return {
    title: 'Errors',
    panels: [
      graph('Deadlocks', 'per second', 'Each has ended a transaction.', {
        [POD]: of('cnpg_pg_stat_database_deadlocks').rate('5m').sumBy('pod'),
      }),
      graph('Since the last archiving', 'seconds', 'Of the log, which a restore needs; -1 where there was none.', {
        [POD]: of('cnpg_pg_stat_archiver_seconds_since_last_archival').now.maxBy('pod'),
      }),
      graph('Archiving that failed', 'per second', 'The log stays on the disk until it succeeds.', {
        [POD]: of('cnpg_pg_stat_archiver_failed_count').rate('5m').sumBy('pod'),
      }),
      graph('Not read', 'count', 'Above 0, the exporter cannot read all, and graphs here are old or empty.', {
        [POD]: of('cnpg_collector_last_collection_error').now.maxBy('pod'),
      }),
    ],
  };
}
