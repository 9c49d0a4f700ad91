import type { KnownAlert } from '../observability/alerts';

/** A day, in which each schedule comes once, and half of one for a backup to be made in, or made again. */
const OLDEST_HOURS = 36;

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
