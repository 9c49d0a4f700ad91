import { type Cidr, ipv4Within, tryCidr } from '../constructs/network/cidr';
import { Unknowable } from './unknowable';

/** A range of addresses without some parts of it, as an ipBlock names it. */
export interface AddressRange {
  readonly block: Cidr;
  readonly except: readonly Cidr[];
}

/** @throws Unknowable when the text is no range of addresses, or one that is read in two ways. */
export function cidrOf(text: string, field: string): Cidr {
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
