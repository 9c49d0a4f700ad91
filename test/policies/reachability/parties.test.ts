import type { Manifest } from '../../../constructs';
import { reachabilityOf } from '../../../policies/reachability/index';
import type { Options } from '../../../policies/reachability/result';
import { resource } from '../../support/network-comparison';
import { namespace, networkPolicy, pod } from '../../support/reachability-cases';

const evaluate = (objects: readonly Manifest[], options?: Options) => reachabilityOf(objects.map(resource), options);
const ids = (objects: readonly Manifest[], options?: Options) => evaluate(objects, options).parties.map(({ id }) => id);
const inputs = (objects: readonly Manifest[]) => ids(objects).filter((id) => !/^(Pods|[\d:])/.test(id));

const template = (app: string) => ({ metadata: { labels: { app } }, spec: { containers: [{ name: 'main' }] } });
const object = (apiVersion: string, kind: string, spec: object, metadata: object = {}): Manifest => ({
  apiVersion,
  kind,
  metadata: { namespace: 'shop', name: 'x', ...metadata },
  spec,
});
const peer = (from: object) => networkPolicy('shop/in', { podSelector: {}, ingress: [{ from: [from] }] });
const named = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });

describe('parties', () => {
  test.each<[string, string, object, object?]>([
    ['apps/v1', 'Deployment', { template: template('x') }],
    ['apps/v1', 'StatefulSet', { template: template('x') }],
    ['apps/v1', 'DaemonSet', { template: template('x') }],
    ['apps/v1', 'ReplicaSet', { template: template('x') }],
    ['v1', 'ReplicationController', { template: template('x') }],
    ['batch/v1', 'Job', { template: template('x') }, { 'batch.kubernetes.io/job-name': 'x', 'job-name': 'x' }],
    ['batch/v1', 'CronJob', { jobTemplate: { spec: { template: template('x') } } }],
    ['argoproj.io/v1alpha1', 'Rollout', { template: template('x') }],
    ['example.com/v1', 'Cache', { nodes: { template: template('x') } }],
  ])(
    '%s %s is a workload, by its namespace and name, with the labels of its pods',
    (apiVersion, kind, spec, added = {}) => {
      const party = evaluate([object(apiVersion, kind, spec)]).parties.find(({ id }) => id === `${kind} shop/x`);
      expect(party).toEqual({
        kind: 'workload',
        id: `${kind} shop/x`,
        namespace: 'shop',
        labels: { app: 'x', ...added },
      });
    },
  );

  test('a RabbitmqCluster is a workload with the labels that its operator sets, and those that are laid over them', () => {
    const metadata = { labels: { app: 'jobs' }, annotations: { team: 'shop' } };
    const laidOver = { override: { statefulSet: { spec: { template: { metadata } } } } };
    const { parties } = evaluate([
      object('rabbitmq.com/v1beta1', 'RabbitmqCluster', laidOver, { name: 'jobs' }),
      object('rabbitmq.com/v1beta1', 'RabbitmqCluster', {}, { name: 'plain' }),
    ]);
    const own = (name: string) => ({
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/component': 'rabbitmq',
      'app.kubernetes.io/part-of': 'rabbitmq',
    });
    expect(parties.filter(({ id }) => id.startsWith('RabbitmqCluster'))).toEqual([
      { kind: 'workload', id: 'RabbitmqCluster shop/jobs', namespace: 'shop', labels: { ...own('jobs'), app: 'jobs' } },
      { kind: 'workload', id: 'RabbitmqCluster shop/plain', namespace: 'shop', labels: own('plain') },
    ]);
  });

  test('a CloudNativePG Cluster and its Pooler are workloads with the labels that the operator sets', () => {
    const { parties } = evaluate([
      object('postgresql.cnpg.io/v1', 'Cluster', { inheritedMetadata: { labels: { app: 'db' } } }, { name: 'db' }),
      object('postgresql.cnpg.io/v1', 'Pooler', { cluster: { name: 'db' } }, { name: 'pooler' }),
    ]);
    expect(parties.filter(({ id }) => /^(Cluster|Pooler)/.test(id))).toEqual([
      expect.objectContaining({
        id: 'Cluster shop/db',
        labels: expect.objectContaining({ app: 'db', 'cnpg.io/cluster': 'db', 'cnpg.io/podRole': 'instance' }),
      }),
      expect.objectContaining({
        id: 'Pooler shop/pooler',
        labels: expect.objectContaining({ 'cnpg.io/cluster': 'db', 'cnpg.io/poolerName': 'pooler' }),
      }),
    ]);
  });

  test('named ports of a CloudNativePG Cluster are the ones that the operator opens', () => {
    const { connections } = evaluate([
      pod('shop/web'),
      object('postgresql.cnpg.io/v1', 'Cluster', {}, { name: 'db' }),
      networkPolicy('shop/db', {
        podSelector: { matchLabels: { 'cnpg.io/cluster': 'db' } },
        ingress: [{ ports: [{ port: 'postgresql' }] }],
      }),
    ]);
    expect(connections.filter(({ from, to }) => from === 'Pod shop/web' && to === 'Cluster shop/db')).toEqual([
      {
        from: 'Pod shop/web',
        to: 'Cluster shop/db',
        ports: [{ protocol: 'TCP', from: 5432, to: 5432 }],
        outcome: 'open',
      },
    ]);
  });

  test('an object of no namespace is in `default`', () => {
    expect(inputs([{ ...pod('x/x'), metadata: { name: 'x' } }])).toEqual(['Pod default/x']);
  });

  test('a custom resource that makes several kinds of pods is one party for each', () => {
    const spec = { head: { template: template('head') }, workers: [{ template: template('worker') }] };
    expect(inputs([object('ray.io/v1', 'RayCluster', spec)])).toEqual([
      'RayCluster shop/x (spec.head.template.spec)',
      'RayCluster shop/x (spec.workers[0].template.spec)',
    ]);
  });

  test('what another object of the input makes is not a party beside it', () => {
    const owned = (kind: string, name: string) => ({ ownerReferences: [{ kind, name, controller: true }] });
    const made = [
      object('apps/v1', 'Deployment', { template: template('x') }),
      object('apps/v1', 'ReplicaSet', { template: template('x') }, { name: 'x-1', ...owned('Deployment', 'x') }),
      object('v1', 'Pod', { containers: [{ name: 'm' }] }, { name: 'x-1-a', ...owned('ReplicaSet', 'x-1') }),
    ];
    expect(inputs(made)).toEqual(['Deployment shop/x']);
    expect(inputs(made.slice(1))).toEqual(['ReplicaSet shop/x-1']);
  });

  test('two kinds of one name in different groups are told apart', () => {
    const spec = { template: template('x') };
    expect(inputs([object('apps/v1', 'Deployment', spec), object('example.com/v1', 'Deployment', spec)])).toEqual([
      'Deployment shop/x',
      'Deployment shop/x (example.com/v1/Deployment shop/x)',
    ]);
  });

  test('addresses are cut at the edges of every range that a policy names', () => {
    const policies = [
      peer({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }),
      networkPolicy('shop/more', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.1.2.0/24' } }] }] }),
    ];
    const pieces = evaluate([pod('shop/x'), ...policies], { podCidrs: ['10.244.0.0/16'] }).parties;
    expect(pieces.filter(({ kind }) => kind === 'cidr')).toEqual([
      { kind: 'cidr', id: '0.0.0.0/0', except: ['10.0.0.0/8'] },
      { kind: 'cidr', id: '10.0.0.0/8', except: ['10.1.0.0/16', '10.244.0.0/16'] },
      { kind: 'cidr', id: '10.1.0.0/16', except: ['10.1.2.0/24'] },
      { kind: 'cidr', id: '10.1.2.0/24', except: [] },
    ]);
  });

  test('a range that the ranges in it fill is no party', () => {
    const halves = ['10.0.0.0/9', '10.128.0.0/9'].map((cidr) => ({ ipBlock: { cidr } }));
    const policy = networkPolicy('shop/in', {
      podSelector: {},
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }, ...halves] }],
    });
    expect(ids([pod('shop/x'), policy])).not.toContain('10.0.0.0/8');
  });

  test('pods that only a policy names are parties of their own', () => {
    const { parties } = evaluate([
      pod('shop/x'),
      peer({ ...named('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }),
    ]);
    expect(parties.filter(({ id }) => id.startsWith('Pods'))).toEqual([
      { kind: 'workload', id: 'Pods */*', namespace: '*', labels: {}, assumed: true },
      {
        kind: 'workload',
        id: 'Pods kube-system/k8s-app=kube-dns',
        namespace: 'kube-system',
        labels: { 'k8s-app': 'kube-dns' },
        assumed: true,
      },
    ]);
  });

  test.each<[string, object, string]>([
    ['every pod of a namespace', named('ops'), 'Pods ops/*'],
    ['pods of any namespace', { namespaceSelector: {}, podSelector: { matchLabels: { app: 'y' } } }, 'Pods */app=y'],
    ['pods of namespaces by label', { namespaceSelector: { matchLabels: { team: 'red' } } }, 'Pods *[team=red]/*'],
    [
      'pods by expressions',
      {
        podSelector: {
          matchExpressions: [
            { key: 'a', operator: 'In', values: ['1', '2'] },
            { key: 'b', operator: 'NotIn', values: ['3'] },
            { key: 'c', operator: 'Exists' },
            { key: 'd', operator: 'DoesNotExist' },
          ],
        },
      },
      'Pods shop/!d,a in (1,2),b!=3,c',
    ],
  ])('%s are named by what is asked of them, and reach what admits them', (_, from, id) => {
    const { connections } = evaluate([pod('shop/x'), peer(from)]);
    expect(connections).toContainEqual(expect.objectContaining({ from: id, to: 'Pod shop/x', outcome: 'open' }));
  });

  test('a selector that contradicts itself is of nobody', () => {
    const expressions = ['Exists', 'DoesNotExist'].map((operator) => ({ key: 'a', operator }));
    expect(
      ids([pod('shop/x'), peer({ podSelector: { matchExpressions: expressions } })]).filter((id) =>
        id.startsWith('Pods'),
      ),
    ).toEqual(['Pods */*']);
  });

  test('connections of which the input makes neither end are not told', () => {
    const { connections } = evaluate([pod('shop/x')]);
    expect(connections.filter(({ from, to }) => from !== 'Pod shop/x' && to !== 'Pod shop/x')).toEqual([]);
    expect(connections.map(({ from, to }) => `${from} ${to}`)).toContain('Pods */* Pod shop/x');
  });
});

describe('connections', () => {
  test('ports are sorted, disjoint and as wide as they are', () => {
    const ports = [
      { port: 82 },
      { port: 80 },
      { port: 81 },
      { port: 90, endPort: 95 },
      { port: 93, endPort: 99 },
      { port: 53, protocol: 'UDP' },
    ];
    const { connections } = evaluate([
      pod('shop/x'),
      networkPolicy('shop/in', { podSelector: {}, ingress: [{ ports }] }),
    ]);
    expect(connections.find(({ from, to }) => from === '0.0.0.0/0' && to === 'Pod shop/x')?.ports).toEqual([
      { protocol: 'TCP', from: 80, to: 82 },
      { protocol: 'TCP', from: 90, to: 99 },
      { protocol: 'UDP', from: 53, to: 53 },
    ]);
  });

  test('what is open and what may be are told apart, with what is not known', () => {
    const { connections } = evaluate([
      namespace('shop'),
      pod('shop/x'),
      pod('gone/y'),
      networkPolicy('shop/in', {
        podSelector: {},
        ingress: [
          { from: [named('gone')], ports: [{ port: 80 }] },
          { from: [{ namespaceSelector: { matchLabels: { team: 'red' } } }], ports: [{ port: 80, endPort: 82 }] },
        ],
      }),
    ]);
    const ends = { from: 'Pod gone/y', to: 'Pod shop/x' };
    expect(connections.filter(({ from, to }) => from === ends.from && to === ends.to)).toEqual([
      { ...ends, ports: [{ protocol: 'TCP', from: 80, to: 80 }], outcome: 'open' },
      {
        ...ends,
        ports: [{ protocol: 'TCP', from: 81, to: 82 }],
        outcome: 'unknown',
        why: "the labels of namespace 'gone' are not in the input",
      },
    ]);
  });

  test('what some requests only may do is told apart, in words', () => {
    const { connections } = evaluate([
      namespace('mesh', { 'istio-injection': 'enabled' }),
      pod('mesh/a'),
      {
        ...object('security.istio.io/v1', 'AuthorizationPolicy', {
          rules: [
            { to: [{ operation: { ports: ['80'], methods: ['GET', 'HEAD'], paths: ['/api/*'] } }] },
            { to: [{ operation: { ports: ['81'] } }] },
          ],
        }),
        metadata: { namespace: 'mesh', name: 'x' },
      },
      networkPolicy('mesh/in', { podSelector: {}, ingress: [{ ports: [{ port: 80, endPort: 82 }] }] }),
    ]);
    const ends = { from: 'Pods */*', to: 'Pod mesh/a' };
    expect(connections.filter(({ from, to }) => from === ends.from && to === ends.to)).toEqual([
      { ...ends, ports: [{ protocol: 'TCP', from: 81, to: 81 }], outcome: 'open' },
      {
        ...ends,
        ports: [{ protocol: 'TCP', from: 80, to: 80 }],
        conditions: ['only methods GET, HEAD with paths /api/*'],
        outcome: 'open',
      },
    ]);
  });
});

describe('what could not be read', () => {
  test.each<[string, Manifest, string]>([
    [
      'a policy with an operator that does not exist',
      networkPolicy('shop/p', { podSelector: { matchExpressions: [{ key: 'a', operator: 'Like', values: ['b'] }] } }),
      "networking.k8s.io/v1/NetworkPolicy shop/p cannot be read: 'Like' is none of In, NotIn, Exists, DoesNotExist " +
        '(spec.podSelector.matchExpressions[0].operator)',
    ],
    [
      'a range that is none',
      peer({ ipBlock: { cidr: '10.0.0.0/33' } }),
      "networking.k8s.io/v1/NetworkPolicy shop/in cannot be read: '10.0.0.0/33' is no address range " +
        '(spec.ingress[0].from[0].ipBlock.cidr)',
    ],
    [
      'a peer that is two things',
      peer({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }),
      'networking.k8s.io/v1/NetworkPolicy shop/in cannot be read: a peer is either an ipBlock, or a namespaceSelector, ' +
        'a podSelector or both (spec.ingress[0].from[0])',
    ],
    [
      'ports that end before they begin',
      networkPolicy('shop/p', { podSelector: {}, ingress: [{ ports: [{ port: 10, endPort: 9 }] }] }),
      'networking.k8s.io/v1/NetworkPolicy shop/p cannot be read: {"port":10,"endPort":9} is neither a port, nor a range, ' +
        "nor a port's name (spec.ingress[0].ports[0])",
    ],
    [
      'a workload without containers',
      object('apps/v1', 'Deployment', { template: { spec: {} } }),
      'apps/v1/Deployment shop/x cannot be read: it lists no container (spec.template.spec.containers)',
    ],
    [
      'a policy of another system',
      networkPolicy('shop/p', {}, 'crd.antrea.io/v1beta1'),
      'crd.antrea.io/v1beta1/NetworkPolicy shop/p is a crd.antrea.io/NetworkPolicy, which is not evaluated',
    ],
    [
      'addresses by labels',
      object('projectcalico.org/v3', 'NetworkSet', { nets: ['203.0.113.0/24'] }, { labels: { app: 'partners' } }),
      "projectcalico.org/v3/NetworkSet shop/x gives addresses labels, which selectors of Calico's policies may mean, which is not evaluated; " +
        'addresses may reach more than is said here',
    ],
    [
      'a waypoint',
      object('gateway.networking.k8s.io/v1', 'Gateway', { gatewayClassName: 'istio-waypoint' }),
      'gateway.networking.k8s.io/v1/Gateway shop/x is a waypoint of the ambient mesh, which is not evaluated; ' +
        'what it stands before may take less than is said here',
    ],
    [
      'a gateway of another class',
      object('gateway.networking.k8s.io/v1', 'Gateway', { gatewayClassName: 'nginx' }),
      "gateway.networking.k8s.io/v1/Gateway shop/x is of class 'nginx', whose pods are not known; " +
        'add the workload that runs it',
    ],
    [
      'TLS of callers that differs',
      object('networking.istio.io/v1', 'DestinationRule', { trafficPolicy: { tls: { mode: 'DISABLE' } } }),
      'networking.istio.io/v1/DestinationRule shop/x changes the TLS that sidecars call with, which is not evaluated; ' +
        'callers may prove less than is said here',
    ],
    [
      'a Sidecar that says how its pods listen',
      object('networking.istio.io/v1', 'Sidecar', { ingress: [{ port: { number: 9080 } }] }),
      'networking.istio.io/v1/Sidecar shop/x says on which ports sidecars listen, which is not evaluated; its pods may ' +
        'take more or less than is said here',
    ],
    [
      'an address with a zone',
      object('security.istio.io/v1', 'AuthorizationPolicy', {
        rules: [{ from: [{ source: { ipBlocks: ['fe80::1%eth0'] } }] }],
      }),
      "security.istio.io/v1/AuthorizationPolicy shop/x cannot be read: 'fe80::1%eth0/128' is no address range " +
        '(spec.rules[0].from[0].source.ipBlocks)',
    ],
    [
      'a condition that is called like what every object has',
      object('security.istio.io/v1', 'AuthorizationPolicy', {
        rules: [{ from: [{ source: { constructor: ['x'] } }] }],
      }),
      'security.istio.io/v1/AuthorizationPolicy shop/x cannot be read: no such condition is known ' +
        '(spec.rules[0].from[0].source.constructor)',
    ],
    [
      'a list',
      { apiVersion: 'v1', kind: 'List', metadata: { name: 'x' }, items: [] },
      'v1/List x holds objects that were not looked at; pass them one by one',
    ],
  ])('%s is told, and does not stop the rest', (_, odd, sentence) => {
    const { unknowns, parties } = evaluate([odd, pod('shop/web')]);
    expect(unknowns).toEqual([sentence]);
    expect(parties.map(({ id }) => id)).toContain('Pod shop/web');
  });

  test('what else an input holds is left alone', () => {
    expect(evaluate([namespace('shop'), object('v1', 'Secret', {}), object('v1', 'Service', {})]).unknowns).toEqual([]);
    expect(evaluate([object('networking.istio.io/v1', 'Sidecar', { egress: [{ hosts: ['./*'] }] })]).unknowns).toEqual(
      [],
    );
  });
});
