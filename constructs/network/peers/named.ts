import type { NetworkPolicyPeer } from '../../kubernetes';
import type { RuleParameters } from '../../plan/parameters';
import { contains, overlap, tryCidr, widestPrefix } from '../cidr';
import type { Caller, Peer } from '../peer';
import { FOR_METADATA, FOR_TOO_WIDE } from './addresses';

/** A problem, as a construct goes on behind its path, and what to do. */
type Problem = readonly [problem: string, remedy: string];

/** Who may be called, as one platform lets it be named: without the metadata addresses that the platform lists. */
export function named(peer: Caller & Partial<Pick<Peer, 'ports'>>, { metadataAddresses }: RuleParameters): Caller {
  if (metadataAddresses === undefined) return peer;
  const selectors = peer.selectors.map((one) => without(one, metadataAddresses));
  if (selectors.every((one, index) => one === peer.selectors[index])) return peer;
  const { name, role, ports, serviceAccount } = peer;
  return { name, role, selectors, ...(ports && { ports }), ...(serviceAccount !== undefined && { serviceAccount }) };
}

/** What a platform does not let anybody name of a peer outside: a range that is wider than its widest, or such an address itself. */
export function problemsOfRanges(
  { role, selectors }: Caller,
  { metadataAddresses = [], widestRange }: RuleParameters,
): readonly Problem[] {
  if (role !== 'external') return [];
  return selectors.flatMap(({ ipBlock }): readonly Problem[] => {
    const network = ipBlock && tryCidr(ipBlock.cidr);
    if (network === undefined) return [];
    const { text, prefix } = network;
    if (metadataAddresses.includes(text)) {
      return [[`names '${text}', which is where the cloud hands out credentials`, FOR_METADATA]];
    }
    const widest = widestPrefix(network, widestRange);
    // What is wider than anybody's was not let through by `cidr`: it is publicInternet(…), which the rule fails.
    const isTooWide = prefix < widest && prefix >= widestPrefix(network);
    return isTooWide
      ? [[`names '${text}', which is wider than the /${widest} that the platform allows`, FOR_TOO_WIDE]]
      : [];
  });
}

/** The API server takes an exception only inside of its range, so not the range itself. */
function without(selector: NetworkPolicyPeer, addresses: readonly string[]): NetworkPolicyPeer {
  const { ipBlock } = selector;
  const network = ipBlock && tryCidr(ipBlock.cidr);
  if (ipBlock === undefined || network === undefined) return selector;
  const { except = [] } = ipBlock;
  const excepted = except.flatMap((text) => tryCidr(text) ?? []);
  const inside = addresses.filter((text) => {
    const address = tryCidr(text);
    if (address === undefined || address.text === network.text || !contains(network, address)) return false;
    return !excepted.some((range) => overlap(range, address));
  });
  return inside.length === 0 ? selector : { ...selector, ipBlock: { ...ipBlock, except: [...except, ...inside] } };
}
