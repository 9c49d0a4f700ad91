import { proven as of, type ProvenClaim } from './claim';

const BARMAN = 'Barman Cloud 3.19.1, PostgreSQL 15 and SeaweedFS 4.53';
const PROMTOOL = 'promtool 3.15.0';

/** Of backups of databases, and of what restores them. */
export const OF_BACKUPS: readonly ProvenClaim[] = [
  of(
    'base backups and the WAL get to the store by TLS, and are encrypted there with AES-256, so that its disks have nothing of them to read',
    ['constructs/data/postgres-backup.ts', 'docs/guides/restore.md#what-is-in-the-store'],
    BARMAN,
    ['backup.test.ts', 'has base backup and WAL in its folder, each encrypted with AES-256'],
  ),
  of(
    'a database that is lost is there again as it was at a moment, of what is archived as it is rendered',
    ['docs/guides/restore.md', 'docs/guides/restore.md#what-it-takes'],
    BARMAN,
    ['backup.test.ts', 'is there again as it was before a DELETE, once it is lost'],
  ),
  of(
    'a WAL that cannot be archived is counted as the alert reads it, and archived once it can be',
    ['constructs/data/backup-alerts.ts'],
    BARMAN,
    ['backup.test.ts', 'uploads to nobody that another authority has signed for, counts that as the alert reads it'],
  ),
  of(
    'of backups, the alerts fire once one is a day and a half old, once the log is not archived for ten minutes, and once nobody knows',
    ['constructs/data/backup-alerts.ts', 'constructs/observability'],
    PROMTOOL,
    [
      'promtool.test.ts',
      'has no alert until a backup is a day and a half old, and its log is not archived for ten minutes',
    ],
  ),
  of(
    'a restore drill, run as it is rendered, proves what can be restored with keys that only read, and leaves nothing of it',
    ['constructs/data/drill', 'docs/guides/restore.md#a-drill-each-week'],
    BARMAN,
    ['backup.test.ts', 'proves that it can be restored, with keys that only read, and leaves nothing of it behind'],
  ),
  of(
    'a restore drill fails where a page of the backup is not as it was written',
    ['constructs/data/drill', 'docs/guides/restore.md#a-drill-each-week'],
    BARMAN,
    ['backup.test.ts', 'fails where a page is not as it was written'],
  ),
  of(
    'a restore drill fails where a file of the log cannot be read, or is missing before others',
    ['constructs/data/drill', 'docs/guides/restore.md#a-drill-each-week'],
    BARMAN,
    ['backup.test.ts', 'fails where a file of the log cannot be read, or is missing, and others come after it'],
  ),
  of(
    'of restore drills, the alerts fire once none has succeeded for a week, a run and six hours, and once nobody knows',
    ['constructs/data/backup-alerts.ts', 'docs/guides/restore.md#a-drill-each-week'],
    PROMTOOL,
    [
      'promtool.test.ts',
      'tells that no restore was proven for a week, a run of six hours and as many more, and that nobody knows',
    ],
  ),
];
