import type { Rule } from '../../policies/index';
import { serviceAccountDedicated } from '../../policies/rules/access/service-account-dedicated';
import { serviceAccountTokenNotMounted } from '../../policies/rules/access/service-account-token-not-mounted';
import { disruptionsBudgeted } from '../../policies/rules/availability/disruptions-budgeted';
import { probesDeclared } from '../../policies/rules/availability/probes-declared';
import { replicasSurviveANode } from '../../policies/rules/availability/replicas-survive-a-node';
import { hostNamespacesIsolated } from '../../policies/rules/pods/host-namespaces-isolated';
import { imageByDigest } from '../../policies/rules/pods/image-by-digest';
import { noHostPathPersistentVolumes } from '../../policies/rules/pods/no-host-path-persistent-volumes';
import { noHostPathVolumes } from '../../policies/rules/pods/no-host-path-volumes';
import { noSecretValues } from '../../policies/rules/pods/no-secret-values';
import { resourcesExplicit } from '../../policies/rules/pods/resources-explicit';
import { secretsHoldNoValues } from '../../policies/rules/pods/secrets-hold-no-values';
import { answers, kubernetes, object } from './support';

const CONTAINERS = [{ name: 'api' }];
const PROBE = { httpGet: { path: '/livez', port: 8080 } };

const deployment = (pod: object, { spec = {}, metadata = {} } = {}) =>
  object('apps/v1', 'Deployment', {
    spec: { ...spec, template: { metadata, spec: { containers: CONTAINERS, ...pod } } },
  });

const custom = (pod: object) =>
  object('example.com/v1', 'Thing', { spec: { pod: { containers: CONTAINERS, ...pod } } });

describe.each([
  ['a Deployment', deployment, 'Deployment', 'spec.template.spec'],
  ['a kind nobody knows', custom, 'Thing', 'spec.pod'],
] as const)('the pod of %s', (_, make, kind, at) => {
  test.each<[Rule, object, object, string]>([
    [
      hostNamespacesIsolated,
      { hostNetwork: false },
      { hostNetwork: true },
      `the pod shares the network of its node, where no NetworkPolicy applies (${at}.hostNetwork); remove it`,
    ],
    [
      hostNamespacesIsolated,
      {},
      { hostPID: true },
      `the pod shares the processes of its node (${at}.hostPID); remove it`,
    ],
    [
      hostNamespacesIsolated,
      {},
      { hostIPC: 'yes' },
      `the pod shares the shared memory of its node (${at}.hostIPC); remove it`,
    ],
    [
      noHostPathVolumes,
      { volumes: [{ name: 'tmp', emptyDir: {} }] },
      {
        volumes: [
          { name: 'tmp', emptyDir: {} },
          { name: 'node', hostPath: { path: '/' } },
        ],
      },
      `volume 'node' is a path of the node (${at}.volumes[1].hostPath); ` +
        'use an emptyDir, or a PersistentVolumeClaim for what must survive',
    ],
    [
      serviceAccountDedicated,
      { serviceAccountName: 'api' },
      { serviceAccountName: 'default' },
      "the pod shares the service account 'default' with every other pod of its namespace " +
        `(${at}.serviceAccountName); name a service account made for this workload`,
    ],
    [
      serviceAccountTokenNotMounted,
      { automountServiceAccountToken: false },
      {},
      `the pod holds a token for the Kubernetes API (${at}.automountServiceAccountToken); ` +
        'set it to false, or annotate the pod with dwcp.io/api-access: <reason> if it calls the Kubernetes API',
    ],
    [
      serviceAccountTokenNotMounted,
      {
        automountServiceAccountToken: false,
        volumes: [{ name: 'vault', projected: { sources: [{ serviceAccountToken: { audience: 'vault' } }] } }],
      },
      {
        automountServiceAccountToken: false,
        volumes: [
          { name: 'token', projected: { sources: [{ secret: {} }, { serviceAccountToken: { path: 'token' } }] } },
        ],
      },
      `the pod mounts a token for the Kubernetes API (${at}.volumes[0].projected.sources[1].serviceAccountToken); ` +
        'name the audience that it is for, or annotate the pod with dwcp.io/api-access: <reason> if it calls the Kubernetes API',
    ],
  ])('$id accepts %j and refuses %j', (rule, good, bad, says) => {
    expect(answers(rule, make(good))).toEqual(['pass']);
    expect(answers(rule, make(bad))).toEqual([`${kind} shop/api: ${says}`]);
  });
});

