import type { Manifest } from '../../constructs/manifest';
import { cidrOf } from '../cidr';
import { fieldsOf } from '../fields';
import { ipBlocksOf } from '../network-policy';
import { each, type KubernetesRule } from '../rule';

/** The widest range that anybody owns, such as 10.0.0.0/8. */
const WIDEST_PREFIX = 8;

/** Set by the Gateway API on the pods of a gateway: the only ones that strangers may call. */
export const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** Traffic to or from any address is the way out for stolen data and the way in for everybody. */
export const noOpenCidr: KubernetesRule = {
  id: 'no-open-cidr',
  judges: 'kubernetes',
  description: 'No pod may call, and only a gateway may be called from, any address, because data leaves that way.',
  level: 'mandatory',
  check: ({ object }) =>
    each(ipBlocksOf(object), ({ field, direction, cidr }) => {
      if (cidrOf(cidr, `${field}.cidr`).prefix >= WIDEST_PREFIX) return [];
      if (direction === 'ingress' && isForGateway(object)) return [];
      return {
        field: `${field}.cidr`,
        problem: direction === 'egress' ? `pods may call any address in ${cidr}` : `any address in ${cidr} may call in`,
        fix: `name the range that is meant, of /${WIDEST_PREFIX} or narrower${direction === 'egress' ? '' : '; strangers come in by a gateway'}`,
      };
    }),
};

function isForGateway(object: Manifest): boolean {
  const { podSelector } = fieldsOf(object['spec'], 'spec');
  const { matchLabels } = fieldsOf(podSelector, 'spec.podSelector');
  return fieldsOf(matchLabels, 'spec.podSelector.matchLabels')[GATEWAY_LABEL] !== undefined;
}
