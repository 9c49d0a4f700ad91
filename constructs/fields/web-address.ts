import type { Check } from './text';

/** An http or https address, with a path where there is one, to which a program adds its own: `http://prometheus.monitoring.svc:9090`. */
export const webAddress: Check = (text, find) => {
  if (text.includes('@')) {
    // Not shown: what stands before the @ is a password.
    return 'has credentials in it; facts are not secrets, so write the address alone';
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:\/\/[^/\\?#]/.test(text) || /\s/.test(text)) {
    return `'${text}' is not an http or https address; ${find}`;
  }
  return url.search === '' && !/[/?#]$/.test(text) && url.hash === ''
    ? undefined
    : `'${text}' has more than scheme, host, port and path; write ${url.origin}${url.pathname.replace(/\/+$/, '')}`;
};
