import type { Example, RefusedExample, UnknownExample } from '../rule';

const NAME = 'kubernetes.io/metadata.name';
const WEB = {
  namespaceSelector: { matchLabels: { [NAME]: 'shop' } },
  podSelector: { matchLabels: { app: 'web' } },
};
const PORTS = [{ port: 8080, protocol: 'TCP' }];
const DATABASE = { podSelector: { matchLabels: { app: 'database' } } };
const BLOCK = { ipBlock: { cidr: '10.1.2.0/24' } };

/** Ranges of which none is too wide, and two are. */
const [LOW, MIDDLE, HIGH] = [
  { port: 1, endPort: 2768 },
  { port: 20000, endPort: 22767 },
  { port: 40000, endPort: 42767 },
];
const NAMED = [
  { port: 'dns', protocol: 'UDP' },
  { port: 'dns', protocol: 'TCP' },
];

const NAME_THE_PORTS = 'name the ports that the other end listens on';
const MANY = {
  problem: 'it opens more than 2768 ports to the same peer',
  fix: `${NAME_THE_PORTS}, at most 2768`,
};

export const ACCEPTED: readonly Example<'trafficRule'>[] = [
  { shows: 'pods of a namespace, and a port', ingress: { from: [WEB], ports: PORTS } },
  { shows: 'an address range, and a port', egress: { to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: PORTS } },
  {
    shows: 'a range of ports, as wide as that of node ports',
    egress: { to: [DATABASE], ports: [{ port: 30000, endPort: 32767 }] },
  },
  {
    shows: 'the same range twice, and within another one',
    egress: { to: [DATABASE], ports: [LOW, { ...LOW, protocol: 'TCP' }, { port: 2000, endPort: 2768 }] },
  },
  {
    shows: 'the same name, of two protocols',
    egress: { to: [DATABASE], ports: [...NAMED, { ...LOW, endPort: 2766 }] },
  },
  {
    shows: 'many ports, of which no peer has many',
    resources: [egress('api', [[WEB], [LOW]], [[DATABASE], [HIGH]], [[BLOCK], [MIDDLE]])],
  },
  {
    shows: 'the same ports for the same peer in two policies',
    resources: [egress('first', [[WEB], [LOW]]), egress('second', [[WEB], [LOW]])],
  },
  {
    shows: 'many ports of one peer, of which no workload has many',
    resources: [egress('first', [[WEB], [LOW]]), ofPods('second', { matchLabels: { app: 'worker' } }, [[WEB], [HIGH]])],
  },
  {
    shows: 'many ports, of pods of the same labels in two namespaces',
    resources: [
      egress(
        'api',
        [[{ podSelector: WEB.podSelector }], [LOW]],
        [[{ ...WEB, namespaceSelector: { matchLabels: { [NAME]: 'store' } } }], [HIGH]],
      ),
    ],
  },
  {
    shows: 'many ports of one range, without the part of it that another entry is about',
    resources: [
      egress('api', [[BLOCK], [LOW]], [[{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.2.0/24'] } }], [HIGH]]),
    ],
  },
  {
    shows: 'many ports of a range, and of one within it',
    resources: [egress('api', [[{ ipBlock: { cidr: '10.0.0.0/8' } }], [LOW]], [[WEB], [HIGH]])],
  },
];

export const REFUSED: readonly RefusedExample<'trafficRule'>[] = [
  {
    shows: 'anybody, on any port',
    ingress: {},
    violations: [
      { field: 'from', problem: 'it lets anything in', fix: 'name the pods or the address range' },
      { field: 'ports', problem: 'it opens every port', fix: NAME_THE_PORTS },
    ],
  },
  {
    shows: 'anything, on one port',
    egress: { ports: PORTS },
    violations: [{ field: 'to', problem: 'it lets pods reach anything', fix: 'name the pods or the address range' }],
  },
  {
    shows: 'whatever namespace there is, and all of its pods',
    ingress: { from: [{ namespaceSelector: {} }], ports: PORTS },
    violations: [
      {
        field: 'from[0].namespaceSelector',
        problem: 'it names no namespace, so anyone who may create one gets in',
        fix: 'name the namespace by kubernetes.io/metadata.name',
      },
      {
        field: 'from[0].podSelector',
        problem: 'it names no pods of the namespace',
        fix: 'name the pods by a label',
      },
    ],
  },
  {
    shows: 'every port, in ranges of which each is narrow',
    egress: {
      to: [WEB],
      ports: Array.from({ length: 24 }, (_, i) => ({ port: 1 + i * 2700, endPort: 2700 + i * 2700 })),
    },
    violations: [{ field: 'ports', problem: 'it opens 64800 ports', fix: `${NAME_THE_PORTS}, at most 2768` }],
  },
  {
    shows: 'every port, by a protocol alone and by a range',
    egress: { to: [WEB], ports: [{ protocol: 'TCP' }, { port: 1, endPort: 65535 }] },
    violations: [
      { field: 'ports[0].port', problem: 'it opens every port', fix: NAME_THE_PORTS },
      {
        field: 'ports[1].endPort',
        problem: 'it opens 65535 ports',
        fix: `${NAME_THE_PORTS}, at most 2768 of them in one range`,
      },
    ],
  },
  {
    shows: 'every port, in two entries',
    resources: [egress('api', [[WEB], [{ port: 1, endPort: 32767 }]], [[WEB], [{ port: 32768, endPort: 65535 }]])],
    violations: [
      {
        field: 'spec.egress[0].ports[0].endPort',
        problem: 'it opens 32767 ports',
        fix: `${NAME_THE_PORTS}, at most 2768 of them in one range`,
      },
      {
        field: 'spec.egress[1].ports[0].endPort',
        problem: 'it opens 32768 ports',
        fix: `${NAME_THE_PORTS}, at most 2768 of them in one range`,
      },
    ],
  },
  {
    shows: 'every port in one entry, and a few of them in another one',
    resources: [egress('api', [[WEB], [LOW]], [[WEB], [{ port: 1, endPort: 65535 }]], [[DATABASE], [HIGH]])],
    violations: [
      {
        field: 'spec.egress[1].ports[0].endPort',
        problem: 'it opens 65535 ports',
        fix: `${NAME_THE_PORTS}, at most 2768 of them in one range`,
      },
    ],
  },
  {
    shows: 'many ports to the same peer, in two entries of which each is narrow',
    resources: [egress('api', [[WEB], [LOW]], [[DATABASE, WEB], [{ port: 2769 }]])],
    violations: [0, 1].map((index) => ({
      ...MANY,
      field: `spec.egress[${index}].ports`,
      problem: `${MANY.problem}, together with the other rules of the policy`,
    })),
  },
  {
    shows: 'many ports to the same peer, of two protocols, and by a name',
    resources: [egress('api', [[WEB], [LOW]], [[WEB], [{ ...LOW, protocol: 'UDP' }]], [[WEB], NAMED])],
    violations: [0, 1, 2].map((index) => ({
      ...MANY,
      field: `spec.egress[${index}].ports`,
      problem: `${MANY.problem}, together with the other rules of the policy`,
    })),
  },
  ...[
    { shows: 'the same peer', first: WEB, second: WEB },
    { shows: 'a peer, the second time without its namespace', first: WEB, second: { podSelector: WEB.podSelector } },
    { shows: 'a range, the second time with others', first: BLOCK, second: { ipBlock: { cidr: '10.1.0.0/16' } } },
    {
      shows: 'a range, the second time with others but some that it has not',
      first: BLOCK,
      second: { ipBlock: { cidr: '10.1.0.0/16', except: ['10.1.3.0/24'] } },
    },
    {
      shows: 'a range without a part, the second time without a part of that',
      first: { ipBlock: { cidr: '10.1.2.0/24', except: ['10.1.2.0/28'] } },
      second: { ipBlock: { cidr: '10.1.2.0/24', except: ['10.1.2.8/30'] } },
    },
  ].map(({ shows, first, second }) => ({
    shows: `many ports to ${shows}, in two policies for the same pods`,
    resources: [
      egress('first', [[first], [LOW]]),
      egress('second', [[second], [HIGH]]),
      egress('third', [[DATABASE], [HIGH]]),
    ],
    violations: [
      {
        ...MANY,
        field: 'spec.egress[0].ports',
        problem: `${MANY.problem}, together with NetworkPolicy shop/second`,
      },
      ...(JSON.stringify(first) === JSON.stringify(second) || 'podSelector' in first
        ? [
            {
              ...MANY,
              field: 'spec.egress[0].ports',
              problem: `${MANY.problem}, together with NetworkPolicy shop/first`,
            },
          ]
        : []),
    ],
  })),
];

export const UNKNOWN: readonly UnknownExample<'trafficRule'>[] = [
  {
    shows: 'a range that ends before it begins',
    egress: { to: [WEB], ports: [{ port: 9000, endPort: 1 }, LOW] },
    doubts: [
      { field: 'ports[0]', why: '{"port":9000,"endPort":1} is neither a port, nor a range, nor a port\'s name' },
    ],
  },
];

/** An entry of a policy that opens ports to peers. */
type Opened = readonly [to: readonly object[], ports: readonly object[]];

function egress(name: string, ...rules: readonly Opened[]) {
  return ofPods(name, { matchLabels: { app: 'api' } }, ...rules);
}

function ofPods(name: string, podSelector: object, ...rules: readonly Opened[]) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop' },
    spec: { podSelector, egress: rules.map(([to, ports]) => ({ to, ports })) },
  };
}
