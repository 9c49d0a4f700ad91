import { type WidestRange, widestPrefixes } from '../../constructs/network/cidr';
import { text } from './cel';

/** The ranges that are IPv4 to some readers and IPv6 to others, as CEL is asked for them. */
const NAT64 = '64:ff9b::/96';

/**
 * Whether everybody reads a range alike, in CEL.
 *
 * CEL takes no range of `::ffff:0:0/96` for one; whatever is wider and holds that holds its neighbour, too.
 */
export function isReadAlike(range: string): string {
  const mapped = `(cidr(${range}).prefixLength() < 96 && cidr(${range}).containsIP("::fffe:0:0"))`;
  const translated = `cidr(${range}).containsIP("64:ff9b::") || cidr(${text(NAT64)}).containsIP(cidr(${range}).ip())`;
  return `isCIDR(${range}) && (cidr(${range}).prefixLength() == 0 || !(${mapped} || ${translated}))`;
}

/** Whether a range is no wider than may be named, by default than any that somebody owns, in CEL: `widestPrefix` says why. */
export function isOwned(range: string, asked?: WidestRange): string {
  const { ipv4, ipv6, uniqueLocal } = widestPrefixes(asked);
  const [isIpv4, isLocal] = [`cidr(${range}).ip().family() == 4`, `cidr("fc00::/7").containsCIDR(cidr(${range}))`];
  const ofIpv6 = uniqueLocal === ipv6 ? ipv6 : `(${isLocal} ? ${uniqueLocal} : ${ipv6})`;
  const widest =
    ipv4 === uniqueLocal ? `${isIpv4} || ${isLocal} ? ${ipv4} : ${ipv6}` : `${isIpv4} ? ${ipv4} : ${ofIpv6}`;
  return `cidr(${range}).prefixLength() >= (${widest})`;
}

/** Whether a label selector asks for the value of a label, in CEL. */
export function narrows(selector: string): string {
  return `(size(${selector}.?matchLabels.orValue({})) > 0 || ${selector}.?matchExpressions.orValue([]).exists(one, one.operator == "In"))`;
}

/** The peers of an entry of a NetworkPolicy, in CEL: it has those of one direction. */
export const PEERS = '(entry.?from.orValue([]) + entry.?to.orValue([]))';
