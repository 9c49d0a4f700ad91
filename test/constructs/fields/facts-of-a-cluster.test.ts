import {
  type ClusterFacts,
  cloudNativePg,
  dns,
  Environment,
  istiod,
  Mesh,
  observe,
  Postgres,
  prometheus,
  SecureNamespace,
  synthesize,
  UserError,
  vaultSecretsOperator,
  vaultServer,
  WebService,
} from '../../../constructs';
import { environment, FACTS, IMAGE, objectIn, objectsOf, RESOURCES } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';

const { cluster } = FACTS;
const inCluster = (changed: Partial<ClusterFacts>) => environment({}, { cluster: { ...cluster, ...changed } });

/** A service and a database with everything around them. */
function shop(changed: Partial<ClusterFacts>): Environment {
  const tree = inCluster(changed);
  const namespace = new SecureNamespace(tree, 'shop');
  const api = new WebService(namespace, 'api', { image: IMAGE, resources: RESOURCES, scale: 2 });
  new Postgres(namespace, 'db', {
    instances: 1,
    image: IMAGE,
    storage: '1Gi',
    resources: RESOURCES,
    pooler: { instances: 1, image: IMAGE, resources: RESOURCES },
    credentials: { ttlHours: 12 },
  }).grantReadWrite(api);
  new Mesh(tree, 'mesh');
  return tree;
}

test('a fact that is left out is what the manifests of most clusters have', () => {
  const said: Partial<ClusterFacts> = {
    networkPlugin: { name: 'calico' },
    dns: { ...cluster.dns, namespace: 'kube-system', labels: [{ 'k8s-app': 'kube-dns' }] },
    operators: { istio: 'istio-system', cloudNativePg: 'cnpg-system', vaultSecrets: 'vault-secrets-operator-system' },
    monitoring: { namespace: 'monitoring', prometheus: { 'app.kubernetes.io/name': 'prometheus' }, monitorLabels: {} },
  };
  expect(synthesize(shop(said))).toEqual(synthesize(shop({})));
});

test('the peers are where the facts say, one of a group at a time', () => {
  const facts = {
    ...FACTS,
    cluster: {
      ...cluster,
      dns: { serviceIp: '172.30.0.10', namespace: 'openshift-dns', labels: [{ dns: 'default' }, { dns: 'cache' }] },
      operators: { istio: 'mesh' },
      monitoring: { prometheus: { app: 'prometheus' } },
    },
  };
  const pods = (namespace: string, labels: object) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: labels },
  });
  expect(dns(facts).selectors).toEqual([
    pods('openshift-dns', { dns: 'default' }),
    pods('openshift-dns', { dns: 'cache' }),
    { ipBlock: { cidr: '172.30.0.10/32' } },
  ]);
  expect(istiod(facts).selectors).toEqual([pods('mesh', { app: 'istiod' })]);
  expect(prometheus(facts).selectors).toEqual([pods('monitoring', { app: 'prometheus' })]);
  expect(cloudNativePg(facts).selectors).toEqual([pods('cnpg-system', { 'app.kubernetes.io/name': 'cloudnative-pg' })]);
  expect(vaultSecretsOperator(facts).selectors).toEqual([
    pods('vault-secrets-operator-system', { 'app.kubernetes.io/name': 'vault-secrets-operator' }),
  ]);
});

test('names are asked of the cache on the node as well, where there is one', () => {
  const { serviceIp, nodeLocalIp } = cluster.dns;
  const addresses = (facts: typeof FACTS) => dns(facts).selectors.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []);
  expect(addresses(FACTS)).toEqual([`${serviceIp}/32`, `${nodeLocalIp}/32`]);
});

test('what a Prometheus selects by label carries the label, every monitor and rule of it', () => {
  const tree = shop({ monitoring: { monitorLabels: { release: 'kube-prometheus-stack' } } });
  const found = objectsOf(synthesize(tree)).filter(({ kind }) => kind === 'PodMonitor' || kind === 'PrometheusRule');
  expect(found.map(({ metadata }) => metadata.name)).toEqual(expect.arrayContaining(['api', 'db', 'db-pooler']));
  for (const { metadata } of found) expect(metadata.labels).toEqual({ release: 'kube-prometheus-stack' });
});

test('what holds for the whole mesh is in the namespace that Istio runs in', () => {
  const tree = inCluster({ operators: { istio: 'mesh' } });
  new Mesh(tree, 'mesh');
  expect(objectIn(tree, 'PeerAuthentication', 'default').metadata).toMatchObject({ namespace: 'mesh' });
});

