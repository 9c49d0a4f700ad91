import type { Construct } from 'constructs';
import { SecureNamespace } from '../../network/secure-namespace';
import { alerts } from '../alerts';
import { exportAlerts, seeLog } from '../collector-alerts';

/** Says when lines are lost, and before: a collector that waits keeps its place, and the node keeps a file for as long as it is not rotated twice. */
export function logAlerts(scope: Construct, name: string): void {
  const { name: namespace } = SecureNamespace.of(scope);
  const watched = { namespace, pods: `${name}-[a-z0-9]+` };
  const rules = () =>
    exportAlerts(watched, 'otelcol_exporter_send_failed_log_records', {
      lost: {
        alert: 'LogsNotExported',
        annotations: {
          summary: 'The store of logs refuses lines of {{ $labels.pod }}',
          description: `It refuses {{ $value }} of them a second for good, and they are lost. ${seeLog(namespace)}`,
        },
      },
      waits: {
        alert: 'LogQueueFills',
        annotations: {
          summary: 'Lines wait in {{ $labels.pod }} to be sent to the store of logs',
          description:
            'Its queue is full to {{ $value | humanizePercentage }}. Full, it reads no further, and what the node rotates away meanwhile ' +
            `is lost. ${seeLog(namespace)}`,
        },
      },
      unknown: {
        alert: 'LogExportUnknown',
        annotations: {
          summary: `Nobody knows whether logs are collected by ${namespace}`,
          description:
            'The metrics of its collectors have been missing for a quarter of an hour. Look for their targets in Prometheus.',
        },
      },
    });
  alerts(scope, 'alerts', { name, rules });
}
