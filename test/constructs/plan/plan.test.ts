import { App, Chart } from 'cdk8s';
import {
  Connections,
  cidr,
  Port,
  Postgres,
  planOf,
  SecureNamespace,
  service,
  UserError,
  VaultResource,
  WebService,
} from '../../../constructs';
import { environment, FACTS, IMAGE, RESOURCES } from '../../support/environment';

const PORT = Port.tcp(8080, 'http');

function shop() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'shop');
  const [api, orders] = ['api', 'orders'].map(
    (name) => new WebService(namespace, name, { image: IMAGE, port: 8080, scale: 2, resources: RESOURCES }),
  );
  api!.connections.allowTo(orders!);
  return { tree, namespace, api: api!, orders: orders! };
}

describe('planOf', () => {
  test('is the environment whole: JSON and back changes nothing', () => {
    const plan = planOf(shop().tree);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    const { id, podCidrs, nodeCidrs, trustDomain } = FACTS.cluster;
    expect(plan).toMatchObject({
      schema: 1,
      environment: 'test',
      data: 'disposable',
      cluster: { id, podCidrs, nodeCidrs, trustDomain, meshRoot: 'istio-system' },
    });
  });

  test('says where policies are for the whole mesh, as the facts have Istio', () => {
    const facts = { cluster: { ...FACTS.cluster, operators: { istio: 'mesh-root' } } };
    expect(planOf(environment({}, facts)).cluster.meshRoot).toBe('mesh-root');
  });

  test('two trees that say the same are the same plan, to the byte', () => {
    expect(JSON.stringify(planOf(shop().tree))).toBe(JSON.stringify(planOf(shop().tree)));
  });

  test('says of each resource what it is, without its object', () => {
    const { tree, namespace } = shop();
    new VaultResource(namespace, 'mount', {
      type: 'vault:index/mount:Mount',
      path: 'kv',
      args: () => ({ type: 'kv', path: 'kv' }),
    });
    const said = planOf(tree).resources.map(({ id, kind, namespace: where, name, data }) => [
      id,
      kind,
      where,
      name,
      data,
    ]);
    expect(said).toContainEqual(['v1/Namespace shop', 'Namespace', undefined, 'shop', true]);
    expect(said).toContainEqual(['apps/v1/Deployment shop/api', 'Deployment', 'shop', 'api', false]);
    expect(said).toContainEqual(['vault:index/mount:Mount kv', 'Mount', undefined, 'kv', true]);
  });

  test('names every end of every edge, and says what the name stands for', () => {
    const { ends, edges } = planOf(shop().tree);
    const names = ends.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(names).toEqual(expect.arrayContaining(edges.flatMap(({ from, to }) => [from, to])));
    expect(ends.find(({ name }) => name === 'shop/orders')).toEqual({
      name: 'shop/orders',
      role: 'workload',
      selectors: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
          podSelector: { matchLabels: { 'dwcp.io/workload': 'orders' } },
        },
      ],
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
      serviceAccount: 'ns/shop/sa/orders',
      path: 'test/shop/orders',
    });
  });

  test('says by which grant clients of a database are let in, and at which construct', () => {
    const { tree, namespace } = shop();
    new Postgres(namespace, 'db', {
      instances: 1,
      image: IMAGE,
      storage: '1Gi',
      resources: RESOURCES,
      pooler: { instances: 2, image: IMAGE, resources: RESOURCES },
      credentials: { ttlHours: 24 },
    });
    expect(planOf(tree).ends.find(({ name }) => name === 'shop/db-pooler')).toMatchObject({
      path: 'test/shop/db',
      grant: 'grantReadWrite',
    });
  });

  test('two peers of one name are one end, which is both of them', () => {
    const { tree, api, orders } = shop();
    api.connections.allowTo({ ...cidr('203.0.113.0/24', [PORT]), name: 'partner' });
    orders.connections.allowTo({ ...cidr('198.51.100.0/24', [PORT]), name: 'partner' });
    expect(planOf(tree).ends.find(({ name }) => name === 'partner')?.selectors).toEqual([
      { ipBlock: { cidr: '198.51.100.0/24' } },
      { ipBlock: { cidr: '203.0.113.0/24' } },
    ]);
  });

  test('a workload says of itself what others only know in part', () => {
    const { tree, namespace, api } = shop();
    const ours = new Connections(namespace, 'legacy', {
      workload: 'legacy',
      selector: { app: 'legacy' },
      ports: [PORT],
    });
    api.connections.allowTo({ ...service('shop', { app: 'legacy' }, [PORT]), name: 'shop/legacy' });
    expect(planOf(tree).ends.filter(({ name }) => name === 'shop/legacy')).toMatchObject([
      { role: 'workload', path: ours.owner.node.path },
    ]);
  });
});

test('refuses to plan what is no environment, in words', () => {
  const app = new App();
  for (const given of [undefined, app, new Chart(app, 'chart')]) {
    expect(() => planOf(given as never)).toThrow(
      new UserError(['planOf(…) is given what is no environment; pass one, as in planOf(new Environment(app, …))']),
    );
  }
});
