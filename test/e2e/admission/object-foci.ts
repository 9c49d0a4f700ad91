import * as fc from 'fast-check';
import type { Manifest } from '../../../constructs/plan/resource';
import { NAMED_VALUES } from './named-values';
import { BLOCK, GATEWAY_PODS, PEER, PORT, policies } from './network-foci';
import { NAMED, object, present } from './objects';
import { bindings, roles } from './rbac-foci';
import { SECRET_FOCI } from './secret-foci';
import { IMAGE, mostly, some } from './workloads';

const RBAC = 'rbac.authorization.k8s.io';

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
      { principals: ['cluster.local/ns/shop/sa/web', 'cluster.local/ns/*/sa/web'] },
      { serviceAccounts: ['shop/web', 'shop/*'] },
      { serviceAccounts: ['shop/*'] },
      { namespaces: ['shop'] },
      { ipBlocks: ['10.0.0.0/8'] },
    ),
  },
);
/** As long a file as the policy looks inside of, in which every pattern has something to look at. */
const LONG = [
  'PRIVATE KEY :// = Key= Bearer , Basic , eyJ _ - . A "auth": hooks.slack.com/services/ npm_',
  ...Array.from({ length: 1430 }, () => 'password: string'),
].join('\n');

const CALLERS = fc
  .record({
    sources: fc.option(fc.array(SOURCE, { maxLength: 2 }), { freq: 8, nil: undefined }),
    when: mostly<object[] | undefined>(
      undefined,
      [{ key: 'source.principal', values: ['cluster.local/ns/shop/sa/web'] }],
      [{ key: 'source.principal', values: ['cluster.local/ns/shop/sa/web', '*'] }],
      [{ key: 'source.principal', notValues: ['cluster.local/ns/shop/sa/web'] }],
      [
        { key: 'destination.port', values: ['80'] },
        { key: 'source.principal', values: ['cluster.local/ns/shop/sa/web'] },
      ],
    ),
  })
  .map(({ sources, when }) => present({ from: sources?.map((source) => ({ source })), when }));

const TO_GATEWAY = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' };

/** A job, and one by a schedule, each with or without an end. */
function jobs(): fc.Arbitrary<Manifest> {
  const end = fc.constantFrom<object>({}, {}, { activeDeadlineSeconds: 600 });
  return fc.tuple(fc.constantFrom('Job', 'CronJob'), end, end).map(([kind, job, pod]) => {
    const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'api', image: IMAGE }], ...pod } };
    const spec =
      kind === 'Job' ? { ...job, template } : { schedule: '0 6 * * 1', jobTemplate: { spec: { ...job, template } } };
    return object('batch/v1', kind)({ spec });
  });
}

/** Alerts that say what to do, or not, by themselves or by their group, and what is only recorded. */
function alerts(): fc.Arbitrary<Manifest> {
  const labels = mostly<object | undefined>(
    { severity: 'warning', owner: 'shopkeepers' },
    undefined,
    { severity: 'none' },
    { owner: 'shopkeepers' },
    { severity: ' ', owner: '' },
  );
  const description = mostly<string | undefined>(
    '{{ $value }} of them: look here',
    'Look at {{ .Labels.pod }}',
    'Look here',
    '{{ 7 | humanize }} $value',
    ' ',
    undefined,
  );
  const expr = mostly<string | number>(
    'up == 0',
    1,
    'absent(up)',
    'absent(max(up) or min(up))',
    'absent(up) or up == 0',
  );
  const alert = fc
    .record({ expr, labels, description, summary: mostly<string | undefined>('It is down', '', undefined) })
    .map(({ summary, description: todo, ...one }) => ({
      alert: 'ApiDown',
      ...present(one),
      annotations: present({ summary, description: todo }),
    }));
  const rule = fc.oneof({ weight: 5, arbitrary: alert }, fc.constant<object>({ record: 'api:up', expr: 'up' }));
  const group = fc.record({ labels, rules: fc.array(rule, { maxLength: 2 }) });
  return fc
    .array(group, { maxLength: 2 })
    .map((groups) =>
      object(
        'monitoring.coreos.com/v1',
        'PrometheusRule',
      )({ spec: { groups: groups.map((one, index) => ({ name: `group-${index}`, ...present(one) })) } }),
    );
}

