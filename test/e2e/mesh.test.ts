import { histogramBuckets } from '../../constructs/observability/signals';
import { STANDARDS } from '../../constructs/standards';
import { meshLacks } from './mesh/ability';
import { OTHER_CLIENT } from './mesh/addresses';
import { came, ordering, tell } from './mesh/application';
import type { Answer, Question } from './mesh/client';
import { boundsOf, bucketSettings, servedBy } from './mesh/counted';
import { describeDialects } from './mesh/dialects';
import { flood, underLoad } from './mesh/flood';
import { type Mesh, startMesh } from './mesh/mesh';
import { FACTS, IMPORT_BYTES, PATHS, platform } from './mesh/platform';
import { describeSpans } from './mesh/spans';
import { type Asker, attempts, fromWithin, seconds, settle, Visitor } from './mesh/visitor';
import { describeWithin } from './mesh/within';
import { eventually } from './support/eventually';
import { expectRecorded, metricsIn } from './support/metrics';
import { runFolder } from './support/world';

const say = (line: string) => process.stderr.write(`mesh: ${line}\n`);
const lack = meshLacks();
if (lack !== undefined) say(`skipped: ${lack}`);

const HSTS = 'max-age=31536000; includeSubDomains';
const MIB = 1024 * 1024;
const BUCKETS = 'sidecar.istio.io/statsHistogramBuckets';
/** What the service is held to, as every one that production exposes. */
const LATENCY_MS = 200;
const { circuitBreaker, retries, cache } = STANDARDS;
/** The fewest failures that open the document's breaker: half of the fewest requests that may. */
const IN_A_ROW = (circuitBreaker.minRequests * circuitBreaker.failurePercent) / 100;

