import { cidr } from '../fields/address';
import type { Field } from '../fields/field';
import { list } from '../fields/list';
import { type Check, text } from '../fields/text';
import { hostCidr, tryCidr } from '../network/cidr';

const FIND = "write each address as a range of its own, as in ['169.254.0.23/32', 'fd00::1/128']";

/** A range would be left out whole of what pods may call, and nobody would see why. */
const isOneAddress: Check = (given, find) => {
  const network = tryCidr(given);
  const [address = ''] = given.split('/');
  if (network === undefined || network.first === network.last) return cidr(given, find);
  return network.text === given
    ? `'${given}' is a range, not one address; ${find}`
    : `'${given}' has host bits set; write ${hostCidr(address)} for that one address`;
};

/** Where a cloud hands out credentials, each one address. */
export const METADATA_ADDRESSES: Field<readonly string[]> = list(FIND, text(FIND, isOneAddress));
