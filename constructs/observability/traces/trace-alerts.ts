import type { Construct } from 'constructs';
import { SecureNamespace } from '../../network/secure-namespace';
import { alerts, type KnownAlert } from '../alerts';
import { exportAlerts, matchersOf, seeLog, type Watched } from '../collector-alerts';
import { Series } from '../promql';

/** Says when spans are lost, and before. */
export function traceAlerts(scope: Construct, name: string, mostTraces: number): void {
  const { name: namespace } = SecureNamespace.of(scope);
  const watched = { namespace, pods: `${name}-[0-9]+` };
  const rules = () => [refused(watched), bufferFills(watched, mostTraces), ...exported(watched)];
  alerts(scope, 'alerts', { name, rules });
}

function refused(watched: Watched): KnownAlert {
  const spans = Series.of('otelcol_receiver_refused_spans', matchersOf(watched));
  return {
    alert: 'SpansRefused',
    expr: `${spans.rate('5m').sumBy('pod').above(0)}`,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'The collector of traces refuses spans, in {{ $labels.pod }}',
      description:
        'It refuses {{ $value }} of them a second, for want of memory. Senders try again for a while; then they drop them, errors ' +
        `among them. ${seeLog(watched.namespace)}`,
    },
  };
}

function bufferFills(watched: Watched, mostTraces: number): KnownAlert {
  const held = Series.of('otelcol_processor_tail_sampling_sampling_traces_on_memory', matchersOf(watched));
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

function exported(watched: Watched): readonly KnownAlert[] {
  const { namespace } = watched;
  return exportAlerts(watched, 'otelcol_exporter_send_failed_spans', {
    lost: {
      alert: 'TracesNotExported',
      annotations: {
        summary: 'The store of traces refuses spans of {{ $labels.pod }}',
        description: `It refuses {{ $value }} of them a second for good, and they are lost. ${seeLog(namespace)}`,
      },
    },
    waits: {
      alert: 'TraceQueueFills',
      annotations: {
        summary: 'Traces wait in {{ $labels.pod }} to be sent to their store',
        description:
          'Its queue is full to {{ $value | humanizePercentage }}. Full, it decides on nothing more, takes nothing more, and senders drop ' +
          `their spans. ${seeLog(namespace)}`,
      },
    },
    unknown: {
      alert: 'TraceExportUnknown',
      annotations: {
        summary: `Nobody knows whether traces are collected by ${namespace}`,
        description:
          'The metrics of its collector have been missing for a quarter of an hour. Look for their target in Prometheus.',
      },
    },
  });
}
