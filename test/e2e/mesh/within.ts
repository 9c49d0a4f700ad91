import { setTimeout as sleep } from 'node:timers/promises';
import { STANDARDS } from '../../../constructs/standards';
import { eventually } from '../support/eventually';
import { OTHER_CLIENT } from './addresses';
import { atOnce, call, came, ordering, tell } from './application';
import { flood } from './flood';
import type { Mesh } from './mesh';
import { API, CALLER, FACTS, PATHS, platform, SHED } from './platform';
import { attempts, fromWithin, Visitor } from './visitor';

const { retries } = STANDARDS;

/** How long Istio drains a listener that is replaced. */
const DRAIN_MS = 45_000;

const identityOf = (account: string) => `spiffe://${FACTS.cluster.trustDomain}/ns/dwcp/sa/${account}`;

/** What holds between pods of the mesh, and against whoever is not in it. */
export function describeWithin(meshOf: () => Mesh, say: (line: string) => void): void {
  describe('between pods', () => {
    const caller = () => fromWithin(meshOf().caller);
    const service = () => ({ host: meshOf().services[0].address, port: 8080 });

    test('the declared caller is answered, each of both known by its certificate', async () => {
      const { status, body } = await caller()({});
      const certificates = JSON.parse(body).headers['x-forwarded-client-cert'] as string;
      expect(status).toBe(200);
      expect(certificates).toContain(`URI=${identityOf(CALLER)}`);
      expect(certificates).toContain(`By=${identityOf(API)}`);
    });

    test('another account is refused with 403, and does not reach the program', async () => {
      for (const pod of meshOf().services) await tell(pod);
      const { status } = await fromWithin(meshOf().stranger)({ headers: { 'x-case': 'stranger' } });
      expect([status, await came('stranger', ...meshOf().services)]).toEqual([403, 0]);
    });

    test('whoever speaks in clear text is cut off', async () => {
      const socket = await meshOf().client.open(service());
      const heard = new Promise<string>((resolve) => {
        let text = '';
        socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
        socket.once('close', () => resolve(text));
      });
      socket.write(`GET / HTTP/1.1\r\nHost: ${API}\r\n\r\n`);
      expect(await heard).toBe('');
    });

    test('TLS 1.2 is refused, and TLS 1.3 without a certificate of the mesh', async () => {
      const { client } = meshOf();
      await expect(client.handshake(service(), 'TLSv1.2')).rejects.toThrow(/protocol version/);
      await expect(client.handshake(service(), 'TLSv1.3')).rejects.toThrow(/certificate required/);
    });

    test('a request that fails is tried five times in all, within the delays of the document, unless it may not be sent twice', async () => {
      expect(await attempts(meshOf(), caller(), 'GET', 503)).toBe(retries.exponential.attempts);
      expect(await attempts(meshOf(), caller(), 'POST', 503)).toBe(1);
      expect(await attempts(meshOf(), caller(), 'GET', 500)).toBe(1);
      const { attempts: tries, firstDelayMilliseconds, factor } = retries.exponential;
      const longest = Array.from({ length: tries - 1 }, (_, index) => firstDelayMilliseconds * factor ** index);
      const { tookMs } = await caller()({ headers: ordering({ status: 503 }) });
      say(`five attempts within the mesh took ${tookMs} ms`);
      expect(tookMs).toBeLessThan(longest.reduce((sum, delay) => sum + delay) + 1_000);
    });

    test('no more than 200 requests of a caller are under way at once, no more than 200 wait, and others are refused', async () => {
      for (const pod of meshOf().services) await tell(pod, { delayMs: 1_500 });
      const [sent, bound] = [500, 200];
      const outcomes = await call(meshOf().caller, { method: 'POST', url: `http://${API}:8080/`, times: sent });
      const of = (status: number) => outcomes.filter((outcome) => outcome.status === status).length;
      const most = await atOnce(...meshOf().services);
      say(`of ${sent} requests at once ${most} were under way, ${of(200)} answered and ${of(503)} refused`);
      expect(of(200) + of(503)).toBe(sent);
      expect(most).toBeLessThanOrEqual(bound);
      // As many as may wait are answered at the least: one that has its connection opened for it waits, too.
      expect(of(200)).toBeGreaterThanOrEqual(bound);
      expect(of(200)).toBeLessThanOrEqual(2 * bound);
    });

    test('a policy that is taken away holds for connections that are open, and idle, for 45 s at most', async () => {
      const { api, caller: pod } = meshOf();
      const policy = platform().find(({ kind, metadata }) => kind === 'AuthorizationPolicy' && metadata.name === API)!;
      const statuses = async (times: number) => {
        const asked = { url: `http://${API}:8080/`, headers: ordering({ delayMs: 300 }), times };
        return (await call(pod, asked)).map(({ status }) => status);
      };
      const connections = 30;
      expect(new Set(await statuses(connections))).toEqual(new Set([200]));
      await api.delete(policy);
      const taken = Date.now();
      try {
        await sleep(10_000);
        const served = (await statuses(10)).filter((status) => status === 200).length;
        say(`10 s after its policy was taken away, ${served} of 10 requests were served by open connections`);
        await sleep(taken + DRAIN_MS + 1_000 - Date.now());
        expect(new Set(await statuses(connections))).toEqual(new Set([403]));
      } finally {
        await api.apply(policy);
      }
      const again = async () => (await caller()({})).status === 200;
      await eventually(again, { what: 'served again', timeoutMs: 60_000 });
    });
  });

  test('a pod sheds what is more than it takes, and first what is of low priority', async () => {
    const { client } = meshOf();
    const target = new Visitor(meshOf()).gateway(OTHER_CLIENT);
    const send = (path: string, count: number) =>
      flood(client, target, new URL(path, `https://${FACTS.domain}`), count);
    const passes = (rate: { readonly requestsPerSecond: number; readonly burst: number }, tookMs: number) =>
      [rate.burst, rate.burst + rate.requestsPerSecond * Math.ceil(tookMs / 1000)] as const;
    for (const [path, rate] of [
      [PATHS.reports, SHED.lowPriority],
      [PATHS.front, SHED],
    ] as const) {
      const { answers, tookMs } = await send(path, 80);
      say(`80 requests for ${path} in ${tookMs} ms: ${JSON.stringify(answers)}`);
      expect(Object.keys(answers)).toEqual(['200', '429']);
      const [least, most] = passes(rate, tookMs);
      expect(answers['200']).toBeLessThanOrEqual(most);
      // What was of low priority has used up a part of the whole.
      expect(answers['200']).toBeGreaterThanOrEqual(least - (path === PATHS.front ? SHED.lowPriority.burst : 0));
    }
  });
}
