import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceError } from '@grpc/grpc-js';
import { ErrorResourceInitFailed } from '@pulumi/pulumi/proto/provider_pb';
import { Status } from '@pulumi/pulumi/proto/status_pb';
import type { Vault } from '../servers/vault';
import { vaultRequest } from '../support/vault-api';
import { world } from '../support/world';
import { LittleEngine, plain } from './little-engine';
import { serve } from './serve';
import { formatPath, type Properties, UNKNOWN } from './values';
import { VaultProvider } from './vault/provider';
import { startVaultAndProvider, type VaultAndProvider } from './vault-and-provider';

const MOUNT = 'vault:index/mount:Mount';
const AUDIT = 'vault:index/audit:Audit';
const AUTH = 'vault:index/authBackend:AuthBackend';
const POLICY = 'vault:index/policy:Policy';
const AUTH_CONFIG = 'vault:kubernetes/authBackendConfig:AuthBackendConfig';
const AUTH_ROLE = 'vault:kubernetes/authBackendRole:AuthBackendRole';
const CONNECTION = 'vault:database/secretBackendConnection:SecretBackendConnection';
const KV_CONFIG = 'vault:kv/secretBackendV2:SecretBackendV2';
const TIDY = 'vault:pkiSecret/backendConfigAutoTidy:BackendConfigAutoTidy';
const TRANSIT_KEY = 'vault:transit/secretBackendKey:SecretBackendKey';
const ROLE = 'vault:database/secretBackendRole:SecretBackendRole';
const ROOT = 'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert';
const PKI_ROLE = 'vault:pkiSecret/secretBackendRole:SecretBackendRole';
const REQUEST = 'vault:pkiSecret/secretBackendIntermediateCertRequest:SecretBackendIntermediateCertRequest';
const SIGNED = 'vault:pkiSecret/secretBackendIntermediateSetSigned:SecretBackendIntermediateSetSigned';
const JWT_AUTH = 'vault:jwt/authBackend:AuthBackend';
const JWT_ROLE = 'vault:jwt/authBackendRole:AuthBackendRole';
const URLS = 'vault:pkiSecret/secretBackendConfigUrls:SecretBackendConfigUrls';

let vault: Vault;
let engine: LittleEngine;
let stop: VaultAndProvider['stop'] | undefined;
const { runDir } = world();
const eventLog = join(runDir, 'providers-vault-events.jsonl');

beforeAll(async () => {
  process.env['DWCP_PROVIDER_LOG'] = eventLog;
  ({ vault, engine, stop } = await startVaultAndProvider('providers-vault'));
}, 60_000);

afterAll(() => stop?.());

/** A provider whose token may write to a path and not read it. */
async function asWriterOf(path: string, action: (engine: LittleEngine) => Promise<void>): Promise<void> {
  const paths = { [path]: ['create', 'update'], 'auth/token/create': ['update'] };
  const policy = JSON.stringify({
    path: Object.fromEntries(Object.entries(paths).map(([key, capabilities]) => [key, { capabilities }])),
  });
  await vaultRequest(vault, 'PUT', 'sys/policies/acl/writer', { policy });
  const made = await vaultRequest(vault, 'POST', 'auth/token/create', { policies: ['writer'], ttl: '1h' });
  const { client_token: token } = (made as { readonly auth: { readonly client_token: string } }).auth;
  const other = await serve(new VaultProvider());
  const writer = new LittleEngine(other.port);
  try {
    await writer.configure({ address: vault.address, token, caCertFile: vault.caFile });
    await action(writer);
  } finally {
    writer.close();
    other.stop();
  }
}

async function fromVault(path: string): Promise<any> {
  return ((await vaultRequest(vault, 'GET', path)) as { data: unknown }).data;
}

/** What signs for jobs, so that no server of an issuer has to answer. */
const SIGNS = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' });

