import { defineRule } from '../../define-rule';
import { textOf } from '../../fields';

/** What makes the key of an authority. */
const MAKERS = [
  'vault:pkiSecret/secretBackendIntermediateCertRequest:SecretBackendIntermediateCertRequest',
  'vault:pkiSecret/secretBackendKey:SecretBackendKey',
  'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert',
];

const HANDED_OUT = {
  field: 'type',
  problem: 'Vault hands out its key, which is in the state of whoever asked from then on',
  fix: "set it to 'internal', and make the next authority: this key is known",
};

/** Whoever has the key of an authority is everybody that it may sign for, and no log of Vault has them. */
export const authorityKeysStayInVault = defineRule({
  id: 'authority-keys-stay-in-vault',
  subject: 'vault',
  of: MAKERS,
  says: 'Keys of authorities stay in Vault.',
  because: 'whoever has one signs for anybody, unseen',
  level: 'mandatory',
  severity: 'critical',
  topic: 'vault',
  references: [
    'practices:secrets-management',
    'NSA:secrets',
    'https://developer.hashicorp.com/vault/api-docs/secret/pki#generate-intermediate-csr',
  ],
  check: ({ args }) => (textOf(args['type'], 'type') === 'exported' ? [HANDED_OUT] : []),
  examples: {
    accepted: [
      { shows: 'a key that never leaves', resources: MAKERS.map((type) => authority(type, 'internal')) },
      { shows: 'a key in a module of hardware', resources: [authority(MAKERS[0]!, 'kms')] },
    ],
    refused: MAKERS.map((type) => ({
      shows: `a key that is handed out, by ${type}`,
      resources: [authority(type, 'exported')],
      violations: [HANDED_OUT],
    })),
    unknown: [
      {
        shows: 'a type that is no text',
        resources: [authority(MAKERS[0]!, ['internal'])],
        doubts: [{ field: 'type', why: 'text was expected' }],
      },
    ],
  },
});

function authority(type: string, kind: unknown) {
  return { type, vaultPath: 'live/shop/certificates', args: { backend: 'live/shop/certificates', type: kind } };
}
