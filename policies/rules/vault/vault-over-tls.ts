import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';
import type { Violation } from '../../violation';

const ADDRESS = 'https://vault.vault.svc:8200';

const UNVERIFIED = {
  field: 'spec.skipTLSVerify',
  problem: 'anyone may pose as Vault',
  fix: 'remove it, and name the issuer in caCertSecretRef if the cluster does not trust it',
};

/** Every secret passes through this connection: whoever can read it or pose as Vault has them all. */
export const vaultOverTls = defineRule({
  id: 'vault-over-tls',
  subject: 'object',
  of: ['secrets.hashicorp.com/VaultConnection'],
  says: 'Secrets come from Vault over TLS that is verified.',
  because: 'whoever poses as Vault receives every login',
  level: 'mandatory',
  severity: 'critical',
  topic: 'vault',
  references: ['practices:secrets-management', 'practices:network-security', 'NSA:encryption'],
  check: ({ object }) => {
    const { address, skipTLSVerify } = fieldsOf(object['spec'], 'spec');
    const violations: Violation[] = [];
    if (typeof address !== 'string' || !address.startsWith('https://')) violations.push(clearText(`${address}`));
    if (!isAbsent(skipTLSVerify) && skipTLSVerify !== false) violations.push(UNVERIFIED);
    return violations;
  },
  cel: {
    accepts: 'object.?spec.?address.orValue("").startsWith("https://") && !object.?spec.?skipTLSVerify.orValue(false)',
    remedy: 'use an https:// address, and remove skipTLSVerify',
  },
  examples: {
    accepted: [
      { shows: 'TLS', resources: [connection({ address: ADDRESS })] },
      { shows: 'TLS that is not left unverified', resources: [connection({ address: ADDRESS, skipTLSVerify: false })] },
    ],
    refused: [
      {
        shows: 'clear text',
        resources: [connection({ address: 'http://vault:8200' })],
        violations: [clearText('http://vault:8200')],
      },
      {
        shows: 'TLS that nobody verifies',
        resources: [connection({ address: ADDRESS, skipTLSVerify: true })],
        violations: [UNVERIFIED],
      },
    ],
  },
});

function clearText(address: string): Violation {
  return {
    field: 'spec.address',
    problem: `'${address}' carries secrets in clear text`,
    fix: 'use an https:// address',
  };
}

function connection(spec: object): Manifest {
  return {
    apiVersion: 'secrets.hashicorp.com/v1beta1',
    kind: 'VaultConnection',
    metadata: { name: 'vault', namespace: 'shop' },
    spec,
  };
}
