import { kindOf } from '../../../constructs/plan/kinds';
import { fieldsOf, isAbsent } from '../../fields';
import { each, type KubernetesRule } from '../../former';
import type { Violation } from '../../violation';

/** Every secret passes through this connection: whoever can read it or pose as Vault has them all. */
export const vaultOverTls: KubernetesRule = {
  id: 'vault-over-tls',
  judges: 'kubernetes',
  description:
    'Secrets come from Vault over TLS that is verified, because whoever poses as Vault receives every login.',
  level: 'mandatory',
  check: ({ object }) => {
    if (kindOf(object) !== 'secrets.hashicorp.com/VaultConnection') return undefined;
    return each([fieldsOf(object['spec'], 'spec')], ({ address, skipTLSVerify }) => {
      const violations: Violation[] = [];
      if (typeof address !== 'string' || !address.startsWith('https://')) {
        violations.push({
          field: 'spec.address',
          problem: `'${address}' carries secrets in clear text`,
          fix: 'use an https:// address',
        });
      }
      if (!isAbsent(skipTLSVerify) && skipTLSVerify !== false) {
        violations.push({
          field: 'spec.skipTLSVerify',
          problem: 'anyone may pose as Vault',
          fix: 'remove it, and name the issuer in caCertSecretRef if the cluster does not trust it',
        });
      }
      return violations;
    });
  },
};