/** A change that needs a replacement is not in this list: it is tested by name below. */
const KINDS: readonly {
  readonly type: string;
  readonly args: Properties;
  readonly path: string;
  readonly has: Properties;
  readonly change: Properties;
  readonly after: Properties;
}[] = [
  {
    type: MOUNT,
    args: { path: 'database-test', type: 'database', description: 'logins', defaultLeaseTtlSeconds: 3600 },
    path: 'sys/mounts/database-test',
    has: { type: 'database', description: 'logins' },
    change: { description: 'short logins', maxLeaseTtlSeconds: 7200 },
    after: { description: 'short logins' },
  },
  {
    type: AUTH,
    args: { type: 'kubernetes', path: 'cluster-a', description: 'pods', tune: { maxLeaseTtl: '2h' } },
    path: 'sys/auth/cluster-a',
    has: { type: 'kubernetes', description: 'pods' },
    change: { description: 'pods of a', tune: { maxLeaseTtl: '3h' } },
    after: { description: 'pods of a' },
  },
  {
    type: POLICY,
    args: { name: 'api', policy: 'path "database-test/creds/api" { capabilities = ["read"] }' },
    path: 'sys/policies/acl/api',
    has: { name: 'api' },
    change: { policy: 'path "a/b" { capabilities = ["read"] }' },
    after: { policy: 'path "a/b" { capabilities = ["read"] }' },
  },
  {
    type: AUTH_CONFIG,
    args: { backend: 'k8s', kubernetesHost: 'https://10.0.0.1:6443', disableLocalCaJwt: true, kubernetesCaCert: '' },
    path: 'auth/k8s/config',
    has: { kubernetes_host: 'https://10.0.0.1:6443', disable_local_ca_jwt: true },
    change: { kubernetesHost: 'https://10.0.0.2:6443' },
    after: { kubernetes_host: 'https://10.0.0.2:6443', disable_local_ca_jwt: true },
  },
  {
    type: AUTH_ROLE,
    args: {
      ...{
        backend: 'k8s',
        roleName: 'api',
        boundServiceAccountNames: ['api'],
        boundServiceAccountNamespaces: ['dwcp'],
      },
      ...{ audience: 'vault', tokenPolicies: ['z', 'api'], tokenPeriod: 3600, aliasNameSource: 'serviceaccount_name' },
    },
    path: 'auth/k8s/role/api',
    has: { bound_service_account_names: ['api'], audience: 'vault', token_policies: ['z', 'api'], token_period: 3600 },
    change: { tokenPeriod: 7200, audience: 'vault-2' },
    after: { token_period: 7200, audience: 'vault-2' },
  },
  {
    type: CONNECTION,
    args: {
      ...{ backend: 'db', name: 'main', allowedRoles: ['api', 'worker'], verifyConnection: false },
      postgresql: {
        ...{ connectionUrl: 'postgresql://{{username}}:{{password}}@db:5432/app', maxConnectionLifetime: 60 },
        ...{ username: 'vault', password: 'first', passwordAuthentication: 'scram-sha-256' },
      },
    },
    path: 'db/config/main',
    has: { plugin_name: 'postgresql-database-plugin', allowed_roles: ['api', 'worker'] },
    change: { allowedRoles: ['api'] },
    after: { allowed_roles: ['api'] },
  },
  {
    type: ROLE,
    args: {
      ...{ backend: 'db', name: 'api', dbName: 'main', defaultTtl: 3600, maxTtl: 7200 },
      ...{ creationStatements: ['CREATE ROLE "{{name}}" LOGIN'], revocationStatements: ['DROP ROLE "{{name}}"'] },
    },
    path: 'db/roles/api',
    has: { db_name: 'main', default_ttl: 3600, max_ttl: 7200, revocation_statements: ['DROP ROLE "{{name}}"'] },
    change: { defaultTtl: 1800 },
    after: { default_ttl: 1800, max_ttl: 7200 },
  },
  {
    type: PKI_ROLE,
    args: {
      ...{ backend: 'ca', name: 'client', allowedDomains: ['app'], allowBareDomains: true, allowSubdomains: false },
      ...{ enforceHostnames: false, clientFlag: true, serverFlag: false, keyType: 'ec', keyBits: 256, maxTtl: '86400' },
      ...{ organizations: ['dwcp'] },
    },
    path: 'ca/roles/client',
    has: {
      allowed_domains: ['app'],
      allow_bare_domains: true,
      server_flag: false,
      max_ttl: 86400,
      organization: ['dwcp'],
    },
    change: { maxTtl: '43200' },
    after: { max_ttl: 43200 },
  },
  {
    type: URLS,
    args: { backend: 'ca', issuingCertificates: ['https://vault.example.com/v1/ca/ca'] },
    path: 'ca/config/urls',
    has: { issuing_certificates: ['https://vault.example.com/v1/ca/ca'] },
    change: { crlDistributionPoints: ['https://vault.example.com/v1/ca/crl'] },
    after: { crl_distribution_points: ['https://vault.example.com/v1/ca/crl'] },
  },
  {
    type: TIDY,
    args: { backend: 'ca', enabled: true, tidyCertStore: true, intervalDuration: '43200', safetyBuffer: '259200' },
    path: 'ca/config/auto-tidy',
    has: { enabled: true, tidy_cert_store: true, interval_duration: 43_200, safety_buffer: 259_200 },
    change: { tidyRevokedCerts: true },
    after: { enabled: true, tidy_revoked_certs: true },
  },
  {
    type: KV_CONFIG,
    args: { mount: 'kept', maxVersions: 10 },
    path: 'kept/config',
    has: { max_versions: 10 },
    change: { maxVersions: 5 },
    after: { max_versions: 5 },
  },
  {
    type: TRANSIT_KEY,
    args: { backend: 'transit', name: 'cards', autoRotatePeriod: 86_400, deletionAllowed: true },
    path: 'transit/keys/cards',
    has: { type: 'aes256-gcm96', auto_rotate_period: 86_400, exportable: false, min_decryption_version: 1 },
    change: { autoRotatePeriod: 43_200 },
    after: { auto_rotate_period: 43_200, deletion_allowed: true },
  },
  {
    type: JWT_AUTH,
    args: {
      path: 'jobs',
      type: 'jwt',
      boundIssuer: 'https://ci.example.com',
      jwtValidationPubkeys: [`${SIGNS}`.trim()],
    },
    path: 'auth/jobs/config',
    has: { bound_issuer: 'https://ci.example.com', oidc_discovery_url: '' },
    change: { boundIssuer: 'https://ci-2.example.com', description: 'jobs of CI' },
    after: { bound_issuer: 'https://ci-2.example.com' },
  },
  {
    type: JWT_ROLE,
    args: {
      ...{ backend: 'ci', roleName: 'deploy', roleType: 'jwt', userClaim: 'repository', boundAudiences: ['vault'] },
      ...{ boundClaims: { repository: 'acme/shop', ref: 'main,next' }, tokenPolicies: ['b', 'a'], tokenTtl: 900 },
    },
    path: 'auth/ci/role/deploy',
    has: {
      bound_claims: { repository: ['acme/shop'], ref: ['main', 'next'] },
      token_ttl: 900,
      token_policies: ['b', 'a'],
    },
    change: { boundClaims: { repository: 'acme/shop' }, tokenTtl: 60 },
    after: { bound_claims: { repository: ['acme/shop'] }, token_ttl: 60 },
  },
];

