import { X509Certificate } from 'node:crypto';
import type { pkisecret } from '@pulumi/vault';
import { picked } from '../document';
import { bodyOf, type FieldsOf, trimmed, type VaultKind } from '../kind';

const fields = {
  altNames: 'alt_names',
  commonName: 'common_name',
  country: 'country',
  excludeCnFromSans: 'exclude_cn_from_sans',
  format: 'format',
  ipSans: 'ip_sans',
  issuerName: 'issuer_name',
  keyBits: 'key_bits',
  keyName: 'key_name',
  keyType: 'key_type',
  keyUsages: 'key_usage',
  locality: 'locality',
  maxPathLength: 'max_path_length',
  notAfter: 'not_after',
  notBeforeDuration: 'not_before_duration',
  organization: 'organization',
  ou: 'ou',
  permittedDnsDomains: 'permitted_dns_domains',
  postalCode: 'postal_code',
  privateKeyFormat: 'private_key_format',
  province: 'province',
  signatureBits: 'signature_bits',
  streetAddress: 'street_address',
  ttl: 'ttl',
  uriSans: 'uri_sans',
  usePss: 'use_pss',
} satisfies FieldsOf<pkisecret.SecretBackendRootCertArgs>;

const known = ['backend', 'type', ...Object.keys(fields)];

/** A self-signed issuer. With type `internal` its private key never leaves Vault. */
export const secretBackendRootCert: VaultKind = {
  known,
  required: ['backend', 'type', 'commonName'],
  // A certificate cannot be changed: any change is another certificate.
  replaces: known,
  computed: ['certificate', 'issuingCa', 'serialNumber', 'issuerId', 'keyId'],
  async create(vault, args) {
    const backend = trimmed(args['backend']);
    const issued = await vault.write(`${backend}/issuers/generate/root/${args['type']}`, bodyOf(fields, args));
    return `${backend}/issuer/${issued['issuer_id']}`;
  },
  async read(vault, old, id) {
    const data = await vault.read(id);
    if (data === undefined) return undefined;
    const certificate = String(data['certificate']);
    return {
      ...picked(old, known),
      certificate,
      issuingCa: certificate,
      serialNumber: serialOf(certificate),
      issuerId: data['issuer_id'] ?? '',
      keyId: data['key_id'] ?? '',
    };
  },
  async update() {},
  // Its key stays in Vault, as with the official provider: other issuers may use it.
  async delete(vault, _old, id) {
    await vault.delete(id);
  },
};

/** Vault writes a serial number as `3c:0a:…`. */
function serialOf(certificate: string): string {
  return (new X509Certificate(certificate).serialNumber.toLowerCase().match(/../g) ?? []).join(':');
}
