import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderTable } from '../../../cli/connections/formats/table';
import { answersTo } from '../../../cli/connections/why';
import { kubernetesResource } from '../../../constructs/plan/resource';
import { judge } from '../../../policies/index';
import { reachability } from '../../../policies/reachability/index';
import { seen, source, write } from './support';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a folder with this in it says. */
function read(...documents: readonly string[]) {
  write(folder, { 'all.yaml': documents.join('---\n') });
  return source('.', { directory: folder });
}

/** The answer to `from → to port`. */
function answer(documents: readonly string[], from: string, to: string, port: number) {
  const from_ = read(...documents);
  const [first, ...others] = answersTo({ from, to, port }, from_, reachability(from_.objects, from_.options));
  expect({ others, problems: from_.reading?.problems }).toEqual({ others: [], problems: [] });
  return first!;
}

const head = (apiVersion: string, kind: string, name: string, namespace = 'shop') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\n`;
const space = (name: string, labels = '') =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: {${labels}} }\n`;
const pods = (
  name: string,
  { kind = 'Deployment', namespace = 'shop', labels = '', spec = '', annotations = '' } = {},
) =>
  `${head('apps/v1', kind, name, namespace)}spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}${labels} }, annotations: {${annotations}} }
    spec: { containers: [{ name: main, image: x, ports: [{ containerPort: 8080 }] }]${spec} }
`;
const policy = (name: string, spec: string, namespace = 'shop') =>
  `${head('networking.k8s.io/v1', 'NetworkPolicy', name, namespace)}spec: ${spec}\n`;
