import {
  cidr,
  clients,
  type Environment,
  type ExposeOptions,
  Gateway,
  Port,
  SecureNamespace,
  synthesize,
  type TrafficOptions,
  UserError,
  WebService,
} from '../../../constructs';
import { canReach } from '../../support/can-reach';
import { environment, FACTS, IMAGE, objectIn, objectsOf, RESOURCES } from '../../support/environment';
import { IDENTITY, PROPS, shop } from './shop';

interface Header {
  readonly name: string;
  readonly value: string;
}

interface Rule {
  readonly matches: readonly { readonly path: { readonly value: string }; readonly method?: string }[];
  readonly filters: readonly {
    readonly responseHeaderModifier?: { readonly set: readonly Header[] };
    readonly requestHeaderModifier?: { readonly set: readonly Header[] };
  }[];
}

const routeOf = (tree: Environment, name: string) =>
  (objectIn(tree, 'HTTPRoute', name)['spec'] as { rules: readonly Rule[] }).rules;
/** How a request by some method is treated: the more precise rule wins, as Gateway API says. */
const ruleFor = (rules: readonly Rule[], method: string) =>
  rules.find(({ matches }) => matches.some((match) => match.method === method)) ??
  rules.find(({ matches }) => matches.some((match) => match.method === undefined))!;
const authorizationOf = (tree: Environment) => objectIn(tree, 'AuthorizationPolicy', 'edge')['spec'];

describe('the way in', () => {
  test('routes a path to the service, and lets the namespace of the service attach routes', () => {
    const { tree, api, gateway } = shop();
    gateway.expose(api, { path: '/api' });
    expect(objectIn(tree, 'HTTPRoute', 'api.edge.api')).toMatchObject({
      metadata: { namespace: 'orders' },
      spec: {
        parentRefs: [{ name: 'edge', namespace: 'edge' }],
        hostnames: ['shop.example.com'],
        rules: [
          {
            matches: [
              { method: 'GET' },
              { method: 'HEAD' },
              { method: 'OPTIONS' },
              { method: 'PUT' },
              { method: 'DELETE' },
            ],
            backendRefs: [{ name: 'api', port: 8080 }],
            timeouts: { request: '30s' },
          },
          {
            matches: [{ path: { value: '/api' } }],
            backendRefs: [{ name: 'api', port: 8080 }],
            timeouts: { request: '30s' },
          },
        ],
      },
    });
    expect(JSON.stringify(objectIn(tree, 'Gateway', 'edge')['spec'])).toContain('"values":["orders"]');
  });

  test('opens port 443 to the clients that it was told of, and no other port to anyone outside', () => {
    const { tree, api, gateway } = shop();
    gateway.expose(api, { path: '/api' });
    const policy = objectsOf(synthesize(tree)).find(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'edge',
    );
    const { ingress } = policy!['spec'] as { ingress: { from: { ipBlock?: { cidr: string } }[]; ports: object[] }[] };
    const outside = ingress.filter(({ from }) => from.some(({ ipBlock }) => ipBlock?.cidr === '198.51.100.0/24'));
    expect(outside).toEqual([
      { from: [{ ipBlock: { cidr: '198.51.100.0/24' } }], ports: [{ port: 443, protocol: 'TCP' }] },
    ]);
    expect(objectIn(tree, 'Gateway', 'edge')['spec']).toMatchObject({ listeners: [{ port: 443, protocol: 'HTTPS' }] });
  });

  test('every edge into a namespace is known to both sides', () => {
    const { tree, api, gateway } = shop();
    gateway.expose(api, { path: '/api' });
    expect(objectIn(tree, 'AuthorizationPolicy', 'api')['spec']).toMatchObject({
      rules: [{ from: [{ source: { principals: [`${FACTS.cluster.trustDomain}/ns/edge/sa/edge-istio`] } }] }],
    });
  });

  test('refuses one path for two services, or in two ways, and takes a repetition', () => {
    const { gateway, services } = shop('web');
    const [api, web] = services as [WebService, WebService];
    gateway.expose(api, { path: '/' });
    expect(() => gateway.expose(api, { path: '/' })).not.toThrow();
    expect(() => gateway.expose(web, { path: '/' })).toThrow(
      "'test/edge' routes '/' to 'api' and to 'web'; give each a path of its own",
    );
    gateway.expose(api, { path: '/api' });
    expect(() => gateway.expose(api, { path: '/api/', public: true })).toThrow(
      "'test/edge' routes '/api' to 'api' in two ways; give each a path of its own",
    );
  });

  test('names every route for its service, its gateway and its path, so that no two are one', () => {
    const { tree, services, gateway } = shop('web');
    const [api, web] = services as [WebService, WebService];
    const side = new Gateway(tree, 'side', PROPS);
    const paths = [
      '/v1',
      '/v1/a',
      '/v1-a',
      '/a/b',
      '/a-b',
      '/API',
      '/a_b',
      '/a.b',
      '/a~b',
      `/${'long/'.repeat(50)}x`,
    ] as const;
    gateway.expose(web, { path: '/' });
    for (const path of paths) gateway.expose(api, { path });
    for (const path of paths) side.expose(api, { path });
    const names = objectsOf(synthesize(tree)).flatMap(({ kind, metadata }) =>
      kind === 'HTTPRoute' ? metadata.name : [],
    );
    expect(new Set(names).size).toBe(2 * paths.length + 1);
    expect(names).toEqual(
      expect.arrayContaining(['web.edge', 'api.edge.v1', 'api.side.v1', 'api.edge.a.b', 'api.edge.a-b']),
    );
    expect(names.filter((name) => !/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(name))).toEqual([]);
  });

  test.each(['/api/*', '/api?x=1', '/a b', '/a//b', '/a/../b', '/a/.', '/a%2Fb', '/a%', '/a|b', '/é'] as const)(
    'refuses %s, which is no path',
    (path) => {
      const { gateway, api } = shop();
      expect(() => gateway.expose(api, { path })).toThrow(
        `'test/edge' has '${path}' for \`path\`; write a prefix of paths, e.g. /api`,
      );
    },
  );
});

