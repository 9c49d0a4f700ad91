import type { pkisecret } from '@pulumi/vault';
import { document } from '../document';
import { type FieldsOf, trimmed, type VaultKind } from '../kind';

/** Vault answers `ttl` in seconds: written as `720h` it differs at every run, with the official provider too. */
export const secretBackendRole = document({
  place: ['backend', 'name'],
  path: ({ backend, name }) => `${trimmed(backend)}/roles/${name}`,
  required: ['backend', 'name'],
  uniqueName: 'name',
  fields: {
    allowAnyName: 'allow_any_name',
    allowBareDomains: 'allow_bare_domains',
    allowGlobDomains: 'allow_glob_domains',
    allowIpSans: 'allow_ip_sans',
    allowLocalhost: 'allow_localhost',
    allowSubdomains: 'allow_subdomains',
    allowWildcardCertificates: 'allow_wildcard_certificates',
    allowedDomains: 'allowed_domains',
    allowedDomainsTemplate: 'allowed_domains_template',
    allowedOtherSans: 'allowed_other_sans',
    allowedSerialNumbers: 'allowed_serial_numbers',
    allowedUriSans: 'allowed_uri_sans',
    allowedUriSansTemplate: 'allowed_uri_sans_template',
    allowedUserIds: 'allowed_user_ids',
    basicConstraintsValidForNonCa: 'basic_constraints_valid_for_non_ca',
    clientFlag: 'client_flag',
    cnValidations: 'cn_validations',
    codeSigningFlag: 'code_signing_flag',
    countries: 'country',
    emailProtectionFlag: 'email_protection_flag',
    enforceHostnames: 'enforce_hostnames',
    extKeyUsageOids: 'ext_key_usage_oids',
    extKeyUsages: 'ext_key_usage',
    generateLease: 'generate_lease',
    issuerRef: 'issuer_ref',
    keyBits: 'key_bits',
    keyType: 'key_type',
    keyUsages: 'key_usage',
    localities: 'locality',
    maxTtl: 'max_ttl',
    noStore: 'no_store',
    notAfter: 'not_after',
    notBeforeDuration: 'not_before_duration',
    organizationUnit: 'ou',
    organizations: 'organization',
    policyIdentifiers: 'policy_identifiers',
    postalCodes: 'postal_code',
    provinces: 'province',
    requireCn: 'require_cn',
    serverFlag: 'server_flag',
    signatureBits: 'signature_bits',
    streetAddresses: 'street_address',
    ttl: 'ttl',
    useCsrCommonName: 'use_csr_common_name',
    useCsrSans: 'use_csr_sans',
    usePss: 'use_pss',
  } satisfies FieldsOf<pkisecret.SecretBackendRoleArgs>,
});

export const secretBackendConfigUrls = document({
  place: ['backend'],
  path: ({ backend }) => `${trimmed(backend)}/config/urls`,
  required: ['backend'],
  deletable: false,
  fields: {
    crlDistributionPoints: 'crl_distribution_points',
    enableTemplating: 'enable_templating',
    issuingCertificates: 'issuing_certificates',
    ocspServers: 'ocsp_servers',
  } satisfies FieldsOf<pkisecret.SecretBackendConfigUrlsArgs>,
});

/** When an engine forgets what has ended. As old as its mount, and gone with it; another mount is no other resource. */
export const backendConfigAutoTidy: VaultKind = {
  ...document({
    place: ['backend'],
    path: ({ backend }) => `${trimmed(backend)}/config/auto-tidy`,
    required: ['backend', 'enabled'],
    deletable: false,
    fields: {
      enabled: 'enabled',
      intervalDuration: 'interval_duration',
      safetyBuffer: 'safety_buffer',
      tidyCertStore: 'tidy_cert_store',
      tidyExpiredIssuers: 'tidy_expired_issuers',
      tidyRevokedCerts: 'tidy_revoked_certs',
    } satisfies FieldsOf<pkisecret.BackendConfigAutoTidyArgs>,
  }),
  replaces: [],
};
