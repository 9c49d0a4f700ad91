import { Duration } from 'cdk8s';
import { count, seconds, value } from '../../props/checks';
import { needed, optional, type Props } from '../../props/props';
import { STANDARDS } from '../../standards';
import { IMAGE } from '../../workload/container-options';
import { isCron } from '../../workload/cron';
import { RESOURCES, type Resources } from '../../workload/resources';
import { ExternalPostgres } from '../external-postgres';
import { Postgres } from '../postgres';

export interface DatabaseReportProps {
  /** The database that it is of. */
  readonly database: Postgres | ExternalPostgres;

  /**
   * When it runs, in UTC: cron's five fields, such as `0 6 * * 1`, or `@daily` and so on.
   *
   * @default '@weekly' - at midnight, as Sunday begins
   */
  readonly schedule?: string;

  /**
   * How long nobody has to have scanned an index, in whole seconds, until it is called unused: longer than the rarest task takes
   * to come again. Statistics that are younger at one of the instances say nothing yet.
   *
   * @default Duration.days(30)
   */
  readonly unusedFor?: Duration;

  /**
   * What is smaller is not told: indexes and tables, in MiB.
   *
   * @default 16 - 2048 pages
   */
  readonly smallestMebibytes?: number;

  /**
   * How long a statement takes in the mean, in milliseconds, to be told as slow.
   *
   * @default 200 - all the time that a request may take, of "SLI/SLO/SLA" of the standards
   */
  readonly slowMilliseconds?: number;

  /**
   * How long one question to the database may take, in whole seconds. Of each table and index, one is asked: an index is read from
   * end to end.
   *
   * @default Duration.minutes(5)
   */
  readonly statementTimeout?: Duration;

  /**
   * The longest that a run may take, in whole seconds.
   *
   * @default Duration.hours(1)
   */
  readonly deadline?: Duration;

  /**
   * An image with `psql` of the database's major version, and a shell.
   *
   * @default - the database's own image, which one outside of the cluster has none of
   */
  readonly image?: string;

  /** CPU and memory of psql. @default - 100m, and 128Mi: the work is the database's */
  readonly resources?: Resources;
}

export const REPORT_PROPS: Props<DatabaseReportProps> = {
  database: needed(
    value('pass the Postgres that it is of', (given) => given instanceof Postgres || given instanceof ExternalPostgres),
  ),
  schedule: optional(
    value(
      "write minute, hour, day, month and day of the week, as in '0 6 * * 1', or '@weekly'",
      (given) => typeof given === 'string' && isCron(given),
    ),
  ),
  unusedFor: optional(seconds),
  smallestMebibytes: optional(count),
  slowMilliseconds: optional(count),
  statementTimeout: optional(seconds),
  deadline: optional(seconds),
  image: optional(IMAGE),
  resources: optional(RESOURCES),
};

/** What a report looks for. */
export interface Thresholds {
  readonly unusedSeconds: number;
  readonly smallestBytes: number;
  readonly slowMilliseconds: number;
  /** How many times as large as it has to be. */
  readonly bloatRatio: number;
}

export function thresholdsOf({
  unusedFor = Duration.days(30),
  smallestMebibytes = 16,
  slowMilliseconds = STANDARDS.serviceLevel.latencyP95Milliseconds,
}: DatabaseReportProps): Thresholds {
  return {
    unusedSeconds: unusedFor.toSeconds(),
    smallestBytes: smallestMebibytes * 1024 * 1024,
    slowMilliseconds,
    bloatRatio: STANDARDS.indexing.bloatRatio,
  };
}