/** Databases with some of these entries and logins, kept apart or not. */
function databases(): fc.Arbitrary<Manifest> {
  const closed = 'hostnossl all all all reject';
  const entry = mostly(
    closed,
    'hostssl all all all cert',
    'host all all all trust',
    'host all api all md5',
    'host all all all scram-sha-256',
    'host all vault all reject',
    'hostnossl all all 0.0.0.0/0 reject',
    'hostssl all password all cert',
    'local app, "my db" all trust',
    '# nothing',
  );
  return fc
    .record({
      instances: fc.constantFrom(1, 2, 3),
      affinity: mostly<object>(
        { podAntiAffinityType: 'required' },
        {},
        { podAntiAffinityType: 'preferred' },
        { enablePodAntiAffinity: false, podAntiAffinityType: 'required' },
        { enablePodAntiAffinity: true },
      ),
      entries: fc.option(fc.array(entry, { maxLength: 3 }), { nil: undefined, freq: 8 }),
      superuser: mostly<boolean | undefined>(undefined, false, true),
    })
    .map(({ instances, affinity, entries, superuser }) =>
      object(
        'postgresql.cnpg.io/v1',
        'Cluster',
      )({
        spec: present({
          instances,
          affinity,
          storage: { size: '1Gi' },
          postgresql: present({ pg_hba: entries }),
          enableSuperuserAccess: superuser,
        }),
      }),
    );
}

/** What happens to the volumes of a StatefulSet. */
function statefulSets(): fc.Arbitrary<Manifest> {
  const kept = mostly<string | undefined>('Retain', undefined, 'Delete');
  const labels = { app: 'api' };
  return fc.tuple(kept, kept, fc.boolean()).map(([whenDeleted, whenScaled, silent]) =>
    object(
      'apps/v1',
      'StatefulSet',
    )({
      spec: {
        serviceName: 'api',
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'api', image: IMAGE }] } },
        ...(!silent && { persistentVolumeClaimRetentionPolicy: present({ whenDeleted, whenScaled }) }),
      },
    }),
  );
}

/** What is generated for each rule about other objects. */
export const OBJECT_FOCI: Readonly<Record<string, fc.Arbitrary<Manifest>>> = {
  'alerts-say-what-to-do': alerts(),
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
    .oneof(
      { weight: 30, arbitrary: fc.array(NAMED_VALUES, { maxLength: 2 }) },
      { weight: 1, arbitrary: fc.constant([{ name: 'words.yaml', value: LONG }]) },
    )
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
  'jobs-end': jobs(),
  ...SECRET_FOCI,
  'volumes-outlive-their-pods': statefulSets(),
  'postgres-instances-apart': databases(),
  'postgres-login-strict': databases(),
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
      ...[
        '/',
        '/etc',
        '//etc/x',
        '/./root',
        '/bin',
        '/boot',
        '/dev/sdb',
        '/run',
        '/usr/local',
        '/home',
        '/mnt/disks/a',
        '/var/lib',
        '/data/',
        '/etcetera',
        '/srv',
      ].map((path) => ({
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
  'rollouts-abort': fc
    .record({
      progressDeadlineAbort: fc.constantFrom(undefined, false, true),
      replicas: fc.constantFrom(undefined, 0, 1),
    })
    .map((own) =>
      object(
        'argoproj.io/v1alpha1',
        'Rollout',
      )({
        spec: {
          ...present(own),
          selector: { matchLabels: { app: 'api' } },
          strategy: {},
          template: { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api', image: IMAGE }] } },
        },
      }),
    ),
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
