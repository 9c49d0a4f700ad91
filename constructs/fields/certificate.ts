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

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The blocks of PEM in a text that are certificates to look at. */
export function certificateBlocks(text: string): readonly string[] {
  return text.replaceAll('\r\n', '\n').match(CERTIFICATE) ?? [];
}

/** The certificates in a text, of which there is one at least; undefined where there is a key, or one that cannot be read. */
export function certificatesIn(text: string): readonly X509Certificate[] | undefined {
  const blocks = certificateBlocks(text);
  if (text.includes('PRIVATE KEY') || blocks.length === 0) return undefined;
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return undefined;
  }
}
