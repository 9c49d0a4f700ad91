import { arnOf } from '../facts/secrets-manager-facts';
import type { SecretsManagerOfNamespace } from './secrets-manager-of';

/** The most that a policy which is written into a role may have. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const LONGEST_POLICY = 10_240;

/**
 * The policy of IAM that a role needs, and no more: to read these secrets, by their names.
 *
 * AWS ends the ARN of a secret with a hyphen and six characters of its own, which nobody knows before it is made; `?` is one
 * character, so that `stripe-??????` is `stripe` and not `stripe-of-ci`. External Secrets asks for the value alone: tags, which
 * take `DescribeSecret`, it reads where it is told to (`metadataPolicy`), and lists for `find`.
 */
export function rolePolicy(names: Iterable<string>, { region, role, key }: SecretsManagerOfNamespace): string {
  const { partition, account } = arnOf(role);
  const secrets = [...new Set(names)]
    .sort()
    .map((name) => `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-??????`);
  const read = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secrets };
  const decrypt = {
    Effect: 'Allow',
    Action: 'kms:Decrypt',
    Resource: key,
    // Of these secrets alone, whatever else the key encrypts.
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
    Condition: { StringLike: { 'kms:EncryptionContext:SecretARN': secrets } },
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [read, ...(key === undefined ? [] : [decrypt])] });
}