/** What Vault cannot delete: it goes with its mount. */
const WITH_THE_MOUNT = [AUTH_CONFIG, URLS, TIDY, KV_CONFIG];

describe('each kind', () => {
  beforeAll(async () => {
    await engine.up(AUTH, { type: 'kubernetes', path: 'k8s' });
    await engine.up(MOUNT, { path: 'db', type: 'database' });
    await engine.up(MOUNT, { path: 'kept', type: 'kv', options: { version: '2' } });
    await engine.up(JWT_AUTH, { path: 'ci', jwtValidationPubkeys: [`${SIGNS}`.trim()] });
    await engine.up(MOUNT, { path: 'transit', type: 'transit' });
    await engine.up(MOUNT, { path: 'ca', type: 'pki', maxLeaseTtlSeconds: 315_360_000 });
    await engine.up(AUTH_CONFIG, { backend: 'k8s', kubernetesHost: 'https://10.0.0.1:6443', disableLocalCaJwt: true });
    const first = {
      backend: 'db',
      name: 'main',
      verifyConnection: false,
      allowedRoles: ['*'],
      postgresql: { connectionUrl: 'postgresql://a' },
    };
    await engine.up(CONNECTION, first);
  });

  test.each(KINDS)('$type is made, found unchanged, changed, refreshed and deleted', async (kind) => {
    const { type, args, path, has, change, after } = kind;
    const made = await engine.up(type, args);
    expect(made.op).toBe('create');
    expect(await fromVault(path)).toMatchObject(has);

    expect(await engine.up(type, args, made.state)).toMatchObject({ op: 'same', changed: [] });
    const refreshed = await engine.refresh(made.state);
    expect(plain(refreshed!.inputs)).toEqual(plain(made.state.inputs));

    const preview = await engine.up(type, { ...args, ...change }, made.state, true);
    expect(preview.op).toBe('update');
    expect(await fromVault(path)).toMatchObject(has);
    const changed = await engine.up(type, { ...args, ...change }, made.state);
    expect(changed.op).toBe('update');
    expect(await fromVault(path)).toMatchObject(after);
    expect((await engine.up(type, { ...args, ...change }, changed.state)).op).toBe('same');

    await engine.delete(changed.state);
    if (!WITH_THE_MOUNT.includes(type)) expect(await engine.refresh(changed.state)).toBeUndefined();
  });
});

