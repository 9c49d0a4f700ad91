import { bodyKind, bodyOf } from '../../../../../constructs/plan/diff/renames';
import type { Resource } from '../../../../../constructs/plan/resource';
import type { Comparison } from '../../../comparison';
import { type Both, changedIn, goneIn } from '../pairs';
import { valueAt } from '../value-at';
import { type DataChange, loss } from './change';

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

/** By kind: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming, and the API reference of CloudNativePG. */
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
      field: 'spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
      default: 'Retain',
      keeps: is('Retain'),
      otherwise: 'takes its claims along when it is deleted',
    },
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
  'postgresql.cnpg.io/Database': [
    {
      field: 'spec.databaseReclaimPolicy',
      default: 'retain',
      keeps: is('retain'),
      otherwise: 'is dropped when its object is deleted',
    },
  ],
  'postgresql.cnpg.io/ScheduledBackup': [
    { field: 'spec.suspend', default: false, keeps: is(false), otherwise: 'is suspended: no backup is taken' },
  ],
};

/** What was kept whatever happens, and is not any more; and what was not, and is. */
export function lessKept(comparison: Comparison): readonly DataChange[] {
  return [
    ...changedIn(comparison).flatMap(guarded),
    ...changedIn(comparison).flatMap(copies),
    ...goneIn(comparison).flatMap(backupsEnd),
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

function backupsEnd(resource: Resource): readonly DataChange[] {
  if (bodyKind(resource) !== 'postgresql.cnpg.io/ScheduledBackup') return [];
  return [loss(resource, `is deleted: its backups are no longer taken`)];
}
