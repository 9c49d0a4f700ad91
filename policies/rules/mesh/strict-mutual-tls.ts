import { kindOf } from '../../../constructs/plan/kinds';
import type { KubernetesResource } from '../../../constructs/plan/resource';
import { fieldsOf, isAbsent } from '../../fields';
import type { PlanRule } from '../../former';
import { eachNamespaceWithout } from '../../namespaces';

/** Istio's default accepts clear text too, so that a mesh can be adopted step by step. */
export const strictMutualTls: PlanRule = {
  id: 'strict-mutual-tls',
  judges: 'plan',
  description: 'Namespaces accept mutual TLS only, because by default the mesh accepts clear text from anyone as well.',
  level: 'mandatory',
  check: (plan) =>
    eachNamespaceWithout(plan, isStrict, (name) => ({
      problem: `pods in '${name}' accept clear text`,
      fix: 'add a PeerAuthentication without a selector and with mtls.mode STRICT',
    })),
};

function isStrict({ object }: KubernetesResource): boolean {
  if (kindOf(object) !== 'security.istio.io/PeerAuthentication') return false;
  const { selector, mtls } = fieldsOf(object['spec'], 'spec');
  return isAbsent(selector) && fieldsOf(mtls, 'spec.mtls')['mode'] === 'STRICT';
}
