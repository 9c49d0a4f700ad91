// From @pulumi/vault 7.8.0 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

/** The set of arguments for constructing a BackendConfigAutoTidy resource. */
export interface BackendConfigAutoTidyArgs {
  /**
   * The amount of time that must pass after creation that an account with no orders is marked revoked, and the amount
   * of time after being marked revoked or deactivated.
   */
  readonly acmeAccountSafetyBuffer?: string;

  /**
   * The path to the PKI secret backend to
   * read the configuration from, with no leading or trailing `/`s.
   */
  readonly backend: string;

  /** Specifies whether automatic tidy is enabled or not. */
  readonly enabled: boolean;

  /**
   * Interval at which to run an auto-tidy operation. This is the time
   * between tidy invocations (after one finishes to the start of the next).
   */
  readonly intervalDuration?: string;

  /**
   * The amount of extra time that must have passed beyond issuer's
   * expiration before it is removed from the backend storage.
   */
  readonly issuerSafetyBuffer?: string;

  /**
   * This configures whether stored certificate are
   * counted upon initialization of the backend, and whether during normal operation, a running count
   * of certificates stored is maintained.
   */
  readonly maintainStoredCertificateCounts?: boolean;

  /**
   * The maximum amount of time auto-tidy will be delayed
   * after startup.
   */
  readonly maxStartupBackoffDuration?: string;

  /**
   * The minimum amount of time auto-tidy will be delayed
   * after startup.
   */
  readonly minStartupBackoffDuration?: string;

  /**
   * The namespace of the target resource.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured
   * [namespace](https://www.terraform.io/docs/providers/vault/index.html#namespace).
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /** The amount of time to wait between processing certificates. */
  readonly pauseDuration?: string;

  /**
   * This configures whether the stored
   * certificate count is published to the metrics consumer.
   */
  readonly publishStoredCertificateCountMetrics?: boolean;

  /**
   * The amount of time that must pass from the
   * cross-cluster revocation request being initiated to when it will be slated for removal.
   */
  readonly revocationQueueSafetyBuffer?: string;

  /**
   * The amount of extra time that must have passed beyond certificate
   * expiration before it is removed from the backend storage and/or revocation list.
   */
  readonly safetyBuffer?: string;

  /** Set to true to enable tidying ACME accounts, orders and authorizations. */
  readonly tidyAcme?: boolean;

  /** Set to true to enable tidying up certificate metadata. */
  readonly tidyCertMetadata?: boolean;

  /** Set to true to enable tidying up the certificate store */
  readonly tidyCertStore?: boolean;

  /** Set to true to enable tidying up the CMPv2 nonce store. */
  readonly tidyCmpv2NonceStore?: boolean;

  /**
   * Set to true to enable tidying up the cross-cluster
   * revoked certificate store.
   */
  readonly tidyCrossClusterRevokedCerts?: boolean;

  /**
   * Set to true to automatically remove expired issuers past the
   * `issuerSafetyBuffer`. No keys will be removed as part of this operation.
   */
  readonly tidyExpiredIssuers?: boolean;

  /**
   * Set to true to move the legacy `caBundle` from
   * `/config/ca_bundle` to `/config/ca_bundle.bak`.
   */
  readonly tidyMoveLegacyCaBundle?: boolean;

  /**
   * Set to true to remove stale revocation queue entries that
   * haven't been confirmed by any active cluster.
   */
  readonly tidyRevocationQueue?: boolean;

  /**
   * Set to true to validate issuer associations
   * on revocation entries. This helps increase the performance of CRL building and OCSP responses.
   */
  readonly tidyRevokedCertIssuerAssociations?: boolean;

  /**
   * Set to true to remove all invalid and expired certificates from
   * storage. A revoked storage entry is considered invalid if the entry is empty, or the value within
   * the entry is empty. If a certificate is removed due to expiry, the entry will also be removed from
   * the CRL, and the CRL will be rotated.
   */
  readonly tidyRevokedCerts?: boolean;
}

/** The set of arguments for constructing a SecretBackendIntermediateCertRequest resource. */
export interface SecretBackendIntermediateCertRequestArgs {
  /**
   * Adds a Basic Constraints extension with 'CA: true'.
   * Only needed as a workaround in some compatibility scenarios with Active Directory
   * Certificate Services
   */
  readonly addBasicConstraints?: boolean;

  /** List of alternative names */
  readonly altNames?: readonly string[];

  /** The PKI secret backend the resource belongs to. */
  readonly backend: string;

  /** CN of intermediate to create */
  readonly commonName: string;

  /** The country */
  readonly country?: string;

  /** Flag to exclude CN from SANs */
  readonly excludeCnFromSans?: boolean;

  /** The format of data */
  readonly format?: string;

  /** List of alternative IPs */
  readonly ipSans?: readonly string[];

