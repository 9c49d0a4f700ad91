import type { KubernetesResource } from '../../../constructs/plan/resource';
import { fieldsOf, listOf } from '../../fields';
import type { PlanRule } from '../../former';
import { isEmptySelector } from '../../labels';
import { eachNamespaceWithout } from '../../namespaces';
import { isNetworkPolicy } from '../../network-policy';

/** A pod that no NetworkPolicy selects may talk to anything, so one has to select them all. */
export const namespacesDenyByDefault: PlanRule = {
  id: 'namespaces-deny-by-default',
  judges: 'plan',
  description: 'Namespaces deny traffic that nothing allows, because a pod that no policy selects may reach anything.',
  level: 'mandatory',
  check: (plan) =>
    eachNamespaceWithout(plan, deniesAll, (name) => ({
      problem: `pods in '${name}' may talk to anything that nothing forbids`,
      fix: 'add a NetworkPolicy with an empty podSelector, both policyTypes and no rules',
    })),
};

function deniesAll({ object }: KubernetesResource): boolean {
  if (!isNetworkPolicy(object)) return false;
  const { podSelector, policyTypes, ingress, egress } = fieldsOf(object['spec'], 'spec');
  const types = listOf(policyTypes, 'spec.policyTypes');
  return (
    isEmptySelector(podSelector, 'spec.podSelector') &&
    types.includes('Ingress') &&
    types.includes('Egress') &&
    listOf(ingress, 'spec.ingress').length === 0 &&
    listOf(egress, 'spec.egress').length === 0
  );
}