test.each([
  ['', false],
  ['https://kubernetes.default.svc', false],
  ['https://kubernetes.default.svc.cluster.local', false],
  ['kubernetes.default.svc', false],
  ['https://kubernetes.example.com', true],
  ['istio-ca', true],
])('a projected token for the audience %j passes: %s', (audience, passes) => {
  const sources = [{ serviceAccountToken: { path: 'token', audience } }];
  const pod = { automountServiceAccountToken: false, volumes: [{ name: 'token', projected: { sources } }] };
  expect(answers(serviceAccountTokenNotMounted, deployment(pod))[0] === 'pass').toBe(passes);
});

describe('a pod that says why it calls the Kubernetes API', () => {
  const asks = (reason: string) => ({ metadata: { annotations: { 'dwcp.io/api-access': reason } } });

  test('may hold a token', () => {
    expect(answers(serviceAccountTokenNotMounted, deployment({}, asks('watches its leases')))).toEqual(['pass']);
  });

  test('is refused with a blank reason', () => {
    expect(answers(serviceAccountTokenNotMounted, deployment({}, asks(' ')))).not.toEqual(['pass']);
  });
});

test('leaves the token and the service account of a pod without containers to its operator', () => {
  const pooler = object('postgresql.cnpg.io/v1', 'Pooler', { spec: { template: { spec: { containers: [] } } } });
  expect(answers(serviceAccountTokenNotMounted, pooler)).toEqual([]);
  expect(answers(serviceAccountDedicated, pooler)).toEqual([]);
});

test('refuses the network of the node to an operator as well', () => {
  const spec = { template: { spec: { containers: [], hostNetwork: true } } };
  expect(answers(hostNamespacesIsolated, object('postgresql.cnpg.io/v1', 'Pooler', { spec }))).toEqual([
    'Pooler shop/api: the pod shares the network of its node, where no NetworkPolicy applies ' +
      '(spec.template.spec.hostNetwork); remove it',
  ]);
});

describe('a custom resource that lists no containers', () => {
  const prometheus = (spec: object) => object('monitoring.coreos.com/v1', 'Prometheus', { spec });

  test.each(['hostNetwork', 'hostPID', 'hostIPC'])('is refused %s', (field) => {
    expect(answers(hostNamespacesIsolated, prometheus({ [field]: true }))).toEqual([
      expect.stringContaining(`(spec.${field}); remove it`),
    ]);
  });

  test('is refused a path of the node', () => {
    const volumes = [
      { name: 'config', configMap: {} },
      { name: 'node', hostPath: { path: '/' } },
    ];
    expect(answers(noHostPathVolumes, prometheus({ volumes }))).toEqual([
      "Prometheus shop/api: volume 'node' is a path of the node (spec.volumes[1].hostPath); " +
        'use an emptyDir, or a PersistentVolumeClaim for what must survive',
    ]);
  });

  test.each([{}, { hostNetwork: false }, { volumes: [{ name: 'config', configMap: {} }] }, { volumes: 3 }])(
    'is no pod by %j',
    (spec) => {
      expect(answers(noHostPathVolumes, prometheus(spec))).toEqual([]);
    },
  );
});

describe('a PersistentVolume', () => {
  const volume = (spec: object) =>
    kubernetes({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'data' }, spec });

  test('is refused as a path of the node, and accepted from a driver', () => {
    expect(
      answers(noHostPathPersistentVolumes, volume({ csi: { driver: 'ebs.csi.aws.com' }, hostPath: null })),
    ).toEqual(['pass']);
    expect(answers(noHostPathPersistentVolumes, volume({ hostPath: { path: '/' } }))).toEqual([
      'PersistentVolume data: the volume is a path of the node (spec.hostPath); let a storage class provide the volume',
    ]);
  });
});

