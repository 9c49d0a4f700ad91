import * as fc from 'fast-check';
import type { Manifest } from '../../constructs';

/** A random cluster: what the input holds, and what only the cluster knows. */
export interface NetworkWorld {
  readonly namespaces: readonly RandomNamespace[];
  readonly workloads: readonly RandomWorkload[];
  readonly policies: readonly Manifest[];
  /** Addresses of pods, if the input says. */
  readonly podCidrs: readonly string[] | undefined;
}

interface RandomNamespace {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether there is an object, so that its labels can be known. */
  readonly declared: boolean;
}

export interface RandomWorkload {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name: string; readonly containerPort: number; readonly protocol: string }[];
}

const NAMESPACES = ['alpha', 'beta', 'gamma'];

/** Values of few labels, so that selectors and labels meet often. */
export const TEAMS = ['red', 'blue'];
const APPS = ['web', 'db'];
const TIERS = ['front', 'back'];

/** Where pods are, in halves, so that a range can hold some of them only. */
const POD_CIDR = '10.244.0.0/16';
export const POD_ADDRESSES = ['10.244.1.1', '10.244.200.1'];

/** Addresses outside, at the edges of the ranges below. */
export const ADDRESSES = [
  '8.8.8.8',
  '10.1.2.3',
  '203.0.113.7',
  '203.0.113.8',
  '203.0.113.200',
  '192.168.0.1',
  '2001:db8::1',
];

const RANGES: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['10.0.0.0/8', '203.0.113.0/24', '203.0.113.7/32', '10.244.128.0/17', '192.168.0.0/16'],
  '10.0.0.0/8': ['10.244.0.0/16', '10.1.0.0/16', '10.244.0.0/17'],
  '10.244.0.0/16': ['10.244.128.0/17'],
  '10.244.0.0/17': [],
  '10.1.0.0/16': ['10.1.2.0/24'],
  '203.0.113.0/24': ['203.0.113.128/25', '203.0.113.7/32', '203.0.113.8/29'],
  '203.0.113.7/32': [],
  // Bits below the prefix count for nothing.
  '203.0.113.129/25': [],
  '2001:db8::/32': ['2001:db8:1::/48', '2001:db8::/126'],
  '::/0': ['2001:db8::/32'],
};

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod', 'Rollout'];

/** Ports that meet: at the ends of ranges, in them, beside them, and those that names stand for. */
export const PORTS = [1, 53, 79, 80, 81, 443, 8079, 8080, 8090, 8091, 65535];
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const PORT_NAMES = ['http', 'dns'];

const some = <T>(values: readonly T[]) => fc.constantFrom(...values);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 });

/** An object without the fields that are undefined: absent and empty differ in Kubernetes. */
function record(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Record<string, any>> {
  return fc
    .record(fields)
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));
}

function expression(key: string, values: readonly string[]) {
  return fc.oneof(
    fc.record({
      key: fc.constant(key),
      operator: some(['In', 'NotIn']),
      values: fc.uniqueArray(some(values), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ key: fc.constant(key), operator: some(['Exists', 'DoesNotExist']) }),
  );
}

function selector(labels: Readonly<Record<string, readonly string[]>>) {
  const pairs = Object.entries(labels);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    {
      weight: 3,
      arbitrary: record({
        matchLabels: optional(record(Object.fromEntries(pairs.map(([key, values]) => [key, optional(some(values))])))),
        matchExpressions: optional(
          fc.array(fc.oneof(...pairs.map(([key, values]) => expression(key, values))), { maxLength: 2 }),
        ),
      }),
    },
  );
}

const podSelector = selector({ app: APPS, tier: TIERS });
const namespaceSelector = selector({ 'kubernetes.io/metadata.name': NAMESPACES, team: TEAMS });

const ipBlock = some(Object.keys(RANGES)).chain((cidr) =>
  record({ cidr: fc.constant(cidr), except: optional(fc.subarray([...RANGES[cidr]!])) }),
);

const peer = fc.oneof(
  record({ podSelector }),
  record({ namespaceSelector }),
  record({ namespaceSelector, podSelector }),
  record({ ipBlock }),
);

const port = fc.oneof(
  record({ protocol: optional(some(PROTOCOLS)), port: optional(some(PORTS)) }),
  record({ protocol: optional(some(PROTOCOLS)), port: some(PORT_NAMES) }),
  fc
    .tuple(optional(some(PROTOCOLS)), some(PORTS), some(PORTS))
    .map(([protocol, a, b]) => ({ ...(protocol && { protocol }), port: Math.min(a, b), endPort: Math.max(a, b) })),
);

const few = { maxLength: 2, size: 'max' } as const;
const ports = optional(fc.array(port, few));
const peers = optional(fc.array(peer, few));
const rules = (list: 'from' | 'to') => optional(fc.array(record({ [list]: peers, ports }), few));

const policySpec = record({
  podSelector,
  policyTypes: optional(fc.subarray(['Ingress', 'Egress'])),
  ingress: rules('from'),
  egress: rules('to'),
});

const adminPeer = fc.oneof(
  record({ namespaces: namespaceSelector }),
  record({ pods: record({ namespaceSelector, podSelector }) }),
  record({ networks: fc.uniqueArray(some(Object.keys(RANGES)), { minLength: 1, maxLength: 2 }) }),
);
const podPeer = fc.oneof(
  record({ namespaces: namespaceSelector }),
  record({ pods: record({ namespaceSelector, podSelector }) }),
);

