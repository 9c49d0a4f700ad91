import type { VaultKind } from './kind';
import { audit } from './kinds/audit';
import { authBackend } from './kinds/auth-backend';
import * as database from './kinds/database';
import { secretBackendConnection } from './kinds/database-connection';
import * as jwt from './kinds/jwt';
import { secretBackendV2 } from './kinds/key-value';
import { authBackendConfig, authBackendRole } from './kinds/kubernetes-auth';
import { mfaLoginEnforcement, mfaTotp } from './kinds/mfa';
import { mount } from './kinds/mount';
import * as pki from './kinds/pki';
import * as intermediate from './kinds/pki-intermediate';
import { secretBackendRootCert } from './kinds/pki-root';
import { policy } from './kinds/policy';
import { quotaRateLimit } from './kinds/quota';
import { secretBackendKey } from './kinds/transit';

/** Every Pulumi type that is understood. */
export const VAULT_KINDS: ReadonlyMap<string, VaultKind> = new Map([
  ['vault:index/mount:Mount', mount],
  ['vault:index/audit:Audit', audit],
  ['vault:index/authBackend:AuthBackend', authBackend],
  ['vault:index/policy:Policy', policy],
  ['vault:index/quotaRateLimit:QuotaRateLimit', quotaRateLimit],
  ['vault:identity/mfaLoginEnforcement:MfaLoginEnforcement', mfaLoginEnforcement],
  ['vault:identity/mfaTotp:MfaTotp', mfaTotp],
  ['vault:jwt/authBackend:AuthBackend', jwt.authBackend],
  ['vault:jwt/authBackendRole:AuthBackendRole', jwt.authBackendRole],
  ['vault:kubernetes/authBackendConfig:AuthBackendConfig', authBackendConfig],
  ['vault:kubernetes/authBackendRole:AuthBackendRole', authBackendRole],
  ['vault:database/secretBackendConnection:SecretBackendConnection', secretBackendConnection],
  ['vault:database/secretBackendRole:SecretBackendRole', database.secretBackendRole],
  ['vault:database/secretBackendStaticRole:SecretBackendStaticRole', database.secretBackendStaticRole],
  ['vault:kv/secretBackendV2:SecretBackendV2', secretBackendV2],
  ['vault:transit/secretBackendKey:SecretBackendKey', secretBackendKey],
  ['vault:pkiSecret/backendConfigAutoTidy:BackendConfigAutoTidy', pki.backendConfigAutoTidy],
  ['vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert', secretBackendRootCert],
  [
    'vault:pkiSecret/secretBackendIntermediateCertRequest:SecretBackendIntermediateCertRequest',
    intermediate.secretBackendIntermediateCertRequest,
  ],
  [
    'vault:pkiSecret/secretBackendIntermediateSetSigned:SecretBackendIntermediateSetSigned',
    intermediate.secretBackendIntermediateSetSigned,
  ],
  ['vault:pkiSecret/secretBackendRole:SecretBackendRole', pki.secretBackendRole],
  ['vault:pkiSecret/secretBackendConfigUrls:SecretBackendConfigUrls', pki.secretBackendConfigUrls],
]);

export function vaultKind(type: string): VaultKind {
  const kind = VAULT_KINDS.get(type);
  if (kind !== undefined) return kind;
  throw new Error(`the hermetic vault provider has no '${type}'; it has ${[...VAULT_KINDS.keys()].join(', ')}`);
}
