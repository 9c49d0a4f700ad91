import type { identity } from '@pulumi/vault';
import { document } from '../document';
import { argumentsOf, bodyOf, type FieldsOf, type VaultKind } from '../kind';

const METHODS = 'identity/mfa/method/totp';

const fields = {
  algorithm: 'algorithm',
  digits: 'digits',
  issuer: 'issuer',
  keySize: 'key_size',
  maxValidationAttempts: 'max_validation_attempts',
  period: 'period',
  qrSize: 'qr_size',
  skew: 'skew',
} satisfies FieldsOf<identity.MfaTotpArgs>;

/** Codes of a phone. Vault makes up what it is called. */
export const mfaTotp: VaultKind = {
  known: Object.keys(fields),
  required: ['issuer'],
  defaults: { algorithm: 'SHA256', digits: 6, keySize: 20, maxValidationAttempts: 5, period: 30, skew: 1 },
  replaces: [],
  computed: ['methodId'],
  async create(vault, args) {
    const { method_id: id = '' } = await vault.write(METHODS, bodyOf(fields, args));
    return { id: String(id), outputs: { methodId: id } };
  },
  async read(vault, old, id) {
    const data = await vault.read(`${METHODS}/${id}`);
    return data === undefined ? undefined : { ...argumentsOf(fields, data, old), methodId: id };
  },
  async update(vault, old, args, id) {
    await vault.write(`${METHODS}/${id}`, bodyOf(fields, args, old));
  },
  async delete(vault, _old, id) {
    await vault.delete(`${METHODS}/${id}`);
  },
};

/** By which logins Vault asks for one of some second proofs. */
export const mfaLoginEnforcement = document({
  place: ['name'],
  path: ({ name }) => `identity/mfa/login-enforcement/${name}`,
  id: ({ name }) => String(name),
  required: ['name', 'mfaMethodIds'],
  uniqueName: 'name',
  sets: ['authMethodAccessors', 'authMethodTypes', 'identityEntityIds', 'identityGroupIds', 'mfaMethodIds'],
  fields: {
    authMethodAccessors: 'auth_method_accessors',
    authMethodTypes: 'auth_method_types',
    identityEntityIds: 'identity_entity_ids',
    identityGroupIds: 'identity_group_ids',
    mfaMethodIds: 'mfa_method_ids',
  } satisfies FieldsOf<identity.MfaLoginEnforcementArgs>,
});
