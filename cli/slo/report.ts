/** What became of something that was promised. */
export type Outcome = 'kept' | 'missed' | 'unknown';

/** How one objective of a service stands. */
export interface Standing {
  readonly namespace: string;
  readonly service: string;
  readonly objective: string;
  /** Share of the requests that have to keep it. */
  readonly promisedPercent: number;
  /** Share of the requests of the window that did. @default - nobody counted */
  readonly currentPercent?: number;
  /** Below 0 where more than the budget is gone. @default - nobody counted */
  readonly budgetLeftPercent?: number;
  /** How many times as fast as a budget that lasts for its window, over the last hour and the last day. */
  readonly burn: { readonly hour?: number; readonly day?: number };
  /** When the budget is gone at the faster of the two paces, at the earliest. @default - not at that pace, or it is gone */
  readonly exhausted?: string;
  readonly outcome: Outcome;
}

/** What a month of a service comes to, by the agreement with its customers. */
export interface Month {
  readonly namespace: string;
  readonly service: string;
  /** @default - nobody counted */
  readonly availabilityPercent?: number;
  /** Share of the month's hours, as far as it has passed, of which requests were recorded. */
  readonly knownPercent: number;
  /** What customers get back of the price. @default - nobody counted */
  readonly creditPercent?: number;
  readonly outcome: Outcome;
}

/** How an environment keeps what it promised. */
export interface Report {
  readonly environment: string;
  readonly prometheus: string;
  readonly at: string;
  readonly windowDays: number;
  readonly objectives: readonly Standing[];
  readonly month: {
    /** Such as `2026-11`. */
    readonly name: string;
    readonly isOver: boolean;
    readonly promisedPercent: number;
    readonly services: readonly Month[];
  };
}

/** Whether all is known, and kept. */
export function isKept({ objectives, month }: Report): boolean {
  return [...objectives, ...month.services].every(({ outcome }) => outcome === 'kept');
}
