/** A Jaeger that takes OTLP, as the fact `traces` names it. */
export const TRACE_STORE = {
  endpoint: 'https://jaeger-collector.tracing.svc:4318',
  namespace: 'tracing',
  labels: { 'app.kubernetes.io/name': 'jaeger' },
} as const;