test('a preview writes nothing', async () => {
  const { state } = await engine.up(MOUNT, { path: 'never', type: 'kv' }, undefined, true);
  expect(state.id).toBe('');
  expect(plain(state.outputs)['accessor']).toBe(UNKNOWN);
  await expect(fromVault('sys/mounts/never')).rejects.toThrow('No secret engine mount at never/');
});

test('refuses an argument that it does not know, and one that is missing', async () => {
  await expect(engine.up(ROLE, { backend: 'db', name: 'x', dbName: 'm', creationStatments: [] })).rejects.toThrow(
    `creationStatments: this provider does not know the argument 'creationStatments' of ${ROLE}\n` +
      `creationStatements: the argument 'creationStatements' is required; set it`,
  );
});

test('an audit device is made, found again, and made anew where anything of it changes', async () => {
  const file = join(runDir, 'providers-vault', 'audit-by-provider.log');
  const args = { path: 'by-provider', type: 'file', description: 'all', options: { file_path: file, mode: '0600' } };
  const { state } = await engine.up(AUDIT, args);
  expect(state.id).toBe('by-provider');
  expect((await engine.up(AUDIT, args, (await engine.refresh(state))!, true)).op).toBe('same');
  const named = await engine.up(AUDIT, { ...args, description: 'everything' }, state);
  expect(named).toMatchObject({ op: 'delete-replace', changed: ['description'] });
  expect((await fromVault('sys/audit'))['by-provider/']).toMatchObject({ type: 'file', description: 'everything' });
  expect(readFileSync(file, 'utf8').split('\n').length).toBeGreaterThan(1);
  await engine.delete(named.state);
  expect(Object.keys(await fromVault('sys/audit'))).not.toContain('by-provider/');
  expect(await engine.refresh(named.state)).toBeUndefined();
});

test('refuses to mount where something is mounted', async () => {
  await expect(engine.up(MOUNT, { path: 'sys', type: 'kv' })).rejects.toThrow('HTTP 400');
  await engine.up(MOUNT, { path: 'taken', type: 'kv' });
  await expect(engine.up(MOUNT, { path: 'taken', type: 'kv' })).rejects.toThrow('path is already in use at taken/');
});

test('a mount whose path changes is moved with what it holds', async () => {
  const { state } = await engine.up(MOUNT, { path: 'old', type: 'pki' });
  await engine.up(ROOT, { backend: 'old', type: 'internal', commonName: 'kept', keyType: 'ec', keyBits: 256 });
  const moved = await engine.up(MOUNT, { path: 'new', type: 'pki' }, state);
  expect(moved).toMatchObject({ op: 'update', changed: ['path'] });
  await expect(fromVault('sys/mounts/old')).rejects.toThrow();
  expect((await fromVault('new/config/issuers')).default).not.toBe('');
});

test('a root certificate keeps its key in Vault, and any change makes another', async () => {
  await engine.up(MOUNT, { path: 'roots', type: 'pki' });
  const args = { backend: 'roots', type: 'internal', commonName: 'dwcp', ttl: '24h', keyType: 'ec', keyBits: 256 };
  const { state } = await engine.up(ROOT, args);
  const outputs = plain(state.outputs);
  expect(state.id).toBe(`roots/issuer/${outputs['issuerId']}`);
  expect(outputs['certificate']).toMatch(/^-----BEGIN CERTIFICATE-----/);
  expect(JSON.stringify(outputs)).not.toContain('PRIVATE KEY');
  expect((await engine.up(ROOT, args, state)).op).toBe('same');
  const other = await engine.up(ROOT, { ...args, commonName: 'dwcp-2' }, state);
  expect(other).toMatchObject({ op: 'replace', changed: ['commonName'] });
});

