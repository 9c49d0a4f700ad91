import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { creditOf, hoursOf, monthOf } from '../../../cli/slo/agreement';
import { standingOf } from '../../../cli/slo/budgets';
import { promisedIn } from '../../../cli/slo/promised';
import { SLO_JSON_SCHEMA } from '../../../cli/slo/schema';
import { slo } from '../../../cli/slo/slo';
import { REFERENCE, ROOT, referencePlan } from '../../support/reference';

const AVAILABILITY = {
  namespace: 'shop',
  service: 'api',
  indicator: 'failures',
  objective: 'availability',
  budget: 0.0005,
} as const;

const AT = Date.parse('2026-11-20T00:00:00Z');

test('the exposed services of production are held to what their rules say', () => {
  const promised = promisedIn(referencePlan('production'));
  expect(promised.filter(({ service }) => service === 'dwcp-api')).toEqual([
    { namespace: 'dwcp', service: 'dwcp-api', indicator: 'failures', objective: 'availability', budget: 0.0005 },
    { namespace: 'dwcp', service: 'dwcp-api', indicator: 'failures', objective: 'errors', budget: 0.001 },
    { namespace: 'dwcp', service: 'dwcp-api', indicator: 'slowness', objective: 'latency', budget: 0.05 },
  ]);
  expect(promisedIn(referencePlan('dev'))).toEqual([]);
});

describe('a budget', () => {
  test('of which a half is left lasts five days where it goes three times as fast', () => {
    expect(standingOf(AVAILABILITY, { window: 0.00025, hour: 0.0005, day: 0.0015 }, AT)).toEqual({
      ...{ namespace: 'shop', service: 'api', objective: 'availability', promisedPercent: 99.95 },
      ...{ currentPercent: 99.975, budgetLeftPercent: 50 },
      ...{ burn: { hour: 1, day: 3 }, exhausted: '2026-11-25T00:00:00Z', outcome: 'kept' },
    });
  });

  test('lasts where it goes as fast as it may, is missed where more is gone, and unknown where nobody counts', () => {
    const steady = standingOf(AVAILABILITY, { window: 0.0005, hour: 0.0005, day: 0.0005 }, AT);
    expect(steady).toMatchObject({ outcome: 'kept' });
    expect(steady).not.toHaveProperty('exhausted');
    expect(standingOf(AVAILABILITY, { window: 0.001 }, AT)).toMatchObject({
      outcome: 'missed',
      budgetLeftPercent: -100,
    });
    expect(standingOf(AVAILABILITY, { hour: 0.001 }, AT)).toMatchObject({ outcome: 'unknown', burn: { hour: 2 } });
  });
});

test('a month goes from its first moment to that of the next, in UTC', () => {
  const november = monthOf(Date.parse('2026-12-01T00:00:00Z'));
  expect({ ...november, hours: hoursOf(november) }).toMatchObject({ name: '2026-11', isOver: true, hours: 30 * 24 });
  expect(monthOf(Date.parse('2026-12-01T00:00:01Z'))).toMatchObject({ name: '2026-12', isOver: false });
});

test.each([
  [100, 0],
  [99.9, 0],
  [99.8999, 10],
  [99.8, 10],
  [99.79, 20],
  [99.5, 40],
  [98, 100],
])('of %s %% availability, customers get %s %% back', (availability, credit) => {
  expect(creditOf(availability)).toBe(credit);
});

/** Asks a server that answers in one way, whatever it is asked. */
async function asked(answer: RequestListener, options = {}): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const prometheus = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await slo(REFERENCE, 'production', { format: 'text', directory: ROOT, prometheus, timeout: 1, ...options });
    return 'nothing is wrong';
  } catch (error) {
    return (error as { problems: readonly string[] }).problems.join('\n').replaceAll(prometheus, 'URL');
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const saying =
  (status: number, body: string, headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body);
const success = (more: object) =>
  JSON.stringify({ status: 'success', data: { resultType: 'vector', result: [] }, ...more });

describe('refuses a server', () => {
  test.each<[string, RequestListener, RegExp]>([
    ['that is slow', () => undefined, /^the Prometheus at URL has not answered in 1 s; wait for longer with --timeout/],
    [
      'that hangs up',
      (request) => request.socket.destroy(),
      /^the Prometheus at URL does not answer: .+; see that it runs/,
    ],
    [
      'that wants a token',
      saying(401, 'no'),
      /^the Prometheus at URL answers 401; put the token that it wants into \$PROM/,
    ],
    ['that sends us to a login', saying(302, '', { location: '/login' }), /answers 302 with nothing, as no Prometheus/],
    [
      'that is another',
      saying(200, '<html>hello</html>'),
      /answers 200 with '<html>hello<\/html>', as no Prometheus does/,
    ],
    ['that has no such path', saying(404, '404 page not found'), /answers 404 with '404 page not found', as no Prom/],
    [
      'that cannot',
      saying(422, '{"status":"error","error":"too many samples"}'),
      /does not answer.*: too many samples;/,
    ],
    ['that knows a part', saying(200, success({ warnings: ['no store'] })), /tells a part only: no store;/],
    [
      'that knows nothing of it',
      saying(200, success({})),
      /knows nothing of the services of production; see that it is/,
    ],
  ])('%s', async (_, answer, says) => {
    expect(await asked(answer)).toMatch(says);
  });

  test('of no address, and a time that is none', async () => {
    const silent = saying(500, '');
    expect(await asked(silent, { prometheus: 'prometheus:9090' })).toMatch(
      /^--prometheus prometheus:9090: is no address;/,
    );
    const password = await asked(silent, { prometheus: 'http://me:secret@prometheus' });
    expect(password).toMatch(/has a password in it/);
    expect(password).not.toContain('secret');
    expect(await asked(silent, { month: '2026-13' })).toBe('--month 2026-13: is no month; write it as 2027-01');
    expect(await asked(silent, { at: 'yesterday' })).toMatch(/^--at yesterday: is no time;/);
  });
});

test('the schema that is shipped is that of the code: npm run generate', () => {
  const file = readFileSync(join(ROOT, 'cli', 'slo', 'slo.schema.json'), 'utf8');
  expect(JSON.parse(file)).toEqual(SLO_JSON_SCHEMA);
});
