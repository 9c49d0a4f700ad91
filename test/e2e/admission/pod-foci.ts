import * as fc from 'fast-check';
import { API_ACCESS_ANNOTATION } from '../../../constructs/network/labels';
import { NAMED_VALUES } from './named-values';
import { IMAGE, LABELS, mostly, type PodFocus, some } from './workloads';

const inSecurityContext = (fields: fc.Arbitrary<object>) => fields.map((securityContext) => ({ securityContext }));

/** Kinds whose template nobody checks further than its schema. */
const LENIENT = ['Rollout'];
const KEPT_UP = ['DaemonSet', 'Deployment', 'ReplicaSet', 'ReplicationController', 'Rollout', 'StatefulSet'];

const VOLUMES: readonly object[] = [
  { emptyDir: {} },
  { configMap: { name: 'api' } },
  { secret: { secretName: 'api' } },
  { projected: { sources: [{ configMap: { name: 'api' } }] } },
  { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
  { csi: { driver: 'secrets.example.com' } },
  { persistentVolumeClaim: { claimName: 'data' } },
  { image: { reference: IMAGE } },
  {},
];
const OTHER_VOLUMES: readonly object[] = [
  { nfs: { server: 'files.example.com', path: '/' } },
  { iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2026-01.com.example:disk', lun: 0 } },
  { hostPath: { path: '/var' } },
  { fc: { targetWWNs: ['50060e801049cfd1'], lun: 0 } },
  { cephfs: { monitors: ['10.0.0.1:6789'] } },
];

/** Null says nothing, and where a kind has no schema for volumes it is kept. */
const NULLED = { hostPath: null, nfs: null, projected: null };

function volumes(usual: readonly object[], others: readonly object[]): fc.Arbitrary<object> {
  const one = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...usual, ...usual, NULLED) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
  return fc
    .array(one, { maxLength: 4 })
    .map((list) => ({ volumes: list.map((volume, index) => ({ name: `volume-${index}`, ...volume })) }));
}

const PROBE = fc.constantFrom<object>(
  { httpGet: { path: '/', port: 8080 } },
  { tcpSocket: { port: 8080 } },
  { exec: { command: ['true'] } },
  { grpc: { port: 8080 } },
);
const QUESTION = fc.constantFrom<object>(
  { httpGet: { path: '/livez', port: 8080 } },
  { httpGet: { path: '/livez', port: 8080, scheme: 'HTTP' }, periodSeconds: 5 },
  { httpGet: { path: '/readyz', port: 8080 } },
  { exec: { command: ['true'] }, failureThreshold: 6 },
  { exec: { command: ['true'] } },
  { exec: { command: ['true'] }, failureThreshold: 6, periodSeconds: 5 },
);
const HOST = mostly<string | undefined>(undefined, '', 'example.com', '169.254.169.254');
const CALL = fc.oneof(
  HOST.map((host) => ({ httpGet: { path: '/', port: 8080, ...(host !== undefined && { host }) } })),
  HOST.map((host) => ({ tcpSocket: { port: 8080, ...(host !== undefined && { host }) } })),
  fc.constant({ exec: { command: ['true'] } }),
);

const CPU = mostly<unknown>('100m', '0', '1', '0.5', '1n', '1m', '100Mi', '999', '1k', '1Ki');
const MEMORY = mostly<unknown>('64Mi', '0', '512', '1m', '1Gi', '1048576', '1e6', '64Ti', '1Ei');

const ENV = fc
  .array(NAMED_VALUES, { maxLength: 3 })
  .map((list) => ({ env: list.map(({ name, value }) => (value === '' ? { name } : { name, value })) }));

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
const SIDECAR = 'traffic.sidecar.istio.io/';

/** What is generated for each rule about pods or containers. */
/** What keeps pods on different nodes, or does not: by what it is about, and whom it selects. */
function keepingApart(more: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> {
  const [[key, value] = ['', '']] = Object.entries(LABELS);
  const expression = (operator: string, values?: readonly string[]) => ({
    matchExpressions: [{ key, operator, ...(values && { values }) }],
  });
  const topologyKey = mostly('kubernetes.io/hostname', 'zone', 'kubernetes.io/os');
  const labelSelector = mostly<object | undefined>(
    { matchLabels: LABELS },
    undefined,
    {},
    { matchLabels: { [key]: 'other' } },
    { matchLabels: { other: 'x' } },
    expression('In', [value, 'b']),
    expression('NotIn', [value]),
    expression('NotIn', ['other']),
    expression('Exists'),
    expression('DoesNotExist'),
  );
  return fc.tuple(fc.record({ topologyKey, labelSelector }), some(more)).map(([one, rest]) => ({ ...one, ...rest }));
}

export const POD_FOCI: Readonly<Record<string, PodFocus>> = {
  'apparmor-not-disabled': {
    pod: inSecurityContext(
      mostly<object>({}, { appArmorProfile: { type: 'Unconfined' } }, { appArmorProfile: { type: 'RuntimeDefault' } }),
    ),
    container: inSecurityContext(
      mostly<object>(
        {},
        { appArmorProfile: { type: 'Unconfined' } },
        { appArmorProfile: { type: 'Localhost', localhostProfile: 'api' } },
      ),
    ),
    annotations: mostly<Record<string, string>>(
      {},
      ...['unconfined', 'runtime/default', 'localhost/api'].map((profile) => ({ [`${ANNOTATION}main-0`]: profile })),
    ),
  },
  'capabilities-dropped': {
    pod: mostly<object>({}, { os: { name: 'windows' } }, { os: { name: 'linux' } }),
    container: fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .record({
            drop: mostly<string[]>(['ALL'], [], ['NET_RAW'], ['NET_RAW', 'ALL'], ['all']),
            add: mostly<string[]>([], ['NET_BIND_SERVICE'], ['SYS_ADMIN'], ['NET_BIND_SERVICE', 'CHOWN']),
          })
          .map((capabilities) => ({ securityContext: { capabilities } })),
      },
      { weight: 1, arbitrary: fc.constantFrom<object>({}, { securityContext: {} }) },
    ),
    mostContainers: 2,
  },
  'default-namespace-empty': {},
  'host-namespaces-isolated': {
    pod: some({ hostNetwork: mostly(false, true), hostPID: mostly(false, true), hostIPC: mostly(false, true) }),
    container: mostly<object>(
      {},
      { ports: [{ containerPort: 8080 }] },
      { ports: [{ containerPort: 8080, hostPort: 8080 }] },
      { ports: [{ containerPort: 8080 }, { containerPort: 53, hostPort: 53, protocol: 'UDP' }] },
    ),
  },
  'image-by-digest': {
    container: fc
      .oneof(
        {
          weight: 4,
          arbitrary: fc.constantFrom(IMAGE, `api@sha512:${'a'.repeat(128)}`, `a/b:1@sha256:${'f'.repeat(64)}`),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom('api', 'api:latest', 'api@sha256:00', `${IMAGE}0`, `api@sha256:${'F'.repeat(64)}`),
        },
      )
      .map((image) => ({ image })),
  },
  'no-debug-containers': {
    kinds: LENIENT,
    pod: fc.constantFrom<object>(
      {},
      { ephemeralContainers: [] },
      { ephemeralContainers: [{ name: 'shell', image: IMAGE }] },
    ),
  },
  'no-host-path-volumes': {
    pod: volumes(VOLUMES, [{ hostPath: { path: '/' } }]),
    annotations: mostly<Record<string, string>>(
      {},
      { 'sidecar.istio.io/userVolume': '[{"name":"node","hostPath":{"path":"/"}}]' },
      { 'sidecar.istio.io/userVolume': '[{"name":"tmp","emptyDir":{}}]' },
      { 'sidecar.istio.io/userVolume': '{"tmp":{"emptyDir":{}}}' },
    ),
  },
  'no-privilege-escalation': {
    pod: mostly<object>({}, { os: { name: 'windows' } }),
    container: fc.oneof(
      {
        weight: 6,
        arbitrary: inSecurityContext(
          some({ allowPrivilegeEscalation: mostly(false, true), privileged: mostly(false, true) }),
        ),
      },
      { weight: 3, arbitrary: fc.constant({ securityContext: { allowPrivilegeEscalation: false } }) },
      { weight: 1, arbitrary: fc.constant({}) },
    ),
    mostContainers: 2,
  },
  'no-secret-values': {
    container: fc.tuple(ENV, fc.option(NAMED_VALUES, { freq: 3, nil: undefined })).map(([env, header]) => {
      const isHeader = header !== undefined && /^[-A-Za-z0-9]+$/.test(header.name);
      return {
        ...env,
        ...(isHeader && { livenessProbe: { httpGet: { path: '/', port: 80, httpHeaders: [header] } } }),
      };
    }),
    initContainer: ENV,
  },
  'probes-declared': {
    kinds: [...KEPT_UP, 'CronJob', 'Pod'],
    container: some({
      livenessProbe: PROBE,
      readinessProbe: PROBE,
      ports: fc.constantFrom<object[]>([], [{ containerPort: 8080 }]),
    }),
    initContainer: fc.oneof(
      fc.constant({}),
      some({ livenessProbe: PROBE }).map((own) => ({ restartPolicy: 'Always', ...own })),
    ),
    mostContainers: 2,
  },
  'probes-stay-in-the-pod': {
    container: some({
      livenessProbe: CALL,
      readinessProbe: CALL,
      startupProbe: CALL,
      lifecycle: some({ postStart: CALL, preStop: CALL }),
    }),
    initContainer: some({ startupProbe: CALL, livenessProbe: CALL }).map((own) => ({
      restartPolicy: 'Always',
      ...own,
    })),
  },
  'proc-mount-default': {
    pod: fc.constant({ hostUsers: false }),
    container: inSecurityContext(mostly<object>({}, { procMount: 'Default' }, { procMount: 'Unmasked' })),
  },
  'probes-differ': {
    container: some({ livenessProbe: QUESTION, readinessProbe: QUESTION }),
    initContainer: fc.constant({}),
  },
  'process-namespace-unshared': { pod: some({ shareProcessNamespace: fc.boolean() }) },
  'proxy-identity-not-borrowed': {
    pod: inSecurityContext(
      some({ runAsUser: mostly(1000, 1337), runAsGroup: mostly(1000, 1337), fsGroup: fc.constant(1337) }),
    ),
    container: fc
      .tuple(
        mostly<string | undefined>(undefined, 'istio-proxy', 'istio-init', 'istio-validation'),
        some({ runAsUser: mostly(1000, 1337), runAsGroup: mostly(0, 1337) }),
      )
      .map(([name, securityContext]) => ({ ...(name && { name }), securityContext })),
    mostContainers: 2,
  },
  'read-only-root-filesystem': {
    pod: mostly<object>({}, { os: { name: 'windows' } }),
    container: fc.oneof(
      { weight: 4, arbitrary: fc.constant({ securityContext: { readOnlyRootFilesystem: true } }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom<object>(
          {},
          { securityContext: {} },
          { securityContext: { readOnlyRootFilesystem: false } },
        ),
      },
    ),
  },
  'replicas-survive-a-node': {
    kinds: KEPT_UP,
    spec: some({ replicas: fc.constantFrom(0, 1, 2, 3) }),
    pod: some({
      topologySpreadConstraints: keepingApart({ maxSkew: fc.constantFrom(1, 1, 2, 3) }).map((one) => [
        { maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', ...one },
      ]),
      affinity: fc.oneof(
        fc.constantFrom<object>({}, { podAntiAffinity: {} }),
        keepingApart({ namespaces: fc.constantFrom([], ['shop'], ['store'], ['default']) }).chain((term) =>
          fc.constantFrom<object>(
            { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
            { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
            {
              podAntiAffinity: {
                preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }],
              },
            },
          ),
        ),
      ),
    }),
  },
  'resources-explicit': {
    container: fc
      .record({ requests: some({ cpu: CPU, memory: MEMORY }), limits: some({ memory: MEMORY, cpu: CPU }) })
      .map((resources) => ({ resources })),
    mostContainers: 2,
  },
  'root-group-absent': {
    pod: inSecurityContext(
      some({
        runAsGroup: mostly(1000, 0),
        fsGroup: mostly(1000, 0),
        supplementalGroups: mostly([1000], [], [0], [4000, 0]),
      }),
    ),
    container: inSecurityContext(some({ runAsGroup: mostly(1000, 0) })),
  },
  'run-as-non-root': {
    pod: inSecurityContext(some({ runAsNonRoot: mostly(true, false), runAsUser: mostly(1000, 0) })),
    container: fc.oneof(
      fc.constantFrom<object>({}, { securityContext: {} }),
      inSecurityContext(some({ runAsNonRoot: mostly(true, false), runAsUser: mostly(1000, 0) })),
    ),
  },
  'seccomp-runtime-default': {
    pod: fc.oneof(
      { weight: 1, arbitrary: fc.constant({ os: { name: 'windows' } }) },
      { weight: 8, arbitrary: inSecurityContext(fc.constantFrom<object>({}, ...seccomp())) },
    ),
    container: fc.oneof(fc.constant({}), inSecurityContext(mostly<object>({}, ...seccomp()))),
  },
  'secrets-as-files': {
    container: some({
      env: mostly<object[]>(
        [{ name: 'A', value: 'a' }],
        [],
        [{ name: 'A' }, { name: 'B', valueFrom: { secretKeyRef: { name: 'db', key: 'b' } } }],
        [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'db', key: 'b' } } }],
      ),
      envFrom: mostly<object[]>([{ configMapRef: { name: 'api' } }], [{ secretRef: { name: 'db' } }]),
    }),
  },
  'selectors-match-their-template': {
    kinds: ['Rollout', 'Rollout', 'Rollout', 'Deployment', 'DaemonSet', 'StatefulSet', 'Job'],
    spec: fc.option(
      some({
        matchLabels: mostly<object>({ app: 'api' }, {}, { app: 'web' }, { app: 'api', tier: 'a' }),
        matchExpressions: fc.array(
          fc.oneof(
            { weight: 2, arbitrary: fc.constant({ key: 'app', operator: 'Exists' }) },
            {
              weight: 3,
              arbitrary: fc.record({
                key: fc.constantFrom('app', 'tier'),
                operator: fc.constantFrom('In', 'NotIn'),
                values: fc.constantFrom(['api'], ['web'], ['api', 'web']),
              }),
            },
            {
              weight: 1,
              arbitrary: fc.constantFrom(
                { key: 'tier', operator: 'DoesNotExist' },
                { key: 'app', operator: 'Sometimes' },
              ),
            },
          ),
          { maxLength: 2 },
        ),
      }).map((selector) => ({ selector })),
      { freq: 5, nil: {} },
    ),
  },
  'selinux-options-default': {
    pod: inSecurityContext(mostly<object>({}, ...selinux())),
    container: inSecurityContext(mostly<object>({}, ...selinux())),
  },
  'service-account-dedicated': {
    pod: fc.constantFrom<object>(
      {},
      { serviceAccountName: 'default' },
      { serviceAccountName: 'api' },
      { serviceAccount: 'api' },
    ),
  },
  'service-account-token-not-mounted': {
    pod: fc
      .tuple(
        mostly<boolean | undefined>(false, undefined, true),
        fc.array(
          fc.constantFrom<object>(
            { emptyDir: {} },
            { projected: {} },
            { projected: { sources: [{ configMap: { name: 'api' } }] } },
            ...['vault', '', 'https://kubernetes.default.svc', 'kubernetes.default', 'kubernetes.defaults'].map(
              (audience) => ({
                projected: {
                  sources: [{ serviceAccountToken: { path: 'token', ...(audience !== '' && { audience }) } }],
                },
              }),
            ),
          ),
          { maxLength: 2 },
        ),
      )
      .map(([automountServiceAccountToken, list]) => ({
        ...(automountServiceAccountToken !== undefined && { automountServiceAccountToken }),
        volumes: list.map((volume, index) => ({ name: `volume-${index}`, ...volume })),
      })),
    annotations: mostly<Record<string, string>>(
      {},
      { [API_ACCESS_ANNOTATION]: 'leases' },
      { [API_ACCESS_ANNOTATION]: ' ' },
    ),
  },
  'sidecar-not-overridden': {
    annotations: some({
      'sidecar.istio.io/interceptionMode': mostly('REDIRECT', 'NONE', 'TPROXY', ' '),
      'sidecar.istio.io/proxyImage': mostly('', 'proxy:1'),
      'inject.istio.io/templates': mostly('sidecar', 'gateway', 'sidecar,ours'),
      'sidecar.istio.io/proxyCPU': fc.constant('100m'),
    }) as fc.Arbitrary<Record<string, string>>,
  },
  'sysctls-safe': {
    pod: fc
      .uniqueArray(
        fc.constantFrom(
          'net.ipv4.tcp_syncookies',
          'net.ipv4.ping_group_range',
          'net.ipv4.tcp_rmem',
          'kernel.msgmax',
          'net.core.somaxconn',
        ),
        { maxLength: 3 },
      )
      .map((names) => ({ securityContext: { sysctls: names.map((name) => ({ name, value: '1' })) } })),
  },
  'traffic-stays-in-the-sidecar': {
    annotations: some({
      [`${SIDECAR}excludeInboundPorts`]: fc.constantFrom('', ' ', '15020'),
      [`${SIDECAR}includeInboundPorts`]: fc.constantFrom('*', ' * ', '', '80'),
      [`${SIDECAR}excludeOutboundIPRanges`]: mostly('', '10.0.0.0/8'),
      [`${SIDECAR}includeOutboundIPRanges`]: mostly('*', '10.0.0.0/8'),
      [`${SIDECAR}kubevirtInterfaces`]: fc.constant('eth1'),
    }) as fc.Arbitrary<Record<string, string>>,
  },
  'volume-types-restricted': { pod: volumes(VOLUMES, OTHER_VOLUMES) },
  'windows-host-process-absent': {
    pod: fc.constantFrom<object>(
      {},
      { hostNetwork: true, os: { name: 'windows' }, securityContext: { windowsOptions: { hostProcess: true } } },
      { hostNetwork: true, securityContext: { windowsOptions: { hostProcess: true } } },
      { securityContext: { windowsOptions: { hostProcess: false } } },
      { securityContext: { windowsOptions: { runAsUserName: 'ContainerUser' } } },
    ),
    container: mostly<object>({}, { securityContext: { windowsOptions: { hostProcess: true } } }),
  },
};

function seccomp(): readonly object[] {
  return [
    { seccompProfile: { type: 'RuntimeDefault' } },
    { seccompProfile: { type: 'Localhost', localhostProfile: 'api.json' } },
    { seccompProfile: { type: 'Unconfined' } },
  ];
}

function selinux(): readonly object[] {
  return [
    { seLinuxOptions: { type: 'container_t', level: 's0:c1,c2' } },
    { seLinuxOptions: { type: 'spc_t' } },
    { seLinuxOptions: { user: 'system_u' } },
    { seLinuxOptions: { role: 'system_r', type: 'container_init_t' } },
    { seLinuxOptions: { level: 's0' } },
  ];
}
