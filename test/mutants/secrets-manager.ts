import type { Mutant } from './notice';

const SECRETS_MANAGER = ['test/constructs/secrets-manager.test.ts'];

/** Of what is kept in AWS Secrets Manager. */
export const SECRETS_MANAGER_MUTANTS: readonly Mutant[] = [
  {
    name: 'the role for a secret in AWS reads every one whose name begins so',
    file: 'constructs/secrets-manager/role-policy.ts',
    from: 'secret:${name}-??????`',
    to: 'secret:${name}-*`',
    noticedBy: SECRETS_MANAGER,
  },
  {
    name: 'a key of AWS KMS decrypts whatever the role asks for',
    file: 'constructs/secrets-manager/role-policy.ts',
    from: "Condition: { StringLike: { 'kms:EncryptionContext:SecretARN': secrets } },",
    to: '',
    noticedBy: SECRETS_MANAGER,
  },
  {
    name: 'a secret that is deleted in AWS is an outage',
    file: 'constructs/secrets-manager/deliver-external.ts',
    from: "deletionPolicy: 'Retain'",
    to: "deletionPolicy: 'Delete' as 'Retain'",
    noticedBy: SECRETS_MANAGER,
  },
  {
    name: 'a secret of AWS is granted to who would go on with the old value',
    file: 'constructs/vault/key-value-secret.ts',
    from: 'if (restart !== undefined) {',
    to: "if (restart?.name === '') {",
    noticedBy: SECRETS_MANAGER,
  },
];
