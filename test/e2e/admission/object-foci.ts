import * as fc from 'fast-check';
import type { Manifest } from '../../../constructs/plan/resource';
import { KEPT_SECRET } from '../../../constructs/vault/key-value-secret';
import { NAMED_VALUES } from './pod-foci';
import { mostly, some } from './workloads';

const NAMED = { name: 'api', namespace: 'shop' };
const RBAC = 'rbac.authorization.k8s.io';

function object(apiVersion: string, kind: string, metadata: object = NAMED) {
  return (rest: object): Manifest => ({ apiVersion, kind, metadata, ...rest }) as Manifest;
}

const listOf = <T>(...values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });

/** Roles of one to three entries, each of which mostly grants little. */
function roles(
  groups: readonly string[],
  resources: readonly string[],
  verbs: readonly string[],
): fc.Arbitrary<Manifest> {
  const grant = fc.oneof(
    { weight: 3, arbitrary: fc.constant({ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }) },
    {
      weight: 4,
      arbitrary: fc
        .record({
          apiGroups: listOf('', 'apps', ...groups),
          resources: listOf('pods', ...resources),
          verbs: listOf('get', 'list', ...verbs),
          resourceNames: mostly<string[]>([], ['api']),
        })
        .map(({ resourceNames, ...rest }) => (resourceNames.length === 0 ? rest : { ...rest, resourceNames })),
    },
  );
  const urls = fc.constantFrom(
    { nonResourceURLs: ['/metrics'], verbs: ['get'] },
    { nonResourceURLs: ['*'], verbs: ['get'] },
  );
  const namespaced = fc.array(grant, { maxLength: 3 }).map((rules) => object(`${RBAC}/v1`, 'Role')({ rules }));
  const clusterWide = fc
    .option(fc.array(fc.oneof({ weight: 5, arbitrary: grant }, { weight: 1, arbitrary: urls }), { maxLength: 3 }), {
      nil: undefined,
    })
    .map((rules) =>
      object(`${RBAC}/v1`, 'ClusterRole', { name: 'admission-api' })(rules === undefined ? {} : { rules }),
    );
  return fc.oneof(namespaced, clusterWide);
}

const ANYBODY = fc.constantFrom<object>(
  { kind: 'ServiceAccount', name: 'api', namespace: 'shop' },
  { kind: 'ServiceAccount', name: 'worker', namespace: 'shop' },
  { kind: 'Group', name: 'developers', apiGroup: RBAC },
  { kind: 'User', name: 'ada', apiGroup: RBAC },
  { kind: 'User', name: 'system:masters', apiGroup: RBAC },
  { kind: 'Group', name: 'default', apiGroup: RBAC },
);
const EVERYBODY = fc.constantFrom<object>(
  { kind: 'Group', name: 'system:masters', apiGroup: RBAC },
  { kind: 'Group', name: 'system:authenticated', apiGroup: RBAC },
  { kind: 'Group', name: 'system:serviceaccounts', apiGroup: RBAC },
  { kind: 'User', name: 'system:anonymous', apiGroup: RBAC },
  { kind: 'ServiceAccount', name: 'default', namespace: 'shop' },
);

function bindings(): fc.Arbitrary<Manifest> {
  const subject = fc.oneof({ weight: 4, arbitrary: ANYBODY }, { weight: 1, arbitrary: EVERYBODY });
  return fc
    .record({
      isWide: fc.boolean(),
      role: mostly('view', 'cluster-admin'),
      kind: mostly('ClusterRole', 'Role'),
      subjects: fc.option(fc.array(subject, { maxLength: 3 }), { nil: undefined, freq: 6 }),
    })
    .map(({ isWide, role, kind, subjects }) =>
      object(
        `${RBAC}/v1`,
        isWide ? 'ClusterRoleBinding' : 'RoleBinding',
        isWide ? { name: 'admission-api' } : NAMED,
      )({
        roleRef: { apiGroup: RBAC, kind: isWide ? 'ClusterRole' : kind, name: role },
        ...(subjects && { subjects }),
      }),
    );
}

