// From @pulumi/vault 7.8.0 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

/** The set of arguments for constructing a SecretBackendV2 resource. */
export interface SecretBackendV2Args {
  /**
   * If true, all keys will require the cas
   * parameter to be set on all write requests.
   */
  readonly casRequired?: boolean;

  /**
   * If set, specifies the length of time before
   * a version is deleted. Accepts duration in integer seconds.
   */
  readonly deleteVersionAfter?: number;

  /** The number of versions to keep per key. */
  readonly maxVersions?: number;

  /** Path where KV-V2 engine is mounted. */
  readonly mount: string;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured
   * [namespace](https://www.terraform.io/docs/providers/vault/index.html#namespace).
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;
}
