import type { Construct } from 'constructs';
import type { Grantee } from '../grants/grantee';
import { UserError } from '../invalid';
import type { Vector } from '../observability/vector';
import { also, count, group, list, value } from '../props/checks';
import { isGroup, needed, optional, type PropCheck } from '../props/props';
import type { Autoscale, Scale } from './scale';

/** Work that waits for pods to do it: a `Queue` is some. */
export interface Backlog extends Construct {
  /** How much of it is not done yet, in one series without labels. */
  readonly undone: Vector;
  /** Whether pods were granted to take from it. */
  isConsumedBy(pods: Grantee): boolean;
}

/** A queue, and how much of it one pod is for. */
export interface QueueShare {
  /** The queue, which the workload has to be granted: `queue.grantConsume(worker)`. */
  readonly queue: Backlog;

  /**
   * Messages for each pod, those that it has in hand among them.
   *
   * As many as a pod gets done in the time that a message may wait; and no fewer than it takes in advance, its prefetch, or one pod
   * with its hands full asks for another.
   */
  readonly perPod: number;
}

/** What decides how many pods a workload has, beside what they use. */
export interface ScaleBy {
  /** Queues that it consumes. There are as many pods as all of them take together, between `min` and `max` of `scale`. */
  readonly queues: readonly QueueShare[];

  /**
   * Pods while nobody knows how many messages there are, because Prometheus is away or does not reach the broker: at least so many, and
   * no fewer than there are when that begins.
   *
   * @default - `max` of `scale`: as many as for the most work, since nobody would be told of it either
   */
  readonly whenUnknown?: number;
}

/** The autoscaler that KEDA makes is called `keda-hpa-` and the name of the workload, and is labelled with that. */
const LONGEST_NAME = 63 - 'keda-hpa-'.length;

const QUEUE: PropCheck = value(
  "pass a Queue, as in new Queue(rabbitMq, 'email')",
  (given) => isGroup(given) && typeof given['isConsumedBy'] === 'function',
);

const QUEUES: PropCheck = also(
  list(group<QueueShare>({ queue: needed(QUEUE), perPod: needed(count) }), 'list at least one { queue, perPod }', 1),
  (shares: readonly QueueShare[], place) => {
    const again = shares.find((share, index) => shares.findIndex((other) => other.queue === share.queue) < index);
    return again === undefined
      ? []
      : [`has '${again.queue.node.path}' twice in \`${place}\`; say once how many of its messages a pod is for`];
  },
);

export const SCALE_BY: PropCheck = group<ScaleBy>({ queues: needed(QUEUES), whenUnknown: optional(count) });

/** What a workload is scaled by, where it is scaled at all: a number of pods is that number, whatever waits. */
export interface ScaledByQueues {
  readonly range: Autoscale;
  readonly by: ScaleBy;
}

/**
 * The two together, if they can be; undefined where there is no range, or nothing to scale by.
 *
 * @throws UserError where they do not go together
 */
export function scaledByQueues(workload: Construct, scale: Scale, by: ScaleBy | undefined): ScaledByQueues | undefined {
  if (by === undefined || typeof scale === 'number') return undefined;
  const problems = [...misfitOf(scale, by), ...misnomerOf(workload.node.id)];
  if (problems.length > 0) throw new UserError(problems.map((problem) => `'${workload.node.path}' ${problem}`));
  return { range: scale, by };
}

function misfitOf({ min, max }: Autoscale, { whenUnknown = max }: ScaleBy): readonly string[] {
  return whenUnknown >= min && whenUnknown <= max
    ? []
    : [
        `has ${whenUnknown} for \`scaleBy.whenUnknown\`, where \`scale\` is from ${min} to ${max}; write a number of that range`,
      ];
}

function misnomerOf({ length }: string): readonly string[] {
  return length <= LONGEST_NAME
    ? []
    : [
        `has a name of ${length} characters; shorten it to ${LONGEST_NAME}, so that KEDA can name its autoscaler with 9 more`,
      ];
}

/** Refuses, once everything is declared, a queue that the pods may not take from: more of them would do nothing. */
export function checkConsumed(workload: Construct, pods: Grantee, by: ScaleBy): void {
  workload.node.addValidation({
    validate: () =>
      by.queues
        .filter((share) => !share.queue.isConsumedBy(pods))
        .map(({ queue: { node } }) => {
          return `is scaled by '${node.path}', which it may not consume; grant it: ${node.id}.grantConsume(${workload.node.id})`;
        }),
  });
}