const SELECTOR = mostly<object>(
  { matchLabels: { app: 'web' } },
  {},
  { matchLabels: {} },
  { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] },
  { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
  { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] },
);
const PORT = fc.oneof(
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
  '::/0': ['fd00::/8', '64:ff9b::/96', '::/8'],
  'fd00::/8': ['fd00:ec2::254/128', 'fd20:ce::254/128', 'fd20::/16'],
  'fc00::/7': ['fd00:ec2::/32', 'fd20:ce::/32'],
};
const BLOCK = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom('10.0.0.0/8', '203.0.113.0/24', '2001:db8::/32') },
    { weight: 4, arbitrary: fc.constantFrom(...V4, ...V6) },
  )
  .chain((cidr) =>
    fc
      .subarray([...(EXCEPT[cidr] ?? [])])
      .map((except) => ({ ipBlock: { cidr, ...(except.length > 0 && { except }) } })),
  );
const PEER = fc.oneof(
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

function policies(
  peer: fc.Arbitrary<object>,
  port: fc.Arbitrary<object>,
  podSelector: fc.Arbitrary<object> = fc.constant({}),
) {
  const peers = fc.array(peer, { minLength: 0, maxLength: 2 });
  const ports = fc.array(port, { minLength: 0, maxLength: 2 });
  const entries = (side: string) =>
    fc.array(
      fc.record({ [side]: peers, ports }).map((entry) => entry as object),
      { maxLength: 1 },
    );
  return fc
    .record({ podSelector, ingress: entries('from'), egress: entries('to') })
    .map((spec) => object('networking.k8s.io/v1', 'NetworkPolicy')({ spec }));
}

function present(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const GATEWAY_PODS = { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } };

const MODE = mostly('STRICT', 'UNSET', 'PERMISSIVE', 'DISABLE');
const TLS = mostly<object>(
  {},
  { tls: { mode: 'DISABLE' } },
  { tls: { mode: 'SIMPLE', insecureSkipVerify: true } },
  { tls: { mode: 'ISTIO_MUTUAL' } },
  { tls: { mode: 'SIMPLE', insecureSkipVerify: false, caCertificates: 'system' } },
);
const TRAFFIC_POLICY = fc.tuple(TLS, fc.array(TLS, { maxLength: 2 })).map(([tls, ports]) => ({
  ...tls,
  ...(ports.length > 0 && {
    portLevelSettings: ports.map((one, index) => ({ port: { number: 8080 + index }, ...one })),
  }),
}));

const SOURCE = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom<object>(
      { principals: ['cluster.local/ns/shop/sa/web'] },
      { principals: ['cluster.local/ns/shop/sa/web', 'cluster.local/ns/shop/sa/api'] },
      { serviceAccounts: ['shop/web', 'worker'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<object>(
      { principals: ['cluster.local/ns/shop/sa/*'] },
      { principals: ['*'] },
      { serviceAccounts: ['shop/*'] },
      { namespaces: ['shop'] },
      { ipBlocks: ['10.0.0.0/8'] },
    ),
  },
);
const CALLERS = fc
  .option(fc.array(SOURCE, { maxLength: 2 }), { freq: 8, nil: undefined })
  .map((sources) => (sources === undefined ? {} : { from: sources.map((source) => ({ source })) }));

const TO_GATEWAY = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' };

/** What is generated for each rule about other objects. */
export const OBJECT_FOCI: Readonly<Record<string, fc.Arbitrary<Manifest>>> = {
  'authorization-by-identity': fc
    .record({
      apiVersion: fc.constantFrom('security.istio.io/v1', 'security.istio.io/v1beta1'),
      action: mostly<string | undefined>(undefined, 'ALLOW', 'DENY', 'AUDIT'),
      where: mostly<object>(
        {},
        { selector: { matchLabels: { app: 'api' } } },
        { selector: GATEWAY_PODS },
        { targetRefs: [TO_GATEWAY] },
        { targetRefs: [TO_GATEWAY, { group: '', kind: 'Service', name: 'api' }] },
      ),
      rules: fc.option(fc.array(CALLERS, { maxLength: 2 }), { nil: undefined, freq: 8 }),
    })
    .map(({ apiVersion, action, where, rules }) =>
      object(apiVersion, 'AuthorizationPolicy')({ spec: present({ ...where, action, rules }) }),
    ),
  'budgets-allow-a-drain': fc
    .constantFrom<object>(
      ...[0, 1, '0%', '00%', '50%', '100%'].map((maxUnavailable) => ({ maxUnavailable })),
      ...[0, 1, 3, '0%', '99%', '100%'].map((minAvailable) => ({ minAvailable })),
      {},
    )
    .map((bound) =>
      object('policy/v1', 'PodDisruptionBudget')({ spec: { ...bound, selector: { matchLabels: { app: 'api' } } } }),
    ),
  'cluster-admin-not-bound': bindings(),
  'config-maps-hold-no-secret': fc
    .array(NAMED_VALUES, { maxLength: 2 })
    .map((list) =>
      object('v1', 'ConfigMap')({ data: Object.fromEntries(list.map(({ name, value }) => [name, value])) }),
    ),
  'gateway-listeners-use-tls': fc.oneof(
    fc.array(mostly('HTTPS', 'TLS', 'HTTP', 'TCP'), { minLength: 1, maxLength: 2 }).map((protocols) =>
      object(
        'gateway.networking.k8s.io/v1',
        'Gateway',
      )({
        spec: {
          gatewayClassName: 'istio',
          listeners: protocols.map((protocol, index) => ({
            name: `l${index}`,
            port: 443 + index,
            protocol,
            ...(['HTTPS', 'TLS'].includes(protocol) && { tls: { certificateRefs: [{ name: 'edge' }] } }),
          })),
        },
      }),
    ),
    fc
      .array(
        fc.record({
          protocol: mostly('HTTPS', 'TLS', 'HTTP', 'TCP', 'GRPC-WEB', 'MONGO'),
          tls: mostly<object>(
            { tls: { mode: 'SIMPLE', credentialName: 'edge' } },
            {},
            { tls: { httpsRedirect: true } },
            { tls: {} },
          ),
        }),
        { maxLength: 2 },
      )
      .map((servers) =>
        object(
          'networking.istio.io/v1',
          'Gateway',
        )({
          spec: {
            selector: { istio: 'gateway' },
            servers: servers.map(({ protocol, tls }, index) => ({
              port: { number: 443 + index, name: `p${index}`, protocol },
              hosts: ['shop.example.com'],
              ...tls,
            })),
          },
        }),
      ),
  ),
  'kept-secrets-are-owned': fc
    .record({
      owner: mostly<string | undefined>('payments@example.com', undefined, '', '  '),
      days: mostly<string | undefined>('30', undefined, '90', '91', '999', '0', '07', 'yearly', '1000', '-1'),
    })
    .map(({ owner, days }) =>
      object('secrets.hashicorp.com/v1beta1', 'VaultStaticSecret', {
        ...NAMED,
        annotations: present({ [KEPT_SECRET.owner]: owner, [KEPT_SECRET.days]: days }),
      })({ spec: { type: 'kv-v2', mount: 'kv', path: 'stripe', destination: { name: 'stripe' } } }),
    ),
  'mesh-hosts-narrow': fc
    .tuple(
      fc.constantFrom('ServiceEntry', 'VirtualService'),
      fc.array(mostly('api.example.com', '*.example.com', '*', '*.com', 'a'), { minLength: 1, maxLength: 2 }),
    )
    .map(([kind, hosts]) => {
      const of = object('networking.istio.io/v1', kind);
      return kind === 'ServiceEntry'
        ? of({
            spec: {
              hosts,
              location: 'MESH_EXTERNAL',
              resolution: 'NONE',
              ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
            },
          })
        : of({ spec: { hosts, http: [{ route: [{ destination: { host: 'api' } }] }] } });
    }),
  'metadata-address-excluded': policies(BLOCK, PORT),
  'namespaces-enforce-restricted': namespaces(),
  'namespaces-in-the-mesh': namespaces(),
  'network-peers-explicit': policies(PEER, PORT),
  'no-binding-for-everyone': bindings(),
  'no-clear-text-exceptions': fc
    .record({ mtls: fc.option(MODE, { nil: undefined }), ports: fc.array(MODE, { maxLength: 2 }) })
    .map(({ mtls, ports }) =>
      object(
        'security.istio.io/v1',
        'PeerAuthentication',
      )({
        spec: {
          selector: { matchLabels: { app: 'api' } },
          ...(mtls && { mtls: { mode: mtls } }),
          ...(ports.length > 0 && {
            portLevelMtls: Object.fromEntries(ports.map((mode, index) => [String(8080 + index), { mode }])),
          }),
        },
      }),
    ),
  'no-host-path-persistent-volumes': fc
    .constantFrom<object>(
      { csi: { driver: 'disks.example.com', volumeHandle: 'v1' } },
      { nfs: { server: 'files.example.com', path: '/a' } },
      { hostPath: { path: '/data' } },
      ...['/', '/etc', '//etc/x', '/./root', '/mnt/disks/a', '/var/lib', '/data/', '/etcetera', '/srv'].map((path) => ({
        local: { path },
      })),
    )
    .map((source) =>
      object('v1', 'PersistentVolume', { name: 'admission-data' })({
        spec: {
          capacity: { storage: '1Gi' },
          accessModes: ['ReadWriteOnce'],
          ...('local' in source && {
            nodeAffinity: {
              required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'Exists' }] }] },
            },
          }),
          ...source,
        },
      }),
    ),
  'no-long-lived-tokens': fc
    .constantFrom('Opaque', 'kubernetes.io/service-account-token', 'example.com/other', undefined)
    .map((type) =>
      object('v1', 'Secret', {
        ...NAMED,
        ...(type?.includes('account') && { annotations: { 'kubernetes.io/service-account.name': 'api' } }),
      })(type === undefined ? {} : { type }),
    ),
  'no-open-cidr': policies(BLOCK, PORT, fc.constantFrom<object>({}, { matchLabels: { app: 'api' } }, GATEWAY_PODS)),
  'rbac-cannot-escalate': roles(
    [RBAC, '*'],
    ['roles', 'clusterroles', 'users', 'serviceaccounts', 'serviceaccounts/token', '*/token', '*'],
    ['escalate', 'bind', 'impersonate', 'create', '*'],
  ),
  'rbac-keeps-out-of-pods-and-nodes': roles(
    ['certificates.k8s.io', 'admissionregistration.k8s.io', '*'],
    [
      ...['pods/exec', 'pods/log', 'pods/ephemeralcontainers', 'nodes/proxy', '*/proxy', '*/exec'],
      ...['certificatesigningrequests/approval', 'signers', 'mutatingwebhookconfigurations'],
    ],
    ['create', 'update', 'approve', 'delete', '*'],
  ),
  'rbac-without-wildcards': roles(['*'], ['*', '*/scale', 'secrets'], ['*', 'create']),
  'secrets-read-by-name': roles(['*', 'secrets.hashicorp.com'], ['secrets', '*'], ['watch', 'create', 'delete', '*']),
  'services-cluster-internal': services(),
  'services-name-no-outside-address': services(),
  'tls-not-switched-off': fc
    .record({
      trafficPolicy: fc.option(TRAFFIC_POLICY, { nil: undefined }),
      subsets: fc.array(TRAFFIC_POLICY, { maxLength: 2 }),
    })
    .map(({ trafficPolicy, subsets }) =>
      object(
        'networking.istio.io/v1',
        'DestinationRule',
      )({
        spec: {
          host: 'api.shop.svc.cluster.local',
          ...(trafficPolicy && { trafficPolicy }),
          ...(subsets.length > 0 && {
            subsets: subsets.map((one, index) => ({
              name: `v${index}`,
              labels: { v: `${index}` },
              trafficPolicy: one,
            })),
          }),
        },
      }),
    ),
  'vault-over-tls': fc
    .record({
      address: mostly('https://vault.vault.svc:8200', 'http://vault:8200', 'HTTPS://vault', 'vault:8200'),
      skipTLSVerify: mostly<boolean | undefined>(undefined, false, true),
    })
    .map((spec) => object('secrets.hashicorp.com/v1beta1', 'VaultConnection')({ spec: present(spec) })),
};

function namespaces(): fc.Arbitrary<Manifest> {
  return some({
    'pod-security.kubernetes.io/enforce': fc.constantFrom('restricted', 'baseline', 'privileged'),
    'pod-security.kubernetes.io/warn': fc.constant('restricted'),
    'istio-injection': fc.constantFrom('enabled', 'disabled'),
    'istio.io/rev': fc.constantFrom('1-29', ''),
    'istio.io/dataplane-mode': fc.constantFrom('ambient', 'none'),
  }).map((labels) => object('v1', 'Namespace', { name: 'admission-other', labels })({}));
}

function services(): fc.Arbitrary<Manifest> {
  return fc
    .record({
      type: mostly<string | undefined>(undefined, 'ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
      externalIPs: mostly<string[]>([], ['203.0.113.7']),
    })
    .map(({ type, externalIPs }) =>
      object(
        'v1',
        'Service',
      )({
        spec: present({
          type,
          selector: { app: 'api' },
          ports: [{ port: 80 }],
          externalIPs: externalIPs.length > 0 ? externalIPs : undefined,
          externalName: type === 'ExternalName' ? 'api.example.com' : undefined,
        }),
      }),
    );
}
