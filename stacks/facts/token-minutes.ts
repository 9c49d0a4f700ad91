import { STANDARDS } from '@dwcp/baseline';

/** Minutes that an access token lives. The gateway cannot see how long a token was made for, so this is asked of a person. */
export function tokenMinutes(value: number, find: string): string | undefined {
  const most = STANDARDS.accessTokenMaxMinutes;
  if (!Number.isInteger(value) || value < 1) return `${value} is not a whole number of minutes; ${find}`;
  return value <= most
    ? undefined
    : `${value} minutes are more than ${most}, for which a stolen token is of use; have the identity provider make shorter ones`;
}
