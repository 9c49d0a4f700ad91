import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import type { KubernetesResource } from '../../../constructs/plan/resource';
import { fieldsOf } from '../../../policies/fields';
import { who } from '../../../policies/index';
import { prepare } from '../../../policies/prepare';
import type { Comparison } from '../comparison';

const MONITOR = 'monitoring.coreos.com/PodMonitor';

/** What of a change keeps pods up that no monitor of the plan finds. */
export function unwatchedIn({ pairs, after }: Comparison): readonly string[] {
  const touched = pairs.flatMap((pair) =>
    pair.after?.api === 'kubernetes' && keepsPods(pair.after) ? [pair.after] : [],
  );
  if (touched.length === 0) return [];
  const plan = prepare(after.plan);
  const found = new Set(
    plan.of(MONITOR).flatMap(({ object, namespace = 'default' }) => {
      const spec = fieldsOf(object['spec'], 'spec');
      const pods = [...plan.podsSelected(namespace, spec['selector'] ?? {}, 'spec.selector')];
      return pods.map(({ resource }) => resource.id);
    }),
  );
  return touched.filter(({ id }) => !found.has(id)).map(who);
}

function keepsPods({ object }: KubernetesResource): boolean {
  const { keeps } = factsOf(kindOf(object));
  return keeps === 'replicas' || keeps === 'each-node';
}
