import { type Edge, edgesOf, endsOf, Gateway, Redis, SecureNamespace, WebService } from '../../../constructs';
import { environment, IMAGE, RESOURCES } from '../../support/environment';

function orders() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const props = { image: IMAGE, scale: 1, resources: RESOURCES };
  const [api, web] = [new WebService(namespace, 'api', props), new WebService(namespace, 'web', props)];
  return { tree, namespace, api, web };
}

const between = (edges: readonly Edge[], from: string, to: string) =>
  edges.filter((edge) => edge.from === from && edge.to === to);

describe('an edge', () => {
  test('is one object at both of its ends, with what it is for and where it was said', () => {
    const { api, web } = orders();
    web.connections.allowTo(api, { why: 'prices of the basket' });
    const [out] = between(web.connections.egress, 'orders/web', 'orders/api');
    const [into] = between(api.connections.ingress, 'orders/web', 'orders/api');
    expect(into).toBe(out);
    expect(out).toEqual({
      from: 'orders/web',
      to: 'orders/api',
      port: 8080,
      protocol: 'TCP',
      infrastructure: false,
      by: 'allow',
      declaredAt: { path: 'test/orders/web', call: "allowTo('orders/api')" },
      why: 'prices of the basket',
      identity: 'cluster.local/ns/orders/sa/web',
    });
  });

  test.each([false, true])('that is said twice keeps the statement that says why, in any order (%s)', (flipped) => {
    const { tree, api, web } = orders();
    const statements = [
      () => web.connections.allowTo(api),
      () => api.connections.allowFrom(web, { why: 'prices of the basket' }),
    ];
    for (const say of flipped ? statements.reverse() : statements) say();
    const [edge, ...others] = between(edgesOf(tree), 'orders/web', 'orders/api');
    expect(others).toEqual([]);
    expect([edge?.why, edge?.declaredAt]).toEqual([
      'prices of the basket',
      { path: 'test/orders/api', call: "allowFrom('orders/web')" },
    ]);
  });

  test('tells what it is part of: a grant, a route, a scrape, or what it takes to run', () => {
    const { tree, namespace, api } = orders();
    new Redis(namespace, 'cache', { image: IMAGE, storage: '1Gi', resources: RESOURCES }).grantReadWrite(api);
    const gateway = new Gateway(tree, 'edge', {
      domain: 'shop.example.com',
      clientCidrs: ['0.0.0.0/0'],
      certificateIssuer: 'public',
    });
    gateway.expose(api, { path: '/', public: true });
    const edges = edgesOf(tree);
    const said = (from: string, to: string) => between(edges, from, to).map(({ by, declaredAt }) => [by, declaredAt]);
    expect(said('orders/api', 'orders/cache')).toEqual([
      ['grant', { path: 'test/orders/cache', call: "grantReadWrite('orders/api')" }],
    ]);
    expect(said('edge/edge', 'orders/api')).toEqual([
      ['expose', { path: 'test/edge', call: "expose('orders/api', '/')" }],
    ]);
    expect(said('prometheus', 'orders/api')).toEqual([
      ['observe', { path: 'test/orders/api', call: "observe('api')" }],
    ]);
    expect(said('orders/api', 'istiod')).toEqual([
      ['operator', { path: 'test/orders/api/pod/sidecar', call: 'new Sidecar' }],
    ]);
  });

  test('has two ends that are listed by the names that it has for them', () => {
    const { tree, api, web } = orders();
    web.connections.allowTo(api);
    const ends = endsOf(tree);
    const names = ends.map(({ name }) => name);
    expect(edgesOf(tree).flatMap(({ from, to }) => [from, to].filter((name) => !names.includes(name)))).toEqual([]);
    expect(names).toEqual([...new Set(names)].sort());
    expect(ends.find(({ name }) => name === 'orders/web')).toMatchObject({
      name: 'orders/web',
      role: 'workload',
      serviceAccount: 'ns/orders/sa/web',
      selectors: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'orders' } },
          podSelector: { matchLabels: { 'dwcp.io/workload': 'web' } },
        },
      ],
    });
  });
});
