import {
  EXPORTER,
  type Exporter,
  exporter,
  type FileStorage,
  FOR_EVER,
  fileStorage,
  type MetricsAddress,
  type Retry,
  STORAGE,
  type Telemetry,
  telemetry,
} from '../collector';
import { type LineOptions, lineOperators } from './line-operators';
import type { Operator } from './operators';

const RECEIVER = 'file_log';

/** What one collector is configured by. */
interface CollectorOptions extends LineOptions {
  /** Files to read, as globs. */
  readonly include: readonly string[];
  /** Folder that it may write to. */
  readonly state: string;
  /** Where its metrics are. */
  readonly metrics: MetricsAddress;
  /** Address of the store below which `/v1/logs` is. */
  readonly store: string;
  /** File with the certificates that the store's is checked against. @default - those of the image */
  readonly authority?: string;
  /** What Loki keeps the lines under. @default - it has one tenant */
  readonly tenant?: string;
  /** How much may wait to be sent, in bytes. */
  readonly queueBytes: number;
}

/** The configuration of an OpenTelemetry Collector, as far as it is used here: https://opentelemetry.io/docs/collector/configuration/ */
export interface CollectorConfig {
  readonly extensions: { readonly [STORAGE]: FileStorage };
  readonly receivers: {
    readonly [RECEIVER]: {
      readonly include: readonly string[];
      readonly start_at: 'beginning';
      readonly include_file_path: true;
      readonly storage: typeof STORAGE;
      readonly retry_on_failure: Retry;
      readonly operators: readonly Operator[];
    };
  };
  readonly exporters: { readonly [EXPORTER]: Exporter };
  readonly service: {
    readonly extensions: readonly [typeof STORAGE];
    readonly pipelines: {
      readonly logs: { readonly receivers: readonly [typeof RECEIVER]; readonly exporters: readonly [typeof EXPORTER] };
    };
    readonly telemetry: Telemetry;
  };
}

/** Reads files from where it was, makes the fields, and sends; when the store is away it waits, and reads on after. */
export function collectorConfig(options: CollectorOptions): CollectorConfig {
  const { include, state, metrics, store, authority, tenant, queueBytes } = options;
  return {
    extensions: { [STORAGE]: fileStorage(state) },
    receivers: {
      [RECEIVER]: {
        include,
        // Of a file that was never read, all: a pod may have ended before anybody saw it.
        start_at: 'beginning',
        include_file_path: true,
        storage: STORAGE,
        retry_on_failure: FOR_EVER,
        operators: lineOperators(options),
      },
    },
    exporters: {
      [EXPORTER]: exporter({
        endpoint: store,
        ...(authority !== undefined && { tls: { ca_file: authority } }),
        ...(tenant !== undefined && { headers: { 'X-Scope-OrgID': tenant } }),
        // Full, it holds up the reader, which keeps its place.
        queueBytes,
      }),
    },
    service: {
      extensions: [STORAGE],
      pipelines: { logs: { receivers: [RECEIVER], exporters: [EXPORTER] } },
      telemetry: telemetry(metrics),
    },
  };
}
