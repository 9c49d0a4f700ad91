import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../live/cluster/machine';
import type { Authority } from '../servers/certificates';

/** A server that people log in at, of which the mesh knows no more than its public key. */
export class Login {
  private readonly signer = newKey();
  private readonly foreigner = newKey();

  /** Serves the public key on a machine, under a name. */
  async start(machine: Machine, authority: Authority, host: string, program: readonly string[]): Promise<void> {
    const jwks = join(machine.dir, 'jwks.json');
    const jwk = this.signer.publicKey.export({ format: 'jwk' });
    writeFileSync(jwks, JSON.stringify({ keys: [{ ...jwk, kid: KEY_ID, use: 'sig', alg: 'RS256' }] }));
    const pair = await authority.issue('login', { commonName: host, usage: 'serverAuth', names: [`DNS:${host}`] });
    await machine.launch('keys', [...program, pair.certFile, pair.keyFile, jwks], {
      ready: () => machine.run('bash', ['-c', 'exec 3<>/dev/tcp/127.0.0.1/443']).then(() => true),
    });
  }

  /** A token with these claims. */
  token(claims: Readonly<Record<string, unknown>>, signedBy: 'login' | 'foreigner' = 'login'): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS256', typ: 'at+jwt', kid: KEY_ID })}.${part(claims)}`;
    const { privateKey } = signedBy === 'login' ? this.signer : this.foreigner;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`;
  }
}

const KEY_ID = 'dwcp-e2e';

function newKey(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}
