import type { Grantee } from '../grants/grantee';

/**
 * When the Vault Secrets Operator asks for a new credential, in percent of the old one's life.
 *
 * At 50, two live credentials overlap for 40 % of a life; at the operator's default of 67 for 23 %.
 * https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference#vaultdynamicsecretspec
 */
export const RENEWAL_PERCENT = 50;

/** The part of its life by which the operator adds to when it asks for a new credential, at the most. */
const JITTER_PERCENT = 10;

/** How old a credential is at the most when its successor is there. */
export function replacedSeconds(ttlSeconds: number): number {
  return (ttlSeconds * (RENEWAL_PERCENT + JITTER_PERCENT)) / 100;
}

/**
 * How long an old and a new dynamic credential are both valid, at the least.
 *
 * The operator renews up to 10 % of the life late (its jitter), so that part does not count.
 */
export function guaranteedOverlapSeconds(ttlSeconds: number, renewalPercent = RENEWAL_PERCENT): number {
  // Multiplied first: whole numbers, of which no computer makes 39.99999.
  return (ttlSeconds * overlapPercent(renewalPercent)) / 100;
}

/**
 * The shortest life, in whole seconds, of a credential whose users all move to its successor before it dies: the least of
 * which the guaranteed overlap is longer than the exchange and the life of a pooled connection together.
 */
export function shortestTtlSeconds(exchangeSeconds: number, poolLifetimeSeconds: number): number {
  const needed = exchangeSeconds + poolLifetimeSeconds;
  return Math.floor((needed * 100) / overlapPercent(RENEWAL_PERCENT)) + 1;
}

function overlapPercent(renewalPercent: number): number {
  return 100 - JITTER_PERCENT - renewalPercent;
}

/** How every pod of a user comes by the next credential. */
export interface Exchange {
  /** The longest that it takes. */
  readonly seconds: number;
  /** That, for whoever has to make it shorter. */
  readonly inWords: string;
}

/** The pods are replaced by others, which read it as they start. */
export function byRollout({ rolloutSeconds, rolloutSum }: Pick<Grantee, 'rolloutSeconds' | 'rolloutSum'>): Exchange {
  const from = rolloutSum === undefined ? '' : ` = ${rolloutSum}`;
  return { seconds: rolloutSeconds, inWords: `a rollout of ${rolloutSeconds} s${from}` };
}

/**
 * How long it takes at the most until a Secret that is another is so in the files of every pod.
 *
 * By Kubernetes, that is the kubelet's sync period and what its cache takes to know. The period is a minute, and a pod is looked at again
 * after up to half of it more, so that not all of them are at once: 90 s. A kubelet watches Secrets, and knows at once; one that is told to
 * keep them for a while (`configMapAndSecretChangeDetectionStrategy: Cache`) does so for 60 s. The other 30 s are for a node that is busy.
 *
 * https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod
 * https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/pod_workers.go (`workerResyncIntervalJitterFactor`)
 */
const FILES_SECONDS = 180;

/** The pods stay, and read it from their files for the next connection that they open. */
export const BY_FILE: Exchange = {
  seconds: FILES_SECONDS,
  inWords: `${FILES_SECONDS} s until its files are exchanged`,
};

/** What a credential has to outlive. */
export interface Handover {
  readonly exchange: Exchange;
  /** How long a connection that the old one opened may be kept, by a pooler or by the user's own pool. */
  readonly poolLifetimeSeconds: number;
  /**
   * How much longer it takes where the next one is used at another place than where it is made, which hears of it later.
   *
   * @default 0 - it is used where it is made
   */
  readonly replicationSeconds?: number;
}

/** Whether a credential lives long enough to be handed over; of NaN, never. */
export function outlivesHandover(ttlSeconds: number, handover: Handover): boolean {
  return ttlSeconds >= shortestTtlOf(handover);
}

/** The shortest life that is long enough for that. */
export function shortestTtlOf({ exchange, poolLifetimeSeconds, replicationSeconds = 0 }: Handover): number {
  return shortestTtlSeconds(exchange.seconds + replicationSeconds, poolLifetimeSeconds);
}

/** The sum that it has to outlive: `2310 s, which is 1800 s of a pooled connection and a rollout of 510 s = 3 pods × (…)`. */
export function handoverSum({ exchange, poolLifetimeSeconds, replicationSeconds = 0 }: Handover): string {
  const replicated = replicationSeconds === 0 ? '' : `, ${replicationSeconds} s until replicas know the next one`;
  const sum = exchange.seconds + poolLifetimeSeconds + replicationSeconds;
  return `${sum} s, which is ${poolLifetimeSeconds} s of a pooled connection${replicated} and ${exchange.inWords}`;
}
