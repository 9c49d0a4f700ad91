import { Construct } from 'constructs';
import { saidBy } from '../plan/later';
import { VaultResource } from './vault-resource';

interface SecondProofProps {
  /** The method by which people log in. */
  readonly login: VaultResource<'vault:jwt/authBackend:AuthBackend'>;
  /** What the app on their phone shows beside the code. */
  readonly shown: string;
}

/**
 * A code of somebody's phone, which Vault asks of everybody who comes by a login: six digits that change every half minute.
 *
 * By SHA-1, the only one that every app takes, which is no weakness of it in HMAC (RFC 6238, section 1.2). After five
 * wrong ones, Vault takes none of that person until the half minute is over.
 * https://developer.hashicorp.com/vault/docs/auth/login-mfa
 */
export class SecondProof extends Construct {
  constructor(scope: Construct, id: string, { login, shown }: SecondProofProps) {
    super(scope, id);
    const name = login.path.replace(/^auth\//, '').replaceAll('/', '.');
    const method = new VaultResource(this, 'method', {
      type: 'vault:identity/mfaTotp:MfaTotp',
      // Vault calls it by an id that it makes up.
      path: `identity/mfa/method/totp/${name}`,
      args: () => ({
        issuer: shown,
        algorithm: 'SHA1',
        digits: 6,
        period: 30,
        keySize: 20,
        maxValidationAttempts: 5,
      }),
    });
    const enforced = new VaultResource(this, 'enforced', {
      type: 'vault:identity/mfaLoginEnforcement:MfaLoginEnforcement',
      path: `identity/mfa/login-enforcement/${name}`,
      args: () => ({
        name,
        authMethodAccessors: [saidBy(login, 'accessor')],
        mfaMethodIds: [saidBy(method, 'methodId')],
      }),
    });
    enforced.node.addDependency(login, method);
  }
}
