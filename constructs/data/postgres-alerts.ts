import type { Construct } from 'constructs';
import type { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { alerts, type KnownAlert } from '../observability/alerts';
import { backupAlerts, drillAlerts } from './backup-alerts';
import { poolerAlerts } from './pooler-alerts';
import type { PostgresBackup } from './postgres-backup';
import { replicaAlerts } from './replica-alerts';

/**
 * Says when the exporter of a database cannot read the database: its port answers all the same, so its target stays up, and
 * every alert on lag, connections or archiving is silent.
 *
 * https://cloudnative-pg.io/documentation/current/monitoring/#predefined-set-of-metrics
 */
export function postgresAlerts(
  scope: Construct,
  name: string,
  {
    backup,
    replicasAreRead,
    poolers,
  }: {
    readonly backup?: Pick<PostgresBackup, 'drillSeconds'>;
    readonly replicasAreRead: () => boolean;
    readonly poolers: () => readonly string[];
  },
): KubernetesObject {
  const { name: namespace } = SecureNamespace.of(scope);
  const of = `namespace="${namespace}",pod=~"${name}-[0-9]+"`;
  const incomplete: KnownAlert = {
    alert: 'MetricsIncomplete',
    // A query that fails is counted by the first, and what the exporter asks of itself by the second.
    expr: `max by (pod) ({__name__=~"cnpg_last_error|cnpg_collector_last_collection_error",${of}}) > 0`,
    for: '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'The exporter of {{ $labels.pod }} cannot read the database',
      description: `Metrics are missing, while the target is up. kubectl -n ${namespace} logs {{ $labels.pod }} says which query fails; it needs CONNECT for pg_monitor.`,
    },
  };
  const missing: KnownAlert = {
    alert: 'MetricsMissing',
    expr: `absent(cnpg_collector_last_collection_error{${of}})`,
    for: '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `Nobody knows how the database ${name} of ${namespace} is`,
      description: 'Its metrics have been missing for a quarter of an hour. Look for its scrape target in Prometheus.',
    },
  };
  return alerts(scope, 'alerts', {
    name,
    rules: () => [
      incomplete,
      missing,
      ...poolerAlerts(namespace, name, poolers()),
      ...(backup ? backupAlerts(namespace, name, of) : []),
      ...(backup?.drillSeconds ? drillAlerts(namespace, name, backup.drillSeconds) : []),
      ...(replicasAreRead() ? replicaAlerts(namespace, name) : []),
    ],
  });
}
