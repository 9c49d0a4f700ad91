import { isFields } from '../fields';
import { each, type VaultRule, type Violation } from '../rule';
import { holdsSecret } from '../secret-names';

/** A secret that is handed to Vault by a program is known to everyone who can read the program's state. */
export const noSecretValuesInVault: VaultRule = {
  id: 'no-secret-values-in-vault',
  judges: 'vault',
  description: 'Vault makes its own secrets, because one that is handed to it is in git or in state as well.',
  level: 'mandatory',
  check: ({ args }) => each([args], (all) => secretsIn(all, '')),
};

function secretsIn(value: unknown, field: string): readonly Violation[] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => secretsIn(entry, `${field}[${index}]`));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = field === '' ? name : `${field}.${name}`;
    // A secret of the key-value engine is one text of JSON.
    if (!holdsSecret(name, inner) && !(name === 'dataJson' && typeof inner === 'string')) return secretsIn(inner, at);
    return [
      {
        field: at,
        problem: 'it holds a secret in clear text',
        fix: 'let Vault make the secret, or name a file on its server',
      },
    ];
  });
}
