import { Lazy } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { Environment } from '../environment';
import { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { operatorNamespaces } from '../operators/whereabouts';
import { ROLE_POLICY } from '../plan/role-policy';
import { tokenRequester } from '../vault/token-requester';
import { DeliveryAlerts } from './delivery-alerts';
import { LONGEST_POLICY, rolePolicy } from './role-policy';
import { type SecretsManagerOfNamespace, secretsManagerOf } from './secrets-manager-of';

/** Of the construct, of the store, and of the service account that it logs in by. */
const NAME = 'secrets-manager';

/** What the chart of External Secrets calls it, installed under the name of the chart. */
const SERVICE_ACCOUNT = 'external-secrets';

/** By which External Secrets knows the role, as pods on EKS do: https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html */
const ROLE = 'eks.amazonaws.com/role-arn';

/**
 * A namespace's way to AWS Secrets Manager: a SecretStore, and a service account that no pod runs as.
 *
 * External Secrets asks for a token of that account, and AWS takes it for the role of the namespace. There is no key, and what the
 * role has to be allowed is said beside its ARN.
 */
export class SecretsManagerStore extends Construct {
  /** What ExternalSecrets of the namespace refer to. */
  readonly store: KubernetesObject;
  private readonly secrets = new Set<string>();
  private readonly where: SecretsManagerOfNamespace;

  private constructor(namespace: SecureNamespace) {
    super(namespace, NAME);
    this.where = secretsManagerOf(this);
    const requester = {
      name: SERVICE_ACCOUNT,
      namespace: operatorNamespaces(Environment.of(this).facts).externalSecrets,
    };
    const account = tokenRequester(this, NAME, requester, {
      [ROLE]: this.where.role,
      // Once all is granted: it says of which secrets.
      [ROLE_POLICY]: Lazy.any({ produce: () => this.policy }) as unknown as string,
    });
    this.store = new KubernetesObject(this, 'store', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: NAME },
      spec: {
        provider: {
          aws: {
            service: 'SecretsManager',
            region: this.where.region,
            auth: { jwt: { serviceAccountRef: { name: NAME } } },
          },
        },
      },
    });
    this.store.node.addDependency(...account);
    this.node.addValidation({ validate: () => this.tooMany() });
  }

  /** The namespace's store, made by the first secret in it that is granted. */
  static of(construct: IConstruct): SecretsManagerStore {
    const namespace = SecureNamespace.of(construct);
    return (namespace.node.tryFindChild(NAME) as SecretsManagerStore | undefined) ?? new SecretsManagerStore(namespace);
  }

  /** Has the role read a secret, by its name in Secrets Manager. */
  allow(name: string): void {
    this.secrets.add(name);
  }

  /** Has somebody told when what an ExternalSecret delivers is not there, or not the latest. */
  watch(externalSecret: string): void {
    DeliveryAlerts.of(this).watch(externalSecret);
  }

  private get policy(): string {
    return rolePolicy(this.secrets, this.where);
  }

  /** Found out here, and not when somebody writes it into the role. */
  private tooMany(): string[] {
    const { length } = this.policy;
    if (length <= LONGEST_POLICY) return [];
    const problem = `reads ${this.secrets.size} secrets of AWS Secrets Manager, whose policy has ${length} characters, of ${LONGEST_POLICY} that IAM takes`;
    return [`${problem}; keep what goes together as keys of one secret, or some of them in Vault`];
  }
}
