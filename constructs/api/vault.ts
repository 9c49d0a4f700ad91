// From @pulumi/vault 7.8.0 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

/** The set of arguments for constructing a Audit resource. */
export interface AuditArgs {
  /** Human-friendly description of the audit device. */
  readonly description?: string;

  /**
   * Specifies if the audit device is a local only. Local audit devices are not replicated nor (if a secondary) removed
   * by replication.
   */
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
   * Configuration options to pass to the audit device itself.
   *
   * For a reference of the device types and their options, consult the [Vault
   * documentation.](https://www.vaultproject.io/docs/audit/index.html)
   */
  readonly options: { readonly [key: string]: string };

  /** The path to mount the audit device. This defaults to the type. */
  readonly path?: string;

  /** Type of the audit device, such as 'file'. */
  readonly type: string;
}

/** The set of arguments for constructing a AuthBackend resource. */
export interface AuthBackendArgs {
  /** A description of the auth method. */
  readonly description?: string;

  /**
   * If set, opts out of mount migration on path updates.
   * See here for more info on [Mount Migration](https://www.vaultproject.io/docs/concepts/mount-migration)
   */
  readonly disableRemount?: boolean;

  /** The key to use for signing identity tokens. */
  readonly identityTokenKey?: string;

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

  /** The path to mount the auth method — this defaults to the name of the type. */
  readonly path?: string;

  /**
   * Extra configuration block. Structure is documented below.
   *
   * The `tune` block is used to tune the auth backend:
   */
  readonly tune?: AuthBackendTune;

  /** The name of the auth method type. */
  readonly type: string;
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

/** The set of arguments for constructing a Mount resource. */
export interface MountArgs {
  /** Set of managed key registry entry names that the mount in question is allowed to access */
  readonly allowedManagedKeys?: readonly string[];

  /**
   * List of headers to allow, allowing a plugin to include
   * them in the response.
   */
  readonly allowedResponseHeaders?: readonly string[];

  /** Specifies the list of keys that will not be HMAC'd by audit devices in the request data object. */
  readonly auditNonHmacRequestKeys?: readonly string[];

  /** Specifies the list of keys that will not be HMAC'd by audit devices in the response data object. */
  readonly auditNonHmacResponseKeys?: readonly string[];

  /** Default lease duration for tokens and secrets in seconds */
  readonly defaultLeaseTtlSeconds?: number;

  /**
   * List of allowed authentication mount accessors the
   * backend can request delegated authentication for.
   */
  readonly delegatedAuthAccessors?: readonly string[];

  /** Human-friendly description of the mount */
  readonly description?: string;

  /**
   * Boolean flag that can be explicitly set to true to enable the secrets engine to access Vault's external entropy
   * source
   */
  readonly externalEntropyAccess?: boolean;

  /** If set to true, disables caching. */
  readonly forceNoCache?: boolean;

  /**
   * The key to use for signing plugin workload identity tokens. If
   * not provided, this will default to Vault's OIDC default key.
   */
  readonly identityTokenKey?: string;

  /**
   * Specifies whether to show this mount in the UI-specific
   * listing endpoint. Valid values are `unauth` or `hidden`. If not set, behaves like `hidden`.
   */
  readonly listingVisibility?: string;

  /** Boolean flag that can be explicitly set to true to enforce local mount in HA environment */
  readonly local?: boolean;

  /** Maximum possible lease duration for tokens and secrets in seconds */
  readonly maxLeaseTtlSeconds?: number;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured
   * [namespace](https://www.terraform.io/docs/providers/vault/index.html#namespace).
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /** Specifies mount type specific options that are passed to the backend */
  readonly options?: { readonly [key: string]: string };

  /**
   * List of headers to allow and pass from the request to
   * the plugin.
   */
  readonly passthroughRequestHeaders?: readonly string[];

  /** Where the secret backend will be mounted */
  readonly path: string;

  /**
   * Specifies the semantic version of the plugin to use, e.g. "v1.0.0".
   * If unspecified, the server will select any matching unversioned plugin that may have been
   * registered, the latest versioned plugin registered, or a built-in plugin in that order of precedence.
   */
  readonly pluginVersion?: string;

  /**
   * Boolean flag that can be explicitly set to true to enable seal wrapping for the mount, causing values stored by the
   * mount to be wrapped by the seal's encryption capability
   */
  readonly sealWrap?: boolean;

  /** Type of the backend, such as "aws" */
  readonly type: string;
}

/** The set of arguments for constructing a Policy resource. */
export interface PolicyArgs {
  /** The name of the policy */
  readonly name?: string;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured
   * [namespace](https://www.terraform.io/docs/providers/vault/index.html#namespace).
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /** String containing a Vault policy */
  readonly policy: string;
}

/** The set of arguments for constructing a QuotaRateLimit resource. */
export interface QuotaRateLimitArgs {
  /**
   * If set, when a client reaches a rate limit threshold, the client will
   * be prohibited from any further requests until after the 'block_interval' in seconds has elapsed.
   */
  readonly blockInterval?: number;

  /**
   * Attribute used to group requests for rate limiting. Limits are enforced independently for each
   * group. Valid `groupBy` modes are: 1) `ip` that groups requests by their source IP address (**`groupBy` defaults to
   * `ip` if unset, which is the only supported mode in community edition**); 2) `none` that groups together all
   * requests
   * that match the rate limit quota rule; 3) `entityThenIp` that groups requests by their entity ID for authenticated
   * requests that carry one, or by their IP for unauthenticated requests (or requests whose authentication is not
   * connected to an entity); and 4) `entityThenNone` which also groups requests by their entity ID when available, but
   * the rest is all grouped together (i.e. unauthenticated or with authentication not connected to an entity).
   */
  readonly groupBy?: string;

  /**
   * If set to `true` on a quota where path is set to a namespace, the same quota will be cumulatively applied to all
   * child namespace. The inheritable parameter cannot be set to `true` if the path does not specify a namespace. Only
   * the quotas associated with the root namespace are inheritable by default. Requires Vault 1.15+.
   */
  readonly inheritable?: boolean;

  /** The duration in seconds to enforce rate limiting for. */
  readonly interval?: number;

  /** Name of the rate limit quota */
  readonly name?: string;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured namespace.
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /**
   * Path of the mount or namespace to apply the quota. A blank path configures a
   * global rate limit quota. For example `namespace1/` adds a quota to a full namespace,
   * `namespace1/auth/userpass` adds a `quota` to `userpass` in `namespace1`.
   * Updating this field on an existing quota can have "moving" effects. For example, updating
   * `auth/userpass` to `namespace1/auth/userpass` moves this quota from being a global mount quota to
   * a namespace specific mount quota. **Note, namespaces are supported in Enterprise only.**
   */
  readonly path?: string;

  /**
   * The maximum number of requests at any given second to be allowed by the quota
   * rule. The `rate` must be positive.
   */
  readonly rate: number;

  /**
   * If set on a quota where `path` is set to an auth mount with a concept of roles (such as /auth/approle/), this will
   * make the quota restrict login requests to that mount that are made with the specified role.
   */
  readonly role?: string;

  /**
   * Can only be set for the `groupBy` modes `entityThenIp` or `entityThenNone`. This is
   * the rate limit applied to the requests that fall under the "ip" or "none" groupings, while the authenticated
   * requests
   * that contain an entity ID are subject to the `rate` field instead. Defaults to the same value as `rate`.
   */
  readonly secondaryRate?: number;
}
