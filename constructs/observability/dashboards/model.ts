import type { Vector } from '../vector';

/** How the numbers of a panel are written. */
export type Unit = 'bytes' | 'count' | 'cores' | 'date' | 'milliseconds' | 'per second' | 'seconds' | 'share' | 'times';

/** One line of a panel, or several that an expression tells apart. */
export interface Query {
  /** What a line is called; `{{pod}}` is its label. */
  readonly legend: string;
  /** What is drawn, as PromQL. */
  readonly expr: Vector;
}

/** Some numbers over time, or as they are now. */
export interface Panel {
  /** What stands above it. */
  readonly title: string;
  /** What to look for in it. */
  readonly says: string;
  /** What its numbers are of. */
  readonly unit: Unit;
  /** @default 'graph' - over time */
  readonly shows?: 'graph' | 'now';
  /** Its lines, in this order. */
  readonly queries: readonly Query[];
}

/** Panels beside each other, under a heading. */
export interface Row {
  /** The heading. */
  readonly title: string;
  /** From left to right. */
  readonly panels: readonly Panel[];
}
