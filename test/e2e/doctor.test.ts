import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { parseAllDocuments } from 'yaml';
import { DOCTOR_JSON_SCHEMA } from '../../cli/doctor/schema';
import { ROOT } from '../support/reference';
import { externalSecretsTests } from './doctor/external-secrets-tests';
import { cacheKey, daemonSet, FITTING, pod, type Thing } from './doctor/fitting';
import { onCallTests } from './doctor/on-call-tests';
import { PLANTED } from './doctor/planted';
import { scalerTests } from './doctor/scaler-tests';
import { besides, doctorOf, instead, makeFit, node } from './doctor/site';
import { type ControlPlane, startControlPlane } from './servers/control-plane';
import { loadCrds } from './servers/crds';
import { writeKubeconfig } from './support/kubeconfig';
import { KubernetesApi } from './support/kubernetes-api';
import { world } from './support/world';

const folder = join(world().runDir, 'doctor');
const GROUPS = ['monitoring.coreos.com', 'gateway.networking.k8s.io', 'secrets.hashicorp.com'];

/** One that has nothing but what is put there: no controller makes something of it. */
let cluster: ControlPlane;
let api: KubernetesApi;
let doctor: ReturnType<typeof doctorOf>;
beforeAll(async () => {
  cluster = await startControlPlane({ runDir: world().runDir, name: 'doctor-cluster', encryptsSecrets: true });
  await loadCrds(
    cluster,
    () => undefined,
    ({ group }) => GROUPS.includes(group),
  );
  api = new KubernetesApi(cluster);
  await makeFit(api);
  doctor = doctorOf(cluster, folder, cluster.kubeconfigPath);
});
afterAll(async () => {
  api?.close();
  await cluster?.stop();
});

/** The lines that say what is not in order. */
function wrong(stdout: string): string[] {
  return stdout.split('\n').flatMap((line) => /^ {2}((?:deviates|unknown) .+)$/.exec(line)?.[1] ?? []);
}

const ROLE = 'docs/guides/check-the-cluster.md';

/** What the guide gives to an account of our own. */
function roleOfTheGuide(account: string): Thing[] {
  const guide = readFileSync(join(ROOT, ROLE), 'utf8');
  const yaml = /```yaml\n([\s\S]*?)```/.exec(guide)![1]!;
  const own = yaml
    .replaceAll('namespace: ci, name: doctor', `namespace: elsewhere, name: ${account}`)
    .replaceAll('name: dwcp-doctor', `name: ${account}`);
  return parseAllDocuments(own).map((one) => one.toJS() as Thing);
}

/** A kubeconfig of somebody who may do what the guide gives, or nothing at all. */
async function accountOf(name: string, given: readonly Thing[]): Promise<string> {
  for (const thing of given) await api.apply(thing);
  const path = '/api/v1/namespaces/elsewhere/serviceaccounts';
  await api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace: 'elsewhere', name } });
  const asked = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const answer = (await api.request('POST', `${path}/${name}/token`, asked)) as { status: { token: string } };
  const file = join(world().runDir, `doctor-${name}.kubeconfig`);
  writeKubeconfig(file, cluster.context, { ...cluster, token: answer.status.token });
  return file;
}

describe('of who is told of alerts', () => onCallTests(() => ({ cluster, api, folder })));

describe('of KEDA', () => scalerTests(() => ({ cluster, api, folder })));
describe('of External Secrets', () => externalSecretsTests(() => ({ cluster, api, folder })));

