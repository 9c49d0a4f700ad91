import { widestPrefix } from '../../../constructs/network/cidr';
import { cidrOf } from '../../cidr';
import { fieldsOf } from '../../fields';
import { each, type KubernetesRule } from '../../former';
import { selectsGateway } from '../../gateway';
import { ipBlocksOf } from '../../network-policy';

/** Traffic to or from any address is the way out for stolen data and the way in for everybody. */
export const noOpenCidr: KubernetesRule = {
  id: 'no-open-cidr',
  judges: 'kubernetes',
  description: 'No pod may call, and only a gateway may be called from, any address, because data leaves that way.',
  level: 'mandatory',
  check: ({ object }) =>
    each(ipBlocksOf(object), ({ field, direction, cidr }) => {
      const network = cidrOf(cidr, `${field}.cidr`);
      if (network.prefix >= widestPrefix(network)) return [];
      const { podSelector } = fieldsOf(object['spec'], 'spec');
      if (direction === 'ingress' && selectsGateway(podSelector, 'spec.podSelector')) return [];
      return {
        field: `${field}.cidr`,
        problem: direction === 'egress' ? `pods may call any address in ${cidr}` : `any address in ${cidr} may call in`,
        fix: `name the range that is meant, of /${widestPrefix(network)} or narrower${direction === 'egress' ? '' : '; strangers come in by a gateway'}`,
      };
    }),
};