describe('a gateway that could not work', () => {
  type Props = ConstructorParameters<typeof Gateway>[2];
  const whole = 'write a whole number from 1 to 4294967295';

  test.each<[Partial<Props>, ...string[]]>([
    [{ domain: 'Foo Bar' }, "has 'Foo Bar' for `domain`; write a whole name in lower case, e.g. shop.example.com"],
    [
      { domain: 'https://shop.example.com' },
      "has 'https://shop.example.com' for `domain`; write a whole name in lower case, e.g. shop.example.com",
    ],
    [{ certificateIssuer: '' }, "has '' for `certificateIssuer`; write the name of a ClusterIssuer"],
    [
      { clientCidrs: [] },
      "has [] for `clientCidrs`; write a list of networks, e.g. ['203.0.113.0/24'], or ['0.0.0.0/0', '::/0'] for everybody",
    ],
    [
      { clientCidrs: ['banana', '0.0.0.0/0', '10.0.0.1/8'] },
      "has `clientCidrs[0]`, where 'banana' is not a CIDR; write a network and its mask, e.g. 203.0.113.0/24",
      "has `clientCidrs[2]`, where '10.0.0.1/8' has host bits set; write 10.0.0.0/8",
    ],
    [{ identity: { ...IDENTITY, issuer: '' } }, "has '' for `identity.issuer`; write an https URL"],
    [
      { identity: { issuer: 'http://login.example.com', jwksUri: 'login.example.com', audience: '' } },
      "has 'http://login.example.com' for `identity.issuer`; write an https URL",
      "has 'login.example.com' for `identity.jwksUri`; write an https URL",
      "has '' for `identity.audience`; write what tokens have as `aud`",
    ],
    [
      { identity: { ...IDENTITY, issuer: 'https://kim:hunter2@login.example.com' } },
      'has credentials in `identity.issuer`; write the address alone',
    ],
    [{ limits: { requestBytes: -1 } }, `has -1 for \`limits.requestBytes\`; ${whole}`],
    [{ limits: { requestBytes: 2 ** 32 } }, `has 4294967296 for \`limits.requestBytes\`; ${whole}`],
    [
      { limits: { perClient: { requestsPerSecond: 0.5, burst: 0 }, all: { requestsPerSecond: Number.NaN } } },
      `has 0.5 for \`limits.perClient.requestsPerSecond\`; ${whole}`,
      `has 0 for \`limits.perClient.burst\`; ${whole}`,
      `has NaN for \`limits.all.requestsPerSecond\`; ${whole}`,
    ],
  ])('is refused, with all that is wrong: %j', (props, ...problems) => {
    expect(() => new Gateway(environment(), 'edge', { ...PROPS, ...props })).toThrow(
      new UserError(problems.map((problem) => `'test/edge' ${problem}`)),
    );
  });

  test('an issuer may have an @ in its path', () => {
    const identity = { ...IDENTITY, issuer: 'https://login.example.com/@tenant/' };
    expect(() => new Gateway(environment(), 'edge', { ...PROPS, identity })).not.toThrow();
  });

  test('clients are addresses wherever they are named', () => {
    expect(() => clients(['banana', '::/0', '10/8'])).toThrow(
      new UserError(
        ['banana', '10/8'].map((text) => `'${text}' is not a CIDR; write a network and its mask, e.g. 203.0.113.0/24`),
      ),
    );
  });
});

