import { randomUUID } from 'node:crypto';
import type { pkisecret } from '@pulumi/vault';
import { picked } from '../document';
import { bodyOf, type FieldsOf, trimmed, type VaultKind } from '../kind';

const fields = {
  addBasicConstraints: 'add_basic_constraints',
  altNames: 'alt_names',
  commonName: 'common_name',
  format: 'format',
  keyBits: 'key_bits',
  keyName: 'key_name',
  keyType: 'key_type',
  organization: 'organization',
  ou: 'ou',
} satisfies FieldsOf<pkisecret.SecretBackendIntermediateCertRequestArgs>;

const asked = ['backend', 'type', ...Object.keys(fields)];
const answered = ['csr', 'keyId'];

/** A key, and a request for a certificate of it. Vault keeps the key alone, so the request is never read, changed or deleted. */
export const secretBackendIntermediateCertRequest: VaultKind = {
  known: asked,
  required: ['backend', 'type', 'commonName'],
  replaces: asked,
  computed: answered,
  async create(vault, args) {
    const path = `${trimmed(args['backend'])}/issuers/generate/intermediate/${args['type']}`;
    const { csr = '', key_id = '' } = await vault.write(path, bodyOf(fields, args));
    // There may be more requests of one engine.
    return { id: `${path}/${randomUUID()}`, outputs: { csr, keyId: key_id } };
  },
  read: async (_vault, old) => picked(old, [...asked, ...answered]),
  async update() {},
  async delete() {},
};

const given = ['backend', 'certificate'];

/** What was made of a request, with those above it. Vault keeps each as an issuer, which nothing here takes away. */
export const secretBackendIntermediateSetSigned: VaultKind = {
  known: given,
  required: given,
  replaces: given,
  computed: ['importedIssuers', 'importedKeys'],
  async create(vault, { backend, certificate = '' }) {
    const path = `${trimmed(backend)}/intermediate/set-signed`;
    const { imported_issuers, imported_keys } = await vault.write(path, { certificate });
    return { id: path, outputs: { importedIssuers: imported_issuers ?? [], importedKeys: imported_keys ?? [] } };
  },
  // A refresh asks for the mount alone.
  async read(vault, old) {
    const mount = await vault.read(`sys/mounts/${trimmed(old['backend'])}`);
    return mount === undefined ? undefined : picked(old, [...given, 'importedIssuers', 'importedKeys']);
  },
  async update() {},
  async delete() {},
};
