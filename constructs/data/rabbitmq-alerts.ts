import type { Construct } from 'constructs';
import type { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { alerts, type KnownAlert } from '../observability/alerts';
import type { Metric } from '../observability/metrics';
import { Series } from '../observability/promql';
import type { Vector } from '../observability/vector';

/**
 * Says when nodes are missing, when so many are that nothing can be published, and when a node is short of memory or disk: all of
 * them hold up publishers then.
 */
export function rabbitMqAlerts(scope: Construct, name: string, instances: number): KubernetesObject {
  const { name: namespace } = SecureNamespace.of(scope);
  const ready = readyNodes(namespace, `${name}-server`);
  const rules = [
    withoutQuorum(namespace, name, instances, ready),
    ...(instances > 1 ? [nodeMissing(namespace, name, instances, ready)] : []),
    unknown(namespace, name, ready),
    alarm(namespace, name, {
      alert: 'RabbitMqShortOfMemory',
      metric: 'rabbitmq_alarms_memory_used_watermark',
      what: 'memory',
      remedy: 'See which queue is long, and raise `resources.memory` where none is',
    }),
    alarm(namespace, name, {
      alert: 'RabbitMqShortOfDisk',
      metric: 'rabbitmq_alarms_free_disk_space_watermark',
      what: 'disk',
      remedy: 'See which queue is long, and raise `storage` where none is',
    }),
  ];
  return alerts(scope, 'alerts', { name, rules: () => rules });
}

/** Prometheus renames the label where it keeps its own. */
function readyNodes(namespace: string, statefulset: string): Vector {
  const metric = 'kube_statefulset_status_replicas_ready';
  return Series.of(metric, { exported_namespace: namespace, statefulset }).now.or(
    Series.of(metric, { namespace, statefulset }).now,
  );
}

function withoutQuorum(namespace: string, name: string, instances: number, ready: Vector): KnownAlert {
  const majority = Math.floor(instances / 2) + 1;
  return {
    alert: 'RabbitMqWithoutQuorum',
    expr: `${ready.min.from(majority).above(0)}`,
    for: '1m',
    labels: { severity: 'critical' },
    annotations: {
      summary: `The queues of the RabbitMQ ${name} of ${namespace} take and give no messages`,
      description:
        `{{ $value }} nodes too few are ready for a majority, which is ${majority} of ${instances}. ` +
        `See why: kubectl -n ${namespace} get pods, and kubectl -n ${namespace} logs ${name}-server-0 -c rabbitmq --tail=50.`,
    },
  };
}

function nodeMissing(namespace: string, name: string, instances: number, ready: Vector): KnownAlert {
  return {
    alert: 'RabbitMqNodeMissing',
    expr: `${ready.min.from(instances).above(0)}`,
    for: '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `A node of the RabbitMQ ${name} of ${namespace} does not run`,
      description:
        `{{ $value }} of ${instances} nodes are not ready. See which, and why: kubectl -n ${namespace} get pods, ` +
        'and the log of the pod that is not ready.',
    },
  };
}

function unknown(namespace: string, name: string, ready: Vector): KnownAlert {
  return {
    alert: 'RabbitMqUnknown',
    expr: `absent(${ready})`,
    for: '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `Nobody knows how the RabbitMQ ${name} of ${namespace} is`,
      description:
        'How many of its pods are ready has been missing for a quarter of an hour. Look for kube-state-metrics among the targets of Prometheus.',
    },
  };
}

interface Alarm {
  readonly alert: 'RabbitMqShortOfMemory' | 'RabbitMqShortOfDisk';
  readonly metric: Metric & `rabbitmq_alarms_${string}`;
  readonly what: string;
  readonly remedy: string;
}

/** https://www.rabbitmq.com/docs/alarms: one node's alarm blocks whoever publishes, at every node. */
function alarm(namespace: string, name: string, { alert, metric, what, remedy }: Alarm): KnownAlert {
  return {
    alert,
    expr: `${Series.of(metric, { job: `${namespace}/${name}` })
      .now.maxBy('pod')
      .above(0)}`,
    for: '1m',
    labels: { severity: 'critical' },
    annotations: {
      summary: `{{ $labels.pod }} is short of ${what}, and nobody can publish`,
      description:
        `Its ${metric} is {{ $value }}: the RabbitMQ ${name} of ${namespace} takes no more messages until consumers have made room. ${remedy}: ` +
        `kubectl -n ${namespace} exec {{ $labels.pod }} -c rabbitmq -- rabbitmqctl list_queues name messages memory.`,
    },
  };
}
