// From @pulumi/vault 7.8.0 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

/** The set of arguments for constructing a AuthBackend resource. */
export interface AuthBackendArgs {
  /** The value against which to match the iss claim in a JWT */
  readonly boundIssuer?: string;

  /** The default role to use if none is provided during login */
  readonly defaultRole?: string;

  /** The description of the auth backend */
  readonly description?: string;

  /**
   * If set, opts out of mount migration on path updates.
   * See here for more info on [Mount Migration](https://www.vaultproject.io/docs/concepts/mount-migration)
   */
  readonly disableRemount?: boolean;

  /**
   * The CA certificate or chain of certificates, in PEM format, to use to validate connections to the JWKS URL. If not
   * set, system certificates are used.
   */
  readonly jwksCaPem?: string;

  /**
   * List of JWKS URL and optional CA certificate pairs. Cannot be used with `jwksUrl` or `jwksCaPem`. Requires Vault
   * 1.16+.
   */
  readonly jwksPairs?: readonly { readonly [key: string]: string }[];

  /** JWKS URL to use to authenticate signatures. Cannot be used with "oidcDiscoveryUrl" or "jwtValidationPubkeys". */
  readonly jwksUrl?: string;

  /**
   * A list of supported signing algorithms. Vault 1.1.0 defaults to [RS256] but future or past versions of Vault may
   * differ
   */
  readonly jwtSupportedAlgs?: readonly string[];

  /**
   * A list of PEM-encoded public keys to use to authenticate signatures locally. Cannot be used in combination with
   * `oidcDiscoveryUrl`
   */
  readonly jwtValidationPubkeys?: readonly string[];

  /** Specifies if the auth method is local only. */
  readonly local?: boolean;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured
   * [namespace](https://www.terraform.io/docs/providers/vault/index.html#namespace).
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /**
   * Pass namespace in the OIDC state parameter instead of as a separate query parameter. With this setting, the allowed
   * redirect URL(s) in Vault and on the provider side should not contain a namespace query parameter. This means only
   * one redirect URL entry needs to be maintained on the OIDC provider side for all vault namespaces that will be
   * authenticating against it. Defaults to true for new configs
   *
   * * tune - (Optional) Extra configuration block. Structure is documented below.
   *
   * The `tune` block is used to tune the auth backend:
   */
  readonly namespaceInState?: boolean;

  /** Client ID used for OIDC backends */
  readonly oidcClientId?: string;

  /**
   * Client Secret used for OIDC backends. **Note:** This field is stored in state. For enhanced security, use
   * `oidcClientSecretWo` instead.
   */
  readonly oidcClientSecret?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * Write-only Client Secret used for OIDC. This field is recommended over oidcClientSecret for enhanced security.
   */
  readonly oidcClientSecretWo?: string;

  /**
   * Version counter for the write-only `oidcClientSecretWo` field. Increment this value to trigger an update of the
   * client secret in Vault. Required when using `oidcClientSecretWo`.
   */
  readonly oidcClientSecretWoVersion?: number;

  /**
   * The CA certificate or chain of certificates, in PEM format, to use to validate connections to the OIDC Discovery
   * URL. If not set, system certificates are used
   */
  readonly oidcDiscoveryCaPem?: string;

  /**
   * The OIDC Discovery URL, without any .well-known component (base path). Cannot be used in combination with
   * `jwtValidationPubkeys`
   */
  readonly oidcDiscoveryUrl?: string;

  /**
   * The response mode to be used in the OAuth2 request. Allowed values are `query` and `formPost`. Defaults to `query`.
   * If using Vault namespaces, and `oidcResponseMode` is `formPost`, then `namespaceInState` should be set to `false`.
   */
  readonly oidcResponseMode?: string;

  /**
   * List of response types to request. Allowed values are 'code' and 'id_token'. Defaults to `["code"]`. Note:
   * `idToken` may only be used if `oidcResponseMode` is set to `formPost`.
   */
  readonly oidcResponseTypes?: readonly string[];

  /** Path to mount the JWT/OIDC auth backend */
  readonly path?: string;

  /**
   * Provider specific handling configuration. All values may be strings, and the provider will convert to the
   * appropriate type when configuring Vault.
   */
  readonly providerConfig?: { readonly [key: string]: string };

  readonly tune?: AuthBackendTune;

  /** Type of auth backend. Should be one of `jwt` or `oidc`. Default - `jwt` */
  readonly type?: string;
}

/** The set of arguments for constructing a AuthBackendRole resource. */
export interface AuthBackendRoleArgs {
  /**
   * The metadata to be tied to generated entity alias.
   * This should be a list or map containing the metadata in key value pairs.
   */
  readonly aliasMetadata?: { readonly [key: string]: string };

  /**
   * The list of allowed values for redirectUri during OIDC logins.
   * Required for OIDC roles
   */
  readonly allowedRedirectUris?: readonly string[];

  /**
   * The unique name of the auth backend to configure.
   * Defaults to `jwt`.
   */
  readonly backend?: string;

  /**
   * (Required for roles of type `jwt`, optional for roles of
   * type `oidc`) List of `aud` claims to match against. Any match is sufficient.
   */
  readonly boundAudiences?: readonly string[];

  /**
   * If set, a map of claims to values to match against.
   * A claim's value must be a string, which may contain one value or multiple
   * comma-separated values, e.g. `"red"` or `"red,green,blue"`.
   */
  readonly boundClaims?: { readonly [key: string]: string };

  /**
   * How to interpret values in the claims/values
   * map (`boundClaims`): can be either `string` (exact match) or `glob` (wildcard
   * match). Requires Vault 1.4.0 or above.
   */
  readonly boundClaimsType?: string;

  /**
   * If set, requires that the `sub` claim matches
   * this value.
   */
  readonly boundSubject?: string;

  /**
   * If set, a map of claims (keys) to be copied
   * to specified metadata fields (values).
   */
  readonly claimMappings?: { readonly [key: string]: string };

  /**
   * The amount of leeway to add to all claims to account for clock skew, in
   * seconds. Defaults to `60` seconds if set to `0` and can be disabled if set to `-1`.
   * Only applicable with "jwt" roles.
   */
  readonly clockSkewLeeway?: number;

  /** Disable bound claim value parsing. Useful when values contain commas. */
  readonly disableBoundClaimsParsing?: boolean;

  /**
   * The amount of leeway to add to expiration (`exp`) claims to account for
   * clock skew, in seconds. Defaults to `150` seconds if set to `0` and can be disabled if set to `-1`.
   * Only applicable with "jwt" roles.
   */
  readonly expirationLeeway?: number;

  /**
   * The claim to use to uniquely identify
   * the set of groups to which the user belongs; this will be used as the names
   * for the Identity group aliases created due to a successful login. The claim
   * value must be a list of strings.
   */
  readonly groupsClaim?: string;

  /**
   * Specifies the allowable elapsed time in seconds since the last time
   * the user was actively authenticated with the OIDC provider.
   */
  readonly maxAge?: number;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured
   * [namespace](https://www.terraform.io/docs/providers/vault/index.html#namespace).
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /**
   * The amount of leeway to add to not before (`nbf`) claims to account for
   * clock skew, in seconds. Defaults to `150` seconds if set to `0` and can be disabled if set to `-1`.
   * Only applicable with "jwt" roles.
   */
  readonly notBeforeLeeway?: number;

  /**
   * If set, a list of OIDC scopes to be used with an OIDC role.
   * The standard scope "openid" is automatically included and need not be specified.
   */
  readonly oidcScopes?: readonly string[];

  /** The name of the role. */
  readonly roleName: string;

  /** Type of role, either "oidc" (default) or "jwt". */
  readonly roleType?: string;

  /** Specifies the blocks of IP addresses which are allowed to use the generated token */
  readonly tokenBoundCidrs?: readonly string[];

  /** Generated Token's Explicit Maximum TTL in seconds */
  readonly tokenExplicitMaxTtl?: number;

  /** The maximum lifetime of the generated token */
  readonly tokenMaxTtl?: number;

  /** If true, the 'default' policy will not automatically be added to generated tokens */
  readonly tokenNoDefaultPolicy?: boolean;

  /** The maximum number of times a token may be used, a value of zero means unlimited */
  readonly tokenNumUses?: number;

  /** Generated Token's Period */
  readonly tokenPeriod?: number;

  /** Generated Token's Policies */
  readonly tokenPolicies?: readonly string[];

  /** The initial ttl of the token to generate in seconds */
  readonly tokenTtl?: number;

  /** The type of token to generate, service or batch */
  readonly tokenType?: string;

  /**
   * The claim to use to uniquely identify
   * the user; this will be used as the name for the Identity entity alias created
   * due to a successful login.
   */
  readonly userClaim: string;

  /**
   * Specifies if the `userClaim` value uses
   * [JSON pointer](https://www.vaultproject.io/docs/auth/jwt#claim-specifications-and-json-pointer)
   * syntax for referencing claims. By default, the `userClaim` value will not use JSON pointer.
   * Requires Vault 1.11+.
   */
  readonly userClaimJsonPointer?: boolean;

  /**
   * Log received OIDC tokens and claims when debug-level
   * logging is active. Not recommended in production since sensitive information may be present
   * in OIDC responses.
   */
  readonly verboseOidcLogging?: boolean;
}

export interface AuthBackendTune {
  /**
   * List of headers to whitelist and allowing
   * a plugin to include them in the response.
   */
  readonly allowedResponseHeaders?: readonly string[];

  /**
   * Specifies the list of keys that will
   * not be HMAC'd by audit devices in the request data object.
   */
  readonly auditNonHmacRequestKeys?: readonly string[];

  /**
   * Specifies the list of keys that will
   * not be HMAC'd by audit devices in the response data object.
   */
  readonly auditNonHmacResponseKeys?: readonly string[];

  /**
   * Specifies the default time-to-live.
   * If set, this overrides the global default.
   * Must be a valid [duration string](https://golang.org/pkg/time/#ParseDuration)
   */
  readonly defaultLeaseTtl?: string;

  /**
   * Specifies whether to show this mount in
   * the UI-specific listing endpoint. Valid values are "unauth" or "hidden".
   */
  readonly listingVisibility?: string;

  /**
   * Specifies the maximum time-to-live.
   * If set, this overrides the global default.
   * Must be a valid [duration string](https://golang.org/pkg/time/#ParseDuration)
   */
  readonly maxLeaseTtl?: string;

  /**
   * List of headers to whitelist and
   * pass from the request to the backend.
   */
  readonly passthroughRequestHeaders?: readonly string[];

  /**
   * Specifies the type of tokens that should be returned by
   * the mount. Valid values are "default-service", "default-batch", "service", "batch".
   */
  readonly tokenType?: string;
}
