import { STANDARDS } from '../../constructs/standards';
import { rounded } from './budgets';
import type { Month } from './report';

const { availabilityPercent: PROMISED, creditPercent, forEachPercent } = STANDARDS.agreement;

const HOUR_MS = 60 * 60_000;

/** A month in UTC, as far as it has passed. */
export interface MonthSpan {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly isOver: boolean;
}

/** The month that a moment is in; the first moment of one is the end of that before. */
export function monthOf(moment: number): MonthSpan {
  const within = new Date(moment - 1);
  const [year, month] = [within.getUTCFullYear(), within.getUTCMonth()];
  const [from, end] = [Date.UTC(year, month), Date.UTC(year, month + 1)];
  return { name: new Date(from).toISOString().slice(0, 7), from, to: moment, isOver: moment >= end };
}

/** How many full hours of it there are, each of which has one moment at which Prometheus is asked. */
export function hoursOf({ from, to }: MonthSpan): number {
  return Math.floor(to / HOUR_MS) - Math.floor(from / HOUR_MS);
}

/** What customers get back: so many percent for each 0.1 % that is begun, and never more than all. */
export function creditOf(availability: number): number {
  // Rounded first: 99.9 - 99.8 is a little more than 0.1 to a computer.
  const steps = Math.ceil(rounded((PROMISED - availability) / forEachPercent));
  return Math.min(100, Math.max(0, steps) * creditPercent);
}

export interface Counted {
  /** Share of the month's requests that failed, from 0 to 1. */
  readonly failed?: number | undefined;
  /** Hours of which requests were recorded. */
  readonly hours: number;
}

/** What a month of a service comes to. */
export function monthOfService(
  of: Pick<Month, 'namespace' | 'service'>,
  { failed, hours }: Counted,
  all: number,
): Month {
  const knownPercent = all === 0 ? 0 : rounded(Math.min(100, (100 * hours) / all));
  if (failed === undefined) return { ...of, knownPercent, outcome: 'unknown' };
  const availabilityPercent = rounded(100 * (1 - failed));
  return {
    ...of,
    ...{ availabilityPercent, knownPercent, creditPercent: creditOf(availabilityPercent) },
    outcome: availabilityPercent >= PROMISED ? 'kept' : 'missed',
  };
}
