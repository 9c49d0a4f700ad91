import { Construct } from 'constructs';
import type { AuditArgs, AuthBackendArgs, MountArgs, PolicyArgs, QuotaRateLimitArgs } from '../api/vault';
import type { SecretBackendRoleArgs as DatabaseRoleArgs, SecretBackendConnectionArgs } from '../api/vault-database';
import type { MfaLoginEnforcementArgs, MfaTotpArgs } from '../api/vault-identity';
import type { AuthBackendArgs as JwtBackendArgs, AuthBackendRoleArgs as JwtRoleArgs } from '../api/vault-jwt';
import type { AuthBackendConfigArgs, AuthBackendRoleArgs } from '../api/vault-kubernetes';
import type { SecretBackendV2Args } from '../api/vault-kv';
import type {
  BackendConfigAutoTidyArgs,
  SecretBackendRoleArgs as PkiRoleArgs,
  SecretBackendIntermediateCertRequestArgs,
  SecretBackendIntermediateSetSignedArgs,
  SecretBackendRootCertArgs,
} from '../api/vault-pkisecret';
import type { SecretBackendKeyArgs as TransitKeyArgs } from '../api/vault-transit';
import { unused } from '../names';
import type { Configured, SaidByVault } from '../plan/later';

/** The client secret is the provider's to make, and is in no plan. */
type LoginByTokenArgs = Omit<
  JwtBackendArgs,
  'oidcClientSecret' | 'oidcClientSecretWo' | 'oidcClientSecretWoVersion'
> & {
  readonly oidcClientSecret?: Configured;
};

/** Both are what Vault calls them once they are there. */
type LoginEnforcementArgs = Omit<MfaLoginEnforcementArgs, 'authMethodAccessors' | 'mfaMethodIds'> & {
  readonly authMethodAccessors: readonly SaidByVault[];
  readonly mfaMethodIds: readonly SaidByVault[];
};

/** The Vault resource types that the baseline uses, by Pulumi type token. */
export interface VaultTypes {
  'vault:index/audit:Audit': AuditArgs;
  'vault:index/authBackend:AuthBackend': AuthBackendArgs;
  'vault:index/mount:Mount': MountArgs;
  'vault:index/policy:Policy': PolicyArgs;
  'vault:index/quotaRateLimit:QuotaRateLimit': QuotaRateLimitArgs;
  'vault:database/secretBackendConnection:SecretBackendConnection': SecretBackendConnectionArgs;
  'vault:database/secretBackendRole:SecretBackendRole': DatabaseRoleArgs;
  'vault:identity/mfaLoginEnforcement:MfaLoginEnforcement': LoginEnforcementArgs;
  'vault:identity/mfaTotp:MfaTotp': MfaTotpArgs;
  'vault:jwt/authBackend:AuthBackend': LoginByTokenArgs;
  'vault:jwt/authBackendRole:AuthBackendRole': JwtRoleArgs;
  'vault:kubernetes/authBackendConfig:AuthBackendConfig': AuthBackendConfigArgs;
  'vault:kubernetes/authBackendRole:AuthBackendRole': AuthBackendRoleArgs;
  'vault:kv/secretBackendV2:SecretBackendV2': SecretBackendV2Args;
  'vault:pkiSecret/backendConfigAutoTidy:BackendConfigAutoTidy': BackendConfigAutoTidyArgs;
  'vault:pkiSecret/secretBackendIntermediateCertRequest:SecretBackendIntermediateCertRequest': SecretBackendIntermediateCertRequestArgs;
  'vault:pkiSecret/secretBackendIntermediateSetSigned:SecretBackendIntermediateSetSigned': SecretBackendIntermediateSetSignedArgs;
  'vault:pkiSecret/secretBackendRole:SecretBackendRole': PkiRoleArgs;
  'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert': SecretBackendRootCertArgs;
  'vault:transit/secretBackendKey:SecretBackendKey': TransitKeyArgs;
}

/** The Pulumi type token of a Vault resource that the baseline uses. */
export type VaultType = keyof VaultTypes;

export interface VaultResourceProps<T extends VaultType> {
  /** The Pulumi type token, which says what its arguments are. */
  readonly type: T;

  /** Where in Vault it lives: its identity in a plan and in Pulumi, so changing it replaces the resource. */
  readonly path: string;

  /** Read once the whole tree is declared, so that a policy can gather what later grants add. */
  readonly args: () => VaultTypes[T];
}

const VAULT_RESOURCE = Symbol.for('@dwcp/baseline.VaultResource');

/** Something that must exist in Vault: one leaf of the tree. */
export class VaultResource<T extends VaultType = VaultType> extends Construct {
  /** The Pulumi type token, such as `vault:index/mount:Mount`. */
  readonly type: T;
  /** Where in Vault it lives. */
  readonly path: string;
  private readonly args: () => VaultTypes[T];

  constructor(scope: Construct, id: string, props: VaultResourceProps<T>) {
    super(scope, unused(scope, id));
    this.type = props.type;
    this.path = props.path;
    this.args = props.args;
    Object.defineProperty(this, VAULT_RESOURCE, { value: true });
  }

  /** By symbol, so that a second copy of this package in a consumer's tree is still recognised. */
  static isVaultResource(value: object): value is VaultResource {
    return VAULT_RESOURCE in value;
  }

  /** What Pulumi is told, once the whole tree is declared. */
  toArgs(): VaultTypes[T] {
    return this.args();
  }
}
