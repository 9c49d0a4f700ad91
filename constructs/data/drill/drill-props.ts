import { Duration } from 'cdk8s';
import { also, either, group, nameOf, seconds, text, value } from '../../props/checks';
import { optional, type PropCheck } from '../../props/props';
import { isWeeklyCron } from '../../workload/cron';
import { parseSql } from '../migration/parse';

/** Of a database that is backed up: when its backups are tried, and by what. */
export interface DrillProps {
  /**
   * When it begins, in UTC and every week: cron's five fields, such as `0 4 * * 0`, or `@weekly`, `@daily` or `@hourly`.
   *
   * @default '@weekly' - at midnight between Saturday and Sunday
   */
  readonly schedule?: string;

  /**
   * What the restored database is asked, as one SELECT whose answer has to be true:
   * `SELECT max(created_at) > now() - interval '2 days' FROM orders`. Its tables are read with the rights of all.
   *
   * @default - nothing: that it starts, has the whole log of the store and no page that was written otherwise, is enough
   */
  readonly query?: string;

  /**
   * The longest that a run may take, in whole seconds: to download all of the database, replay the log and read each page.
   *
   * @default Duration.hours(6)
   */
  readonly deadline?: Duration;

  /**
   * What the disk is made of on which it is restored, as large as one of the database's and deleted after each run. What is on
   * it is the database: choose a class that encrypts.
   *
   * @default - the cluster's default class, which the database's own disks have too
   */
  readonly storageClass?: string;

  /**
   * Folder of the store that the database archives to, where that is no longer its own: after a restore in its place.
   *
   * @default - its name
   */
  readonly folder?: string;
}

const SCHEDULE = value(
  "write a time of every week, e.g. '0 4 * * 0': the alert on a restore that was not proven waits for little more than that",
  (given) => typeof given === 'string' && isWeeklyCron(given),
);

const QUERY = also(text('write a SELECT whose answer is true or false'), (given: string, place) => {
  const read = parseSql(given);
  if ('message' in read) return [`has \`${place}\` that is no SQL: ${read.message}; write one SELECT`];
  if (read.length === 1 && read[0]!.kind === 'SelectStmt') return [];
  return [
    `has \`${place}\` of ${read.length} statements that are not one SELECT; write one whose answer is true or false`,
  ];
});

/** How long a run may take. */
export function drillSeconds({ deadline = Duration.hours(6) }: DrillProps): number {
  return deadline.toSeconds();
}

const DRILL = group<DrillProps>(
  {
    schedule: optional(SCHEDULE),
    query: optional(QUERY),
    deadline: optional(seconds),
    storageClass: optional(nameOf('a StorageClass')),
    folder: optional(text('write the name of a folder', /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/)),
  },
  { cron: 'schedule', timeout: 'deadline', check: 'query' },
);

const FORM = "write { schedule: '0 4 * * 0' }, {} for every Sunday, or 'none'";

export const DRILL_PROP: PropCheck = either(
  FORM,
  (given) => typeof given === 'string',
  value(FORM, (given) => given === 'none'),
  DRILL,
);
