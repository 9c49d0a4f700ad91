import { factsOf, kindOf } from '../../../../../constructs/plan/kinds';
import type { KubernetesResource } from '../../../../../constructs/plan/resource';
import type { Prepared, Replicas } from '../../../../../policies/prepared';
import { tryRead } from '../../../../../policies/read';
import { valueAt } from '../value-at';
import { type Amount, amount, NONE, plus, times } from './amount';
import { podRequests, requests } from './pod';

/** What a resource takes of a cluster all the time. */
export interface Footprint {
  /** With as few pods as it may have. */
  readonly least: Amount;
  /** With as many as its autoscaler may give it. */
  readonly most: Amount;
  /** How many pods that is. @default - it has none, or one on each node */
  readonly pods?: Replicas;
}

/** Of what has pods all the time or keeps a disk; undefined for what does not, such as a job. */
export function footprintOf(resource: KubernetesResource, prepared: Prepared): Footprint | undefined {
  const kind = kindOf(resource.object);
  if (kind === 'PersistentVolumeClaim') {
    return fixed(amount({ storage: valueAt(resource.object, 'spec.resources.requests.storage') }));
  }
  if (kind === 'postgresql.cnpg.io/Cluster' || kind === 'postgresql.cnpg.io/Pooler') return ofOperator(resource);
  const { keeps, template } = factsOf(kind);
  if (keeps !== 'replicas' || template === undefined) return undefined;
  const counted = tryRead(() => prepared.workloadOf(resource)?.replicas);
  if (!('value' in counted) || counted.value === undefined) return undefined;
  const pod = podRequests(valueAt(resource.object, [...template, 'spec'].join('.')));
  return scaled(plus(pod, claimsOf(resource)), counted.value);
}

function ofOperator({ object }: KubernetesResource): Footprint {
  const pods = Number(valueAt(object, 'spec.instances') ?? 1);
  const disk = (field: string) => amount({ storage: valueAt(object, field) });
  const one =
    kindOf(object) === 'postgresql.cnpg.io/Pooler'
      ? podRequests(valueAt(object, 'spec.template.spec'))
      : [requests(object['spec']), disk('spec.storage.size'), disk('spec.walStorage.size')].reduce(plus, NONE);
  return scaled(one, { least: pods, most: pods });
}

/** Each pod of a StatefulSet has claims of its own. */
function claimsOf({ object }: KubernetesResource): Amount {
  const templates = valueAt(object, 'spec.volumeClaimTemplates');
  return (Array.isArray(templates) ? templates : [])
    .map((claim: unknown) => amount({ storage: valueAt(claim, 'spec.resources.requests.storage') }))
    .reduce(plus, NONE);
}

/** A number that nobody says may be any: what is known of it is the least. */
function scaled(one: Amount, { least, most }: Replicas): Footprint {
  const pods = { least, most: Number.isFinite(most) ? most : least };
  return { least: times(one, pods.least), most: times(one, pods.most), pods };
}

function fixed(all: Amount): Footprint {
  return { least: all, most: all };
}
