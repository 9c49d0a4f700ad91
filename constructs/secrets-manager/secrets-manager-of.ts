import type { IConstruct } from 'constructs';
import { Environment } from '../environment';
import type { SecretsManagerFacts } from '../facts/secrets-manager-facts';
import { invalid } from '../invalid';
import { SecureNamespace } from '../network/secure-namespace';

/** What a namespace reads AWS Secrets Manager by. */
export interface SecretsManagerOfNamespace extends Omit<SecretsManagerFacts, 'roles'> {
  /** ARN of the role of IAM that is the namespace's own. */
  readonly role: string;
}

/** Where the secrets are that a construct needs, and the role that reads them: an environment without is good for everything else. */
export function secretsManagerOf(construct: IConstruct): SecretsManagerOfNamespace {
  const { secretsManager } = Environment.of(construct).facts;
  if (secretsManager === undefined) {
    throw invalid(
      construct,
      'is kept in AWS Secrets Manager, and the environment has no fact `secretsManager`',
      "give it region and roles, or keep the secret in Vault (`store: 'vault'`)",
    );
  }
  const { roles, ...where } = secretsManager;
  const namespace = SecureNamespace.of(construct).name;
  const role = Object.hasOwn(roles, namespace) ? roles[namespace] : undefined;
  if (role === undefined) {
    throw invalid(
      construct,
      `is kept in AWS Secrets Manager, and the fact \`secretsManager.roles\` has no role for '${namespace}'`,
      'make a role of IAM for the namespace, and give its ARN there',
    );
  }
  return { ...where, role };
}
