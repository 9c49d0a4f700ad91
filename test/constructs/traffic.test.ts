import { Duration } from 'cdk8s';
import {
  type Environment,
  type LoadSheddingOptions,
  Mesh,
  MeshRootAlerts,
  SecureNamespace,
  STANDARDS,
  synthesize,
  type TrafficOptions,
  UserError,
  WebService,
} from '../../constructs';
import { environment, IMAGE, objectIn, objectsOf, RESOURCES } from '../support/environment';

function withApi(options: { traffic?: TrafficOptions; loadShedding?: LoadSheddingOptions } = {}): Environment {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  new WebService(namespace, 'api', { image: IMAGE, scale: 3, resources: RESOURCES, ...options });
  return tree;
}

interface Route {
  readonly name: string;
  readonly match?: readonly { readonly method: { readonly regex: string } }[];
  readonly timeout: string;
  readonly retries: {
    readonly attempts: number;
    readonly retryOn?: string;
    readonly backoff?: string;
    readonly perTryTimeout?: string;
  };
}

/** How a request by some method is treated: the first route whose match holds, as Istio picks it. */
function routeFor(tree: Environment, method: string): Route {
  const { http } = objectIn(tree, 'VirtualService', 'api')['spec'] as { http: readonly Route[] };
  return http.find(
    ({ match }) => !match || match.some(({ method: { regex } }) => new RegExp(`^(?:${regex})$`).test(method)),
  )!;
}

const policyOf = (tree: Environment) =>
  (objectIn(tree, 'DestinationRule', 'api')['spec'] as { trafficPolicy: unknown }).trafficPolicy;

describe('retries', () => {
  test.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])('%s is tried five times in all, from 100 ms on', (method) => {
    expect(routeFor(withApi(), method).retries).toEqual({
      attempts: 4,
      perTryTimeout: '10s',
      backoff: '100ms',
      retryOn: 'connect-failure,refused-stream,reset,gateway-error',
    });
  });

  test.each(['POST', 'PATCH', 'GETX'])('%s is sent once', (method) => {
    expect(routeFor(withApi(), method).retries).toEqual({ attempts: 0 });
  });

  test('POST is tried again where that was said', () => {
    expect(routeFor(withApi({ traffic: { retryNonIdempotent: true } }), 'POST').retries.attempts).toBe(4);
  });

  test('are three attempts about a second apart where that was said, or none', () => {
    expect(routeFor(withApi({ traffic: { retries: 'constant' } }), 'GET').retries).toMatchObject({
      attempts: 2,
      backoff: '1s',
    });
    expect(routeFor(withApi({ traffic: { retries: 'none' } }), 'GET').retries).toEqual({ attempts: 0 });
  });

  test('are never for an answer of 4xx, and not for 500', () => {
    const retryOn = routeFor(withApi(), 'GET').retries.retryOn!.split(',');
    for (const condition of ['retriable-4xx', '5xx', 'retriable-status-codes', '401', '404', '500']) {
      expect(retryOn).not.toContain(condition);
    }
  });
});

describe('timeouts', () => {
  test('are 30 s for all attempts and 10 s for one, or what was said', () => {
    expect(routeFor(withApi(), 'POST').timeout).toBe('30s');
    const quick = withApi({ traffic: { timeout: Duration.seconds(4) } });
    expect(routeFor(quick, 'GET')).toMatchObject({ timeout: '4s', retries: { perTryTimeout: '4s' } });
  });

  test.each<[keyof TrafficOptions, Duration, string]>([
    ['timeout', Duration.seconds(0), '0'],
    ['timeout', Duration.millis(0.5), '0.0005'],
    ['timeout', Duration.millis(1500), '1.5'],
    ['timeout', Duration.seconds(Number.NaN), 'NaN'],
    ['attemptTimeout', Duration.seconds(0), '0'],
    ['attemptTimeout', Duration.millis(500), '0.5'],
  ])('refuses a %s of %p', (field, duration, seconds) => {
    expect(() => withApi({ traffic: { [field]: duration } })).toThrow(
      new UserError([`'test/orders/api' has \`traffic.${field}\` of ${seconds} s; write whole seconds, at least 1`]),
    );
  });

  test('refuses an attempt that outlasts them all', () => {
    expect(() => withApi({ traffic: { timeout: Duration.seconds(4), attemptTimeout: Duration.seconds(5) } })).toThrow(
      "'test/orders/api/traffic' gives one attempt 5 s, and all of them 4 s; make `timeout` the longer one",
    );
  });
});

test('a caller keeps to all of this, and to nothing that nobody says here', () => {
  expect(policyOf(withApi())).toEqual({
    connectionPool: {
      tcp: { maxConnections: 200, connectTimeout: '2s' },
      // Shorter than the 75 s after which servers close: none is cut in the middle of a request.
      http: { http1MaxPendingRequests: 200, http2MaxRequests: 200, idleTimeout: '60s' },
    },
    outlierDetection: {
      consecutiveGatewayErrors: 5,
      consecutive5xxErrors: 0,
      splitExternalLocalOriginErrors: true,
      consecutiveLocalOriginFailures: 5,
      interval: '5s',
      baseEjectionTime: '30s',
      maxEjectionPercent: 50,
    },
    loadBalancer: { simple: 'LEAST_REQUEST', localityLbSetting: { enabled: false } },
    retryBudget: { percent: 20, minRetryConcurrency: 3 },
  });
});

