import type { KnownAlert } from './alerts';
import { Series } from './promql';

/** A collector, as its metrics are asked for. */
export interface Watched {
  readonly namespace: string;
  /** A pattern of the names of its pods: another collector in the namespace has the same metrics. */
  readonly pods: string;
}

/** How an alert is called, and what it says. */
type Told = Pick<KnownAlert, 'alert' | 'annotations'>;

/** What of its metrics counts what its store has refused for good. */
type Refused = 'otelcol_exporter_send_failed_log_records' | 'otelcol_exporter_send_failed_spans';

/** Says when what a collector has to send is lost, when it waits, and when nobody knows. */
export function exportAlerts(
  watched: Watched,
  refused: Refused,
  told: { readonly lost: Told; readonly waits: Told; readonly unknown: Told },
): readonly KnownAlert[] {
  const of = matchersOf(watched);
  const size = Series.of('otelcol_exporter_queue_size', of).now.maxBy('pod');
  const capacity = Series.of('otelcol_exporter_queue_capacity', of);
  const warning = { labels: { severity: 'warning' } } as const;
  return [
    { ...told.lost, ...warning, expr: `${Series.of(refused, of).rate('5m').sumBy('pod').above(0)}`, for: '5m' },
    { ...told.waits, ...warning, expr: `${size.over(capacity.now.maxBy('pod')).above(0.5)}`, for: '10m' },
    { ...told.unknown, ...warning, expr: `${capacity.absent}`, for: '15m' },
  ];
}

/** By what each of its metrics is asked for. */
export function matchersOf({ namespace, pods }: Watched) {
  return { namespace, pod: { matches: pods } } as const;
}

/** Where to look, whatever it is. */
export function seeLog(namespace: string): string {
  return `kubectl -n ${namespace} logs {{ $labels.pod }} says why.`;
}
