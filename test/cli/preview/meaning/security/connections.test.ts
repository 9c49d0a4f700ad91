import { connections } from '../../../../../cli/preview/meaning/security/connections';
import type { End, Manifest } from '../../../../../constructs';
import { comparing, manifest } from '../../support';
import { said, saidBothWays } from './said';

const side = (...objects: readonly Manifest[]) => ({ objects });
const workload = (name: string, label = name) =>
  manifest('apps/v1', 'Deployment', name, {
    spec: { template: { metadata: { labels: { app: label } }, spec: { containers: [{ name: 'c', image: 'i' }] } } },
  });
const labelled = (app: string) => ({ matchLabels: { app } });
const policy = (name: string, podSelector: object, spec: object = {}) =>
  manifest('networking.k8s.io/v1', 'NetworkPolicy', name, {
    spec: { podSelector, policyTypes: ['Ingress', 'Egress'], ...spec },
  });
const DENY = policy('deny', {});
const reach = (app: string, port: number) => [
  { [app === '' ? 'from' : 'to']: [{ podSelector: labelled(app) }], ports: [{ port, protocol: 'TCP' }] },
];
const edge = (from: string, to: string, port: number) => [
  policy(`${from}-out`, labelled(from), { policyTypes: ['Egress'], egress: reach(to, port) }),
  policy(`${to}-in`, labelled(to), {
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: labelled(from) }], ports: [{ port, protocol: 'TCP' }] }],
  }),
];
const CAST = [workload('api'), workload('web'), workload('db'), DENY];

test('a connection that becomes possible is worse, and one that becomes impossible better', () => {
  const [there, back] = saidBothWays(connections, side(...CAST), side(...CAST, ...edge('web', 'api', 8080)));
  expect(there).toEqual(['worse: shop/web can reach shop/api on 8080/TCP']);
  expect(back).toEqual(['better: shop/web can no longer reach shop/api on 8080/TCP']);
  const [finding] = connections(comparing(side(...CAST), side(...CAST, ...edge('web', 'api', 8080))));
  expect(finding).toEqual({
    topic: 'connection',
    effect: 'worse',
    subject: 'shop/web → shop/api',
    says: 'shop/web can reach shop/api on 8080/TCP',
    gate: 'wider-reachability',
    connections: [
      {
        from: 'Deployment shop/web',
        to: 'Deployment shop/api',
        ports: [{ protocol: 'TCP', from: 8080, to: 8080 }],
        outcome: 'open',
        is: 'possible',
      },
    ],
  });
});

test('another port is one finding of both', () => {
  const [finding, ...others] = connections(
    comparing(side(...CAST, ...edge('web', 'api', 8080)), side(...CAST, ...edge('web', 'api', 9090))),
  );
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    effect: 'worse',
    says: 'shop/web can reach shop/api on 9090/TCP',
    details: ['shop/web can reach shop/api on 9090/TCP', 'shop/web can no longer reach shop/api on 8080/TCP'],
  });
  expect(finding!.connections!.map(({ is }) => is)).toEqual(['possible', 'impossible']);
});

test('what is the same of many is told once', () => {
  const open = [workload('a'), workload('b'), workload('c'), workload('d')];
  const found = connections(comparing(side(...open, DENY), side(...open)));
  expect(found.every(({ effect }) => effect === 'worse')).toBe(true);
  expect(found.length).toBeLessThanOrEqual(4);
  expect(found.map(({ says }) => says).join('\n')).toContain('shop/a, shop/b, shop/c and ');
});

test('what comes or goes with a workload is told with it', () => {
  const fresh = [...CAST, workload('shop'), ...edge('web', 'shop', 8080), ...edge('shop', 'db', 5432)];
  const [there, back] = saidBothWays(connections, side(...CAST), side(...fresh));
  expect(there).toEqual([
    'worse: shop/shop is new: shop/shop can reach shop/db on 5432/TCP and shop/web can reach shop/shop on 8080/TCP',
  ]);
  expect(back).toEqual([
    'better: shop/shop is gone: shop/shop can no longer reach shop/db on 5432/TCP and shop/web can no longer reach shop/shop on 8080/TCP',
  ]);
});