describe('in a cluster that is as the facts say', () => {
  test('everything is in order, and each check says what it saw', () => {
    const { status, stdout, stderr } = doctor();
    expect({ status, stderr, wrong: wrong(stdout) }).toEqual({ status: 0, stderr: '', wrong: [] });
    for (const says of [
      'api-server: the API server is at 198.51.100.11, port 6443',
      'dns: kube-system/kube-dns answers at 10.96.0.10; pods of it: 1',
      'network-plugin: calico enforces NetworkPolicies',
      'mesh: the trust domain of the mesh is staging.dwcp.internal',
      'mesh: the mesh refuses TLS below 1.3 at gateways',
      'mesh: the mesh refuses TLS below 1.3 between sidecars',
      'mesh: istiod runs on several nodes: 2',
      "mesh: Istio's CNI plugin is on the nodes (kube-system/istio-cni-node)",
      'mesh: sidecars leave their network to the CNI plugin (ConfigMap istio-system/istio-sidecar-injector)',
      'monitoring: monitoring/k8s finds what is to be scraped',
      'versions: Kubernetes is v1.34.2',
      'versions: CloudNativePG is 1.30.1',
      'versions: Gateway API is v1.6.1',
      'versions: Prometheus Operator is 0.94.0',
      'secrets-cache: the Vault Secrets Operator keeps its logins, encrypted',
    ]) {
      expect(stdout).toContain(says);
    }
  });

  test('so it is for whoever has the role of the guide, and reads nothing else', async () => {
    const kubeconfig = await accountOf('doctor', roleOfTheGuide('doctor'));
    const { status, stdout } = doctorOf(cluster, folder, kubeconfig)();
    expect({ status, wrong: wrong(stdout) }).toEqual({ status: 0, wrong: [] });
  });

  test('who may not read one thing is told of that one, and of everything else', async () => {
    const given = roleOfTheGuide('shortsighted') as (Thing & { rules?: { resources?: string[] }[] })[];
    for (const rule of given.flatMap(({ rules = [] }) => rules))
      rule.resources = rule.resources?.filter((one) => one !== 'nodes') as string[];
    const { status, stdout } = doctorOf(cluster, folder, await accountOf('shortsighted', given))();
    expect({ status, wrong: wrong(stdout) }).toEqual({
      status: 1,
      wrong: [
        'unknown networks: Error from server (Forbidden): nodes is forbidden: User "system:serviceaccount:elsewhere:shortsighted" cannot list resource "nodes" in API group "" at the cluster scope; ask as somebody who may read it: docs/guides/check-the-cluster.md has the role',
      ],
    });
    expect(stdout).toContain('dns: kube-system/kube-dns answers');
  });

  test('what may not be read is unknown, which is not in order', async () => {
    const get = { apiGroups: [''], resources: ['namespaces'], resourceNames: ['kube-system'], verbs: ['get'] };
    const rbac = 'rbac.authorization.k8s.io';
    const subject = { kind: 'ServiceAccount', name: 'nobody', namespace: 'elsewhere' };
    const kubeconfig = await accountOf('nobody', [
      { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name: 'nobody' }, rules: [get] },
      {
        ...{ apiVersion: `${rbac}/v1`, kind: 'ClusterRoleBinding', metadata: { name: 'nobody' } },
        ...{ roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'nobody' }, subjects: [subject] },
      },
    ]);
    const { status, stdout } = doctorOf(cluster, folder, kubeconfig)();
    expect(status).toBe(1);
    const checks = new Set(wrong(stdout).map((line) => line.replace(/:.*/, '')));
    expect([...checks].sort()).toEqual(
      [
        'api-server',
        'dns',
        'encryption',
        'mesh',
        'monitoring',
        'network-plugin',
        'networks',
        'operators',
        'secrets-cache',
        'versions',
      ].map((check) => `unknown ${check}`),
    );
    expect(stdout).toContain('cannot list resource "nodes"');
  });

  test('what is left out is said, and for programs there is a shape', () => {
    const { status, stdout } = doctor(undefined, '--json', '--skip', 'encryption', '--skip', 'mesh');
    expect(status).toBe(0);
    const isDiagnosis = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(
      DOCTOR_JSON_SCHEMA,
    );
    isDiagnosis(JSON.parse(stdout));
    expect(isDiagnosis.errors ?? []).toEqual([]);
    const { checks, skipped } = JSON.parse(stdout) as { checks: { check: string }[]; skipped: string[] };
    expect(skipped).toEqual(['encryption', 'mesh']);
    expect(checks.map(({ check }) => check)).not.toContain('mesh');
    expect(doctor(undefined, '--skip', 'encryption').stdout).toContain('left out encryption: by --skip');
  });
});