test('an authority below a root asks for a certificate, takes it, and issues by it; neither is found or lost again', async () => {
  for (const path of ['below', 'above']) await engine.up(MOUNT, { path, type: 'pki' });
  const { state } = await engine.up(REQUEST, {
    backend: 'below',
    type: 'internal',
    commonName: 'b',
    keyType: 'ec',
    keyBits: 256,
  });
  const { csr } = plain(state.outputs);
  expect(csr).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----/);
  expect(JSON.stringify(plain(state.outputs))).not.toContain('PRIVATE KEY');
  await engine.up(ROOT, { backend: 'above', type: 'internal', commonName: 'a', keyType: 'ec', keyBits: 256 });
  const made = await vaultRequest(vault, 'POST', 'above/root/sign-intermediate', { csr, use_csr_values: true });
  const { certificate, issuing_ca } = (made as { readonly data: Readonly<Record<string, string>> }).data;
  const args = { backend: 'below', certificate: `${certificate}\n${issuing_ca}\n` };
  const signed = await engine.up(SIGNED, args);
  await engine.up(PKI_ROLE, {
    backend: 'below',
    name: 'r',
    allowedDomains: ['app'],
    allowBareDomains: true,
    maxTtl: '60',
  });
  const leaf = await vaultRequest(vault, 'POST', 'below/issue/r', { common_name: 'app' });
  expect((leaf as { readonly data: object }).data).toMatchObject({ ca_chain: [certificate, issuing_ca] });
  for (const one of [state, signed.state]) {
    expect(plain((await engine.refresh(one))!.outputs)).toEqual(plain(one.outputs));
    await engine.delete(one);
  }
  expect(await engine.up(SIGNED, { ...args, certificate: `${certificate}` }, signed.state, true)).toMatchObject({
    ...{ op: 'replace', changed: ['certificate'] },
  });
});

test('an issuer that somebody deleted is noticed by a diff, and by no refresh', async () => {
  await engine.up(MOUNT, { path: 'roots-2', type: 'pki' });
  const args = { backend: 'roots-2', type: 'internal', commonName: 'dwcp', keyType: 'ec', keyBits: 256 };
  const { state } = await engine.up(ROOT, args);
  await vaultRequest(vault, 'DELETE', state.id);
  const refreshed = await engine.refresh(state);
  expect(refreshed!.id).toBe(state.id);
  expect(await engine.up(ROOT, args, refreshed, true)).toMatchObject({ op: 'replace', changed: ['issuerId'] });
});

