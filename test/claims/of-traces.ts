import { proven as of, type ProvenClaim } from './claim';

const COLLECTOR = 'OpenTelemetry Collector 0.165 with `tail_sampling` and `transform` of 0.161';

const MESH = 'istiod 1.29.1, Envoy 1.37.0 and OpenTelemetry Collector 0.165';

/** What a test has the collector of traces show. */
export const OF_TRACES: readonly ProvenClaim[] = [
  of(
    'a collector keeps every trace with an error whole, also while its store is away and it is killed',
    [
      'constructs/observability/traces',
      'docs/guides/traces.md#what-is-kept',
      'docs/guides/traces.md#when-the-store-is-away',
      'docs/adr/0028-traces-are-decided-on-in-one-place.md',
    ],
    COLLECTOR,
    [
      'traces.test.ts',
      'every trace with an error arrives, and all of it, also while the store is away and the collector is killed',
    ],
  ),
  of('a collector keeps every slow trace whole', ['docs/guides/traces.md#what-is-kept'], COLLECTOR, [
    'traces.test.ts',
    'every slow trace arrives, and all of it',
  ]),
  of(
    'of traces without an error that are not slow, a collector keeps the share that is said, each whole',
    ['docs/guides/traces.md#what-is-kept'],
    COLLECTOR,
    ['traces.test.ts', 'of the others one in a hundred arrives, and all of it'],
  ),
  of(
    'a collector that is told to end decides on the traces that it has',
    ['docs/guides/traces.md#one-pod', 'docs/adr/0028-traces-are-decided-on-in-one-place.md'],
    COLLECTOR,
    ['traces.test.ts', 'what was not decided on when the collector is told to end, it decides on'],
  ),
  of(
    'secrets of 12 kinds, and attributes that are named for one, do not reach a store of traces',
    ['constructs/observability/traces/redaction.ts', 'docs/guides/traces.md#what-is-taken-out'],
    COLLECTOR,
    [
      'traces.test.ts',
      'of 200 planted secrets none is left, be it in an attribute, a list, a map, an event, a name or a message',
    ],
  ),
  of(
    'a request that comes in by the gateway is one trace of the proxies of the gateway and the service, which their access logs name',
    ['constructs/observability/traces/proxy-spans.ts', 'docs/guides/traces.md#spans-of-the-mesh'],
    MESH,
    [
      'mesh/spans.ts',
      'that comes in by the gateway is one trace of the gateway and the service, which their access logs name',
    ],
  ),
  of(
    'a proxy that has no edge to the collector sends it no spans, and takes part in the trace all the same',
    ['constructs/observability/traces/proxy-spans.ts'],
    MESH,
    ['mesh/spans.ts', 'a proxy that is told to send spans and has no edge to the collector sends none'],
  ),
  of(
    'what an SDK sends to the collector is not traced itself',
    ['constructs/observability/traces/proxy-spans.ts'],
    MESH,
    ['mesh/spans.ts', 'that serves nobody else is no trace: what an SDK sends to the collector, by the same proxy'],
  ),
];
