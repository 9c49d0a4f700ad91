import { proven as of, type ProvenClaim } from './claim';

const BARMAN = 'Barman Cloud 3.19.1, PostgreSQL 15 and SeaweedFS 4.53';
const PLUGIN = 'CloudNativePG 1.30.0 and its plugin for Barman Cloud 0.15.0, with PostgreSQL 17';
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
  of(
    'the plugin for Barman Cloud runs beside an instance, lets it read the keys, and has base backup and WAL get to its folder',
    ['constructs/data/postgres-backup.ts', 'docs/guides/restore.md#where-to-and-how-often'],
    PLUGIN,
    ['restore-on-nodes.test.ts', 'has a base backup and its WAL in its folder of the store, though it is new'],
  ),
  of(
    'the Vault Secrets Operator writes a text that is no secret beside what it reads, by a template',
    ['constructs/vault/kept-secret.ts'],
    'the Vault Secrets Operator 1.5.0',
    ['restore-on-nodes.test.ts', 'has the authority of the store beside its keys, in one Secret'],
  ),
  of(
    'the plugin and its operator export when the last backup was made, and when the WAL was archived last and was not',
    ['constructs/data/backup-alerts.ts'],
    PLUGIN,
    ['restore-on-nodes.test.ts', 'exports what its alerts read'],
  ),
  of(
    'a Cluster beside a database, which begins with its backup, has what was deleted since',
    ['docs/guides/restore.md#have-it-back-beside-the-one-that-runs'],
    PLUGIN,
    ['restore-on-nodes.test.ts', 'is there as it was before a DELETE, in a Cluster that begins with the backup'],
  ),
  of(
    'a database that is lost is there as it was in its own place, and archives to another folder from then on',
    ['docs/guides/restore.md#have-it-back-in-its-place'],
    PLUGIN,
    ['restore-on-nodes.test.ts', 'is there as it was in its own place, once it is lost'],
  ),
  of(
    'the CronJob of a restore drill comes to its end as a pod under "restricted", with the disk of its claim, and says when',
    ['constructs/data/drill/restore-drill.ts', 'docs/guides/restore.md#a-drill-each-week'],
    PLUGIN,
    ['restore-on-nodes.test.ts', 'is restored by its drill'],
  ),
];
