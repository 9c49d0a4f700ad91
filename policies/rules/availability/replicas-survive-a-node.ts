import { podSpecsOf } from '../../containers';
import { fieldsOf, listOf } from '../../fields';
import { each, type KubernetesRule } from '../../former';
import { isReplicated } from '../../replicas';

/** The scheduler is free to put every replica on one node, and does so when it is the emptiest. */
export const replicasSurviveANode: KubernetesRule = {
  id: 'replicas-survive-a-node',
  judges: 'kubernetes',
  description: 'Replicas are spread, because otherwise one node that fails may take all of them.',
  level: 'mandatory',
  check: ({ object }) => {
    if (!isReplicated(object)) return undefined;
    return each(podSpecsOf(object), ({ field, spec }) => {
      const spread = listOf(spec['topologySpreadConstraints'], `${field}.topologySpreadConstraints`);
      const affinity = fieldsOf(spec['affinity'], `${field}.affinity`);
      const apart = fieldsOf(affinity['podAntiAffinity'], `${field}.affinity.podAntiAffinity`);
      if (spread.length > 0 || Object.keys(apart).length > 0) return [];
      return {
        field: `${field}.topologySpreadConstraints`,
        problem: 'all replicas may run on one node',
        fix: 'spread them over nodes or zones, or set spec.replicas to 1',
      };
    });
  },
};
