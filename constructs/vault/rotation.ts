/**
 * When the Vault Secrets Operator asks for a new credential, in percent of the old one's life.
 *
 * At 50, two live credentials overlap for 40 % of a life; at the operator's default of 67 for 23 %.
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
  return ttlSeconds * (0.9 - renewalPercent / 100);
}

/** The shortest life of a credential whose users all move to its successor before it dies. */
export function shortestTtlSeconds(rolloutSeconds: number, poolLifetimeSeconds: number): number {
  return Math.ceil((rolloutSeconds + poolLifetimeSeconds) / (0.9 - RENEWAL_PERCENT / 100));
}
