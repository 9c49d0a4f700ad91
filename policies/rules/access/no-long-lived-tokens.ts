import { text } from '../../admission/cel';
import { defineRule } from '../../define-rule';

const TOKEN = 'kubernetes.io/service-account-token';

const FOR_EVER = {
  field: 'type',
  problem: 'the token that is put into this Secret never ends',
  fix: 'remove it; have a token of an audience and an hour projected into the pod, or ask for one by the API',
};

/** A token in a Secret is valid until the Secret is deleted, from wherever it is used. */
export const noLongLivedTokens = defineRule({
  id: 'no-long-lived-tokens',
  subject: 'object',
  of: ['Secret'],
  says: 'No Secret is filled with a token of a service account.',
  because: 'a copy of it is valid for ever, from anywhere',
  level: 'mandatory',
  severity: 'high',
  topic: 'access',
  references: [
    'NSA:service-account-tokens',
    'https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token',
  ],
  check: ({ object: { type } }) => (type === TOKEN ? [FOR_EVER] : []),
  cel: { accepts: `object.?type.orValue("") != ${text(TOKEN)}`, remedy: FOR_EVER.fix },
  examples: {
    accepted: [{ shows: 'a Secret of another type', resources: [secret('kubernetes.io/tls')] }],
    refused: [
      {
        shows: 'a token of an account',
        resources: [secret('kubernetes.io/service-account-token')],
        violations: [FOR_EVER],
      },
    ],
  },
});

function secret(type: string) {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'api', namespace: 'shop' }, type };
}