describe('where the cluster does not say which it is, nothing is told of it', () => {
  /** The kubeconfig of the administrator, with something else in it. */
  const otherwise = (name: string, edit: (kubeconfig: string) => string) => {
    const file = join(world().runDir, `doctor-${name}.kubeconfig`);
    writeFileSync(file, edit(readFileSync(cluster.kubeconfigPath, 'utf8')));
    return file;
  };
  const POINT = /[;,] (or )?point KUBECONFIG at [0-9a-f-]{36}, and say by DWCP_CONTEXT what it is called there\n$/;
  /** Takes connections, and says nothing on any: the kernel does, while the command runs. */
  let silent: Server;
  beforeAll(async () => {
    silent = createServer();
    await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void silent.close());
  const DOORS: readonly (readonly [what: string, edit: (kubeconfig: string) => string, says: string])[] = [
    [
      'nobody answers',
      (text) => text.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1'),
      '127.0.0.1:1 was refused - did you specify the right host or port?); see that it can be reached from here, and answers, or',
    ],
    [
      'it is so slow that nobody waits for it',
      (text) => text.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${(silent.address() as AddressInfo).port}`),
      'timeout); see that it can be reached from here, and answers, or',
    ],
    [
      'the token is of nobody',
      (text) => text.replace(/token: .+/, 'token: another'),
      '(Unauthorized)); log in to it anew: it knows nobody by these credentials, or',
    ],
    ['there is no token', (text) => text.replace(/token: .+/, ''), 'the kubeconfig has no credentials for it'],
    [
      'another authority',
      (text) => text.replace(/certificate-authority-data: .+/, ''),
      'certificate signed by unknown',
    ],
  ];

  test.each(DOORS)('%s', (what, edit, says) => {
    const { status, stdout, stderr } = doctorOf(cluster, folder, otherwise(what.replaceAll(' ', '-'), edit))();
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).toMatch(POINT);
  });

  test('there is no kubectl', () => {
    const alone = { NO_COLOR: '1', PATH: '/nowhere' };
    const { status, stdout, stderr } = doctorOf(cluster, folder, cluster.kubeconfigPath, alone)();
    expect({ status, stdout, stderr }).toEqual({
      ...{ status: 2, stdout: '' },
      stderr: 'kubectl, which asks the cluster, is not on PATH; install it: https://kubernetes.io/docs/tasks/tools/\n',
    });
  });

  test('the context is nowhere', () => {
    const { status, stdout, stderr } = doctor((facts) => facts.setIn(['config', 'dwcp:cluster', 'context'], 'nowhere'));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^the context 'nowhere' does not say which cluster it leads to \(.+\); point KUBECONFIG at /,
    );
  });

  test('who may not read even that is told which role does', async () => {
    const { status, stdout, stderr } = doctorOf(cluster, folder, await accountOf('blind', []))();
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/cannot get resource "namespaces".+\); ask as somebody who may read it: docs\/guides\//);
  });
});

describe('what deviates is named, and nothing else is', () => {
  test('an operator that is told of two keys', async () => {
    const another = cacheKey('another', { mount: 'secrets-operator-cache', keyName: 'others' });
    await api.apply(another);
    const { status, stdout } = doctor();
    await api.delete(another);
    const says = expect.stringMatching(
      /^deviates secrets-cache: 2 VaultAuths in vault-secrets-operator-system are labelled cacheStorageEncryption=true, /,
    );
    expect({ status, wrong: wrong(stdout) }).toEqual({ status: 1, wrong: [says] });
  });

  test.each(PLANTED)('%s', async (_, part, other, says) => {
    const { status, stdout } = await instead(api, part, other, () => doctor());
    expect({ status, wrong: wrong(stdout) }).toEqual({ status: 1, wrong: says });
  });

  test('pods that answer DNS with another label', async () => {
    const labels = { 'k8s-app': 'coredns' };
    const service = { ...FITTING.dnsService, spec: { ...FITTING.dnsService.spec, selector: labels } } as Thing;
    const planted = () => instead(api, 'dnsService', service, () => doctor());
    const { status, stdout } = await instead(api, 'dnsPod', pod('kube-system', 'coredns', labels), planted);
    expect({ status, wrong: wrong(stdout) }).toEqual({
      status: 1,
      wrong: [
        'deviates dns: kube-system/coredns answers DNS, and has none of dns.labels (k8s-app=kube-dns); give dns.labels what the Service selects: k8s-app=coredns; pods are cut off from DNS otherwise',
      ],
    });
  });

  test('a mode of Cilium that the facts do not have', async () => {
    const { status, stdout } = await instead(api, 'plugin', daemonSet('cilium'), () =>
      doctor((facts) => {
        facts.setIn(['config', 'dwcp:cluster', 'networkPlugin'], { name: 'cilium', policyCidrMatchMode: 'nodes' });
        facts.deleteIn(['config', 'dwcp:cluster', 'dns', 'nodeLocalIp']);
      }),
    );
    expect({ status, wrong: wrong(stdout) }).toEqual({
      status: 1,
      wrong: [
        'unknown network-plugin: there is no ConfigMap kube-system/cilium-config, so nobody sees the mode of Cilium; ask the provider of the cluster for its policy-cidr-match-mode',
      ],
    });
  });

  test('a network plugin that the nodes do not run', () => {
    const { status, stdout } = doctor((facts) =>
      facts.setIn(['config', 'dwcp:cluster', 'networkPlugin'], { name: 'antrea' }),
    );
    expect({ status, wrong: wrong(stdout) }).toEqual({
      status: 1,
      wrong: [
        'deviates network-plugin: networkPlugin is antrea, and the nodes run calico; say in networkPlugin what they run, or leave it out',
      ],
    });
  });

  test('DNS in another namespace than the facts say', () => {
    const { status, stdout } = doctor((facts) =>
      facts.setIn(['config', 'dwcp:cluster', 'dns', 'namespace'], 'elsewhere'),
    );
    expect({ status, wrong: wrong(stdout) }).toEqual({
      status: 1,
      wrong: [
        'deviates dns: no Service of elsewhere has the address 10.96.0.10, which dns.serviceIp is; say in dns.namespace and dns.serviceIp where DNS is: kubectl get services -A | grep dns',
      ],
    });
  });

  const DEFINITIONS: readonly (readonly [
    name: string,
    annotation: string,
    was: string,
    is: string | null,
    says: string,
  ])[] = [
    [
      'gateways.gateway.networking.k8s.io',
      'gateway.networking.k8s.io/bundle-version',
      'v1.6.1',
      'v1.4.0',
      'deviates versions: Gateway API is v1.4.0 (definition gateways.gateway.networking.k8s.io), and the platform is made for 1.6; use the versions of docs/deploy.md, which belong together',
    ],
    [
      'podmonitors.monitoring.coreos.com',
      'operator.prometheus.io/version',
      '0.94.0',
      null,
      "unknown versions: nobody sees which version of Prometheus Operator runs: definition podmonitors.monitoring.coreos.com is 'not said'; see that it is 0.94",
    ],
  ];

  test.each(DEFINITIONS)('the definition %s of another version', async (name, annotation, was, is, says) => {
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`;
    const labelled = (version: string | null) => {
      const metadata = { annotations: { [annotation]: version } };
      return api.request('PATCH', path, { metadata }, 'application/merge-patch+json');
    };
    await labelled(is);
    const { status, stdout } = doctor();
    await labelled(was);
    expect({ status, wrong: wrong(stdout) }).toEqual({ status: 1, wrong: [says] });
  });

  test('another cluster, of which nothing else is told', () => {
    const { status, stdout } = doctor((facts) =>
      facts.setIn(['config', 'dwcp:cluster', 'id'], '00000000-0000-4000-8000-000000000000'),
    );
    expect(status).toBe(1);
    expect(stdout).toBe(
      `  deviates cluster: cluster.id is 00000000-0000-4000-8000-000000000000, and the context '${cluster.context}' leads to the cluster ${cluster.id}; nothing else was looked at; point KUBECONFIG at 00000000-0000-4000-8000-000000000000, and say by DWCP_CONTEXT what it is called there\n` +
        '  staging: 0 as the facts say, 1 deviating (1 checks)\n',
    );
  });

  test('what has ended counts as gone', async () => {
    const evicted = pod('istio-system', 'istiod-before', { app: 'istiod' }, { image: 'docker.io/istio/pilot:1.28.3' });
    const { status, stdout } = await besides(api, evicted, () => doctor());
    expect({ status, wrong: wrong(stdout) }).toEqual({ status: 0, wrong: [] });
  });

  test('in colours where they are asked for', () => {
    const { stdout } = doctorOf(cluster, folder, cluster.kubeconfigPath, { FORCE_COLOR: '1' })();
    expect(stdout).toContain('\u001b[32mok\u001b[39m cluster: ');
    expect(doctor().stdout).not.toContain('\u001b');
  });

  test('and an API server that is out of sight and has encrypted a Secret is in order, as it counts that itself', async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'elsewhere', name: 'any' } };
    await api.apply({ ...secret, stringData: { any: 'thing' } } as Thing);
    const { status, stdout } = await instead(api, 'apiServer', undefined, () => doctor());
    expect({ status, wrong: wrong(stdout) }).toEqual({ status: 0, wrong: [] });
    expect(stdout).toContain('ok encryption: the API server has encrypted Secrets by secretbox');
  });

  // The last: a node stays.
  test('nodes and pods in networks that no fact has', async () => {
    await node(api, '10.99.0.7', '10.99.1.0/24');
    const { status, stdout } = doctor();
    expect({ status, wrong: wrong(stdout) }).toEqual({
      status: 1,
      wrong: [
        'deviates networks: 10.99.0.7 is in no network of nodeCidrs (10.20.0.0/20); add the network that holds it to nodeCidrs: otherwise their kubelets cannot probe what is on them',
        'deviates networks: 10.99.1.0/24 is in no network of podCidrs (10.244.0.0/16); add the network that holds it to podCidrs: otherwise pods pass for what is outside the cluster',
      ],
    });
  });
});
