import type { Construct } from 'constructs';
import type { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { alerts, type KnownAlert } from '../observability/alerts';
import { Series } from '../observability/promql';
import type { Vector } from '../observability/vector';
import { MEMBERS } from './redis-replication';
import { QUORUM } from './redis-sentinel-config';

/**
 * Says when there is no primary, when one that follows it is missing, and when Sentinels could not replace it.
 *
 * By how many pods are ready, since that is what their probes ask: of a server, whether it takes writes or has all that the
 * primary has; of a Sentinel, whether it reaches enough others.
 */
export function redisAlerts(scope: Construct, name: string): KubernetesObject {
  const { name: namespace } = SecureNamespace.of(scope);
  const [servers, sentinels] = [name, `${name}-sentinel`].map((set) => ready(namespace, set).min) as [Vector, Vector];
  const rules: readonly KnownAlert[] = [
    {
      alert: 'RedisWithoutPrimary',
      expr: `${servers.equals(0)}`,
      for: '1m',
      labels: { severity: 'critical' },
      annotations: {
        summary: `Nobody can write to the Redis ${name} of ${namespace}`,
        description:
          `{{ $value }} of its servers take writes or follow one that does. Ask Sentinels whom they know: ` +
          `kubectl -n ${namespace} logs ${name}-sentinel-0 --tail=50, and kubectl -n ${namespace} get pods.`,
      },
    },
    {
      alert: 'RedisReplicaMissing',
      expr: `${servers.from(MEMBERS).above(0)}`,
      for: '15m',
      labels: { severity: 'warning' },
      annotations: {
        summary: `A replica of the Redis ${name} of ${namespace} has lost its link, or does not run`,
        description:
          `{{ $value }} of ${MEMBERS} servers are not in use; with one more that is lost, nobody can write. ` +
          `See which, and why: kubectl -n ${namespace} get pods, and the log of the pod that is not ready.`,
      },
    },
    {
      alert: 'SentinelsBelowQuorum',
      expr: `${sentinels.from(QUORUM).above(0)}`,
      for: '5m',
      labels: { severity: 'critical' },
      annotations: {
        summary: `Nobody would replace the primary of the Redis ${name} of ${namespace}`,
        description:
          `{{ $value }} Sentinels too few reach each other. Who writes can do so until the primary is lost. ` +
          `See why: kubectl -n ${namespace} get pods, and the log of ${name}-sentinel-0.`,
      },
    },
    {
      alert: 'RedisUnknown',
      expr: `absent(${ready(namespace, name)})`,
      for: '15m',
      labels: { severity: 'warning' },
      annotations: {
        summary: `Nobody knows how the Redis ${name} of ${namespace} is`,
        description:
          'How many of its pods are ready has been missing for a quarter of an hour. Look for kube-state-metrics among the targets of Prometheus.',
      },
    },
  ];
  return alerts(scope, 'alerts', { name, rules: () => rules });
}

/** Prometheus renames the label where it keeps its own. */
function ready(namespace: string, statefulset: string): Vector {
  const metric = 'kube_statefulset_status_replicas_ready';
  return Series.of(metric, { exported_namespace: namespace, statefulset }).now.or(
    Series.of(metric, { namespace, statefulset }).now,
  );
}
