import type { KnownAlert } from '../observability/alerts';
import { Series } from '../observability/promql';
import type { Vector } from '../observability/vector';

/** A day, in which each schedule comes once, and half of one for a backup to be made in, or made again. */
export const OLDEST_HOURS = 36;

/** A week, in which each drill comes once, and six hours for one to wait, and to be tried again; a run comes on top. */
const PROOF_SECONDS = (7 * 24 + 6) * 3600;

/**
 * Says when a database could not be restored as it is to be: by a base backup of a day, and by a WAL that is archived as it is
 * written. `of` selects the metrics of its instances.
 *
 * https://cloudnative-pg.io/plugin-barman-cloud/docs/observability/
 */
export function backupAlerts(namespace: string, name: string, of: string): readonly KnownAlert[] {
  const last = `barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{${of}}`;
  const archiver = (moment: string) => `cnpg_pg_stat_archiver_last_${moment}_time{${of}}`;
  return [
    {
      alert: 'BackupTooOld',
      // Every instance says the same, and 0 where there is none yet.
      expr: `time() - max(${last}) > ${OLDEST_HOURS * 3600}`,
      for: '1h',
      labels: { severity: 'warning' },
      annotations: {
        summary: `The database ${name} of ${namespace} was last backed up more than ${OLDEST_HOURS} hours ago`,
        description: `It was {{ $value | humanizeDuration }} ago, or in 1970 if never. kubectl -n ${namespace} get backups.postgresql.cnpg.io says what became of the last ones. Its WAL is archived all the same, if no alert says otherwise.`,
      },
    },
    {
      alert: 'BackupUnknown',
      expr: `absent(${last})`,
      for: '1h',
      labels: { severity: 'warning' },
      annotations: {
        summary: `Nobody knows when the database ${name} of ${namespace} was last backed up`,
        description:
          'The metric of the plugin for Barman Cloud has been missing for an hour. See whether it runs beside the instances.',
      },
    },
    {
      alert: 'WalNotArchived',
      // Of the primary alone: others have no archiver. Its times are -1 where there was none yet.
      expr: `max by (pod) (${archiver('failed')} - ${archiver('archived')}) > 0`,
      for: '10m',
      labels: { severity: 'critical' },
      annotations: {
        summary: 'The WAL of {{ $labels.pod }} is not archived',
        description: `What is written is on the disks of the database ${name} alone, which fill up meanwhile. kubectl -n ${namespace} logs {{ $labels.pod }} -c plugin-barman-cloud says why.`,
      },
    },
  ];
}

/**
 * Says when no restore was proven for too long, by when the CronJob of the drill last succeeded, or was made where it never did.
 *
 * https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/cronjob-metrics.md
 */
export function drillAlerts(namespace: string, name: string, drillSeconds: number): readonly KnownAlert[] {
  const drill = `${name}-drill`;
  const succeeded = ofCronJob('kube_cronjob_status_last_successful_time', namespace, drill);
  const made = ofCronJob('kube_cronjob_created', namespace, drill);
  return [
    {
      alert: 'RestoreNotProven',
      expr: `${succeeded.or(made).sinceThen.min.above(PROOF_SECONDS + drillSeconds)}`,
      for: '1h',
      labels: { severity: 'warning' },
      annotations: {
        summary: `No backup of the database ${name} of ${namespace} was restored for more than a week`,
        description: `The last time that it could be was {{ $value | humanizeDuration }} ago, or the drill was set up then. kubectl -n ${namespace} logs -l dwcp.io/workload=${drill} --all-containers --prefix says how far the last one came.`,
      },
    },
    {
      alert: 'RestoreDrillUnknown',
      expr: `absent(${made})`,
      for: '1h',
      labels: { severity: 'warning' },
      annotations: {
        summary: `Nobody knows when a backup of the database ${name} of ${namespace} was last restored`,
        description: `The CronJob ${drill} is not told of. See whether it is there, and look for kube-state-metrics among the targets of Prometheus.`,
      },
    },
  ];
}

/** Prometheus renames the label where it keeps its own. */
function ofCronJob(
  metric: 'kube_cronjob_created' | 'kube_cronjob_status_last_successful_time',
  namespace: string,
  cronjob: string,
): Vector {
  return Series.of(metric, { exported_namespace: namespace, cronjob }).now.or(
    Series.of(metric, { namespace, cronjob }).now,
  );
}
