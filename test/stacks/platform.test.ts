import { canReach, type Pod } from '../support/can-reach';
import { objectsOf } from '../support/environment';
import { referencePlan } from '../support/reference';

const ENVIRONMENTS = ['dev', 'staging', 'production'];

const plan = referencePlan;

describe.each(ENVIRONMENTS)('%s', (name) => {
  test('two runs are the same to the byte', () => {
    expect(JSON.stringify(plan(name))).toBe(JSON.stringify(plan(name)));
  });
});

describe('the reference platform, by its rendered policies', () => {
  const objects = objectsOf(plan('production').resources);
  const pod = (workload: string): Pod => ({ namespace: 'dwcp', labels: { 'dwcp.io/workload': workload } });
  const gateway: Pod = { namespace: 'edge', labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } };
  const cast: Readonly<Record<string, Pod>> = {
    gateway,
    api: pod('dwcp-api'),
    worker: pod('dwcp-worker'),
    report: pod('dwcp-report'),
    pooler: pod('dwcp-postgres-pooler'),
    postgres: pod('dwcp-postgres'),
    redis: pod('dwcp-redis'),
    stranger: { namespace: 'elsewhere', labels: { 'dwcp.io/workload': 'stranger' } },
    namesake: { namespace: 'elsewhere', labels: { 'dwcp.io/workload': 'dwcp-api' } },
    'gateway of another': { namespace: 'elsewhere', labels: gateway.labels },
    'pod without labels': { namespace: 'dwcp', labels: {} },
  };
  const allowed = new Set([
    'gateway api 8080',
    'api pooler 5432',
    'worker pooler 5432',
    'report pooler 5432',
    'pooler postgres 5432',
    'postgres postgres 5432',
    'api redis 6379',
    'worker redis 6379',
  ]);
  // Where nobody's policy speaks, nothing is closed: pods elsewhere reach each other.
  const outside = new Set(['stranger', 'namesake', 'gateway of another']);
  const pairs = Object.keys(cast).flatMap((from) => Object.keys(cast).map((to) => [from, to] as const));

  test('only what platform.ts declares can connect', () => {
    const reached = pairs
      .filter(([from, to]) => !(outside.has(from) && outside.has(to)))
      .flatMap(([from, to]) => [8080, 5432, 6379, 443, 8081, 15020].map((port) => ({ from, to, port })))
      .filter(({ from, to, port }) => canReach(objects, cast[from]!, cast[to]!, { port, protocol: 'TCP' }))
      .map(({ from, to, port }) => `${from} ${to} ${port}`);
    expect(new Set(reached)).toEqual(allowed);
  });

  test.each(['UDP', 'TCP'] as const)('everyone resolves names over %s', (protocol) => {
    const dns: Pod = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
    const ours = ['gateway', 'api', 'worker', 'report', 'pooler', 'postgres', 'redis'];
    expect(ours.filter((name) => canReach(objects, cast[name]!, dns, { port: 53, protocol }))).toEqual(ours);
    expect(canReach(objects, cast['pod without labels']!, dns, { port: 53, protocol })).toBe(false);
  });

  test('the mesh authorizes the gateway to call the API, and nobody to call the rest', () => {
    const authorized = objects
      .filter(({ kind }) => kind === 'AuthorizationPolicy')
      .map(({ metadata, spec }) => {
        const { rules = [] } = spec as { rules?: { from: { source: object }[]; to: unknown }[] };
        return [`${metadata.namespace}/${metadata.name}`, rules.map(({ from, to }) => [from[0]?.source, to])];
      });
    expect(Object.fromEntries(authorized)).toEqual({
      'dwcp/allow-nothing': [],
      'dwcp/dwcp-api': [
        [{ principals: ['production.dwcp.internal/ns/edge/sa/edge-istio'] }, [{ operation: { ports: ['8080'] } }]],
      ],
      'dwcp/dwcp-report': [],
      'dwcp/dwcp-worker': [],
      'edge/allow-nothing': [],
      'edge/edge': [
        [
          { ipBlocks: ['0.0.0.0/0', '::/0'], requestPrincipals: ['https://login.example.com//*'] },
          [{ operation: { ports: ['443'], paths: ['/api', '/api/*'] } }],
        ],
      ],
    });
  });
});