  /** The number of bits to use */
  readonly keyBits?: number;

  /**
   * When a new key is created with this request, optionally specifies
   * the name for this. The global ref `default` may not be used as a name.
   */
  readonly keyName?: string;

  /**
   * Specifies the key (either default, by name, or by identifier) to use
   * for generating this request. Only suitable for `type=existing` requests.
   */
  readonly keyRef?: string;

  /** The desired key type */
  readonly keyType?: string;

  /** Specifies keyUsage to encode in the generated certificate. */
  readonly keyUsages?: readonly string[];

  /** The locality */
  readonly locality?: string;

  /**
   * The ID of the previously configured managed key. This field is
   * required if `type` is `kms` and it conflicts with `managedKeyName`
   */
  readonly managedKeyId?: string;

  /**
   * The name of the previously configured managed key. This field is
   * required if `type` is `kms`  and it conflicts with `managedKeyId`
   */
  readonly managedKeyName?: string;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured
   * [namespace](https://www.terraform.io/docs/providers/vault/index.html#namespace).
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /** The organization */
  readonly organization?: string;

  /** List of other SANs */
  readonly otherSans?: readonly string[];

  /** The organization unit */
  readonly ou?: string;

  /** The postal code */
  readonly postalCode?: string;

  /** The private key format */
  readonly privateKeyFormat?: string;

  /** The province */
  readonly province?: string;

  /** The requested Subject's named Serial Number */
  readonly serialNumber?: string;

  /** The number of bits to use in the signature algorithm */
  readonly signatureBits?: number;

  /** The street address */
  readonly streetAddress?: string;

  /**
   * Type of intermediate to create. Must be either \"exported\" or \"internal\"
   * or \"kms\"
   */
  readonly type: string;

  /** List of alternative URIs */
  readonly uriSans?: readonly string[];
}

/** The set of arguments for constructing a SecretBackendIntermediateSetSigned resource. */
export interface SecretBackendIntermediateSetSignedArgs {
  /** The PKI secret backend the resource belongs to. */
  readonly backend: string;

  /**
   * Specifies the PEM encoded certificate. May optionally append additional
   * CA certificates to populate the whole chain, which will then enable returning the full chain from
   * issue and sign operations.
   */
  readonly certificate: string;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured
   * [namespace](https://www.terraform.io/docs/providers/vault/index.html#namespace).
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;
}

/** The set of arguments for constructing a SecretBackendRole resource. */
export interface SecretBackendRoleArgs {
  /** Flag to allow any name */
  readonly allowAnyName?: boolean;

  /** Flag to allow certificates matching the actual domain */
  readonly allowBareDomains?: boolean;

  /** Flag to allow names containing glob patterns. */
  readonly allowGlobDomains?: boolean;

  /** Flag to allow IP SANs */
  readonly allowIpSans?: boolean;

  /** Flag to allow certificates for localhost */
  readonly allowLocalhost?: boolean;

  /** Flag to allow certificates matching subdomains */
  readonly allowSubdomains?: boolean;

  /** Flag to allow wildcard certificates. */
  readonly allowWildcardCertificates?: boolean;

  /** List of allowed domains for certificates */
  readonly allowedDomains?: readonly string[];

  /**
   * Flag, if set, `allowedDomains` can be specified using identity template expressions such as
   * `{{identity.entity.aliases.<mount accessor>.name}}`.
   */
  readonly allowedDomainsTemplate?: boolean;

  /** Defines allowed custom SANs */
  readonly allowedOtherSans?: readonly string[];

  /** An array of allowed serial numbers to put in Subject */
  readonly allowedSerialNumbers?: readonly string[];

  /** Defines allowed URI SANs */
  readonly allowedUriSans?: readonly string[];

  /**
   * Flag, if set, `allowedUriSans` can be specified using identity template expressions such as
   * `{{identity.entity.aliases.<mount accessor>.name}}`.
   */
  readonly allowedUriSansTemplate?: boolean;

  /** Defines allowed User IDs */
  readonly allowedUserIds?: readonly string[];

  /** The path the PKI secret backend is mounted at, with no leading or trailing `/`s. */
  readonly backend: string;

  /** Flag to mark basic constraints valid when issuing non-CA certificates */
  readonly basicConstraintsValidForNonCa?: boolean;

  /** Flag to specify certificates for client use */
  readonly clientFlag?: boolean;

  /** Validations to run on the Common Name field of the certificate, choices: `email`, `hostname`, `disabled` */
  readonly cnValidations?: readonly string[];

  /** Flag to specify certificates for code signing use */
  readonly codeSigningFlag?: boolean;

  /** The country of generated certificates */
  readonly countries?: readonly string[];

  /** Flag to specify certificates for email protection use */
  readonly emailProtectionFlag?: boolean;

  /** Flag to allow only valid host names */
  readonly enforceHostnames?: boolean;

