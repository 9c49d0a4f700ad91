/** Where what a collector knows and has not sent yet is kept. */
export const STORAGE = 'file_storage';
/** What it sends by: OTLP over HTTP. */
export const EXPORTER = 'otlp_http';

/** How often, and for how long, something is tried again. */
export interface Retry {
  readonly enabled: true;
  readonly initial_interval: string;
  readonly max_interval: string;
  /** After which a batch is given up; 0 is never. */
  readonly max_elapsed_time: 0;
}

/** For as long as it takes: what is given up is lost. */
export const FOR_EVER: Retry = { enabled: true, initial_interval: '1s', max_interval: '30s', max_elapsed_time: 0 };

/** Whom a collector sends to, and how much may wait for that. */
interface ExportOptions {
  /** Address below which `/v1/logs` and `/v1/traces` are. */
  readonly endpoint: string;
  /** By what the store's certificate is checked: a file, or PEM. @default - by what the image trusts */
  readonly tls?: { readonly ca_file: string } | { readonly ca_pem: string };
  /** What each request says beside. @default - nothing */
  readonly headers?: Readonly<Record<string, string>>;
  /** How much may wait to be sent, in bytes. */
  readonly queueBytes: number;
}

/** An exporter by OTLP over HTTP. */
export interface Exporter {
  readonly endpoint: string;
  readonly encoding: 'json';
  readonly tls?: { readonly ca_file: string } | { readonly ca_pem: string };
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
}

/** Keeps on disk what waits, sends it in batches, and gives nothing up. */
export function exporter({ endpoint, tls, headers, queueBytes }: ExportOptions): Exporter {
  return {
    endpoint,
    encoding: 'json',
    ...(tls !== undefined && { tls }),
    ...(headers !== undefined && { headers }),
    retry_on_failure: FOR_EVER,
    sending_queue: {
      enabled: true,
      storage: STORAGE,
      sizer: 'bytes',
      queue_size: queueBytes,
      // A full queue holds up what is before it; otherwise what comes then would be dropped.
      block_on_overflow: true,
      batch: { flush_timeout: '1s', min_size: 1_000_000, max_size: 3_000_000 },
    },
  };
}

/** Where a collector keeps it. */
export interface FileStorage {
  readonly directory: string;
  readonly fsync: boolean;
  readonly recreate: boolean;
}

/** Written through to the disk; a file that a lost node left in pieces is begun anew. */
export function fileStorage(directory: string): FileStorage {
  return { directory, fsync: true, recreate: true };
}

/** Where Prometheus finds the metrics of a collector. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/** What a collector tells of itself. */
export interface Telemetry {
  readonly logs: { readonly level: 'warn'; readonly encoding: 'json' };
  readonly metrics: {
    readonly level: 'normal';
    readonly readers: readonly [{ readonly pull: { readonly exporter: { readonly prometheus: MetricsAddress } } }];
  };
}

export function telemetry(metrics: MetricsAddress): Telemetry {
  return {
    logs: { level: 'warn', encoding: 'json' },
    metrics: { level: 'normal', readers: [{ pull: { exporter: { prometheus: metrics } } }] },
  };
}
