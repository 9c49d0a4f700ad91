import type { ProofId } from './ids';
import { callers } from './proofs/callers';
import { credentials } from './proofs/credentials';
import { declared } from './proofs/declared';
import { policies } from './proofs/declared-policies';
import type { Proof } from './proofs/proof';
import { targets } from './proofs/targets';
import { tls } from './proofs/tls';
import { undeclared } from './proofs/undeclared';

/** Everything that is proven: an id without a proof does not compile. */
export const PROOFS: Readonly<Record<ProofId, Proof>> = {
  ...{ callers, declared, undeclared, policies },
  ...{ tls, credentials, targets },
};
