import type * as vault from '@pulumi/vault';
import { Construct } from 'constructs';
import { unused } from '../names';
import type { Plain } from '../operators/plain';

/** The Vault resource types that the baseline uses, by Pulumi type token. */
export interface VaultTypes {
  'vault:index/authBackend:AuthBackend': vault.AuthBackendArgs;
  'vault:index/mount:Mount': vault.MountArgs;
  'vault:index/policy:Policy': vault.PolicyArgs;
  'vault:database/secretBackendConnection:SecretBackendConnection': vault.database.SecretBackendConnectionArgs;
  'vault:database/secretBackendRole:SecretBackendRole': vault.database.SecretBackendRoleArgs;
  'vault:kubernetes/authBackendConfig:AuthBackendConfig': vault.kubernetes.AuthBackendConfigArgs;
  'vault:kubernetes/authBackendRole:AuthBackendRole': vault.kubernetes.AuthBackendRoleArgs;
  'vault:pkiSecret/secretBackendRole:SecretBackendRole': vault.pkisecret.SecretBackendRoleArgs;
  'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert': vault.pkisecret.SecretBackendRootCertArgs;
}

export type VaultType = keyof VaultTypes;

export interface VaultResourceProps<T extends VaultType> {
  readonly type: T;

  /** Where in Vault it lives: its identity in a plan and in Pulumi, so changing it replaces the resource. */
  readonly path: string;

  /** Read once the whole tree is declared, so that a policy can gather what later grants add. */
  readonly args: () => Plain<VaultTypes[T]>;
}

const VAULT_RESOURCE = Symbol.for('@dwcp/baseline.VaultResource');

/** Something that must exist in Vault: one leaf of the tree. */
export class VaultResource<T extends VaultType = VaultType> extends Construct {
  readonly type: T;
  readonly path: string;
  private readonly args: () => Plain<VaultTypes[T]>;

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

  toArgs(): Plain<VaultTypes[T]> {
    return this.args();
  }
}
