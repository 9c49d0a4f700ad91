import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';

/** A Secret is base64, which anyone reads: it is as secret as the repository that it is declared in. */
export const secretsHoldNoValues = defineRule({
  id: 'secrets-hold-no-values',
  subject: 'object',
  of: ['Secret'],
  says: 'Secrets are declared empty, and filled in by Vault.',
  because: 'what a manifest holds is in git, in previews and in state as well',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['CIS:5.4.2', 'NSA:secrets', 'practices:secrets-management'],
  check: ({ object }) =>
    ['data', 'stringData'].flatMap((field) => {
      const keys = Object.keys(fieldsOf(object[field], field));
      if (keys.length === 0) return [];
      return [{ field, problem: `it holds the values of ${keys.join(', ')}`, fix: 'let Vault fill in the Secret' }];
    }),
  cel: {
    cannot:
      'operators write the values of Secrets through the same door, and nobody can tell a declared one from one that is filled in',
  },
  examples: {
    accepted: [
      {
        shows: 'one that is there for someone to fill in',
        resources: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'api', namespace: 'shop' }, type: 'Opaque' }],
      },
    ],
    refused: ['data', 'stringData'].map((field) => ({
      shows: `values in ${field}`,
      resources: [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'api', namespace: 'shop' },
          [field]: { user: 'YQ==', password: 'Yg==' },
        },
      ],
      violations: [{ field, problem: 'it holds the values of user, password', fix: 'let Vault fill in the Secret' }],
    })),
  },
});
