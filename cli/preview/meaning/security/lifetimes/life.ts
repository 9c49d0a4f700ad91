import { STANDARDS } from '../../../../../constructs/standards';
import { isAbsent } from '../../../../../policies/fields';
import { type Level, may, type Trait } from '../traits/trait';

const DAY = 24 * 3600;

/** The longest that a secret may stay as it is. */
const STANDARD = STANDARDS.secretRotationDays * DAY;

/** As Go and Vault write a length of time: https://pkg.go.dev/time#ParseDuration */
const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
  d: DAY,
};

/** What it means that nothing is said, or zero. */
export interface Unsaid {
  readonly value: string;
  /** How long it is then. @default - for ever */
  readonly seconds?: number;
}

/** How long something lives: the longer, the weaker. */
export function life(of: string, value: unknown, unsaid: Unsaid): Level {
  if (isAbsent(value) || value === '' || secondsOf(value) === 0) {
    return { of, value: unsaid.value, weakness: unsaid.seconds ?? Number.POSITIVE_INFINITY };
  }
  const seconds = secondsOf(value);
  return {
    of,
    value: seconds === undefined ? String(value) : words(seconds),
    ...(seconds !== undefined && { weakness: seconds }),
  };
}

/** The same, which the standard bounds; that nothing is said is told by its value. */
export function boundedLife(of: string, value: unknown, unsaid: Unsaid): readonly Trait[] {
  const level = life(of, value, unsaid);
  const isLong = (secondsOf(value) ?? 0) > STANDARD;
  return isLong ? [level, may(`live longer than ${words(STANDARD)}`)] : [level];
}

/** How long before its end something is made anew: the shorter, the weaker. */
export function margin(of: string, value: unknown, unsaid: string): Level {
  const seconds = isAbsent(value) ? undefined : secondsOf(value);
  if (isAbsent(value)) return { of, value: unsaid };
  return {
    of,
    value: seconds === undefined ? String(value) : words(seconds),
    ...(seconds !== undefined && { weakness: -seconds }),
  };
}

/** Seconds, of what says a length of time. */
function secondsOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 && Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d))+$/.test(value)) return undefined;
  return [...value.matchAll(/([\d.]+)(\D+)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit!]!, 0);
}

/** `12 hours`, `90 days`: in the largest unit of which it is a whole number. */
function words(seconds: number): string {
  const [unit, size] = (
    [
      ['day', DAY],
      ['hour', 3600],
      ['minute', 60],
    ] as const
  ).find(([, one]) => seconds >= one && seconds % one === 0) ?? ['second', 1];
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
