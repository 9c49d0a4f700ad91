import {
  Connections,
  certManager,
  cidr,
  clients,
  cloudNativePg,
  type Environment,
  edgesOf,
  istiod,
  kubeApi,
  kubelet,
  Pod,
  Port,
  type Ports,
  podsIn,
  prometheus,
  publicInternet,
  ScheduledJob,
  SecureNamespace,
  service,
  synthesize,
  UserError,
  vaultSecretsOperator,
  vaultServer,
  WebService,
  Worker,
  workloadLabels,
} from '../../constructs';
import { canReach, type Pod as Party } from '../support/can-reach';
import { environment, FACTS, IMAGE, objectIn, objectsOf, RESOURCES } from '../support/environment';

const HTTPS: Ports = [Port.tcp(443, 'https')];
const API: Party = { namespace: 'orders', labels: workloadLabels('api') };

function orders() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES });
  return { tree, namespace, api };
}

const at = (ip: string): Party => ({ namespace: 'nowhere', labels: {}, ip });
const policiesOf = (tree: Environment) => objectsOf(synthesize(tree));
const calls = (tree: Environment, from: Party, to: Party, port: number) =>
  canReach(policiesOf(tree), from, to, { port, protocol: 'TCP' });

describe('what every cluster needs', () => {
  test.each([
    ['kubelets', kubelet(FACTS), at('10.0.3.4'), at('10.1.3.4')],
    ['the API server, which calls webhooks', kubeApi(FACTS), at('203.0.113.10'), at('203.0.113.11')],
    [
      'Prometheus',
      prometheus(FACTS),
      { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } },
      { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'grafana' } },
    ],
    [
      'the CloudNativePG operator',
      cloudNativePg(FACTS),
      { namespace: 'cnpg-system', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
      { namespace: 'orders', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
    ],
    [
      'the Vault Secrets Operator, which calls a Vault of ours',
      vaultSecretsOperator(FACTS),
      { namespace: 'vault-secrets-operator-system', labels: { 'app.kubernetes.io/name': 'vault-secrets-operator' } },
      { namespace: 'vault-secrets-operator-system', labels: {} },
    ],
    [
      'cert-manager, which calls a Vault of ours',
      certManager(FACTS),
      { namespace: 'cert-manager', labels: { 'app.kubernetes.io/name': 'cert-manager' } },
      { namespace: 'cert-manager', labels: {} },
    ],
    [
      'Vault',
      vaultServer(FACTS),
      { namespace: 'vault', labels: { 'app.kubernetes.io/name': 'vault', component: 'server' } },
      { namespace: 'vault', labels: { 'app.kubernetes.io/name': 'vault', component: 'webhook' } },
    ],
  ] as const)('%s may call in on the port that is said, and nobody like them', (_, caller, pod, lookalike) => {
    const { tree, namespace } = orders();
    const plain = { image: IMAGE, resources: RESOURCES, ports: [], mesh: false, rolloutSeconds: 60 };
    const webhook = new Pod(namespace, 'webhook', { ...plain, name: 'webhook' });
    webhook.connections.allowFrom(caller, { ports: [Port.tcp(9443, 'webhook')] });
    const target = { namespace: 'orders', labels: workloadLabels('webhook') };
    expect(calls(tree, pod, target, 9443)).toBe(true);
    expect(calls(tree, pod, target, 8080)).toBe(false);
    expect(calls(tree, lookalike, target, 9443)).toBe(false);
  });

  test('nobody without an identity in the mesh is let in where a sidecar asks for one', () => {
    const { tree, api } = orders();
    api.connections.allowFrom(kubeApi(FACTS), { ports: [Port.tcp(9443, 'webhook'), Port.udp(9443, 'quic')] });
    api.connections.allowFrom(service('billing', { app: 'api' }, HTTPS));
    const wrong = (caller: string, port: string) =>
      `'test/orders/api/pod' lets '${caller}' reach 'api' on ${port}, where its sidecar takes callers by their identity in ` +
      'the mesh and this one has none; name its service account, or keep the pods out of the mesh: `mesh: false` of a `Pod`';
    expect(() => synthesize(tree)).toThrow(
      // The whole message: UDP passes the sidecar by.
      new UserError([wrong('billing (app=api)', '8080/TCP'), wrong('kube-apiserver', '9443/TCP')]),
    );
  });

  test.each([
    ['istiod', istiod(FACTS), { namespace: 'istio-system', labels: { app: 'istiod' } }, 15012],
    ['the API server', kubeApi(FACTS), at('203.0.113.10'), 6443],
    [
      'Vault',
      vaultServer(FACTS),
      { namespace: 'vault', labels: { 'app.kubernetes.io/name': 'vault', component: 'server' } },
      8200,
    ],
  ] as const)('%s may be called on the port that it declares', (_, peer, pod, port) => {
    const { tree, api } = orders();
    api.connections.allowTo(peer);
    expect(calls(tree, API, pod, port)).toBe(true);
    expect(calls(tree, API, pod, port + 1)).toBe(false);
  });
});

