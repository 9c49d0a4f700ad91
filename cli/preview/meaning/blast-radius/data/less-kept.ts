import { bodyKind, bodyOf } from '../../../../../constructs/plan/diff/renames';
import type { Resource } from '../../../../../constructs/plan/resource';
import type { Comparison } from '../../../comparison';
import { type Both, changedIn, goneIn } from '../pairs';
import { valueAt } from '../value-at';
import { type DataChange, loss } from './change';
import { goesAlong } from './goes-along';

/** Whether data is kept by a field, and what follows where it is not. */
interface Guard {
  readonly field: string;
  /** What it is where it is left out. */
  readonly default: unknown;
  readonly keeps: (value: unknown) => boolean;
  /** After the name of the resource. */
  readonly otherwise: string;
}

const is = (kept: unknown) => (value: unknown) => value === kept;
const isThere = (value: unknown) => value !== undefined;
const archives = (plugins: unknown) =>
  Array.isArray(plugins) && plugins.some((plugin: unknown) => valueAt(plugin, 'isWALArchiver') === true);

/** By kind: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming, and the API references of those who operate it. */
const GUARDS: Readonly<Record<string, readonly Guard[]>> = {
  PersistentVolume: [
    {
      field: 'spec.persistentVolumeReclaimPolicy',
      default: 'Retain',
      keeps: is('Retain'),
      otherwise: 'is deleted with its claim',
    },
  ],
  'apps/StatefulSet': [
    {
      field: 'spec.persistentVolumeClaimRetentionPolicy.whenScaled',
      default: 'Retain',
      keeps: is('Retain'),
      otherwise: 'takes the claims of its last pods along when it is scaled down',
    },
  ],
  'postgresql.cnpg.io/Cluster': [
    { field: 'spec.backup', default: undefined, keeps: isThere, otherwise: 'is no longer backed up' },
    { field: 'spec.plugins', default: undefined, keeps: archives, otherwise: 'no longer archives its log' },
    {
      field: 'spec.postgresql.synchronous',
      default: undefined,
      keeps: isThere,
      otherwise: 'may lose what it has acknowledged when its primary fails',
    },
  ],
  'postgresql.cnpg.io/ScheduledBackup': [
    { field: 'spec.suspend', default: false, keeps: is(false), otherwise: 'is suspended: no backup is taken' },
  ],
  'snapshot.storage.k8s.io/VolumeSnapshotClass': [
    {
      field: 'deletionPolicy',
      default: undefined,
      keeps: is('Retain'),
      otherwise: 'deletes snapshots with their objects',
    },
  ],
  'snapshot.storage.k8s.io/VolumeSnapshotContent': [
    {
      field: 'spec.deletionPolicy',
      default: undefined,
      keeps: is('Retain'),
      otherwise: 'is deleted with the VolumeSnapshot that it is of',
    },
  ],
  'storage.k8s.io/StorageClass': [
    {
      field: 'reclaimPolicy',
      default: 'Delete',
      keeps: is('Retain'),
      otherwise: 'has the volumes that it makes from then on deleted with their claims',
    },
  ],
  'velero.io/Schedule': [
    { field: 'spec.paused', default: false, keeps: is(false), otherwise: 'is paused: no backup is taken' },
  ],
};

/** What comes to an end with an object that holds no data itself. */
const ENDS: Readonly<Record<string, string>> = {
  'barmancloud.cnpg.io/ObjectStore': 'is deleted: no Cluster archives to it, or is restored from it',
  'longhorn.io/RecurringJob': 'is deleted: its backups and snapshots are no longer taken',
  'postgresql.cnpg.io/ScheduledBackup': 'is deleted: its backups are no longer taken',
  'velero.io/Schedule': 'is deleted: its backups are no longer taken',
};

/** What was kept whatever happens, and is not any more; and what was not, and is. */
export function lessKept(comparison: Comparison): readonly DataChange[] {
  return [
    ...changedIn(comparison).flatMap(guarded),
    ...changedIn(comparison).flatMap(takenAlong),
    ...changedIn(comparison).flatMap(copies),
    ...goneIn(comparison).flatMap(ended),
  ];
}

function guarded({ before, after }: Both): readonly DataChange[] {
  const kind = bodyKind(after);
  return (Object.hasOwn(GUARDS, kind) ? GUARDS[kind]! : []).flatMap((guard) => {
    const [was, now] = [before, after].map((side) => guard.keeps(valueAt(bodyOf(side), guard.field) ?? guard.default));
    if (was === now) return [];
    if (!now) return [loss(after, `${guard.otherwise}`)];
    return [{ resource: after, effect: 'better', says: `keeps its data by ${guard.field} now`, isLoss: false }];
  });
}

/** One copy is none when its node fails. */
function copies({ before, after }: Both): readonly DataChange[] {
  if (bodyKind(after) !== 'postgresql.cnpg.io/Cluster') return [];
  const [was, now] = [before, after].map((side) => Number(valueAt(bodyOf(side), 'spec.instances')));
  if (!(now! < was!)) return [];
  const says = `has ${now} ${now === 1 ? 'copy' : 'copies'} of its data, where it had ${was}`;
  return [{ resource: after, effect: 'worse', says, isLoss: now === 1 }];
}

/** Who keeps something for it lets that go when it is deleted, or does so no longer. */
function takenAlong({ before, after }: Both): readonly DataChange[] {
  if (before.api === 'vault' || after.api === 'vault') return [];
  const [was, now] = [goesAlong(before.object), goesAlong(after.object)];
  if (was === undefined || now === undefined || was.goes === now.goes) return [];
  if (now.goes) return [loss(after, `takes ${now.what} along when it is deleted`)];
  return [{ resource: after, effect: 'better', says: `leaves ${now.what} when it is deleted`, isLoss: false }];
}

function ended(resource: Resource): readonly DataChange[] {
  const kind = bodyKind(resource);
  return Object.hasOwn(ENDS, kind) ? [loss(resource, ENDS[kind]!)] : [];
}
