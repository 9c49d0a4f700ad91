import type { Example, RefusedExample } from '../rule';

const PORTS = [{ port: 443, protocol: 'TCP' }];

const API = { matchLabels: { app: 'api' } };

const GATEWAY = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'edge', namespace: 'edge' },
  spec: { gatewayClassName: 'istio' },
};

const STRANGERS = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'edge', namespace: 'edge' },
  spec: {
    podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
    ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: PORTS }],
  },
};

const BACK = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { template: { metadata: { labels: { app: 'api', tier: 'back' } }, spec: { containers: [{ name: 'api' }] } } },
};

const CALLED = {
  field: 'spec.ingress[0].from[0].ipBlock.cidr',
  problem: 'any address in 0.0.0.0/0 may call in',
  fix: 'name the range that is meant, of /8 or narrower; strangers come in by a gateway',
};

/** What is said of ranges that are too much together. */
const TOGETHER = {
  egress: {
    problem: 'pods may call any address of its many ranges',
    fix: 'name the ranges that are meant, and no others',
  },
  ingress: {
    problem: 'any address of its many ranges may call in',
    fix: 'name the ranges that are meant, and no others; strangers come in by a gateway',
  },
} as const;

export const ACCEPTED: readonly Example<'trafficRule'>[] = [
  { shows: 'a range that somebody owns', egress: { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: PORTS } },
  { shows: 'several such ranges', egress: { to: ranges(8), ports: PORTS } },
  {
    shows: 'several such ranges, one of them twice, and one of IPv6',
    egress: { to: [...ranges(8), ...ranges(1), { ipBlock: { cidr: '2001:db8::/32' } }], ports: PORTS },
  },
  { shows: 'the same range several times', egress: { to: ranges(9, () => '10.0.0.0/8'), ports: PORTS } },
  {
    shows: 'strangers at a gateway',
    resources: [GATEWAY, STRANGERS],
  },
  {
    shows: 'strangers at a gateway, range by range',
    resources: [
      GATEWAY,
      ...['first', 'second'].map((name, index) => ({
        ...STRANGERS,
        metadata: { name, namespace: 'edge' },
        spec: {
          ...STRANGERS.spec,
          ingress: [{ from: ranges(8, (one) => `${8 * index + one}.0.0.0/8`), ports: PORTS }],
        },
      })),
    ],
  },
  {
    shows: 'several such ranges for pods of several workloads, of which none has both',
    resources: [
      BACK,
      egress('first', API, ranges(8)),
      egress(
        'second',
        { matchLabels: { app: 'web' } },
        ranges(8, (index) => `${8 + index}.0.0.0/8`),
      ),
      ingress(
        'third',
        ranges(8, (index) => `${16 + index}.0.0.0/8`),
      ),
      {
        ...egress(
          'fourth',
          API,
          ranges(8, (index) => `${8 + index}.0.0.0/8`),
        ),
        metadata: { name: 'fourth', namespace: 'store' },
      },
    ],
  },
  {
    shows: 'the same ranges in two policies for the same pods',
    resources: [egress('first', API, ranges(8)), egress('second', API, ranges(8))],
  },
  {
    shows: 'several ranges of /16, where the platform says that this is the widest, and wide ones of IPv6',
    widestRange: { ipv4: 16 },
    resources: [egress('api', API, [...sixteens(8), ...blocks('fd00::/8', '2001:db8::/32')])],
  },
  {
    shows: 'ranges of /48, where the platform says that this is the widest over IPv6, and wide ones of IPv4',
    widestRange: { ipv6: 48 },
    resources: [egress('api', API, [...ranges(8), ...blocks('fd00::/48', '2001:db8::/48')])],
  },
  {
    shows: 'strangers at a gateway, where the platform says that a /16 is the widest',
    widestRange: { ipv4: 16 },
    resources: [GATEWAY, STRANGERS],
  },
];

