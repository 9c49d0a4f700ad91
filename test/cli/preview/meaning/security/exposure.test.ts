import { exposure } from '../../../../../cli/preview/meaning/security/exposure';
import type { Manifest } from '../../../../../constructs';
import { comparing, manifest } from '../../support';
import { said, saidBothWays } from './said';

const side = (...objects: readonly Manifest[]) => ({ objects });
const service = (spec: object, annotations: Readonly<Record<string, string>> = {}) =>
  side({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'shop', annotations },
    spec: { ports: [{ port: 80 }], ...spec },
  });
const api = (version: string, kind: string) => (spec: object) => side(manifest(version, kind, 'api', { spec }));

const GATEWAY = 'gateway.networking.k8s.io/v1';
const gateway = (...listeners: readonly object[]) => api(GATEWAY, 'Gateway')({ gatewayClassName: 'istio', listeners });
const https = { name: 'https', port: 443, protocol: 'HTTPS', hostname: 'a.example.com' };
const route = (spec: object) => api(GATEWAY, 'HTTPRoute')({ parentRefs: [{ name: 'edge' }], ...spec });
const path = (value: string, type = 'PathPrefix') => ({ matches: [{ path: { type, value } }] });
const ingress = api('networking.k8s.io/v1', 'Ingress');
const hosted = (host: string, value = '/') => ({ host, http: { paths: [{ path: value, pathType: 'Prefix' }] } });
const istio = api('networking.istio.io/v1', 'Gateway');
const server = (tls: object) =>
  istio({ servers: [{ port: { number: 443, protocol: 'HTTPS' }, hosts: ['a.example.com'], tls }] });
const virtual = api('networking.istio.io/v1', 'VirtualService');
const openshift = api('route.openshift.io/v1', 'Route');

