import {
  A,
  authorization,
  CAST,
  GATEWAY,
  MESH,
  mode,
  operation,
  peers,
  principal,
  selector,
  source,
  TO_GATEWAY,
} from './mesh-cast';
import { namespace, networkPolicy, pod, type ReachabilityCase } from './reachability-cases';

/** What Istio's reference says of PeerAuthentication and AuthorizationPolicy. */
export const MESH_CASES: readonly ReachabilityCase[] = [
  {
    name: 'without policies, a sidecar takes clear text too',
    objects: CAST,
    expected: { 'plain/out -> mesh/b 80': 'open', 'mesh/a -> mesh/b 80': 'open' },
  },
  {
    name: 'a strict workload takes callers of the mesh only',
    objects: [...CAST, peers('mesh/default', mode('STRICT'))],
    expected: {
      'mesh/a -> mesh/b 80': 'open',
      'plain/out -> mesh/b 80': 'closed',
      '8.8.8.8 -> mesh/b 80': 'closed',
      'mesh/a -> plain/out 80': 'open',
    },
  },
  {
    name: 'what a sidecar answers itself, and what is not TCP, pass it by',
    objects: [...CAST, peers('mesh/default', mode('STRICT')), authorization('mesh/none')],
    expected: {
      'plain/out -> mesh/b 15020': 'open',
      'plain/out -> mesh/b 15021': 'open',
      'plain/out -> mesh/b 15090': 'open',
      'plain/out -> mesh/b 15022': 'closed',
      'plain/out -> mesh/b 53/UDP': 'open',
    },
  },
  {
    name: 'ports that a pod keeps from its sidecar pass it by',
    objects: [
      ...CAST,
      pod('mesh/c', { annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '9000, 9001' } }),
      pod('mesh/d', { annotations: { 'traffic.sidecar.istio.io/includeInboundPorts': '9000' } }),
      peers('mesh/default', mode('STRICT')),
    ],
    expected: {
      'plain/out -> mesh/c 9001': 'open',
      'plain/out -> mesh/c 9002': 'closed',
      'plain/out -> mesh/d 9000': 'closed',
      'plain/out -> mesh/d 9001': 'open',
    },
  },
  {
    name: 'the namespace counts before the mesh, and the workload before the namespace',
    objects: [
      ...CAST,
      peers('istio-system/default', mode('STRICT')),
      peers('mesh/default', mode('PERMISSIVE')),
      peers('mesh/b', { ...selector('b'), ...mode('STRICT') }),
      namespace('third', { 'istio-injection': 'enabled' }),
      pod('third/c'),
    ],
    expected: {
      'plain/out -> mesh/a 80': 'open',
      'plain/out -> mesh/b 80': 'closed',
      'plain/out -> third/c 80': 'closed',
    },
  },
  {
    name: 'a mode that is not set is that of the level above',
    objects: [
      ...CAST,
      peers('istio-system/default', mode('STRICT')),
      peers('mesh/default', mode('UNSET')),
      peers('mesh/b', selector('b')),
    ],
    expected: { 'plain/out -> mesh/a 80': 'closed', 'plain/out -> mesh/b 80': 'closed' },
  },
  {
    name: 'a port can have a mode of its own',
    objects: [
      ...CAST,
      peers('mesh/default', mode('PERMISSIVE')),
      peers('mesh/b', { ...selector('b'), ...mode('STRICT'), portLevelMtls: { 8080: mode('PERMISSIVE').mtls } }),
    ],
    expected: {
      'plain/out -> mesh/b 8080': 'open',
      'plain/out -> mesh/b 8081': 'closed',
      'mesh/a -> mesh/b 8080': 'open',
    },
  },
  {
    name: 'of two policies of one level the older counts, which files do not tell',
    objects: [...CAST, peers('mesh/one', mode('STRICT')), peers('mesh/two', mode('PERMISSIVE'))],
    expected: { 'plain/out -> mesh/b 80': 'unknown', 'mesh/a -> mesh/b 80': 'open' },
  },
  {
    name: 'a pod is kept out of the mesh, or taken in, by its own label',
    objects: [
      ...CAST,
      pod('mesh/c', { labels: { 'sidecar.istio.io/inject': 'false' } }),
      pod('plain/in', { labels: { 'sidecar.istio.io/inject': 'true' } }),
      pod('mesh/host', { hostNetwork: true }),
      peers('istio-system/default', mode('STRICT')),
    ],
    expected: {
      'mesh/c -> mesh/b 80': 'closed',
      'plain/out -> mesh/c 80': 'open',
      'plain/in -> mesh/b 80': 'open',
      'plain/out -> plain/in 80': 'closed',
      'mesh/host -> mesh/b 80': 'closed',
    },
  },
  {
    name: 'where Istio is elsewhere, what is there is for the whole mesh, and istio-system is a namespace like others',
    objects: [
      ...CAST,
      peers('mesh-root/default', mode('STRICT')),
      authorization('mesh-root/none', selector('b')),
      authorization('istio-system/none', selector('a')),
    ],
    options: { meshRoot: 'mesh-root' },
    expected: {
      'plain/out -> mesh/a 80': 'closed',
      'mesh/b -> mesh/a 80': 'open',
      'mesh/a -> mesh/b 80': 'closed',
    },
  },
  {
    name: 'whether pods of a namespace that is not in the input are in the mesh is unknown',
    objects: [MESH, A, pod('gone/x'), peers('istio-system/default', mode('STRICT'))],
    expected: { 'gone/x -> mesh/a 80': 'unknown', 'mesh/a -> gone/x 80': 'open', 'gone/x -> gone/x 80': 'unknown' },
  },
  {
    name: 'an ambient namespace is not evaluated',
    objects: [
      MESH,
      A,
      namespace('calm', { 'istio.io/dataplane-mode': 'ambient' }),
      pod('calm/x'),
      authorization('calm/none'),
    ],
    expected: { 'mesh/a -> calm/x 80': 'unknown' },
  },
  {
    name: 'a policy without rules allows nothing, and one with an empty rule everything',
    objects: [...CAST, authorization('mesh/none'), authorization('mesh/all', { ...selector('b'), rules: [{}] })],
    expected: { 'mesh/b -> mesh/a 80': 'closed', 'mesh/a -> mesh/b 80': 'open', 'plain/out -> mesh/b 80': 'open' },
  },
  {
    name: 'a policy that is only tried changes nothing',
    objects: [
      ...CAST,
      {
        ...authorization('mesh/none'),
        metadata: { name: 'none', namespace: 'mesh', annotations: { 'istio.io/dry-run': 'true' } },
      },
    ],
    expected: { 'mesh/a -> mesh/b 80': 'open', 'plain/out -> mesh/b 80': 'open' },
  },
  {
    name: 'a caller is known by its service account, on the ports that are named',
    objects: [
      ...CAST,
      authorization('mesh/b', {
        ...selector('b'),
        rules: [{ ...source({ principals: [principal('mesh', 'a')] }), ...operation({ ports: ['8080'] }) }],
      }),
    ],
    expected: {
      'mesh/a -> mesh/b 8080': 'open',
      'mesh/a -> mesh/b 8081': 'closed',
      'mesh/b -> mesh/b 8080': 'closed',
      // It has the same name in another namespace, and no certificate.
      'plain/out -> mesh/b 8080': 'closed',
      'mesh/b -> mesh/a 8080': 'open',
    },
  },
  {
    name: 'who is named may also do what everybody may, and nobody else what is for one',
    objects: [
      ...CAST,
      authorization('mesh/b', {
        ...selector('b'),
        rules: [
          { ...source({ principals: [principal('mesh', 'a')] }), ...operation({ ports: ['1'] }) },
          operation({ ports: ['2'] }),
          { ...source({ principals: [principal('mesh', 'a'), '*/sa/b'] }), ...operation({ ports: ['3'] }) },
          { ...source({ principals: ['cluster.local/ns/mesh/sa/*'] }), ...operation({ ports: ['4'] }) },
          { ...source({ principals: ['*/ns/mesh/sa/a'] }), ...operation({ ports: ['5'] }) },
          { ...source({ serviceAccounts: ['mesh/a'] }), ...operation({ ports: ['6'] }) },
        ],
      }),
    ],
    expected: {
      'mesh/a -> mesh/b 1': 'open',
      'mesh/a -> mesh/b 2': 'open',
      'mesh/a -> mesh/b 3': 'open',
      'mesh/b -> mesh/b 1': 'closed',
      'mesh/b -> mesh/b 2': 'open',
      'mesh/b -> mesh/b 3': 'open',
      'mesh/a -> mesh/b 4': 'open',
      'mesh/b -> mesh/b 4': 'open',
      'mesh/a -> mesh/b 5': 'open',
      'mesh/b -> mesh/b 5': 'closed',
      'mesh/a -> mesh/b 6': 'open',
      'mesh/b -> mesh/b 6': 'closed',
    },
  },
  {
    name: 'a label brings a pod in, an annotation does not, and what was injected already is in',
    objects: [
      ...CAST,
      pod('plain/annotated', { annotations: { 'sidecar.istio.io/inject': 'true' } }),
      pod('plain/injected', { annotations: { 'sidecar.istio.io/status': '{}' } }),
      pod('mesh/edge', { annotations: { 'inject.istio.io/templates': 'gateway' } }),
      pod('mesh/bare', { annotations: { 'sidecar.istio.io/interceptionMode': 'NONE' } }),
      peers('istio-system/default', mode('STRICT')),
    ],
    expected: {
      'plain/out -> plain/annotated 80': 'open',
      'plain/out -> plain/injected 80': 'closed',
      // A gateway ends TLS of its own.
      'plain/out -> mesh/edge 443': 'open',
      'plain/out -> mesh/bare 80': 'unknown',
    },
  },
  {
    name: 'a policy with a field or a port that nobody knows is not read as if it were not there',
    objects: [
      ...CAST,
      peers('mesh/b', { ...selector('b'), ...mode('STRICT'), portLevelMtls: { http: { mode: 'DISABLE' } } }),
      namespace('third', { 'istio-injection': 'enabled' }),
      pod('third/c'),
      authorization('third/p', { rules: [{ form: [{ source: { principals: ['*'] } }] }] }),
    ],
    expected: { 'plain/out -> mesh/b 80': 'unknown', 'plain/out -> third/c 80': 'unknown' },
  },
  {
    name: 'pods that only a policy speaks of may have any service account of their namespace',
    objects: [
      ...CAST,
      networkPolicy('mesh/b', {
        podSelector: { matchLabels: { app: 'b' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'ghost' } } }] }],
      }),
      authorization('mesh/b', { ...selector('b'), rules: [source({ principals: [principal('mesh', 'a')] })] }),
    ],
    expected: { 'Pods mesh/app=ghost -> mesh/b 80': 'unknown', 'mesh/a -> mesh/b 80': 'closed' },
  },
  {
    name: 'a service account without a namespace is of that of the policy, whoever else writes the same',
    objects: [
      ...CAST,
      namespace('third', { 'istio-injection': 'enabled' }),
      pod('third/c', { serviceAccountName: 'a' }),
      ...['mesh/p', 'third/p'].map((path) => authorization(path, { rules: [source({ serviceAccounts: ['a'] })] })),
    ],
    expected: {
      'mesh/a -> mesh/b 80': 'open',
      'mesh/a -> third/c 80': 'closed',
      'third/c -> mesh/b 80': 'closed',
      'third/c -> third/c 80': 'open',
    },
  },
  {
    name: 'in clear text nobody has a name',
    objects: [
      ...CAST,
      peers('mesh/default', { ...selector('b'), ...mode('DISABLE') }),
      authorization('mesh/b', { rules: [source({ principals: ['*'] })] }),
    ],
    expected: { 'mesh/a -> mesh/b 80': 'closed', 'mesh/b -> mesh/a 80': 'open' },
  },
  {
    name: 'sources are namespaces, service accounts and patterns too',
    objects: [
      ...CAST,
      namespace('third', { 'istio-injection': 'enabled' }),
      pod('third/c', { serviceAccountName: 'a' }),
      authorization('mesh/p', {
        rules: [
          { ...source({ namespaces: ['me*'] }), ...operation({ ports: ['1'] }) },
          { ...source({ serviceAccounts: ['a', 'plain/x'] }), ...operation({ ports: ['2'] }) },
          { ...source({ principals: ['*/sa/b'] }), ...operation({ ports: ['3'] }) },
          { ...source({ principals: ['cluster.local/ns/mesh/*'] }), ...operation({ ports: ['4'] }) },
          { ...source({ notPrincipals: [principal('mesh', 'a')] }), ...operation({ ports: ['5'] }) },
          { ...source({ notNamespaces: ['mesh'] }), ...operation({ ports: ['6'] }) },
        ],
      }),
    ],
    expected: {
      'mesh/a -> mesh/b 1': 'open',
      'plain/out -> mesh/b 1': 'closed',
      'mesh/a -> mesh/b 2': 'open',
      'mesh/b -> mesh/b 2': 'closed',
      'third/c -> mesh/b 2': 'closed',
      'mesh/a -> mesh/b 3': 'closed',
      'mesh/b -> mesh/b 3': 'open',
      'mesh/a -> mesh/b 4': 'open',
      'mesh/a -> mesh/b 5': 'closed',
      'mesh/b -> mesh/b 5': 'open',
      'plain/out -> mesh/b 5': 'open',
      'mesh/a -> mesh/b 6': 'closed',
      'plain/out -> mesh/b 6': 'open',
    },
  },
  {
    name: 'the trust domain is the one that policies speak of, and cluster.local is another name for it',
    objects: [
      ...CAST,
      authorization('mesh/b', {
        rules: [
          { ...source({ principals: [principal('mesh', 'a', 'corp.example')] }), ...operation({ ports: ['1'] }) },
          { ...source({ principals: [principal('mesh', 'a')] }), ...operation({ ports: ['2'] }) },
        ],
      }),
    ],
    expected: { 'mesh/a -> mesh/b 1': 'open', 'mesh/a -> mesh/b 2': 'open' },
  },
  {
    name: 'where policies speak of several trust domains, which is the own one is unknown',
    objects: [
      ...CAST,
      authorization('mesh/b', {
        rules: [source({ principals: [principal('mesh', 'a', 'one.example'), principal('mesh', 'b', 'two.example')] })],
      }),
    ],
    expected: { 'mesh/a -> mesh/b 1': 'unknown', 'plain/out -> mesh/b 1': 'closed' },
  },
  {
    name: 'a trust domain that is given settles it',
    objects: [
      ...CAST,
      authorization('mesh/b', {
        rules: [source({ principals: [principal('mesh', 'a', 'one.example'), principal('mesh', 'b', 'two.example')] })],
      }),
    ],
    options: { trustDomain: 'two.example' },
    expected: { 'mesh/a -> mesh/b 1': 'closed', 'mesh/b -> mesh/b 1': 'open' },
  },
  {
    name: 'addresses are a source, of pods only where they are known',
    objects: [...CAST, authorization('mesh/b', { rules: [source({ ipBlocks: ['203.0.113.0/24', '8.8.8.8'] })] })],
    expected: {
      '203.0.113.7 -> mesh/b 80': 'open',
      '8.8.8.8 -> mesh/b 80': 'open',
      '8.8.4.4 -> mesh/b 80': 'closed',
      'mesh/a -> mesh/b 80': 'unknown',
    },
  },
  {
    name: 'a denial counts before what is allowed, on the ports that it names',
    objects: [
      ...CAST,
      authorization('mesh/all', { rules: [{}] }),
      authorization('mesh/deny', {
        action: 'DENY',
        rules: [{ ...source({ namespaces: ['mesh'] }), ...operation({ notPorts: ['80'] }) }],
      }),
    ],
    expected: { 'mesh/a -> mesh/b 80': 'open', 'mesh/a -> mesh/b 81': 'closed', 'plain/out -> mesh/b 81': 'open' },
  },
  {
    name: 'a denial without an ALLOW leaves the rest open, and one without rules denies nothing',
    objects: [
      ...CAST,
      authorization('mesh/deny', { action: 'DENY', rules: [operation({ ports: ['81'] })] }),
      authorization('mesh/nothing', { action: 'DENY' }),
    ],
    expected: { 'mesh/a -> mesh/b 80': 'open', 'mesh/a -> mesh/b 81': 'closed' },
  },
  {
    name: 'a denial of some requests closes no port',
    objects: [...CAST, authorization('mesh/deny', { action: 'DENY', rules: [operation({ methods: ['DELETE'] })] })],
    expected: { 'mesh/a -> mesh/b 80': 'open' },
  },
  {
    name: 'what some requests may do is open',
    objects: [
      ...CAST,
      authorization('mesh/b', {
        rules: [
          { ...source({ requestPrincipals: ['*'] }), ...operation({ ports: ['80'], paths: ['/api/*'] }) },
          { when: [{ key: 'request.headers[x-token]', values: ['x'] }], ...operation({ ports: ['81'] }) },
        ],
      }),
    ],
    expected: { 'mesh/a -> mesh/b 80': 'open', 'mesh/a -> mesh/b 81': 'open', 'mesh/a -> mesh/b 82': 'closed' },
  },
  {
    name: 'conditions on what no manifest says are unknown',
    objects: [
      ...CAST,
      authorization('mesh/b', {
        rules: [
          { when: [{ key: 'connection.sni', values: ['x'] }], ...operation({ ports: ['80'] }) },
          { ...source({ remoteIpBlocks: ['10.0.0.0/8'] }), ...operation({ ports: ['81'] }) },
        ],
      }),
    ],
    expected: { 'mesh/a -> mesh/b 80': 'unknown', 'mesh/a -> mesh/b 81': 'unknown', 'mesh/a -> mesh/b 82': 'closed' },
  },
  {
    name: 'what a program outside decides is unknown, and what is only logged changes nothing',
    objects: [
      ...CAST,
      authorization('mesh/custom', {
        action: 'CUSTOM',
        provider: { name: 'p' },
        rules: [operation({ ports: ['80'] })],
      }),
      authorization('mesh/audit', { action: 'AUDIT', rules: [operation({ ports: ['81'] })] }),
    ],
    expected: { 'mesh/a -> mesh/b 80': 'unknown', 'mesh/a -> mesh/b 81': 'open' },
  },
  {
    name: 'a policy of the root namespace is for the whole mesh, and no other is for a namespace that is not its own',
    objects: [...CAST, authorization('istio-system/none', { ...selector('b') }), authorization('plain/none')],
    expected: { 'mesh/a -> mesh/b 80': 'closed', 'mesh/b -> mesh/a 80': 'open', 'mesh/a -> plain/out 80': 'open' },
  },
  {
    name: 'a policy that Istio would refuse is unknown in its namespace',
    objects: [...CAST, authorization('mesh/none'), authorization('mesh/odd', { action: 'MAYBE' })],
    expected: { 'mesh/a -> mesh/b 80': 'unknown' },
  },
  {
    name: 'a gateway is authorized by name, and takes strangers whatever the mode',
    objects: [
      ...CAST,
      GATEWAY,
      peers('mesh/default', mode('STRICT')),
      authorization('mesh/none'),
      authorization('mesh/edge', { ...TO_GATEWAY, rules: [operation({ ports: ['443'] })] }),
    ],
    expected: {
      '8.8.8.8 -> mesh/edge 443': 'open',
      '8.8.8.8 -> mesh/edge 80': 'closed',
      '8.8.8.8 -> mesh/b 443': 'closed',
      'plain/out -> mesh/edge 443': 'open',
      'mesh/edge -> mesh/b 443': 'closed',
    },
  },
  {
    name: 'a gateway calls by the service account that Istio makes for it, from the pods that Istio labels',
    objects: [
      ...CAST,
      GATEWAY,
      peers('mesh/default', mode('STRICT')),
      authorization('mesh/b', { ...selector('b'), rules: [source({ principals: [principal('mesh', 'edge-istio')] })] }),
      networkPolicy('mesh/b', {
        podSelector: { matchLabels: { app: 'b' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } } }] }],
      }),
    ],
    expected: { 'mesh/edge -> mesh/b 80': 'open', 'mesh/a -> mesh/b 80': 'closed' },
  },
  {
    name: 'a policy for a Service is for a waypoint, and a sidecar ignores it',
    objects: [...CAST, authorization('mesh/none', { targetRefs: [{ kind: 'Service', name: 'b' }] })],
    expected: { 'mesh/a -> mesh/b 80': 'open' },
  },
  {
    name: 'what a pod sends around its sidecar may have no name',
    objects: [
      ...CAST,
      pod('mesh/c', { annotations: { 'traffic.sidecar.istio.io/excludeOutboundPorts': '80' } }),
      peers('mesh/default', mode('STRICT')),
    ],
    expected: { 'mesh/c -> mesh/b 80': 'unknown' },
  },
  {
    name: 'the network and the mesh must both let it through',
    objects: [
      ...CAST,
      authorization('mesh/b', { ...selector('b'), rules: [{}] }),
      networkPolicy('mesh/b', { podSelector: { matchLabels: { app: 'b' } }, ingress: [{ ports: [{ port: 80 }] }] }),
    ],
    expected: { 'mesh/a -> mesh/b 80': 'open', 'mesh/a -> mesh/b 81': 'closed' },
  },
];
