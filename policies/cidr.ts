import { BlockList, isIP } from 'node:net';
import { Unknowable } from './rule';

/** A range of addresses, IPv4 or IPv6. */
export interface Cidr {
  /** How many leading bits are fixed: 0 is every address. */
  readonly prefix: number;
  contains(address: string): boolean;
}

export function cidrOf(text: string, field: string): Cidr {
  const [address = '', length = ''] = text.split('/');
  const version = isIP(address);
  const prefix = /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (version === 0 || !(prefix <= (version === 4 ? 32 : 128))) {
    throw new Unknowable(field, `'${text}' is no address range`);
  }
  const block = new BlockList();
  block.addSubnet(address, prefix, familyOf(address));
  return { prefix, contains: (other) => isIP(other) === version && block.check(other, familyOf(other)) };
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
