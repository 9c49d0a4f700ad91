import { Construct, type IConstruct } from 'constructs';
import { Environment, type VaultFacts } from '../environment';
import { VaultResource } from './vault-resource';

/** The audience of the tokens that workloads log in to Vault with; a token made for anything else is refused. */
export const VAULT_AUDIENCE = 'vault';

/**
 * How the workloads of an environment log in to Vault: by the token of their service account.
 *
 * One mount per environment, so that a token of dev is never looked at by production's roles.
 */
export class KubernetesAuth extends Construct {
  readonly mount: string;

  private constructor(environment: Environment) {
    super(environment, 'vault-auth');
    this.mount = `${environment.posture.name}/kubernetes`;
    const backend = new VaultResource(this, 'backend', {
      type: 'vault:index/authBackend:AuthBackend',
      path: `auth/${this.mount}`,
      args: () => ({
        type: 'kubernetes',
        path: this.mount,
        description: `service accounts of ${environment.posture.name}`,
      }),
    });
    const config = new VaultResource(this, 'config', {
      type: 'vault:kubernetes/authBackendConfig:AuthBackendConfig',
      path: `auth/${this.mount}/config`,
      args: () => ({ backend: this.mount, ...reviewer(environment.facts.vault) }),
    });
    config.node.addDependency(backend);
  }

  /** The environment's login, made by the first workload that needs one. */
  static of(construct: IConstruct): KubernetesAuth {
    const environment = Environment.of(construct);
    return (
      (environment.node.tryFindChild('vault-auth') as KubernetesAuth | undefined) ?? new KubernetesAuth(environment)
    );
  }
}

/** Who reviews a token. Never with a reviewer's token that Pulumi would have to hand over: that would be a secret in its state. */
function reviewer({ apiServer }: VaultFacts) {
  return apiServer === undefined
    ? { kubernetesHost: 'https://kubernetes.default.svc' }
    : { kubernetesHost: apiServer.address, kubernetesCaCert: apiServer.caCertificate, disableLocalCaJwt: true };
}
