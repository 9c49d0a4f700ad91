import { isFields } from '../../fields';
import { each, type VaultRule } from '../../former';
import { holdsSecret } from '../../secret-names';
import type { Violation } from '../../violation';

/** A secret that is handed to Vault by a program is known to everyone who can read the program's state. */
export const noSecretValuesInVault: VaultRule = {
  id: 'no-secret-values-in-vault',
  judges: 'vault',
  description: 'Vault makes its own secrets, because one that is handed to it is in git or in state as well.',
  level: 'mandatory',
  check: ({ args }) => each([args], (all) => secretsIn(all, '')),
};

/** A secret of the key-value engine is one text of JSON. */
const SECRET_DATA = new Set(['dataJson', 'dataJsonWo']);

function secretsIn(value: unknown, field: string, name = ''): readonly Violation[] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => secretsIn(entry, `${field}[${index}]`, name));
  if (isFields(value)) {
    return Object.entries(value).flatMap(([key, inner]) =>
      secretsIn(inner, field === '' ? key : `${field}.${key}`, key),
    );
  }
  if (!holdsSecret(name, value) && !(SECRET_DATA.has(name) && typeof value === 'string')) return [];
  return [
    {
      field,
      problem: 'it holds a secret in clear text',
      fix: 'let Vault make the secret, or name a file on its server',
    },
  ];
}
