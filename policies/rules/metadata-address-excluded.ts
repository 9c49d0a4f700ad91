import { cidrOf } from '../cidr';
import { ipBlocksOf } from '../network-policy';
import { each, type KubernetesRule } from '../rule';

/** Where AWS, Azure and Google Cloud answer anyone who asks with the credentials of the node. */
const METADATA_ADDRESS = '169.254.169.254';

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
        const holds = (range: string, at: string) => cidrOf(range, at).contains(METADATA_ADDRESS);
        if (!holds(cidr, `${field}.cidr`) || except.some((range) => holds(range, `${field}.except`))) return [];
        return {
          field: `${field}.except`,
          problem: `${cidr} contains the cloud's metadata address`,
          fix: `add ${METADATA_ADDRESS}/32 to it`,
        };
      },
    ),
};