export const REFUSED: readonly RefusedExample<'trafficRule'>[] = [
  {
    shows: 'strangers at a pod that only wears the label of a gateway',
    resources: [
      GATEWAY,
      STRANGERS,
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'api', namespace: 'edge', labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
        spec: { containers: [{ name: 'api' }] },
      },
    ],
    violations: [CALLED],
  },
  {
    shows: 'calls to anywhere, range by range',
    egress: { to: ranges(9), ports: PORTS },
    violations: [{ field: 'to', ...TOGETHER.egress }],
  },
  {
    shows: 'calls to anywhere, range by range, and one address more than somebody has',
    egress: { to: [...ranges(8), { ipBlock: { cidr: '8.0.0.0/32' } }], ports: PORTS },
    violations: [{ field: 'to', ...TOGETHER.egress }],
  },
  {
    shows: 'calls to anywhere, range by range, of which some hold others',
    egress: {
      to: [...ranges(9), { ipBlock: { cidr: '0.0.1.0/24' } }, { ipBlock: { cidr: '1.0.1.0/24' } }],
      ports: PORTS,
    },
    violations: [{ field: 'to', ...TOGETHER.egress }],
  },
  {
    shows: 'calls to anywhere, range by range, the last one first',
    egress: { to: ranges(9, (index) => `${8 - index}.0.0.0/8`), ports: PORTS },
    violations: [{ field: 'to', ...TOGETHER.egress }],
  },
  {
    shows: 'calls to anywhere, range by range, in two rules of a policy',
    resources: [
      egress(
        'api',
        API,
        ranges(5),
        ranges(4, (index) => `${5 + index}.0.0.0/8`),
      ),
    ],
    violations: [0, 1].map((index) => ({
      field: `spec.egress[${index}].to`,
      ...TOGETHER.egress,
      problem: `${TOGETHER.egress.problem}, together with the other rules of the policy`,
    })),
  },
  ...[
    { shows: 'for the same pods', first: API, second: API },
    { shows: 'of which one is for all pods', first: API, second: {} },
    { shows: 'for pods that both select', first: API, second: { matchLabels: { tier: 'back' } } },
  ].map(({ shows, first, second }) => ({
    shows: `calls to anywhere, range by range, in two policies ${shows}`,
    resources: [
      BACK,
      egress('web', { matchLabels: { app: 'web' } }, ranges(1)),
      egress('pods', first, [{ podSelector: API }]),
      egress('first', first, ranges(8)),
      egress(
        'second',
        second,
        ranges(1, () => '8.0.0.0/8'),
      ),
    ],
    violations: ['second', 'first'].map((other) => ({
      field: 'spec.egress[0].to',
      ...TOGETHER.egress,
      problem: `${TOGETHER.egress.problem}, together with NetworkPolicy shop/${other}`,
    })),
  })),
  {
    shows: 'calls to anywhere, range by range, in three policies for the same pods',
    resources: ['third', 'first', 'second'].map((name, policy) =>
      egress(
        name,
        API,
        ranges(3, (index) => `${3 * policy + index}.0.0.0/8`),
      ),
    ),
    violations: [
      ['first', 'second'],
      ['second', 'third'],
      ['first', 'third'],
    ].map((others) => ({
      field: 'spec.egress[0].to',
      ...TOGETHER.egress,
      problem: `${TOGETHER.egress.problem}, together with ${others.map((name) => `NetworkPolicy shop/${name}`).join(', ')}`,
    })),
  },
  {
    shows: 'calls to anywhere, of which alone its own rule is told',
    resources: [
      egress(
        'api',
        API,
        ranges(1, () => '0.0.0.0/0'),
        ranges(1, () => '10.0.0.0/8'),
      ),
    ],
    violations: [
      {
        field: 'spec.egress[0].to[0].ipBlock.cidr',
        problem: 'pods may call any address in 0.0.0.0/0',
        fix: 'name the range that is meant, of /8 or narrower',
      },
    ],
  },
  {
    shows: 'ranges that somebody owns, where the platform says that a /16 is the widest, and a /48 over IPv6',
    widestRange: { ipv4: 16, ipv6: 48 },
    resources: [
      egress('api', API, [...blocks('10.0.0.0/15'), ...blocks('2001:db8::/47', 'fd00::/47')]),
      ingress('web', blocks('10.0.0.0/8')),
    ],
    violations: [
      { to: 0, cidr: '10.0.0.0/15', widest: 16 },
      { to: 1, cidr: '2001:db8::/47', widest: 48 },
      { to: 2, cidr: 'fd00::/47', widest: 48 },
    ]
      .map(({ to, cidr, widest }) => ({
        field: `spec.egress[0].to[${to}].ipBlock.cidr`,
        problem: `pods may call any address in ${cidr}`,
        fix: `name the range that is meant, of /${widest} or narrower`,
      }))
      .concat({
        field: 'spec.ingress[0].from[0].ipBlock.cidr',
        problem: 'any address in 10.0.0.0/8 may call in',
        fix: 'name the range that is meant, of /16 or narrower; strangers come in by a gateway',
      }),
  },
  {
    shows: 'calls to more than eight ranges of /16, where the platform says that this is the widest',
    widestRange: { ipv4: 16 },
    resources: [egress('api', API, [...sixteens(8), ...blocks('10.8.0.0/32')])],
    violations: [{ field: 'spec.egress[0].to', ...TOGETHER.egress }],
  },
  {
    shows:
      'calls to more than eight ranges of /16, where the platform says that this is the widest, in two policies for the same pods',
    widestRange: { ipv4: 16 },
    resources: [egress('first', API, sixteens(8)), egress('second', API, blocks('10.8.0.0/16'))],
    violations: ['second', 'first'].map((other) => ({
      field: 'spec.egress[0].to',
      ...TOGETHER.egress,
      problem: `${TOGETHER.egress.problem}, together with NetworkPolicy shop/${other}`,
    })),
  },
  {
    shows: 'strangers at a workload, range by range, in two policies for the same pods',
    resources: [
      ingress('first', ranges(8)),
      ingress(
        'second',
        ranges(1, () => '8.0.0.0/8'),
      ),
    ],
    violations: ['second', 'first'].map((other) => ({
      field: 'spec.ingress[0].from',
      ...TOGETHER.ingress,
      problem: `${TOGETHER.ingress.problem}, together with NetworkPolicy shop/${other}`,
    })),
  },
  { shows: 'strangers at a gateway that is not there', resources: [STRANGERS], violations: [CALLED] },
  {
    shows: 'calls to anywhere',
    egress: { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '2000::/3' } }], ports: PORTS },
    violations: [
      {
        field: 'to[0].ipBlock.cidr',
        problem: 'pods may call any address in 0.0.0.0/0',
        fix: 'name the range that is meant, of /8 or narrower',
      },
      {
        field: 'to[1].ipBlock.cidr',
        problem: 'pods may call any address in 2000::/3',
        fix: 'name the range that is meant, of /32 or narrower',
      },
    ],
  },
  {
    shows: 'calls to anywhere, of a gateway',
    resources: [
      GATEWAY,
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'edge', namespace: 'edge' },
        spec: {
          podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
          egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: PORTS }],
        },
      },
    ],
    violations: [
      {
        field: 'spec.egress[0].to[0].ipBlock.cidr',
        problem: 'pods may call any address in 0.0.0.0/0',
        fix: 'name the range that is meant, of /8 or narrower',
      },
    ],
  },
  {
    shows: 'strangers at a workload',
    ingress: { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: PORTS },
    violations: [
      {
        field: 'from[0].ipBlock.cidr',
        problem: 'any address in 0.0.0.0/0 may call in',
        fix: 'name the range that is meant, of /8 or narrower; strangers come in by a gateway',
      },
    ],
  },
];

export const SKIPPED: readonly Example<'trafficRule'>[] = [
  { shows: 'calls of pods', egress: { to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: PORTS } },
];

function ranges(count: number, of = (index: number) => `${index}.0.0.0/8`): object[] {
  return [...Array(count).keys()].map((index) => ({ ipBlock: { cidr: of(index) } }));
}

/** Ranges of /16. */
function sixteens(count: number): object[] {
  return ranges(count, (index) => `10.${index}.0.0/16`);
}

function blocks(...cidrs: readonly string[]): object[] {
  return cidrs.map((cidr) => ({ ipBlock: { cidr } }));
}

function egress(name: string, podSelector: object, ...to: readonly object[][]) {
  const rules = to.map((one) => ({ to: one, ports: PORTS }));
  return { ...STRANGERS, metadata: { name, namespace: 'shop' }, spec: { podSelector, egress: rules } };
}

function ingress(name: string, from: readonly object[]) {
  const rules = [{ from, ports: PORTS }];
  return { ...STRANGERS, metadata: { name, namespace: 'shop' }, spec: { podSelector: API, ingress: rules } };
}
