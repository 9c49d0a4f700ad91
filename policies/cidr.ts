import { type Cidr, ipv4Within, tryCidr } from '../constructs/network/cidr';
import { Unknowable } from './unknowable';

/** A range of addresses without some parts of it, as an ipBlock names it. */
export interface AddressRange {
  readonly block: Cidr;
  readonly except: readonly Cidr[];
}

/** Ranges that were read, of which an input has few, again and again. So many, lest they fill the memory. */
const READ = new Map<string, Cidr>();
const MOST = 10_000;

/** @throws Unknowable when the text is no range of addresses, or one that is read in two ways. */
export function cidrOf(text: string, field: string): Cidr {
  const known = READ.get(text);
  if (known !== undefined) return known;
  const network = read(text, field);
  if (READ.size === MOST) READ.clear();
  READ.set(text, network);
  return network;
}

function read(text: string, field: string): Cidr {
  const network = tryCidr(text);
  if (network === undefined) {
    throw new Unknowable(field, `'${text}' is no address range`);
  }
  const ipv4 = ipv4Within(network);
  if (ipv4 !== undefined) {
    throw new Unknowable(
      field,
      `'${text}' has a part of ${ipv4.text}, IPv4 written as IPv6, which is read in two ways`,
    );
  }
  return network;
}
