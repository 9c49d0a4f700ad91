import type { HttpRetry } from '../operators/istio-networking';
import { STANDARDS } from '../standards';

/**
 * How a caller's sidecar tries again.
 *
 * `exponential` waits longer each time, `constant` about a second; `none` leaves it to the caller.
 */
export type RetryStrategy = 'exponential' | 'constant' | 'none';

/** Methods that may be sent twice without doing anything twice (RFC 9110, section 9.2.2). */
export const IDEMPOTENT_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'] as const;

/**
 * What is worth another attempt: no connection, a connection cut, or 502, 503 and 504 of something in between.
 *
 * No 4xx is in it, so neither is failed authentication or 404. Nor is 500: it is the program's own answer.
 */
export const TRANSIENT = 'connect-failure,refused-stream,reset,gateway-error';

/**
 * A strategy as Envoy knows it, where it differs from the standards in the delays:
 *
 * - It draws each delay at random between 0 and the exponential one, so that is its jitter, and it cannot be constant.
 * - The longest delay is ten times the first, 1 second; Istio has no field for another. Of five attempts, the last
 *   waits for at most 1 second instead of 0.8, and 30 seconds are never reached by either.
 * - The factor is always 2.
 */
export function retry(strategy: RetryStrategy, perAttempt: string): HttpRetry {
  if (strategy === 'none') return { attempts: 0 };
  const { exponential, constant } = STANDARDS.retries;
  const backoff = strategy === 'exponential' ? `${exponential.firstDelayMilliseconds}ms` : `${constant.delaySeconds}s`;
  // Istio counts retries, the standards count attempts.
  return { attempts: attemptsOf(strategy) - 1, perTryTimeout: perAttempt, retryOn: TRANSIENT, backoff };
}

/** How often a request is sent at most, the first time included. */
export function attemptsOf(strategy: RetryStrategy): number {
  return strategy === 'none' ? 1 : STANDARDS.retries[strategy].attempts;
}
