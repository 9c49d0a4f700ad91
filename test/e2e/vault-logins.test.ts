import { join } from 'node:path';
import { referenceFacts } from '../support/reference';
import { makeAuthority } from './servers/certificates';
import { makeDeployer } from './support/deployer';
import type { Engine } from './support/engine';
import { giveUp } from './support/give-up';
import { startStack, writePlatform } from './support/own-stack';
import { type VaultError, type VaultLogin, vaultRequest } from './support/vault-api';
import { runFolder, world } from './support/world';
import { CLIENT, type Claims, Issuer, type Signer, signer } from './vault-logins/issuer';
import { type Answered, addressFor, CALLBACK, codeOf, enrol, type Logins, logIn, prove } from './vault-logins/person';
import { type Provider, platformWith, SECRET } from './vault-logins/platform';

const STACK = 'staging';
const NAME = 'vault-logins';
const [CI, PEOPLE, KV] = ['ci', 'people', 'kv'].map((name) => `${STACK}/dwcp/${name}`);
const METHOD = 'vault:identity/mfaTotp:MfaTotp';
const { vault } = world();

let engine: Engine;
let issuer: Issuer;
let logins: Logins;

beforeAll(async () => {
  const authority = await makeAuthority(join(runFolder(), NAME, 'issuer'), 'issuer-ca');
  issuer = await Issuer.start(authority);
  logins = { vault, issuer, authority: authority.pem, mount: PEOPLE! };
  const provider: Provider = { issuer: issuer.url, authorityCertificate: authority.pem };
  const plan = platformWith(provider).plan(STACK, referenceFacts(STACK));
  engine = await startStack(STACK, NAME, undefined, await makeDeployer(plan, NAME));
  writePlatform(
    NAME,
    `import { platformWith } from '../test/e2e/vault-logins/platform';\nexport default platformWith(${JSON.stringify(provider)});\n`,
  );
  expect(await engine.type(`pulumi config set --secret ${SECRET} ${CLIENT.secret}`)).toMatchObject({ code: 0 });
  expect(await engine.up()).toMatchObject({ code: 0 });
  await vaultRequest(vault, 'POST', `${KV}/data/stripe`, { data: { 'api-key': 'of-stripe' } });
}, 300_000);
afterAll(async () => {
  issuer?.stop();
  if (engine === undefined) return;
  await giveUp(engine, STACK);
  await engine.stop();
}, 120_000);

const { address, caFile } = vault;
const nobody: VaultLogin = { address, caFile };
const holding = ({ client_token: token }: Answered): VaultLogin => ({ address, caFile, token });

/** What Vault answers, as its status; of a refusal, Vault's own. */
async function statusOf(asked: Promise<unknown>): Promise<number> {
  return asked.then(
    () => 200,
    (error: VaultError) => error.status,
  );
}

async function lookedUp(login: VaultLogin): Promise<Readonly<Record<string, unknown>>> {
  return ((await vaultRequest(login, 'GET', 'auth/token/lookup-self')) as { readonly data: Claims }).data;
}

test('the state of the stack has the secret of the client encrypted alone, and another up changes nothing', async () => {
  expect(JSON.stringify(await engine.exported())).not.toContain(CLIENT.secret);
  expect(Object.keys((await engine.up()).changes)).toEqual(['same']);
});

