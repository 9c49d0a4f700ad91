import { createHash, generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOG_FIELDS } from '../../constructs/observability/logs/fields';
import { SECRET_KINDS } from '../../constructs/observability/logs/secrets';
import { Node } from './logs/collector';
import { type Line, linesOf } from './logs/lines';
import { type LogStore, startLogStore, type Taken } from './logs/store';
import { eventually } from './support/eventually';
import { expectRecorded, metricsIn } from './support/metrics';

// Ten thousand lines take it a few seconds: a collector that takes longer is at fault.
jest.setTimeout(120_000);

const LINES = linesOf(10_000, 200);
const PLANTED = LINES.filter(({ secret }) => secret !== undefined);
const DEBUG = LINES.filter(({ level }) => level === 'DEBUG');

/** As a program prints one: each of its lines is a line of the log. */
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trimEnd().split('\n');
const HASH = createHash('sha256').update('of a file').digest('hex');
const LAST = 'all is written';

let store: LogStore;
let node: Node;
let metrics: string;
/** By its id, each line that arrived, as often as it did. */
const arrived = new Map<string, Taken[]>();

const idIn = (value: unknown): string | undefined => /line-\d{6}/.exec(JSON.stringify(value))?.[0];

const whatArrived = (line: Line): Taken => arrived.get(line.id)![0]!;

/** Waits until every line of these has arrived that has to. */
async function allOf(lines: readonly Line[]): Promise<void> {
  const wanted = lines.filter(({ level }) => level !== 'DEBUG').map(({ id }) => id);
  await eventually(
    async () => {
      const ids = new Set(store.taken.map(({ body }) => idIn(body)));
      return wanted.every((id) => ids.has(id));
    },
    {
      what: `all of ${wanted.length} lines, of which ${store.taken.length} are there`,
      timeoutMs: 40_000,
      everyMs: 500,
    },
  );
}

beforeAll(async () => {
  store = await startLogStore();
  node = await Node.whoseStoreIs(store.url);
  const first = await node.collect('SIGTERM');
  node.write(LINES.slice(0, 3000));
  await allOf(LINES.slice(0, 3000));

  // The store is away: what is read waits in the queue, and the collector is ended by its node.
  store.away = true;
  node.write(LINES.slice(3000, 5000));
  await eventually(async () => store.refused > 0, { what: 'a collector that is sent away', timeoutMs: 20_000 });
  await first.stop();

  // While there is none, lines are written; the next one is killed before its store is back.
  node.write(LINES.slice(5000, 7000));
  const second = await node.collect('SIGKILL');
  await sleep(2000);
  await second.stop();
  node.write(LINES.slice(7000));
  store.away = false;
  const third = await node.collect('SIGTERM');
  await allOf(LINES);
  for (const taken of store.taken) {
    const id = idIn(taken.body)!;
    arrived.set(id, [...(arrived.get(id) ?? []), taken]);
  }
  node.writeText('mail', [...KEY, HASH, LAST]);
  await eventually(async () => store.text().includes(LAST), { what: 'the last line of all', timeoutMs: 20_000 });
  // Last, what is lost: the failed ones are counted from the first on.
  store.refusesForGood = true;
  node.writeText('mail', ['refused for good']);
  const counted = async () => {
    const text = await (await fetch(node.metrics)).text();
    return text.includes('\notelcol_exporter_send_failed_log_records') && text;
  };
  metrics = await eventually(counted, { what: 'a line that is lost is counted', timeoutMs: 20_000 });
  await third.stop();
});

afterAll(() => store.stop());

test('no line is lost, also across restarts and while the store is away', () => {
  const lost = LINES.filter(({ id, level }) => level !== 'DEBUG' && !arrived.has(id));
  expect(lost).toEqual([]);
  expect(LINES.length - DEBUG.length).toBeGreaterThan(8900);
});

test('of ten lines of level DEBUG about one is kept, and of other levels all', () => {
  const kept = DEBUG.filter(({ id }) => arrived.has(id)).length / DEBUG.length;
  expect(kept).toBeGreaterThan(0.05);
  expect(kept).toBeLessThan(0.2);
});

test('every line has the nine fields, its level in one form', () => {
  for (const { body } of store.taken) {
    expect(Object.keys(body)).toEqual(expect.arrayContaining([...LOG_FIELDS]));
    expect(body['environment']).toBe('test');
    expect(body['timestamp']).toMatch(/^20\d\d-\d\d-\d\dT/);
  }
  const wrong = LINES.filter(({ id }) => arrived.has(id))
    .filter((line) => whatArrived(line).body['level'] !== line.level || whatArrived(line).severity !== line.level)
    .map((line) => `${line.text} is ${String(whatArrived(line).body['level'])}`);
  expect(wrong).toEqual([]);
});

test('says whose a line is, the workload of a proxy too', () => {
  const services = new Map(LINES.map(({ id, container }) => [id, container === 'mail' ? 'mail' : 'api']));
  for (const [id, [taken]] of arrived) {
    expect([taken!.body['service'], taken!.resource['service.name']]).toEqual([services.get(id), services.get(id)]);
    expect(taken!.resource['k8s.namespace.name']).toBe('shop');
  }
});

test('of 200 planted secrets of 12 kinds none is left', () => {
  expect(PLANTED).toHaveLength(200);
  expect([...new Set(PLANTED.map(({ secret }) => secret!.kind))].sort()).toEqual(
    SECRET_KINDS.map(({ name }) => name).sort(),
  );
  const text = store.text();
  const left = PLANTED.filter(({ secret }) => text.includes(secret!.value)).map((line) => [
    line.secret!.kind,
    line.text,
  ]);
  expect(left).toEqual([]);
  const unmarked = PLANTED.filter((line) => !JSON.stringify(whatArrived(line).body).includes('[redacted '));
  expect(unmarked).toEqual([]);
});

test('of a key that is written over several lines, none of the full ones is left; of a hash, all', () => {
  const full = KEY.filter((line) => line.length === 64);
  expect(full.length).toBeGreaterThan(20);
  expect(full.filter((line) => store.text().includes(line))).toEqual([]);
  expect(store.text()).toContain(HASH);
});

test('of a line without a secret, nothing is taken out', () => {
  const changed = LINES.filter(({ secret, id }) => secret === undefined && arrived.has(id)).filter((line) =>
    JSON.stringify(whatArrived(line).body).includes('[redacted '),
  );
  expect(changed.map(({ text }) => text)).toEqual([]);
});

test('has the metrics that the alerts ask for, of lines that are lost too', () => {
  expectRecorded('otelcol', metricsIn(metrics));
});
