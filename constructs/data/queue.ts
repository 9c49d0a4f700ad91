import { Construct } from 'constructs';
import type { RotatingGrantOptions } from '../grants/grant-options';
import type { Grantable, Grantee } from '../grants/grantee';
import { Grants } from '../grants/grants';
import { invalid } from '../invalid';
import { NAMES, objectName } from '../names';
import { SecureNamespace } from '../network/secure-namespace';
import type { Vector } from '../observability/vector';
import { whole } from '../props/checks';
import { checkProps, optional, type Props } from '../props/props';
import { CERTIFICATE_FILES } from '../vault/pki';
import type { Backlog } from '../workload/scale-by';
import { ofQueue, queueAlerts } from './queue-alerts';
import { AMQPS_PORT, RabbitMq } from './rabbitmq';
import { deadLettersOf, exchangeOf, type QueueAccess } from './rabbitmq-definitions';

export interface QueueProps {
  /**
   * How often a message is given to a consumer before it is a dead letter: one that fails each time must not keep them busy for ever.
   *
   * @default 5
   */
  readonly deliveries?: number;

  /**
   * How many messages may wait for ten minutes before somebody is told.
   *
   * @default 1000
   */
  readonly waiting?: number;
}

const PROPS: Props<QueueProps> = {
  deliveries: optional(whole(1, 1000)),
  waiting: optional(whole(1, 100_000_000)),
};

/**
 * A queue of a RabbitMQ: each message is given to one consumer, again until it says that it is done, and then is a dead letter.
 *
 * A quorum queue: a message that was confirmed is on the disks of a majority of the nodes. It may be delivered twice, so whoever
 * consumes has to bear that. Dead letters wait in a queue of their own, `<name>.dead`, until somebody who is granted that takes them out.
 *
 * Who is granted something finds a certificate in `<NAME>_CREDENTIALS_DIR`, `tls.crt`, `tls.key` and `ca.crt`, and connects to `<NAME>_HOST` and
 * `<NAME>_PORT` by TLS 1.3 with the mechanism `EXTERNAL`, without a name and a password. Nobody may declare a queue, an exchange or a binding.
 */
export class Queue extends Construct implements Backlog {
  private readonly broker: RabbitMq;
  private readonly grants: Grants;

  constructor(scope: Construct, id: string, props: QueueProps = {}) {
    super(scope, objectName(scope, id, NAMES.queue));
    if (!(scope instanceof RabbitMq)) {
      throw invalid(this, 'is in no RabbitMq', "declare it in one, as in new Queue(rabbitMq, 'email')");
    }
    checkProps(this, props, PROPS, { deliveryLimit: 'deliveries', retries: 'deliveries', depth: 'waiting' });
    this.broker = scope;
    this.grants = new Grants(this);
    const { deliveries = 5, waiting = 1000 } = props;
    scope.addQueue({ name: id, deliveries });
    queueAlerts(this, { broker: scope.node.id, queue: id, waiting });
  }

  /** Lets a workload put messages into the queue, by the exchange `<NAME>_EXCHANGE`, and read none. */
  grantPublish(to: Grantable, options?: RotatingGrantOptions): void {
    this.grant('grantPublish', 'publish', to, options);
  }

  /** Lets a workload take messages out of the queue `<NAME>_QUEUE`, and put none into it. */
  grantConsume(to: Grantable, options?: RotatingGrantOptions): void {
    this.grant('grantConsume', 'consume', to, options);
  }

  /**
   * Lets a workload take dead letters out of the queue `<NAME>_DEAD_LETTERS`, and put messages into the queue again, by `<NAME>_EXCHANGE`: a
   * job that somebody starts once what failed is mended.
   */
  grantRedrive(to: Grantable, options?: RotatingGrantOptions): void {
    this.grant('grantRedrive', 'redrive', to, options);
  }

  /** Messages that wait, and those that somebody has in hand: what `scaleBy` of a workload counts. */
  get undone(): Vector {
    const { name } = SecureNamespace.of(this);
    return ofQueue('rabbitmq_queue_messages', name, this.broker.node.id, this.node.id).max;
  }

  /** Whether a workload was granted to take messages out of it. */
  isConsumedBy(pods: Grantee): boolean {
    return this.grants.isGiven(pods, 'consume');
  }

  private grant(verb: string, access: QueueAccess, to: Grantable, options?: RotatingGrantOptions): void {
    const queue = this.node.id;
    this.grants.give(
      to,
      {
        ...{ verb, access, reach: this.broker, rotates: true },
        deliver: (client, reload) => ({
          sources: [{ secret: this.broker.addClient(client, { queue, access }, reload), files: CERTIFICATE_FILES }],
          env: { HOST: this.broker.host, PORT: `${AMQPS_PORT.number}`, ...NAMED[access](queue) },
        }),
      },
      options,
    );
  }
}

/** What a client is told besides, by what it may do. */
const NAMED: Readonly<Record<QueueAccess, (queue: string) => Readonly<Record<string, string>>>> = {
  publish: (queue) => ({ EXCHANGE: exchangeOf(queue) }),
  consume: (queue) => ({ QUEUE: queue }),
  redrive: (queue) => ({ EXCHANGE: exchangeOf(queue), DEAD_LETTERS: deadLettersOf(queue) }),
};
