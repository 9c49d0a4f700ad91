import {
  DatabaseReport,
  type DatabaseReportProps,
  ExternalPostgres,
  Postgres,
  SecureNamespace,
  synthesize,
} from '../../../constructs';
import { DATABASE } from '../../../constructs/data/postgres-access';
import { FIRST } from '../../support/authorities';
import { environment, IMAGE, objectsOf, POSTGRES } from '../../support/environment';
import { containerIn, type Ended, runContainer } from '../migrations/container';
import type { Postgres17 } from '../migrations/postgres-17';

/** A line of a report. */
export interface Line extends Readonly<Record<string, unknown>> {
  readonly timestamp: string;
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

/** What is said of a report here, and where its database is. @default - in the cluster */
export interface Said extends Partial<DatabaseReportProps> {
  readonly outside?: boolean;
}

/** Runs a report as its container would, of a primary and one replica, where a Cluster would have two. */
export function runReport(postgres: Postgres17, { outside = false, ...said }: Said = {}): Report {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const database = outside
    ? new ExternalPostgres(namespace, 'db', {
        ...{ host: 'db.example.com', addresses: ['10.20.0.0/24'], authorityCertificate: FIRST, version: 17 },
        ...{ database: DATABASE, credentials: { ttlHours: 12 } },
        replica: { host: 'replica.example.com', port: postgres.tls.port },
      })
    : new Postgres(namespace, 'db', POSTGRES);
  new DatabaseReport(namespace, 'report', { database, image: IMAGE, ...said });
  const container = containerIn(objectsOf(synthesize(tree)), ({ kind }) => kind === 'CronJob');
  // The one replica is where it calls from, by which its certificate knows it, too.
  const here = outside ? { DB_REPLICA_HOST: '127.0.0.1' } : { DB_INSTANCES: '2' };
  const { status, out, err } = runContainer(postgres, { ...container, env: { ...container.env, ...here } });
  const printed = out.split('\n').filter((line) => line !== '');
  const lines = printed.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line);
  return {
    ...{ status, err, lines },
    rest: printed.filter((line) => !line.startsWith('{')).join('\n'),
    told: (report, field) => lines.filter((line) => line.report === report).map((line) => line[field]),
  };
}
