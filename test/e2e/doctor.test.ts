import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { parseAllDocuments } from 'yaml';
import { DOCTOR_JSON_SCHEMA } from '../../cli/doctor/schema';
import { ROOT } from '../support/reference';
import {
  cacheKey,
  daemonSet,
  EVERYTHING,
  endpoints,
  FITTING,
  meshConfig,
  type Part,
  pod,
  prometheus,
  type Thing,
  VAULT_OPERATOR,
} from './doctor/fitting';
import { onCallTests } from './doctor/on-call-tests';
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
  cluster = await startControlPlane({ runDir: world().runDir, name: 'doctor-cluster' });
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

describe('in a cluster that is as the facts say', () => {
  test('everything is in order, and each check says what it saw', () => {
    const { status, stdout, stderr } = doctor();
    expect({ status, stderr, wrong: wrong(stdout) }).toEqual({ status: 0, stderr: '', wrong: [] });
    for (const says of [
      'api-server: the API server is at 198.51.100.11, port 6443',
      'dns: kube-system/kube-dns answers at 10.96.0.10; pods of it: 1',
      'network-plugin: calico enforces NetworkPolicies',
      'mesh: the trust domain of the mesh is staging.dwcp.internal',
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
  const POINT = /; point KUBECONFIG at [0-9a-f-]{36}, and say by DWCP_CONTEXT what it is called there\n$/;
  const DOORS: readonly (readonly [what: string, edit: (kubeconfig: string) => string, says: string])[] = [
    ['nobody answers', (text) => text.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1'), '127.0.0.1:1 was refused'],
    ['the token is of nobody', (text) => text.replace(/token: .+/, 'token: another'), 'Unauthorized'],
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
  const named = (name: string) => ({ 'app.kubernetes.io/name': name });
  const PLANTED: readonly (readonly [what: string, part: Part, other: Thing | undefined, says: readonly string[]])[] = [
    [
      'an API server at another address and port',
      'endpoints',
      endpoints('198.51.100.99', 8443),
      [
        'deviates api-server: the API server is at 198.51.100.99, which no network of apiServer.cidrs holds (198.51.100.10/32, 198.51.100.11/32, 198.51.100.12/32); add 198.51.100.99/32 to apiServer.cidrs: pods that need it are cut off there',
        'deviates api-server: the API server listens on 8443, and apiServer.port is 6443; write 8443 to apiServer.port',
      ],
    ],
    [
      'DNS at another address',
      'dnsService',
      { ...FITTING.dnsService, spec: { ...FITTING.dnsService.spec, clusterIP: '10.96.0.53' } } as Thing,
      [
        'deviates dns: no Service of kube-system has the address 10.96.0.10, which dns.serviceIp is; write the address of kube-system/kube-dns at 10.96.0.53 to dns.serviceIp',
      ],
    ],
    [
      'DNS that nobody answers',
      'dnsPod',
      undefined,
      [
        'unknown dns: no pod answers for the Service kube-system/kube-dns (k8s-app=kube-dns); look at the pods of the cluster’s DNS, and compare dns.labels with theirs',
      ],
    ],
    [
      'a cache on the nodes at another address',
      'dnsCache',
      daemonSet('node-local-dns', ['-localip', '169.254.25.10,10.96.0.10']),
      [
        'deviates dns: the cache on each node answers at 169.254.25.10, and dns.nodeLocalIp is 169.254.20.10; write 169.254.25.10 to dns.nodeLocalIp: pods that ask it are cut off',
      ],
    ],
    [
      'Cilium',
      'plugin',
      daemonSet('cilium'),
      [
        'deviates network-plugin: Cilium enforces NetworkPolicies (DaemonSet kube-system/cilium), and networkPlugin is left out; say networkPlugin: { name: cilium }, which refuses what Cilium would cut off',
      ],
    ],
    [
      'a network that enforces nothing',
      'plugin',
      daemonSet('kube-flannel-ds'),
      [
        'deviates network-plugin: the nodes run kube-system/kube-flannel-ds, which enforces no NetworkPolicy; add what does: everybody reaches everything in this cluster',
      ],
    ],
    [
      'an operator in another namespace',
      'cloudNativePg',
      pod('elsewhere', 'cnpg', named('cloudnative-pg'), { image: 'ghcr.io/cloudnative-pg/cloudnative-pg:1.30.1' }),
      [
        'deviates operators: no pod in cnpg-system has app.kubernetes.io/name=cloudnative-pg, by which policies know CloudNativePG; pods of elsewhere have; say in operators.cloudNativePg that it is in elsewhere',
      ],
    ],
    [
      'Vault that is not where it was',
      'vault',
      undefined,
      [
        'unknown versions: nobody sees which version of Vault runs: no pod of it is to be seen; use the versions of docs/deploy.md, which belong together',
        'deviates operators: no pod in vault has app.kubernetes.io/name=vault,component=server, by which policies know Vault; say in vault.namespace where it is; of one outside the cluster, say vault.apiServer',
      ],
    ],
    [
      'another trust domain',
      'mesh',
      meshConfig('tlsDefaults: { minProtocolVersion: TLSV1_3 }\n'),
      [
        'deviates mesh: the trust domain of the mesh is cluster.local (ConfigMap istio-system/istio), and trustDomain is staging.dwcp.internal; write cluster.local to trustDomain: every caller is refused otherwise',
      ],
    ],
    [
      'a mesh that speaks TLS 1.2',
      'mesh',
      meshConfig('trustDomain: staging.dwcp.internal\n'),
      [
        "deviates mesh: tlsDefaults.minProtocolVersion of the mesh is left out (ConfigMap istio-system/istio), so that TLS 1.2 may be spoken; set meshConfig.tlsDefaults.minProtocolVersion: TLSV1_3 in Istio's values",
      ],
    ],
    [
      'a Prometheus that selects by label',
      'prometheus',
      prometheus('monitoring', { ...EVERYTHING, podMonitorSelector: { matchLabels: { release: 'kps' } } }),
      [
        'deviates monitoring: monitoring/k8s finds no PodMonitor of ours: podMonitorSelector is {"matchLabels":{"release":"kps"}}, and monitoring.monitorLabels is left out; write what it asks for to monitoring.monitorLabels',
      ],
    ],
    [
      'a Prometheus that looks in its own namespace',
      'prometheus',
      prometheus('monitoring', { ...EVERYTHING, ruleNamespaceSelector: undefined }),
      [
        'deviates monitoring: monitoring/k8s looks for no PrometheusRule in dwcp and edge: ruleNamespaceSelector is left out, which selects nothing; let ruleNamespaceSelector of the Prometheus select them; {} is all',
      ],
    ],
    [
      'a Prometheus elsewhere',
      'prometheus',
      prometheus('elsewhere', EVERYTHING),
      [
        'deviates monitoring: no Prometheus is in monitoring, and there is elsewhere/k8s; say monitoring.namespace: elsewhere: nothing may be scraped from there otherwise',
      ],
    ],
    [
      'an operator of another version',
      'istiod',
      pod('istio-system', 'istiod', { app: 'istiod' }, { image: 'docker.io/istio/pilot:1.28.3-distroless' }),
      [
        'deviates versions: Istio is 1.28.3-distroless (istio-system/istiod), and the platform is made for 1.29; use the versions of docs/deploy.md, which belong together',
      ],
    ],
    [
      'an image without a version',
      'istiod',
      pod('istio-system', 'istiod', { app: 'istiod' }, { image: `docker.io/istio/pilot@sha256:${'ab'.repeat(32)}` }),
      [
        `unknown versions: nobody sees which version of Istio runs: istio-system/istiod is 'sha256:${'ab'.repeat(32)}'; see that it is 1.29`,
      ],
    ],
    [
      'an image that nobody knows',
      'certManager',
      pod('cert-manager', 'issuer', named('cert-manager')),
      [
        'unknown versions: nobody sees which version of cert-manager runs: cert-manager/issuer has no image that is known here; see that it is 1.21',
      ],
    ],
    [
      'no cert-manager',
      'certManager',
      undefined,
      [
        'unknown versions: nobody sees which version of cert-manager runs: no pod of it is to be seen; use the versions of docs/deploy.md, which belong together',
      ],
    ],
    [
      'Secrets that are not encrypted',
      'apiServer',
      pod('kube-system', 'kube-apiserver-a', { component: 'kube-apiserver' }),
      [
        'deviates encryption: kube-apiserver-a has no --encryption-provider-config, so that Secrets are in etcd as they are; encrypt them: https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
      ],
    ],
    [
      'an API server that nobody sees',
      'apiServer',
      undefined,
      [
        'unknown encryption: the API server is not to be seen, and has encrypted no Secret since it started; ask the provider of the cluster whether etcd is encrypted with a key of yours',
      ],
    ],
    [
      'an operator that forgets its logins',
      'vaultOperator',
      pod('vault-secrets-operator-system', 'vso', named('vault-secrets-operator'), { ...VAULT_OPERATOR, args: [] }),
      [
        "deviates secrets-cache: vault-secrets-operator-system/vso keeps its logins by 'none': its restart restarts every workload; set controller.manager.clientCache.persistenceModel: direct-encrypted in its Helm values",
      ],
    ],
    [
      'an operator that is to encrypt its logins, and is told of no key',
      'cacheKey',
      undefined,
      [
        'deviates secrets-cache: no VaultAuth in vault-secrets-operator-system is labelled cacheStorageEncryption=true, so that the Vault Secrets Operator keeps no login: its restart restarts every workload; make the one VaultAuth of docs/deploy.md, which names a key of Vault to encrypt them by',
      ],
    ],
    [
      'one that is told of a login, and of no key',
      'cacheKey',
      cacheKey('cache'),
      [
        'deviates secrets-cache: VaultAuth vault-secrets-operator-system/cache has no storageEncryption, so that the Vault Secrets Operator keeps no login: its restart restarts every workload; make the one VaultAuth of docs/deploy.md, which names a key of Vault to encrypt them by',
      ],
    ],
    [
      'an operator whose settings nobody sees',
      'vaultOperator',
      pod('vault-secrets-operator-system', 'vso', named('vault-secrets-operator'), {
        image: VAULT_OPERATOR.image,
        container: 'other',
      }),
      [
        'unknown secrets-cache: no pod of the Vault Secrets Operator with a container manager is to be seen, nor how it keeps its logins; set controller.manager.clientCache.persistenceModel: direct-encrypted in its Helm values',
      ],
    ],
  ];

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
