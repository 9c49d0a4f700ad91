const MINUTE = 60_000;

const WALL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/** Of `11/30/2026, GMT+01:00`; of UTC it is `GMT`. */
const OFFSET = /GMT(?:([+-])(\d\d):(\d\d))?$/;

/** One for each time zone: to make one takes as long as to ask it many hundred times. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** A day and a time as a clock on a wall shows them: `2027-01-16T02:00`. */
export type WallTime = `${number}-${number}-${number}T${number}:${number}`;

/** Whether it is such a day and time, and there is one. */
export function isWallTime(text: unknown): text is WallTime {
  return typeof text === 'string' && WALL.test(text) && written(asUtc(text)) === text;
}

/** Whether it is the name of a time zone that this Node knows, such as `Europe/Berlin` or `UTC`; an offset has no summer. */
export function isTimeZone(text: unknown): text is string {
  if (typeof text !== 'string' || !/^[A-Z]/.test(text)) return false;
  try {
    clockOf(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * When a clock on a wall in a time zone shows a day and a time, in milliseconds since 1970.
 *
 * Of a time that it shows twice, as summer ends, the first; of one that it skips, as summer begins, an hour later.
 */
export function momentOf(text: WallTime, timeZone: string): number {
  const wanted = asUtc(text);
  // The offset is of a moment that is not known yet: those of a day before and a day after are the two that it can have.
  const moments = [-1, 1].map((days) => wanted - offsetAt(wanted + days * 24 * 60 * MINUTE, timeZone));
  return moments.find((moment) => moment + offsetAt(moment, timeZone) === wanted) ?? moments[0]!;
}

/** How far the clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const [, sign, hours = 0, minutes = 0] = OFFSET.exec(clockOf(timeZone).format(moment)) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  clocks.set(timeZone, made);
  return made;
}

function asUtc(text: string): number {
  return Date.parse(`${text}Z`);
}

function written(moment: number): string {
  return Number.isNaN(moment) ? '' : new Date(moment).toISOString().slice(0, 16);
}