describe('a container', () => {
  test('without an image is refused', () => {
    expect(answers(imageByDigest, deployment({}))).toEqual([
      "Deployment shop/api: container 'api' runs no named image, which can change " +
        '(spec.template.spec.containers[0].image); name the image by its digest, as in registry/name@sha256:…',
    ]);
  });

  test('is told of everything that it does not reserve', () => {
    const at = 'spec.template.spec.containers[0].resources';
    const fix = 'set it to what the program was measured to use';
    const nothing = { requests: { cpu: 0, memory: '0Mi' }, limits: { memory: '0.0' } };
    expect(answers(resourcesExplicit, deployment({ containers: [{ name: 'api', resources: nothing }] }))).toEqual(
      answers(resourcesExplicit, deployment({})),
    );
    expect(answers(resourcesExplicit, deployment({}))).toEqual([
      `Deployment shop/api: container 'api' has no reserved CPU (${at}.requests.cpu); ${fix}`,
      `Deployment shop/api: container 'api' has no reserved memory (${at}.requests.memory); ${fix}`,
      `Deployment shop/api: container 'api' has no memory limit (${at}.limits.memory); ${fix}`,
    ]);
  });

  test.each([
    ['DB_PASSWORD', 'hunter2', false],
    ['apiKey', 'abc', false],
    ['DB_PASS', 'hunter2', false],
    ['DB_PWD', 'hunter2', false],
    ['DB_PASS', '$ecret', false],
    ['ENCRYPTION_KEY', 'hunter2', false],
    ['SECRET_KEY_BASE', 'hunter2', false],
    ['DB_PASSWORD_1', 'hunter2', false],
    ['DB_CREDENTIALS', 'hunter2', false],
    ['API-KEY', 'hunter2', false],
    ['URL', 'jdbc:postgresql://db/shop?user=api&password=hunter2', false],
    ['TLS', '-----BEGIN EC PRIVATE KEY-----\nMIIE', false],
    ['DATABASE_URL', 'postgres://api:$ecret@db/shop', false],
    ['DATABASE_URL', 'postgres://api:$(DB_PASSWORD)@db/shop', true],
    ['URL', 'jdbc:postgresql://db/shop?user=api&password=$(DB_PASSWORD)', true],
    ['DB_PASSWORD', '$(SHARED_PASSWORD)', true],
    ['DB_CREDENTIALS_DIR', '/credentials/db', true],
    ['API_KEY_PATH', '/run/key', true],
    ['GOOGLE_APPLICATION_CREDENTIALS', '/run/google.json', true],
    ['PWD', '/app', true],
    ['BYPASS', 'localhost', true],
    ['CA', '-----BEGIN CERTIFICATE-----\nMIIE', true],
    ['DATABASE_URL', 'postgres://api:hunter2@db/shop', false],
    ['DATABASE_URL', 'postgres://db/shop', true],
    ['DB_PASSWORD', '', true],
    ['TOKEN_TTL', '60', true],
    ['PASSWORD_FILE', '/run/secrets/password', true],
  ])('given %s=%s passes: %s', (name, value, passes) => {
    const answer = answers(noSecretValues, deployment({ containers: [{ name: 'api', env: [{ name, value }] }] }));
    expect(answer[0] === 'pass').toBe(passes);
  });

  test.each([
    [{ args: ['serve', '--password=hunter2'] }, 'args[1]'],
    [{ args: ['--api-key', 'hunter2'] }, 'args[1]'],
    [{ args: ['--dsn=postgres://api:hunter2@db/shop'] }, 'args[0]'],
    [{ command: ['migrate', 'postgres://api:hunter2@db/shop'] }, 'command[1]'],
  ])('is refused a secret among its arguments: %j', (container, field) => {
    expect(answers(noSecretValues, deployment({ containers: [{ name: 'api', ...container }] }))).toEqual([
      `Deployment shop/api: container 'api' is given a secret in clear text (spec.template.spec.containers[0].${field}); ` +
        'mount it from a Secret that Vault fills in',
    ]);
  });

  test.each([
    [['--password-file=/run/password', '--password=$(DB_PASSWORD)', '--token', '$(TOKEN)']],
    [['--use-token', '--verbose', 'get', 'token']],
    [['sh', '-c', 'exec psql "postgres://api:$DB_PASSWORD@db/shop"']],
  ])('may name a secret among its arguments: %j', (args) => {
    expect(answers(noSecretValues, deployment({ containers: [{ name: 'api', args }] }))).toEqual(['pass']);
  });

  test('may be given a secret by reference', () => {
    const env = [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }];
    expect(answers(noSecretValues, deployment({ containers: [{ name: 'api', env }] }))).toEqual(['pass']);
  });
});

