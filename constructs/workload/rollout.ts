import { Duration } from 'cdk8s';

/** How long a pod may take from its start to its first success. */
export const STARTUP = Duration.seconds(120);

/** Time to finish what was begun after SIGTERM: the Kubernetes default, said aloud because rotation counts on it. */
export const DRAIN_SECONDS = 30;

/**
 * How long a pod that has to go serves on before it is told: until every caller's sidecar and every node knows.
 *
 * By the kubelet's own sleep, which needs no shell in the image.
 * https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations
 */
export const FAREWELL_SECONDS = 10;

/** How long a new pod has to stay ready before the next one is replaced: one that crashes under load shows by then. */
export const SETTLE_SECONDS = 10;

/** How long the pods of a workload may take to come and to go. */
export interface Pace {
  readonly startupSeconds: number;
  readonly drainSeconds: number;
}

/** How long it takes at worst to replace every pod, one after the other. */
export function rolloutSeconds(pods: number, { startupSeconds, drainSeconds }: Pace): number {
  return pods * (startupSeconds + SETTLE_SECONDS + graceSeconds(drainSeconds));
}

/** The same as a sum, for whoever has to make it smaller: `3 pods × (120 s to start + …)`. */
export function rolloutSum(pods: number, { startupSeconds, drainSeconds }: Pace): string {
  const each = `${startupSeconds} s to start + ${SETTLE_SECONDS} s to settle + ${graceSeconds(drainSeconds)} s to end`;
  return `${pods} ${pods === 1 ? 'pod' : 'pods'} × (${each})`;
}

/** How long a pod has from the decision that it goes to the end of its last container. */
export function graceSeconds(drainSeconds: number): number {
  return FAREWELL_SECONDS + drainSeconds;
}
