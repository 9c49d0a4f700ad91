import { Construct, type IConstruct } from 'constructs';
import { Environment } from '../environment';
import type { VaultFacts } from '../facts/vault-facts';
import { SecureNamespace } from '../network/secure-namespace';
import { vaultOf } from './vault-of';
import { VaultResource } from './vault-resource';

const LOGIN = 'vault-login';

/** The audience of the tokens that workloads log in to Vault with; a token made for anything else is refused. */
export const VAULT_AUDIENCE = 'vault';

/**
 * How the workloads of a namespace log in to Vault: by the token of their service account.
 *
 * One mount for each namespace of an environment: a token of dev is never looked at by production's roles, and stacks of
 * several teams share a Vault without one of them owning everybody's login.
 */
export class KubernetesAuth extends Construct {
  readonly mount: string;

  private constructor(namespace: SecureNamespace) {
    super(namespace, LOGIN);
    const { posture } = Environment.of(this);
    const vault = vaultOf(this);
    this.mount = `${posture.name}/${namespace.name}/kubernetes`;
    const backend = new VaultResource(this, 'backend', {
      type: 'vault:index/authBackend:AuthBackend',
      path: `auth/${this.mount}`,
      args: () => ({
        type: 'kubernetes',
        path: this.mount,
        description: `service accounts of ${namespace.name} in ${posture.name}`,
      }),
    });
    const config = new VaultResource(this, 'config', {
      type: 'vault:kubernetes/authBackendConfig:AuthBackendConfig',
      path: `auth/${this.mount}/config`,
      args: () => ({ backend: this.mount, ...reviewer(vault) }),
    });
    config.node.addDependency(backend);
  }

  /** The namespace's login, made by the first workload that needs one. */
  static of(construct: IConstruct): KubernetesAuth {
    const namespace = SecureNamespace.of(construct);
    return (namespace.node.tryFindChild(LOGIN) as KubernetesAuth | undefined) ?? new KubernetesAuth(namespace);
  }
}

/** Who reviews a token. Never with a reviewer's token that Pulumi would have to hand over: that would be a secret in its state. */
function reviewer({ apiServer }: VaultFacts) {
  return apiServer === undefined
    ? { kubernetesHost: 'https://kubernetes.default.svc' }
    : { kubernetesHost: apiServer.address, kubernetesCaCert: apiServer.caCertificate, disableLocalCaJwt: true };
}
