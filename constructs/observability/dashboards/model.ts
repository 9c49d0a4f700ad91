import type { Vector } from '../vector';

/** How the numbers of a panel are written. */
export type Unit = 'bytes' | 'count' | 'cores' | 'date' | 'milliseconds' | 'per second' | 'seconds' | 'share' | 'times';

/** One line of a panel, or several that an expression tells apart. */
export interface Query {
  /** What a line is called; `{{pod}}` is its label. */
  readonly legend: string;
  readonly expr: Vector;
}

/** Some numbers over time, or as they are now. */
export interface Panel {
  readonly title: string;
  /** What to look for in it. */
  readonly says: string;
  readonly unit: Unit;
  /** @default 'graph' - over time */
  readonly shows?: 'graph' | 'now';
  readonly queries: readonly Query[];
}

/** Panels beside each other, under a heading. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}
