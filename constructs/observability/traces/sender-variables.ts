/** Who sends traces, where to, and how. */
interface Sender {
  readonly endpoint: string;
  readonly protocol: 'http/protobuf' | 'grpc';
  /** Name of the workload. */
  readonly service: string;
  readonly namespace: string;
  readonly environment: string;
}

/**
 * What the OpenTelemetry SDK of every language reads: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 *
 * The collector decides, so the SDK keeps everything of which its caller has not said otherwise. Metrics and logs are collected in
 * other ways, and nobody takes them there.
 */
export function senderVariables({ endpoint, protocol, service, namespace, environment }: Sender) {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    OTEL_LOGS_EXPORTER: 'none',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_PROPAGATORS: 'tracecontext,baggage',
    OTEL_RESOURCE_ATTRIBUTES: `deployment.environment.name=${environment},service.namespace=${namespace}`,
    OTEL_SERVICE_NAME: service,
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_TRACES_SAMPLER: 'parentbased_always_on',
  } as const;
}
