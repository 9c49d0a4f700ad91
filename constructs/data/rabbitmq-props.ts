import { nameOf, value, whole } from '../props/checks';
import { needed, optional, type Props } from '../props/props';
import { IMAGE } from '../workload/container-options';
import { AMOUNTS } from '../workload/quantity';
import { RESOURCES, type Resources, type StorageQuantity } from '../workload/resources';

export interface RabbitMqProps {
  /**
   * Nodes: with 3, one can be lost without losing a message, or the majority that takes new ones. Fewer than before it cannot become; from
   * 1 to 3, each queue has to be told of the others (docs/guides/queues.md).
   */
  readonly instances: 1 | 3 | 5;

  /** Image of RabbitMQ 4, by digest, as in `docker.io/library/rabbitmq:4.1.3-management@sha256:…`. */
  readonly image: string;

  /** Disk of each node. It grows where its StorageClass has `allowVolumeExpansion`; the operator refuses to make it smaller. */
  readonly storage: StorageQuantity;

  /**
   * Which disks it has: name a class that encrypts them, since RabbitMQ does not.
   *
   * @default - the class that is the cluster's default
   */
  readonly storageClass?: string;

  /** CPU and memory of one node. Publishers wait while it uses three fifths of what RabbitMQ takes for its own. */
  readonly resources: Resources;

  /**
   * Which certificate authority it has: 2 makes a second one beside the first, and everybody's certificates by it.
   *
   * An authority lives five years, and neither its key nor its name can change: raise this by one, well before, instead. It is
   * also what shuts out at once whoever still has a certificate and is granted nothing any more. A client that has not
   * restarted yet, or whose files are not exchanged yet, cannot connect meanwhile, so do it in a quiet hour.
   *
   * @default 1 - the one that it was made with
   */
  readonly authority?: number;
}

export const RABBITMQ_PROPS: Props<RabbitMqProps> = {
  instances: needed(
    value('use 1, 3 or 5, of which a majority survives the loss of one', (given) =>
      [1, 3, 5].some((one) => one === given),
    ),
  ),
  image: needed(IMAGE),
  storage: needed(AMOUNTS.storage),
  storageClass: optional(nameOf('a StorageClass')),
  resources: needed(RESOURCES),
  authority: optional(whole(1, 99)),
};
