import type { Construct } from 'constructs';
import type { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { alerts, type KnownAlert } from '../observability/alerts';
import type { Metric } from '../observability/metrics';
import { Series } from '../observability/promql';
import type { Vector } from '../observability/vector';
import { deadLettersOf } from './rabbitmq-definitions';

export interface QueueAlertsOptions {
  /** Name of the RabbitMQ that it is in. */
  readonly broker: string;
  readonly queue: string;
  /** How many messages may wait. */
  readonly waiting: number;
}

/** Says when messages wait: too many of them, for nobody, or as dead letters. */
export function queueAlerts(scope: Construct, options: QueueAlertsOptions): KubernetesObject {
  const { broker, queue } = options;
  const { name: namespace } = SecureNamespace.of(scope);
  // With a dot, which the name of no other rule has.
  const name = `${broker}.${queue}`;
  return alerts(scope, 'alerts', {
    name,
    rules: () => [deep(namespace, options), withoutConsumers(namespace, options), deadLetters(namespace, options)],
  });
}

/** What nodes say of a queue. Their job is named by the operator of Prometheus, after the PodMonitor. */
export function ofQueue(
  metric: Metric & `rabbitmq_queue_${string}`,
  namespace: string,
  broker: string,
  queue: string,
): Vector {
  return Series.of(metric, { job: `${namespace}/${broker}`, queue }).now;
}

/** Of the node that leads the queue. */
function of(...asked: Parameters<typeof ofQueue>): Vector {
  return ofQueue(...asked).maxBy('queue');
}

/** Asks a node what is in the queues. */
function list(namespace: string, broker: string): string {
  return `kubectl -n ${namespace} exec ${broker}-server-0 -c rabbitmq -- rabbitmqctl list_queues name messages_ready messages_unacknowledged consumers`;
}

function deep(namespace: string, { broker, queue, waiting }: QueueAlertsOptions): KnownAlert {
  return {
    alert: 'QueueDeep',
    expr: `${of('rabbitmq_queue_messages_ready', namespace, broker, queue).above(waiting)}`,
    for: '10m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `Messages pile up in the queue ${queue} of ${namespace}`,
      description: `{{ $value }} wait, where ${waiting} may. More come than its consumers get done, or they get nothing done: ${list(namespace, broker)}`,
    },
  };
}

function withoutConsumers(namespace: string, { broker, queue }: QueueAlertsOptions): KnownAlert {
  const waits = of('rabbitmq_queue_messages_ready', namespace, broker, queue).above(0);
  const nobody = of('rabbitmq_queue_consumers', namespace, broker, queue).equals(0);
  return {
    alert: 'QueueWithoutConsumers',
    expr: `${waits.and(nobody)}`,
    for: '10m',
    labels: { severity: 'critical' },
    annotations: {
      summary: `Nobody consumes the queue ${queue} of ${namespace}`,
      description: `{{ $value }} messages wait in it. See whether its consumers run, and what they say: ${list(namespace, broker)}`,
    },
  };
}

function deadLetters(namespace: string, { broker, queue }: QueueAlertsOptions): KnownAlert {
  const dead = deadLettersOf(queue);
  return {
    alert: 'QueueHasDeadLetters',
    expr: `${of('rabbitmq_queue_messages_ready', namespace, broker, dead).above(0)}`,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `Consumers could not deal with messages of the queue ${queue} of ${namespace}`,
      description:
        `{{ $value }} are in ${dead}, each given up after as many tries as it has. See in the log of its consumers why; ` +
        'once that is mended, have whoever is granted `grantRedrive` put them back.',
    },
  };
}
