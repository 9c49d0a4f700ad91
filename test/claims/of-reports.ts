import { proven as of, type ProvenClaim } from './claim';

const FILE = 'database-report.test.ts';

/** What `DatabaseReport` tells, and what its login may do. */
export const OF_REPORTS: readonly ProvenClaim[] = [
  of(
    'a report calls an index unused that neither the primary nor a replica scans, and none that a constraint or a foreign key needs',
    ['constructs/data/report/unused-indexes.ts', 'docs/guides/database-reports.md#an-index-that-is-unused'],
    'psql and PostgreSQL 17, a primary and a replica',
    [FILE, 'names the index that no instance scans, and none that holds something up or is read at a replica'],
  ),
  of(
    'a report calls no index unused where statistics are young, or an instance could not be asked',
    ['constructs/data/report', 'docs/guides/database-reports.md#an-index-that-is-unused'],
    'psql and PostgreSQL 17, a primary and a replica',
    [FILE, 'calls no index unused of which statistics are young, or which an instance was not asked about'],
  ),
  of(
    'what a report says that a table needs is within 5 % of what VACUUM FULL makes of it, and what is compact is not told',
    ['constructs/data/report/bloat.ts', 'docs/guides/database-reports.md#bloat'],
    'psql and PostgreSQL 17',
    [FILE, 'names the table and the index that are bloated, until they are written anew'],
  ),
  of(
    'a report waits for no locked table, tells of the others, and has failed',
    ['constructs/data/report/run-script.ts', 'docs/guides/database-reports.md#bloat'],
    'psql and PostgreSQL 17',
    [FILE, 'waits 2 s for a table that somebody has locked, tells of the others, and has failed'],
  ),
  of(
    'a report tells of slow statements without a value or a comment in any',
    ['constructs/data/report/slow-statements.ts', 'docs/guides/database-reports.md#slow-statements'],
    'psql and PostgreSQL 17, with pg_stat_statements',
    [FILE, 'names slow statements of each instance, without a value or a comment in any'],
  ),
  of(
    'the login of a report reads no row and writes none, also where it takes off what keeps its session from writing',
    ['constructs/data/postgres-access.ts', 'docs/guides/database-reports.md#what-it-may-do'],
    'PostgreSQL 17',
    [FILE, 'has a login that reads no row, writes none, and is dropped'],
  ),
];
