import { Construct } from 'constructs';
import type { BackupFacts } from '../../facts/backup-facts';
import { invalid } from '../../invalid';
import { toRun } from '../../network/edge';
import { backupStore } from '../../network/peers/backup-store';
import { deliverKept, type KeptSecret } from '../../vault/kept-secret';
import { cronJob } from '../../workload/cron-job';
import { Pod } from '../../workload/pod';
import type { StorageQuantity } from '../../workload/resources';
import { Volume } from '../../workload/volume';
import { OLDEST_HOURS } from '../backup-alerts';
import { DATABASE } from '../postgres-access';
import { type DrillProps, drillSeconds } from './drill-props';
import { LOG_SCRIPT, POSTGRES_SCRIPT } from './postgres-scripts';
import { RESTORE_SCRIPT } from './restore-script';

/** What images of PostgreSQL, and of the plugin, have a user for. */
const USER = 26;

/** Where both containers have what is restored. */
const FOLDER = '/drill';

const SCRIPTS = '/etc/drill';

/** Of the container that has the keys of the store, and of PostgreSQL's, with the 128 MB of buffers that it begins with. */
const RESOURCES = { store: { cpu: '100m', memory: '512Mi' }, postgres: { cpu: '250m', memory: '512Mi' } } as const;

/** A CronJob names its Jobs with 11 characters more, and has 63. */
const LONGEST = 46;

/** What a drill is of. */
export interface DrilledDatabase {
  readonly name: string;
  /** The image that the database runs. */
  readonly image: string;
  /** Of one of its disks. */
  readonly storage: StorageQuantity;
  /** Folder of the store with the folder of the database. */
  readonly place: string;
  readonly facts: BackupFacts;
  /** How the keys of the store are kept in Vault. */
  readonly keys: Omit<KeptSecret, 'id'>;
}

/**
 * Restores the newest backup of a database on a schedule, as a Job that succeeds only where it could be used: PostgreSQL, of
 * the database's own image, replays the whole log that the store has, answers, and finds each page as it was written.
 *
 * It runs beside the database and outside the mesh, speaks TLS to the store and to nobody else, and has keys of its own, which
 * need to read the folder of the database and nothing more. Whoever keeps them writes them before the first run:
 *
 * `vault kv put -mount=production/shop/kv orders-db-drill access-key-id=… secret-access-key=-`
 */
export class RestoreDrill extends Construct {
  constructor(scope: Construct, id: string, of: DrilledDatabase, props: DrillProps) {
    super(scope, id);
    if (of.name.length > LONGEST) {
      throw invalid(
        scope,
        `has a restore drill, and a name of ${of.name.length} characters`,
        `shorten it to ${LONGEST}, so that a CronJob can name its Jobs with 17 more, or say drill: 'none'`,
      );
    }
    const deadlineSeconds = drillSeconds(props);
    const pod = this.pod(of, props, deadlineSeconds);
    pod.connections.allowTo(backupStore(of.facts), { origin: toRun(this) });
    const keys = deliverKept(
      // Nobody is restarted: each run reads them as it starts.
      { scope: this, vault: pod.vault, restart: undefined },
      { ...of.keys, id: pod.name },
      { name: pod.name },
    );
    const job = cronJob(this, { schedule: props.schedule ?? '@weekly', deadlineSeconds, pod });
    job.node.addDependency(keys);
  }

  private pod(of: DrilledDatabase, props: DrillProps, deadlineSeconds: number): Pod {
    const { endpoint, region, image, authorityCertificate } = of.facts;
    const disk = Volume.scratchDisk('restored', of.storage, {
      ...(props.storageClass !== undefined && { storageClass: props.storageClass }),
    });
    const pod = new Pod(this, 'pod', {
      name: `${of.name}-drill`,
      image,
      resources: RESOURCES.store,
      ports: [],
      mesh: false,
      userId: USER,
      command: ['python3', `${SCRIPTS}/restore.py`],
      config: {
        [`${SCRIPTS}/restore.py`]: RESTORE_SCRIPT,
        ...(authorityCertificate !== undefined && { [`${SCRIPTS}/ca.crt`]: authorityCertificate }),
      },
      env: {
        DRILL_FOLDER: FOLDER,
        DRILL_ENDPOINT: endpoint,
        DRILL_PLACE: of.place,
        DRILL_DATABASE: props.folder ?? of.name,
        DRILL_OLDEST_HOURS: `${OLDEST_HOURS}`,
        AWS_DEFAULT_REGION: region,
        ...(authorityCertificate !== undefined && { AWS_CA_BUNDLE: `${SCRIPTS}/ca.crt` }),
      },
      volumes: { [FOLDER]: disk },
      // Where what was restored runs, without the keys of the store.
      sideContainers: [
        {
          name: 'postgres',
          image: of.image,
          resources: RESOURCES.postgres,
          command: ['/bin/sh', `${SCRIPTS}/postgres.sh`],
          config: {
            [`${SCRIPTS}/postgres.sh`]: POSTGRES_SCRIPT,
            [`${SCRIPTS}/log.sh`]: LOG_SCRIPT,
            ...(props.query !== undefined && { [`${SCRIPTS}/query.sql`]: props.query }),
          },
          env: { DRILL_FOLDER: FOLDER, DRILL_ASKED: DATABASE },
          volumes: { [FOLDER]: disk },
        },
      ],
      rolloutSeconds: deadlineSeconds,
      rolloutSum: `a drill of ${deadlineSeconds} s`,
    });
    const files = { 'access-key-id': 'access-key-id', 'secret-access-key': 'secret-access-key' };
    pod.setEnv('DRILL_KEYS', pod.mountSecret({ folder: 'store', sources: [{ secret: pod.name, files }] }));
    return pod;
  }
}
