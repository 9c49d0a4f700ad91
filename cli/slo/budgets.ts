import { WINDOW_DAYS } from '../../constructs/observability/service-level';
import type { Promised } from './promised';
import type { Standing } from './report';

const DAY_MS = 24 * 60 * 60_000;

/** Which share of the requests missed an objective, from 0 to 1. */
export interface Shares {
  readonly window?: number | undefined;
  readonly hour?: number | undefined;
  readonly day?: number | undefined;
}

/** How an objective stands at a moment, by what was recorded of its misses. */
export function standingOf(promised: Promised, { window, hour, day }: Shares, at: number): Standing {
  const { namespace, service, objective, budget } = promised;
  const burn = {
    ...(hour !== undefined && { hour: rounded(hour / budget) }),
    ...(day !== undefined && { day: rounded(day / budget) }),
  };
  const named = { namespace, service, objective, promisedPercent: rounded(100 * (1 - budget)), burn };
  if (window === undefined) return { ...named, outcome: 'unknown' };
  const left = 1 - window / budget;
  const pace = Math.max(burn.hour ?? 0, burn.day ?? 0);
  return {
    ...named,
    currentPercent: rounded(100 * (1 - window)),
    budgetLeftPercent: rounded(100 * left),
    // What was missed at the window's beginning leaves it meanwhile, so that it lasts this long at least.
    ...(left > 0 && pace > 1 && { exhausted: dateOf(at + ((left * WINDOW_DAYS) / pace) * DAY_MS) }),
    outcome: left >= 0 ? 'kept' : 'missed',
  };
}

/** As much of a number as says anything: a millionth of a share is one request of ten thousand in a hundred. */
export function rounded(value: number): number {
  return Number(value.toFixed(4));
}

export function dateOf(moment: number): string {
  return new Date(Math.floor(moment / 1000) * 1000).toISOString().replace('.000', '');
}