describe('who comes in', () => {
  const anyone = { ipBlocks: ['198.51.100.0/24'] };
  const holder = { ...anyone, requestPrincipals: ['https://login.example.com//*'] };

  test('has a valid token of the issuer, made for the platform', () => {
    const { tree, api, gateway } = shop();
    gateway.expose(api, { path: '/api' });
    expect(authorizationOf(tree)).toMatchObject({
      action: 'ALLOW',
      targetRefs: [{ kind: 'Gateway', name: 'edge' }],
      rules: [{ from: [{ source: holder }], to: [{ operation: { ports: ['443'], paths: ['/api', '/api/*'] } }] }],
    });
    expect(objectIn(tree, 'RequestAuthentication', 'edge')['spec']).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }],
      jwtRules: [
        {
          issuer: IDENTITY.issuer,
          jwksUri: IDENTITY.jwksUri,
          audiences: [IDENTITY.audience],
          forwardOriginalToken: true,
        },
      ],
    });
  });

  test('needs none where the path is public, which does not make a path below it public', () => {
    const { tree, gateway, services } = shop('web');
    const [api, web] = services as [WebService, WebService];
    gateway.expose(web, { path: '/', public: true });
    gateway.expose(api, { path: '/api' });
    expect(authorizationOf(tree)).toMatchObject({
      rules: [
        { from: [{ source: anyone }], to: [{ operation: { paths: ['/*'], notPaths: ['/api', '/api/*'] } }] },
        { from: [{ source: holder }], to: [{ operation: { paths: ['/api', '/api/*'] } }] },
      ],
    });
  });

  test('is nobody while nothing is exposed', () => {
    const { tree } = shop();
    expect(authorizationOf(tree)).not.toHaveProperty('rules');
  });

  test('refuses to ask for tokens that nobody makes', () => {
    const { tree, api } = shop();
    const { identity: _, ...props } = PROPS;
    const gateway = new Gateway(tree, 'side', props);
    expect(() => gateway.expose(api, { path: '/api' })).toThrow(
      "'test/side' asks for a token at '/api', and knows nobody who makes them; give the gateway its `identity`, or say `public: true`",
    );
    expect(() => gateway.expose(api, { path: '/api', public: true })).not.toThrow();
  });
});

describe('what clients are told', () => {
  const hsts = { name: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' };
  const headersOf = (rule: Rule) =>
    rule.filters.flatMap(({ responseHeaderModifier }) => responseHeaderModifier?.set ?? []);

  test('to come by TLS for the next year, whatever they ask for', () => {
    const { tree, api, gateway } = shop();
    gateway.expose(api, { path: '/api' });
    expect(routeOf(tree, 'api.edge.api').map(headersOf)).toEqual([[hsts], [hsts]]);
  });

  test.each<[NonNullable<ExposeOptions['cache']>, string]>([
    ['private', 'private, max-age=300'],
    ['shared', 'public, max-age=300'],
    ['public', 'public, max-age=300, s-maxage=3600'],
  ])('that answers to reading may be kept, where they are %s', (cache, value) => {
    const { tree, api, gateway } = shop();
    gateway.expose(api, { path: '/api', cache });
    const rules = routeOf(tree, 'api.edge.api');
    const kept = [hsts, { name: 'Cache-Control', value }];
    for (const method of ['GET', 'HEAD']) expect(headersOf(ruleFor(rules, method))).toEqual(kept);
    for (const method of ['OPTIONS', 'PUT', 'DELETE', 'POST', 'PATCH']) {
      expect(headersOf(ruleFor(rules, method))).toEqual([hsts]);
    }
  });
});

describe('what the gateway tries again', () => {
  const triesOf = (rule: Rule) => rule.filters.flatMap(({ requestHeaderModifier }) => requestHeaderModifier?.set ?? []);
  const four = [
    { name: 'X-Envoy-Retry-On', value: 'connect-failure,refused-stream,reset,gateway-error' },
    { name: 'X-Envoy-Max-Retries', value: '4' },
  ];
  const exposed = (traffic: TrafficOptions, options: Partial<ExposeOptions> = {}) => {
    const tree = environment();
    const namespace = new SecureNamespace(tree, 'orders');
    const api = new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES, traffic });
    new Gateway(tree, 'edge', PROPS).expose(api, { path: '/api', ...options });
    return routeOf(tree, 'api.edge.api');
  };

  test.each<[Partial<ExposeOptions>]>([[{}], [{ cache: 'private' }]])(
    'is what may be sent twice, as often as sidecars do: %j',
    (options) => {
      const rules = exposed({}, options);
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']) {
        expect(triesOf(ruleFor(rules, method))).toEqual(four);
      }
      for (const method of ['POST', 'PATCH']) expect(triesOf(ruleFor(rules, method))).toEqual([]);
    },
  );

  test('is whatever comes, to a service that recognizes what it has seen', () => {
    const rules = exposed({ retryNonIdempotent: true });
    expect(rules).toHaveLength(1);
    expect(triesOf(ruleFor(rules, 'POST'))).toEqual(four);
  });

  test('is nothing, for a service whose callers do not', () => {
    expect(exposed({ retries: 'none' }).flatMap(triesOf)).toEqual([]);
  });
});

