import { STANDARDS } from '../../standards';
import type { Between } from './intervals';
import { momentOf, type WallTime } from './wall-clock';

const { handOver, shiftDays } = STANDARDS.onCall;

const DAY = 24 * 60 * 60_000;

/** Whose week it is. */
export interface Shift {
  /** Who is told first. */
  readonly primary: string;
  /** Whoever is the primary of the week after, and so knows what is handed over. */
  readonly secondary: string;
  /** When it begins: `2027-03-29T07:00:00.000Z`. */
  readonly from: string;
  /** When the next one begins. */
  readonly to: string;
}

export interface Rotation {
  readonly members: readonly string[];
  readonly timeZone: string;
  /** The Monday of the first hand-over: `2026-11-30`. */
  readonly starts: string;
  readonly weeks: number;
}

/** Week after week, from hand-over to hand-over by the clock of the time zone: two weeks a year have 167 or 169 hours. */
export function shiftsOf({ members, timeZone, starts, weeks }: Rotation): readonly Shift[] {
  const first = Date.parse(starts);
  const handOvers = Array.from({ length: weeks + 1 }, (_, week) => {
    const day = new Date(first + week * shiftDays * DAY).toISOString().slice(0, 10);
    return new Date(momentOf(`${day}T${handOver.time}` as WallTime, timeZone)).toISOString();
  });
  return Array.from({ length: weeks }, (_, week) => ({
    primary: members[week % members.length]!,
    secondary: members[(week + 1) % members.length]!,
    from: handOvers[week]!,
    to: handOvers[week + 1]!,
  }));
}

export function momentsOf({ from, to }: Shift): Between {
  return { from: Date.parse(from), to: Date.parse(to) };
}

/** Whether it is a day on which shifts are handed over. */
export function isHandOverDay(text: unknown): boolean {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && day.getUTCDay() === handOver.weekday;
}
