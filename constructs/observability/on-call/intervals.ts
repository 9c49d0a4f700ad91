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