describe('its certificate', () => {
  test('is asked for 90 days, and replaced when a third of what it got is left', () => {
    const { tree } = shop();
    expect(objectIn(tree, 'Certificate', 'edge-tls')['spec']).toMatchObject({
      duration: '2160h',
      renewBeforePercentage: 34,
      // Each time with another key.
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    });
  });

  test('alarms at a third and at a tenth of its life, and when nobody knows', () => {
    const { tree } = shop();
    const { groups } = objectIn(tree, 'PrometheusRule', 'edge-tls')['spec'] as {
      groups: { rules: { expr: string; for: string; labels: { severity: string } }[] }[];
    };
    const expires =
      'min(certmanager_certificate_expiration_timestamp_seconds{name="edge-tls",exported_namespace="edge"} or ' +
      'certmanager_certificate_expiration_timestamp_seconds{name="edge-tls",namespace="edge"})';
    const begins = expires.replaceAll('expiration', 'not_before');
    expect(groups.flatMap(({ rules }) => rules.map((rule) => [rule.labels.severity, rule.for, rule.expr]))).toEqual([
      ['warning', '1h', `(${expires}) - time() < ((${expires}) - (${begins})) / 3`],
      ['critical', '1h', `(${expires}) - time() < ((${expires}) - (${begins})) / 10`],
      ['warning', '1h', `absent(${expires})`],
    ]);
  });
});

describe('a web application firewall', () => {
  type Firewall = NonNullable<ConstructorParameters<typeof Gateway>[2]['firewall']>;
  const digest = `sha256:${'ab'.repeat(32)}`;
  const coraza = (image: string): Firewall => ({
    kind: 'coraza',
    image,
    mode: 'block',
    registry: cidr('203.0.113.0/24', [Port.tcp(443, 'https')]),
  });
  const gatewayWith = (firewall: Firewall, clientCidrs = ['198.51.100.0/24']) => {
    const tree = environment();
    new Gateway(tree, 'edge', { ...PROPS, clientCidrs, firewall });
    return tree;
  };

  test('in the gateway is fetched by digest, sees requests first, and lets none through when it fails', () => {
    const tree = gatewayWith(coraza(`registry.example.com/coraza@${digest}`));
    expect(objectIn(tree, 'WasmPlugin', 'edge')['spec']).toMatchObject({
      targetRefs: [{ kind: 'Gateway', name: 'edge' }],
      url: `oci://registry.example.com/coraza@${digest}`,
      phase: 'AUTHN',
      failStrategy: 'FAIL_CLOSE',
      pluginConfig: { directives_map: { default: expect.arrayContaining(['SecRuleEngine On']) } },
    });
    const gateway = { namespace: 'edge', labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } };
    const registry = { namespace: 'nowhere', labels: {}, ip: '203.0.113.1' };
    expect(canReach(objectsOf(synthesize(tree)), gateway, registry, { port: 443, protocol: 'TCP' })).toBe(true);
  });

  test('in front is believed about who the client is', () => {
    const { infrastructure } = objectIn(gatewayWith({ kind: 'in-front', hops: 1 }), 'Gateway', 'edge')['spec'] as {
      infrastructure: { annotations: Record<string, string> };
    };
    expect(JSON.parse(infrastructure.annotations['proxy.istio.io/config']!)).toEqual({
      gatewayTopology: { numTrustedProxies: 1 },
    });
  });

  test('is refused where anyone can go around it, and where it can change unseen', () => {
    expect(() => gatewayWith({ kind: 'in-front', hops: 1 }, ['198.51.100.0/24', '0.0.0.0/0'])).toThrow(
      "'test/edge' has a firewall in front, and lets 0.0.0.0/0 go around it; give `clientCidrs` the ranges that the firewall publishes",
    );
    expect(() => gatewayWith({ kind: 'in-front', hops: 0 })).toThrow(
      "'test/edge' has 0 for `firewall.hops`; write a whole number of at least 1",
    );
    expect(() => gatewayWith(coraza('registry.example.com/coraza:1'))).toThrow(
      "'test/edge' has 'registry.example.com/coraza:1' for `firewall.image`; pin it as image@sha256:…",
    );
  });
});
