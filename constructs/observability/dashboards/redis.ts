import { Series } from '../promql';
import { graph } from './graph';
import type { Row } from './model';

/**
 * Utilisation, saturation and errors of a Redis, as the kubelet and kube-state-metrics see its pod: it has no exporter of its own.
 */
export function redisRows(namespace: string, redis: string): readonly Row[] {
  const pod = { matches: `${redis}-[0-9]+` };
  const of = { namespace, pod, container: { matches: '.+' } };
  const memory = Series.of('container_memory_working_set_bytes', of).now.sumBy('pod');
  const limit = Series.of('container_spec_memory_limit_bytes', of).now.sumBy('pod');
  return [
    {
      title: 'Utilisation',
      panels: [
        graph('Memory', 'bytes', 'Its limit is where it is killed.', { used: memory, limit }),
        // It has no limit that would hold it back: what is full is the one core.
        graph('CPU', 'cores', 'It runs commands on one core, and at 1 they wait.', {
          used: Series.of('container_cpu_usage_seconds_total', of).rate('5m').sumBy('pod'),
        }),
      ],
    },
    {
      title: 'Saturation and errors',
      panels: [
        graph('Memory in use', 'share', 'Of its limit; three quarters of it hold data.', { used: memory.over(limit) }),
        graph('Restarts', 'count', 'Each is a gap of seconds.', {
          restarts: Series.of('kube_pod_container_status_restarts_total', {
            exported_namespace: namespace,
            exported_pod: pod,
          }).now.or(Series.of('kube_pod_container_status_restarts_total', { namespace, pod }).now).sum,
        }),
      ],
    },
  ];
}
