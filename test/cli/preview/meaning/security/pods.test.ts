import { pods } from '../../../../../cli/preview/meaning/security/pods';
import { manifest } from '../../support';
import { said } from './said';

const HARDENED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

/** A Deployment with one container, hardened but for what is given. */
function api({
  pod = {},
  container = {},
  context = {},
  podContext = {},
  meta = {},
}: Readonly<Record<string, object>> = {}) {
  return manifest('apps/v1', 'Deployment', 'api', {
    spec: {
      template: {
        metadata: meta,
        spec: {
          securityContext: podContext,
          containers: [{ name: 'api', securityContext: { ...HARDENED, ...context }, ...container }],
          ...pod,
        },
      },
    },
  });
}

const says = (before: object, after: object) =>
  said(pods, { objects: [api(before as never)] }, { objects: [api(after as never)] });

test.each<[weakness: string, weak: object, may: string]>([
  ['the network of its node', { pod: { hostNetwork: true } }, 'use the network of its node'],
  ['the processes of its node', { pod: { hostPID: true } }, 'see every process of its node'],
  ['memory of its node', { pod: { hostIPC: true } }, 'share memory with its node'],
  [
    'processes of its other containers',
    { pod: { shareProcessNamespace: true } },
    'let each of its containers see the processes of the others',
  ],
  [
    'a folder of its node',
    { pod: { volumes: [{ name: 'v', hostPath: { path: '/var/run/' } }] } },
    'mount /var/run of its node',
  ],
  ['a share', { pod: { volumes: [{ name: 'v', nfs: { server: 'nas', path: '/all' } }] } }, 'mount /all of nas'],
  [
    'volumes of a driver',
    { pod: { volumes: [{ name: 'v', csi: { driver: 'host.csi' } }] } },
    'mount what host.csi gives out',
  ],
  [
    'a token',
    { pod: { volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } }] } },
    'hold a token for the Kubernetes API',
  ],
  [
    'a token for others',
    { pod: { volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { audience: 'vault' } }] } }] } },
    'hold a token for vault',
  ],
  [
    'a setting of the kernel',
    { podContext: { sysctls: [{ name: 'net.core.somaxconn', value: '9' }] } },
    "set the kernel's net.core.somaxconn to 9",
  ],
  ['the group root', { podContext: { fsGroup: 0 } }, 'open what the group root may'],
  [
    'nodes of the control plane',
    { pod: { tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }] } },
    'run on nodes tainted node-role.kubernetes.io/control-plane',
  ],
  ['every node', { pod: { tolerations: [{ operator: 'Exists' }] } }, 'run on every node, however tainted'],
])('a pod that gets at %s is weaker, and one that no longer does is stronger', (_, weak, may) => {
  expect(says({}, weak)).toEqual([`worse: Deployment shop/api: may ${may}`]);
  expect(says(weak, {})).toEqual([`better: Deployment shop/api: may no longer ${may}`]);
});

test.each<[weakness: string, weak: object, may: string]>([
  ['privileged', { context: { privileged: true } }, 'do anything on its node'],
  ['free to gain privileges', { context: { allowPrivilegeEscalation: null } }, 'gain privileges'],
  ['root by number', { context: { runAsUser: 0 } }, 'run as root'],
  ['root by default', { context: { runAsNonRoot: false } }, 'run as root'],
  ['of the group root', { context: { runAsGroup: 0 } }, 'open what the group root may'],
  ['writing to its image', { context: { readOnlyRootFilesystem: false } }, 'write to its root filesystem'],
  ['unmasked', { context: { procMount: 'Unmasked' } }, 'see all of /proc'],
  ['a process of its Windows node', { context: { windowsOptions: { hostProcess: true } } }, 'run on its node itself'],
  [
    'given a capability',
    { context: { capabilities: { drop: ['ALL'], add: ['CAP_SYS_ADMIN'] } } },
    'use capability SYS_ADMIN',
  ],
  ['given every capability', { context: { capabilities: { drop: ['ALL'], add: ['ALL'] } } }, 'use every capability'],
  ['left the usual capabilities', { context: { capabilities: {} } }, 'use the usual capabilities'],
  ['free of seccomp', { context: { seccompProfile: { type: 'Unconfined' } } }, 'make every system call'],
  ['free of AppArmor', { context: { appArmorProfile: { type: 'Unconfined' } } }, 'act outside AppArmor'],
  [
    'free of AppArmor by annotation',
    { meta: { annotations: { 'container.apparmor.security.beta.kubernetes.io/api': 'unconfined' } } },
    'act outside AppArmor',
  ],
  [
    'listening on its node',
    { container: { ports: [{ containerPort: 80, hostPort: 8080 }] } },
    'listen on port 8080 of its node',
  ],
  [
    'mounting onto its node',
    { container: { volumeMounts: [{ name: 'v', mountPath: '/v', mountPropagation: 'Bidirectional' }] } },
    'mount volumes on its node',
  ],
])('a container that is %s is weaker, and one that no longer is is stronger', (_, weak, may) => {
  expect(says({}, weak)).toEqual([`worse: Deployment shop/api: container 'api' may ${may}`]);
  expect(says(weak, {})).toEqual([`better: Deployment shop/api: container 'api' may no longer ${may}`]);
});