describe('a Secret', () => {
  test('may be there for someone to fill in', () => {
    expect(answers(secretsHoldNoValues, object('v1', 'Secret', { type: 'Opaque' }))).toEqual(['pass']);
  });

  test.each(['data', 'stringData'])('is refused with %s', (field) => {
    expect(answers(secretsHoldNoValues, object('v1', 'Secret', { [field]: { user: 'a', password: 'b' } }))).toEqual([
      `Secret shop/api: it holds the values of user, password (${field}); let Vault fill in the Secret`,
    ]);
  });
});

describe('probes-declared', () => {
  const at = 'spec.template.spec.containers[0]';
  const hangs =
    `container 'api' is never restarted when it hangs (${at}.livenessProbe); ` +
    'probe something that fails only when a restart would help';
  const early = `container 'api' receives requests before it can serve them (${at}.readinessProbe); probe what a request needs`;
  const ports = [{ containerPort: 8080 }];

  test.each([
    [{ ports, livenessProbe: PROBE, readinessProbe: PROBE }, ['pass']],
    [{ livenessProbe: PROBE }, ['pass']],
    [{ ports, livenessProbe: PROBE }, [`Deployment shop/api: ${early}`]],
    [{ ports, readinessProbe: PROBE }, [`Deployment shop/api: ${hangs}`]],
    [{}, [`Deployment shop/api: ${hangs}`]],
  ])('answers for %j', (container, answer) => {
    expect(answers(probesDeclared, deployment({ containers: [{ name: 'api', ...container }] }))).toEqual(answer);
  });

  test.each([
    ['apps/v1', 'StatefulSet'],
    ['apps/v1', 'DaemonSet'],
    ['argoproj.io/v1alpha1', 'Rollout'],
  ])('judges a %s %s, whose init containers end by themselves', (apiVersion, kind) => {
    const spec = { template: { spec: { initContainers: CONTAINERS, containers: CONTAINERS } } };
    expect(answers(probesDeclared, object(apiVersion, kind, { spec }))).toEqual([`${kind} shop/api: ${hangs}`]);
  });

  test('leaves alone what ends by itself', () => {
    const spec = { template: { spec: { containers: CONTAINERS } } };
    expect(answers(probesDeclared, object('batch/v1', 'Job', { spec }))).toEqual([]);
  });
});

