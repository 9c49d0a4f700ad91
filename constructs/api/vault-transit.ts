// From @pulumi/vault 7.8.0 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

/** The set of arguments for constructing a SecretBackendKey resource. */
export interface SecretBackendKeyArgs {
  /**
   * Enables taking backup of entire keyring in the plaintext format. Once set, this cannot be disabled.
   * * Refer to Vault API documentation on key backups for more information: [Backup
   * Key](https://www.vaultproject.io/api-docs/secret/transit#backup-key)
   */
  readonly allowPlaintextBackup?: boolean;

  /**
   * Amount of seconds the key should live before being automatically rotated.
   * A value of 0 disables automatic rotation for the key.
   */
  readonly autoRotatePeriod?: number;

  /** The path the transit secret backend is mounted at, with no leading or trailing `/`s. */
  readonly backend: string;

  /**
   * Base64 encoded context for key derivation. Required if `derived` is set to `true`. This provides additional entropy
   * for key derivation and should be consistent across operations that need to use the same derived key.
   */
  readonly context?: string;

  /**
   * Whether or not to support convergent encryption, where the same plaintext creates the same ciphertext. This
   * requires `derived` to be set to `true`.
   */
  readonly convergentEncryption?: boolean;

  /**
   * Specifies if the keyring is allowed to be deleted. Must be set to 'true' before terraform will be able to destroy
   * keys.
   */
  readonly deletionAllowed?: boolean;

  /**
   * Specifies if key derivation is to be used. If enabled, all encrypt/decrypt requests to this key must provide a
   * context which is used for key derivation.
   */
  readonly derived?: boolean;

  /**
   * Enables keys to be exportable. This allows for all valid private keys in the keyring to be exported. Once set, this
   * cannot be disabled.
   */
  readonly exportable?: boolean;

  /**
   * The elliptic curve algorithm to use for hybrid signatures.
   * Supported key types are `ecdsa-p256`, `ecdsa-p384`, `ecdsa-p521`, and `ed25519`.
   */
  readonly hybridKeyTypeEc?: string;

  /**
   * The post-quantum algorithm to use for hybrid signatures.
   * Currently, ML-DSA is the only supported key type.
   */
  readonly hybridKeyTypePqc?: string;

  /**
   * The key size in bytes for algorithms that allow variable key sizes. Currently only applicable to HMAC, where it
   * must be between 32 and 512 bytes.
   */
  readonly keySize?: number;

  /**
   * The UUID of the managed key to use when the key `type` is `managedKey`. This is the unique identifier of a
   * previously configured managed key. When `type` is `managedKey`, either `managedKeyName` or `managedKeyId` must be
   * specified.
   */
  readonly managedKeyId?: string;

  /**
   * The name of the managed key to use when the key `type` is `managedKey`. This references a previously configured
   * managed key in Vault (e.g., AWS KMS, Azure Key Vault, PKCS#11, etc.). When `type` is `managedKey`, either
   * `managedKeyName` or `managedKeyId` must be specified.
   */
  readonly managedKeyName?: string;

  /** Minimum key version to use for decryption. */
  readonly minDecryptionVersion?: number;

  /** Minimum key version to use for encryption */
  readonly minEncryptionVersion?: number;

  /** The name to identify this key within the backend. Must be unique within the backend. */
  readonly name?: string;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured
   * [namespace](https://www.terraform.io/docs/providers/vault/index.html#namespace).
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /**
   * The parameter set to use for ML-DSA or SLH-DSA. Required for
   * ML-DSA, hybrid, and SLH-DSA keys.
   * Valid values for ML-DSA are `44`, `65`, and `87`.
   * Valid values for SLH-DSA are `slh-dsa-sha2-128s`, `slh-dsa-shake-128s`, `slh-dsa-sha2-128f`, `slh-dsa-shake-128`,
   * `slh-dsa-sha2-192s`,
   * `slh-dsa-shake-192s`, `slh-dsa-sha2-192f`, `slh-dsa-shake-192f`, `slh-dsa-sha2-256s`, `slh-dsa-shake-256s`,
   * `slh-dsa-sha2-256f`, and `slh-dsa-shake-256f`.
   */
  readonly parameterSet?: string;

  /**
   * Specifies the type of key to create. The currently-supported types are: `aes128-gcm96`, `aes256-gcm96` (default),
   * `chacha20-poly1305`, `ed25519`, `ecdsa-p256`, `ecdsa-p384`, `ecdsa-p521`, `hmac`, `rsa-2048`, `rsa-3072`,
   * `rsa-4096`, `managedKey`, `aes128-cmac`, `aes192-cmac`, `aes256-cmac`, `ml-dsa`, `hybrid`, and `slh-dsa`.
   * * Refer to the Vault documentation on transit key types for more information: [Key
   * Types](https://www.vaultproject.io/docs/secrets/transit#key-types)
   */
  readonly type?: string;
}
