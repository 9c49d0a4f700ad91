import { DatabaseReport, type DatabaseReportProps, Postgres, SecureNamespace, synthesize } from '../../../constructs';
import { environment, objectsOf, POSTGRES } from '../../support/environment';
import { containerIn, type Ended, runContainer } from '../migrations/container';
import type { Postgres17 } from '../migrations/postgres-17';

/** A line of a report. */
export interface Line extends Readonly<Record<string, unknown>> {
  readonly level: string;
  readonly message: string;
  readonly report: string;
}

/** How a report ended, and its lines. */
export interface Report extends Pick<Ended, 'status' | 'err'> {
  readonly lines: readonly Line[];
  /** What it printed beside those: errors of psql. */
  readonly rest: string;
  /** Those of one kind, each by a field of it. */
  told(report: string, field: string): readonly unknown[];
}

/** Runs a report as its container would, of a primary and one replica, where a Cluster would have two. */
export function runReport(postgres: Postgres17, said: Partial<DatabaseReportProps> = {}): Report {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const database = new Postgres(namespace, 'db', POSTGRES);
  new DatabaseReport(namespace, 'report', { database, ...said });
  const container = containerIn(objectsOf(synthesize(tree)), ({ kind }) => kind === 'CronJob');
  const { status, out, err } = runContainer(postgres, { ...container, env: { ...container.env, DB_INSTANCES: '2' } });
  const printed = out.split('\n').filter((line) => line !== '');
  const lines = printed.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line);
  return {
    ...{ status, err, lines },
    rest: printed.filter((line) => !line.startsWith('{')).join('\n'),
    told: (report, field) => lines.filter((line) => line.report === report).map((line) => line[field]),
  };
}
