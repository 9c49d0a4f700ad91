import type { TimeInterval } from '../../operators/alertmanager-config';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Two moments, in milliseconds since 1970: the first is within, the second is not. */
export interface Between {
  readonly from: number;
  readonly to: number;
}

/**
 * A stretch of time as Alertmanager takes one: parts of its first and last day, and the whole days of each month between.
 *
 * In UTC, since the AlertmanagerConfig has no time zone.
 */
export function intervalsOf({ from, to }: Between): TimeInterval[] {
  const intervals: TimeInterval[] = [];
  let whole: Date[] = [];
  const close = () => {
    if (whole.length > 0) intervals.push(daysOf(whole));
    whole = [];
  };
  for (let midnight = Math.floor(from / DAY) * DAY; midnight < to; midnight += DAY) {
    const [start, end] = [Math.max(from, midnight), Math.min(to, midnight + DAY)];
    const day = new Date(midnight);
    const isWhole = end - start === DAY;
    if (!isWhole || whole[0]?.getUTCMonth() !== day.getUTCMonth()) close();
    if (isWhole) whole.push(day);
    else
      intervals.push({
        times: [{ startTime: timeOf(start - midnight), endTime: timeOf(end - midnight) }],
        ...daysOf([day]),
      });
  }
  close();
  return intervals;
}

/**
 * The stretches that such intervals come to, in order.
 *
 * @returns nothing where one of them is of another form, as those that somebody else wrote may be.
 */
export function stretchesOf(intervals: readonly Partial<TimeInterval>[]): readonly Between[] | undefined {
  const parts = intervals.map(stretchOf);
  if (!parts.every((part) => part !== undefined)) return undefined;
  const stretches: Between[] = [];
  for (const part of parts.toSorted((a, b) => a.from - b.from)) {
    const last = stretches.at(-1);
    if (last?.to === part.from) stretches[stretches.length - 1] = { from: last.from, to: part.to };
    else stretches.push(part);
  }
  return stretches;
}

function stretchOf({ years, months, daysOfMonth, times, ...rest }: Partial<TimeInterval>): Between | undefined {
  const [year, month, days] = [years?.[0], months?.[0], daysOfMonth?.[0]];
  if (year === undefined || month === undefined || days === undefined || Object.keys(rest).length > 0) return undefined;
  const midnightOf = (day: number) => Date.UTC(Number(year), Number(month) - 1, day);
  const time = times?.[0];
  const [from, to] = time
    ? [midnightOf(days.start) + sinceMidnight(time.startTime), midnightOf(days.end) + sinceMidnight(time.endTime)]
    : [midnightOf(days.start), midnightOf(days.end + 1)];
  return Number.isNaN(from) || Number.isNaN(to) ? undefined : { from, to };
}

function sinceMidnight(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours! * 60 + minutes!) * MINUTE;
}

/** Days of one month. */
function daysOf(days: readonly Date[]) {
  const first = days[0]!;
  return {
    daysOfMonth: [{ start: first.getUTCDate(), end: days.at(-1)!.getUTCDate() }],
    months: [`${first.getUTCMonth() + 1}`],
    years: [`${first.getUTCFullYear()}`],
  };
}

function timeOf(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / MINUTE);
  const two = (value: number) => `${value}`.padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
