import { setTimeout as sleep } from 'node:timers/promises';
import { exchangeOf } from '../../constructs/data/rabbitmq-definitions';
import { debianLacks } from './live/cluster/package-lists';
import { packetsLack } from './packets/ability';
import { type Broker, FIRST_USER, FOREIGN, type Step, startBroker, UNKNOWN } from './queue/broker';
import { DELIVERIES, renderedBroker } from './queue/rendered';
import { expectRecorded, metricsIn } from './support/metrics';
import { runFolder } from './support/world';

const lacks = packetsLack() ?? debianLacks();
if (lacks !== undefined) console.warn(`what is rendered is not run by RabbitMQ: ${lacks}`);

const QUEUES = ['email', 'email.dead', 'report', 'report.dead'];
const OF_QUEUES = QUEUES.map(exchangeOf);
const EXCHANGES = [...OF_QUEUES, 'amq.fanout'];
const CLIENTS = ['accounts.shop', 'again.shop', 'api.shop', 'mail.shop'];

/** What any client could try. Nothing that is tried first hinders what is tried later. */
const TRIED: readonly Step['do'][] = [
  ...QUEUES.map((queue) => ['get', queue] as const),
  ...QUEUES.map((queue) => ['purge', queue] as const),
  ...EXCHANGES.map((exchange) => ['publish', exchange] as const),
  ...QUEUES.map((queue) => ['publish to all', queue] as const),
  ...QUEUES.flatMap((queue) => EXCHANGES.map((exchange) => ['bind', queue, exchange] as const)),
  ...QUEUES.map((queue) => ['unbind', queue, exchangeOf(queue)] as const),
  ['declare', 'own'],
  ['declare exchange', 'own'],
  ...QUEUES.map((queue) => ['delete', queue] as const),
  ...OF_QUEUES.map((exchange) => ['delete exchange', exchange] as const),
];

/** Long enough for some hundreds of messages, and for a client to start before. */
const LOAD_MS = 3000;

/** Who may take a message out may take out all of them at once. */
const GRANTED = [
  'accounts.shop: get report',
  'accounts.shop: purge report',
  'accounts.shop: publish email.in',
  'again.shop: get email.dead',
  'again.shop: purge email.dead',
  'again.shop: publish email.in',
  'api.shop: publish email.in',
  'mail.shop: get email',
  'mail.shop: purge email',
];