describe('replicas', () => {
  const labels = { app: 'api', tier: 'web' };
  const replicated = (replicas: number | undefined, pod: object = {}) =>
    deployment(pod, { spec: { replicas }, metadata: { labels } });
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } };
  const spread = [{ ...term, maxSkew: 1 }];
  const spreading = (one: object) => replicated(3, { topologySpreadConstraints: [{ ...spread[0], ...one }] });
  const apart = (one: object) =>
    replicated(3, {
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ...term, ...one }] } },
    });
  const web = { matchLabels: { app: 'web' } };
  const together =
    'Deployment shop/api: all replicas may run on one node (spec.template.spec.topologySpreadConstraints); ' +
    'spread them over nodes or zones, or set spec.replicas to 1';

  test.each([
    [replicated(2, { topologySpreadConstraints: spread }), ['pass']],
    [
      replicated(2, { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } }),
      ['pass'],
    ],
    [replicated(2), [together]],
    [replicated(2, { topologySpreadConstraints: [], affinity: { nodeAffinity: {} } }), [together]],
    [spreading({ maxSkew: 2 }), ['pass']],
    [spreading({ maxSkew: 3 }), [together]],
    [spreading({ labelSelector: {} }), ['pass']],
    [spreading({ labelSelector: undefined }), [together]],
    [spreading({ labelSelector: web }), [together]],
    [spreading({ labelSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }), ['pass']],
    [
      spreading({ labelSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }] } }),
      [together],
    ],
    [spreading({ topologyKey: 'kubernetes.io/arch' }), [together]],
    [spreading({ topologyKey: 'example.com/rack' }), ['pass']],
    [apart({ namespaces: ['shop'] }), ['pass']],
    [apart({ namespaces: ['store'] }), [together]],
    [apart({ namespaces: ['store'], namespaceSelector: {} }), ['pass']],
    [apart({ labelSelector: web }), [together]],
    [apart({ labelSelector: undefined }), [together]],
    [apart({ mismatchLabelKeys: ['app'] }), [together]],
    // An autoscaler decides.
    [replicated(undefined), [together]],
    [replicated(1), []],
    [replicated(0), []],
  ])('are spread', (resource, answer) => {
    expect(answers(replicasSurviveANode, resource)).toEqual(answer);
  });

  const budget = (selector: object, namespace = 'shop', spec: object = { maxUnavailable: 1 }) =>
    kubernetes({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'api', namespace },
      spec: { selector, ...spec },
    });
  const unprotected =
    'Deployment shop/api: no PodDisruptionBudget keeps any of its pods, so draining nodes may evict all of them at once ' +
    '(spec.template.metadata.labels); add one that keeps enough of them, or set spec.replicas to 1';

  test.each([
    [{ matchLabels: { app: 'api' } }, ['pass']],
    [{ matchLabels: { tier: 'web', app: 'api' } }, ['pass']],
    [{}, ['pass']],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] }, ['pass']],
    [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, ['pass']],
    [{ matchExpressions: [{ key: 'canary', operator: 'DoesNotExist' }] }, ['pass']],
    [{ matchLabels: { app: 'worker' } }, [unprotected]],
    [{ matchLabels: { app: 'api', canary: 'true' } }, [unprotected]],
    [
      { matchLabels: { app: 'api' }, matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['web'] }] },
      [unprotected],
    ],
    [
      { matchExpressions: [{ key: 'app', operator: 'Like', values: ['a*'] }] },
      [
        "unknown: Deployment shop/api: rule 'disruptions-budgeted' cannot judge it: 'Like' is none of In, NotIn, Exists, " +
          'DoesNotExist, in policy/v1/PodDisruptionBudget shop/api (spec.selector.matchExpressions[0].operator); ' +
          'write it as the rule can read it',
      ],
    ],
  ])('have a budget that selects them: %j', (selector, answer) => {
    expect(answers(disruptionsBudgeted, replicated(2), budget(selector))).toEqual(answer);
  });

  test.each([
    [{ maxUnavailable: '50%' }, ['pass']],
    [{ maxUnavailable: 0 }, ['pass']],
    [{ minAvailable: 1 }, ['pass']],
    [{ minAvailable: '50%', maxUnavailable: null }, ['pass']],
    [{ minAvailable: 0 }, [unprotected]],
    [{ minAvailable: '0%' }, [unprotected]],
    [{ maxUnavailable: '100%' }, [unprotected]],
    [{}, [unprotected]],
    [{ maxUnavailable: 1, selector: null }, [unprotected]],
    [{ maxUnavailable: 1, selector: undefined }, [unprotected]],
  ])('have a budget that keeps some of them: %j', (spec, answer) => {
    expect(answers(disruptionsBudgeted, replicated(2), budget({}, 'shop', spec))).toEqual(answer);
  });

  test('are held against the budgets that may be theirs, not against all', () => {
    const count = 200;
    let reads = 0;
    const names = Array.from({ length: count }, (_, index) => ({ team: 'shop', app: `api-${index}` }));
    const workloads = names.map((name, index) => {
      const { object: manifest } = deployment({}, { metadata: { labels: name } });
      return kubernetes({ ...manifest, metadata: { name: `api-${index}`, namespace: 'shop' } });
    });
    const selectors = names.map((matchLabels) => ({
      get matchLabels() {
        reads += 1;
        return matchLabels;
      },
    }));
    const answer = answers(disruptionsBudgeted, ...workloads, ...selectors.map((selector) => budget(selector)));
    expect(answer).toEqual(Array(count).fill('pass'));
    expect(reads).toBeLessThanOrEqual(3 * count);
  });

  test('are refused a budget of another namespace', () => {
    expect(answers(disruptionsBudgeted, replicated(2), budget({}, 'warehouse'))).toEqual([unprotected]);
    const { object: api } = replicated(2);
    const elsewhere = kubernetes({ ...api, metadata: { name: 'api', namespace: 'warehouse' } });
    expect(answers(disruptionsBudgeted, elsewhere, budget({}))).toEqual([unprotected.replace('shop', 'warehouse')]);
  });

  test('find a budget of the namespace default, where they are unless they say', () => {
    const { object: api } = replicated(2);
    const anywhere = kubernetes({ ...api, metadata: { name: 'api' } });
    expect(answers(disruptionsBudgeted, anywhere, budget({}, 'default'))).toEqual(['pass']);
  });

  test('need no budget when there is one of them', () => {
    expect(answers(disruptionsBudgeted, replicated(1))).toEqual([]);
  });
});