describe("another team's service", () => {
  const billing: Party = { namespace: 'billing', labels: { app: 'api', tier: 'web' } };

  test('is reached by its namespace and all of its labels', () => {
    const { tree, api } = orders();
    api.connections.allowTo(service('billing', { app: 'api', tier: 'web' }, [Port.tcp(8080, 'http')]));
    expect(calls(tree, API, billing, 8080)).toBe(true);
    expect(calls(tree, API, { ...billing, labels: { app: 'api' } }, 8080)).toBe(false);
    expect(calls(tree, API, { ...billing, namespace: 'elsewhere' }, 8080)).toBe(false);
  });

  test('calls a workload in the mesh as the service account that is said', () => {
    const { tree, api } = orders();
    api.connections.allowFrom(service('billing', { app: 'api' }, HTTPS, { serviceAccount: 'billing-api' }));
    expect(calls(tree, billing, API, 8080)).toBe(true);
    expect(objectIn(tree, 'AuthorizationPolicy', 'api')['spec']).toMatchObject({
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/billing/sa/billing-api'] } }],
          to: [{ operation: { ports: ['8080'] } }],
        },
      ],
    });
  });

  test('refuses no labels, which would be every pod of the namespace', () => {
    const refusal = new UserError(["no labels are every pod of namespace 'billing'; name the pods by a label"]);
    expect(() => service('billing', {}, HTTPS)).toThrow(refusal);
    expect(() => podsIn('billing', {})).toThrow(refusal);
  });
});