const DENY = policy('deny', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');

/** A gateway as Helm's chart and `istioctl` render it where nothing is injected. */
const GATEWAY = `${head('apps/v1', 'Deployment', 'ingress', 'istio-ingress')}spec:
  selector: { matchLabels: { istio: ingress } }
  template:
    metadata: { labels: { istio: ingress, sidecar.istio.io/inject: "false" } }
    spec:
      serviceAccountName: ingress
      containers:
        - { name: istio-proxy, image: istio/proxyv2, args: [proxy, router, --domain, x], ports: [{ containerPort: 8443 }] }
`;
const IN_MESH = [
  space('shop', 'istio-injection: enabled'),
  space('istio-ingress'),
  space('ops'),
  pods('api', { spec: ', serviceAccountName: api' }),
  GATEWAY,
  pods('stranger', { namespace: 'ops' }),
  `${head('security.istio.io/v1', 'PeerAuthentication', 'default', 'istio-system')}spec: { mtls: { mode: STRICT } }\n`,
];
const authorization = (name: string, spec: string, namespace: string) =>
  `${head('security.istio.io/v1', 'AuthorizationPolicy', name, namespace)}spec: ${spec}\n`;
const ALLOW = authorization(
  'api',
  '{ action: ALLOW, rules: [{ from: [{ source: { principals: ["cluster.local/ns/istio-ingress/sa/ingress"] } }] }] }',
  'shop',
);

describe('kind 1: what makes pods', () => {
  const ENGINE = `apiVersion: policies.kyverno.io/v1beta1
kind: ValidatingPolicy
metadata: { name: no-root }
spec: { matchConstraints: {}, template: { spec: { containers: [{ name: "*", securityContext: { privileged: false } }] } } }
`;

  test('is not a policy of an engine, nor is it judged as pods', () => {
    const { objects, options } = read(space('shop'), pods('web'), ENGINE);
    const { parties } = reachability(objects, options).matrix();
    expect(parties.flatMap((one) => (one.kind === 'workload' && !one.assumed ? [one.id] : []))).toEqual([
      'Deployment shop/web',
    ]);
    const about = judge(objects.map(({ object, path }) => kubernetesResource(object, path))).filter(
      ({ resource, outcome }) => resource.includes('ValidatingPolicy') && outcome !== 'pass',
    );
    expect(about).toEqual([]);
  });

  test('an Alertmanager makes pods of the labels that it says, and others may', () => {
    const alertmanager = `${head('monitoring.coreos.com/v1', 'Alertmanager', 'main', 'ops')}spec: { podMetadata: { labels: { team: sre } } }\n`;
    const closed = policy(
      'alerts',
      '{ podSelector: { matchLabels: { team: sre } }, ingress: [{ ports: [{ port: 9093 }] }] }',
      'ops',
    );
    const input = [space('ops'), space('shop'), pods('web'), alertmanager, closed];
    expect(answer(input, 'web', 'Alertmanager ops/main', 9093).outcome).toBe('open');
    expect(answer(input, 'web', 'Alertmanager ops/main', 9094).outcome).toBe('closed');
  });

  test('a folder of policies and releases says whom it knows nothing of', () => {
    const release = `${head('helm.cattle.io/v1', 'HelmChart', 'shop')}spec: { chart: shop }\n`;
    const three = ['a', 'b', 'c'].map((app) => policy(app, `{ podSelector: { matchLabels: { app: ${app} } } }`));
    const text = renderTable(seen(read(space('shop'), release, ...three)));
    expect(text).toContain('3 policies select pods that are not in the input');
    expect(text).not.toContain('nobody can connect');
  });
});

describe('kind 2: who is in the mesh', () => {
  test('a gateway is by the proxy that it runs: allowed by name, and denied by name', () => {
    expect(answer([...IN_MESH, ALLOW], 'ingress', 'api', 8080).outcome).toBe('open');
    expect(answer([...IN_MESH, ALLOW], 'stranger', 'api', 8080).outcome).toBe('closed');
    const deny = authorization(
      'no-port',
      '{ action: DENY, rules: [{ to: [{ operation: { ports: ["8443"] } }] }] }',
      'istio-ingress',
    );
    expect(answer([...IN_MESH, ALLOW, deny], 'stranger', 'ingress', 8443).outcome).toBe('closed');
  });
});

describe('kind 3: nothing is certain that the specification leaves open', () => {
  const api = (kind: string, apiVersion: string, spec: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: wide }\nspec: ${spec}\n`;

  test.each([
    [
      'CiliumClusterwideNetworkPolicy',
      'cilium.io/v2',
      '{ endpointSelector: {}, ingress: [{ fromEntities: [all] }], egress: [{ toEntities: [all] }] }',
      'open',
    ],
    [
      'GlobalNetworkPolicy',
      'projectcalico.org/v3',
      '{ selector: all(), types: [Ingress, Egress], ingress: [{ action: Allow }], egress: [{ action: Allow }] }',
      'open',
    ],
    [
      'ClusterNetworkPolicy',
      'crd.antrea.io/v1beta1',
      '{ priority: 1, tier: emergency, appliedTo: [{ namespaceSelector: {} }], ingress: [{ action: Allow }], egress: [{ action: Allow }] }',
      'unknown',
    ],
  ])('a %s is of every namespace: beside a default deny, and without one', (kind, apiVersion, spec, outcome) => {
    const input = [space('shop'), pods('web'), pods('api'), api(kind, apiVersion, spec)];
    expect(answer([...input, DENY], 'web', 'api', 8080).outcome).toBe(outcome);
    expect(answer(input, 'web', 'api', 8080).outcome).toBe(outcome);
  });

  test.each(['LoadBalancer', 'NodePort'])('what nodes hand on from a %s may come in their name', (type) => {
    const service = `${head('v1', 'Service', 'front')}spec: { type: ${type}, selector: { app: web }, ports: [{ port: 443, targetPort: 8080 }] }\n`;
    const from = policy(
      'web',
      '{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ ipBlock: { cidr: 198.51.100.0/24 } }] }] }',
    );
    expect(answer([space('shop'), pods('web'), service, from], '198.51.100.7', 'front', 443).outcome).toBe('unknown');
  });

  test('a caller on the network of its node is not surely denied', () => {
    const agent = pods('agent', { kind: 'DaemonSet', namespace: 'ops', spec: ', hostNetwork: true' });
    const input = [space('shop'), space('ops'), pods('api'), agent, DENY];
    expect(answer(input, 'agent', 'api', 8080).outcome).toBe('unknown');
  });

  test('what is scaled to none, or has ended, is no caller', () => {
    const ended = `${head('batch/v1', 'Job', 'migrate')}spec: { template: { spec: { containers: [{ name: m }] } } }\nstatus: { conditions: [{ type: Failed, status: "True" }] }\n`;
    const { objects, options } = read(
      space('shop'),
      pods('api'),
      ended,
      pods('idle').replace('spec:\n', 'spec:\n  replicas: 0\n'),
    );
    const { parties, notes } = reachability(objects, options).matrix();
    expect(parties.map(({ id }) => id)).not.toEqual(
      expect.arrayContaining(['Job shop/migrate', 'Deployment shop/idle']),
    );
    expect(notes.join()).toContain('1 Deployment, 1 Job');
  });
});

describe('kind 4: what is there decides', () => {
  test('a policy of the administrator for one namespace leaves others known, and counts in its own', () => {
    const admin = `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: ops }
spec:
  priority: 7
  subject: { namespaces: { matchLabels: { kubernetes.io/metadata.name: ops } } }
  ingress: [{ action: Deny, from: [{ namespaces: {} }] }]
`;
    const input = [space('shop'), space('ops'), pods('web'), pods('api'), pods('prom', { namespace: 'ops' }), admin];
    expect(answer(input, 'web', 'api', 8080).outcome).toBe('open');
    expect(answer(input, 'web', 'prom', 8080).outcome).toBe('closed');
  });
});

describe('kind 5: what Kubernetes takes', () => {
  test.each(['projectcalico.org/v3', 'crd.projectcalico.org/v1'])(
    "Calico's own NetworkPolicy of %s has its own fields",
    (apiVersion) => {
      const calico = `${head(apiVersion, 'NetworkPolicy', 'web')}spec:
  order: 10
  selector: app == 'web'
  types: [Ingress]
  ingress: [{ action: Allow, protocol: TCP, source: { selector: "app == 'api'" }, destination: { ports: [8080] } }]
`;
      expect(answer([space('shop'), pods('web'), pods('api'), calico], 'api', 'web', 8080).outcome).toBe('open');
      expect(answer([space('shop'), pods('web'), pods('api'), calico], 'api', 'web', 8081).outcome).toBe('closed');
      expect(answer([space('shop'), pods('web'), pods('api'), calico], 'web', 'api', 8080).outcome).toBe('open');
    },
  );

  test('a port in octal is the one that Kubernetes reads', () => {
    const octal = policy(
      'api',
      '{ podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [{ port: 017620 }] }] }',
    );
    const input = [space('shop'), pods('web'), pods('api'), octal];
    expect(answer(input, 'web', 'api', 0o17620).outcome).toBe('open');
    expect(answer(input, 'web', 'api', 17620).outcome).toBe('closed');
  });
});

describe('kind 6: every way to write a good state', () => {
  /** Rules of these that fail on a namespace with this in it. */
  function failing(rules: readonly string[], ...documents: readonly string[]): readonly string[] {
    const { objects } = read(space('shop', 'istio-injection: enabled'), pods('web'), ...documents);
    const verdicts = judge(objects.map(({ object, path }) => kubernetesResource(object, path)));
    const wrong = verdicts.filter(({ rule, outcome }) => rules.includes(rule) && outcome !== 'pass');
    return [...new Set(wrong.map(({ rule }) => rule))];
  }

  test.each([
    [
      'two policies, by expressions that nothing limits',
      [
        policy('in', '{ podSelector: { matchExpressions: [] }, policyTypes: [Ingress] }'),
        policy('out', '{ podSelector: {}, policyTypes: [Egress], egress: [] }'),
      ],
    ],
    [
      'one that lets names be asked for',
      [
        policy(
          'deny',
          '{ podSelector: {}, policyTypes: [Ingress, Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53, protocol: UDP }, { port: 53 }] }] }',
        ),
      ],
    ],
  ])('%s are default deny', (_, documents) => {
    expect(failing(['namespaces-deny-by-default'], ...documents)).toEqual([]);
    expect(failing(['namespaces-deny-by-default'], documents[0]!.replace('Ingress, Egress', 'Ingress'))).toEqual([
      'namespaces-deny-by-default',
    ]);
  });

  test('the root namespace of the mesh speaks for all, and an ALLOW without rules denies', () => {
    const mesh = ['strict-mutual-tls', 'authorization-denies-by-default'];
    const strict = `${head('security.istio.io/v1', 'PeerAuthentication', 'all', 'istio-system')}spec: { selector: {}, mtls: { mode: STRICT } }\n`;
    const none = authorization('none', '{ selector: {}, action: ALLOW }', 'istio-system');
    expect(failing(mesh)).toEqual(mesh);
    expect(failing(mesh, strict, none)).toEqual([]);
    expect(failing(mesh, strict, authorization('none', '{ action: DENY }', 'istio-system'))).toEqual([mesh[1]]);
  });

  test('the token that the ServiceAccount does not mount is not mounted, by either name of the field', () => {
    const account = `${head('v1', 'ServiceAccount', 'web')}automountServiceAccountToken: false\n`;
    for (const field of ['serviceAccount', 'serviceAccountName']) {
      const documents = [pods('web', { spec: `, ${field}: web` })];
      const rules = ['service-account-token-not-mounted', 'service-account-dedicated'];
      const { objects } = read(space('shop'), ...documents, account);
      const verdicts = judge(objects.map(({ object, path }) => kubernetesResource(object, path)));
      expect(verdicts.filter(({ rule, outcome }) => rules.includes(rule) && outcome !== 'pass')).toEqual([]);
    }
  });
});

describe('kind 7: output folds', () => {
  test('that something cannot be read is told once, with its place', () => {
    const odd = `apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: shop, labels: { on: yes } }\n`;
    const closed = policy('odd', '{ podSelector: {}, ingress: {} }');
    const from = read(space('shop'), pods('web'), odd, closed);
    const { alarms, sections } = seen(from);
    expect(alarms).toEqual(from.reading?.problems);
    expect(alarms).toEqual([
      expect.stringContaining('Service shop/api: metadata.labels.true is true, not text'),
      expect.stringContaining('NetworkPolicy shop/odd: spec.ingress is a map, not a list'),
    ]);
    // Why a pair is unknown is still told with the pair.
    const { rows = [] } = sections.find(({ key }) => key === 'unknown') ?? {};
    expect(rows.map(({ note }) => note)).toContainEqual(
      expect.stringContaining('NetworkPolicy shop/odd cannot be read'),
    );
  });

  test('a cluster-wide doubt over a hundred workloads is a few lines, none wider than the screen', () => {
    const names = Array.from({ length: 100 }, (_, index) => `w${index}`);
    const wide = `apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: { name: wide }\nspec: { endpointSelector: {}, ingress: [{}], egress: [{}] }\n`;
    const lines = renderTable(seen(read(space('shop'), ...names.map((name) => pods(name)), wide)), 120).split('\n');
    expect(lines.length).toBeLessThan(60);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});