  /** Specify the allowed extended key usage OIDs constraint on issued certificates */
  readonly extKeyUsageOids?: readonly string[];

  /** Specify the allowed extended key usage constraint on issued certificates */
  readonly extKeyUsages?: readonly string[];

  /** Flag to generate leases with certificates */
  readonly generateLease?: boolean;

  /**
   * Specifies the default issuer of this request. May
   * be the value `default`, a name, or an issuer ID. Use ACLs to prevent access to
   * the `/pki/issuer/:issuer_ref/{issue,sign}/:name` paths to prevent users
   * overriding the role's `issuerRef` value.
   */
  readonly issuerRef?: string;

  /** The number of bits of generated keys */
  readonly keyBits?: number;

  /**
   * The generated key type, choices: `rsa`, `ec`, `ed25519`, `any`
   * Defaults to `rsa`
   */
  readonly keyType?: string;

  /**
   * Specify the allowed key usage constraint on issued
   * certificates. Defaults to `["DigitalSignature", "KeyAgreement", "KeyEncipherment"])`.
   * To specify no default key usage constraints, set this to an empty list `[]`.
   */
  readonly keyUsages?: readonly string[];

  /** The locality of generated certificates */
  readonly localities?: readonly string[];

  /** The maximum lease TTL, in seconds, for the role. */
  readonly maxTtl?: string;

  /** The name to identify this role within the backend. Must be unique within the backend. */
  readonly name?: string;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured
   * [namespace](https://www.terraform.io/docs/providers/vault/index.html#namespace).
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /** Flag to not store certificates in the storage backend */
  readonly noStore?: boolean;

  /**
   * Allows metadata to be stored keyed on the certificate's serial number. The field is independent of no_store,
   * allowing metadata storage regardless of whether certificates are stored. If true, metadata is not stored and an
   * error is returned if the metadata field is specified on issuance APIs
   */
  readonly noStoreMetadata?: boolean;

  /**
   * Set the Not After field of the certificate with specified date value. The value format should be given in UTC
   * format YYYY-MM-ddTHH:MM:SSZ. Supports the Y10K end date for IEEE 802.1AR-2018 standard devices,
   * 9999-12-31T23:59:59Z.
   */
  readonly notAfter?: string;

  /**
   * Specifies the [duration](https://developer.hashicorp.com/vault/docs/concepts/duration-format) by which to backdate
   * the NotBefore property.
   */
  readonly notBeforeDuration?: string;

  /** The organization unit of generated certificates */
  readonly organizationUnit?: readonly string[];

  /** The organization of generated certificates */
  readonly organizations?: readonly string[];

  /**
   * (Vault 1.11+ only) A block for specifying policy identifers. The `policyIdentifier` block can be repeated, and
   * supports the following arguments:
   */
  readonly policyIdentifier?: readonly SecretBackendRolePolicyIdentifier[];

  /**
   * Specify the list of allowed policies OIDs. Use with Vault 1.10 or before. For Vault 1.11+, use `policyIdentifier`
   * blocks instead
   */
  readonly policyIdentifiers?: readonly string[];

  /** The postal code of generated certificates */
  readonly postalCodes?: readonly string[];

  /** The province of generated certificates */
  readonly provinces?: readonly string[];

  /** Flag to force CN usage */
  readonly requireCn?: boolean;

  /**
   * Specifies the source of the subject serial number. Valid values are json-csr (default) or json. When set to
   * json-csr, the subject serial number is taken from the serialNumber parameter and falls back to the serial number in
   * the CSR. When set to json, the subject serial number is taken from the serialNumber parameter but will ignore any
   * value in the CSR. For backwards compatibility an empty value for this field will default to the json-csr behavior.
   *
   * Example usage:
   */
  readonly serialNumberSource?: string;

  /** Flag to specify certificates for server use */
  readonly serverFlag?: boolean;

  /** The number of bits to use in the signature algorithm */
  readonly signatureBits?: number;

  /** The street address of generated certificates */
  readonly streetAddresses?: readonly string[];

  /** The TTL, in seconds, for any certificate issued against this role. */
  readonly ttl?: string;

  /** Flag to use the CN in the CSR */
  readonly useCsrCommonName?: boolean;

  /** Flag to use the SANs in the CSR */
  readonly useCsrSans?: boolean;

  /**
   * Specifies whether or not to use PSS signatures over PKCS#1v1.5 signatures when a RSA-type issuer is used. Ignored
   * for ECDSA/Ed25519 issuers.
   */
  readonly usePss?: boolean;
}

export interface SecretBackendRolePolicyIdentifier {
  /** The URL of the CPS for the policy identifier */
  readonly cps?: string;

  /** A notice for the policy identifier */
  readonly notice?: string;