(lacks === undefined ? describe : describe.skip)('a RabbitMQ with what is rendered', () => {
  const rendered = renderedBroker();
  const metrics = `https://${rendered.metrics.serverName}:${rendered.metrics.port}${rendered.metrics.path}`;
  let broker: Broker;

  beforeAll(async () => {
    broker = await startBroker({ runDir: runFolder(), name: 'queue' }, rendered);
  });

  afterAll(() => broker?.kill());

  async function outcomeOf(step: Step): Promise<unknown> {
    return (await broker.ask(step))[0];
  }

  test('lets each client do what it was granted, and nothing else', async () => {
    expect([...rendered.clients].sort()).toEqual(CLIENTS);
    const steps = CLIENTS.flatMap((as) => TRIED.map((what) => ({ as, do: what })));
    const outcomes = await broker.ask(...steps);
    const told = steps.map(
      ({ as, do: [what, ...of] }, at) => [`${as}: ${what} ${of.join(' ')}`, outcomes[at]] as const,
    );
    expect(told.filter(([, outcome]) => outcome === 'ok').map(([step]) => step)).toEqual(GRANTED);
    expect(told.filter(([, outcome]) => outcome !== 'ok' && outcome !== '403')).toEqual([]);
  });

  test('lets nobody in without a certificate of its authority, by a password, unknown to it or by TLS 1.2', async () => {
    const shake: Step['do'] = ['shake hands'];
    const connect: Step['do'] = ['connect'];
    const outcomes = await broker.ask(
      { as: 'mail.shop', do: shake },
      { do: shake },
      { as: FOREIGN, do: shake },
      { as: 'mail.shop', tls: 'TLSv1_2', do: shake },
      { as: 'mail.shop', do: connect },
      { as: UNKNOWN, do: connect },
      { as: FIRST_USER[0], do: connect },
      { as: 'mail.shop', password: FIRST_USER, do: connect },
    );
    const login = /^no: ProbableAuthenticationError/;
    expect(outcomes).toEqual([
      'TLSv1.3',
      'TLSV13_ALERT_CERTIFICATE_REQUIRED',
      'TLSV1_ALERT_UNKNOWN_CA',
      'TLSV1_ALERT_PROTOCOL_VERSION',
      'ok',
      ...[expect.stringMatching(login), expect.stringMatching(login), expect.stringMatching(login)],
    ]);
  });

  test('makes a message that was given back as often as is said a dead letter, which stays however often it is given back', async () => {
    const dead = { as: 'again.shop', do: ['take', 'email.dead'] } as const;
    await outcomeOf({ as: 'mail.shop', do: ['take', 'email'] });
    expect(
      await broker.ask(
        { as: 'api.shop', do: ['publish', 'email.in', 'fails'] },
        { as: 'mail.shop', do: ['give back', 'email', 100] },
        // More often than RabbitMQ 4 bears by itself.
        { as: 'again.shop', do: ['give back', 'email.dead', 30] },
        dead,
        { as: 'mail.shop', do: ['take', 'email'] },
      ),
    ).toEqual(['ok', DELIVERIES, 30, [{ body: 'fails', died: ['delivery_limit in email'] }], []]);
  });

  test('makes a message that somebody rejects a dead letter at once', async () => {
    expect(
      await broker.ask(
        { as: 'api.shop', do: ['publish', 'email.in', 'nonsense'] },
        { as: 'mail.shop', do: ['reject', 'email'] },
        { as: 'again.shop', do: ['give back', 'email.dead', 1] },
        { as: 'again.shop', do: ['take', 'email.dead'] },
      ),
    ).toEqual(['ok', 'ok', 1, [{ body: 'nonsense', died: ['rejected in email'] }]]);
  });

  test('has the metrics that alerts ask for, of each queue, where Prometheus scrapes them', async () => {
    const exported = metricsIn(`${await outcomeOf({ do: ['scrape', metrics] })}`);
    expectRecorded('rabbitmq', exported);
  });

  test('counts what somebody has in hand until it is done, so that a scaler does not take it for done', async () => {
    await outcomeOf({ as: 'api.shop', do: ['publish', 'email.in', 'a', 'b', 'c'] });
    const scraped = `${await outcomeOf({ as: 'mail.shop', do: ['hold', 'email', 2, metrics] })}`;
    const counted = [...scraped.matchAll(/^rabbitmq_queue_(messages\w*)\{[^}]*queue="email"\} (\d+)$/gm)];
    const counts = Object.fromEntries(counted.map(([, what, count]) => [what!, Number(count)]));
    await outcomeOf({ as: 'mail.shop', do: ['take', 'email'] });
    expect(counts).toMatchObject({ messages: 3, messages_ready: 1, messages_unacked: 2 });
  });

  describe('that was killed while somebody published, and started again without a client and its queue', () => {
    let confirmed: number;

    beforeAll(async () => {
      const publishing = outcomeOf({ as: 'api.shop', do: ['load', 'email.in'] });
      await sleep(LOAD_MS);
      await broker.kill();
      confirmed = (await publishing) as number;
      await broker.startAgain(renderedBroker({ accounts: false }).files);
    });

    test('has every message that it has confirmed', async () => {
      expect(confirmed).toBeGreaterThan(50);
      const taken = (await outcomeOf({ as: 'mail.shop', do: ['take', 'email'] })) as readonly { body: string }[];
      const bodies = new Set(taken.map(({ body }) => body));
      const all = Array.from({ length: confirmed }, (_, number) => `${number}`);
      expect(all.filter((body) => !bodies.has(body))).toEqual([]);
    });

    test('keeps both, until somebody deletes them', async () => {
      expect(await outcomeOf({ as: 'accounts.shop', do: ['get', 'report'] })).toBe('ok');
    });
  });
});
