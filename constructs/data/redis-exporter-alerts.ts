import type { Construct } from 'constructs';
import type { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { alerts, type KnownAlert } from '../observability/alerts';
import type { Metric } from '../observability/metrics';
import { Series } from '../observability/promql';

/** What of its memory for data may be in use, in percent, before somebody is told: at 100, every write is refused. */
const FULL_PERCENT = 90;

/** As `min-replicas-max-lag`: a primary counts no replica that is further behind. */
const BEHIND_SECONDS = 10;

export interface ExporterAlertsOptions {
  /** Whether it refuses writes when it is full, and does not make room. */
  readonly keeps: boolean;
  /** Whether it is one of several. */
  readonly replicated: boolean;
}

/**
 * Says what its exporter sees of a server: nothing, as it is not let in; memory that is nearly full; clients that are turned away;
 * replicas that are behind.
 */
export function exporterAlerts(scope: Construct, name: string, options: ExporterAlertsOptions): KubernetesObject {
  const { name: namespace } = SecureNamespace.of(scope);
  const rules = [
    refused(namespace, name),
    ...(options.keeps ? [nearlyFull(namespace, name)] : []),
    turnsAway(namespace, name),
    ...(options.replicated ? [cutOff(namespace, name), behind(namespace, name)] : []),
  ];
  // With a dot, which the name of no other rule has.
  return alerts(scope, 'exporter-alerts', { name: `${name}.exporter`, rules: () => rules });
}

/** By the job that the operator of Prometheus names after the PodMonitor. */
function series(metric: Metric & `redis_${string}`, namespace: string, name: string): Series {
  return Series.of(metric, { job: `${namespace}/${name}` });
}

/** Asks one of its containers what it says. */
function log(namespace: string, container: string, lines: number): string {
  return `kubectl -n ${namespace} logs {{ $labels.pod }} -c ${container} --tail=${lines}`;
}

function refused(namespace: string, name: string): KnownAlert {
  return {
    alert: 'RedisExporterRefused',
    expr: `${series('redis_up', namespace, name).now.minBy('pod').equals(0)}`,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `The exporter in {{ $labels.pod }} is not answered by its server`,
      description:
        `Its redis_up is {{ $value }}, so that nobody knows the memory, clients and replicas of the Redis ${name} of ${namespace}. ` +
        `See whether the server runs, and what the exporter says: ${log(namespace, 'exporter', 20)}.`,
    },
  };
}

function nearlyFull(namespace: string, name: string): KnownAlert {
  return {
    alert: 'RedisNearlyFull',
    expr: `${series('redis_memory_used_bytes', namespace, name)
      .now.maxBy('pod')
      .over(series('redis_memory_max_bytes', namespace, name).now.maxBy('pod'))
      .times(100)
      .above(FULL_PERCENT)}`,
    for: '10m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `{{ $labels.pod }} will soon refuse what is written to it`,
      description:
        `{{ $value | printf "%.0f" }} percent of its memory for data are in use, and it forgets nothing by itself: at 100, every write to the Redis ${name} of ${namespace} is answered with OOM. ` +
        'Raise its memory, or find out who writes without an end.',
    },
  };
}

function turnsAway(namespace: string, name: string): KnownAlert {
  return {
    alert: 'RedisTurnsClientsAway',
    expr: `${series('redis_rejected_connections_total', namespace, name).rate('5m').maxBy('pod').above(0)}`,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `{{ $labels.pod }} has as many clients as it takes`,
      description:
        `It turns {{ $value | printf "%.2f" }} connections away each second. See which workload of the Redis ${name} of ${namespace} opens so many: ` +
        'a client that makes one for each request, or never closes one.',
    },
  };
}

function cutOff(namespace: string, name: string): KnownAlert {
  return {
    alert: 'RedisReplicaCutOff',
    expr: `${series('redis_master_link_up', namespace, name).now.minBy('pod').equals(0)}`,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `{{ $labels.pod }} has lost the primary that it follows`,
      description:
        `Its redis_master_link_up is {{ $value }}: what is written to the Redis ${name} of ${namespace} does not reach it, and it would be of no use as the next primary. ` +
        `See why: ${log(namespace, name, 50)}.`,
    },
  };
}

function behind(namespace: string, name: string): KnownAlert {
  return {
    alert: 'RedisReplicaBehind',
    expr: `${series('redis_connected_slave_lag_seconds', namespace, name).now.maxBy('pod').above(BEHIND_SECONDS)}`,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `A replica that follows {{ $labels.pod }} is behind`,
      description:
        `{{ $value }} s since it last said how far it is. What was written to the Redis ${name} of ${namespace} meanwhile would be lost with the primary, ` +
        `which takes no writes once nobody keeps up. See which: ${log(namespace, name, 50)}.`,
    },
  };
}
