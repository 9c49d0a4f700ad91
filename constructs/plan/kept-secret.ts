/** Who answers for a secret that people keep, and how old it may get: what the rule `kept-secrets-are-owned` reads. */
export const KEPT_SECRET = { owner: 'dwcp.io/secret-owner', days: 'dwcp.io/rotate-within-days' } as const;
