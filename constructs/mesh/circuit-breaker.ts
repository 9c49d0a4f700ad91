import type { OutlierDetection } from '../operators/istio-networking';
import { STANDARDS } from '../standards';

const { minRequests, failurePercent, openSeconds } = STANDARDS.circuitBreaker;

/**
 * The circuit breaker of the standards, as near as Istio comes to it: Envoy's outlier detection.
 *
 * The differences (docs/adr/0004-circuit-breaker-in-envoy.md):
 *
 * - It opens for one pod at a time, as one caller sees it, not for the service as a whole.
 * - It counts failures in a row, not their share in 60 seconds: Istio turns Envoy's failure percentage off. The number
 *   in a row is the smallest number of failures that can open the breaker of the standards, 50 % of 10 requests. A pod
 *   that fails every second request is not taken out.
 * - After 30 seconds the pod takes its full share again: there is no trial of three requests. When it fails again it
 *   stays out for 60 seconds, then for 90, up to 5 minutes.
 */
export const CIRCUIT_BREAKER: OutlierDetection = {
  consecutive5xxErrors: (minRequests * failurePercent) / 100,
  // How often pods are looked at for coming back, so by how much "30 seconds" may be exceeded; not the window.
  interval: '5s',
  baseEjectionTime: `${openSeconds}s`,
  // All of them: an open breaker answers at once, with 503, and sends nothing.
  maxEjectionPercent: 100,
};