describe('what a container says', () => {
  test('wins over what its pod says, and null says nothing', () => {
    const silent = { runAsNonRoot: null, seccompProfile: null };
    const pod = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    expect(says({}, { context: silent, podContext: pod })).toEqual([]);
    expect(says({}, { podContext: { ...pod, runAsNonRoot: false } })).toEqual([]);
  });

  test('may be another user, who is not root', () => {
    expect(says({}, { context: { runAsNonRoot: null, runAsUser: 10001 } })).toEqual([]);
  });
});

describe('an opening that holds another', () => {
  test('is all that is told: every capability holds each, and the usual ones hold those that are left of them', () => {
    const capabilities = (drop: readonly string[], add: readonly string[] = []) => ({
      context: { capabilities: { drop, add } },
    });
    expect(says(capabilities([], ['ALL']), capabilities(['ALL'], ['NET_RAW']))).toEqual([
      "better: Deployment shop/api: container 'api' may no longer use every capability",
    ]);
    expect(says(capabilities(['ALL'], ['NET_RAW', 'KILL']), capabilities([]))).toEqual([
      "worse: Deployment shop/api: container 'api' may use the usual capabilities",
    ]);
    expect(says(capabilities(['ALL'], ['NET_RAW']), capabilities(['ALL'], ['SYS_ADMIN']))).toEqual([
      "worse: Deployment shop/api: container 'api' may use capability SYS_ADMIN",
    ]);
  });

  test('is a folder of the node around a folder', () => {
    const mounting = (path: string) => ({ pod: { volumes: [{ name: 'v', hostPath: { path } }] } });
    expect(says(mounting('/'), mounting('/var/run'))).toEqual([
      'better: Deployment shop/api: may no longer mount / of its node',
    ]);
    expect(says(mounting('/var/run'), mounting('/var/runner'))).toEqual([
      'worse: Deployment shop/api: may mount /var/runner of its node',
    ]);
  });

  test('is a toleration of everything', () => {
    const tolerating = (toleration: object) => ({ pod: { tolerations: [toleration] } });
    expect(says(tolerating({ operator: 'Exists' }), tolerating({ key: 'gpu', value: 'yes' }))).toEqual([
      'better: Deployment shop/api: may no longer run on every node, however tainted',
    ]);
  });
});

