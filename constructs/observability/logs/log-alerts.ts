import type { Construct } from 'constructs';
import { SecureNamespace } from '../../network/secure-namespace';
import { alerts, type KnownAlert } from '../alerts';
import { Series } from '../promql';

/** Says when lines are lost, and before: a collector that waits keeps its place, and the node keeps a file for as long as it is not rotated twice. */
export function logAlerts(scope: Construct, name: string): void {
  const { name: namespace } = SecureNamespace.of(scope);
  alerts(scope, 'alerts', { name, rules: () => [notExported(namespace), queueFills(namespace), unknown(namespace)] });
}

const seeLog = (namespace: string) => `kubectl -n ${namespace} logs {{ $labels.pod }} says why.`;

function notExported(namespace: string): KnownAlert {
  const failed = Series.of('otelcol_exporter_send_failed_log_records', { namespace });
  return {
    alert: 'LogsNotExported',
    expr: `${failed.rate('5m').sumBy('pod').above(0)}`,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'The store of logs refuses lines of {{ $labels.pod }}',
      description: `It refuses {{ $value }} of them a second for good, and they are lost. ${seeLog(namespace)}`,
    },
  };
}

function queueFills(namespace: string): KnownAlert {
  const size = Series.of('otelcol_exporter_queue_size', { namespace }).now.maxBy('pod');
  const capacity = Series.of('otelcol_exporter_queue_capacity', { namespace }).now.maxBy('pod');
  return {
    alert: 'LogQueueFills',
    expr: `${size.over(capacity).above(0.5)}`,
    for: '10m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'Lines wait in {{ $labels.pod }} to be sent to the store of logs',
      description:
        'Its queue is full to {{ $value | humanizePercentage }}. Full, it reads no further, and what the node rotates away meanwhile ' +
        `is lost. ${seeLog(namespace)}`,
    },
  };
}

function unknown(namespace: string): KnownAlert {
  return {
    alert: 'LogExportUnknown',
    expr: `${Series.of('otelcol_exporter_queue_capacity', { namespace }).absent}`,
    for: '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `Nobody knows whether logs are collected by ${namespace}`,
      description:
        'The metrics of its collectors have been missing for a quarter of an hour. Look for their targets in Prometheus.',
    },
  };
}
