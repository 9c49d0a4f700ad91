import { overlap } from '../../../constructs/network/cidr';
import { METADATA_CIDRS } from '../../../constructs/network/peers/addresses';
import { cidrOf } from '../../cidr';
import { each, type KubernetesRule } from '../../former';
import { ipBlocksOf } from '../../network-policy';

/** A program tricked into fetching a URL of the attacker's choice is tricked into fetching this one. */
export const metadataAddressExcluded: KubernetesRule = {
  id: 'metadata-address-excluded',
  judges: 'kubernetes',
  description: "Pods cannot reach the cloud's metadata address, because it hands out the credentials of the node.",
  level: 'mandatory',
  check: ({ object }) =>
    each(
      ipBlocksOf(object).filter(({ direction }) => direction === 'egress'),
      ({ field, cidr, except }) => {
        const network = cidrOf(cidr, `${field}.cidr`);
        const excluded = except.map((range) => cidrOf(range, `${field}.except`));
        return METADATA_CIDRS.filter((text) => {
          const address = cidrOf(text, field);
          return overlap(network, address) && !excluded.some((range) => overlap(range, address));
        }).map((text) => ({
          field: `${field}.except`,
          problem: `${cidr} contains the cloud's metadata address`,
          fix: `add ${text} to it`,
        }));
      },
    ),
};
