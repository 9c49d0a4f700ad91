import { isCount } from '../fields/count';
import { choice, group, list, nameOf, value } from '../props/checks';
import { needed, optional, type Props } from '../props/props';
import { AMOUNTS } from '../workload/quantity';
import { RESOURCES, type Resources, type StorageQuantity } from '../workload/resources';
import { POOLER_PROPS, type PoolerProps } from './pooler';
import { BACKUP_PROPS, type BackupProps } from './postgres-backup';
import { AUDIT_CLASSES, type AuditClass } from './postgres-parameters';

export interface PostgresProps {
  /**
   * Instances, the primary included: with 3, one can be lost without losing data or the election.
   *
   * Where the posture says `zoneSpread: 'required'`, each needs a zone of its own, and the operator does nothing else while one waits
   * for it. From 1 to 3, nothing is committed until the first copy is there (docs/guides/grow-a-database.md).
   */
  readonly instances: 1 | 3 | 5;

  /** Image by version and digest, as in `…/postgresql:17.6@sha256:…`: the operator refuses one that does not say its version. */
  readonly image: string;

  /**
   * Disk of each instance. It grows where its StorageClass has `allowVolumeExpansion`; where not, it stays as it is, and the operator does
   * nothing else until it is told to leave it (docs/guides/grow-a-database.md). A smaller one is refused.
   */
  readonly storage: StorageQuantity;
  /**
   * A disk of its own for the log (WAL) of each instance: neither fills up the other, nor waits for it. Once there is one, it stays.
   *
   * @default - the log is on the disk of the data
   */
  readonly walStorage?: StorageQuantity;
  /**
   * Which disks it has: name a class that encrypts them, since PostgreSQL does not. Of disks that are there, it changes nothing.
   *
   * @default - the class that is the cluster's default
   */
  readonly storageClass?: string;
  /**
   * The PriorityClass of its instances: where a node is short of room, what has a lower one goes first.
   *
   * @default - none: the cluster's default
   */
  readonly priorityClass?: string;
  /** CPU and memory of one instance. Its caches follow from the memory. */
  readonly resources: Resources;
  /**
   * Which statements are written to the log with who made them, by the classes of pgAudit; an image without pgAudit, such as
   * a `minimal` one of CloudNativePG, does not start unless it is `[]`.
   *
   * @default - changes of the schema and of roles: ['ddl', 'role']
   */
  readonly audit?: readonly AuditClass[];
  /** How many poolers there are, and what each may use. */
  readonly pooler: PoolerProps;
  /** How long the logins live that grants deliver. */
  readonly credentials: {
    /** Life of a client's login, after which it is dropped; a part of an hour has to come to whole seconds. */
    readonly ttlHours: number;
  };
  /**
   * When it is backed up, and who sees to the keys of the store, which the fact `backups` names.
   *
   * The cluster has to have CloudNativePG's plugin for Barman Cloud (docs/guides/restore.md). An image for its archive and
   * backups runs beside each instance, with 100m of CPU and 512Mi of memory.
   *
   * @default - never: what is lost is lost
   */
  readonly backup?: BackupProps;
}

/** By the tag, the operator knows what it upgrades from and to; where there is only a digest, its webhook refuses the Cluster. */
const VERSIONED_IMAGE = value(
  'write an image by version and digest, e.g. ghcr.io/cloudnative-pg/postgresql:17.6@sha256:…',
  (given) => typeof given === 'string' && /^[^\s@]+:\d[\w.-]*(@\S+)?$/.test(given),
);

/** How the life of logins is checked. */
export const CREDENTIALS = group<PostgresProps['credentials']>({
  ttlHours: needed(
    value(
      'write hours that come to whole seconds, as in 12',
      (given) => typeof given === 'number' && isCount(secondsOf(given)),
    ),
  ),
});

/** How each is checked. */
export const POSTGRES_PROPS: Props<PostgresProps> = {
  instances: needed(
    value('use 1, 3 or 5, of which a majority survives the loss of one', (given) =>
      [1, 3, 5].some((one) => one === given),
    ),
  ),
  image: needed(VERSIONED_IMAGE),
  storage: needed(AMOUNTS.storage),
  walStorage: optional(AMOUNTS.storage),
  storageClass: optional(nameOf('a StorageClass')),
  priorityClass: optional(nameOf('a PriorityClass')),
  resources: needed(RESOURCES),
  audit: optional(list(choice(...AUDIT_CLASSES), "list classes of pgAudit, e.g. ['ddl', 'role']")),
  pooler: needed(group(POOLER_PROPS)),
  credentials: needed(CREDENTIALS),
  backup: optional(group(BACKUP_PROPS, { cron: 'schedule', retention: 'retentionDays' })),
};

/** To the millisecond, because 0.7 hours are not quite 2520 seconds to a computer. */
export function secondsOf(hours: number): number {
  return Math.round(hours * 3_600_000) / 1000;
}
