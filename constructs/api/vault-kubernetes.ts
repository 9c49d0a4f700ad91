// From @pulumi/vault 7.8.0 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

/** The set of arguments for constructing a AuthBackendConfig resource. */
export interface AuthBackendConfigArgs {
  /** Unique name of the kubernetes backend to configure. */
  readonly backend?: string;

  /**
   * Disable JWT issuer validation. Allows to skip ISS validation. Requires Vault `v1.5.4+` or Vault auth kubernetes
   * plugin `v0.7.1+`
   */
  readonly disableIssValidation?: boolean;

  /**
   * Disable defaulting to the local CA cert and service account JWT when running in a Kubernetes pod. Requires Vault
   * `v1.5.4+` or Vault auth kubernetes plugin `v0.7.1+`
   */
  readonly disableLocalCaJwt?: boolean;

  /** JWT issuer. If no issuer is specified, `kubernetes.io/serviceaccount` will be used as the default issuer. */
  readonly issuer?: string;

  /** PEM encoded CA cert for use by the TLS client used to talk with the Kubernetes API. */
  readonly kubernetesCaCert?: string;

  /** Host must be a host string, a host:port pair, or a URL to the base of the Kubernetes API server. */
  readonly kubernetesHost: string;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured namespace.
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /**
   * List of PEM-formatted public keys or certificates used to verify the signatures of Kubernetes service account JWTs.
   * If a certificate is given, its public key will be extracted. Not every installation of Kubernetes exposes these
   * keys.
   */
  readonly pemKeys?: readonly string[];

  /**
   * A service account JWT (or other token) used as a bearer token to access the TokenReview API to validate other JWTs
   * during login. If not set the JWT used for login will be used to access the API. Conflicts with
   * `tokenReviewerJwtWo`.
   */
  readonly tokenReviewerJwt?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * A write-only service account JWT (or other token) used as a bearer token to access the TokenReview API to validate
   * other JWTs during login. If not set the JWT used for login will be used to access the API.
   */
  readonly tokenReviewerJwtWo?: string;

  /**
   * The version of `tokenReviewerJwtWo` to use during write operations. Required with `tokenReviewerJwtWo`. For more
   * info see updating write-only attributes.
   */
  readonly tokenReviewerJwtWoVersion?: number;

  /**
   * Use annotations from the client token's associated service account as alias metadata for the Vault entity. Requires
   * Vault `v1.16+` or Vault auth kubernetes plugin `v0.18.0+`
   */
  readonly useAnnotationsAsAliasMetadata?: boolean;
}

/** The set of arguments for constructing a AuthBackendRole resource. */
export interface AuthBackendRoleArgs {
  /**
   * The metadata to be tied to generated entity alias.
   * This should be a list or map containing the metadata in key value pairs.
   */
  readonly aliasMetadata?: { readonly [key: string]: string };

  /**
   * Configures how identity aliases are generated.
   * Valid choices are: `serviceaccountUid`, `serviceaccountName`. (vault-1.9+)
   */
  readonly aliasNameSource?: string;

  /**
   * Audience claim to verify in the JWT.
   *
   * > Please see [aliasNameSource](https://www.vaultproject.io/api-docs/auth/kubernetes#alias_name_source)
   * before setting this to something other its default value. There are **important** security
   * implications to be aware of.
   */
  readonly audience?: string;

  /** Unique name of the kubernetes backend to configure. */
  readonly backend?: string;

  /**
   * List of service account names able to access this role. If set to `["*"]` all names are allowed, both this and
   * boundServiceAccountNamespaces can not be "*".
   */
  readonly boundServiceAccountNames: readonly string[];

  /**
   * A label selector for Kubernetes namespaces allowed to access this role. Accepts either a JSON or YAML object. The
   * value should be of type LabelSelector. Currently, label selectors with matchExpressions are not supported. To use
   * label selectors, Vault must have permission to read namespaces on the Kubernetes cluster. If set with
   * bound_service_account_namespaces, the conditions are ORed. Requires Vault v1.16+.
   */
  readonly boundServiceAccountNamespaceSelector?: string;

  /**
   * List of namespaces allowed to access this role. If set to `["*"]` all namespaces are allowed, both this and
   * boundServiceAccountNames can not be set to "*".
   */
  readonly boundServiceAccountNamespaces?: readonly string[];

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured
   * [namespace](https://www.terraform.io/docs/providers/vault/index.html#namespace).
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /** Name of the role. */
  readonly roleName: string;

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
}