describe('an environment without Vault', () => {
  const withoutVault = () => {
    const { vault, ...facts } = FACTS;
    expect(vault).toBeDefined();
    return facts;
  };
  const tree = () => {
    const environmentWithout = environment({}, {});
    return new Environment(environmentWithout, 'inner', { posture: environmentWithout.posture, facts: withoutVault() });
  };

  test('is good for what does not need it', () => {
    const namespace = new SecureNamespace(tree(), 'shop');
    const api = new WebService(namespace, 'api', { image: IMAGE, resources: RESOURCES, scale: 2 });
    observe(api, { name: 'again' });
    expect(objectsOf(synthesize(Environment.of(namespace)))).not.toEqual([]);
  });

  test('refuses what needs it, and says which fact is missing', () => {
    const namespace = new SecureNamespace(tree(), 'shop');
    const pooler = { instances: 1, image: IMAGE, resources: RESOURCES };
    const rest = { image: IMAGE, storage: '1Gi', resources: RESOURCES, pooler, credentials: { ttlHours: 12 } } as const;
    expect(problemsOf(() => new Postgres(namespace, 'db', { instances: 1, ...rest }))).toEqual([
      "'test/inner/shop/db' needs Vault, and the environment has no fact `vault`; give it address, namespace and databaseCertificates, or leave out what needs it",
    ]);
    expect(() => vaultServer(withoutVault())).toThrow(
      new UserError([
        "'vault' is nowhere, since there is no fact `vault`; give it address, namespace and databaseCertificates",
      ]),
    );
  });
});

describe('a cluster with Cilium, which matches no node by a CIDR', () => {
  const { dns: _, ...rest } = cluster;
  const onNodes = { cidrs: ['10.0.0.5/32'], port: 6443 };
  const alone = { ...rest, dns: { serviceIp: '10.96.0.10' } };
  const build = (changed: object) => () => environment({}, { cluster: { ...alone, ...changed } });

  test.each<[what: string, changed: object]>([
    ['an API server outside the nodes', { networkPlugin: { name: 'cilium' } }],
    [
      'one on the nodes, with the mode that matches them',
      { apiServer: onNodes, networkPlugin: { name: 'cilium', policyCidrMatchMode: 'nodes' } },
    ],
    ['one on the nodes, where the plugin is another', { apiServer: onNodes, networkPlugin: { name: 'calico' } }],
  ])('accepts %s', (_what, changed) => {
    expect(problemsOf(build(changed))).toEqual([]);
  });

  test.each<[what: string, changed: object, ...problems: string[]]>([
    [
      'an API server on the nodes',
      { apiServer: onNodes, networkPlugin: { name: 'cilium' } },
      "'test' facts.cluster.networkPlugin.policyCidrMatchMode: is missing: the API server at 10.0.0.5/32 is a node, which Cilium matches by no CIDR, so that databases would not reach it; set policyCIDRMatchMode: [nodes] in Cilium's Helm values, then write nodes here",
    ],
    [
      'a DNS cache on the node',
      { dns: cluster.dns, networkPlugin: { name: 'cilium', policyCidrMatchMode: 'nodes' } },
      "'test' facts.cluster.dns.nodeLocalIp: 169.254.20.10 is on the pod's own node, which Cilium matches by no CIDR; redirect it by a CiliumLocalRedirectPolicy to pods of the cache, add their labels to dns.labels, and leave nodeLocalIp out",
    ],
    [
      'the mode of Cilium for another plugin',
      { networkPlugin: { name: 'calico', policyCidrMatchMode: 'nodes' } },
      "'test' facts.cluster.networkPlugin.policyCidrMatchMode: is a setting of Cilium alone; leave it out",
    ],
    [
      'a mode that there is not',
      { networkPlugin: { name: 'cilium', policyCidrMatchMode: 'pods' } },
      "'test' facts.cluster.networkPlugin.policyCidrMatchMode: 'pods' is not nodes; it says that kubectl -n kube-system get configmap cilium-config has policy-cidr-match-mode: nodes",
    ],
  ])('refuses %s', (_what, changed, ...problems) => {
    expect(problemsOf(build(changed))).toEqual(problems);
  });
});

describe('the address of the DNS Service', () => {
  const at = (serviceIp: string) => problemsOf(() => inCluster({ dns: { serviceIp } }));
  const find = 'give the cluster IP that kubectl -n kube-system get service kube-dns shows';

  test.each([
    '10.96.0.10',
    '172.20.0.10',
    '192.168.255.10',
    '100.64.0.10',
    '34.118.224.10',
    '240.0.0.10',
    'fd00:10:96::a',
  ])('may be %s, as clusters number their Services', (address) => expect(at(address)).toEqual([]));

  test.each(['8.8.8.8', '127.0.0.1', '169.254.169.254', '172.32.0.1', '34.118.240.1', '2001:4860:4860::8888'])(
    'refuses %s, which is no Service of a cluster',
    (address) =>
      expect(at(address)).toEqual([
        `'test' facts.cluster.dns.serviceIp: ${address} is in no range that clusters number Services from, so that what it is for would leave the cluster; ${find}`,
      ]),
  );
});