describe('a job', () => {
  const JOB = {
    aud: 'https://vault.example.com',
    repository: 'acme/shop',
    ref: 'refs/heads/main',
    environment: 'staging',
    run_id: '17',
  } as const;
  const logged = async (role: string, claims: Claims = {}, by?: Signer): Promise<Answered> => {
    const asked = { role, jwt: issuer.token({ ...JOB, ...claims }, by) };
    return ((await vaultRequest(nobody, 'POST', `auth/${CI}/login`, asked)) as { readonly auth: Answered }).auth;
  };

  test('with the right claims logs in for minutes, reads what it may, and nothing else', async () => {
    const login = holding(await logged('notify'));
    expect((await vaultRequest(login, 'GET', `${KV}/data/stripe`)) as object).toMatchObject({
      data: { data: { 'api-key': 'of-stripe' } },
    });
    const asked = [`${KV}/data/mail`, `${KV}/metadata/stripe`, `${STACK}/dwcp/transit/keys/cards`, 'sys/mounts'];
    const others = [...asked, 'sys/policies/acl/dwcp-deployer-staging', `auth/${CI}/role/notify`];
    const statuses = await Promise.all(others.map((path) => statusOf(vaultRequest(login, 'GET', path))));
    expect(statuses).toEqual(others.map(() => 403));
    expect(await statusOf(vaultRequest(login, 'POST', `${KV}/data/stripe`, { data: {} }))).toBe(403);
    expect(await lookedUp(login)).toMatchObject({ type: 'batch', meta: { run: '17', ref: 'refs/heads/main' } });
    expect((await lookedUp(login))['ttl']).toBeLessThanOrEqual(300);
    // Nobody makes more of it: neither time nor another token.
    expect(await statusOf(vaultRequest(login, 'POST', 'auth/token/renew-self', {}))).toBe(400);
    expect(await statusOf(vaultRequest(login, 'POST', 'auth/token/create', {}))).toBe(403);
  });

  test('that deploys holds what deployers hold, for half an hour, however often it is renewed', async () => {
    const answered = await logged('deploy');
    expect(answered.policies).toEqual(['default', `dwcp-deployer-${STACK}`]);
    const login = holding(answered);
    const renewed = await vaultRequest(login, 'POST', 'auth/token/renew-self', { increment: '24h' });
    expect((renewed as { readonly auth: Answered }).auth.lease_duration).toBeLessThanOrEqual(1_800);
    expect(await lookedUp(login)).toMatchObject({ type: 'service', explicit_max_ttl: 0 });
  });

  test('of a tag is let in by a pattern of tags, and no other', async () => {
    expect((await logged('release', { ref: 'refs/tags/v1.2.3' })).policies).toEqual(['default']);
    expect(await statusOf(logged('release', { ref: 'refs/tags/test' }))).toBe(400);
  });

  const past = Math.floor(Date.now() / 1_000) - 3_600;
  test.each<readonly [string, string, Claims]>([
    ['another repository', 'notify', { repository: 'acme/shop-of-somebody' }],
    ['another ref', 'notify', { ref: 'refs/heads/feature' }],
    ['a ref that begins like it', 'notify', { ref: 'refs/heads/main-2' }],
    ['another environment', 'deploy', { environment: 'dev' }],
    ['no environment', 'deploy', { environment: undefined }],
    ['a tag of another repository', 'release', { ref: 'refs/tags/v1', repository: 'mallory/shop' }],
    ['somebody else', 'notify', { aud: 'https://github.com/acme' }],
    ['nobody', 'notify', { aud: undefined }],
    ['an hour ago', 'notify', { iat: past, nbf: past, exp: past + 300 }],
    ['another issuer, by name', 'notify', { iss: 'https://token.actions.example.com' }],
    ['a role that is not there', 'admin', {}],
  ])('whose token is for %s is refused', async (_, role, claims) => {
    expect(await statusOf(logged(role, claims))).toBe(400);
  });

  test('whose token somebody else signed is refused, under the name of the issuer’s key too', async () => {
    const other = signer();
    expect(await statusOf(logged('notify', {}, other))).toBe(400);
    expect(await statusOf(logged('notify', {}, { ...other, id: issuer.key.id }))).toBe(400);
    expect(await statusOf(logged('notify', {}, issuer.key))).toBe(200);
  });
});

