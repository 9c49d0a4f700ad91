import { type Cidr, hostCidr, ipv4Within, overlap, tryAddress, tryCidr, widestPrefix } from '../network/cidr';
import type { Check } from './text';

/** One IP address. */
export const ipAddress: Check = (text, find) => {
  const address = tryAddress(text);
  if (address === undefined) {
    const [host = ''] = text.split('/');
    return tryAddress(host) === undefined
      ? `'${text}' is not an IP address; ${find}`
      : `'${text}' is a CIDR; write the address alone, ${host}`;
  }
  return text === address.text ? undefined : `'${text}' is not in canonical form; write ${address.text}`;
};

// Where a node keeps addresses for itself: IPv4 link-local (RFC 3927), IPv6 unique local (RFC 4193).
const NODE_LOCAL = ['169.254.0.0/16', 'fd00::/8'].map((text) => tryCidr(text)!);

/** An address that never leaves its node: a routable one would send DNS, allowed to every pod, off the node. */
export const nodeLocalAddress: Check = (text, find) =>
  ipAddress(text, find) ??
  (NODE_LOCAL.some((network) => overlap(network, tryCidr(hostCidr(text))!))
    ? undefined
    : `${text} is not node-local (169.254.0.0/16 or fd00::/8); ${find}`);

/**
 * What clusters number Services from: private, shared, benchmarking and reserved ranges (RFC 6890, RFC 4193), and the
 * public one that GKE keeps for it (https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips).
 */
const SERVICE_NETWORKS = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '240.0.0.0/4',
  '34.118.224.0/20',
  'fc00::/7',
].map((text) => tryCidr(text)!);

/** The address of a Service: one that is anywhere else would be let out of the cluster. */
export const serviceAddress: Check = (text, find) =>
  ipAddress(text, find) ??
  (SERVICE_NETWORKS.some((network) => overlap(network, tryCidr(hostCidr(text))!))
    ? undefined
    : `${text} is in no range that clusters number Services from, so that what it is for would leave the cluster; ${find}`);

/** A network in canonical form, of any size. */
export const cidr: Check = (text, find) => {
  const network = tryCidr(text);
  if (network === undefined) {
    const address = tryAddress(text);
    return address === undefined
      ? `'${text}' is not a CIDR; ${find}`
      : `'${text}' has no mask; write ${text}/${address.family === 4 ? 32 : 128} for that one address`;
  }
  return text === network.text ? ambiguous(network) : misspelt(text, network);
};

function ambiguous(network: Cidr): string | undefined {
  const ipv4 = ipv4Within(network);
  if (ipv4 === undefined) return undefined;
  const isPart = ipv4.prefix <= network.prefix;
  return isPart
    ? `'${network.text}' is IPv4 written as IPv6, which firewalls read in two ways; write it as IPv4`
    : `'${network.text}' has ${ipv4.text} in it, IPv4 written as IPv6, which firewalls read in two ways; name what is meant without it`;
}

function misspelt(text: string, network: Cidr): string {
  const address = tryAddress(text.split('/')[0]!);
  const what = address?.value === network.first ? 'is not in canonical form' : 'has host bits set';
  return `'${text}' ${what}; write ${network.text}`;
}

/** A network of the cluster's own, no wider than anybody owns; `everyone` says what it would mean if every address were in it. */
export const clusterCidr =
  (everyone: string): Check =>
  (text, find) => {
    const problem = cidr(text, find);
    const network = tryCidr(text);
    if (problem !== undefined || network === undefined || network.prefix >= widestPrefix(network)) {
      return problem;
    }
    return network.prefix === 0
      ? `${text} ${everyone}; ${find}`
      : `${text} is wider than a /${widestPrefix(network)}; ${find}`;
  };