describe('the circuit breaker', () => {
  test('takes a pod out for 30 s after as many failures as can open the breaker of the standards', () => {
    const { minRequests, failurePercent } = STANDARDS.circuitBreaker;
    const inARow = (minRequests * failurePercent) / 100;
    expect(policyOf(withApi())).toMatchObject({
      outlierDetection: {
        consecutiveGatewayErrors: inARow,
        splitExternalLocalOriginErrors: true,
        consecutiveLocalOriginFailures: inARow,
        baseEjectionTime: '30s',
      },
      loadBalancer: { localityLbSetting: { enabled: false } },
    });
  });

  test('leaves half of the pods in, and does not count what the program answers to one bad request', () => {
    expect(policyOf(withApi())).toMatchObject({
      outlierDetection: { consecutive5xxErrors: 0, maxEjectionPercent: 50 },
    });
  });

  test('bounds what is in flight, and what of it is retried', () => {
    expect(policyOf(withApi({ traffic: { maxConcurrentRequests: 50 } }))).toMatchObject({
      connectionPool: { tcp: { maxConnections: 50 }, http: { http1MaxPendingRequests: 50, http2MaxRequests: 50 } },
      retryBudget: { percent: 20, minRetryConcurrency: 3 },
    });
  });

  test.each([0, 1.5])('refuses %d requests in flight', (maxConcurrentRequests) => {
    expect(() => withApi({ traffic: { maxConcurrentRequests } })).toThrow(
      `'test/orders/api' has ${maxConcurrentRequests} for \`traffic.maxConcurrentRequests\`; write a whole number of at least 1`,
    );
  });
});

describe('load shedding', () => {
  test('is a bucket for all that a pod gets, of which low priority has a part', () => {
    const tree = withApi({
      loadShedding: {
        requestsPerSecond: 100,
        burst: 150,
        lowPriority: { requestsPerSecond: 10, pathPrefixes: ['/reports', '/exports'] },
      },
    });
    const { workloadSelector, configPatches } = objectIn(tree, 'EnvoyFilter', 'api-load-shedding')['spec'] as {
      workloadSelector: unknown;
      configPatches: { match: { context: string }; patch: { value: { typed_config: any } } }[];
    };
    expect(workloadSelector).toEqual({ labels: { 'dwcp.io/workload': 'api' } });
    const [{ match, patch }] = configPatches as [(typeof configPatches)[0]];
    expect(patch).toMatchObject({ operation: 'INSERT_FIRST' });
    const { token_bucket, rate_limits, descriptors } = patch.value.typed_config;
    expect(match.context).toBe('SIDECAR_INBOUND');
    expect(token_bucket).toEqual({ max_tokens: 150, tokens_per_fill: 100, fill_interval: '1s' });
    expect(rate_limits.map(({ actions }: any) => actions[0].header_value_match.headers[0].string_match.prefix)).toEqual(
      ['/reports', '/exports'],
    );
    expect(descriptors).toEqual([
      {
        entries: [{ key: 'header_match', value: 'low' }],
        token_bucket: { max_tokens: 10, tokens_per_fill: 10, fill_interval: '1s' },
      },
    ]);
  });

  test.each<[LoadSheddingOptions, string]>([
    [
      { requestsPerSecond: 0 },
      "'test/orders/api' has 0 for `loadShedding.requestsPerSecond`; write a whole number of at least 1",
    ],
    [
      { requestsPerSecond: 5, burst: 0.5 },
      "'test/orders/api' has 0.5 for `loadShedding.burst`; write a whole number of at least 1",
    ],
    [
      { requestsPerSecond: 10, lowPriority: { requestsPerSecond: 10, pathPrefixes: ['/a'] } },
      "'test/orders/api/load-shedding' gives low priority 10 requests per second of 10; leave it a part of them, or leave `lowPriority` out",
    ],
  ])('refuses %j', (loadShedding, problem) => {
    expect(() => withApi({ loadShedding })).toThrow(new UserError([problem]));
  });
});

describe('the mesh as a whole', () => {
  test('accepts mutual TLS only, in every namespace', () => {
    const tree = environment();
    new Mesh(tree, 'mesh');
    expect(objectsOf(synthesize(tree))).toEqual([
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        metadata: { name: 'default', namespace: 'istio-system' },
        spec: { mtls: { mode: 'STRICT' } },
      },
    ]);
  });

  test('has a root that alarms years before its end', () => {
    const tree = environment();
    new MeshRootAlerts(new SecureNamespace(tree, 'orders'), 'mesh', { rootLifeDays: 300 });
    const { groups } = objectIn(tree, 'PrometheusRule', 'mesh-root')['spec'] as {
      groups: { rules: { expr: string }[] }[];
    };
    const expires = 'min(citadel_server_root_cert_expiry_timestamp)';
    expect(groups.flatMap(({ rules }) => rules.map(({ expr }) => expr))).toEqual([
      `(${expires}) - time() < ${100 * 86_400}`,
      `(${expires}) - time() < ${30 * 86_400}`,
      `absent(${expires})`,
    ]);
  });

  test('watches what it signs with where that is not the root', () => {
    const tree = environment();
    new MeshRootAlerts(new SecureNamespace(tree, 'orders'), 'mesh', { issuerLifeDays: 90 });
    expect(JSON.stringify(objectIn(tree, 'PrometheusRule', 'mesh-issuer'))).toContain(
      `(min(citadel_server_cert_chain_expiry_timestamp)) - time() < ${30 * 86_400}`,
    );
  });
});
