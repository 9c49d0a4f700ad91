import type { Mutant } from './notice';

/** Of ranges of addresses: which are read, and which may be opened. */
export const OF_ADDRESSES: readonly Mutant[] = [
  {
    name: 'an address where the cloud hands out credentials is left in the range around it',
    file: 'constructs/network/peers/named.ts',
    from: 'return inside.length === 0 ? selector',
    to: 'return inside.length >= 0 ? selector',
    noticedBy: ['test/constructs/network/named.test.ts'],
  },
  {
    name: 'a range may be as wide as anybody’s, whatever the platform says',
    file: 'constructs/network/peers/named.ts',
    from: 'const widest = widestPrefix(network, widestRange);',
    to: 'const widest = widestPrefix(network);',
    noticedBy: ['test/constructs/network/named.test.ts'],
  },
  {
    name: 'a range with a leading zero is read, as octal by some',
    file: 'constructs/network/cidr.ts',
    from: '(0|[1-9]\\d{0,2})$/',
    to: '(\\d{1,3})$/',
    noticedBy: ['test/constructs/cidr.test.ts'],
  },
];
