import type { X509Certificate } from 'node:crypto';
import { certificateBlocks, certificatesIn } from '../fields/certificate';

const DAY_MS = 24 * 3600 * 1000;

/** The longest that an authority below a root may live, in days: a year, of which some have 366. */
const LONGEST_DAYS = 366;

const UP_TO_THE_ROOT = 'give its certificate as PEM, then whose key signed it, and so on up to the root';

/** What is wrong, as a clause, and what to do. */
type Refused = readonly [problem: string, remedy: string];

/** An authority's certificate, and those above it, up to the root. */
export interface SignedChain {
  /** The certificates, one after the other and nothing else, as PEM. */
  readonly pem: string;
  readonly lifeDays: number;
  /** The certificate of the root, as PEM. */
  readonly root: string;
}

/**
 * What whoever holds the root made of a request, read; or what is wrong with it.
 *
 * No clock is asked: whether it has ended, `dwcp rotate verify` says.
 */
export function signedChain(text: string): SignedChain | Refused {
  // Not shown, whatever it is: it may be the key.
  if (text.includes('PRIVATE KEY'))
    return ['holds a private key', 'leave that where it was made: give certificates alone'];
  const blocks = certificateBlocks(text);
  const chain = certificatesIn(text) ?? [];
  const [own] = chain;
  const root = chain.at(-1);
  if (own === undefined || root === undefined) {
    return ['has no certificates that can be read', UP_TO_THE_ROOT];
  }
  if (!chain.every(({ ca }) => ca)) return ["has a certificate in it that is no authority's", UP_TO_THE_ROOT];
  if (chain.length < 2 || !chain.every((one, index) => isSignedBy(one, chain[index + 1] ?? root))) {
    return ['is no chain up to a root that signed itself', UP_TO_THE_ROOT];
  }
  const lifeDays = (Date.parse(own.validTo) - Date.parse(own.validFrom)) / DAY_MS;
  if (lifeDays > LONGEST_DAYS) {
    return [`lives ${Math.ceil(lifeDays)} days`, 'have it signed for a year at the most'];
  }
  return { pem: `${blocks.join('\n')}\n`, lifeDays, root: `${blocks.at(-1)}\n` };
}

function isSignedBy(one: X509Certificate, signer: X509Certificate): boolean {
  return one.checkIssued(signer) && one.verify(signer.publicKey);
}
