import { Construct } from 'constructs';
import { Environment } from '../environment';
import type { BackupFacts } from '../facts/backup-facts';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { BARMAN_CLOUD } from '../operators/barman-cloud';
import type { ClusterPlugin } from '../operators/cloudnative-pg';
import { value, whole } from '../props/checks';
import { needed, optional, type Props } from '../props/props';
import { deliverKept, SECRET_OWNER } from '../vault/kept-secret';
import { KeyValueEngine } from '../vault/key-value-engine';
import { RotationPolicy } from '../vault/rotation-policy';
import { VaultIdentity } from '../vault/vault-identity';
import { isDailyCron } from '../workload/cron';
import { containerResources, type StorageQuantity } from '../workload/resources';
import { DRILL_PROP, type DrillProps, drillSeconds } from './drill/drill-props';
import { RestoreDrill } from './drill/restore-drill';

/** What its owner keeps in Vault: the key pair that the store knows the database by. */
const KEYS = { id: 'access-key-id', secret: 'secret-access-key' } as const;

/** Where the certificate of the store's authority is, beside those. */
const AUTHORITY = 'ca.crt';

/**
 * For the sidecar of each instance. A base backup is read in parts of 20 MB, of which some are under way at once, while the WAL
 * is archived beside it; each program is Python's.
 */
const SIDECAR = { cpu: '100m', memory: '512Mi' } as const;

/** Of a database: when it is backed up, and for how long that can be gone back to. */
export interface BackupProps {
  /** Who changes the keys of the store in time, such as `dba@example.com`. */
  readonly owner: string;

  /**
   * When a base backup begins, in UTC and every day: cron's five fields, such as `30 2 * * *`, or `@daily` or `@hourly`.
   *
   * What is written in between is archived as it is written, within five minutes. The more base backups, the less of that has
   * to be replayed by a restore.
   */
  readonly schedule: string;

  /** Days that can be gone back to. Base backups, and what is archived, are deleted once no moment of these needs them. */
  readonly retentionDays: number;

  /**
   * When backups are tried: the newest is restored on a disk of its own, with the log, and deleted.
   *
   * It has keys of the store of its own, `<database>-drill` in Vault, which need to read and nothing more; they have to be there
   * before the first `pulumi up`. A run takes 350m of CPU, 1Gi of memory, and a disk as large as one of the database's.
   *
   * @default - each Sunday where data is protected, and 'none' where it is disposable
   */
  readonly drill?: DrillProps | 'none';
}

export const BACKUP_PROPS: Props<BackupProps> = {
  owner: needed(SECRET_OWNER),
  schedule: needed(
    value(
      "write a time of every day, e.g. '30 2 * * *': the alert on a backup that is too old waits for a day and a half",
      (given) => typeof given === 'string' && isDailyCron(given),
    ),
  ),
  retentionDays: needed(whole(1, 3650)),
  drill: optional(DRILL_PROP),
};

/**
 * Backups of a database, made by the plugin of CloudNativePG for Barman Cloud: base backups and the WAL (write-ahead log), each
 * encrypted by the store with AES-256, in a folder of its own.
 *
 * The store's keys are read from Vault by a service account that no pod runs as; the plugin lets the instances read the Secret.
 * Their owner writes them before the database can start:
 *
 * `vault kv put -mount=production/shop/kv orders-db-backup access-key-id=… secret-access-key=-`
 */
export class PostgresBackup extends Construct {
  /** Where backups go. */
  readonly facts: BackupFacts;
  /** What has to be there before the Cluster is. */
  readonly store: KubernetesObject;
  /** What the Cluster is told: to have the plugin archive its WAL. */
  readonly plugin: ClusterPlugin;
  /** How long they may take to be tried; nothing where nobody tries them. */
  readonly drillSeconds: number | undefined;
  private readonly database: string;
  private readonly props: BackupProps;
  private readonly drill: DrillProps | 'none';

