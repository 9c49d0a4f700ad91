import * as fc from 'fast-check';
import { object, present } from './objects';
import { mostly } from './workloads';

const BY_VALUES = { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] };

const SELECTOR = mostly<object>(
  { matchLabels: { app: 'web' } },
  BY_VALUES,
  BY_VALUES,
  {},
  { matchLabels: {} },
  { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
  { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] },
);
export const PORT = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<object>({ port: 8080 }, { port: 'http' }, { port: 53, protocol: 'UDP' }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<object>(
      { port: 30000, endPort: 32767 },
      { port: 1, endPort: 1400 },
      { port: 8000, endPort: 8000 },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<object>(
      {},
      { protocol: 'TCP' },
      { port: 1, endPort: 65535 },
      { port: 1, endPort: 2769 },
    ),
  },
);

const V4 = [
  '10.0.0.0/8',
  '10.1.2.3/8',
  '203.0.113.0/24',
  '169.254.169.254/32',
  '169.254.0.0/16',
  '8.0.0.0/7',
  '0.0.0.0/0',
  '128.0.0.0/1',
];
const V6 = [
  ...[
    '2001:db8::/32',
    '2001:db8:1::/48',
    '2000::/3',
    '::/0',
    'fd00::/8',
    'fc00::/7',
    'fd00:ec2::/64',
    'fd20:ce::254/128',
    '2000::/31',
  ],
  ...[
    '64:ff9b::/96',
    '64:ff9b::a00:0/104',
    '64:ff9b::/48',
    '::/8',
    '::fffe:0:0/95',
    '::fffe:0:0/96',
    '::ffff:0:0/90',
    'fe80::/10',
    '::/64',
  ],
];
const EXCEPT: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['169.254.169.254/32', '10.0.0.0/8', '169.254.0.0/16'],
  '169.254.0.0/16': ['169.254.169.254/32', '169.254.1.0/24'],
  '128.0.0.0/1': ['169.254.169.254/32'],
  '::/0': ['fd00::/8', '64:ff9b::/96'],
  'fd00::/8': ['fd00:ec2::254/128', 'fd20:ce::254/128', 'fd20::/16'],
  'fc00::/7': ['fd00:ec2::/32', 'fd20:ce::/32'],
};
export const BLOCK = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom('10.0.0.0/8', '203.0.113.0/24', '2001:db8::/32') },
    { weight: 4, arbitrary: fc.constantFrom(...V4, ...V6) },
  )
  .chain((cidr) =>
    fc
      .oneof(fc.subarray([...(EXCEPT[cidr] ?? [])]), fc.constant(EXCEPT[cidr] ?? []))
      .map((except) => ({ ipBlock: { cidr, ...(except.length > 0 && { except }) } })),
  );
export const PEER = fc.oneof(
  { weight: 1, arbitrary: fc.constant<object>({ ipBlock: { cidr: '10.0.0.0/8' } }) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        namespaceSelector: fc.option(SELECTOR, { nil: undefined }),
        podSelector: fc.option(SELECTOR, { nil: undefined, freq: 8 }),
      })
      .map(present),
  },
);

/** NetworkPolicies of these peers and ports, in both directions. */
export function policies(
  peer: fc.Arbitrary<object>,
  port: fc.Arbitrary<object>,
  podSelector: fc.Arbitrary<object> = fc.constant({}),
) {
  const peers = fc.array(peer, { minLength: 0, maxLength: 2 });
  // A port that is named twice counts once, which CEL cannot say.
  const ports = fc.uniqueArray(port, { maxLength: 2, selector: (one) => JSON.stringify(one) });
  const entries = (side: string) =>
    fc.array(
      fc.record({ [side]: peers, ports }).map((entry) => entry as object),
      { maxLength: 1 },
    );
  return fc
    .record({ podSelector, ingress: entries('from'), egress: entries('to') })
    .map((spec) => object('networking.k8s.io/v1', 'NetworkPolicy')({ spec }));
}

export const GATEWAY_PODS = { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } };
