import type { Check } from './text';

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

/** An https address of a server, with nothing after the port. */
export const httpsAddress: Check = (text, find) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (text.includes('@')) {
    // Not shown: what stands before the @ is a password.
    return 'has credentials in it; facts are not secrets, so write the address alone';
  }
  if (url?.protocol === 'http:') {
    return `'${text}' is not https, so credentials would cross the network in clear; serve it over TLS and write https`;
  }
  if (url?.protocol !== 'https:') {
    return `'${text}' is not an https address; ${find}`;
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || /[/?#]$/.test(text)) {
    return `'${text}' has more than scheme, host and port; write ${url.origin}`;
  }
  // URL parsers mend what a program that only joins texts does not: spaces, capitals, slashes the other way.
  return text === url.origin || (url.port === '' && text === `${url.origin}:443`)
    ? undefined
    : `'${text}' is not in canonical form; write ${url.origin}`;
};