(lack === undefined ? describe : describe.skip)('production behind its gateway, in a real mesh', () => {
  let mesh: Mesh;
  let visitor: Visitor;

  beforeAll(async () => {
    mesh = await startMesh({ runDir: runFolder(), name: 'mesh' }, say);
    visitor = new Visitor(mesh);
  });
  afterAll(() => mesh?.stop());
  const asking: Asker = (question) => visitor.ask(question);

  describe('a connection', () => {
    const takes = async (version: 'TLSv1.2' | 'TLSv1.3') => {
      const socket = await mesh.client.secure(visitor.gateway(), version);
      const protocol = socket.getProtocol();
      socket.destroy();
      return protocol;
    };

    test('is refused with TLS 1.2, and taken with TLS 1.3', async () => {
      await expect(takes('TLSv1.2')).rejects.toThrow(/protocol version/);
      expect(await takes('TLSv1.3')).toBe('TLSv1.3');
    });

    test('is refused so by the EnvoyFilter and by nothing else', async () => {
      const filter = platform().find(({ kind, metadata }) => kind === 'EnvoyFilter' && metadata.name === 'edge')!;
      const tls12 = () => takes('TLSv1.2').then(Boolean, () => false);
      await mesh.api.delete(filter);
      try {
        await eventually(tls12, { what: 'TLS 1.2 taken', timeoutMs: 30_000 });
      } finally {
        await mesh.api.apply(filter);
      }
      await eventually(async () => !(await tls12()), { what: 'TLS 1.2 refused again', timeoutMs: 30_000 });
    });
  });

  describe('a token', () => {
    test.each<[string, () => string | undefined, number]>([
      ['that is absent', () => undefined, 403],
      ['of the login server', () => mesh.login.token(visitor.claims()), 200],
      ['that somebody else signed', () => mesh.login.token(visitor.claims(), 'foreigner'), 401],
      ['that has expired', () => mesh.login.token(visitor.claims({ exp: seconds() - 3_600 })), 401],
      ['of another issuer', () => mesh.login.token(visitor.claims({ iss: 'https://elsewhere.example.com/' })), 401],
      ['for another audience', () => mesh.login.token(visitor.claims({ aud: 'https://elsewhere.example.com' })), 403],
      ['that is none', () => 'nonsense', 401],
    ])('%s is answered with its status', async (_, tokenOf, status) => {
      const token = tokenOf();
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      expect((await mesh.client.ask(visitor.gateway(), { path: PATHS.api, headers })).status).toBe(status);
    });

    test('reaches the service with its scope, which only that can judge', async () => {
      for (const scope of ['orders:read', undefined]) {
        const authorization = `Bearer ${mesh.login.token(visitor.claims({ scope }))}`;
        const { status, body } = await visitor.ask({ headers: { authorization } });
        expect([status, JSON.parse(body).headers.authorization]).toEqual([200, authorization]);
      }
    });

    test('is nothing that one has to have where no policy asks for it, and one that is wrong is refused there, too', async () => {
      const ask = (headers: Question['headers'] = {}) =>
        mesh.client.ask(visitor.gateway(), { path: PATHS.front, headers });
      expect([(await ask()).status, (await ask({ authorization: 'Bearer nonsense' })).status]).toEqual([200, 401]);
    });

    test('of the login server is refused with 401 where istiod cannot fetch its keys, and taken once it can', async () => {
      const own = platform().find(({ kind }) => kind === 'RequestAuthentication')!;
      const { jwtRules, ...spec } = own['spec'] as { readonly jwtRules: readonly object[] };
      const uri = new URL(FACTS.identity.jwksUri);
      // Nobody listens there.
      uri.port = '9';
      const gone = { ...own, spec: { ...spec, jwtRules: jwtRules.map((rule) => ({ ...rule, jwksUri: uri.href })) } };
      const answered = (status: number) => async () => (await visitor.ask()).status === status;
      expect((await visitor.ask()).status).toBe(200);
      await mesh.api.apply(gone);
      try {
        await eventually(answered(401), { what: 'a token of keys that nobody has refused', timeoutMs: 60_000 });
      } finally {
        await mesh.api.apply(own);
      }
      await eventually(answered(200), { what: 'the token taken again', timeoutMs: 60_000 });
    });
  });

  describe('an answer', () => {
    const headersOf = ({ headers }: Answer) => [headers['strict-transport-security'], headers['cache-control']];

    test('has HSTS and the cache class of its path', async () => {
      expect(headersOf(await visitor.ask())).toEqual([HSTS, `private, max-age=${cache.clientSeconds}`]);
    });

    test.each<[string, number, Partial<Question>]>([
      ['to a bad token', 401, { headers: { authorization: 'Bearer nonsense' } }],
      ['to no token', 403, { headers: { authorization: '' } }],
      ['to a path that leads nowhere', 403, { path: '/elsewhere' }],
      ['to a large body', 413, { method: 'POST', body: Buffer.alloc(2 * MIB) }],
      ['of the service that there is nothing', 404, { headers: ordering({ status: 404 }) }],
      ['of the service that it failed', 500, { headers: ordering({ status: 500 }) }],
      ['of the service that it cannot serve', 503, { headers: ordering({ status: 503 }) }],
      ['to a connection that is cut', 503, { headers: ordering({ status: 'reset' }), method: 'POST' }],
    ])('%s, %i, has HSTS, and is kept by nobody', async (_, status, question) => {
      const answer = await visitor.ask(question);
      expect([answer.status, ...headersOf(answer)]).toEqual([status, HSTS, 'no-store']);
    });
  });

  describe('a body', () => {
    const post = async (path: string, bytes: number) => {
      const { status, body } = await visitor.ask({ method: 'POST', path, body: Buffer.alloc(bytes) });
      return status === 200 ? (JSON.parse(body).bytes as number) : status;
    };

    test('of 1 MiB is passed on, and a larger one refused with 413', async () => {
      expect([await post(PATHS.api, MIB), await post(PATHS.api, MIB + 1)]).toEqual([MIB, 413]);
    });

    test('may be as large as its path says, or as large as it likes where it is streamed', async () => {
      expect(await post(PATHS.import, IMPORT_BYTES)).toBe(IMPORT_BYTES);
      expect(await post(PATHS.import, IMPORT_BYTES + 1)).toBe(413);
      expect(await post(PATHS.uploads, 8 * MIB)).toBe(8 * MIB);
    });
  });

  test('a client is held to 100 requests a second and 200 at once before its token is read, and others are not', async () => {
    const [burst, perSecond, sent] = [200, 100, 400];
    const target = visitor.gateway(OTHER_CLIENT);
    const url = new URL(PATHS.api, `https://${FACTS.domain}`);
    const { answers, headers, tookMs } = await flood(mesh.client, target, url, sent);
    say(`${sent} requests without a token in ${tookMs} ms: ${JSON.stringify(answers)}`);
    expect(Object.keys(answers)).toEqual(['403', '429']);
    expect(headers['429']).toEqual([`${HSTS}; no-store`]);
    expect(answers['403']).toBeGreaterThanOrEqual(burst);
    expect(answers['403']).toBeLessThanOrEqual(burst + perSecond * Math.ceil(tookMs / 1000));
    expect((await visitor.ask()).status).toBe(200);
  });

  describe('a request that fails', () => {
    beforeAll(() => settle(mesh, asking));
    const tries = (method: string, status: number | 'reset') => attempts(mesh, asking, method, status);

    test.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])('is tried five times in all, by %s', async (method) => {
      expect(await tries(method, 503)).toBe(retries.exponential.attempts);
    });

    test('is tried five times when connections are cut', async () => {
      expect(await tries('GET', 'reset')).toBe(retries.exponential.attempts);
    });

    test.each(['POST', 'PATCH'])('is tried once by %s, which may not be sent twice', async (method) => {
      expect([await tries(method, 503), await tries(method, 'reset')]).toEqual([1, 1]);
    });

    test.each([400, 401, 404, 409, 500])('is tried once when the service answers %i', async (status) => {
      expect(await tries('GET', status)).toBe(1);
    });
  });

  test('a service that does not answer costs 30 s, and is tried every 10 s from within', async () => {
    await settle(mesh, asking);
    const hanging = (name: string) => ({ headers: { ...ordering({ delayMs: 60_000 }), 'x-case': name } });
    const [outside, inside] = await Promise.all([
      visitor.ask(hanging('outside')),
      fromWithin(mesh.caller)(hanging('inside')),
    ]);
    const tries = await Promise.all(['outside', 'inside'].map((name) => came(name, ...mesh.services)));
    expect([outside.status, inside.status, ...tries]).toEqual([504, 504, 1, 3]);
    for (const { tookMs } of [outside, inside]) {
      expect(tookMs).toBeGreaterThanOrEqual(30_000);
      expect(tookMs).toBeLessThan(33_000);
    }
    // The client is told when the breaker may have closed.
    const retryAfterSeconds = circuitBreaker.openSeconds;
    expect(JSON.parse(outside.body)).toEqual({ error: 'unavailable', retryAfterSeconds });
    expect(outside.headers).toMatchObject({
      'retry-after': `${retryAfterSeconds}`,
      'content-type': 'application/json',
      'strict-transport-security': HSTS,
      'cache-control': 'no-store',
    });
  });

  describe('the breaker', () => {
    test('does not count a plain 500', async () => {
      const [pod] = mesh.services;
      await settle(mesh, asking);
      await tell(pod, { status: 500 });
      await visitor.askOften(60, 'plain');
      expect(await came('plain', pod)).toBeGreaterThan(IN_A_ROW);
    });

    test('takes a pod out after five failures in a row for 30 s, and leaves half of the pods in', async () => {
      const [first, second, third] = mesh.services;
      await settle(mesh, asking);
      await tell(first, { status: 503 });
      const failing = Date.now();
      // What fails is tried at another pod, so nobody sees it.
      expect([...(await visitor.askOften(60, 'one'))]).toEqual([200]);
      expect(await came('one', first)).toBe(IN_A_ROW);
      const out = Date.now();

      await tell(second, { status: 503 });
      await visitor.askOften(60, 'two');
      expect(await came('two', first)).toBe(0);
      expect(await came('two', second)).toBeGreaterThan(IN_A_ROW);
      expect(await came('two', third)).toBeGreaterThanOrEqual(60);

      await settle(mesh, asking);
      const [least, most] = [out, failing].map((moment) => (Date.now() - moment) / 1000) as [number, number];
      say(`a pod that failed was out for ${least.toFixed(1)} to ${most.toFixed(1)} s`);
      expect(most).toBeGreaterThanOrEqual(circuitBreaker.openSeconds);
      // Pods are looked at for coming back every 5 s.
      expect(least).toBeLessThan(circuitBreaker.openSeconds + 8);
    });
  });

  describeWithin(() => mesh, say);
  describeDialects(() => mesh);
  describe('spans of the mesh', () => describeSpans(() => mesh));

  test('a pod that ends loses no request of those who hear of it 3 s later, not even one that may not be sent twice', async () => {
    await settle(mesh, asking);
    const [, , pod] = mesh.services;
    const headers = { ':method': 'POST', authorization: `Bearer ${mesh.login.token(visitor.claims())}` };
    const url = new URL(PATHS.api, `https://${FACTS.domain}`);
    const load = { headers: { ...headers, 'x-case': 'ends' }, perSecond: 50 };
    const report = await underLoad(mesh.client, visitor.gateway(), url, load, () => mesh.remove(pod));
    say(`while a pod ended, in ${report.tookMs} ms: ${JSON.stringify(report.answers)}`);
    expect(Object.keys(report.answers)).toEqual(['200']);
  });

  test('the gateway is two pods, as its autoscaler says', async () => {
    const [gateway] = await mesh.api.list('apps/v1', 'Deployment', 'edge');
    expect(gateway!['spec'].replicas).toBe(2);
  });

  describe('what a proxy counts', () => {
    const annotated = (milliseconds: number): readonly number[] =>
      JSON.parse(histogramBuckets(milliseconds)[BUCKETS]!).istio;

    test('has the bounds that are known here, and Prometheus finds them as they are written', async () => {
      const own = annotated(200).filter((bound) => bound !== 200);
      const served = await servedBy(mesh.gateway);
      expect(boundsOf('envoy_server_initialization_time_ms', served)).toEqual([...own.map(String), '+Inf']);
    });

    test('has one bound more where its pod is annotated with it, of what Istio counts and of nothing else', async () => {
      const settings = [{ match: { prefix: 'istio' }, buckets: annotated(LATENCY_MS) }];
      expect(await bucketSettings(mesh.services[0])).toEqual(settings);
      expect(await bucketSettings(mesh.gateway)).toBeUndefined();
    });
  });

  test('istiod, which signs below the root of another authority, has the metrics that the alerts on its certificates ask for', async () => {
    const metrics = metricsIn(await mesh.istiodMetrics());
    expectRecorded('istiod', metrics);
    expectRecorded('istiod-below-a-root', metrics);
  });
});
