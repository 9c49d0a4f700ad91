import type { Construct } from 'constructs';
import { SecureNamespace } from '../../network/secure-namespace';
import { alerts, type KnownAlert } from '../alerts';
import { Series } from '../promql';

/** Says when spans are lost, and before. */
export function traceAlerts(scope: Construct, name: string, mostTraces: number): void {
  const { name: namespace } = SecureNamespace.of(scope);
  alerts(scope, 'alerts', {
    name,
    rules: () => [
      refused(namespace),
      bufferFills(namespace, mostTraces),
      notExported(namespace),
      queueFills(namespace),
      unknown(namespace),
    ],
  });
}

const seeLog = (namespace: string) => `kubectl -n ${namespace} logs {{ $labels.pod }} says why.`;

function refused(namespace: string): KnownAlert {
  const spans = Series.of('otelcol_receiver_refused_spans', { namespace });
  return {
    alert: 'SpansRefused',
    expr: `${spans.rate('5m').sumBy('pod').above(0)}`,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'The collector of traces refuses spans, in {{ $labels.pod }}',
      description:
        'It refuses {{ $value }} of them a second, for want of memory. Senders try again for a while; then they drop them, errors ' +
        `among them. ${seeLog(namespace)}`,
    },
  };
}

function bufferFills(namespace: string, mostTraces: number): KnownAlert {
  const held = Series.of('otelcol_processor_tail_sampling_sampling_traces_on_memory', { namespace });
  return {
    alert: 'TraceBufferFills',
    expr: `${held.now.maxBy('pod').above(Math.floor(mostTraces * 0.9))}`,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'More traces begin than were said to, by what {{ $labels.pod }} holds',
      description:
        `It holds {{ $value }} undecided ones, of ${mostTraces} at most. Full, it takes no more until some are decided on, and senders ` +
        'wait, then drop. Raise `tracesPerSecond`, and with it the memory.',
    },
  };
}

function notExported(namespace: string): KnownAlert {
  const failed = Series.of('otelcol_exporter_send_failed_spans', { namespace });
  return {
    alert: 'TracesNotExported',
    expr: `${failed.rate('5m').sumBy('pod').above(0)}`,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'The store of traces refuses spans of {{ $labels.pod }}',
      description: `It refuses {{ $value }} of them a second for good, and they are lost. ${seeLog(namespace)}`,
    },
  };
}

function queueFills(namespace: string): KnownAlert {
  const size = Series.of('otelcol_exporter_queue_size', { namespace }).now.maxBy('pod');
  const capacity = Series.of('otelcol_exporter_queue_capacity', { namespace }).now.maxBy('pod');
  return {
    alert: 'TraceQueueFills',
    expr: `${size.over(capacity).above(0.5)}`,
    for: '10m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'Traces wait in {{ $labels.pod }} to be sent to their store',
      description:
        'Its queue is full to {{ $value | humanizePercentage }}. Full, it decides on nothing more, takes nothing more, and senders drop ' +
        `their spans. ${seeLog(namespace)}`,
    },
  };
}

function unknown(namespace: string): KnownAlert {
  return {
    alert: 'TraceExportUnknown',
    expr: `${Series.of('otelcol_exporter_queue_capacity', { namespace }).absent}`,
    for: '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `Nobody knows whether traces are collected by ${namespace}`,
      description:
        'The metrics of its collector have been missing for a quarter of an hour. Look for their target in Prometheus.',
    },
  };
}
