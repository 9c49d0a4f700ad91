import type { Mutant } from './notice';

const FACTS = ['test/constructs/environment.test.ts', 'test/constructs/fields/wrong-uses.test.ts'];
const STRICTNESS = ['test/constructs/fields/strictness.test.ts', 'test/constructs/fields/properties.test.ts'];

/** Of what is asked of facts and postures. */
export const FACT_MUTANTS: readonly Mutant[] = [
  {
    name: 'pods may pass for kubelets',
    file: 'constructs/facts/networks-apart.ts',
    from: "      networksAt(cluster, 'nodeCidrs'),\n",
    to: '      [],\n',
    noticedBy: FACTS,
  },
  {
    name: 'the API server may be everybody',
    file: 'constructs/fields/address.ts',
    from: 'network.prefix >= widestPrefix(network)) {',
    to: 'network.prefix >= 0) {',
    noticedBy: FACTS,
  },
  {
    name: "a folder goes on with parameters of the database's connection",
    file: 'constructs/fields/folder.ts',
    from: '/[^A-Za-z0-9._/-]/u',
    to: '/[^\\x21-\\x7e]/u',
    noticedBy: FACTS,
  },
  {
    name: 'a routable address passes for the cache of a node',
    file: 'constructs/fields/address.ts',
    from: "['169.254.0.0/16', 'fd00::/8']",
    to: "['0.0.0.0/0', 'fd00::/8']",
    noticedBy: ['test/constructs/promises/facts.test.ts'],
  },
  {
    name: 'production may be looser than staging',
    file: 'constructs/fields/leaf.ts',
    from: 'return ranked && mine >= theirs ?',
    to: 'return ranked && mine <= theirs ?',
    noticedBy: STRICTNESS,
  },
  {
    name: 'a value that cannot be ranked is taken for the strictest',
    file: 'constructs/fields/leaf.ts',
    from: 'return ranked && mine >= theirs ?',
    to: 'return !ranked || mine >= theirs ?',
    noticedBy: STRICTNESS,
  },
];
