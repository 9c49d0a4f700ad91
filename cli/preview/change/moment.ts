import type { Check } from '../../../constructs/fields/text';
import { isDate } from '../../../policies/expiry';

/** A day, a time and how far it is from UTC (RFC 3339): without that, two people read two moments. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d{2}:\d{2})$/;

/** A moment that everybody reads alike. */
export const moment: Check = (text, find) =>
  isDate(MOMENT.exec(text)?.[1]) && !Number.isNaN(Date.parse(text))
    ? undefined
    : `'${text}' is no time with a day and an offset; ${find}`;

/** A day of the calendar. */
export const day: Check = (text, find) => (isDate(text) ? undefined : `'${text}' is no date; ${find}`);

/** How many hours the second moment is after the first: negative where it is before it. */
export function hoursBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 3_600_000;
}
