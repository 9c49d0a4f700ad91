import { isIPv4, isIPv6 } from 'node:net';

/** A network: every address from `first` to `last`. */
export interface Cidr {
  /** The one way to write it: no host bits, and IPv6 as RFC 5952 shortens it. */
  readonly text: string;
  readonly family: 4 | 6;
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
}

/** Bits of an address. */
export const BITS = { 4: 32, 6: 128 } as const;

/** The network that a CIDR names, host bits dropped; undefined if it names none. */
export function tryCidr(text: string): Cidr | undefined {
  // Digits alone: `Number` would also take '', '1e1' and '0x8'; and `08` is octal to some readers.
  const [, host, mask] = /^([^/]*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const address = host === undefined ? undefined : tryAddress(host);
  const prefix = Number(mask);
  if (address === undefined || prefix > BITS[address.family]) {
    return undefined;
  }
  const { family } = address;
  const hosts = (1n << BigInt(BITS[family] - prefix)) - 1n;
  const first = address.value & ~hosts;
  return { text: `${formatAddress(family, first)}/${prefix}`, family, prefix, first, last: first | hosts };
}

/** One address, as the network of its own. */
export function hostCidr(ip: string): string {
  return `${ip}/${isIPv6(ip) ? BITS[6] : BITS[4]}`;
}

/** Whether every address of one network is in another. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether some address is in both networks. */
export function overlap(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** An IP address as a number, and the one way to write it. */
export interface Address {
  readonly text: string;
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** The address that a text names; undefined if it names none. */
export function tryAddress(text: string): Address | undefined {
  if (isIPv4(text)) {
    return { text, family: 4, value: fromDigits(text.split('.').map(BigInt), 8n) };
  }
  // A zone (`fe80::1%eth0`) means something on one host only.
  if (!isIPv6(text) || text.includes('%')) {
    return undefined;
  }
  const value = fromDigits(groups(text), 16n);
  return { text: formatAddress(6, value), family: 6, value };
}

/** What is IPv4 to some readers and IPv6 to others: mapped addresses (RFC 4291) and those behind NAT64 (RFC 6052). */
const IPV4_IN_IPV6 = ['::ffff:0:0/96', '64:ff9b::/96'];

/** Read when it is asked for first: the parser of URLs, by which IPv6 is read, takes a tenth of the time in which a command starts. */
let ipv4InIpv6: readonly Cidr[] | undefined;

/** The range of IPv4 written as IPv6 that a network has a part of; undefined if none, and for every address at once. */
export function ipv4Within(network: Cidr): Cidr | undefined {
  // `::/0` has no second reading.
  if (network.family === 4 || network.prefix === 0) return undefined;
  ipv4InIpv6 ??= IPV4_IN_IPV6.map((text) => tryCidr(text)!);
  return ipv4InIpv6.find((range) => overlap(range, network));
}

/** The first bits of fc00::/7, which is private as a whole, as 10.0.0.0/8 is (RFC 4193). */
const UNIQUE_LOCAL = { bits: 7, value: 0xfcn >> 1n } as const;

/**
 * The prefix of the widest network that anybody owns.
 *
 * IPv4: 10.0.0.0/8 is the largest private one (RFC 1918). IPv6: /32 is what a registry gives a whole provider at first
 * (ripe-738, 5.1.2), and each site gets a /48 of that at most (RFC 6177); of what is private, anybody has a /8.
 */
export const ANYBODYS = { ipv4: 8, ipv6: 32, uniqueLocal: 8 } as const;

/** Prefixes of the widest range that may be named, narrower than the widest that anybody owns. */
export interface WidestRange {
  /**
   * Of IPv4, from 8 to 32.
   *
   * @default 8 - 10.0.0.0/8 is the largest that is private
   */
  readonly ipv4?: number;
  /**
   * Of IPv6, from 32 to 128, private ranges (fc00::/7) included.
   *
   * @default 32 - what a registry gives a whole provider; 8 of private ranges
   */
  readonly ipv6?: number;
}

/** The prefix of the widest range of each sort of addresses: never wider than anybody's, whatever is asked for. */
export function widestPrefixes({
  ipv4 = ANYBODYS.ipv4,
  ipv6,
}: WidestRange = {}): Record<keyof typeof ANYBODYS, number> {
  return {
    ipv4: Math.max(ipv4, ANYBODYS.ipv4),
    ipv6: Math.max(ipv6 ?? ANYBODYS.ipv6, ANYBODYS.ipv6),
    uniqueLocal: Math.max(ipv6 ?? ANYBODYS.uniqueLocal, ANYBODYS.uniqueLocal),
  };
}

/** The prefix of the widest network that may be named near the given one, by default the widest that anybody owns. */
export function widestPrefix({ family, prefix, first }: Cidr, asked?: WidestRange): number {
  const widest = widestPrefixes(asked);
  if (family === 4) return widest.ipv4;
  const { bits, value } = UNIQUE_LOCAL;
  const isLocal = prefix >= bits && first >> BigInt(BITS[6] - bits) === value;
  return isLocal ? widest.uniqueLocal : widest.ipv6;
}

/** The eight 16-bit groups of a valid IPv6 address. */
function groups(text: string): bigint[] {
  // The URL parser writes a trailing IPv4 part (`::ffff:10.0.0.1`) as groups.
  const [head = '', tail] = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::');
  const [left, right] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':'))) as [string[], string[]];
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].map((group) => BigInt(`0x${group}`));
}

function fromDigits(digits: readonly bigint[], bits: bigint): bigint {
  return digits.reduce((value, digit) => (value << bits) | digit, 0n);
}

function formatAddress(family: 4 | 6, value: bigint): string {
  if (family === 4) {
    return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
  }
  const digits = value.toString(16).padStart(32, '0');
  // The URL parser shortens as RFC 5952 does: the longest run of zeros, lower case.
  return new URL(`http://[${digits.match(/.{4}/g)!.join(':')}]`).hostname.slice(1, -1);
}
