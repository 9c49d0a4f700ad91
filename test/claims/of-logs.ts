import { proven as of, type ProvenClaim } from './claim';

const COLLECTOR = 'OpenTelemetry Collector 0.165, built of the components that are named';

/** What a test has the collector of logs show. */
export const OF_LOGS: readonly ProvenClaim[] = [
  of(
    'a collector loses no line above DEBUG, also when it is ended or killed and while its store is away',
    [
      'constructs/observability/logs',
      'docs/guides/logs.md#when-the-store-is-away',
      'docs/adr/0027-logs-are-read-on-the-node.md',
    ],
    COLLECTOR,
    ['logs.test.ts', 'no line is lost, also across restarts and while the store is away'],
  ),
  of('every line in a store of logs has the nine fields', ['docs/guides/logs.md#what-a-line-has'], COLLECTOR, [
    'logs.test.ts',
    'every line has the nine fields, its level in one form',
  ]),
  of(
    'secrets of 12 kinds do not reach a store of logs',
    ['constructs/observability/logs/secrets.ts', 'docs/guides/logs.md#what-is-taken-out'],
    COLLECTOR,
    ['logs.test.ts', 'of 200 planted secrets of 12 kinds none is left'],
  ),
];
