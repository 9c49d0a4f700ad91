import {
  app,
  BASIC,
  DENY_ALL,
  ELSEWHERE,
  from,
  incoming,
  namespace,
  networkPolicy,
  outgoing,
  pod,
  ports,
  type ReachabilityCase,
  SHOP,
  WEB,
} from './reachability-cases';

/** Of an object that says nothing of pods. */
const OWNED = { ownerReferences: [{ apiVersion: 'example.com/v1', kind: 'Thing', name: 'thing' }] };

/** What the API reference says of NetworkPolicies. */
export const NETWORK_CASES: readonly ReachabilityCase[] = [
  {
    name: 'a pod that no policy selects is open to everybody',
    objects: BASIC,
    expected: {
      'shop/web -> shop/db 1': 'open',
      'other/web -> shop/db 65535/SCTP': 'open',
      '8.8.8.8 -> shop/db 53/UDP': 'open',
    },
  },
  {
    name: 'default deny closes both directions, on every protocol',
    objects: [...BASIC, networkPolicy('shop/deny', DENY_ALL)],
    expected: {
      'shop/web -> shop/db 80': 'closed',
      'other/web -> shop/db 80/UDP': 'closed',
      'shop/db -> other/web 80': 'closed',
      'shop/db -> 8.8.8.8 53/UDP': 'closed',
      'other/web -> other/web 80': 'open',
    },
  },
  {
    name: 'without policyTypes, a policy is for ingress',
    objects: [...BASIC, networkPolicy('shop/p', { podSelector: {} })],
    expected: { 'other/web -> shop/db 80': 'closed', 'shop/db -> other/web 80': 'open' },
  },
  {
    name: 'without policyTypes, egress rules make a policy one for egress too',
    objects: [...BASIC, networkPolicy('shop/p', { podSelector: {}, egress: [{ to: [app('none')] }] })],
    expected: { 'other/web -> shop/db 80': 'closed', 'shop/db -> other/web 80': 'closed' },
  },
  {
    name: 'without policyTypes, an empty list of egress rules closes no egress',
    objects: [...BASIC, networkPolicy('shop/p', { podSelector: {}, policyTypes: [], egress: [] })],
    expected: { 'other/web -> shop/db 80': 'closed', 'shop/db -> other/web 80': 'open' },
  },
  {
    name: 'rules of a direction that policyTypes leaves out count for nothing',
    objects: [
      ...BASIC,
      networkPolicy('shop/p', { podSelector: {}, policyTypes: ['Egress'], ingress: [], egress: [{}] }),
    ],
    expected: { 'other/web -> shop/db 80': 'open', 'shop/db -> other/web 80': 'open' },
  },
  {
    name: 'a podSelector alone means the namespace of its policy, whoever else writes the same',
    objects: [
      ...BASIC,
      ...['shop/p', 'other/p'].map((path) =>
        networkPolicy(path, { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [app('web')] }] }),
      ),
    ],
    expected: {
      'shop/db -> shop/web 80': 'open',
      'shop/db -> other/web 80': 'closed',
      'other/web -> other/web 80': 'open',
      'other/web -> shop/web 80': 'closed',
    },
  },
  {
    name: 'a rule that is written alike in the other direction is another rule',
    objects: [
      ...BASIC,
      // `to` means nothing in ingress, so that it admits everybody.
      networkPolicy('shop/in', { ...app('web'), ingress: [{ to: [app('db')], ports: [{ port: 80 }] }] }),
      networkPolicy('shop/out', {
        ...app('db'),
        policyTypes: ['Egress'],
        egress: [{ to: [app('db')], ports: [{ port: 80 }] }],
      }),
    ],
    expected: {
      '8.8.8.8 -> shop/web 80': 'open',
      'shop/db -> shop/db 80': 'open',
      'shop/db -> 8.8.8.8 80': 'closed',
      'shop/db -> shop/web 80': 'closed',
    },
  },
  {
    name: 'a label may be called like what every object has',
    objects: [
      ...BASIC,
      incoming({ from: [{ podSelector: { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] } }] }),
    ],
    expected: { 'shop/web -> shop/db 80': 'closed' },
  },
  {
    name: 'what an object without pods of its own owns is there',
    objects: [
      ...BASIC,
      { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { namespace: 'shop', name: 'thing' }, spec: {} },
      { ...pod('shop/owned'), metadata: { ...pod('shop/owned').metadata, ...OWNED } },
    ],
    expected: { 'shop/web -> shop/owned 80': 'open' },
  },
  {
    name: 'no rules admit nobody, and an empty rule admits everybody',
    objects: [
      ...BASIC,
      networkPolicy('shop/none', { podSelector: {}, ingress: [] }),
      networkPolicy('shop/all', { ...app('web'), ingress: [{}] }),
    ],
    expected: {
      'other/web -> shop/db 80': 'closed',
      'other/web -> shop/web 80': 'open',
      '8.8.8.8 -> shop/web 80': 'open',
    },
  },
  {
    name: 'an empty list of peers is everybody, and so is one that is absent',
    objects: [...BASIC, incoming({ from: [], ports: [{ port: 80 }] }, { ports: [{ port: 81 }] })],
    expected: {
      'other/web -> shop/db 80': 'open',
      '8.8.8.8 -> shop/db 81': 'open',
      'other/web -> shop/db 82': 'closed',
    },
  },
  {
    name: 'an empty list of ports is every port',
    objects: [...BASIC, incoming({ ...from(app('web')), ports: [] })],
    expected: { 'shop/web -> shop/db 1/SCTP': 'open', 'other/web -> shop/db 1': 'closed' },
  },
  {
    name: 'a port without a protocol is TCP, and a protocol without a port is all of its ports',
    objects: [...BASIC, incoming({ ports: [{ port: 53 }, { protocol: 'UDP' }] })],
    expected: {
      'shop/web -> shop/db 53': 'open',
      'shop/web -> shop/db 53/SCTP': 'closed',
      'shop/web -> shop/db 9/UDP': 'open',
      'shop/web -> shop/db 9': 'closed',
    },
  },
  {
    name: 'a range of ports holds both of its ends',
    objects: [...BASIC, incoming({ ports: [{ port: 100, endPort: 200 }] })],
    expected: {
      'shop/web -> shop/db 99': 'closed',
      'shop/web -> shop/db 100': 'open',
      'shop/web -> shop/db 200': 'open',
      'shop/web -> shop/db 201': 'closed',
    },
  },
  {
    name: 'policies add up',
    objects: [
      ...BASIC,
      networkPolicy('shop/deny', DENY_ALL),
      networkPolicy('shop/a', { ...app('db'), ingress: [{ ...from(app('web')), ports: [{ port: 1 }] }] }),
      networkPolicy('shop/b', { ...app('db'), ingress: [{ ...from(app('web')), ports: [{ port: 2 }] }] }),
      networkPolicy('shop/c', { ...app('web'), policyTypes: ['Egress'], egress: [{ to: [app('db')] }] }),
    ],
    expected: {
      'shop/web -> shop/db 1': 'open',
      'shop/web -> shop/db 2': 'open',
      'shop/web -> shop/db 3': 'closed',
      'shop/db -> shop/web 1': 'closed',
    },
  },
  {
    name: 'a connection needs both ends',
    objects: [
      ...BASIC,
      outgoing({ to: [app('db')] }),
      networkPolicy('shop/in', { ...app('db'), ingress: [from(app('none'))] }),
    ],
    expected: {
      'shop/web -> shop/db 80': 'closed',
      'shop/web -> shop/web 80': 'closed',
      'other/web -> shop/web 80': 'open',
    },
  },
  {
    name: 'a podSelector alone selects in the namespace of the policy',
    objects: [...BASIC, incoming(from(app('web')))],
    expected: { 'shop/web -> shop/db 80': 'open', 'other/web -> shop/db 80': 'closed' },
  },
  {
    name: 'a namespaceSelector alone selects every pod of the namespaces',
    objects: [...BASIC, incoming(from({ namespaceSelector: { matchLabels: { team: 'blue' } } }))],
    expected: {
      'shop/web -> shop/db 80': 'closed',
      'other/web -> shop/db 80': 'open',
      '8.8.8.8 -> shop/db 80': 'closed',
    },
  },
  {
    name: 'both selectors of one peer must hold, and either of two peers',
    objects: [
      ...BASIC,
      pod('other/db'),
      incoming(from({ namespaceSelector: { matchLabels: { team: 'blue' } }, ...app('web') }, app('db'))),
    ],
    expected: {
      'other/web -> shop/db 80': 'open',
      'other/db -> shop/db 80': 'closed',
      'shop/web -> shop/db 80': 'closed',
      'shop/db -> shop/db 80': 'open',
    },
  },
  {
    name: 'every namespace has its name as a label, whatever its object says',
    objects: [
      ...BASIC,
      namespace('liar', { 'kubernetes.io/metadata.name': 'other' }),
      pod('liar/web'),
      incoming(
        from({
          namespaceSelector: {
            matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['liar', 'shop'] }],
          },
        }),
      ),
    ],
    expected: { 'other/web -> shop/db 80': 'open', 'liar/web -> shop/db 80': 'closed' },
  },
  {
    name: 'expressions select as Kubernetes defines them: a label that is absent is not in any list',
    objects: [
      ...BASIC,
      pod('shop/bare', { labels: { app: 'bare', tier: 'back' } }),
      incoming(
        {
          ...from({ podSelector: { matchExpressions: [{ key: 'tier', operator: 'In', values: ['back', 'x'] }] } }),
          ports: [{ port: 1 }],
        },
        {
          ...from({ podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['back'] }] } }),
          ports: [{ port: 2 }],
        },
        { ...from({ podSelector: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] } }), ports: [{ port: 3 }] },
        {
          ...from({ podSelector: { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] } }),
          ports: [{ port: 4 }],
        },
      ),
    ],
    expected: {
      'shop/bare -> shop/db 1': 'open',
      'shop/web -> shop/db 1': 'closed',
      'shop/bare -> shop/db 2': 'closed',
      'shop/web -> shop/db 2': 'open',
      'shop/bare -> shop/db 3': 'open',
      'shop/web -> shop/db 3': 'closed',
      'shop/bare -> shop/db 4': 'closed',
      'shop/web -> shop/db 4': 'open',
    },
  },
  {
    name: 'a named port is the number that the target gives it, on that protocol',
    objects: [
      SHOP,
      ELSEWHERE,
      WEB,
      pod('shop/a', ports(8080, 'http')),
      pod('shop/b', ports(9090, 'http')),
      pod('other/c', ports(7070, 'http', 'UDP')),
      incoming({ ports: [{ port: 'http' }] }),
      outgoing({ ports: [{ port: 'http' }] }),
    ],
    expected: {
      'shop/web -> shop/a 8080': 'open',
      'shop/web -> shop/a 9090': 'closed',
      'shop/web -> shop/b 9090': 'open',
      'shop/web -> other/c 7070': 'closed',
      'shop/web -> 8.8.8.8 8080': 'closed',
      'other/c -> shop/a 8080': 'open',
      'shop/a -> shop/web 8080': 'closed',
    },
  },
  {
    name: 'a sidecar container has ports, and an init container that ends has none',
    objects: [
      SHOP,
      WEB,
      pod('shop/a', {
        initContainers: [
          { name: 'sidecar', image: 'app', restartPolicy: 'Always', ports: [{ name: 'side', containerPort: 1 }] },
          { name: 'migrate', image: 'app', ports: [{ name: 'init', containerPort: 2 }] },
        ],
      }),
      incoming({ ports: [{ port: 'side' }, { port: 'init' }] }),
    ],
    expected: { 'shop/web -> shop/a 1': 'open', 'shop/web -> shop/a 2': 'closed' },
  },
];
