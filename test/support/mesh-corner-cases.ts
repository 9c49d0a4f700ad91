import {
  authorization,
  CAST,
  created,
  GATEWAY,
  mode,
  operation,
  peers,
  principal,
  selector,
  source,
  TO_GATEWAY,
} from './mesh-cast';
import { namespace, pod, type ReachabilityCase } from './reachability-cases';

/** What few policies say, and Istio takes: what is old, odd, doubtful, or of the namespaces of Kubernetes. */
export const MESH_CORNER_CASES: readonly ReachabilityCase[] = [
  {
    name: 'conditions on who calls and on which port are decided',
    objects: [
      ...CAST,
      authorization('mesh/b', {
        rules: [
          {
            when: [
              { key: 'source.principal', values: ['cluster.local/ns/mesh/sa/a'] },
              { key: 'destination.port', values: ['80', '81'], notValues: ['81'] },
            ],
          },
          {
            ...source({ namespaces: ['mesh'] }),
            ...operation({ ports: ['81', '82'] }),
            when: [
              { key: 'source.principal', notValues: ['cluster.local/ns/mesh/sa/a'] },
              { key: 'destination.port', values: ['82'] },
            ],
          },
          { ...operation({ ports: ['83', '84'] }), when: [{ key: 'source.namespace', values: ['other'] }] },
          { ...operation({ ports: ['85', '86'] }), when: [{ key: 'destination.port', values: ['86'] }] },
        ],
      }),
    ],
    expected: {
      'mesh/a -> mesh/b 80': 'open',
      'mesh/a -> mesh/b 81': 'closed',
      'mesh/a -> mesh/b 82': 'closed',
      'mesh/a -> mesh/b 83': 'closed',
      'mesh/a -> mesh/b 85': 'closed',
      'mesh/a -> mesh/b 86': 'open',
    },
  },
  {
    name: 'two conditions on one thing hold both',
    objects: [
      ...CAST,
      authorization('mesh/b', {
        rules: [
          {
            when: [
              { key: 'source.namespace', values: ['mesh'] },
              { key: 'source.namespace', notValues: ['mesh'] },
            ],
            ...operation({ ports: ['80'] }),
          },
          {
            when: [
              { key: 'source.namespace', values: ['mesh'] },
              { key: 'source.principal', values: ['*/sa/a'] },
              { key: 'request.headers[x]', values: ['y'] },
            ],
            ...operation({ ports: ['81'] }),
          },
        ],
      }),
    ],
    expected: { 'mesh/a -> mesh/b 80': 'closed', 'mesh/a -> mesh/b 81': 'open' },
  },
  {
    name: 'a condition on addresses is as unknown as it is of a source',
    objects: [
      ...CAST,
      authorization('mesh/b', {
        rules: [{ when: [{ key: 'remote.ip', values: ['10.0.0.0/8'] }], ...operation({ ports: ['80'] }) }],
      }),
    ],
    expected: { 'mesh/a -> mesh/b 80': 'unknown', 'mesh/a -> mesh/b 81': 'closed' },
  },
  {
    name: 'a gateway that is not injected is in the mesh by the proxy that it runs, and guarded by it',
    objects: [
      ...CAST,
      proxied('edge', ['proxy', 'router', '--domain', 'x'], { labels: { 'sidecar.istio.io/inject': 'false' } }),
      proxied('side', ['proxy', 'sidecar'], { labels: { 'sidecar.istio.io/inject': 'false' } }),
      proxied('bare', ['serve'], { labels: { 'sidecar.istio.io/inject': 'false' } }),
      peers('mesh/default', mode('STRICT')),
      authorization('mesh/b', {
        ...selector('b'),
        rules: [source({ principals: [principal('plain', 'edge'), principal('plain', 'side')] })],
      }),
      authorization('plain/edge', { ...selector('edge'), action: 'DENY', rules: [operation({ ports: ['8443'] })] }),
    ],
    expected: {
      'plain/edge -> mesh/b 80': 'open',
      'plain/side -> mesh/b 80': 'open',
      'plain/bare -> mesh/b 80': 'closed',
      'plain/out -> plain/edge 8443': 'closed',
      'plain/out -> plain/edge 8080': 'open',
    },
  },
  {
    name: 'nothing is injected into the namespaces of Kubernetes itself, whatever their labels say',
    objects: [
      ...CAST,
      namespace('kube-system', { 'istio-injection': 'enabled' }),
      pod('kube-system/dns'),
      peers('istio-system/default', mode('STRICT')),
    ],
    expected: { 'kube-system/dns -> mesh/b 80': 'closed', 'plain/out -> kube-system/dns 80': 'open' },
  },
  {
    name: 'a port is strict where the rest is not, and one that is not set is as the rest',
    objects: [
      ...CAST,
      peers('mesh/b', { ...selector('b'), portLevelMtls: { 8080: mode('STRICT').mtls } }),
      peers('mesh/a', { ...selector('a'), ...mode('STRICT'), portLevelMtls: { 8080: mode('UNSET').mtls } }),
    ],
    expected: {
      'plain/out -> mesh/b 8080': 'closed',
      'plain/out -> mesh/b 8081': 'open',
      'plain/out -> mesh/a 8080': 'closed',
    },
  },
  {
    name: 'of two policies of one level the older counts, whichever comes first',
    objects: [
      ...CAST,
      created(peers('mesh/one', mode('PERMISSIVE')), '2026-02-01T00:00:00Z'),
      created(peers('mesh/two', mode('STRICT')), '2026-01-01T00:00:00Z'),
    ],
    expected: { 'plain/out -> mesh/b 80': 'closed' },
  },
  {
    name: 'a mode that nobody knows is unknown, and so is whether a policy selects what an operator labels',
    objects: [
      ...CAST,
      { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { namespace: 'mesh', name: 'db' }, spec: {} },
      peers('mesh/db', { selector: { matchLabels: { 'cnpg.io/instanceRole': 'primary' } }, ...mode('STRICT') }),
      peers('plain/odd', mode('SOMETIMES')),
      pod('plain/in', { labels: { 'sidecar.istio.io/inject': 'true' } }),
    ],
    expected: {
      'plain/out -> mesh/db 5432': 'unknown',
      'plain/out -> mesh/b 80': 'open',
      'plain/out -> plain/in 80': 'unknown',
    },
  },
  {
    name: 'of the root namespace, only what selects nothing is for the mesh',
    objects: [...CAST, peers('istio-system/b', { ...selector('b'), ...mode('STRICT') })],
    expected: { 'plain/out -> mesh/b 80': 'open' },
  },
  {
    name: 'a denial of some requests of one and of everything of another closes the port to the other',
    objects: [
      ...CAST,
      authorization('mesh/deny', {
        action: 'DENY',
        rules: [{ from: [{ source: { requestPrincipals: ['*'] } }, { source: { namespaces: ['mesh'] } }] }],
      }),
    ],
    expected: { 'mesh/a -> mesh/b 80': 'closed', 'plain/out -> mesh/b 80': 'open' },
  },
  {
    name: 'an allowance of what an operator labels may be for nobody, and so close nothing',
    objects: [
      ...CAST,
      { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { namespace: 'mesh', name: 'db' }, spec: {} },
      authorization('mesh/db', {
        selector: { matchLabels: { 'cnpg.io/instanceRole': 'primary' } },
        rules: [source({ principals: [principal('mesh', 'a')] })],
      }),
    ],
    // Of mesh/a it could be told, since it is open either way; the evaluator asks policy by policy.
    expected: { 'mesh/a -> mesh/db 5432': 'unknown', 'mesh/b -> mesh/db 5432': 'unknown' },
  },
  {
    name: 'two programs outside decide together, each about its own',
    objects: [
      ...CAST,
      ...['80', '81'].map((port) =>
        authorization(`mesh/custom-${port}`, {
          action: 'CUSTOM',
          provider: { name: 'p' },
          rules: [operation({ ports: [port] })],
        }),
      ),
    ],
    expected: { 'mesh/a -> mesh/b 80': 'unknown', 'mesh/a -> mesh/b 81': 'unknown', 'mesh/a -> mesh/b 82': 'open' },
  },
  {
    name: 'a program outside that is asked about another caller decides nothing',
    objects: [
      ...CAST,
      authorization('mesh/custom', {
        action: 'CUSTOM',
        provider: { name: 'p' },
        rules: [source({ principals: [principal('mesh', 'b')] })],
      }),
    ],
    expected: { 'mesh/a -> mesh/b 80': 'open', 'mesh/b -> mesh/a 80': 'unknown' },
  },
  {
    name: 'what Istio would refuse in an operation is unknown',
    objects: [
      ...CAST,
      authorization('mesh/a', { ...selector('a'), rules: [operation({ ports: ['http'] })] }),
      authorization('mesh/b', { ...selector('b'), rules: [operation({ verbs: ['GET'] })] }),
    ],
    // A policy that cannot be read may be about all of its namespace.
    expected: { 'mesh/b -> mesh/a 80': 'unknown', 'mesh/a -> mesh/b 80': 'unknown' },
  },
  {
    name: 'a gateway is also named as it was before there could be several',
    objects: [...CAST, GATEWAY, authorization('mesh/none', { targetRef: TO_GATEWAY.targetRefs[0] })],
    expected: { '8.8.8.8 -> mesh/edge 443': 'closed', 'mesh/a -> mesh/b 80': 'open' },
  },
];

/** A pod of a namespace that nothing is injected into, whose container is called as Istio calls its proxy. */
function proxied(name: string, args: readonly string[], metadata: object) {
  const containers = [{ name: 'istio-proxy', image: 'proxyv2', args }];
  return pod(`plain/${name}`, { ...metadata, serviceAccountName: name, containers });
}
