import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import type { Grantable } from '../grants/grantee';
import { invalid } from '../invalid';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import { checkProps } from '../props/props';
import { cronJob } from '../workload/cron-job';
import { Pod } from '../workload/pod';
import type { Resources } from '../workload/resources';
import { STATISTICS_SETUP } from './postgres-access';
import { psqlImage } from './psql-image';
import { type DatabaseReportProps, REPORT_PROPS, thresholdsOf } from './report/props';
import { FOLDER, reportFiles, statementSeconds } from './report/run-script';

const LITTLE: Resources = { cpu: '100m', memory: '128Mi' };

/**
 * What a database has that nobody uses, that is larger than it has to be, or that takes long: a Job on a schedule that prints a
 * line of JSON for each finding, which the log pipeline takes.
 *
 * - `unused-index`: neither the primary nor a replica has scanned it, and it holds nothing up: no constraint, and no foreign key.
 * - `bloated-index`, `bloated-table`: more than twice as large as what is in it needs, counted in its pages by `pgstattuple`.
 * - `slow-statement`: takes long in the mean, at the instance that is named, as `pg_stat_statements` counts; without values.
 *
 * Its login, which Vault makes for it and drops, sees statistics and no row of a table, and changes nothing. It connects to each
 * instance itself, since each has statistics of its own, and runs outside the mesh, as these do, over TLS.
 *
 * A database that was there before its first report is given `setup` once, by its administrator (docs/guides/database-reports.md).
 *
 * @example
 * new DatabaseReport(namespace, 'orders-db-report', { database, schedule: '0 5 * * 1' });
 */
export class DatabaseReport extends Construct implements Connectable, Grantable {
  /** The pod of a run: who is granted the statistics. */
  readonly pod: Pod;
  /** What an administrator runs once in a database that is there already, or is outside of the cluster. */
  readonly setup: readonly string[] = STATISTICS_SETUP;

  constructor(scope: Construct, id: string, props: DatabaseReportProps) {
    super(scope, objectName(scope, id, NAMES.databaseReport));
    checkProps(this, props, REPORT_PROPS, {
      cron: 'schedule',
      timeout: 'statementTimeout',
      minSize: 'smallestMebibytes',
    });
    const { database, schedule = '@weekly' } = props;
    const deadlineSeconds = (props.deadline ?? Duration.hours(1)).toSeconds();
    const statement = statementSeconds(props);
    if (statement >= deadlineSeconds) {
      throw invalid(
        this,
        `is stopped after ${deadlineSeconds} s, and lets one question take ${statement} s`,
        'raise `deadline` above `statementTimeout`, or lower that',
      );
    }
    this.pod = new Pod(this, 'pod', {
      name: id,
      image: psqlImage(this, props),
      resources: props.resources ?? LITTLE,
      ports: [],
      mesh: false,
      command: ['/bin/sh', `${FOLDER}/run`],
      config: reportFiles(props, thresholdsOf(props)),
      rolloutSeconds: deadlineSeconds,
      rolloutSum: `a report of ${deadlineSeconds} s`,
    });
    database.grantStatistics(this, { why: 'unused indexes, bloat and slow statements' });
    const job = cronJob(this, { schedule, deadlineSeconds, pod: this.pod });
    job.node.addDependency(database);
  }

  /** The network paths into and out of a run. */
  get connections(): Connections {
    return this.pod.connections;
  }
}
