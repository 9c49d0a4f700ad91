import { kindOf } from '../../../../../constructs/plan/kinds';
import type { Manifest } from '../../../../../constructs/plan/resource';
import { isGroup } from '../../../../../constructs/props/props';
import { valueAt } from '../value-at';

/** What somebody else keeps for an object, and what becomes of that when the object is deleted. */
interface Kept {
  /** In the plural, after `it is deleted, and`. */
  readonly what: string;
  /** Whether it is deleted along with the object. Where it stays, nothing in a plan says that it is there. */
  readonly goes: boolean;
}

/** Claims, records and tables are nobody's resources: who operates them decides by a field of the object that asked for them. */
export function goesAlong(object: Manifest): Kept | undefined {
  const kind = kindOf(object);
  return Object.hasOwn(KEPT, kind) ? KEPT[kind]!(object) : undefined;
}

const claims = (goes: boolean): Kept => ({ what: 'its claims', goes });

const KEPT: Readonly<Record<string, (object: Manifest) => Kept | undefined>> = {
  // https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
  'apps/StatefulSet': (object) => {
    const templates = valueAt(object, 'spec.volumeClaimTemplates');
    if (!Array.isArray(templates) || templates.length === 0) return undefined;
    return claims(valueAt(object, 'spec.persistentVolumeClaimRetentionPolicy.whenDeleted') === 'Delete');
  },
  // https://www.elastic.co/guide/en/cloud-on-k8s/current/k8s-volume-claim-templates.html
  'elasticsearch.k8s.elastic.co/Elasticsearch': (object) =>
    claims(valueAt(object, 'spec.volumeClaimDeletePolicy') !== 'DeleteOnScaledownOnly'),
  // https://strimzi.io/docs/operators/latest/configuring#type-PersistentClaimStorage-reference
  'kafka.strimzi.io/Kafka': (object) => stored(valueAt(object, 'spec.kafka.storage')),
  'kafka.strimzi.io/KafkaNodePool': (object) => stored(valueAt(object, 'spec.storage')),
  // A topic that its operator was told to leave alone outlives its object.
  'kafka.strimzi.io/KafkaTopic': ({ metadata }) => ({
    what: 'its records',
    goes: metadata.annotations?.['strimzi.io/managed'] !== 'false',
  }),
  'postgresql.cnpg.io/Database': (object) => ({
    what: 'its tables',
    goes: valueAt(object, 'spec.databaseReclaimPolicy') === 'delete',
  }),
};

/** Of one disk, or of each of several; a Kafka whose pools of nodes say how they store says nothing itself. */
function stored(storage: unknown): Kept | undefined {
  if (!isGroup(storage)) return undefined;
  const volumes = Array.isArray(storage['volumes']) ? storage['volumes'].filter(isGroup) : [];
  const disks = [storage, ...volumes];
  if (disks.some(({ type }) => type === 'ephemeral')) return { what: 'its records', goes: true };
  return claims(disks.some(({ deleteClaim }) => deleteClaim === true));
}
