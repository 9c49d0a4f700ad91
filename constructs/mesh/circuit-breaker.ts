import type { OutlierDetection } from '../operators/istio-networking';
import { STANDARDS } from '../standards';

const { minRequests, failurePercent, openSeconds } = STANDARDS.circuitBreaker;

const IN_A_ROW = (minRequests * failurePercent) / 100;

/**
 * The circuit breaker of the standards, as near as Istio comes to it: Envoy's outlier detection.
 *
 * The differences (docs/adr/0004-circuit-breaker-in-envoy.md):
 *
 * - It opens for one pod at a time, as one caller sees it, not for the service as a whole, and for half of the pods at most.
 * - It counts failures in a row, not their share in 60 seconds: Istio turns Envoy's failure percentage off. The number
 *   in a row is the smallest number of failures that can open the breaker of the standards, 50 % of 10 requests. A pod
 *   that fails every second request is not taken out.
 * - A failure is a connection that fails or is cut, or 502, 503 and 504. A plain 500 is the program's own answer to one
 *   request: were it counted, whoever sends five of those could take every pod out.
 * - After 30 seconds the pod takes its full share again: there is no trial of three requests. When it fails again it
 *   stays out for 60 seconds, then for 90, up to 5 minutes.
 */
export const CIRCUIT_BREAKER: OutlierDetection = {
  consecutiveGatewayErrors: IN_A_ROW,
  consecutive5xxErrors: 0,
  // Counted apart, so that an answer in between does not hide connections that fail.
  splitExternalLocalOriginErrors: true,
  consecutiveLocalOriginFailures: IN_A_ROW,
  // How often pods are looked at for coming back, so by how much "30 seconds" may be exceeded; not the window.
  interval: '5s',
  baseEjectionTime: `${openSeconds}s`,
  // What is left serves what it can; with all out, five bad moments would be an outage.
  maxEjectionPercent: 50,
};
