import { X509Certificate } from 'node:crypto';
import { posix } from 'node:path';
import type { Check } from './check';

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

/** A folder, written without `..`, doubled slashes or a slash at its end, and without what ends a path in a URL. */
export const absoluteFolder: Check = (text, find) => {
  const normal = posix.normalize(text).replace(/\/$/, '');
  if (!text.startsWith('/') || normal === '') {
    return `'${text}' is not an absolute path to a folder; ${find}`;
  }
  // Vault's connection string to a database ends with it: a `&` would go on with a parameter, such as sslmode=disable.
  const [stranger] = /[^A-Za-z0-9._/-]/u.exec(text) ?? [];
  if (stranger !== undefined) {
    return `'${text}' has '${stranger}' in it, which a database's connection string would read as its own; use letters, digits, dots, hyphens and underscores`;
  }
  return text === normal ? undefined : `'${text}' is not the shortest way to write it; write ${normal}`;
};

/** The certificate of an authority, as PEM. Never a key: facts are not secrets. */
export const authorityCertificate: Check = (text, find) => {
  // Not shown, whatever it is: it may be the key.
  if (text.includes('PRIVATE KEY')) return 'holds a private key; facts are not secrets, so write the certificate alone';
  try {
    return new X509Certificate(text).ca ? undefined : `is not the certificate of an authority; ${find}`;
  } catch {
    return `is not a certificate in PEM; ${find}`;
  }
};
