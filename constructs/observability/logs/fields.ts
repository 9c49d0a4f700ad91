/**
 * The fields that every line has in the store, as "Monitoring" of the best practices lists them. Of what a line does not say, the field
 * is empty, so that a query by it finds the line all the same.
 */
export const LOG_FIELDS = [
  'timestamp',
  'level',
  'message',
  'trace_id',
  'span_id',
  'user_id',
  'request_id',
  'service',
  'environment',
] as const;

/** One of them. */
export type LogField = (typeof LOG_FIELDS)[number];

/**
 * What loggers call a field that they do not call by its name: those of slog, zap, pino, logrus, and of Java and Python with a JSON encoder.
 * The name itself goes before them.
 */
export const ALIASES: Readonly<Partial<Record<LogField, readonly string[]>>> = {
  timestamp: ['time', 'ts', '@timestamp'],
  level: ['severity', 'lvl', 'levelname'],
  message: ['msg'],
  trace_id: ['traceId', 'traceID'],
  span_id: ['spanId', 'spanID'],
  user_id: ['userId', 'userID'],
  request_id: ['requestId', 'requestID'],
};

/** What Loki makes labels of by default: https://grafana.com/docs/loki/latest/send-data/otel/ */
export const LABELS = { service: 'service.name', environment: 'deployment.environment.name' } as const;

/** Of which pod and container a line is, as the collector reads it of the path of the file. */
export const ORIGIN = { pod: 'k8s.pod.name', container: 'k8s.container.name' } as const;
