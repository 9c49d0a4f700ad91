import { Construct } from 'constructs';
import { Environment } from '../environment';
import { OBJECT_NAME } from '../fields/dns-name';
import { NAMES, objectName } from '../names';
import { SecureNamespace } from '../network/secure-namespace';
import { operatorNamespaces } from '../operators/whereabouts';
import { text } from '../props/checks';
import { checkProps, optional, type Props } from '../props/props';
import { KubernetesAuth, VAULT_AUDIENCE } from './kubernetes-auth';
import { policyText } from './policy-text';
import { RotationPolicy } from './rotation-policy';
import { TransitKey } from './transit-key';
import { TOKEN_PERIOD_SECONDS } from './vault-identity';
import { VaultResource } from './vault-resource';

/** What the chart of the operator calls it, installed under the name of the chart. */
const SERVICE_ACCOUNT = 'vault-secrets-operator-controller-manager';

export interface SecretsOperatorCacheProps {
  /**
   * The operator's own service account, in the namespace that the facts say.
   *
   * @default 'vault-secrets-operator-controller-manager' - as its chart has it, installed under its own name
   */
  readonly serviceAccount?: string;

  /**
   * Days after which Vault makes the next version of the key, and encrypts with that.
   *
   * @default 180 - the longest that the standards allow ("Encryption at rest")
   */
  readonly rotateWithinDays?: number;
}

const PROPS: Props<SecretsOperatorCacheProps> = {
  serviceAccount: optional(text('name it as kubectl get serviceaccounts does', OBJECT_NAME)),
  rotateWithinDays: optional(RotationPolicy.daysOf('key')),
};

/**
 * What the Vault Secrets Operator keeps its logins with: a key of its own in Vault, and a login that opens nothing else.
 *
 * Without, a restart of it forgets every login, so that each credential is made anew and what reads it is restarted. One for
 * a cluster, since the operator takes one: the Helm values of its chart name mount, role and key (docs/deploy.md, "The
 * operator's logins").
 *
 * Vault makes the next version of the key by itself. What an earlier one encrypted is decrypted as before.
 */
export class SecretsOperatorCache extends Construct {
  /** The key, in the engine of the namespace. */
  readonly key: TransitKey;

  constructor(scope: Construct, id: string, props: SecretsOperatorCacheProps = {}) {
    super(scope, objectName(scope, id, NAMES.transitKey));
    checkProps(this, props, PROPS, { account: 'serviceAccount', rotationDays: 'rotateWithinDays' });
    const { serviceAccount = SERVICE_ACCOUNT, rotateWithinDays } = props;
    const { posture, facts } = Environment.of(this);
    const login = KubernetesAuth.of(this);
    this.key = new TransitKey(this, id, rotateWithinDays === undefined ? {} : { rotateWithinDays });
    const { mount } = this.key;
    const policyName = `${posture.name}.${SecureNamespace.of(this).name}.${id}`;
    const policy = new VaultResource(this, 'policy', {
      type: 'vault:index/policy:Policy',
      path: `sys/policies/acl/${policyName}`,
      args: () => ({
        name: policyName,
        policy: ['decrypt', 'encrypt'].map((verb) => policyText(`${mount}/${verb}/${id}`, 'update')).join('\n'),
      }),
    });
    const role = new VaultResource(this, 'role', {
      type: 'vault:kubernetes/authBackendRole:AuthBackendRole',
      path: `auth/${login.mount}/role/${id}`,
      args: () => ({
        backend: login.mount,
        roleName: id,
        boundServiceAccountNames: [serviceAccount],
        boundServiceAccountNamespaces: [operatorNamespaces(facts).vaultSecrets],
        audience: VAULT_AUDIENCE,
        tokenPolicies: [policyName],
        tokenPeriod: TOKEN_PERIOD_SECONDS,
      }),
    });
    role.node.addDependency(login, policy, this.key);
  }
}
