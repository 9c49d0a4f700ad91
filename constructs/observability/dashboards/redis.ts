import { Series } from '../promql';
import { graph } from './graph';
import type { Row } from './model';

/**
 * Utilisation, saturation and errors of a Redis, as the kubelet and kube-state-metrics see its pods, and as its exporter sees the servers
 * in them where there is one.
 */
export function redisRows(namespace: string, redis: string, isExported: boolean): readonly Row[] {
  return [...rowsOfPods(namespace, redis), ...(isExported ? rowsOfServers(namespace, redis) : [])];
}

function rowsOfServers(namespace: string, redis: string): readonly Row[] {
  const of = { job: `${namespace}/${redis}` };
  const hits = Series.of('redis_keyspace_hits_total', of).rate('5m').sum;
  const misses = Series.of('redis_keyspace_misses_total', of).rate('5m').sum;
  const used = Series.of('redis_memory_used_bytes', of).now;
  const most = Series.of('redis_memory_max_bytes', of).now;
  return [
    {
      title: 'Data',
      panels: [
        graph('Memory for data', 'bytes', 'At its most, a Redis refuses writes, and a cache makes room.', {
          '{{pod}}': used.maxBy('pod'),
          most: most.maxBy('job'),
        }),
        graph('Evictions', 'per second', 'Entries that made room for others: of a Redis that keeps its data, none.', {
          '{{pod}}': Series.of('redis_evicted_keys_total', of).rate('5m').sumBy('pod'),
        }),
        graph('Hit rate', 'share', 'How many of the entries that were asked for were there.', {
          hits: hits.over(hits.plus(misses)),
        }),
      ],
    },
    {
      title: 'Clients and replicas',
      panels: [
        graph('Clients', 'count', 'A step is a deploy; a slope are connections that nobody closes.', {
          '{{pod}}': Series.of('redis_connected_clients', of).now.maxBy('pod'),
        }),
        graph('Turned away', 'per second', 'There are as many clients as it takes.', {
          '{{pod}}': Series.of('redis_rejected_connections_total', of).rate('5m').sumBy('pod'),
        }),
        graph('Replication lag', 'seconds', 'Of the replica that is furthest behind, at its primary.', {
          '{{pod}}': Series.of('redis_connected_slave_lag_seconds', of).now.maxBy('pod'),
        }),
      ],
    },
  ];
}

function rowsOfPods(namespace: string, redis: string): readonly Row[] {
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
