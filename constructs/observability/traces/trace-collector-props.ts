import type { Duration } from 'cdk8s';
import { choice, count, seconds, text, value, whole } from '../../props/checks';
import { needed, optional, type Props } from '../../props/props';
import { IMAGE } from '../../workload/container-options';
import { RESOURCES, type Resources } from '../../workload/resources';

export interface TraceCollectorProps {
  /**
   * Image of an OpenTelemetry Collector 0.165 with `otlp`, `memory_limiter`, `tail_sampling`, `transform`, `redaction`, `otlp_http` and
   * `file_storage`, by digest.
   */
  readonly image: string;

  /** CPU and memory of the collector. What it may have to hold is checked against the memory. */
  readonly resources: Resources;

  /** How many traces begin each second, when most do. */
  readonly tracesPerSecond: number;

  /**
   * How many spans a trace has, on average.
   *
   * @default 20
   */
  readonly spansPerTrace?: number;

  /**
   * From the first span of a trace until it is decided on: as long as a request may take, in whole seconds.
   *
   * @default Duration.seconds(30) - what callers in the mesh wait for an answer at most
   */
  readonly decisionWait?: Duration;

  /**
   * How many of a hundred traces are kept that neither have an error nor are slow.
   *
   * @default 1 - the standards' for production ("Traces"); for dev they have 100
   */
  readonly keptPercent?: number;

  /**
   * From how long on a trace is slow, and kept. Where services keep to their objective of 200 ms for 95 of a hundred requests, at 200 ms
   * it would be up to five of a hundred traces.
   *
   * @default 500 - the standards' for what is watched while a change is rolled out ("Deployment")
   */
  readonly slowMilliseconds?: number;
}

export const TRACE_COLLECTOR_PROPS: Props<TraceCollectorProps> = {
  image: needed(IMAGE),
  resources: needed(RESOURCES),
  tracesPerSecond: needed(count),
  spansPerTrace: optional(count),
  decisionWait: optional(seconds),
  keptPercent: optional(
    value('write a number above 0 and up to 100', (given) => typeof given === 'number' && given > 0 && given <= 100),
  ),
  slowMilliseconds: optional(whole(1, 3_600_000)),
};

/** What is said of the traces of one workload. */
export interface SendOptions {
  /**
   * What it sends by.
   *
   * @default 'http/protobuf' - the specification's
   */
  readonly protocol?: 'http/protobuf' | 'grpc';

  /**
   * What the traces are for, in a few words for whoever reviews it.
   *
   * @default - the grant says who may send, and not why
   */
  readonly why?: string;
}

const WHY = optional(text('say in a line what the traces are for', /^[^\n]*\S[^\n]*$/));

export const SEND_OPTIONS: Props<SendOptions> = {
  protocol: optional(choice('http/protobuf', 'grpc')),
  why: WHY,
};

/** What is said of the spans of one workload's proxies, or of a gateway's. */
export type ProxySendOptions = Pick<SendOptions, 'why'>;

export const PROXY_SEND_OPTIONS: Props<ProxySendOptions> = { why: WHY };
