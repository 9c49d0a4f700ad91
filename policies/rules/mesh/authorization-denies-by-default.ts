import { kindOf } from '../../../constructs/plan/kinds';
import type { KubernetesResource } from '../../../constructs/plan/resource';
import { fieldsOf } from '../../fields';
import type { PlanRule } from '../../former';
import { eachNamespaceWithout } from '../../namespaces';

/** Without any AuthorizationPolicy the mesh proves who calls and then lets everybody in. */
export const authorizationDeniesByDefault: PlanRule = {
  id: 'authorization-denies-by-default',
  judges: 'plan',
  description: 'Namespaces authorize nobody by default, because a workload without a policy accepts every caller.',
  level: 'mandatory',
  check: (plan) =>
    eachNamespaceWithout(plan, allowsNothing, (name) => ({
      problem: `workloads in '${name}' without a policy of their own accept every caller`,
      fix: 'add an AuthorizationPolicy with an empty spec, which allows nothing',
    })),
};

/** An empty spec selects every workload, and matches no request; a dry run of it is only logged. */
function allowsNothing({ object }: KubernetesResource): boolean {
  return (
    kindOf(object) === 'security.istio.io/AuthorizationPolicy' &&
    (object.metadata.annotations?.['istio.io/dry-run'] ?? 'false') === 'false' &&
    Object.keys(fieldsOf(object['spec'], 'spec')).length === 0
  );
}
