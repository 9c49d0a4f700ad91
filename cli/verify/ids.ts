/** What is proven, in the order in which it is told: known without loading what that takes. */
export const PROOF_IDS = ['callers', 'declared', 'undeclared', 'policies', 'tls', 'credentials', 'targets'] as const;

export type ProofId = (typeof PROOF_IDS)[number];