  constructor(scope: Construct, id: string, database: string, props: BackupProps) {
    super(scope, id);
    this.database = database;
    this.props = props;
    this.facts = storeOf(scope);
    this.drill = props.drill ?? (Environment.of(this).posture.data === 'protected' ? {} : 'none');
    this.drillSeconds = this.drill === 'none' ? undefined : drillSeconds(this.drill);
    const name = `${database}-backup`;
    this.store = this.objectStore(scope, name);
    this.store.node.addDependency(this.deliverKeys(name));
    this.plugin = { name: BARMAN_CLOUD, isWALArchiver: true, parameters: { barmanObjectName: name } };
  }

  /** Has base backups made of what the Cluster runs, the first of them at once, and tried. */
  makeOf(cluster: KubernetesObject, runs: { readonly image: string; readonly storage: StorageQuantity }): void {
    const schedule = new KubernetesObject(this, 'schedule', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: { name: `${this.database}-backup` },
      spec: {
        cluster: { name: cluster.name },
        schedule: withSeconds(this.props.schedule),
        method: 'plugin',
        pluginConfiguration: { name: BARMAN_CLOUD },
        // Until there is one, what is archived can be restored onto nothing.
        immediate: true,
        backupOwnerReference: 'cluster',
      },
    });
    schedule.node.addDependency(cluster);
    if (this.drill === 'none') return;
    const of = { name: this.database, place: this.place, facts: this.facts, keys: this.keys, ...runs };
    new RestoreDrill(this, 'drill', of, this.drill).node.addDependency(schedule);
  }

  /** The folder with those of the namespace's databases. */
  private get place(): string {
    return `s3://${this.facts.bucket}/${Environment.of(this).posture.name}/${SecureNamespace.of(this).name}`;
  }

  private get keys() {
    return { engine: KeyValueEngine.of(this), owner: this.props.owner, rotation: RotationPolicy.of('secret') };
  }

  private objectStore(scope: Construct, name: string): KubernetesObject {
    const { endpoint, region, authorityCertificate } = this.facts;
    const stored = { compression: 'gzip', encryption: 'AES256' } as const;
    return new KubernetesObject(this, 'store', {
      apiVersion: 'barmancloud.cnpg.io/v1',
      kind: 'ObjectStore',
      metadata: { name },
      spec: {
        configuration: {
          destinationPath: this.place,
          endpointURL: endpoint,
          ...(authorityCertificate !== undefined && { endpointCA: { name, key: AUTHORITY } }),
          s3Credentials: {
            accessKeyId: { name, key: KEYS.id },
            secretAccessKey: { name, key: KEYS.secret },
          },
          data: stored,
          wal: stored,
        },
        retentionPolicy: `${this.props.retentionDays}d`,
        instanceSidecarConfiguration: {
          // The plugin itself would read it from a Secret.
          env: [{ name: 'AWS_DEFAULT_REGION', value: region }],
          resources: containerResources(scope, SIDECAR),
        },
      },
    });
  }

  private deliverKeys(name: string): KubernetesObject {
    const { authorityCertificate } = this.facts;
    const account = new KubernetesObject(this, 'service-account', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name },
      automountServiceAccountToken: false,
    });
    const vault = new VaultIdentity(this, 'vault', name);
    vault.node.addDependency(account);
    // Nobody is restarted: the keys are read anew by each upload.
    const reader = { scope: this, vault, restart: undefined };
    const beside = authorityCertificate === undefined ? {} : { [AUTHORITY]: authorityCertificate };
    return deliverKept(reader, { ...this.keys, id: name }, { name, beside });
  }
}

function storeOf(scope: Construct): BackupFacts {
  const { backups } = Environment.of(scope).facts;
  if (backups === undefined) {
    throw invalid(
      scope,
      'is to be backed up, and the environment has no fact `backups`',
      'give it endpoint, bucket, region and ranges, or leave `backup` out',
    );
  }
  return backups;
}

/** The operator's parser has six fields, and reads `@daily` as others do. https://pkg.go.dev/github.com/robfig/cron@v1.2.0 */
function withSeconds(schedule: string): string {
  return schedule.startsWith('@') ? schedule : `0 ${schedule.trim()}`;
}
