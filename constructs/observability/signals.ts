import { Series, type Span } from './promql';
import type { Vector } from './vector';

/** Which share of something went wrong, per second over a span. */
export interface Indicator {
  /** All that counts. Of nobody, there is none. */
  readonly total: (span: Span) => Vector;
  /** The part of it that went wrong, of a total that was computed before: 0 where there is one, and nothing has. */
  readonly missed: (span: Span, total: Vector) => Vector;
}

/** What a service is known by from outside, of the metrics that the mesh has of it: rate, errors, duration. */
export interface Signals {
  /**
   * Requests that were answered with an error of the server, or not at all.
   *
   * As its callers' proxies count them, after their retries: a service of which every pod is gone has nobody left to
   * count, and its callers get 503. What has no proxy, or whose proxy is not scraped, such as a job, does not count.
   */
  readonly failures: Indicator;

  /**
   * Requests that took longer than so many milliseconds, of those that were answered; as its own proxies time them.
   *
   * Only what its proxies have a bound for: `histogramBuckets`.
   */
  readonly slowness: (milliseconds: number) => Indicator;
}

/** A service of which the signals are. */
export interface Signalling {
  readonly namespace: string;
  /** Name of the Service, and of the workload behind it. */
  readonly service: string;
  readonly protocol: 'http' | 'grpc';
}

const SERVER_ERROR = { response_code: { matches: '5..' } } as const;
const NO_SERVER_ERROR = { response_code: { matchesNot: '5..' } } as const;

/**
 * Statuses of gRPC that are the server's fault, which it answers with code 200: UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED,
 * INTERNAL, UNAVAILABLE and DATA_LOSS. https://opentelemetry.io/docs/specs/semconv/rpc/grpc/
 */
const GRPC_FAULTS = '2|4|12|13|14|15';

export function signalsOf({ namespace, service, protocol }: Signalling): Signals {
  const asked = {
    reporter: 'source',
    destination_service_name: service,
    destination_service_namespace: namespace,
  } as const;
  const requests = Series.of('istio_requests_total', asked);
  const failed = Series.of('istio_requests_total', { ...asked, ...SERVER_ERROR });
  const faulty = Series.of('istio_requests_total', {
    ...{ ...asked, ...NO_SERVER_ERROR },
    grpc_response_status: { matches: GRPC_FAULTS },
  });
  const total = (span: Span) => requests.rate(span).sum;
  const missed = (span: Span) =>
    (protocol === 'grpc' ? failed.rate(span).or(faulty.rate(span)) : failed.rate(span)).sum;
  return {
    failures: { total, missed: (span, all) => missed(span).or(all.zero) },
    slowness: (milliseconds) => slownessOf({ namespace, service, protocol }, milliseconds),
  };
}

function slownessOf({ namespace, service, protocol }: Signalling, milliseconds: number): Indicator {
  const bucket = (le: string | { readonly matches: string }) =>
    Series.of('istio_request_duration_milliseconds_bucket', {
      reporter: 'destination',
      destination_workload: service,
      destination_workload_namespace: namespace,
      ...NO_SERVER_ERROR,
      ...(protocol === 'grpc' && { grpc_response_status: { matchesNot: GRPC_FAULTS } }),
      le,
    });
  // Prometheus 3 keeps a bound of 200 as `200.0`, and those before as it is served.
  const withinBound = bucket({ matches: `${String(milliseconds).replace('.', '\\.')}(\\.0)?` });
  // Of proxies that have the bound: while it is rolled out, the others would count as slow.
  const timed = (span: Span) => bucket('+Inf').rate(span).and(withinBound.rate(span), 'le').sum;
  return { total: timed, missed: (span, all) => all.minus(withinBound.rate(span).sum) };
}

/** The bounds, in milliseconds, between which Envoy counts durations: https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/statistics */
const BOUNDS = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000,
  3_600_000,
];

/** The annotation by which the proxy of a pod has one more bound; none where it has it anyway. */
export function histogramBuckets(milliseconds: number): Readonly<Record<string, string>> {
  if (BOUNDS.includes(milliseconds)) return {};
  const bounds = [...BOUNDS, milliseconds].sort((a, b) => a - b);
  return { 'sidecar.istio.io/statsHistogramBuckets': JSON.stringify({ istio: bounds }) };
}