describe('addresses', () => {
  test('a CIDR is reached on its port, to its last address and no further', () => {
    const { tree, api } = orders();
    api.connections.allowTo(cidr('203.0.113.0/24', HTTPS));
    expect(calls(tree, API, at('203.0.113.255'), 443)).toBe(true);
    expect(calls(tree, API, at('203.0.113.255'), 80)).toBe(false);
    expect(calls(tree, API, at('203.0.114.0'), 443)).toBe(false);
  });

  test.each([
    ['169.254.0.0/16', '169.254.169.254'],
    ['fd00::/8', 'fd00:ec2::254'],
    ['fd00::/8', 'fd20:ce::254'],
  ])('%s is opened without the metadata address in it', (range, metadata) => {
    const { tree, api } = orders();
    api.connections.allowTo(cidr(range, HTTPS));
    expect(calls(tree, API, at(metadata), 443)).toBe(false);
    expect(calls(tree, API, at(metadata.replace(/254$/, '253')), 443)).toBe(true);
  });

  test.each([
    ['203.0.113.7', "'203.0.113.7' is not a CIDR; write a network and its mask, e.g. 203.0.113.0/24"],
    ['203.0.113.7/24', "'203.0.113.7/24' has host bits set; write 203.0.113.0/24"],
    [
      '169.254.169.254/32',
      "'169.254.169.254/32' is where the cloud hands out the credentials of the node; give the workload credentials of its own",
    ],
    [
      'fd00:ec2::254/128',
      "'fd00:ec2::254/128' is where the cloud hands out the credentials of the node; give the workload credentials of its own",
    ],
    [
      'fd20:ce::254/128',
      "'fd20:ce::254/128' is where the cloud hands out the credentials of the node; give the workload credentials of its own",
    ],
    [
      '::ffff:a9fe:a9fe/128',
      "'::ffff:a9fe:a9fe/128' is IPv4 written as IPv6, which firewalls read in two ways; write it as IPv4",
    ],
    ['64:ff9b::/96', "'64:ff9b::/96' is IPv4 written as IPv6, which firewalls read in two ways; write it as IPv4"],
    [
      '2a00::/8',
      "'2a00::/8' is wider than the /32 that anybody owns; name the range that is meant, or say publicInternet(…) and ask for an exemption",
    ],
    [
      '0.0.0.0/0',
      "'0.0.0.0/0' is wider than the /8 that anybody owns; name the range that is meant, or say publicInternet(…) and ask for an exemption",
    ],
    [
      '::/1',
      "'::/1' is wider than the /32 that anybody owns; name the range that is meant, or say publicInternet(…) and ask for an exemption",
    ],
  ])('refuses %s', (text, problem) => {
    expect(() => cidr(text, HTTPS)).toThrow(new UserError([problem]));
  });

  test('the public internet is public: nothing private, shared, local or of the cloud itself is in it', () => {
    const { tree, api } = orders();
    api.connections.allowTo(publicInternet(HTTPS));
    const reached = [
      ['198.51.100.1', '2001:db8::1'],
      [
        '10.0.0.1',
        '172.16.0.1',
        '192.168.0.1',
        '100.64.0.1',
        '127.0.0.1',
        '169.254.169.254',
        '224.0.0.1',
        'fd00:ec2::254',
        'fd20:ce::254',
        'fe80::1',
      ],
    ].map((addresses) => addresses.filter((ip) => calls(tree, API, at(ip), 443)));
    expect(reached).toEqual([['198.51.100.1', '2001:db8::1'], []]);
  });
});

describe('an edge without ports does not compile', () => {
  const refused = (from: string, to: string) =>
    `'test/orders/api' cannot let '${from}' reach '${to}', which declares no ports; name the ports to open, e.g. { ports: [Port.tcp(5432, 'postgres')] }`;

  test('and is refused where nobody compiles', () => {
    const { namespace, api } = orders();
    const worker = new Worker(namespace, 'mail', { image: IMAGE, scale: 1, resources: RESOURCES });
    const job = new ScheduledJob(namespace, 'report', { image: IMAGE, schedule: '0 6 * * 1', resources: RESOURCES });
    // @ts-expect-error a worker declares no ports
    expect(() => api.connections.allowTo(worker)).toThrow(refused('orders/api', 'orders/mail'));
    // @ts-expect-error a job declares no ports
    expect(() => api.connections.allowTo(job)).toThrow(refused('orders/api', 'orders/report'));
    // @ts-expect-error a caller listens on nothing
    expect(() => api.connections.allowTo(prometheus(FACTS))).toThrow(refused('orders/api', 'prometheus'));
    // @ts-expect-error no ports is not every port
    expect(() => api.connections.allowFrom(prometheus(FACTS), { ports: [] })).toThrow(
      new UserError([
        "'test/orders/api' has [] for `allowFrom(…).ports`; name the ports, e.g. [Port.tcp(5432, 'postgres')]",
      ]),
    );
    // @ts-expect-error said from the other end it is the same
    expect(() => worker.connections.allowFrom(api)).toThrow(
      "'orders/api' reach 'orders/mail', which declares no ports",
    );
    // @ts-expect-error addresses declare no ports, so they are said
    expect(() => api.connections.allowTo(cidr('203.0.113.0/24'))).toThrow(
      new UserError([
        "cidr('203.0.113.0/24') has undefined for `ports`; name the ports, e.g. [Port.tcp(5432, 'postgres')]",
      ]),
    );
    expect(() => api.connections.allowTo(worker, { ports: [Port.tcp(7000, 'debug')] })).not.toThrow();
    expect(() => worker.connections.allowFrom(api, { ports: [Port.tcp(7000, 'debug')] })).not.toThrow();
  });

  test('nor does a workload that forgot to say whether it listens', () => {
    const { namespace, api } = orders();
    const legacy = new Connections(namespace, 'legacy', { workload: 'legacy', selector: { app: 'legacy' } });
    // @ts-expect-error nothing is known of its ports
    expect(() => api.connections.allowTo({ connections: legacy })).toThrow('which declares no ports');
  });
});

