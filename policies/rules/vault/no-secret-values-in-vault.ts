import { defineRule } from '../../define-rule';
import { isFields } from '../../fields';
import { holdsSecret } from '../../secret-names';

/** A secret of the key-value engine is one text of JSON. */
const SECRET_DATA = new Set(['dataJson', 'dataJsonWo']);

const IN_CLEAR_TEXT = {
  problem: 'it holds a secret in clear text',
  fix: 'let Vault make the secret, or name a file on its server',
};

/** A secret that is handed to Vault by a program is known to everyone who can read the program's state. */
export const noSecretValuesInVault = defineRule({
  id: 'no-secret-values-in-vault',
  subject: 'vault',
  says: 'Vault makes its own secrets.',
  because: 'one that is handed to it is in git or in state as well',
  level: 'mandatory',
  severity: 'high',
  topic: 'vault',
  references: ['practices:secrets-management', 'NSA:secrets'],
  check: ({ args }) => secretsIn(args).map((place) => ({ field: place.slice(1), ...IN_CLEAR_TEXT })),
  examples: {
    accepted: [
      {
        shows: 'a password that Vault fills in',
        resources: [connection('postgresql://{{username}}:{{password}}@db:5432/shop?sslmode=verify-full')],
      },
      {
        shows: 'an engine without a secret in it',
        resources: [
          {
            type: 'vault:kv/secretV2:SecretV2',
            vaultPath: 'kv/api',
            args: { mount: 'kv', name: 'api', dataJson: null },
          },
        ],
      },
    ],
    refused: [
      {
        shows: 'a password in a URL',
        resources: [connection('postgresql://vault:hunter2@db/shop')],
        violations: [{ field: 'postgresql.connectionUrl', ...IN_CLEAR_TEXT }],
      },
      {
        shows: 'a password under its name',
        resources: [connection('postgresql://{{username}}:{{password}}@db/shop', { password: 'hunter2' })],
        violations: [{ field: 'postgresql.password', ...IN_CLEAR_TEXT }],
      },
      {
        shows: 'a secret of the key-value engine',
        resources: [
          { type: 'vault:kv/secretV2:SecretV2', vaultPath: 'kv/api', args: { mount: 'kv', dataJson: '{"a":1}' } },
        ],
        violations: [{ field: 'dataJson', ...IN_CLEAR_TEXT }],
      },
      {
        shows: 'a secret that is written once',
        resources: [
          { type: 'vault:kv/secretV2:SecretV2', vaultPath: 'kv/api', args: { mount: 'kv', dataJsonWo: '{"a":1}' } },
        ],
        violations: [{ field: 'dataJsonWo', ...IN_CLEAR_TEXT }],
      },
      {
        shows: 'a password in one of several',
        resources: [
          {
            type: 'vault:database/secretsMount:SecretsMount',
            vaultPath: 'database',
            args: { postgresqls: [{ username: 'vault' }, { username: 'vault', password: 'hunter2' }] },
          },
        ],
        violations: [{ field: 'postgresqls[1].password', ...IN_CLEAR_TEXT }],
      },
    ],
  },
});

/** Where secrets are, as seen from a value; nearly everywhere there are none, of which no place need be told. */
function secretsIn(value: unknown, name = ''): readonly string[] {
  const found: string[] = [];
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      for (const place of secretsIn(entry, name)) found.push(`[${index}]${place}`);
    }
  } else if (isFields(value)) {
    for (const key of Object.keys(value)) {
      for (const place of secretsIn(value[key], key)) found.push(`.${key}${place}`);
    }
  } else if (holdsSecret(name, value) || (SECRET_DATA.has(name) && typeof value === 'string')) {
    found.push('');
  }
  return found;
}

function connection(connectionUrl: string, more: object = {}) {
  return {
    type: 'vault:database/secretBackendConnection:SecretBackendConnection',
    vaultPath: 'database/config/db',
    args: { postgresql: { connectionUrl, username: 'vault', ...more } },
  };
}
