import { either, group, value, whole } from '../props/checks';
import { optional, type PropCheck, type Props } from '../props/props';
import { STANDARDS } from '../standards';
import { exact } from './burn-rates';

const { availabilityPercent, latencyP95Milliseconds, errorPercent, windowDays } = STANDARDS.serviceLevel;

/** What the users of a service may count on, over thirty days that move along. */
export interface ServiceLevel {
  /**
   * Share of requests that succeed, in percent. What is missing to 100 is the budget: 21.6 minutes in thirty days.
   *
   * @default 99.95
   */
  readonly availabilityPercent?: number;

  /**
   * Time within which 95 of 100 requests are answered, in milliseconds.
   *
   * @default 200
   */
  readonly latencyP95Milliseconds?: number;

  /**
   * Share of requests that may fail, in percent. It is asked of the same requests as the availability: the stricter of
   * the two alerts.
   *
   * @default 0.1
   */
  readonly errorPercent?: number;
}

/** The share of a percentile that may be slower than it says. */
const SLOWER_THAN_P95 = 0.05;

/** One promise: which share of the requests may miss it. */
export interface Objective {
  readonly name: 'availability' | 'errors' | 'latency';
  readonly indicator: 'failures' | 'slowness';
  /** Share of the requests that may miss it, from 0 to 1. */
  readonly budget: number;
}

/** How long the window is over which a level is kept, in days. */
export const WINDOW_DAYS = windowDays;

/** What is promised, with what nobody said by the standards. */
export function objectivesOf(level: ServiceLevel): readonly Objective[] {
  const share = (percent: number) => exact(percent / 100);
  return [
    {
      name: 'availability',
      indicator: 'failures',
      budget: share(100 - (level.availabilityPercent ?? availabilityPercent)),
    },
    { name: 'errors', indicator: 'failures', budget: share(level.errorPercent ?? errorPercent) },
    { name: 'latency', indicator: 'slowness', budget: SLOWER_THAN_P95 },
  ];
}

/** How long a request may take, in milliseconds. */
export function latencyOf(level: ServiceLevel): number {
  return level.latencyP95Milliseconds ?? latencyP95Milliseconds;
}

/** Of two levels, the stricter part of each. */
export function stricter(one: ServiceLevel, other: ServiceLevel): ServiceLevel {
  return {
    availabilityPercent: Math.max(...[one, other].map((level) => level.availabilityPercent ?? availabilityPercent)),
    latencyP95Milliseconds: Math.min(latencyOf(one), latencyOf(other)),
    errorPercent: Math.min(...[one, other].map((level) => level.errorPercent ?? errorPercent)),
  };
}

/** A share that leaves a budget: of 100 % there is none, and 14 times what 95 % leaves is nearly all that there is. */
const available = value(
  'write a percentage of at least 95 that is below 100, e.g. 99.9',
  (given) => typeof given === 'number' && given >= 95 && given < 100,
);
const failing = value(
  'write a percentage above 0 that is 5 at the most, e.g. 0.1',
  (given) => typeof given === 'number' && given > 0 && given <= 5,
);

const LEVEL: Props<ServiceLevel> = {
  availabilityPercent: optional(available),
  // An hour is the last bound that Envoy has.
  latencyP95Milliseconds: optional(whole(1, 3_600_000)),
  errorPercent: optional(failing),
};

/** A level, or that there is none. */
export const SERVICE_LEVEL: PropCheck = either(
  "write what it is held to, e.g. { availabilityPercent: 99.9 }, or 'none'",
  (given) => typeof given === 'string',
  value("write what it is held to, or 'none'", (given) => given === 'none'),
  group(LEVEL, { availability: 'availabilityPercent', latency: 'latencyP95Milliseconds', errors: 'errorPercent' }),
);
