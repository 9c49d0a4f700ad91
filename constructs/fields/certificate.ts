import { X509Certificate } from 'node:crypto';
import type { Check } from './text';

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
