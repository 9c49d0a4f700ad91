import { BRIDGE_MUTANTS } from './bridge';
import { COMMENT_MUTANTS } from './comment';
import { CONSTRUCT_MUTANTS } from './constructs';
import { FACT_MUTANTS } from './facts';
import { GATE_MUTANTS } from './gates';
import type { Mutant } from './notice';
import { PROOF_MUTANTS } from './proofs';
import { SECRETS_MANAGER_MUTANTS } from './secrets-manager';

export const MUTANTS: readonly Mutant[] = [
  ...CONSTRUCT_MUTANTS,
  ...BRIDGE_MUTANTS,
  ...FACT_MUTANTS,
  ...COMMENT_MUTANTS,
  ...GATE_MUTANTS,
  ...PROOF_MUTANTS,
  ...SECRETS_MANAGER_MUTANTS,
];