const bounds = fc.tuple(some(PORTS), some(PORTS)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
/** Ports as the first version of administrators' policies has them, and as the second. */
const FIRST = fc.oneof(
  record({ portNumber: record({ protocol: some(PROTOCOLS), port: some(PORTS) }) }),
  fc.tuple(some(PROTOCOLS), bounds).map(([protocol, range]) => ({ portRange: { protocol, ...range } })),
  record({ namedPort: some(PORT_NAMES) }),
);
const SECOND = fc.oneof(
  fc
    .tuple(some(PROTOCOLS), some(PORTS))
    .map(([protocol, number]) => ({ [protocol.toLowerCase()]: { destinationPort: { number } } })),
  fc
    .tuple(some(PROTOCOLS), bounds)
    .map(([protocol, range]) => ({ [protocol.toLowerCase()]: { destinationPort: { range } } })),
  record({ destinationNamedPort: some(PORT_NAMES) }),
);

/** A policy of an administrator, without its priority. */
function adminSpec(actions: readonly string[], list: 'ports' | 'protocols') {
  const adminPorts = optional(fc.array(list === 'ports' ? FIRST : SECOND, { minLength: 1, maxLength: 2 }));
  const adminRules = (peers: 'from' | 'to') =>
    optional(
      fc.array(
        record({
          action: some(actions),
          [peers]: fc.array(peers === 'to' ? adminPeer : podPeer, { minLength: 1, maxLength: 2 }),
          [list]: adminPorts,
        }),
        { maxLength: 3, size: 'max' },
      ),
    );
  return record({ subject: podPeer, ingress: adminRules('from'), egress: adminRules('to') });
}

const GROUP = 'policy.networking.k8s.io';
const adminPolicies = fc
  .tuple(
    fc.array(adminSpec(['Allow', 'Deny', 'Pass'], 'ports'), { maxLength: 2 }),
    fc.array(adminSpec(['Accept', 'Deny', 'Pass'], 'protocols'), { maxLength: 2 }),
    fc.array(adminSpec(['Accept', 'Deny', 'Pass'], 'protocols'), { maxLength: 1 }),
    fc.array(adminSpec(['Allow', 'Deny'], 'ports'), { maxLength: 1 }),
  )
  .map(([admin, cluster, lower, baseline]) => [
    ...admin.map((spec, index) =>
      adminPolicy('v1alpha1', 'AdminNetworkPolicy', `a${index}`, { ...spec, priority: 10 * index + 5 }),
    ),
    ...cluster.map((spec, index) =>
      adminPolicy('v1alpha2', 'ClusterNetworkPolicy', `c${index}`, { ...spec, tier: 'Admin', priority: 10 * index }),
    ),
    ...lower.map((spec) =>
      adminPolicy('v1alpha2', 'ClusterNetworkPolicy', 'l', { ...spec, tier: 'Baseline', priority: 1 }),
    ),
    ...baseline.map((spec) => adminPolicy('v1alpha1', 'BaselineAdminNetworkPolicy', 'default', spec)),
  ]);

function adminPolicy(version: string, kind: string, name: string, spec: object): Manifest {
  return { apiVersion: `${GROUP}/${version}`, kind, metadata: { name }, spec };
}

const labels = record({ app: optional(some(APPS)), tier: optional(some(TIERS)) });

const containerPorts = fc.uniqueArray(
  fc.record({ name: some(PORT_NAMES), containerPort: some([53, 80, 8080]), protocol: some(PROTOCOLS) }),
  { selector: ({ name }) => name, maxLength: 2 },
);

/** Clusters of a few workloads, in namespaces of which some are not in the input, with policies of every shape. */
export const networkWorlds: fc.Arbitrary<NetworkWorld> = fc
  .record({
    namespaces: fc.tuple(
      ...NAMESPACES.map((name) =>
        fc.record({
          name: fc.constant(name),
          team: optional(some(TEAMS)),
          declared: fc.boolean().map((one) => one || name === 'alpha'),
        }),
      ),
    ),
    workloads: fc.array(fc.record({ kind: some(KINDS), namespace: some(NAMESPACES), labels, ports: containerPorts }), {
      minLength: 3,
      maxLength: 5,
    }),
    admins: fc.oneof(fc.constant([]), adminPolicies),
    policies: fc.array(fc.record({ namespace: some(NAMESPACES), spec: policySpec }), {
      minLength: 0,
      maxLength: 10,
      size: 'max',
    }),
    podCidrs: optional(fc.constant([POD_CIDR])),
  })
  .map(({ namespaces, workloads, policies, admins, podCidrs }) => ({
    namespaces: namespaces.map(({ name, team, declared }) => ({
      name,
      declared,
      labels: { 'kubernetes.io/metadata.name': name, ...(team !== undefined && { team }) },
    })),
    workloads: workloads.map((workload, index) => ({ ...workload, name: `w${index}` })) as RandomWorkload[],
    policies: [
      ...policies.map(({ namespace, spec }, index) => ({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: `p${index}`, namespace },
        spec,
      })),
      ...admins,
    ],
    podCidrs,
  }));
