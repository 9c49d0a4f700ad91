import { BlockList } from 'node:net';
import * as fc from 'fast-check';
import { cidr, clusterCidr } from '../../constructs/fields/address';
import { ipv4Within, overlap, tryAddress, tryCidr } from '../../constructs/network/cidr';

interface Drawn {
  /** An address, host bits and all. */
  readonly address: string;
  readonly prefix: number;
  /** The same address with its host bits cleared. */
  readonly network: string;
}

/** Bytes are cleared one at a time here, so that the product's shifts are checked by other means. */
function drawn(bytes: number, format: (bytes: readonly number[]) => string): fc.Arbitrary<Drawn> {
  const octets = fc.array(fc.nat(255), { minLength: bytes, maxLength: bytes });
  return fc.tuple(octets, fc.nat(bytes * 8)).map(([all, prefix]) => ({
    address: format(all),
    prefix,
    network: format(all.map((octet, i) => octet & (0xff00 >> Math.min(8, Math.max(0, prefix - i * 8))) & 0xff)),
  }));
}

const ipv4 = drawn(4, (bytes) => bytes.join('.'));
const ipv6 = drawn(16, (bytes) => {
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i]! << 8) | bytes[2 * i + 1]!).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
});

const IPV4_IN_IPV6 = [
  { network: '::ffff:0:0', prefix: 96 },
  { network: '64:ff9b::', prefix: 96 },
];

type Range = Pick<Drawn, 'network' | 'prefix'>;

/** Whether two ranges share an address, by the block lists of Node.js: one begins in the other. */
function meet(a: Range, b: Range): boolean {
  return contains(a, b.network) || contains(b, a.network);
}

function contains({ network, prefix }: Range, address: string): boolean {
  const list = new BlockList();
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  list.addSubnet(network, prefix, family);
  return list.check(address, family);
}

test.each([
  ['IPv4', ipv4],
  ['IPv6', ipv6.filter((drawn) => drawn.prefix === 0 || !IPV4_IN_IPV6.some((range) => meet(drawn, range)))],
])('accepts every %s network in canonical form, and corrects one with host bits to it', (_, networks) => {
  fc.assert(
    fc.property(networks, ({ address, prefix, network }) => {
      expect(cidr(`${network}/${prefix}`, '')).toBeUndefined();
      const problem = cidr(`${address}/${prefix}`, '');
      expect(problem).toBe(
        address === network ? undefined : `'${address}/${prefix}' has host bits set; write ${network}/${prefix}`,
      );
    }),
  );
});

test.each([
  ['IPv4', ipv4, 32],
  ['IPv6', ipv6, 128],
])('finds the overlap of %s networks that Node.js finds', (_, networks, bits) => {
  // A second network drawn at random hardly ever overlaps the first; one that shares its address always does.
  const second = fc.tuple(networks, fc.nat(bits), fc.boolean());
  fc.assert(
    fc.property(networks, second, (a, [other, prefix, sameAddress]) => {
      const b = { network: sameAddress ? a.address : other.address, prefix };
      const [left, right] = [`${a.network}/${a.prefix}`, `${b.network}/${b.prefix}`].map((text) => tryCidr(text)!);
      expect(overlap(left!, right!)).toBe(meet(a, b));
      expect(overlap(right!, left!)).toBe(overlap(left!, right!));
    }),
  );
});

test('finds one address to overlap itself, and the end of a network to belong to it', () => {
  const [network, last, next] = ['10.0.0.0/24', '10.0.0.255/32', '10.0.1.0/32'].map((text) => tryCidr(text)!);
  expect(overlap(last!, last!)).toBe(true);
  expect(overlap(network!, last!)).toBe(true);
  expect(overlap(network!, next!)).toBe(false);
});

test('never finds IPv4 and IPv6 networks to overlap', () => {
  expect(overlap(tryCidr('0.0.0.0/0')!, tryCidr('::/0')!)).toBe(false);
});

test.each([
  '',
  '/8',
  '10.0.0.0',
  '10.0.0.0/',
  '10.0.0.0/33',
  '10.0.0.0/08',
  '10.0.0.0/+8',
  '10.0.0.0/1e1',
  '10.0.0.0/8/8',
])('refuses %p as a network', (text) => expect(tryCidr(text)).toBeUndefined());

test.each(['010.0.0.0/8', '10.0.0/8', '::/129', 'fe80::%eth0/64', ' 10.0.0.0/8', '10.0.0.0/8\n', '0x0a.0.0.0/8'])(
  'refuses %p as a network, whatever other parsers make of it',
  (text) => expect(tryCidr(text)).toBeUndefined(),
);

test('shortens IPv6 as RFC 5952 does', () => {
  expect(tryAddress('2001:0DB8:0:0:1:0:0:1')?.text).toBe('2001:db8::1:0:0:1');
  expect(tryAddress('::')?.text).toBe('::');
  expect(tryAddress('1::')?.text).toBe('1::');
  expect(tryAddress('2001:db8:0:1:1:1:1:1')?.text).toBe('2001:db8:0:1:1:1:1:1');
});

test('accepts a network of the cluster down to /8 and no wider', () => {
  const check = clusterCidr('is everyone');
  expect(check('10.0.0.0/8', 'narrow it')).toBeUndefined();
  expect(check('10.0.0.0/7', 'narrow it')).toBe('10.0.0.0/7 is wider than a /8; narrow it');
  expect(check('0.0.0.0/0', 'narrow it')).toBe('0.0.0.0/0 is everyone; narrow it');
});

test('accepts an IPv6 network of the cluster down to /32, or /8 where all are private, and no wider', () => {
  const check = clusterCidr('is everyone');
  expect(check('2a00:1450::/32', 'narrow it')).toBeUndefined();
  expect(check('2a00:1450::/31', 'narrow it')).toBe('2a00:1450::/31 is wider than a /32; narrow it');
  expect(check('fd00::/8', 'narrow it')).toBeUndefined();
  expect(check('fc00::/7', 'narrow it')).toBe('fc00::/7 is wider than a /8; narrow it');
  expect(check('::/0', 'narrow it')).toBe('::/0 is everyone; narrow it');
});

test('finds every network that has IPv4 written as IPv6 in it, and lets one of every address be', () => {
  fc.assert(
    fc.property(
      ipv6,
      fc.constantFrom(...IPV4_IN_IPV6),
      fc.integer({ min: 1, max: 128 }),
      (drawn, { network }, prefix) => {
        // Drawn at random, a network hardly ever has such a range in it; one around it always does.
        const around = tryCidr(`${network}/${prefix}`)!;
        expect(ipv4Within(around)).toBeDefined();
        const other = tryCidr(`${drawn.network}/${drawn.prefix}`)!;
        const expected = drawn.prefix !== 0 && IPV4_IN_IPV6.some((range) => meet(drawn, range));
        expect(ipv4Within(other) !== undefined).toBe(expected);
      },
    ),
  );
  expect(ipv4Within(tryCidr('::/0')!)).toBeUndefined();
  expect(ipv4Within(tryCidr('0.0.0.0/8')!)).toBeUndefined();
});
