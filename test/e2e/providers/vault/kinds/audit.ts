import type { AuditArgs } from '@pulumi/vault';
import { isObject, type Properties } from '../../values';
import { picked } from '../document';
import { argumentsOf, bodyOf, type FieldsOf, trimmed, type VaultKind } from '../kind';

const fields = {
  description: 'description',
  local: 'local',
  options: 'options',
  type: 'type',
} satisfies FieldsOf<AuditArgs>;

const known = ['path', ...Object.keys(fields)];

/** Where Vault writes down what it is asked. Vault changes none: any change is another device. */
export const audit: VaultKind = {
  known,
  required: ['type', 'options'],
  replaces: known,
  uniqueName: 'path',
  async create(vault, args) {
    const path = pathOf(args);
    await vault.write(`sys/audit/${path}`, bodyOf(fields, args));
    return { id: path };
  },
  // There is no call for one of them, and what it says of each leaves out whether it is local.
  async read(vault, old) {
    const device = (await vault.read('sys/audit'))?.[`${pathOf(old)}/`];
    if (!isObject(device)) return undefined;
    return { path: pathOf(old), ...picked(old, ['local']), ...argumentsOf(withoutLocal, device, old) };
  },
  async update() {},
  async delete(vault, old) {
    await vault.delete(`sys/audit/${pathOf(old)}`);
  },
};

const { local: _, ...withoutLocal } = fields;

function pathOf({ path, type }: Properties): string {
  return trimmed(path ?? type);
}
