import { UserError } from '../constructs/invalid';

/**
 * A time that an option says, in milliseconds since 1970: midnight of a day in UTC, or a moment.
 *
 * @throws UserError where it is none.
 */
export function timeGiven(option: string, text: string): number {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new UserError([`${option} ${text}: is no time; write it as 2027-01-31 or 2027-01-31T12:00:00Z`]);
}
