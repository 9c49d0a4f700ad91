import { wrongKind } from '../fields/describe';
import type { Field } from '../fields/field';
import { group } from '../fields/group';
import { leaf } from '../fields/leaf';
import { optional } from '../fields/optional';
import { ANYBODYS, BITS, type WidestRange } from '../network/cidr';

/** A prefix that is no wider than what anybody owns, up to the one of a single address. */
function prefix(widest: number, bits: number): Field<number> {
  return leaf((value) => {
    if (Number.isInteger(value) && widest <= Number(value) && Number(value) <= bits) return undefined;
    const find = `write a whole number from ${widest}, the widest that anybody owns, to ${bits}`;
    return typeof value === 'number' ? `${value} is no such prefix; ${find}` : wrongKind(value, 'a prefix', find);
  });
}

const NOTHING = 'is an empty map; give it ipv4, ipv6 or both, or leave it out';

/** Prefixes of the widest range of each family. */
export const WIDEST_RANGE: Field<WidestRange> = group(
  { ipv4: optional(prefix(ANYBODYS.ipv4, BITS[4])), ipv6: optional(prefix(ANYBODYS.ipv6, BITS[6])) },
  (value, path) => (Object.keys(value).length === 0 ? [{ path, message: NOTHING }] : []),
);
