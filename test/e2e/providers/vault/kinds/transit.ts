import type { transit } from '@pulumi/vault';
import type { Properties } from '../../values';
import { picked } from '../document';
import { argumentsOf, bodyOf, type FieldsOf, trimmed, type VaultKind } from '../kind';

/** What makes a key what it is. */
const made = {
  convergentEncryption: 'convergent_encryption',
  derived: 'derived',
  type: 'type',
} satisfies FieldsOf<transit.SecretBackendKeyArgs>;

/** What may be changed of one; Vault takes it by a path of its own. */
const configured = {
  allowPlaintextBackup: 'allow_plaintext_backup',
  autoRotatePeriod: 'auto_rotate_period',
  deletionAllowed: 'deletion_allowed',
  exportable: 'exportable',
  minDecryptionVersion: 'min_decryption_version',
  minEncryptionVersion: 'min_encryption_version',
} satisfies FieldsOf<transit.SecretBackendKeyArgs>;

const defaults = {
  ...{ allowPlaintextBackup: false, convergentEncryption: false, deletionAllowed: false, derived: false },
  ...{ exportable: false, minDecryptionVersion: 1, minEncryptionVersion: 0, type: 'aes256-gcm96' },
};

/** A key that Vault encrypts with. */
export const secretBackendKey: VaultKind = {
  known: ['backend', 'name', ...Object.keys(made), ...Object.keys(configured)],
  required: ['backend', 'name'],
  defaults,
  // Of a key that could be taken out of Vault once, that cannot be taken back; the official provider knows by its old value.
  replaces: ['backend', 'name', ...Object.keys(made)],
  uniqueName: 'name',
  computed: ['latestVersion'],
  async create(vault, args) {
    await vault.write(pathOf(args), bodyOf(made, args));
    await vault.write(`${pathOf(args)}/config`, bodyOf(configured, args));
    return { id: pathOf(args) };
  },
  async read(vault, old) {
    const data = await vault.read(pathOf(old));
    if (data === undefined) return undefined;
    // Of a kind that cannot do it, Vault does not say that it does not.
    const known = argumentsOf({ ...made, ...configured }, { convergent_encryption: false, ...data }, old);
    return { ...picked(old, ['backend', 'name']), ...known, latestVersion: data['latest_version'] ?? 0 };
  },
  async update(vault, old, args) {
    await vault.write(`${pathOf(args)}/config`, bodyOf(configured, args, old));
  },
  async delete(vault, old) {
    await vault.delete(pathOf(old));
  },
};

function pathOf({ backend, name }: Properties): string {
  return `${trimmed(backend)}/keys/${trimmed(name)}`;
}