test('everything is done by a child of the token, of the same policies, which ends after 20 minutes', () => {
  const entries = readFileSync(vault.auditLog, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const answers = entries.filter(({ type }) => type === 'response');
  const made = answers.filter(({ request }) => request.path === 'auth/token/create');
  expect(made.map(({ response }) => response.auth.policies)).toEqual([['root']]);
  expect(made[0].request.data).toMatchObject({ renewable: false });
  expect(made[0].response.auth).toMatchObject({ token_ttl: 1200 });
  const writers = answers.filter(({ request }) => request.path === 'db/roles/api' && request.operation !== 'read');
  expect(writers.length).toBeGreaterThan(0);
  expect(new Set(writers.map(({ auth }) => auth.accessor))).toEqual(new Set([made[0].response.auth.accessor]));
});

test('a role of another database is another role, and the old one goes first because it has the same name', async () => {
  await engine.up(MOUNT, { path: 'db-2', type: 'database' });
  const args = { backend: 'db-2', name: 'r', dbName: 'a', creationStatements: ['SELECT 1'] };
  const { state } = await engine.up(ROLE, args);
  expect((await engine.up(ROLE, { ...args, dbName: 'b' }, state)).op).toBe('delete-replace');
  expect((await fromVault('db-2/roles/r')).db_name).toBe('b');
});

test('an argument that goes away is emptied in Vault', async () => {
  await engine.up(MOUNT, { path: 'db-3', type: 'database' });
  const args = { backend: 'db-3', name: 'r', dbName: 'a', creationStatements: ['SELECT 1'] };
  const { state } = await engine.up(ROLE, { ...args, maxTtl: 60, revocationStatements: ['SELECT 2'] });
  const less = await engine.up(ROLE, args, state);
  expect(less).toMatchObject({ op: 'update', changed: ['maxTtl', 'revocationStatements'] });
  expect(await fromVault('db-3/roles/r')).toMatchObject({ max_ttl: 0, revocation_statements: [] });
});

test('the order of policies and accounts means nothing, that of statements does', async () => {
  const bound = { boundServiceAccountNames: ['a', 'b'], boundServiceAccountNamespaces: ['n'] };
  const role = { backend: 'k8s', roleName: 'ordered', ...bound, tokenPolicies: ['p', 'q'] };
  const { state } = await engine.up(AUTH_ROLE, role);
  const swapped = { ...role, boundServiceAccountNames: ['b', 'a'], tokenPolicies: ['q', 'p'] };
  expect((await engine.up(AUTH_ROLE, swapped, state)).op).toBe('same');
  const statements = { backend: 'db', name: 'ordered', dbName: 'main', creationStatements: ['SELECT 1', 'SELECT 2'] };
  const made = await engine.up(ROLE, statements);
  const turned = { ...statements, creationStatements: ['SELECT 2', 'SELECT 1'] };
  expect((await engine.up(ROLE, turned, made.state)).op).toBe('update');
});

test('a refresh shows what somebody changed by hand', async () => {
  await engine.up(MOUNT, { path: 'db-4', type: 'database' });
  const args = { backend: 'db-4', name: 'r', dbName: 'a', creationStatements: ['SELECT 1'], defaultTtl: 60 };
  const { state } = await engine.up(ROLE, args);
  await vaultRequest(vault, 'POST', 'db-4/roles/r', { default_ttl: 999 });
  const drifted = await engine.refresh(state);
  expect(plain(drifted!.inputs)['defaultTtl']).toBe(999);
  expect(await engine.up(ROLE, args, drifted)).toMatchObject({ op: 'update', changed: ['defaultTtl'] });
});

test('a password is secret in the state, is not in the answers, and is sent again only when it changes', async () => {
  await engine.up(MOUNT, { path: 'db-5', type: 'database' });
  const postgresql = { connectionUrl: 'postgresql://{{username}}:{{password}}@db/app', username: 'u', password: 'p-1' };
  const args = { backend: 'db-5', name: 'c', verifyConnection: false, postgresql };
  const { state } = await engine.up(CONNECTION, args);
  expect(JSON.stringify(state.outputs.toJavaScript())).toMatch(/1b47061264138c4ac30d75fd1eb44270","value":"p-1"/);
  await engine.up(CONNECTION, { ...args, allowedRoles: ['*'] }, state);
  const writes = readFileSync(vault.auditLog, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"path":"db-5/config/c"') && line.includes('"type":"request"'))
    .map((line) => JSON.parse(line).request)
    .filter((request) => request.operation !== 'read');
  expect(writes.map((request) => Object.hasOwn(request.data, 'password'))).toEqual([true, false]);
});

test('what was written and cannot be read is recorded all the same, its password as a secret', async () => {
  await engine.up(MOUNT, { path: 'db-6', type: 'database' });
  const postgresql = { connectionUrl: 'postgresql://{{username}}:{{password}}@db/app', username: 'u', password: 'p-2' };
  const args = { backend: 'db-6', name: 'c', verifyConnection: false, postgresql };
  await asWriterOf('db-6/config/c', async (writer) => {
    const failure = (await writer.up(CONNECTION, args).catch((error: unknown) => error)) as ServiceError;
    expect(failure.details).toContain('permission denied');
    const [packed] = failure.metadata.get('grpc-status-details-bin');
    const [details] = Status.deserializeBinary(Uint8Array.from(packed as Buffer)).getDetailsList();
    const recorded = ErrorResourceInitFailed.deserializeBinary(details!.getValue_asU8());
    expect(recorded.getId()).toBe('db-6/config/c');
    const properties = JSON.stringify(recorded.getProperties()!.toJavaScript());
    expect(properties).toMatch(/1b47061264138c4ac30d75fd1eb44270","value":"p-2"/);
  });
});

test('a pki role whose ttl is not in seconds differs at every run, as with the official provider', async () => {
  await engine.up(MOUNT, { path: 'ca-2', type: 'pki' });
  const args = { backend: 'ca-2', name: 'r', ttl: '1h' };
  const { state } = await engine.up(PKI_ROLE, args);
  expect(await engine.up(PKI_ROLE, args, state)).toMatchObject({ op: 'update', changed: ['ttl'] });
});

test('every mutation is in the event log, and no preview is', () => {
  const events = readFileSync(eventLog, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events).toContainEqual(
    expect.objectContaining({ provider: 'vault', op: 'create', type: ROLE, id: 'db/roles/api', ok: true }),
  );
  expect(events).toContainEqual(expect.objectContaining({ op: 'delete', type: POLICY, id: 'api', ok: true }));
  expect(events.filter(({ id }) => id === 'never')).toEqual([]);
  expect(formatPath(['metadata', 'annotations', 'a.b/c', 0])).toBe('metadata.annotations["a.b/c"][0]');
});
