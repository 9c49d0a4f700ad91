import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuthority } from '../servers/certificates';
import type { Vault } from '../servers/vault';
import { vaultRequest } from '../support/vault-api';
import { world } from '../support/world';
import { Issuer } from '../vault-logins/issuer';
import { type LittleEngine, plain } from './little-engine';
import { startVaultAndProvider, type VaultAndProvider } from './vault-and-provider';

const NAME = 'providers-vault-logins';
const AUTH = 'vault:index/authBackend:AuthBackend';
const JWT_AUTH = 'vault:jwt/authBackend:AuthBackend';
const MFA_CODES = 'vault:identity/mfaTotp:MfaTotp';
const MFA_ENFORCED = 'vault:identity/mfaLoginEnforcement:MfaLoginEnforcement';

let vault: Vault;
let engine: LittleEngine;
let stop: VaultAndProvider['stop'] | undefined;
const { runDir } = world();

beforeAll(async () => {
  ({ vault, engine, stop } = await startVaultAndProvider(NAME));
}, 60_000);

afterAll(() => stop?.());

async function fromVault(path: string): Promise<any> {
  return ((await vaultRequest(vault, 'GET', path)) as { data: unknown }).data;
}

test('a second proof is called by an id of Vault’s own, by which it is changed, found again and asked for', async () => {
  const args = { issuer: 'Vault', algorithm: 'SHA1', period: 30 };
  const { state } = await engine.up(MFA_CODES, args);
  const { methodId } = plain(state.outputs);
  expect(state.id).toBe(methodId);
  const path = `identity/mfa/method/totp/${String(methodId)}`;
  expect(await fromVault(path)).toMatchObject({
    issuer: 'Vault',
    algorithm: 'SHA1',
    digits: 6,
    max_validation_attempts: 5,
  });
  expect((await engine.up(MFA_CODES, args, (await engine.refresh(state))!)).op).toBe('same');
  const changed = await engine.up(MFA_CODES, { ...args, issuer: 'Vault of others' }, state);
  expect(changed).toMatchObject({ op: 'update', changed: ['issuer'] });
  expect((await fromVault(path)).issuer).toBe('Vault of others');

  // Vault takes no type of which there is no method.
  await engine.up(AUTH, { type: 'kubernetes', path: 'k8s' });
  await engine.up(AUTH, { type: 'jwt', path: 'ci' });
  const enforcement = { name: 'people', authMethodTypes: ['jwt', 'kubernetes'], mfaMethodIds: [methodId!] };
  const enforced = await engine.up(MFA_ENFORCED, enforcement);
  const asked = 'identity/mfa/login-enforcement/people';
  expect(await fromVault(asked)).toMatchObject({
    auth_method_types: ['jwt', 'kubernetes'],
    mfa_method_ids: [methodId],
  });
  const less = await engine.up(MFA_ENFORCED, { ...enforcement, authMethodTypes: ['jwt'] }, enforced.state);
  expect(less).toMatchObject({ op: 'update', changed: ['authMethodTypes[1]'] });
  expect(await fromVault(asked)).toMatchObject({ auth_method_types: ['jwt'] });
  for (const one of [less.state, changed.state]) {
    await engine.delete(one);
    expect(await engine.refresh(one)).toBeUndefined();
  }
});

test('the secret of a client is secret in the state, and taken for what was written last', async () => {
  const authority = await makeAuthority(join(runDir, NAME, 'issuer'), 'issuer-ca');
  const issuer = await Issuer.start(authority);
  try {
    const args = {
      ...{ path: 'people', type: 'oidc', oidcDiscoveryUrl: issuer.url, oidcDiscoveryCaPem: authority.pem.trim() },
      ...{ oidcClientId: 'vault', oidcClientSecret: 's-1' },
    };
    const { state } = await engine.up(JWT_AUTH, args);
    expect(JSON.stringify(state.outputs.toJavaScript())).toMatch(/1b47061264138c4ac30d75fd1eb44270","value":"s-1"/);
    expect((await engine.up(JWT_AUTH, args, (await engine.refresh(state))!)).op).toBe('same');
    const other = await engine.up(JWT_AUTH, { ...args, oidcClientSecret: 's-2' }, state);
    expect(other).toMatchObject({ op: 'update', changed: ['oidcClientSecret'] });
    expect(readFileSync(vault.auditLog, 'utf8')).not.toMatch(/"s-[12]"/);
    expect((await engine.up(JWT_AUTH, { ...args, type: 'jwt' }, state, true)).op).toBe('replace');
  } finally {
    issuer.stop();
  }
});