test('what a new workload takes to run at all stops nobody', () => {
  const dns: End = {
    name: 'cluster-dns',
    role: 'infrastructure',
    selectors: [{ podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } }, namespaceSelector: {} }],
    ports: [],
  };
  const named = manifest('networking.k8s.io/v1', 'NetworkPolicy', 'fresh', {
    spec: {
      podSelector: labelled('fresh'),
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } }, namespaceSelector: {} }],
          ports: [{ port: 53, protocol: 'UDP' }],
        },
      ],
    },
  });
  const [finding] = connections(
    comparing(
      { ...side(...CAST), plan: { ends: [dns] } },
      { ...side(...CAST, workload('fresh'), named), plan: { ends: [dns] } },
    ),
  );
  expect(finding).toMatchObject({
    effect: 'neutral',
    subject: 'Deployment shop/fresh',
    says: 'shop/fresh is new: shop/fresh can reach cluster-dns on 53/UDP',
  });
  expect(finding).not.toHaveProperty('gate');
});

test('a workload that was renamed is who it was', () => {
  const before = side(DENY, workload('web'), workload('orders', 'backend'), ...edge('web', 'backend', 8080));
  const after = side(DENY, workload('web'), workload('purchases', 'backend'), ...edge('web', 'backend', 8080));
  expect(saidBothWays(connections, before, after)).toEqual([[], []]);
  // What it may besides is told of it.
  const more = [
    policy('more', labelled('backend'), { policyTypes: ['Egress'], egress: reach('web', 80) }),
    ...edge('backend', 'web', 80),
  ];
  expect(said(connections, before, side(...after.objects, ...more))).toEqual([
    'worse: shop/purchases can reach shop/web on 80/TCP',
  ]);
});

describe('what cannot be told', () => {
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } },
  };
  const asking = (...when: readonly object[]) =>
    manifest('security.istio.io/v1', 'AuthorizationPolicy', 'api', {
      spec: { selector: labelled('api'), rules: [{ when }] },
    });
  const open = [namespace, ...CAST, ...edge('web', 'api', 80)];
  const strange = asking({ key: 'destination.ip', values: ['10.0.0.1'] });

  test('may be open, so that it counts as open', () => {
    const [there, back] = saidBothWays(connections, side(namespace, ...CAST), side(...open, strange));
    expect(there).toEqual(['worse: shop/web may be able to reach shop/api on 80/TCP']);
    expect(back).toEqual(['better: shop/web can no longer reach shop/api on 80/TCP']);
  });

  test('and is open for sure is told, as well as the other way', () => {
    const [there, back] = saidBothWays(connections, side(...open, strange), side(...open, asking()));
    expect(there).toEqual(['worse: shop/web can reach shop/api on 80/TCP, which could not be told before']);
    expect(back).toEqual(['better: shop/web may no longer reach shop/api on 80/TCP, which can no longer be told']);
  });

  test('of an object at all is told by what it is', () => {
    const gateway = manifest('gateway.networking.k8s.io/v1', 'Gateway', 'edge', {
      spec: { gatewayClassName: 'nginx' },
    });
    const [there, back] = saidBothWays(connections, side(), side(gateway));
    expect(there.join()).toContain("is of class 'nginx', whose pods are not known");
    expect(there.join()).toMatch(/^worse: /);
    expect(back.join()).toMatch(/^better: no longer: /);
  });
});

describe('what the mesh asks of requests', () => {
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } },
  };
  const only = (...methods: readonly string[]) =>
    manifest('security.istio.io/v1', 'AuthorizationPolicy', 'api', {
      spec: {
        selector: labelled('api'),
        rules: [{ to: [{ operation: methods.length === 0 ? { ports: ['80'] } : { ports: ['80'], methods } }] }],
      },
    });
  const mesh = (authorization: Manifest) => side(namespace, ...CAST, ...edge('web', 'api', 80), authorization);

  test('is told where others get through', () => {
    expect(said(connections, mesh(only('GET')), mesh(only('POST'))).join()).toContain(
      'worse: shop/web can reach shop/api on 80/TCP (only methods POST)',
    );
  });

  test('is told where all did, or all do', () => {
    const [there, back] = saidBothWays(connections, mesh(only()), mesh(only('GET')));
    expect(there).toEqual(['better: shop/web can no longer reach shop/api on 80/TCP but for what is only methods GET']);
    expect(back).toEqual(['worse: shop/web can reach shop/api on 80/TCP, where it was only methods GET']);
  });
});