  /** The OID for the policy identifier */
  readonly oid: string;
}

/** The set of arguments for constructing a SecretBackendRootCert resource. */
export interface SecretBackendRootCertArgs {
  /** List of alternative names */
  readonly altNames?: readonly string[];

  /** The PKI secret backend the resource belongs to. */
  readonly backend: string;

  /** CN of intermediate to create */
  readonly commonName: string;

  /** The country */
  readonly country?: string;

  /** Flag to exclude CN from SANs */
  readonly excludeCnFromSans?: boolean;

  /** List of domains for which certificates are not allowed to be issued. Requires Vault version 1.19+. */
  readonly excludedDnsDomains?: readonly string[];

  /** List of email addresses for which certificates are not allowed to be issued. Requires Vault version 1.19+. */
  readonly excludedEmailAddresses?: readonly string[];

  /** List of IP ranges for which certificates are not allowed to be issued. Requires Vault version 1.19+. */
  readonly excludedIpRanges?: readonly string[];

  /** List of URI domains for which certificates are not allowed to be issued. Requires Vault version 1.19+. */
  readonly excludedUriDomains?: readonly string[];

  /** The format of data */
  readonly format?: string;

  /** List of alternative IPs */
  readonly ipSans?: readonly string[];

  /**
   * Provides a name to the specified issuer. The name must be unique
   * across all issuers and not be the reserved value `default`
   */
  readonly issuerName?: string;

  /** The number of bits to use */
  readonly keyBits?: number;

  /**
   * When a new key is created with this request, optionally specifies
   * the name for this. The global ref `default` may not be used as a name.
   */
  readonly keyName?: string;

  /**
   * Specifies the key (either default, by name, or by identifier) to use
   * for generating this request. Only suitable for `type=existing` requests.
   */
  readonly keyRef?: string;

  /** The desired key type */
  readonly keyType?: string;

  /**
   * Specifies the allowed key usage constraints for the certificate. This list of key usages will be added to the
   * existing set of key usages (`CRLSign`, `CertSign`) on the generated certificate. Defaults to `["CRLSign",
   * "CertSign"]` for root CA certificates. Requires Vault 1.19.2+.
   */
  readonly keyUsages?: readonly string[];

  /** The locality */
  readonly locality?: string;

  /**
   * The ID of the previously configured managed key. This field is
   * required if `type` is `kms` and it conflicts with `managedKeyName`
   */
  readonly managedKeyId?: string;

  /**
   * The name of the previously configured managed key. This field is
   * required if `type` is `kms`  and it conflicts with `managedKeyId`
   */
  readonly managedKeyName?: string;

  /** The maximum path length to encode in the generated certificate */
  readonly maxPathLength?: number;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured
   * [namespace](https://www.terraform.io/docs/providers/vault/index.html#namespace).
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /**
   * Set the Not After field of the certificate with specified date value. The value format should be given in UTC
   * format YYYY-MM-ddTHH:MM:SSZ. Supports the Y10K end date for IEEE 802.1AR-2018 standard devices,
   * 9999-12-31T23:59:59Z.
   */
  readonly notAfter?: string;

  /** Specifies the duration by which to backdate the NotBefore property. */
  readonly notBeforeDuration?: string;

  /** The organization */
  readonly organization?: string;

  /** List of other SANs */
  readonly otherSans?: readonly string[];

  /** The organization unit */
  readonly ou?: string;

  /** List of domains for which certificates are allowed to be issued */
  readonly permittedDnsDomains?: readonly string[];

  /** List of email addresses for which certificates are allowed to be issued. Requires Vault version 1.19+. */
  readonly permittedEmailAddresses?: readonly string[];

  /** List of IP ranges for which certificates are allowed to be issued. Requires Vault version 1.19+. */
  readonly permittedIpRanges?: readonly string[];

  /** List of URI domains for which certificates are allowed to be issued. Requires Vault version 1.19+. */
  readonly permittedUriDomains?: readonly string[];

  /** The postal code */
  readonly postalCode?: string;

  /** The private key format */
  readonly privateKeyFormat?: string;

  /** The province */
  readonly province?: string;

  /** The number of bits to use in the signature algorithm */
  readonly signatureBits?: number;

  /** The street address */
  readonly streetAddress?: string;

  /** Time to live */
  readonly ttl?: string;

  /**
   * Type of intermediate to create. Must be either \"exported\", \"internal\"
   * or \"kms\"
   */
  readonly type: string;

  /** List of alternative URIs */
  readonly uriSans?: readonly string[];

  /**
   * When `true`, uses PSS (Probabilistic Signature Scheme) for RSA signatures instead of PKCS#1 v1.5. PSS provides
   * enhanced security but may have compatibility issues with older systems. Only applicable to RSA keys; ignored for
   * ECDSA/Ed25519 keys. Defaults to `false`. Requires Vault 1.18.0+.
   */
  readonly usePss?: boolean;
}
