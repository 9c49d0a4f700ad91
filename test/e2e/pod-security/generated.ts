import * as fc from 'fast-check';
import type { Manifest } from '../../../constructs/plan/resource';
import { filledIn } from './filled-in';

type Fields = Readonly<Record<string, any>>;

/** Changes of a pod's spec, and of one of its containers, each by itself enough to be refused, or not. */
interface Changes {
  readonly pod: readonly Fields[];
  readonly container: readonly Fields[];
}

const held = (fields: Fields) => ({ securityContext: fields });
const call = (host: string | undefined) => ({ httpGet: { port: 8080, ...(host !== undefined && { host }) } });
const volume = (source: Fields) => ({
  volumes: [
    { name: 'tmp', emptyDir: {} },
    { name: 'more', ...source },
  ],
});

const SECCOMP = ['RuntimeDefault', 'Unconfined', undefined].map((type) => ({ seccompProfile: type && { type } }));
const SELINUX = ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', 'spc_t', ''];
const EITHER: readonly Fields[] = [
  ...SECCOMP,
  { seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/own.json' } },
  ...SELINUX.map((type) => ({ seLinuxOptions: { type } })),
  { seLinuxOptions: { user: 'system_u' } },
  { seLinuxOptions: { role: 'system_r' } },
  { seLinuxOptions: { level: 's0:c1,c2' } },
  ...['RuntimeDefault', 'Unconfined'].map((type) => ({ appArmorProfile: { type } })),
  { appArmorProfile: { type: 'Localhost', localhostProfile: 'own' } },
  ...[true, false, undefined].map((runAsNonRoot) => ({ runAsNonRoot })),
  ...[0, 1, 65_534].map((runAsUser) => ({ runAsUser })),
].map(held);

/** Of Linux. */
const ON_LINUX: Changes = {
  pod: [
    ...EITHER,
    { hostNetwork: true },
    { hostPID: true },
    { hostIPC: true },
    { hostPID: true, hostNetwork: false },
    { hostUsers: false },
    { shareProcessNamespace: true },
    { os: { name: 'linux' } },
    ...[
      'net.ipv4.tcp_syncookies',
      'net/ipv4/ping_group_range',
      'kernel.shm_rmid_forced',
      'kernel.msgmax',
      'net.core.somaxconn',
    ]
      .map((name) => ({ sysctls: [{ name, value: '0' }] }))
      .map(held),
    held({
      sysctls: [
        { name: 'net.ipv4.tcp_keepalive_time', value: '60' },
        { name: 'net.ipv4.ip_forward', value: '1' },
      ],
    }),
    ...[
      { configMap: { name: 'settings' } },
      { secret: { secretName: 'login' } },
      { projected: { sources: [{ configMap: { name: 'settings' } }] } },
      { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
      { csi: { driver: 'secrets.example.com' } },
      { persistentVolumeClaim: { claimName: 'data' } },
      {
        ephemeral: {
          volumeClaimTemplate: {
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        },
      },
      { hostPath: { path: '/var/log' } },
      { hostPath: { path: '/dev/null', type: 'CharDevice' } },
      { gcePersistentDisk: { pdName: 'disk' } },
      { awsElasticBlockStore: { volumeID: 'vol-1' } },
      { gitRepo: { repository: 'https://example.com/own.git' } },
      { nfs: { server: 'files.example.com', path: '/' } },
      { iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2026-01.com.example:disk', lun: 0 } },
      { glusterfs: { endpoints: 'gluster', path: 'own' } },
      { rbd: { monitors: ['10.0.0.1:6789'], image: 'own' } },
      { flexVolume: { driver: 'example.com/own' } },
      { cinder: { volumeID: 'own' } },
      { cephfs: { monitors: ['10.0.0.1:6789'] } },
      { flocker: { datasetName: 'own' } },
      { fc: { targetWWNs: ['50060e801049cfd1'], lun: 0 } },
      { azureFile: { secretName: 'own', shareName: 'own' } },
      { azureDisk: { diskName: 'own', diskURI: 'https://example.com/own.vhd' } },
      { vsphereVolume: { volumePath: '[own] own' } },
      { quobyte: { registry: '10.0.0.1:7861', volume: 'own' } },
      { photonPersistentDisk: { pdID: 'own' } },
      { portworxVolume: { volumeID: 'own' } },
      { scaleIO: { gateway: 'https://10.0.0.1/api', system: 'own', secretRef: { name: 'own' }, volumeName: 'own' } },
      { storageos: { volumeName: 'own', volumeNamespace: 'own' } },
    ].map(volume),
  ],
  container: [
    ...EITHER,
    held({ privileged: true, allowPrivilegeEscalation: true }),
    held({ privileged: true, allowPrivilegeEscalation: undefined }),
    held({ privileged: false }),
    ...[true, undefined].map((allowPrivilegeEscalation) => held({ allowPrivilegeEscalation })),
    ...[
      undefined,
      {},
      { drop: [] },
      { drop: ['all'] },
      { drop: ['NET_RAW'] },
      { drop: ['CHOWN', 'ALL'] },
      { add: ['NET_BIND_SERVICE'] },
      { add: ['NET_BIND_SERVICE', 'CHOWN'] },
      { add: ['SYS_ADMIN'] },
      { add: ['CAP_NET_BIND_SERVICE'] },
    ].map((capabilities) => held({ capabilities })),
    held({ procMount: 'Default' }),
    ...[
      {},
      { hostPort: 0 },
      { hostPort: 8080 },
      { hostPort: 8080, hostIP: '127.0.0.1' },
      { hostPort: 53, protocol: 'UDP' },
    ].map((more) => ({
      ports: [
        { containerPort: 9090, name: 'first' },
        { containerPort: 8080, ...more },
      ],
    })),
    ...[undefined, '', '127.0.0.1', '169.254.169.254', 'example.com'].flatMap((host) => [
      { livenessProbe: call(host) },
      { startupProbe: call(host) },
      { lifecycle: { preStop: call(host) } },
      { lifecycle: { postStart: call(host) } },
      { readinessProbe: { tcpSocket: { port: 8080, ...(host !== undefined && { host }) } } },
    ]),
    held({ windowsOptions: { hostProcess: true } }),
  ],
};

/** Of Windows, whose pods must not say what Linux alone has. */
const ON_WINDOWS: Changes = {
  pod: [
    held({ windowsOptions: { hostProcess: true } }),
    { hostNetwork: true, ...held({ windowsOptions: { hostProcess: true } }) },
    held({ windowsOptions: { runAsUserName: 'ContainerUser' } }),
    held({ runAsNonRoot: undefined }),
    volume({ hostPath: { path: 'C:\\data' } }),
  ],
  container: [
    held({ windowsOptions: { hostProcess: true } }),
    held({ windowsOptions: { hostProcess: false } }),
    held({ runAsNonRoot: false }),
    { ports: [{ containerPort: 8080, hostPort: 8080 }] },
    { livenessProbe: call('example.com') },
  ],
};

/** How Kubernetes before 1.30 has AppArmor said. */
const ANNOTATIONS = [undefined, undefined, undefined, 'runtime/default', 'localhost/own', 'unconfined'];

/**
 * Pods that the restricted standard admits, each with up to four changes of what the standard is about, by a seed: the
 * same ones each time. Some of them the API server refuses as no pods at all.
 */
export function generatedPods(count: number, seed: number, namespace: string): readonly Manifest[] {
  const made = fc
    .record({
      isWindows: fc.nat(7).map((one) => one === 0),
      containers: fc.integer({ min: 1, max: 2 }),
      inits: fc.constantFrom<readonly Fields[]>(
        [],
        [],
        [{}],
        [{ restartPolicy: 'Always' }],
        [{}, { restartPolicy: 'Always' }],
      ),
      changes: fc.array(fc.tuple(fc.nat(3), fc.nat()), { maxLength: 4, size: 'max' }),
      annotation: fc.constantFrom(...ANNOTATIONS),
    })
    .map(({ isWindows, containers, inits, changes, annotation }) => {
      const of = isWindows ? ON_WINDOWS : ON_LINUX;
      const own = isWindows ? {} : held({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
      const named = (name: string) => (fields: Fields, index: number) => ({
        name: `${name}-${index}`,
        ...own,
        ...fields,
      });
      const all: Fields[] = [
        ...Array.from({ length: containers }, () => ({})).map(named('main')),
        ...inits.map(named('init')),
      ];
      let spec: Fields = isWindows
        ? { os: { name: 'windows' }, ...held({ runAsNonRoot: true }) }
        : held({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const [where, index] of changes) {
        if (where === 0) spec = merged(spec, of.pod[index % of.pod.length]!);
        else all[index % all.length] = merged(all[index % all.length]!, of.container[index % of.container.length]!);
      }
      const annotations = annotation && {
        'container.apparmor.security.beta.kubernetes.io/main-0': annotation,
      };
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'generated', namespace, ...(annotations && { annotations }) },
        spec: { ...spec, containers: all.slice(0, containers), initContainers: all.slice(containers) },
      };
      // What is undefined is not there, for the server and for us.
      return JSON.parse(JSON.stringify(filledIn(pod, 'restricted'))) as Manifest;
    });
  return fc.sample(made, { numRuns: count, seed });
}

/** What a change says in the place of what was there, within fields that both have. */
function merged(before: Fields, change: Fields): Fields {
  const isFields = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const fields = Object.entries(change).map(([name, value]) => {
    const was = before[name];
    return [name, isFields(was) && isFields(value) ? merged(was, value) : value];
  });
  return { ...before, ...Object.fromEntries(fields) };
}
