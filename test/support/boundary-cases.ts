import type { Manifest } from '../../constructs';
import {
  app,
  BASIC,
  DB,
  DENY_ALL,
  from,
  incoming,
  networkPolicy,
  OTHER,
  outgoing,
  PODS,
  pod,
  type ReachabilityCase,
  SHOP,
  WEB,
} from './reachability-cases';

/** What is outside the cluster, what is not in the input, and what the API reference leaves open. */
export const BOUNDARY_CASES: readonly ReachabilityCase[] = [
  {
    name: 'a range that is written by one of its addresses is the whole range',
    objects: [
      ...BASIC,
      incoming(
        { ...from({ ipBlock: { cidr: '203.0.113.77/24' } }), ports: [{ port: 1 }] },
        { ...from({ ipBlock: { cidr: '203.0.113.0/26' } }), ports: [{ port: 2 }] },
      ),
    ],
    options: PODS,
    expected: {
      '203.0.113.3 -> shop/db 1': 'open',
      '203.0.113.3 -> shop/db 2': 'open',
      '203.0.113.200 -> shop/db 1': 'open',
      '203.0.113.200 -> shop/db 2': 'closed',
    },
  },
  {
    name: 'an ipBlock is addresses outside, without its exceptions',
    objects: [...BASIC, incoming(from({ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] } }))],
    options: PODS,
    expected: {
      '203.0.113.7 -> shop/db 80': 'open',
      '203.0.113.0/25 -> shop/db 80': 'open',
      '203.0.113.200 -> shop/db 80': 'closed',
      '8.8.8.8 -> shop/db 80': 'closed',
      'shop/web -> shop/db 80': 'closed',
    },
  },
  {
    name: 'what one policy excepts, another can admit',
    objects: [
      ...BASIC,
      outgoing(
        { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }], ports: [{ port: 443 }] },
        { to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [{ port: 5432 }] },
      ),
    ],
    options: PODS,
    expected: {
      'shop/web -> 8.8.8.8 443': 'open',
      'shop/web -> 10.1.2.3 443': 'closed',
      'shop/web -> 10.1.2.3 5432': 'open',
      'shop/web -> 10.2.0.1 5432': 'closed',
      'shop/web -> other/web 443': 'closed',
    },
  },
  {
    name: 'neighbouring ranges are apart, and a range is more than the ranges in it',
    objects: [
      ...BASIC,
      outgoing(
        { to: [{ ipBlock: { cidr: '203.0.113.7/32' } }], ports: [{ port: 1 }] },
        { to: [{ ipBlock: { cidr: '203.0.113.8/29' } }], ports: [{ port: 2 }] },
        { to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 3 }] },
        { to: [{ ipBlock: { cidr: '203.0.113.0/30' } }], ports: [{ port: 4 }] },
      ),
    ],
    expected: {
      'shop/web -> 203.0.113.7 1': 'open',
      'shop/web -> 203.0.113.8 1': 'closed',
      'shop/web -> 203.0.113.7 2': 'closed',
      'shop/web -> 203.0.113.15 2': 'open',
      'shop/web -> 203.0.113.200 3': 'open',
      'shop/web -> 203.0.113.3 4': 'open',
      'shop/web -> 203.0.113.200 4': 'closed',
    },
  },
  {
    name: 'IPv4 and IPv6 are apart',
    objects: [...BASIC, outgoing({ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] })],
    expected: { 'shop/web -> 8.8.8.8 443': 'open', 'shop/web -> 2001:db8::1 443': 'closed' },
  },
  {
    name: 'IPv6 ranges are read in every notation',
    objects: [
      ...BASIC,
      outgoing({ to: [{ ipBlock: { cidr: '2001:DB8:0::/33', except: ['2001:db8::ffff:203.0.113.7/128'] } }] }),
    ],
    expected: {
      'shop/web -> 2001:db8:7fff::1 443': 'open',
      'shop/web -> 2001:db8:8000::1 443': 'closed',
      'shop/web -> 2001:db8::ffff:cb00:7107 443': 'closed',
    },
  },
  {
    name: 'whether pods are in an ipBlock is unknown until their addresses are given',
    objects: [...BASIC, incoming(from({ ipBlock: { cidr: '0.0.0.0/0' } }))],
    expected: { 'other/web -> shop/db 80': 'unknown', '8.8.8.8 -> shop/db 80': 'open' },
  },
  {
    name: 'an ipBlock that holds all addresses of pods admits pods',
    objects: [...BASIC, incoming(from({ ipBlock: { cidr: '0.0.0.0/0' } }))],
    options: PODS,
    expected: { 'other/web -> shop/db 80': 'open' },
  },
  {
    name: 'an ipBlock that holds some addresses of pods may admit pods',
    objects: [...BASIC, incoming(from({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.244.128.0/17'] } }))],
    options: PODS,
    expected: { 'other/web -> shop/db 80': 'unknown' },
  },
  {
    name: 'pods of two families are in an ipBlock by the one that they happen to use',
    objects: [...BASIC, incoming(from({ ipBlock: { cidr: '0.0.0.0/0' } }))],
    options: { podCidrs: ['10.244.0.0/16', 'fd00:244::/64'] },
    expected: { 'other/web -> shop/db 80': 'unknown' },
  },
  {
    name: 'link-local addresses are never of pods',
    objects: [...BASIC, incoming(from({ ipBlock: { cidr: '169.254.20.10/32' } }))],
    expected: { 'other/web -> shop/db 80': 'closed', '169.254.20.10 -> shop/db 80': 'open' },
  },
  {
    name: 'labels of a namespace that is not in the input may be anything',
    objects: [SHOP, WEB, DB, OTHER, incoming(from({ namespaceSelector: { matchLabels: { team: 'blue' } } }))],
    expected: { 'other/web -> shop/db 80': 'unknown', 'shop/web -> shop/db 80': 'closed' },
  },
  {
    name: 'the name of a namespace that is not in the input is known',
    objects: [
      SHOP,
      DB,
      OTHER,
      pod('third/web'),
      incoming(from({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } })),
    ],
    expected: { 'other/web -> shop/db 80': 'open', 'third/web -> shop/db 80': 'closed' },
  },
  {
    name: 'pods on the network of their node are not surely governed, nor surely selected',
    objects: [
      ...BASIC,
      pod('shop/agent', { hostNetwork: true }),
      networkPolicy('shop/p', {
        podSelector: {},
        ingress: [{ ...from(app('web'), app('agent')), ports: [{ port: 80 }] }],
      }),
    ],
    options: PODS,
    expected: {
      'shop/agent -> shop/db 80': 'unknown',
      'shop/agent -> shop/db 81': 'unknown',
      'other/web -> shop/agent 80': 'unknown',
      'shop/agent -> other/web 80': 'open',
    },
  },
  {
    name: 'pods on the network of their node may count as the node of whom they call, and of whom calls them',
    objects: [...BASIC, pod('kube-system/agent', { hostNetwork: true }), networkPolicy('shop/deny', DENY_ALL)],
    options: PODS,
    expected: {
      'kube-system/agent -> shop/db 80': 'unknown',
      'shop/db -> kube-system/agent 10250': 'unknown',
      'other/web -> shop/db 80': 'closed',
      'kube-system/agent -> other/web 80': 'open',
    },
  },
  {
    name: 'pods on the network of their node have its address',
    objects: [
      ...BASIC,
      pod('other/agent', { hostNetwork: true }),
      incoming(from({ ipBlock: { cidr: '10.0.0.0/16' } })),
    ],
    options: PODS,
    expected: {
      'other/agent -> shop/db 80': 'open',
      'other/web -> shop/db 80': 'closed',
      '10.0.3.4 -> shop/db 80': 'open',
    },
  },
  {
    name: 'a policy that the API server would refuse is unknown in its namespace, and nowhere else',
    objects: [
      ...BASIC,
      networkPolicy('shop/p', {
        podSelector: { matchExpressions: [{ key: 'app', operator: 'Like', values: ['w*'] }] },
      }),
    ],
    expected: { 'other/web -> shop/db 80': 'unknown', 'other/web -> other/web 80': 'open' },
  },
  {
    name: 'what a policy surely admits stays open beside one that cannot be read',
    objects: [
      ...BASIC,
      networkPolicy('shop/p', { podSelector: {}, ingress: [{ from: [{}] }] }),
      incoming({ ports: [{ port: 80 }] }),
    ],
    expected: { 'other/web -> shop/db 80': 'open', 'other/web -> shop/db 81': 'unknown' },
  },
  {
    name: 'policies of other systems may do anything where they are',
    objects: [...BASIC, networkPolicy('shop/p', {}, 'cilium.io/v2', 'CiliumNetworkPolicy')],
    expected: { 'other/web -> shop/db 80': 'unknown', 'other/web -> other/web 80': 'open' },
  },
  {
    name: 'what a NetworkPolicy admits, a policy of another system may deny, and only to whom it is about',
    objects: [
      ...BASIC,
      incoming({ ports: [{ port: 80 }] }),
      networkPolicy(
        'shop/p',
        { endpointSelector: { matchLabels: { 'k8s:app': 'db' } }, ingressDeny: [{ fromEntities: ['world'] }] },
        'cilium.io/v2',
        'CiliumNetworkPolicy',
      ),
    ],
    expected: {
      'other/web -> shop/db 80': 'unknown',
      'other/web -> shop/web 80': 'open',
      'other/web -> shop/web 81': 'closed',
      'shop/db -> other/web 80': 'open',
    },
  },
  ...(
    [
      [
        'cilium.io/v2',
        'CiliumClusterwideNetworkPolicy',
        { endpointSelector: { matchLabels: { app: 'db' } }, ingressDeny: [{}] },
      ],
      ['projectcalico.org/v3', 'GlobalNetworkPolicy', { selector: "app == 'db'", ingress: [{ action: 'Pass' }] }],
      ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy', { selector: "app == 'db'", ingress: [{ action: 'Deny' }] }],
    ] as const
  ).flatMap(([apiVersion, kind, spec]): ReachabilityCase[] => {
    const policy = { apiVersion, kind, metadata: { name: 'p', namespace: undefined }, spec } as unknown as Manifest;
    return [
      {
        name: `${apiVersion} ${kind} may do anything to whom it is about in every namespace, and nothing to others`,
        objects: [...BASIC, pod('other/db'), policy],
        expected: {
          'other/web -> shop/db 80': 'unknown',
          'shop/web -> other/db 80': 'unknown',
          'shop/db -> shop/web 80': 'open',
        },
      },
      {
        name: `${apiVersion} ${kind} beside a default deny may open it`,
        objects: [...BASIC, networkPolicy('shop/deny', DENY_ALL), policy],
        expected: { 'other/web -> shop/db 80': 'unknown', 'other/web -> shop/web 80': 'closed' },
      },
    ];
  }),
  {
    name: 'a policy of Cilium that only speaks of what goes out leaves what comes in, and one for nodes leaves both',
    objects: [
      ...BASIC,
      networkPolicy('shop/p', { endpointSelector: {}, egressDeny: [{}] }, 'cilium.io/v2', 'CiliumNetworkPolicy'),
      networkPolicy('x/n', { nodeSelector: {}, ingress: [] }, 'cilium.io/v2', 'CiliumClusterwideNetworkPolicy'),
    ],
    expected: {
      'shop/db -> other/web 80': 'unknown',
      'other/web -> shop/db 80': 'open',
      'other/web -> other/web 80': 'open',
    },
  },
  {
    name: 'a policy of Cilium opens what a NetworkPolicy could, beside those, and takes no pod for an address',
    objects: [
      ...BASIC,
      networkPolicy('shop/deny', DENY_ALL),
      networkPolicy(
        'shop/p',
        { endpointSelector: {}, ingress: [{ fromCIDR: ['0.0.0.0/0'], toPorts: [{ ports: [{ port: '80' }] }] }] },
        'cilium.io/v2',
        'CiliumNetworkPolicy',
      ),
    ],
    expected: {
      '8.8.8.8 -> shop/db 80': 'open',
      '8.8.8.8 -> shop/db 81': 'closed',
      'other/web -> shop/db 80': 'closed',
    },
  },
  {
    name: 'a global policy of Calico opens what a NetworkPolicy could, to pods of every namespace',
    objects: [
      ...BASIC,
      networkPolicy('shop/deny', DENY_ALL),
      {
        apiVersion: 'projectcalico.org/v3',
        kind: 'GlobalNetworkPolicy',
        metadata: { name: 'p' },
        spec: { selector: "app == 'db'", ingress: [{ action: 'Allow', source: { selector: "app == 'web'" } }] },
      },
    ],
    expected: {
      'other/web -> shop/db 80': 'open',
      '8.8.8.8 -> shop/db 80': 'closed',
      'shop/db -> shop/db 80': 'closed',
    },
  },
  {
    name: "Calico's own NetworkPolicy is of its namespace, whatever group serves it, and a staged one of none",
    objects: [
      ...BASIC,
      networkPolicy('shop/p', { selector: 'has(x) || has(app)', types: ['Egress'] }, 'projectcalico.org/v3'),
      networkPolicy('other/p', { selector: 'all()' }, 'projectcalico.org/v3', 'StagedNetworkPolicy'),
      networkPolicy('other/q', { selector: "app == 'web'" }, 'crd.projectcalico.org/v1'),
    ],
    expected: {
      'shop/web -> shop/db 80': 'unknown',
      'other/web -> other/web 80': 'closed',
      '8.8.8.8 -> shop/db 80': 'open',
      'other/web -> shop/db 80': 'open',
    },
  },
  {
    name: 'a firewall for what leaves a namespace leaves in what enters it',
    objects: [...BASIC, networkPolicy('shop/default', {}, 'k8s.ovn.org/v1', 'EgressFirewall')],
    expected: { 'shop/web -> other/web 80': 'unknown', 'other/web -> shop/web 80': 'open' },
  },
  ...(
    [
      ['UserDefinedNetwork', 'shop/n', {}],
      ['ClusterUserDefinedNetwork', 'x/n', {}],
    ] as const
  ).map(
    ([kind, path, spec]): ReachabilityCase => ({
      name: `a ${kind} of OVN may part pods from others, whatever policies open`,
      objects: [...BASIC, networkPolicy(path, spec, 'k8s.ovn.org/v1', kind)],
      expected: {
        'other/web -> shop/db 80': 'unknown',
        'shop/db -> other/web 80': 'unknown',
        'other/web -> other/web 80': kind === 'UserDefinedNetwork' ? 'open' : 'unknown',
      },
    }),
  ),
  {
    name: 'an administrator overrules NetworkPolicies, by priority, and passes on what is theirs',
    objects: [
      ...BASIC,
      incoming({ ports: [{ port: 80 }] }),
      admin('late', 20, { action: 'Deny', from: [{ namespaces: {} }] }),
      admin('early', 10, {
        action: 'Allow',
        ...fromTeam('blue'),
        ports: [{ portNumber: { protocol: 'TCP', port: 81 } }],
      }),
      admin('middle', 15, {
        action: 'Pass',
        ...fromTeam('blue'),
        ports: [{ portRange: { protocol: 'TCP', start: 80, end: 82 } }],
      }),
    ],
    expected: {
      'other/web -> shop/db 80': 'open',
      'other/web -> shop/db 81': 'open',
      'other/web -> shop/db 82': 'closed',
      'other/web -> shop/db 83': 'closed',
      'shop/web -> shop/db 80': 'closed',
      '8.8.8.8 -> shop/db 80': 'open',
      'shop/web -> other/web 80': 'open',
    },
  },
  {
    name: 'of two policies of one priority, nobody knows which counts first',
    objects: [
      ...BASIC,
      admin('one', 10, { action: 'Deny', from: [{ namespaces: {} }] }),
      admin('two', 10, { action: 'Allow', ...fromTeam('blue') }),
    ],
    expected: { 'other/web -> shop/db 80': 'unknown', '8.8.8.8 -> shop/db 80': 'open' },
  },
  {
    name: 'the baseline holds where no NetworkPolicy selects, and for nobody on the network of a node',
    objects: [
      ...BASIC,
      pod('shop/agent', { hostNetwork: true }),
      networkPolicy('shop/db', { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ ports: [{ port: 80 }] }] }),
      baseline({ action: 'Deny', from: [{ namespaces: {} }] }),
    ],
    expected: {
      'other/web -> shop/db 80': 'open',
      'other/web -> shop/web 80': 'closed',
      'other/web -> shop/agent 80': 'open',
      '8.8.8.8 -> shop/web 80': 'open',
    },
  },
  {
    name: 'one that cannot be read is unknown to whom it is about, and to nobody else',
    objects: [...BASIC, admin('odd', 10, { action: 'Perhaps', from: [{ namespaces: {} }] })],
    expected: {
      'other/web -> shop/db 80': 'unknown',
      'shop/db -> other/web 80': 'unknown',
      'other/web -> other/web 80': 'open',
    },
  },
  {
    name: 'a policy without a namespace is of the namespace default',
    objects: [
      pod('default/a'),
      pod('default/b'),
      WEB,
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny' }, spec: DENY_ALL },
    ],
    expected: { 'default/a -> default/b 80': 'closed', 'shop/web -> shop/web 80': 'open' },
  },
  {
    name: 'labels that a controller or an operator adds are not known',
    objects: [
      SHOP,
      WEB,
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'db', namespace: 'shop' },
        spec: { template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db' }] } } },
      },
      {
        apiVersion: 'example.com/v1',
        kind: 'Cache',
        metadata: { name: 'cache', namespace: 'shop' },
        spec: { template: { metadata: { labels: { app: 'cache' } }, spec: { containers: [{ name: 'c' }] } } },
      },
      networkPolicy('shop/a', {
        podSelector: { matchLabels: { 'statefulset.kubernetes.io/pod-name': 'db-0' } },
        ingress: [],
      }),
      networkPolicy('shop/b', { podSelector: { matchLabels: { tier: 'cache' } }, ingress: [] }),
    ],
    expected: {
      'shop/web -> shop/db 80': 'unknown',
      'shop/web -> shop/cache 80': 'unknown',
      'shop/db -> shop/web 80': 'open',
    },
  },
];

/** A policy of an administrator for what comes in to the namespaces of the red team. */
function admin(name: string, priority: number, ...ingress: object[]): Manifest {
  const spec = { priority, subject: { namespaces: { matchLabels: { team: 'red' } } }, ingress };
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'AdminNetworkPolicy', metadata: { name }, spec };
}

function baseline(...ingress: object[]): Manifest {
  const spec = { subject: { namespaces: {} }, ingress };
  const metadata = { name: 'default' };
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'BaselineAdminNetworkPolicy', metadata, spec };
}

function fromTeam(team: string): object {
  return { from: [{ namespaces: { matchLabels: { team } } }] };
}
