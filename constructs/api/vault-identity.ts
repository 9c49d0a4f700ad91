// From @pulumi/vault 7.8.0 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

/** The set of arguments for constructing a MfaLoginEnforcement resource. */
export interface MfaLoginEnforcementArgs {
  /** Set of auth method accessor IDs. */
  readonly authMethodAccessors?: readonly string[];

  /** Set of auth method types. */
  readonly authMethodTypes?: readonly string[];

  /** Set of identity entity IDs. */
  readonly identityEntityIds?: readonly string[];

  /** Set of identity group IDs. */
  readonly identityGroupIds?: readonly string[];

  /** Set of MFA method UUIDs. */
  readonly mfaMethodIds: readonly string[];

  /** Login enforcement name. */
  readonly name?: string;

  /** Target namespace. (requires Enterprise) */
  readonly namespace?: string;
}

/** The set of arguments for constructing a MfaTotp resource. */
export interface MfaTotpArgs {
  /** Specifies the hashing algorithm used to generate the TOTP code. Options include SHA1, SHA256, SHA512. */
  readonly algorithm?: string;

  /** The number of digits in the generated TOTP token. This value can either be 6 or 8 */
  readonly digits?: number;

  /** The name of the key's issuing organization. */
  readonly issuer: string;

  /** Specifies the size in bytes of the generated key. */
  readonly keySize?: number;

  /** The maximum number of consecutive failed validation attempts allowed. */
  readonly maxValidationAttempts?: number;

  /** Target namespace. (requires Enterprise) */
  readonly namespace?: string;

  /** The length of time in seconds used to generate a counter for the TOTP token calculation. */
  readonly period?: number;

  /** The pixel size of the generated square QR code. */
  readonly qrSize?: number;

  /** The number of delay periods that are allowed when validating a TOTP token. This value can either be 0 or 1. */
  readonly skew?: number;
}
