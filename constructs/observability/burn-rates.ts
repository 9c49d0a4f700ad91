import type { Span } from './promql';

/** How fast a budget goes when somebody is told, seen over a long span, and over a short one so that it ends soon after. */
export interface BurnRate {
  readonly long: Span;
  readonly short: Span;
  /** Share of the budget, in percent, that is gone after the long span. */
  readonly budgetPercent: number;
  readonly severity: 'critical' | 'warning';
}

/** https://sre.google/workbook/alerting-on-slos/#recommended_parameters_for_an_slo_based_a, and a day between its two slow ones. */
export const BURN_RATES: readonly BurnRate[] = [
  { long: '1h', short: '5m', budgetPercent: 2, severity: 'critical' },
  { long: '6h', short: '30m', budgetPercent: 5, severity: 'critical' },
  { long: '1d', short: '2h', budgetPercent: 10, severity: 'warning' },
  { long: '3d', short: '6h', budgetPercent: 10, severity: 'warning' },
];

const HOURS = { m: 1 / 60, h: 1, d: 24 } as const;

function hoursOf(span: Span): number {
  return Number.parseFloat(span) * HOURS[span.at(-1) as keyof typeof HOURS];
}

/** How many times as fast as a budget that lasts for its whole window: 14.4 for 2 % of thirty days in an hour. */
export function timesAsFast({ long, budgetPercent }: BurnRate, windowDays: number): number {
  return exact((budgetPercent / 100) * ((windowDays * 24) / hoursOf(long)));
}

/** A number without what binary fractions add to it. */
export function exact(value: number): number {
  return Number(value.toPrecision(12));
}
