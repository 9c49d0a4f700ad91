/**
 * Every metric that a rule of ours reads, with the labels that it is asked by: no other file spells one out.
 *
 * Those of Istio are what its proxies serve beside the application's own, on the port that `observe` has scraped:
 * https://istio.io/latest/docs/reference/config/metrics/
 */
const METRICS = {
  up: ['namespace', 'job', 'pod'],
  istio_requests_total: [
    'reporter',
    'destination_service_name',
    'destination_service_namespace',
    'response_code',
    'grpc_response_status',
  ],
  istio_request_duration_milliseconds_bucket: [
    'reporter',
    'destination_workload',
    'destination_workload_namespace',
    'response_code',
    'grpc_response_status',
    'le',
  ],
} as const;

/** What our own rules record, by what it is told apart. */
const RECORDED_LABELS = ['namespace', 'service', 'indicator'] as const;

/** The name under which a rule of ours records something, for a service. */
type Recorded = `service:${string}`;

type Known = keyof typeof METRICS;

export type Metric = Known | Recorded;

/** The labels that a metric may be asked by. */
export type LabelOf<M extends Metric> = M extends Known
  ? (typeof METRICS)[M][number]
  : (typeof RECORDED_LABELS)[number] | 'objective';