test.each<[what: string, closed: object, open: object, worse: string, better: string]>([
  [
    'a Service is balanced from outside',
    service({}),
    service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24'] }),
    'Service shop/api: may be called on 80/TCP from 203.0.113.0/24',
    'Service shop/api: may no longer be called on 80/TCP from 203.0.113.0/24',
  ],
  [
    'a Service is on every node',
    service({}),
    service({ type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }),
    'Service shop/api: may be called on port 30080 of every node',
    'Service shop/api: may no longer be called on port 30080 of every node',
  ],
  [
    'a Service takes an address',
    service({}),
    service({ externalIPs: ['203.0.113.9'] }),
    'Service shop/api: may take what is sent to 203.0.113.9',
    'Service shop/api: may no longer take what is sent to 203.0.113.9',
  ],
  [
    'a gateway listens for one host more',
    gateway(https),
    gateway(https, { ...https, name: 'b', hostname: 'b.example.com' }),
    'Gateway shop/api: may answer b.example.com by HTTPS on 443',
    'Gateway shop/api: may no longer answer b.example.com by HTTPS on 443',
  ],
  [
    'a gateway takes routes of everybody',
    gateway(https),
    gateway({ ...https, allowedRoutes: { namespaces: { from: 'All' } } }),
    "Gateway shop/api: listener 'https' may take routes of every namespace",
    "Gateway shop/api: listener 'https' may no longer take routes of every namespace",
  ],
  [
    'a route brings in one path more',
    route({ hostnames: ['a.example.com'], rules: [path('/api')] }),
    route({ hostnames: ['a.example.com'], rules: [path('/api'), path('/admin')] }),
    'HTTPRoute shop/api: may answer a.example.com/admin/* through edge',
    'HTTPRoute shop/api: may no longer answer a.example.com/admin/* through edge',
  ],
  [
    'a route leads elsewhere besides',
    route({ rules: [{ backendRefs: [{ name: 'a', port: 80 }] }] }),
    route({
      rules: [
        {
          backendRefs: [
            { name: 'a', port: 80 },
            { name: 'b', namespace: 'till', port: 80 },
          ],
        },
      ],
    }),
    'HTTPRoute shop/api: may lead to Service till/b on 80',
    'HTTPRoute shop/api: may no longer lead to Service till/b on 80',
  ],
  [
    'a route copies requests',
    route({ rules: [path('/')] }),
    route({
      rules: [{ ...path('/'), filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'spy' } } }] }],
    }),
    'HTTPRoute shop/api: may send a copy of requests to Service spy',
    'HTTPRoute shop/api: may no longer send a copy of requests to Service spy',
  ],
  [
    'a namespace lets routes of another one in',
    side(),
    api(GATEWAY, 'ReferenceGrant')({ from: [{ kind: 'HTTPRoute', namespace: 'till' }], to: [{ kind: 'Service' }] }),
    'ReferenceGrant shop/api: may let HTTPRoutes of till refer to Services',
    'ReferenceGrant shop/api: may no longer let HTTPRoutes of till refer to Services',
  ],
  [
    'an Ingress answers one host more',
    ingress({ tls: [{ hosts: ['a.example.com'] }], rules: [hosted('a.example.com')] }),
    ingress({ tls: [{ hosts: ['a.example.com'] }], rules: [hosted('a.example.com'), hosted('b.example.com')] }),
    'Ingress shop/api: may answer b.example.com/* in clear text',
    'Ingress shop/api: may no longer answer b.example.com/* in clear text',
  ],
  [
    'an Ingress answers whatever is asked',
    ingress({}),
    ingress({ defaultBackend: { service: { name: 'api' } } }),
    'Ingress shop/api: may answer every host in clear text',
    'Ingress shop/api: may no longer answer every host in clear text',
  ],
  [
    'a gateway of Istio asks for no certificate',
    server({ mode: 'MUTUAL', credentialName: 'a' }),
    server({ mode: 'SIMPLE', credentialName: 'a' }),
    'Gateway shop/api: TLS of port 443 MUTUAL → SIMPLE',
    'Gateway shop/api: TLS of port 443 SIMPLE → MUTUAL',
  ],
  [
    'a gateway of Istio takes an older TLS',
    server({ mode: 'SIMPLE', minProtocolVersion: 'TLSV1_3' }),
    server({ mode: 'SIMPLE' }),
    'Gateway shop/api: oldest TLS of port 443 TLSV1_3 → TLSV1_2',
    'Gateway shop/api: oldest TLS of port 443 TLSV1_2 → TLSV1_3',
  ],
  [
    'a VirtualService is asked through a gateway',
    virtual({ hosts: ['api'], http: [{ route: [{ destination: { host: 'api' } }] }] }),
    virtual({ hosts: ['api'], gateways: ['mesh', 'edge'], http: [{ route: [{ destination: { host: 'api' } }] }] }),
    'VirtualService shop/api: may answer api through edge',
    'VirtualService shop/api: may no longer answer api through edge',
  ],
  [
    'a VirtualService leads elsewhere besides',
    virtual({ hosts: ['api'], http: [{ route: [{ destination: { host: 'api' } }] }] }),
    virtual({
      hosts: ['api'],
      http: [{ route: [{ destination: { host: 'api' } }, { destination: { host: 'evil' } }] }],
    }),
    'VirtualService shop/api: may lead to evil',
    'VirtualService shop/api: may no longer lead to evil',
  ],
  [
    'a Route of OpenShift ends TLS at the edge',
    openshift({ host: 'a', tls: { termination: 'reencrypt' } }),
    openshift({ host: 'a', tls: { termination: 'edge' } }),
    'Route shop/api: TLS reencrypt → edge',
    'Route shop/api: TLS edge → reencrypt',
  ],
])('is wider where %s, and narrower the other way', (_, closed, open, worse, better) => {
  expect(saidBothWays(exposure, closed as never, open as never)).toEqual([[`worse: ${worse}`], [`better: ${better}`]]);
});

