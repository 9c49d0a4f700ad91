import type { VaultType, VaultTypes } from '../../vault/vault-resource';
import type { ImmutableField, ImmutableFields } from './field';

/** Arguments by type: one that its class does not have does not compile. */
type Arguments = { readonly [Type in VaultType]: readonly (keyof VaultTypes[Type] & string)[] };

/** What Pulumi's plugin makes anew: `ForceNew` in terraform-provider-vault 5.9. */
const MADE_ANEW: Arguments = {
  'vault:database/secretBackendConnection:SecretBackendConnection': ['backend', 'name'],
  'vault:database/secretBackendRole:SecretBackendRole': ['backend', 'dbName', 'name'],
  'vault:index/audit:Audit': ['description', 'local', 'options', 'path', 'type'],
  'vault:index/authBackend:AuthBackend': ['local', 'type'],
  // Another path is no replacement: the engine is moved with all it holds.
  'vault:index/mount:Mount': ['externalEntropyAccess', 'local', 'sealWrap', 'type'],
  'vault:index/policy:Policy': ['name'],
  'vault:index/quotaRateLimit:QuotaRateLimit': ['name', 'path'],
  'vault:identity/mfaLoginEnforcement:MfaLoginEnforcement': ['name'],
  'vault:identity/mfaTotp:MfaTotp': [],
  'vault:jwt/authBackend:AuthBackend': ['local', 'type'],
  'vault:jwt/authBackendRole:AuthBackendRole': ['backend', 'roleName', 'roleType'],
  'vault:kubernetes/authBackendConfig:AuthBackendConfig': ['backend'],
  'vault:kubernetes/authBackendRole:AuthBackendRole': ['backend', 'roleName'],
  'vault:kv/secretBackendV2:SecretBackendV2': ['mount'],
  'vault:pkiSecret/backendConfigAutoTidy:BackendConfigAutoTidy': [],
  'vault:pkiSecret/secretBackendIntermediateCertRequest:SecretBackendIntermediateCertRequest': [
    'addBasicConstraints',
    'altNames',
    'backend',
    'commonName',
    'country',
    'excludeCnFromSans',
    'format',
    'ipSans',
    'keyBits',
    'keyName',
    'keyRef',
    'keyType',
    'keyUsages',
    'locality',
    'managedKeyId',
    'managedKeyName',
    'organization',
    'otherSans',
    'ou',
    'postalCode',
    'privateKeyFormat',
    'province',
    'serialNumber',
    'signatureBits',
    'streetAddress',
    'type',
    'uriSans',
  ],
  'vault:pkiSecret/secretBackendIntermediateSetSigned:SecretBackendIntermediateSetSigned': ['backend', 'certificate'],
  'vault:pkiSecret/secretBackendRole:SecretBackendRole': ['backend', 'name'],
  'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert': [
    'altNames',
    'backend',
    'commonName',
    'country',
    'excludeCnFromSans',
    'format',
    'ipSans',
    'issuerName',
    'keyBits',
    'keyName',
    'keyRef',
    'keyType',
    'locality',
    'managedKeyId',
    'managedKeyName',
    'maxPathLength',
    'organization',
    'otherSans',
    'ou',
    'permittedDnsDomains',
    'postalCode',
    'privateKeyFormat',
    'province',
    'streetAddress',
    'type',
    'uriSans',
  ],
  'vault:transit/secretBackendKey:SecretBackendKey': ['backend', 'convergentEncryption', 'derived', 'name', 'type'],
};

/** What the plugin takes and does nothing with. */
const READ_ONCE: Partial<Arguments> = {
  'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert': ['ttl'],
};

export const OF_VAULT: ImmutableFields = Object.fromEntries(
  Object.entries<readonly string[]>(MADE_ANEW).map(([type, made]) => [
    type,
    [
      ...made.map((field): ImmutableField => ({ field, replaces: true })),
      ...(READ_ONCE[type as VaultType] ?? []).map((field): ImmutableField => ({ field, readOnce: true })),
    ],
  ]),
);