describe('an edge that is limited to methods and paths', () => {
  const caller = 'cluster.local/ns/orders/sa/web';

  function pair() {
    const { tree, namespace, api } = orders();
    return { tree, api, web: new WebService(namespace, 'web', { image: IMAGE, scale: 1, resources: RESOURCES }) };
  }

  const rulesOf = (tree: Environment) =>
    (objectIn(tree, 'AuthorizationPolicy', 'api')['spec'] as { rules: unknown }).rules;

  test('is authorized for them only, and opens the port once', () => {
    const { tree, api, web } = pair();
    web.connections.allowTo(api, { http: { methods: ['HEAD', 'GET'], paths: ['/v1/*', '/health'] } });
    expect(rulesOf(tree)).toEqual([
      {
        from: [{ source: { principals: [caller] } }],
        to: [{ operation: { ports: ['8080'], methods: ['GET', 'HEAD'], paths: ['/health', '/v1/*'] } }],
      },
    ]);
    expect(calls(tree, { ...API, labels: workloadLabels('web') }, API, 8080)).toBe(true);
  });

  test('adds up with others of the same pair, in any order', () => {
    const rendered = [true, false].map((flipped) => {
      const { tree, api, web } = pair();
      const limits = [{ methods: ['GET'] }, { paths: ['/v1/*'], methods: ['POST'] }] as const;
      for (const http of flipped ? [...limits].reverse() : limits) web.connections.allowTo(api, { http });
      return rulesOf(tree);
    });
    expect(rendered[0]).toHaveLength(2);
    expect(rendered[1]).toEqual(rendered[0]);
  });

  test('is an edge of its own for each limit, with the identity that it is authorized by', () => {
    const { tree, api, web } = pair();
    web.connections.allowTo(api, { http: { methods: ['GET'] } });
    api.connections.allowFrom(web, { http: { paths: ['/v1/*'] } });
    const declared = edgesOf(tree).filter(({ infrastructure }) => !infrastructure);
    expect(declared.map(({ identity, port, http }) => [identity, port, http])).toEqual([
      [caller, 8080, { paths: ['/v1/*'] }],
      [caller, 8080, { methods: ['GET'] }],
    ]);
  });

  // An empty list says "any" to Istio.
  test('refuses a list of no methods, or of no paths, beside the other', () => {
    for (const http of [
      { methods: [], paths: ['/v1/*'] },
      { methods: ['GET'], paths: [] },
    ] as const) {
      const { api, web } = pair();
      expect(() => web.connections.allowTo(api, { http: http as never })).toThrow(
        /has \[\] for `allowTo\(…\)\.http\..+`; list/,
      );
    }
  });

  test.each([
    [{}, 'it limits HTTP to no method and no path; name some, or leave `http` out'],
    [
      { paths: ['/a*b'] },
      "it limits HTTP to '/a*b', which no path matches; write a path, with at most one `*`, at its end",
    ],
    [
      { paths: ['/a?b=1'] },
      "it limits HTTP to '/a?b=1', which no path matches; write a path, with at most one `*`, at its end",
    ],
  ] as const)('refuses %j', (http, problem) => {
    const { api, web } = pair();
    expect(() => web.connections.allowTo(api, { http })).toThrow(
      `'test/orders/web' cannot let 'orders/web' reach 'orders/api' as ${problem}`,
    );
  });

  test('refuses a target whose sidecar is not ours, a caller without an identity, and UDP', () => {
    const { api, web } = pair();
    const http = { methods: ['GET'] } as const;
    expect(() => web.connections.allowTo(cidr('203.0.113.0/24', HTTPS), { http })).toThrow(
      "'test/orders/web' cannot let 'orders/web' reach '203.0.113.0/24' as it limits HTTP at a target that has no sidecar of ours; leave `http` out, and let the target check",
    );
    expect(() => api.connections.allowFrom(clients(['203.0.113.0/24']), { http })).toThrow(
      "'test/orders/api' cannot let 'clients (203.0.113.0/24)' reach 'orders/api' as it limits HTTP for a caller that the mesh does not know; name its service account, or leave `http` out",
    );
    expect(() => web.connections.allowTo(api, { http, ports: [Port.udp(53, 'dns')] })).toThrow(
      "'test/orders/web' cannot let 'orders/web' reach 'orders/api' as it limits HTTP on 53/UDP, where there is none; limit TCP ports only",
    );
  });
});

