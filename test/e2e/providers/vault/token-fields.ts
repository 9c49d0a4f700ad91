/** What a role of any login says of the tokens that it gives, and as what Vault calls it. */
export const TOKEN_FIELDS = {
  tokenBoundCidrs: 'token_bound_cidrs',
  tokenExplicitMaxTtl: 'token_explicit_max_ttl',
  tokenMaxTtl: 'token_max_ttl',
  tokenNoDefaultPolicy: 'token_no_default_policy',
  tokenNumUses: 'token_num_uses',
  tokenPeriod: 'token_period',
  tokenPolicies: 'token_policies',
  tokenTtl: 'token_ttl',
  tokenType: 'token_type',
} as const;
