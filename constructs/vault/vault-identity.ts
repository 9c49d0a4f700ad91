import { Construct, type IConstruct } from 'constructs';
import { Environment } from '../environment';
import type { VaultFacts } from '../facts/vault-facts';
import { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { KubernetesAuth, VAULT_AUDIENCE } from './kubernetes-auth';
import { type Parameters, policyText } from './policy-text';
import { vaultOf } from './vault-of';
import { VaultResource } from './vault-resource';

/**
 * How long a login lives unless it is renewed; the operator renews it long before.
 *
 * A period, because every lease that a login made is revoked when the login ends.
 */
export const TOKEN_PERIOD_SECONDS = 24 * 60 * 60;

/** The API server's own audience, where nobody set another. */
const API_SERVER_AUDIENCE = 'https://kubernetes.default.svc.cluster.local';

const CONNECTION = 'vault-connection';

/** https://developer.hashicorp.com/vault/api-docs/system/leases#revoke-lease */
const REVOKE = 'sys/leases/revoke';

/** What one service account is in Vault: a login bound to it, and a policy of exactly the paths that it was granted. */
export class VaultIdentity extends Construct {
  /** Name of the VaultAuth that the service account's secrets refer to. */
  readonly auth: string;
  private readonly grants = new Map<string, { capability: 'read' | 'update'; parameters: Parameters }>();
  private readonly leases = new Set<string>();

  constructor(scope: Construct, id: string, serviceAccount: string) {
    super(scope, id);
    const namespace = SecureNamespace.of(this);
    const login = KubernetesAuth.of(this);
    // Policies of everybody are in one place. Dots, which none of the names has, so that no two of them make one.
    const policyName = `${Environment.of(this).posture.name}.${namespace.name}.${serviceAccount}`;
    const roleName = serviceAccount;
    this.auth = serviceAccount;

    const policy = new VaultResource(this, 'policy', {
      type: 'vault:index/policy:Policy',
      path: `sys/policies/acl/${policyName}`,
      args: () => ({ name: policyName, policy: this.renderPolicy() }),
    });
    const role = new VaultResource(this, 'role', {
      type: 'vault:kubernetes/authBackendRole:AuthBackendRole',
      path: `auth/${login.mount}/role/${roleName}`,
      args: () => ({
        backend: login.mount,
        roleName,
        boundServiceAccountNames: [serviceAccount],
        boundServiceAccountNamespaces: [namespace.name],
        audience: VAULT_AUDIENCE,
        tokenPolicies: [policyName],
        tokenPeriod: TOKEN_PERIOD_SECONDS,
      }),
    });
    role.node.addDependency(login, policy);
    const auth = new KubernetesObject(this, 'auth', {
      apiVersion: 'secrets.hashicorp.com/v1beta1',
      kind: 'VaultAuth',
      metadata: { name: this.auth },
      spec: {
        vaultConnectionRef: connectionOf(this).name,
        method: 'kubernetes',
        mount: login.mount,
        kubernetes: { role: roleName, serviceAccount, audiences: [VAULT_AUDIENCE, ...reviewAudiences(vaultOf(this))] },
      },
    });
    auth.node.addDependency(role, connectionOf(this));
  }

  /** Adds one path to the policy; saying it again is harmless. Of no parameters, a request may say anything. */
  allow(path: string, capability: 'read' | 'update', parameters: Parameters = {}): void {
    this.grants.set(path, { capability, parameters });
  }

  /**
   * Lets the operator end what a path gave, once whoever had it is gone: it does so as the service account.
   *
   * The path of Vault for it is one for all leases, so the policy says which of them.
   */
  allowToRevoke(path: string): void {
    this.leases.add(`${path}/*`);
  }

  private renderPolicy(): string {
    const grants = [...this.grants]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { capability, parameters }]) => policyText(path, capability, parameters));
    return [...grants, ...this.renderRevocation()].join('\n');
  }

  private renderRevocation(): string[] {
    if (this.leases.size === 0) return [];
    return [policyText(REVOKE, 'update', { lease_id: [...this.leases].sort() })];
  }
}

/** A Vault outside the cluster shows the API server the token that logs in, as the token of whoever asks: it has to be for both. */
export function reviewAudiences({ apiServer }: VaultFacts): readonly string[] {
  return apiServer === undefined ? [] : [apiServer.audience ?? API_SERVER_AUDIENCE];
}

/** The namespace's way to Vault, made by the first identity in it. */
function connectionOf(construct: IConstruct): KubernetesObject {
  const namespace = SecureNamespace.of(construct);
  const { address, caPath } = vaultOf(construct);
  return (
    (namespace.node.tryFindChild(CONNECTION) as KubernetesObject | undefined) ??
    new KubernetesObject(namespace, CONNECTION, {
      apiVersion: 'secrets.hashicorp.com/v1beta1',
      kind: 'VaultConnection',
      metadata: { name: 'vault' },
      spec: { address, ...(caPath && { caCertPath: caPath }), skipTLSVerify: false },
    })
  );
}
