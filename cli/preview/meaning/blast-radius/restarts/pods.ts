import { factsOf, kindOf } from '../../../../../constructs/plan/kinds';
import type { KubernetesResource } from '../../../../../constructs/plan/resource';
import type { Prepared } from '../../../../../policies/prepared';
import { tryRead } from '../../../../../policies/read';
import { valueAt } from '../value-at';
import { deploymentOf } from './gateway';

export const GATEWAY = 'gateway.networking.k8s.io/Gateway';

/** Operators that keep so many pods as a field says. */
const COUNTED_BY: Readonly<Record<string, string>> = {
  'postgresql.cnpg.io/Cluster': 'spec.instances',
  'postgresql.cnpg.io/Pooler': 'spec.instances',
};

/** Enough nodes for a pod on each to be one of several. */
const NODES = 3;

/** As many pods as a workload has at the least; one where nobody can tell. */
export function podsOf(workload: KubernetesResource, prepared: Prepared): number {
  const kind = kindOf(workload.object);
  if (kind === GATEWAY) return Number(valueAt(deploymentOf(workload, prepared), 'spec.replicas') ?? 1);
  if (factsOf(kind).keeps === 'each-node') return NODES;
  if (Object.hasOwn(COUNTED_BY, kind)) return Number(valueAt(workload.object, COUNTED_BY[kind]!) ?? 1);
  const counted = tryRead(() => prepared.workloadOf(workload)?.replicas.least);
  return ('value' in counted ? counted.value : undefined) ?? 1;
}
