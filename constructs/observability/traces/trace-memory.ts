/** What the pods of the collector may hold, and what that takes. */
export interface MemoryPlan {
  /** Undecided traces at a time. */
  readonly traces: number;
  /** Decisions that are remembered, for spans that come late: as many to keep, and as many not to. */
  readonly decisions: number;
  /** What all of that takes, the program itself with it. */
  readonly neededMebibytes: number;
  /** From here on spans are refused, and senders try again. */
  readonly softMebibytes: number;
  /** From here on garbage is collected at once. */
  readonly hardMebibytes: number;
}

/** What the memory of a collector has to do for. */
export interface Load {
  readonly tracesPerSecond: number;
  readonly spansPerTrace: number;
  readonly waitSeconds: number;
  /** Of its container. */
  readonly limitBytes: bigint;
}

const MEBIBYTE = 2 ** 20;

/** Of a limit, where garbage is collected at once, and what may come until that is seen: as the component's own documentation has it. */
const HARD_SHARE = 0.8;
const SPIKE_SHARE = 0.2;

/** Decisions are made once a second, of what has waited for long enough by then. */
const TICK_SECONDS = 1;

/** More traces than are said to come: a little more than that fills no buffer. */
const HEADROOM = 1.25;

/** As long as four waits: a span that is later than that is of a trace that nobody remembers, and is decided on alone. */
const WAITS_REMEMBERED = 4;

/**
 * Of a span with 12 attributes, on the heap. test/e2e/traces.test.ts keeps to it: a collection of garbage found 76 MB alive while up to
 * 40,000 spans were held, about 2 KiB each, and as much again is for attributes that are longer.
 */
export const SPAN_BYTES = 4096;

/** An id and what was decided, in a list and in a map. */
const DECISION_BYTES = 256;

/** The program, its buffers, and what it is about to send. */
export const PROGRAM_MEBIBYTES = 64;

/** How many traces are held, and whether that fits; `neededMebibytes` above `softMebibytes` does not. */
export function memoryPlan({ tracesPerSecond, spansPerTrace, waitSeconds, limitBytes }: Load): MemoryPlan {
  const traces = Math.ceil(tracesPerSecond * (waitSeconds + TICK_SECONDS) * HEADROOM);
  const decisions = traces * WAITS_REMEMBERED;
  const bytes = traces * spansPerTrace * SPAN_BYTES + 2 * decisions * DECISION_BYTES;
  const hardMebibytes = Math.floor((Number(limitBytes) * HARD_SHARE) / MEBIBYTE);
  return {
    traces,
    decisions,
    neededMebibytes: PROGRAM_MEBIBYTES + Math.ceil(bytes / MEBIBYTE),
    softMebibytes: hardMebibytes - Math.floor(hardMebibytes * SPIKE_SHARE),
    hardMebibytes,
  };
}

/** The least limit of a container, in MiB, that is enough for what is needed. */
export function leastLimit(neededMebibytes: number): number {
  return Math.ceil((neededMebibytes + 1) / (HARD_SHARE * (1 - SPIKE_SHARE)));
}