describe('a namespace that is only audited', () => {
  function audited() {
    const tree = environment({ enforcement: 'audit-allowed' });
    const namespace = new SecureNamespace(tree, 'orders', { enforcement: 'audit' });
    const props = { image: IMAGE, scale: 1, resources: RESOURCES };
    const [api, web] = [new WebService(namespace, 'api', props), new WebService(namespace, 'web', props)];
    web.connections.allowTo(api);
    return tree;
  }

  test('denies nothing, whoever calls', () => {
    const tree = audited();
    const stranger: Party = { namespace: 'elsewhere', labels: {} };
    for (const pod of [API, { namespace: 'orders', labels: {} }]) {
      expect(calls(tree, stranger, pod, 8080)).toBe(true);
      expect(calls(tree, pod, stranger, 9999)).toBe(true);
    }
    expect(objectIn(tree, 'PeerAuthentication', 'default')['spec']).toEqual({ mtls: { mode: 'PERMISSIVE' } });
  });

  test('says so on each policy, which the mesh evaluates without enforcing', () => {
    const objects = policiesOf(audited());
    const said = (kind: string) =>
      objects.filter((object) => object.kind === kind).map(({ metadata }) => metadata.annotations);
    expect(new Set(said('AuthorizationPolicy').map((it) => JSON.stringify(it)))).toEqual(
      new Set(['{"dwcp.io/enforcement":"audit","istio.io/dry-run":"true"}']),
    );
    for (const kind of ['NetworkPolicy', 'PeerAuthentication', 'Namespace']) {
      expect(new Set(said(kind).map((it) => JSON.stringify(it)))).toEqual(new Set(['{"dwcp.io/enforcement":"audit"}']));
    }
  });

  test('renders the edges that enforcing would leave', () => {
    const policy = objectIn(audited(), 'NetworkPolicy', 'web')['spec'] as { egress: object[] };
    expect(policy.egress).toContainEqual({
      to: [podsIn('orders', workloadLabels('api'))],
      ports: [{ port: 8080, protocol: 'TCP' }],
    });
  });

  test('is refused where the posture enforces', () => {
    expect(() => new SecureNamespace(environment(), 'orders', { enforcement: 'audit' })).toThrow(
      "'test/orders' is only audited, which the posture of test forbids; leave `enforcement` out, or rehearse where the posture's enforcement is 'audit-allowed'",
    );
  });
});
