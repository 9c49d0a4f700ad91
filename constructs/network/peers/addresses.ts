import { inspect } from 'node:util';
import { UserError } from '../../invalid';
import type { NetworkPolicyPeer } from '../../kubernetes';
import { type Cidr, ipv4Within, overlap, tryCidr, widestPrefix } from '../cidr';
import type { Caller, Peer } from '../peer';
import type { Ports } from '../port';
import { checkPeerPorts } from '../port-checks';

/**
 * Where clouds hand the credentials of the node to whoever asks: most of them over IPv4, AWS and Google over IPv6 too;
 * then the tasks of AWS, Alibaba Cloud, and Azure, which also hands out what an extension of the machine was given.
 */
const METADATA_CIDRS = [
  '169.254.169.254/32',
  'fd00:ec2::254/128',
  'fd20:ce::254/128',
  '169.254.170.2/32',
  '100.100.100.200/32',
  '168.63.129.16/32',
] as const;

/** The same, and those that a platform lists beside them. */
export function metadataCidrs(more: readonly string[] = []): readonly string[] {
  return more.length === 0 ? METADATA_CIDRS : [...new Set([...METADATA_CIDRS, ...more])];
}

/** What to do instead of calling such an address. */
export const FOR_METADATA = 'give the workload credentials of its own';

/** What to do instead of naming a range that is too wide. */
export const FOR_TOO_WIDE = 'name the range that is meant, or say publicInternet(…) and ask for an exemption';

/** What is not a public address: this host, private, shared, link-local, multicast and reserved ranges (RFC 6890); and Azure's own. */
const NOT_PUBLIC = {
  '0.0.0.0/0': [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '168.63.129.16/32',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '224.0.0.0/3',
  ],
  // Outside 2000::/3, no unicast address is public (RFC 4291).
  '2000::/3': [],
} as const;

/**
 * A range of addresses that a workload may call. The metadata addresses of clouds are cut out of it, and once it is rendered
 * those that the platform lists. What is wider than the `widestRange` of the platform is refused where a workload names it.
 */
export function cidr(text: string, ports: Ports): Peer {
  checkPeerPorts(`cidr('${text}')`, ports);
  const network = networkOf(text);
  // The rule `no-open-cidr` draws the same line.
  if (network.prefix < widestPrefix(network)) {
    throw new UserError([`'${text}' is wider than the /${widestPrefix(network)} that anybody owns; ${FOR_TOO_WIDE}`]);
  }
  if (ipv4Within(network) !== undefined) {
    throw new UserError([`'${text}' is IPv4 written as IPv6, which firewalls read in two ways; write it as IPv4`]);
  }
  return { name: text, role: 'external', ports, selectors: [block(network)] };
}

/**
 * Every public address, on these ports: the way out for stolen data, so the rule `no-open-cidr` fails it.
 *
 * For a host whose addresses nobody publishes. It takes a dated exemption with an owner to deploy.
 */
export function publicInternet(ports: Ports): Peer {
  checkPeerPorts('publicInternet(…)', ports);
  const selectors = Object.entries(NOT_PUBLIC).map(([text, except]) => ({
    ipBlock: { cidr: text, ...(except.length > 0 && { except }) },
  }));
  return { name: 'public-internet', role: 'external', ports, selectors };
}

/** Addresses outside the cluster that may call in. */
export function clients(cidrs: readonly string[]): Caller {
  if (!Array.isArray(cidrs)) {
    throw new UserError([`clients(…) has ${inspect(cidrs)} for its ranges; list them, e.g. ['203.0.113.0/24']`]);
  }
  const problems = cidrs.flatMap((text) => networkProblem(text) ?? []);
  if (problems.length > 0) throw new UserError(problems);
  return {
    name: `clients (${cidrs.join(', ')})`,
    role: 'external',
    selectors: cidrs.map((text) => ({ ipBlock: { cidr: text } })),
  };
}

/** What is wrong with a CIDR, and what to write; undefined if nothing is. */
export function networkProblem(text: string): string | undefined {
  const network = tryCidr(text);
  if (network === undefined) return `'${text}' is not a CIDR; write a network and its mask, e.g. 203.0.113.0/24`;
  return network.text === text ? undefined : `'${text}' has host bits set; write ${network.text}`;
}

/** The network that a CIDR names, if it is written as it should be and is not the metadata address itself. */
function networkOf(text: string): Cidr {
  const problem = networkProblem(text);
  if (problem !== undefined) throw new UserError([problem]);
  if (METADATA_CIDRS.some((metadata) => metadata === text)) {
    throw new UserError([`'${text}' is where the cloud hands out the credentials of the node; ${FOR_METADATA}`]);
  }
  return tryCidr(text)!;
}

function block(network: Cidr): NetworkPolicyPeer {
  const except = METADATA_CIDRS.filter((metadata) => overlap(network, tryCidr(metadata)!));
  return { ipBlock: { cidr: network.text, ...(except.length > 0 && { except }) } };
}
