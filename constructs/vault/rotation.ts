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
 * which the guaranteed overlap is longer than the worst rollout and the life of a pooled connection together.
 */
export function shortestTtlSeconds(rolloutSeconds: number, poolLifetimeSeconds: number): number {
  const needed = rolloutSeconds + poolLifetimeSeconds;
  return Math.floor((needed * 100) / overlapPercent(RENEWAL_PERCENT)) + 1;
}

function overlapPercent(renewalPercent: number): number {
  return 100 - JITTER_PERCENT - renewalPercent;
}

/** What a credential has to outlive. */
export interface Handover {
  /** The longest time until every pod of its user has the next one. */
  readonly rolloutSeconds: number;
  /** What that comes from. */
  readonly rolloutSum?: string | undefined;
  /** How long a pooler may keep a connection that the old one opened. */
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
export function shortestTtlOf({ rolloutSeconds, poolLifetimeSeconds, replicationSeconds = 0 }: Handover): number {
  return shortestTtlSeconds(rolloutSeconds + replicationSeconds, poolLifetimeSeconds);
}

/** The sum that it has to outlive: `2310 s, which is 1800 s of a pooled connection and a rollout of 510 s = 3 pods × (…)`. */
export function handoverSum({
  rolloutSeconds,
  rolloutSum,
  poolLifetimeSeconds,
  replicationSeconds = 0,
}: Handover): string {
  const from = rolloutSum === undefined ? '' : ` = ${rolloutSum}`;
  const replicated = replicationSeconds === 0 ? '' : `, ${replicationSeconds} s until replicas know the next one`;
  const sum = rolloutSeconds + poolLifetimeSeconds + replicationSeconds;
  return `${sum} s, which is ${poolLifetimeSeconds} s of a pooled connection${replicated} and a rollout of ${rolloutSeconds} s${from}`;
}