describe('a person', () => {
  const ANA = { sub: 'ana', groups: ['staff', 'on-call'] } as const;
  let method: string;
  let entity: string;
  let phone: URL;

  beforeAll(async () => {
    const { resources } = await engine.stackExport();
    const found = resources?.find(({ type }) => type === METHOD);
    method = String(found?.outputs?.['methodId']);
  });

  test('is sent to the provider for the client that Vault is, and back to nowhere else', async () => {
    const asked = new URL(await addressFor(logins, 'on-call', 'nonce'));
    expect(asked.origin).toBe(issuer.url);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({ client_id: CLIENT.id, redirect_uri: CALLBACK });
    for (const callback of ['https://mallory.example.com/oidc/callback', CALLBACK.replace('oidc', 'other')]) {
      expect(await addressFor(logins, 'on-call', 'nonce', callback)).toBe('');
    }
    // Their own machine, where the port is whichever is free (RFC 8252, section 7.3).
    expect(await addressFor(logins, 'on-call', 'nonce', CALLBACK.replace('8250', '9999'))).not.toBe('');
  });

  test('who has not enrolled is asked for a second proof, and is given no token', async () => {
    const answered = await logIn(logins, 'on-call', ANA);
    expect(answered).toMatchObject({ client_token: '', policies: null });
    expect(answered.mfa_requirement?.mfa_constraints).toEqual({
      'staging.dwcp.people': { any: [expect.objectContaining({ id: method, type: 'totp', uses_passcode: true })] },
    });
    expect(await statusOf(prove(logins, answered, '123456'))).toBe(403);
    entity = await entityOf(ANA.sub);
  });

  test('who has enrolled logs in by a code of their phone, once, and by no other', async () => {
    phone = await enrol(vault, method, entity);
    expect(await statusOf(prove(logins, await logIn(logins, 'on-call', ANA), wrong(codeOf(phone))))).toBe(403);
    const code = codeOf(phone);
    const answered = await prove(logins, await logIn(logins, 'on-call', ANA), code);
    expect(answered.policies).toEqual(['default', 'staging.dwcp.people.on-call']);
    // Seen over a shoulder, it is of no use.
    expect(await statusOf(prove(logins, await logIn(logins, 'on-call', ANA), code))).toBe(403);
  });

  test('of the on-call sees what there is and writes what is next, reads no value, and is out after an hour', async () => {
    const login = holding(await prove(logins, await logIn(logins, 'on-call', ANA), codeOf(phone, 1)));
    expect(await statusOf(vaultRequest(login, 'GET', `${KV}/metadata/stripe`))).toBe(200);
    expect(await statusOf(vaultRequest(login, 'GET', `${STACK}/dwcp/transit/keys/cards`))).toBe(200);
    expect(await statusOf(vaultRequest(login, 'POST', `${KV}/data/stripe`, { data: { 'api-key': 'next' } }))).toBe(200);
    const refused = [`${KV}/data/stripe`, 'sys/mounts', `auth/${PEOPLE}/role/on-call`, `auth/${CI}/config`];
    const statuses = await Promise.all(refused.map((path) => statusOf(vaultRequest(login, 'GET', path))));
    expect(statuses).toEqual(refused.map(() => 403));
    const enforcement = 'identity/mfa/login-enforcement/staging.dwcp.people';
    expect(await statusOf(vaultRequest(login, 'DELETE', enforcement))).toBe(403);
    const renewed = await vaultRequest(login, 'POST', 'auth/token/renew-self', { increment: '24h' });
    expect((renewed as { readonly auth: Answered }).auth.lease_duration).toBeLessThanOrEqual(3_600);
  });

  test('in an emergency reads what is kept, writes nothing, and is out after a quarter of an hour', async () => {
    const bea = { sub: 'bea', groups: ['incident'] };
    await logIn(logins, 'emergency', bea);
    const own = await enrol(vault, method, await entityOf(bea.sub));
    const answered = await logIn(logins, 'emergency', bea);
    expect(await statusOf(prove(logins, answered, wrong(codeOf(own))))).toBe(403);
    const login = holding(await prove(logins, await logIn(logins, 'emergency', bea), codeOf(own)));
    expect((await lookedUp(login))['ttl']).toBeLessThanOrEqual(900);
    expect(await statusOf(vaultRequest(login, 'GET', `${KV}/data/stripe`))).toBe(200);
    expect(await statusOf(vaultRequest(login, 'POST', `${KV}/data/stripe`, { data: {} }))).toBe(403);
    expect(await statusOf(vaultRequest(login, 'GET', `${KV}/metadata/stripe`))).toBe(403);
  });

  test.each<readonly [string, string, Claims]>([
    ['is in no group of the role', 'emergency', ANA],
    ['is in no group at all', 'on-call', { sub: 'bob', groups: [] }],
    ['has no groups in their token', 'on-call', { sub: 'bob' }],
    ['has a token for another client', 'on-call', { ...ANA, aud: 'wiki' }],
  ])('who %s is refused before any proof', async (_, role, person) => {
    expect(await statusOf(logIn(logins, role, person))).toBe(400);
  });

  async function entityOf(subject: string): Promise<string> {
    const { data: login } = (await vaultRequest(vault, 'GET', `sys/auth/${PEOPLE}`)) as { readonly data: Claims };
    const asked = { alias_name: subject, alias_mount_accessor: login['accessor'] };
    const found = await vaultRequest(vault, 'POST', 'identity/lookup/entity', asked);
    return String((found as { readonly data: Claims }).data['id']);
  }
});

/** Another of as many digits. */
function wrong(code: string): string {
  return code.replace(/^./, (digit) => String((Number(digit) + 5) % 10));
}
