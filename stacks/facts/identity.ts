import { STANDARDS } from '../../constructs/standards';
import type { Check } from './check';

/** An https URL, path and all, as an identity provider publishes it. */
export const httpsUrl: Check = (text, find) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A path may have an @ in it; before the path, or where nothing says which is which, it ends a password.
  const server = /^https:\/\/([^/\\?#]+)/.exec(text)?.[1];
  if (url?.username || url?.password || (server ?? text).includes('@')) {
    // Not shown: what stands before the @ may be a password.
    return 'has credentials in it; facts are not secrets, so write the address alone';
  }
  return url?.protocol === 'https:' && server !== undefined && url.hash === '' && !/\s/.test(text)
    ? undefined
    : `'${text}' is not an https URL; ${find}`;
};

/** Minutes that an access token lives. The gateway cannot see how long a token was made for, so this is asked of a person. */
export function tokenMinutes(value: number, find: string): string | undefined {
  const most = STANDARDS.accessTokenMaxMinutes;
  if (!Number.isInteger(value) || value < 1) return `${value} is not a whole number of minutes; ${find}`;
  return value <= most
    ? undefined
    : `${value} minutes are more than ${most}, for which a stolen token is of use; have the identity provider make shorter ones`;
}
