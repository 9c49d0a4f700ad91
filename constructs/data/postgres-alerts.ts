import type { Construct } from 'constructs';
import { Environment } from '../environment';
import { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { monitorLabels } from '../operators/whereabouts';

/**
 * Says when the exporter of a database cannot read the database: its port answers all the same, so its target stays up, and
 * every alert on lag, connections or archiving is silent.
 *
 * https://cloudnative-pg.io/documentation/current/monitoring/#predefined-set-of-metrics
 */
export function postgresAlerts(scope: Construct, name: string): KubernetesObject {
  const { name: namespace } = SecureNamespace.of(scope);
  const of = `namespace="${namespace}",pod=~"${name}-[0-9]+"`;
  return new KubernetesObject(scope, 'alerts', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name, ...monitorLabels(Environment.of(scope).facts) },
    spec: {
      groups: [
        {
          name,
          rules: [
            {
              alert: 'MetricsIncomplete',
              expr: `max by (pod) (cnpg_collector_last_collection_error{${of}}) > 0`,
              for: '15m',
              labels: { severity: 'warning' },
              annotations: {
                summary: `The exporter of {{ $labels.pod }} cannot read the database`,
                description: `Metrics are missing, while the target is up. kubectl -n ${namespace} logs {{ $labels.pod }} says which query fails; it needs CONNECT for pg_monitor.`,
              },
            },
            {
              alert: 'MetricsMissing',
              expr: `absent(cnpg_collector_last_collection_error{${of}})`,
              for: '15m',
              labels: { severity: 'warning' },
              annotations: {
                summary: `Nobody knows how the database ${name} of ${namespace} is`,
                description:
                  'Its metrics have been missing for a quarter of an hour. Look for its scrape target in Prometheus.',
              },
            },
          ],
        },
      ],
    },
  });
}
