import {
  EXPORTER,
  type Exporter,
  exporter,
  type FileStorage,
  fileStorage,
  type MetricsAddress,
  STORAGE,
  type Telemetry,
  telemetry,
} from '../collector';
import { type AttributeRedaction, attributeRedaction, type TextRedaction, textRedaction } from './redaction';
import type { MemoryPlan } from './trace-memory';

/** In this order: what is redacted is kept, and what is kept on disk is redacted. */
const PROCESSORS = ['memory_limiter', 'tail_sampling', 'transform', 'redaction'] as const;

/** What the collector of traces is configured by. */
interface TraceConfigOptions {
  /** Where it listens: for gRPC, and for HTTP. */
  readonly listens: { readonly grpc: number; readonly http: number };
  /** Folder that it may write to. */
  readonly state: string;
  readonly metrics: MetricsAddress;
  /** Address of the store below which `/v1/traces` is. */
  readonly store: string;
  /** PEM of the authority that the store's certificate is checked by. @default - those of the image */
  readonly authority?: string;
  readonly queueBytes: number;
  /** From the first span of a trace until it is decided on. */
  readonly waitSeconds: number;
  readonly tracesPerSecond: number;
  readonly memory: MemoryPlan;
  readonly keptPercent: number;
  readonly slowMilliseconds: number;
}

type Policy = { readonly name: string } & (
  | { readonly type: 'status_code'; readonly status_code: { readonly status_codes: readonly ['ERROR'] } }
  | { readonly type: 'latency'; readonly latency: { readonly threshold_ms: number } }
  | { readonly type: 'probabilistic'; readonly probabilistic: { readonly sampling_percentage: number } }
);

/** https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.161.0/processor/tailsamplingprocessor */
interface TailSampling {
  readonly decision_wait: string;
  readonly num_traces: number;
  readonly block_on_overflow: true;
  readonly expected_new_traces_per_sec: number;
  readonly decision_cache: { readonly sampled_cache_size: number; readonly non_sampled_cache_size: number };
  readonly policies: readonly Policy[];
}

/** The configuration of the collector: https://opentelemetry.io/docs/collector/configuration/ */
export interface TraceConfig {
  readonly extensions: { readonly [STORAGE]: FileStorage };
  readonly receivers: {
    readonly otlp: {
      readonly protocols: {
        readonly grpc: { readonly endpoint: string };
        readonly http: { readonly endpoint: string };
      };
    };
  };
  readonly processors: {
    readonly memory_limiter: {
      readonly check_interval: string;
      readonly limit_mib: number;
      readonly spike_limit_mib: number;
    };
    readonly tail_sampling: TailSampling;
    readonly transform: TextRedaction;
    readonly redaction: AttributeRedaction;
  };
  readonly exporters: { readonly [EXPORTER]: Exporter };
  readonly service: {
    readonly extensions: readonly [typeof STORAGE];
    readonly pipelines: {
      readonly traces: {
        readonly receivers: readonly ['otlp'];
        readonly processors: typeof PROCESSORS;
        readonly exporters: readonly [typeof EXPORTER];
      };
    };
    readonly telemetry: Telemetry;
  };
}

/** Takes spans, waits until a trace is whole, decides on it, redacts what is kept, and sends it; when the store is away that waits. */
export function traceConfig(options: TraceConfigOptions): TraceConfig {
  const { listens, state, metrics, store, authority, queueBytes, memory } = options;
  return {
    extensions: { [STORAGE]: fileStorage(state) },
    receivers: {
      otlp: {
        protocols: {
          grpc: { endpoint: `0.0.0.0:${listens.grpc}` },
          http: { endpoint: `0.0.0.0:${listens.http}` },
        },
      },
    },
    processors: {
      memory_limiter: {
        check_interval: '1s',
        limit_mib: memory.hardMebibytes,
        spike_limit_mib: memory.hardMebibytes - memory.softMebibytes,
      },
      tail_sampling: tailSampling(options),
      transform: textRedaction(),
      redaction: attributeRedaction(),
    },
    exporters: {
      [EXPORTER]: exporter({
        endpoint: store,
        ...(authority !== undefined && { tls: { ca_pem: authority } }),
        queueBytes,
      }),
    },
    service: {
      extensions: [STORAGE],
      pipelines: { traces: { receivers: ['otlp'], processors: PROCESSORS, exporters: [EXPORTER] } },
      telemetry: telemetry(metrics),
    },
  };
}

function tailSampling(options: TraceConfigOptions): TailSampling {
  const { waitSeconds, tracesPerSecond, memory, keptPercent, slowMilliseconds } = options;
  return {
    decision_wait: `${waitSeconds}s`,
    num_traces: memory.traces,
    // Senders wait then, and try again; otherwise the oldest trace would go undecided, with an error or without.
    block_on_overflow: true,
    expected_new_traces_per_sec: tracesPerSecond,
    decision_cache: { sampled_cache_size: memory.decisions, non_sampled_cache_size: memory.decisions },
    policies: [
      { name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } },
      { name: 'slow', type: 'latency', latency: { threshold_ms: slowMilliseconds } },
      { name: 'share', type: 'probabilistic', probabilistic: { sampling_percentage: keptPercent } },
    ],
  };
}
