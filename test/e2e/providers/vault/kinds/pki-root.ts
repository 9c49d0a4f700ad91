import { X509Certificate } from 'node:crypto';
import type { pkisecret } from '@pulumi/vault';
import type { Properties } from '../../values';
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

const computed = ['certificate', 'issuingCa', 'serialNumber', 'issuerId', 'keyId'];

const known = ['backend', 'type', ...Object.keys(fields)];

/** A self-signed issuer. With type `internal` its private key never leaves Vault. */
export const secretBackendRootCert: VaultKind = {
  known,
  required: ['backend', 'type', 'commonName'],
  // A certificate cannot be changed: any change is another certificate.
  replaces: known,
  computed,
  async outdated(vault, { backend, issuerId, serialNumber }) {
    // What is new has none yet; what was imported, none at all.
    if (!serialNumber) return undefined;
    const certificate = await vault.publicText(`${trimmed(backend)}/issuer/${issuerId}/pem`);
    if (certificate === undefined) return 'issuerId';
    return serialOf(certificate) === serialNumber ? undefined : 'serialNumber';
  },
  async create(vault, args) {
    const backend = trimmed(args['backend']);
    const issued = await vault.write(`${backend}/issuers/generate/root/${args['type']}`, bodyOf(fields, args));
    return { id: `${backend}/issuer/${issued['issuer_id']}`, outputs: outputsOf(issued) };
  },
  // A refresh asks for the mount alone; whether the issuer is still there, the next diff does.
  async read(vault, old) {
    const mount = await vault.read(`sys/mounts/${trimmed(old['backend'])}`);
    return mount === undefined ? undefined : picked(old, [...known, ...computed]);
  },
  async update() {},
  // Its key stays in Vault, as with the official provider: other issuers may use it.
  async delete(vault, _old, id) {
    await vault.delete(id);
  },
};

function outputsOf(issued: Properties): Properties {
  const { certificate = '', issuing_ca = '', serial_number = '', issuer_id = '', key_id = '' } = issued;
  return {
    certificate,
    issuingCa: issuing_ca,
    serialNumber: serial_number,
    issuerId: issuer_id,
    keyId: key_id,
  };
}

/** Vault writes a serial number as `3c:0a:…`. */
function serialOf(certificate: string): string {
  return (new X509Certificate(certificate).serialNumber.toLowerCase().match(/../g) ?? []).join(':');
}
