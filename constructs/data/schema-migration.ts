import { createHash } from 'node:crypto';
import { Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { Grantable } from '../grants/grantee';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import { checkProps } from '../props/props';
import { Pod } from '../workload/pod';
import type { Resources } from '../workload/resources';
import { checkSql, checkTimes } from './migration/check';
import type { MigrationDirection } from './migration/lint';
import { parseSql, type Statement } from './migration/parse';
import { type MigratedDatabase, PROPS, type SchemaMigrationProps } from './migration/props';
import { psqlScript } from './migration/psql';
import { runScript } from './migration/run-script';
import { type Step, stepsOf } from './migration/steps';
import { psqlImage } from './psql-image';

/** How often a run is tried again; the Job's controller waits 10 s before the first, and twice as long before each next. */
const TRIES = 5;

const LITTLE: Resources = { cpu: '100m', memory: '128Mi' };

/** The folder of its scripts. */
const FOLDER = '/migration';

/** The migrations of each database, in the order of their declaration. */
const DECLARED = new WeakMap<MigratedDatabase, SchemaMigration[]>();

/**
 * A change of a database's schema: a Job that runs before whatever depends on it, once.
 *
 * It connects to the primary, not to the pooler, where the next transaction may be another server's connection: the lock that
 * keeps two migrations apart, and the timeouts, are the session's. It logs in by a credential of its own that Vault makes for
 * it and drops, as the role that owns the tables. What was applied is written down in `dwcp_migrations`, in the same
 * transaction; run again, it does nothing. Its SQL is read by `lintMigration`, and what that finds is refused.
 *
 * @example
 * const preferences = new SchemaMigration(namespace, 'user-preferences', {
 *   database,
 *   version: '20250110',
 *   up: `ALTER TABLE users ADD COLUMN preferences jsonb NOT NULL DEFAULT '{}';
 *        CREATE INDEX CONCURRENTLY users_preferences ON users USING gin (preferences);`,
 *   down: `DROP INDEX CONCURRENTLY IF EXISTS users_preferences;
 *          ALTER TABLE users DROP COLUMN IF EXISTS preferences;`,
 *   checklist: {
 *     testedOn: 'restore of 9 January',
 *     took: Duration.seconds(40),
 *     backup: 'nightly of 10 January',
 *     told: '#orders',
 *     verifiedBy: 'the orders team, by the dashboard of the users API',
 *   },
 * });
 * api.node.addDependency(preferences);
 */
export class SchemaMigration extends Construct implements Connectable, Grantable {
  /** The pod of its Job: who is granted something. */
  readonly pod: Pod;
  /** What it is called in the database. */
  readonly version: string;

  constructor(scope: Construct, id: string, props: SchemaMigrationProps) {
    super(scope, objectName(scope, id, NAMES.schemaMigration));
    checkProps(this, props, PROPS, { rollback: 'down', timeout: 'statementTimeout', exempt: 'accept', sql: 'up' });
    this.version = props.version;
    checkSql(this, props);
    const [before] = this.declare(props).slice(-2, -1);
    const { database, run = 'up' } = props;
    const deadlineSeconds = (props.deadline ?? Duration.hours(1)).toSeconds();
    checkTimes(this, props, deadlineSeconds);
    const image = psqlImage(this, props);
    const scripts = this.scripts(props, before?.version);
    this.pod = new Pod(this, 'pod', {
      name: id,
      image,
      resources: props.resources ?? LITTLE,
      ports: [],
      mesh: true,
      // As an ordinary container it would outlive the Job, as with a ScheduledJob.
      annotations: { 'sidecar.istio.io/nativeSidecar': 'true' },
      command: ['/bin/sh', `${FOLDER}/run`],
      args: [`${FOLDER}/${run}.sql`],
      config: scripts.files,
      rolloutSeconds: deadlineSeconds,
      rolloutSum: `a migration of ${deadlineSeconds} s`,
    });
    database.grantSchemaChange(this, { why: `migration ${props.version}` });
    const job = this.job({ ...props, image }, deadlineSeconds, scripts);
    job.node.addDependency(this.pod, database, ...(before ? [before] : []));
  }

  /** The network paths into and out of its pod. */
  get connections(): Connections {
    return this.pod.connections;
  }

  private job(props: SchemaMigrationProps, deadlineSeconds: number, { files, steps }: Scripts): KubernetesObject {
    const { checklist, accept = [], run = 'up' } = props;
    return new KubernetesObject(this, 'job', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        // What a Job runs cannot be changed: other SQL is another Job, and the one before it goes.
        name: `${this.node.id}-${hash(JSON.stringify([files, run, props.image]), 8)}`,
        labels: this.pod.labels,
        annotations: {
          'migration.dwcp.io/version': props.version,
          'migration.dwcp.io/run': run,
          'migration.dwcp.io/steps': summary(steps),
          'migration.dwcp.io/tested-on': checklist.testedOn,
          'migration.dwcp.io/took': `${checklist.took.toSeconds()} s`,
          'migration.dwcp.io/backup': checklist.backup,
          'migration.dwcp.io/told': checklist.told,
          'migration.dwcp.io/window': checklist.window ?? 'any time',
          'migration.dwcp.io/verified-by': checklist.verifiedBy,
          'migration.dwcp.io/rollback': `${FOLDER}/down.sql of its ConfigMap, by run: 'down'`,
          ...(accept.length > 0 && {
            'migration.dwcp.io/accepted': accept
              .map(({ rule, on, reason }) => `${rule} on ${on}: ${reason}`)
              .join('; '),
          }),
        },
      },
      spec: {
        backoffLimit: TRIES,
        activeDeadlineSeconds: deadlineSeconds,
        template: Lazy.any({ produce: () => this.pod.template({ restartPolicy: 'Never' }) }),
      },
    });
  }

  private scripts(props: SchemaMigrationProps, after: string | undefined): Scripts {
    const { version, up, down, run = 'up' } = props;
    const [upwards, back] = [stepsOf(statementsOf(up)), stepsOf(statementsOf(down))];
    const script = (direction: MigrationDirection, steps: readonly Step[]) =>
      psqlScript({ version, after, direction, steps, content: hash(up, 16) });
    return {
      steps: run === 'up' ? upwards : back,
      files: {
        [`${FOLDER}/run`]: runScript(props),
        [`${FOLDER}/up.sql`]: script('up', upwards),
        [`${FOLDER}/down.sql`]: script('down', back),
      },
    };
  }

  /** Among the migrations of its database, in the order in which they are applied. */
  private declare({ database, version }: SchemaMigrationProps): readonly SchemaMigration[] {
    const declared = DECLARED.get(database) ?? [];
    const last = declared.at(-1);
    if (last !== undefined && last.version >= version) {
      throw invalid(
        this,
        `has version '${version}', and is declared after '${last.node.path}' of version '${last.version}'`,
        'declare the migrations of a database in the order of their versions, each with one of its own',
      );
    }
    DECLARED.set(database, [...declared, this]);
    return [...declared, this];
  }
}

interface Scripts {
  readonly steps: readonly Step[];
  readonly files: Readonly<Record<`/${string}`, string>>;
}

/** Only of what was linted before: it has no syntax problem. */
function statementsOf(sql: string): readonly Statement[] {
  return parseSql(sql) as readonly Statement[];
}

/** `2, of which 1 within a transaction`. */
function summary(steps: readonly Step[]): string {
  return `${steps.length}, of which ${steps.filter(({ transaction }) => transaction).length} within a transaction`;
}

function hash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
