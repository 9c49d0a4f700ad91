import type { Mutant } from './notice';

/** Of what is asked of facts and postures. */
export const FACT_MUTANTS: readonly Mutant[] = [
  {
    name: 'pods may pass for kubelets',
    file: 'constructs/facts/networks-apart.ts',
    from: "      ['nodeCidrs'],\n      networksIn(valueAt(cluster, 'nodeCidrs')),",
    to: "      ['nodeCidrs'],\n      [],",
    noticedBy: ['test/stacks/facts/network.test.ts'],
  },
  {
    name: 'the API server may be everybody',
    file: 'constructs/fields/address.ts',
    from: 'network.prefix >= widestPrefix(network)) {',
    to: 'network.prefix >= 0) {',
    noticedBy: ['test/stacks/facts/network.test.ts'],
  },
  {
    name: "a folder goes on with parameters of the database's connection",
    file: 'constructs/fields/folder.ts',
    from: '/[^A-Za-z0-9._/-]/u',
    to: '/[^\\x21-\\x7e]/u',
    noticedBy: ['test/stacks/facts/vault.test.ts'],
  },
  {
    name: 'production may be looser than staging',
    file: 'constructs/fields/leaf.ts',
    from: 'return rank(value) < rank(base) ?',
    to: 'return rank(value) > rank(base) ?',
    noticedBy: ['test/stacks/environments.test.ts'],
  },
  {
    name: 'a value that cannot be ranked is taken for the strictest',
    file: 'constructs/fields/leaf.ts',
    from: 'return [{ path, value, base, ranked: false }];',
    to: 'return [];',
    noticedBy: ['test/stacks/environments.test.ts'],
  },
  {
    name: 'a routable address passes for the cache of a node',
    file: 'constructs/fields/address.ts',
    from: "['169.254.0.0/16', 'fd00::/8']",
    to: "['0.0.0.0/0', 'fd00::/8']",
    noticedBy: ['test/stacks/facts/network.test.ts'],
  },
];
