import { type LineOptions, lineOperators } from './line-operators';
import type { Operator } from './operators';

/** Where what the collector knows is kept: how far it has read, and what is not sent yet. */
const STORAGE = 'file_storage';
const RECEIVER = 'file_log';
const EXPORTER = 'otlp_http';

/** What one collector is configured by. */
interface CollectorOptions extends LineOptions {
  /** Files to read, as globs. */
  readonly include: readonly string[];
  /** Folder that it may write to. */
  readonly state: string;
  /** Where its metrics are. */
  readonly metrics: { readonly host: string; readonly port: number };
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
  readonly extensions: {
    readonly [STORAGE]: { readonly directory: string; readonly fsync: boolean; readonly recreate: boolean };
  };
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
  readonly exporters: {
    readonly [EXPORTER]: {
      readonly endpoint: string;
      readonly encoding: 'json';
      readonly tls?: { readonly ca_file: string };
      readonly headers?: Readonly<Record<string, string>>;
      readonly retry_on_failure: Retry;
      readonly sending_queue: {
        readonly enabled: true;
        readonly storage: typeof STORAGE;
        readonly sizer: 'bytes';
        readonly queue_size: number;
        readonly block_on_overflow: true;
        readonly batch: { readonly flush_timeout: string; readonly min_size: number; readonly max_size: number };
      };
    };
  };
  readonly service: {
    readonly extensions: readonly [typeof STORAGE];
    readonly pipelines: {
      readonly logs: { readonly receivers: readonly [typeof RECEIVER]; readonly exporters: readonly [typeof EXPORTER] };
    };
    readonly telemetry: {
      readonly logs: { readonly level: 'warn'; readonly encoding: 'json' };
      readonly metrics: {
        readonly level: 'normal';
        readonly readers: readonly [
          {
            readonly pull: {
              readonly exporter: { readonly prometheus: { readonly host: string; readonly port: number } };
            };
          },
        ];
      };
    };
  };
}

interface Retry {
  readonly enabled: true;
  readonly initial_interval: string;
  readonly max_interval: string;
  /** After which a batch is given up; 0 is never. */
  readonly max_elapsed_time: 0;
}

/** For as long as it takes: a line that is given up is lost. */
const FOR_EVER: Retry = { enabled: true, initial_interval: '1s', max_interval: '30s', max_elapsed_time: 0 };

/** Reads files from where it was, makes the fields, and sends; when the store is away it waits, and reads on after. */
export function collectorConfig(options: CollectorOptions): CollectorConfig {
  const { include, state, metrics, store, authority, tenant, queueBytes } = options;
  return {
    extensions: { [STORAGE]: { directory: state, fsync: true, recreate: true } },
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
      [EXPORTER]: {
        endpoint: store,
        encoding: 'json',
        ...(authority !== undefined && { tls: { ca_file: authority } }),
        ...(tenant !== undefined && { headers: { 'X-Scope-OrgID': tenant } }),
        retry_on_failure: FOR_EVER,
        sending_queue: {
          enabled: true,
          storage: STORAGE,
          sizer: 'bytes',
          queue_size: queueBytes,
          // A full queue holds up the reader, which keeps its place; otherwise lines would be dropped.
          block_on_overflow: true,
          batch: { flush_timeout: '1s', min_size: 1_000_000, max_size: 3_000_000 },
        },
      },
    },
    service: {
      extensions: [STORAGE],
      pipelines: { logs: { receivers: [RECEIVER], exporters: [EXPORTER] } },
      telemetry: {
        logs: { level: 'warn', encoding: 'json' },
        metrics: { level: 'normal', readers: [{ pull: { exporter: { prometheus: metrics } } }] },
      },
    },
  };
}
