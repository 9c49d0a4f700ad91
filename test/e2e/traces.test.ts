import { join } from 'node:path';
import { SECRET_KINDS } from '../../constructs/observability/logs/secrets';
import { PROGRAM_MEBIBYTES, SPAN_BYTES } from '../../constructs/observability/traces/trace-memory';
import { eventually } from './support/eventually';
import { expectRecorded, metricsIn } from './support/metrics';
import { runFolder } from './support/world';
import { Collector } from './traces/collector';
import { startTraceStore, type Taken, type TraceStore } from './traces/store';
import { type Trace, tracesOf } from './traces/traces';

// Twenty thousand traces take it half a minute, most of it waiting: a collector that takes longer is at fault.
jest.setTimeout(120_000);

const TRACES = tracesOf(0, 20_000);
const OF_KIND = (kind: Trace['kind']) => TRACES.filter((trace) => trace.kind === kind);
const PLANTED = TRACES.filter(({ secret }) => secret !== undefined);

/** Beside those, as it is ended in the middle of its work. */
const LAST = tracesOf(20_000, 500);

const UNDECIDED = 'otelcol_processor_tail_sampling_sampling_traces_on_memory';

let store: TraceStore;
let collector: Collector;
let metrics: string;
/** By the id of its trace, what arrived. */
const arrived = new Map<string, Taken[]>();

/** Waits until every trace of these has arrived that has to, whole. */
async function allOf(traces: readonly Trace[]): Promise<void> {
  const wanted = traces
    .filter(({ kind }) => kind !== 'usual')
    .flatMap(({ spans }) => spans.map(({ spanId }) => spanId));
  await eventually(
    async () => {
      const ids = new Set(store.taken.map(({ span }) => span));
      return wanted.every((id) => ids.has(id));
    },
    {
      what: `all of ${wanted.length} spans, of which ${store.taken.length} are there`,
      timeoutMs: 40_000,
      everyMs: 500,
    },
  );
}

async function allDecided(): Promise<void> {
  await eventually(async () => (await collector.metric(UNDECIDED)) === 0, {
    what: 'a collector that has decided on all',
    timeoutMs: 20_000,
    everyMs: 500,
  });
}

beforeAll(async () => {
  const dir = join(runFolder(), 'traces');
  store = await startTraceStore(dir);
  collector = await Collector.whoseStoreIs(store);
  const first = await collector.collect('SIGKILL');
  await collector.send(TRACES.slice(0, 10_000));
  await allOf(TRACES.slice(0, 10_000));

  // The store is away: what is kept waits on the disk, and the collector is killed.
  store.away = true;
  await collector.send(TRACES.slice(10_000));
  await eventually(async () => store.refused > 0, { what: 'a collector that is sent away', timeoutMs: 20_000 });
  await allDecided();
  await first.stop();
  store.away = false;

  // The next one is told to end before it has decided on anything.
  const second = await collector.collect('SIGTERM');
  await allOf(TRACES);
  await collector.send(LAST);
  await second.stop();
  const third = await collector.collect('SIGTERM');
  await allOf(LAST);
  for (const taken of store.taken) arrived.set(taken.trace, [...(arrived.get(taken.trace) ?? []), taken]);

  // What the store refuses for good is counted, as everything is that alerts ask for.
  store.refusesForGood = true;
  await collector.send(tracesOf(30_000, 100));
  await eventually(async () => ((await collector.metric('otelcol_exporter_send_failed_spans')) ?? 0) > 0, {
    what: 'spans that are refused for good',
    timeoutMs: 20_000,
    everyMs: 500,
  });
  metrics = await (await fetch(collector.metrics)).text();
  await third.stop();
});

afterAll(() => store.stop());

const missingOf = (traces: readonly Trace[]) =>
  traces.filter(({ id, spans }) => {
    const ids = new Set(arrived.get(id)?.map(({ span }) => span));
    return !spans.every(({ spanId }) => ids.has(spanId));
  });

test('every trace with an error arrives, and all of it, also while the store is away and the collector is killed', () => {
  expect(OF_KIND('error')).toHaveLength(400);
  expect(missingOf(OF_KIND('error'))).toEqual([]);
});

test('every slow trace arrives, and all of it', () => {
  expect(OF_KIND('slow')).toHaveLength(200);
  expect(missingOf(OF_KIND('slow'))).toEqual([]);
});

test('of the others one in a hundred arrives, and all of it', () => {
  const usual = OF_KIND('usual');
  const kept = usual.filter(({ id }) => arrived.has(id));
  expect((kept.length / usual.length) * 100).toBeGreaterThan(0.7);
  expect((kept.length / usual.length) * 100).toBeLessThan(1.3);
  expect(missingOf(kept)).toEqual([]);
});

test('what was not decided on when the collector is told to end, it decides on', () => {
  const wanted = LAST.filter(({ kind }) => kind !== 'usual');
  expect(wanted.length).toBeGreaterThan(10);
  expect(missingOf(wanted)).toEqual([]);
  expect(LAST.filter(({ id }) => arrived.has(id)).length).toBeLessThan(wanted.length + 25);
});

test('of 200 planted secrets none is left, be it in an attribute, a list, a map, an event, a name or a message', () => {
  expect(PLANTED).toHaveLength(200);
  expect([...new Set(PLANTED.map(({ secret }) => secret!.kind))].sort()).toEqual(
    ['by name', ...SECRET_KINDS.map(({ name }) => name)].sort(),
  );
  const text = store.text();
  const left = PLANTED.filter(({ secret }) => text.includes(secret!.value));
  expect(left.map(({ secret, spans }) => [secret!.kind, JSON.stringify(spans[3])])).toEqual([]);
  const unmarked = PLANTED.filter(({ id }) => !arrived.get(id)!.some((span) => span.text.includes('[redacted')));
  expect(unmarked.map(({ spans }) => JSON.stringify(spans[3]))).toEqual([]);
});

test('of a trace without a secret, nothing is taken out or changed', () => {
  const plain = TRACES.filter(({ id, secret }) => secret === undefined && arrived.has(id));
  expect(plain.length).toBeGreaterThan(500);
  const changed = plain.filter(({ id }) => arrived.get(id)!.some(({ text }) => text.includes('[redacted')));
  expect(changed.map(({ spans }) => JSON.stringify(spans[3]))).toEqual([]);
  for (const { id } of plain) {
    for (const { attributes } of arrived.get(id)!) {
      expect(attributes).toMatchObject({
        'http.response.status_code': 200,
        'app.share': 0.25,
        'app.zones': ['a', 'b'],
        'app.took.nanoseconds': 1764417600000000000,
      });
    }
  }
});

test('holds spans in no more memory than is counted on for them', () => {
  const mebibytes = (bytes: number) => (10_000 * TRACES[0]!.spans.length * bytes) / 2 ** 20;
  // A part of them at least: garbage is not collected at the very moment of the most.
  expect(collector.mostAlive).toBeGreaterThan(mebibytes(512));
  expect(collector.mostAlive).toBeLessThan(PROGRAM_MEBIBYTES + mebibytes(SPAN_BYTES));
});

test('has the metrics that the alerts ask for', () => {
  expectRecorded('otelcol-traces', metricsIn(metrics));
});