test.each<[what: string, before: object, after: object, of: string, was: string, is: string]>([
  ['another service account', {}, { pod: { serviceAccountName: 'admin' } }, 'service account', 'default', 'admin'],
  [
    'a profile of its own',
    {},
    { context: { seccompProfile: { type: 'Localhost', localhostProfile: 'api.json' } } },
    "seccomp profile of container 'api'",
    'that of the runtime',
    'api.json',
  ],
  [
    'another profile of its own',
    { context: { appArmorProfile: { type: 'Localhost', localhostProfile: 'a' } } },
    { meta: { annotations: { 'container.apparmor.security.beta.kubernetes.io/api': 'localhost/b' } } },
    "AppArmor profile of container 'api'",
    'a',
    'localhost/b',
  ],
  ['another runtime', { pod: { runtimeClassName: 'gvisor' } }, {}, 'runtimeClassName', 'gvisor', 'nothing'],
  [
    'names of its own',
    {},
    { pod: { hostAliases: [{ ip: '10.0.0.1' }] } },
    'hostAliases',
    'nothing',
    '[{"ip":"10.0.0.1"}]',
  ],
  [
    'a type of SELinux',
    {},
    { podContext: { seLinuxOptions: { type: 'spc_t' } } },
    "seLinuxOptions of container 'api'",
    'nothing',
    '{"type":"spc_t"}',
  ],
])('%s cannot be ranked, so it is worse from both sides', (_, before, after, of, was, is) => {
  const unranked = (change: string) => [
    `worse: Deployment shop/api: ${of} ${change}, and nobody can tell whether that is stricter`,
  ];
  expect(says(before, after)).toEqual(unranked(`${was} → ${is}`));
  expect(says(after, before)).toEqual(unranked(`${is} → ${was}`));
});

test('a token that is mounted again is weaker', () => {
  const mounting = (automountServiceAccountToken?: boolean) => ({ pod: { automountServiceAccountToken } });
  expect(says(mounting(false), mounting(true))).toEqual([
    'worse: Deployment shop/api: automountServiceAccountToken false → true',
  ]);
  expect(says(mounting(), mounting(false))).toEqual([
    'better: Deployment shop/api: automountServiceAccountToken left to its service account → false',
  ]);
});

describe('pods that come and go', () => {
  const weak = api({ context: { privileged: true }, pod: { hostPID: true } });

  test('bring what they may do, and take it along', () => {
    expect(said(pods, {}, { objects: [weak] })).toEqual([
      "worse: Deployment shop/api: may see every process of its node and container 'api' may do anything on its node",
    ]);
    expect(said(pods, { objects: [weak] }, {})).toEqual([
      "better: Deployment shop/api: may no longer see every process of its node and container 'api' may no longer do anything on its node",
    ]);
  });

  test('are nothing to tell where they may do nothing', () => {
    expect(said(pods, {}, { objects: [api({ pod: { serviceAccountName: 'api' } })] })).toEqual([]);
  });

  test('are those of containers, too', () => {
    const two = api({
      container: {},
      pod: { initContainers: [{ name: 'init', image: 'i', securityContext: { ...HARDENED, privileged: true } }] },
    });
    expect(said(pods, { objects: [api()] }, { objects: [two] })).toEqual([
      "worse: Deployment shop/api: container 'init' may do anything on its node",
    ]);
  });
});

test('of a kind that nobody knows, each pod is told by its place', () => {
  const farm = (...hosts: readonly boolean[]) =>
    manifest('example.com/v1', 'Farm', 'api', {
      spec: {
        pools: hosts.map((hostNetwork) => ({ hostNetwork, containers: [{ name: 'api', securityContext: HARDENED }] })),
      },
    });
  expect(said(pods, { objects: [farm(false, false)] }, { objects: [farm(false, true)] })).toEqual([
    'worse: Farm shop/api: spec.pools[1] may use the network of its node',
  ]);
});

test('what cannot be read may do anything, and is never shown', () => {
  const broken = api({ pod: { containers: [{ name: 'api', securityContext: 'hunter2' }] } });
  const what =
    'do what cannot be told, since an object was expected (spec.template.spec.containers[0].securityContext)';
  expect(said(pods, { objects: [api()] }, { objects: [broken] })).toEqual([`worse: Deployment shop/api: may ${what}`]);
  expect(said(pods, { objects: [broken] }, { objects: [api()] })).toEqual([
    `better: Deployment shop/api: may no longer ${what}`,
  ]);
  const other = api({ pod: { containers: [{ name: 'api', securityContext: 'hunter3' }] } });
  expect(said(pods, { objects: [broken] }, { objects: [other] })).toEqual([
    'worse: Deployment shop/api: what it says is another, and nobody can tell whether that is stricter',
  ]);
});