test.each<[whole: object, part: object]>([
  [service({ type: 'LoadBalancer' }), service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] })],
  [gateway({ ...https, hostname: '*.example.com' }), gateway(https)],
  [gateway({ name: 'https', port: 443, protocol: 'HTTPS' }), gateway(https)],
  [route({ hostnames: ['a'], rules: [path('/')] }), route({ hostnames: ['a'], rules: [path('/api')] })],
  [route({ rules: [path('/api')] }), route({ hostnames: ['a'], rules: [path('/api', 'Exact')] })],
])('what is asked for is a part of what was: %j', (whole, part) => {
  const [narrower, wider] = saidBothWays(exposure, whole as never, part as never);
  expect(narrower.join()).toMatch(/^better: [^,]*$/);
  expect(wider.join()).toMatch(/^worse: [^,]*$/);
});

test('a path is no part of one that only begins alike, nor a pattern of anything', () => {
  const one = (...rules: readonly object[]) => route({ hostnames: ['a'], rules });
  expect(said(exposure, one(path('/api')), one(path('/apiary')))).toEqual([
    'worse: HTTPRoute shop/api: may answer a/apiary/* through edge',
  ]);
  expect(said(exposure, one(path('/api')), one(path('/api.*', 'RegularExpression')))).toEqual([
    'worse: HTTPRoute shop/api: may answer a where the path matches /api.* through edge',
  ]);
});

test('what comes whole is wider, what goes narrower, and a Service of the cluster is neither', () => {
  const [come, gone] = saidBothWays(exposure, side(), gateway(https));
  expect(come).toEqual(['worse: Gateway shop/api: may answer a.example.com by HTTPS on 443']);
  expect(gone).toEqual(['better: Gateway shop/api: may no longer answer a.example.com by HTTPS on 443']);
  expect(said(exposure, side(), service({}))).toEqual([]);
  const [finding] = exposure(comparing(side(), gateway(https)));
  expect(finding).toMatchObject({ topic: 'exposure', gate: 'wider-reachability' });
});

test.each<[what: string, one: object, other: object, says: string]>([
  [
    'other words for a load balancer',
    service({ type: 'LoadBalancer' }, { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' }),
    service({ type: 'LoadBalancer' }),
    'Service shop/api: what its load balancer is told',
  ],
  ['another name', service({ externalName: 'a' }), service({ externalName: 'b' }), 'Service shop/api: externalName'],
  [
    'another class',
    gateway(https),
    side(manifest(GATEWAY, 'Gateway', 'api', { spec: { gatewayClassName: 'other', listeners: [https] } })),
    'Gateway shop/api: gatewayClassName',
  ],
  [
    'another certificate',
    gateway({ ...https, tls: { certificateRefs: [{ name: 'a' }] } }),
    gateway({ ...https, tls: { certificateRefs: [{ name: 'b' }] } }),
    "Gateway shop/api: what listener 'https' serves TLS by",
  ],
  [
    'what a controller is told',
    ingress({}),
    side({
      ...manifest('networking.k8s.io/v1', 'Ingress', 'api', { spec: {} }),
      metadata: {
        name: 'api',
        namespace: 'shop',
        annotations: { 'nginx.ingress.kubernetes.io/configuration-snippet': 'deny all;' },
      },
    }),
    'Ingress shop/api: its annotations',
  ],
  [
    'addresses behind a Service',
    api('v1', 'Endpoints')({ a: 1 }),
    api('v1', 'Endpoints')({ a: 2 }),
    'Endpoints shop/api: what it says',
  ],
])('%s cannot be ranked', (_, one, other, says) => {
  for (const lines of saidBothWays(exposure, one as never, other as never)) {
    expect(lines).toHaveLength(1);
    expect(lines[0]!.startsWith(`worse: ${says}`)).toBe(true);
    expect(lines[0]!.endsWith(', and nobody can tell whether that is stricter')).toBe(true);
  }
});
