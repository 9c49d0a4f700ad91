import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../constructs';
import { referenceFacts } from '../support/reference';
import { TOKEN_AUDIENCE } from './servers/control-plane';
import { makeDeployer } from './support/deployer';
import type { Engine } from './support/engine';
import { eventually } from './support/eventually';
import { giveUp } from './support/give-up';
import { KubernetesApi } from './support/kubernetes-api';
import { deployInstead, startStack } from './support/own-stack';
import { type VaultError, type VaultLogin, vaultRequest, vaultText } from './support/vault-api';
import { world } from './support/world';
import { accountsIn, statusOf } from './vault-rotation/accounts';
import { READER, rotateVerify } from './vault-rotation/asked';
import { deployAuthorities, HolderOfTheRoot } from './vault-rotation/holder-of-the-root';
import { loginsOf } from './vault-rotation/logins';
import { type Issued, meet } from './vault-rotation/met';
import { first, platform as next } from './vault-rotation/next-authority';
import {
  buildOperator,
  connection,
  delivered,
  encryption,
  filesOf,
  reading,
  startOperator,
  withoutFinalizers,
} from './vault-rotation/operator';
import { platform } from './vault-rotation/platform';

const STACK = 'staging';
const NAME = 'vault-rotation';
const OPERATOR = 'vault-secrets-operator';
const { vault } = world();
const plans = Object.fromEntries(
  ['dev', 'staging', 'production'].map((name) => [name, platform.plan(name, referenceFacts(name))]),
) as Readonly<Record<string, Plan>>;
const accounts = accountsIn(plans[STACK]!);
const root = new HolderOfTheRoot();
const below = `${STACK}/dwcp/certificates`;
const [transit, kv, pki] = ['transit', 'kv', 'dwcp-redis'].map((engine) => `${STACK}/dwcp/${engine}`);

let engine: Engine;

beforeAll(async () => {
  // Roles of either authority, as each signs in its turn.
  const [before, after] = [first, next].map((one) => one.plan(STACK, referenceFacts(STACK)));
  const more = before!.resources.filter(({ id }) => !after!.resources.some((one) => one.id === id));
  const whole = { ...after!, resources: [...after!.resources, ...more] };
  engine = await startStack(STACK, NAME, undefined, await makeDeployer(whole, NAME));
  deployInstead(NAME, 'test/e2e/vault-rotation/platform');
  expect(await engine.up()).toMatchObject({ code: 0 });
  await root.begin();
}, 300_000);
afterAll(async () => {
  await root.end();
  if (engine === undefined) return;
  await giveUp(engine, STACK);
  await engine.stop();
}, 120_000);

const asked = async (as: VaultLogin, path: string, body?: object): Promise<any> =>
  ((await vaultRequest(as, body === undefined ? 'GET' : 'POST', path, body)) as { readonly data?: unknown }).data;

const { serviceAccountOf, loggedIn } = loginsOf(STACK, accounts, OPERATOR);

/** What somebody else installs, whose service account logs in by itself. */
beforeAll(async () => {
  const { namespace, name } = serviceAccountOf(OPERATOR);
  const api = new KubernetesApi(world().kubernetes);
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  await api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
});
afterAll(async () => {
  const { namespace: name } = serviceAccountOf(OPERATOR);
  await new KubernetesApi(world().kubernetes).delete({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
});

/** Whoever reviews tokens may. */
beforeAll(async () => {
  await new KubernetesApi(world().kubernetes).apply({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: NAME },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:auth-delegator' },
    subjects: accounts.map(({ serviceAccount }) => ({ kind: 'ServiceAccount', ...serviceAccount })),
  } as never);
});
afterAll(async () => {
  await new KubernetesApi(world().kubernetes).delete({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: NAME },
  });
});

describe.each(accounts)('the service account $name', ({ name, grants }) => {
  let own: VaultLogin;
  beforeAll(async () => {
    own = await loggedIn(name);
  });

  test('is refused nothing that it was granted', async () => {
    const statuses = await Promise.all(grants.map((grant) => statusOf(own, grant)));
    // Other refusals are of the request, which says nothing, or of a database that is not there.
    expect(statuses.filter((status) => status === 403)).toEqual([]);
    expect(grants.length).toBeGreaterThan(0);
  });

  test('is refused every path of another one, and of another environment, with 403', async () => {
    const mine = new Set(grants.map(({ path }) => path));
    const others = Object.entries(plans).flatMap(([environment, plan]) =>
      accountsIn(plan)
        .filter((account) => environment !== STACK || account.name !== name)
        .flatMap((account) => account.grants)
        .filter(({ path }) => !mine.has(path)),
    );
    expect(others.length).toBeGreaterThan(20);
    const allowed = await Promise.all(others.map(async (grant) => [grant.path, await statusOf(own, grant)] as const));
    expect(allowed.filter(([, status]) => status !== 403)).toEqual([]);
  });

  test('writes nowhere where it reads', async () => {
    const read = grants.filter(({ capabilities }) => capabilities.includes('read'));
    const statuses = await Promise.all(read.map(({ path }) => statusOf(own, { path, capabilities: ['update'] })));
    expect(statuses.filter((status) => status !== 403)).toEqual([]);
  });

  test.each([
    ['the API server alone', [TOKEN_AUDIENCE]],
    ['Vault alone, which Vault outside the cluster could have reviewed by nobody', ['vault']],
    ['somebody else', ['https://example.com', TOKEN_AUDIENCE]],
  ])('does not log in by a token for %s', async (_, audiences) => {
    await expect(loggedIn(name, audiences)).rejects.toThrow(/HTTP (403|400)/);
  });
});

describe('a key', () => {
  const plaintext = Buffer.from('4111 1111 1111 1111').toString('base64');

  test('decrypts what an earlier version encrypted, and has it encrypted by the newest unseen', async () => {
    const [api, worker] = [await loggedIn('dwcp-api'), await loggedIn('dwcp-worker')];
    const { ciphertext: old } = await asked(worker, `${transit}/encrypt/cards`, { plaintext });
    expect(old).toMatch(/^vault:v1:/);
    await asked(vault, `${transit}/keys/cards/rotate`, {});
    expect((await asked(worker, `${transit}/encrypt/cards`, { plaintext })).ciphertext).toMatch(/^vault:v2:/);
    expect((await asked(api, `${transit}/decrypt/cards`, { ciphertext: old })).plaintext).toBe(plaintext);
    const { ciphertext: fresh } = await asked(api, `${transit}/rewrap/cards`, { ciphertext: old });
    expect(fresh).toMatch(/^vault:v2:/);
    expect((await asked(api, `${transit}/decrypt/cards`, { ciphertext: fresh })).plaintext).toBe(plaintext);
    await expect(asked(worker, `${transit}/decrypt/cards`, { ciphertext: old })).rejects.toThrow('HTTP 403');
  });

  test('rotates by itself within 180 days, is not exported, and is deleted by nobody: not by root', async () => {
    expect(await asked(vault, `${transit}/keys/cards`)).toMatchObject({
      ...{ type: 'aes256-gcm96', auto_rotate_period: 180 * 86_400, min_decryption_version: 1 },
      ...{ exportable: false, deletion_allowed: false, allow_plaintext_backup: false },
    });
    await expect(asked(vault, `${transit}/export/encryption-key/cards`)).rejects.toThrow('not exportable');
    await expect(vaultRequest(vault, 'DELETE', `${transit}/keys/cards`)).rejects.toThrow('deletion is not allowed');
  });

  test('is left as it is by another up, though it has rotated since', async () => {
    expect(Object.keys((await engine.up()).changes)).toEqual(['same']);
  });
});

describe('what the operator keeps its logins with', () => {
  test('decrypts what it kept before the key was followed by the next, and is of use to nobody else', async () => {
    const [operator, api] = [await loggedIn(OPERATOR), await loggedIn('dwcp-api')];
    const plaintext = Buffer.from('{"auth":{"client_token":"hvs.of-a-workload"}}').toString('base64');
    const { ciphertext: old } = await asked(operator, `${transit}/encrypt/${OPERATOR}`, { plaintext });
    await asked(vault, `${transit}/keys/${OPERATOR}/rotate`, {});
    expect((await asked(operator, `${transit}/decrypt/${OPERATOR}`, { ciphertext: old })).plaintext).toBe(plaintext);
    const { ciphertext: next } = await asked(operator, `${transit}/encrypt/${OPERATOR}`, { plaintext });
    expect([old, next]).toEqual([expect.stringMatching(/^vault:v1:/), expect.stringMatching(/^vault:v2:/)]);
    await expect(asked(api, `${transit}/decrypt/${OPERATOR}`, { ciphertext: old })).rejects.toThrow('HTTP 403');
    await expect(asked(operator, `${transit}/decrypt/cards`, { ciphertext: old })).rejects.toThrow('HTTP 403');
    expect(await asked(vault, `${transit}/keys/${OPERATOR}`)).toMatchObject({ auto_rotate_period: 180 * 86_400 });
  });

  test('opens to no account of its name elsewhere', async () => {
    const path = '/api/v1/namespaces/dwcp/serviceaccounts';
    const kubernetes = new KubernetesApi(world().kubernetes);
    const { name } = serviceAccountOf(OPERATOR);
    const same = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'dwcp' } };
    await kubernetes.apply(same);
    const { status } = (await kubernetes.request('POST', `${path}/${name}/token`, {
      ...{
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { audiences: ['vault', TOKEN_AUDIENCE] },
      },
    })) as { readonly status: { readonly token: string } };
    const { address, caFile } = vault;
    const login = vaultRequest({ address, caFile }, 'POST', `auth/${STACK}/dwcp/kubernetes/login`, {
      ...{ role: OPERATOR, jwt: status.token },
    });
    await expect(login).rejects.toThrow(/HTTP (403|400)/);
    await kubernetes.delete(same);
  });
});

describe('a kept secret', () => {
  test('has its value of before beside the one that followed it', async () => {
    const api = await loggedIn('dwcp-api');
    for (const value of ['first-of-stripe', 'second-of-stripe']) {
      await asked(vault, `${kv}/data/stripe`, { data: { 'api-key': value } });
    }
    expect((await asked(api, `${kv}/data/stripe`)).data).toEqual({ 'api-key': 'second-of-stripe' });
    expect((await asked(api, `${kv}/data/stripe?version=1`)).data).toEqual({ 'api-key': 'first-of-stripe' });
    expect(await asked(vault, `${kv}/metadata/stripe`)).toMatchObject({ current_version: 2, oldest_version: 0 });
    expect(await asked(vault, `${kv}/config`)).toMatchObject({ max_versions: 10 });
  });
});

describe('an authority', () => {
  const request = { common_name: 'dwcp-api.dwcp' };
  const daysOf = ({ validFrom, validTo }: X509Certificate) =>
    (Date.parse(validTo) - Date.parse(validFrom)) / 86_400_000;
  const issued = async (role: string, more: object = {}) => {
    const { certificate, issuing_ca } = await asked(await loggedIn('dwcp-api'), `${pki}/issue/${role}`, {
      ...request,
      ...more,
    });
    return { leaf: new X509Certificate(certificate), issuer: new X509Certificate(issuing_ca) };
  };

  test('signs nothing that lives for more than its role says, whatever is asked for', async () => {
    const { leaf } = await issued('dwcp-api', { ttl: '2400h', not_after: '' });
    expect(daysOf(leaf)).toBeCloseTo(30);
  });

  test.each([
    ['90 days and a second', 90 * 86_400 + 1],
    ['a day', 86_400],
  ])('is refused to whoever says its end, in %s, which Vault takes over what the role says', async (_, seconds) => {
    const not_after = new Date(Date.now() + seconds * 1_000).toISOString();
    await expect(issued('dwcp-api', { not_after })).rejects.toThrow(/HTTP 403/);
    const { certificate } = await asked(vault, `${pki}/issue/dwcp-api`, { ...request, not_after });
    expect(daysOf(new X509Certificate(certificate))).toBeCloseTo(seconds / 86_400);
  });

  test('signs for no address', async () => {
    await expect(issued('dwcp-api', { ip_sans: '192.0.2.1' })).rejects.toThrow(/IP Subject Alternative Names/);
  });

  test('forgets certificates that have ended, by itself', async () => {
    expect(await asked(vault, `${pki}/config/auto-tidy`)).toMatchObject({ enabled: true, tidy_cert_store: true });
  });

  test('is followed by the next, while what the first has signed is as good as before', async () => {
    const before = await issued('dwcp-api');
    deployAuthorities(NAME, { redis: 2, asked: 2, signed: await root.sign(engine, STACK, `${below}.1`) });
    expect(await engine.up()).toMatchObject({ code: 0 });
    const after = await issued('dwcp-api.2');
    const [first, second] = await Promise.all(
      ['default', 'root-2'].map(async (one) => new X509Certificate(await vaultText(vault, `${pki}/issuer/${one}/pem`))),
    );
    expect(before.leaf.verify(first!.publicKey)).toBe(true);
    expect(after.leaf.verify(second!.publicKey)).toBe(true);
    expect(after.leaf.verify(first!.publicKey)).toBe(false);
  });
});

describe('an authority below a root that is elsewhere', () => {
  const names = { common_name: 'dwcp-api', alt_names: 'dwcp-api.dwcp,dwcp-api.dwcp.svc' };
  const issued = async (generation: number, more: object = {}): Promise<Issued> =>
    asked(await loggedIn('dwcp-api'), `${below}.${generation}/issue/dwcp-api`, { ...names, ...more });
  /** As the operator asks. */
  const remove_roots_from_chain = true;
  const trusted = async (): Promise<string> => {
    const kept = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'dwcp', name: 'certificates-root' } };
    return (await new KubernetesApi(world().kubernetes).get(kept))!['data']['ca.crt'];
  };
  let former: Issued;

  test('signs for a week and for a workload’s own names, whatever is asked for, once it is signed', async () => {
    former = await issued(1, { remove_roots_from_chain, ttl: '2400h', not_after: '' });
    const { validFrom, validTo } = new X509Certificate(former.certificate);
    expect((Date.parse(validTo) - Date.parse(validFrom)) / 86_400_000).toBeCloseTo(7);
    expect(former.ca_chain.length).toBe(1);
    await expect(issued(1, { common_name: 'dwcp-worker' })).rejects.toThrow(/HTTP 400/);
    await expect(issued(1, { not_after: '2099-01-01T00:00:00Z' })).rejects.toThrow(/HTTP 403/);
  });

  test('keeps its key in Vault: neither the state of the stack has it, nor does anybody get it out', async () => {
    expect(JSON.stringify(await engine.exported())).not.toContain('PRIVATE KEY');
    const { keys } = await asked(vault, `${below}.1/keys?list=true`);
    expect(JSON.stringify(await asked(vault, `${below}.1/key/${keys[0]}`))).not.toContain('PRIVATE KEY');
  });

  test('is followed by the next, and whoever has a certificate of either takes the other’s', async () => {
    deployAuthorities(NAME, { redis: 2, asked: 2, signed: await root.sign(engine, STACK, `${below}.2`) });
    expect(await engine.up()).toMatchObject({ code: 0 });
    const latter = await issued(2, { remove_roots_from_chain });
    const [first, second] = [former, latter].map(({ ca_chain }) => ca_chain[0]!);
    expect(first).not.toBe(second);
    expect(new X509Certificate(latter.certificate).verify(new X509Certificate(second!).publicKey)).toBe(true);
    const [name, trust] = ['dwcp-api.dwcp.svc', await trusted()];
    const met = [
      meet(former, latter, name, trust),
      meet(latter, former, name, trust),
      meet(former, latter, 'dwcp', trust),
    ];
    // Without the root, neither is known to the other.
    const unmet = meet(former, latter, name, first!);
    expect(await Promise.all([...met, unmet])).toEqual([true, true, false, false]);
    await expect(issued(1)).rejects.toThrow(/HTTP 403/);
  });
});

describe('a quota', () => {
  const logins = `${STACK}/dwcp/dwcp-postgres`;
  const statusFor = (path: string) =>
    vaultRequest(vault, 'GET', path).then(
      () => 200,
      (error: VaultError) => error.status,
    );
  /** Many requests at once, root's as anybody's. */
  const flood = (path: string) => Promise.all(Array.from({ length: 100 }, () => statusFor(path)));

  test('has Vault answer what is within it, 429 to what is beyond, and all of it a second later', async () => {
    const statuses = await flood(`${logins}/roles/dwcp-api`);
    expect([...new Set(statuses)].sort()).toEqual([200, 429]);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(20);
    const answered = async () => (await statusFor(`${logins}/roles/dwcp-api`)) === 200;
    await eventually(answered, { what: 'the engine answers again', timeoutMs: 5_000 });
  });

  test('is of its engine alone', async () => {
    expect(new Set(await flood(`${kv}/config`))).toEqual(new Set([200]));
  });

  test('is answered with a slash at the end of its path, and is left as it is by another up', async () => {
    expect(await asked(vault, `sys/quotas/rate-limit/${logins.replaceAll('/', '.')}`)).toMatchObject({
      ...{ path: `${logins}/`, rate: 20, interval: 1 },
    });
    await engine.refresh();
    expect(Object.keys((await engine.up()).changes)).toEqual(['same']);
  });
});

describe('the audit', () => {
  const lines = (file: string) =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; request: { path: string }; auth?: { display_name?: string } });

  test.each(['file', 'collected'] as const)('has who asked for what, by %s, and no secret', (device) => {
    const file = vault.audit[device];
    const answers = lines(file).filter(({ type, request }) => type === 'response' && request.path.startsWith(transit!));
    expect(answers.map(({ request, auth }) => [request.path, auth?.display_name])).toContainEqual([
      `${transit}/encrypt/cards`,
      'staging-dwcp-kubernetes-dwcp-dwcp-worker',
    ]);
    const text = readFileSync(file, 'utf8');
    for (const secret of ['first-of-stripe', 'second-of-stripe', 'NDExMSAxMTExIDExMTE', vault.token]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('dwcp rotate verify', () => {
  const folder = join(world().runDir, NAME);
  let reader: string;
  beforeAll(async () => {
    await asked(vault, `${kv}/data/mail`, { data: { password: 'first-of-mail' } });
    await vaultRequest(vault, 'PUT', 'sys/policies/acl/reader', { policy: READER });
    const made = await vaultRequest(vault, 'POST', 'auth/token/create', { policies: ['reader'], ttl: '10m' });
    reader = (made as { readonly auth: { readonly client_token: string } }).auth.client_token;
    for (const one of next.plan(STACK, referenceFacts(STACK)).resources) {
      if (one.api !== 'kubernetes' || one.kind !== 'VaultPKISecret') continue;
      const { mount, role, commonName } = one.object['spec'] as Readonly<Record<string, string>>;
      await asked(vault, `${mount}/issue/${role}`, { common_name: commonName });
    }
  });

  const told = async (...args: readonly string[]) => {
    const { status, stdout, stderr } = await rotateVerify(folder, reader, '--json', ...args);
    expect(stderr).toBe('');
    const { audit, credentials } = JSON.parse(stdout) as Readonly<Record<string, readonly any[]>>;
    return { status, audit: audit!, credentials: credentials! };
  };

  test('says of each how old it is, when the next is due, and who had it made, to whoever may read no value', async () => {
    const { status, audit, credentials } = await told('--audit', vault.audit.file);
    expect(audit.map((one) => one.status)).toEqual(['ok', 'ok']);
    const notInTime = credentials.filter((one) => one.status !== 'ok').map((one) => one.kind);
    // No database is here that could have logins.
    expect([status, notInTime]).toEqual([1, ['login', 'login']]);
    const stripe = credentials.find(({ name }) => name === `${kv}/stripe`);
    expect(stripe).toMatchObject({ by: 'payments@example.com', trail: { by: 'root' } });
    expect(Date.parse(stripe.next) - Date.parse(stripe.made)).toBe(90 * 86_400_000);
    expect(stripe.ageSeconds).toBeLessThan(600);
    const authority = credentials.find(({ name }) => name === `${below}.2/issuer/default`);
    // At half of the year that it was signed for; in minutes, since Vault has it begin half of one earlier.
    expect((Date.parse(authority.next) - Date.parse(authority.made)) / 60_000).toBeCloseTo(182.5 * 24 * 60, -1);
    expect(credentials.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['key', 'certificate', 'authority']));
  });

  test.each([
    [25, ['certificate']],
    [91, ['certificate', 'secret']],
    [181, ['certificate', 'key', 'secret']],
    [1_800, ['authority', 'certificate', 'key', 'secret']],
  ])('names what is overdue in %i days, if nobody does anything', async (days, kinds) => {
    const at = new Date(Date.now() + days * 86_400_000).toISOString();
    const { status, credentials } = await told('--at', at);
    const overdue = credentials.filter(({ says }) => says.includes('was to be followed'));
    expect([status, [...new Set(overdue.map(({ kind }) => kind))].sort()]).toEqual([1, kinds]);
  });

  test('knows nothing by a token that may not read it, which is not in order', async () => {
    const made = await vaultRequest(vault, 'POST', 'auth/token/create', { policies: ['default'], ttl: '10m' });
    const { client_token: token } = (made as { readonly auth: { readonly client_token: string } }).auth;
    const { status, stdout } = await rotateVerify(folder, token);
    expect(status).toBe(1);
    expect(stdout).toMatch(/unknown rotation: .*403.*docs\/guides\/rotate.md has the policy/s);
  });
});

describe('the operator', () => {
  const kubernetes = () => new KubernetesApi(world().kubernetes);
  const own = () => ({ namespace: serviceAccountOf(OPERATOR).namespace, audiences: ['vault', TOKEN_AUDIENCE] });
  const mount = `${STACK}/dwcp`;
  const place = { mount: `${mount}/kubernetes`, transitMount: transit!, keyName: OPERATOR };
  const objects = () => [connection(own()), ...reading(own(), 'dwcp-api', mount)];

  beforeAll(async () => {
    await buildOperator();
    for (const object of objects()) await kubernetes().apply(object);
  }, 600_000);
  afterAll(async () => {
    await withoutFinalizers(kubernetes());
    for (const object of [encryption(own(), place), ...objects().reverse()]) await kubernetes().delete(object);
  });

  /** What the workload asked Vault for, by whoever asks on its behalf, in the order of it. */
  const asksOf = (path: string): number =>
    readFileSync(vault.auditLog, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"type":"response"') && line.includes(`"path":"${path}"`))
      .filter((line) => line.includes(`"display_name":"${STACK}-dwcp-kubernetes-dwcp-dwcp-api"`)).length;
  const logins = () => asksOf(`auth/${mount}/kubernetes/login`);

  /** Runs it until it has read the secret, and counts the logins that it took. */
  async function loginsUntilRead(): Promise<number> {
    const [before, path] = [logins(), `${kv}/data/stripe`];
    const reads = asksOf(path);
    const running = await startOperator(own().namespace);
    try {
      await eventually(async () => asksOf(path) > reads, { what: 'the secret is read', timeoutMs: 60_000 });
    } finally {
      await running.stop();
    }
    return logins() - before;
  }

  const kept = async () =>
    (await kubernetes().list('v1', 'Secret', own().namespace)).filter(
      ({ metadata }) => metadata.labels?.['encrypted'] === 'true',
    );

  test('logs in again after a restart, where it has no key to keep its logins with', async () => {
    expect([await loginsUntilRead(), await loginsUntilRead()]).toEqual([1, 1]);
    expect(await kept()).toEqual([]);
  });

  test('goes on with the login that it had, by that key, and the version that the key had then', async () => {
    await kubernetes().apply(encryption(own(), place));
    expect(await loginsUntilRead()).toBe(1);
    expect((await kept()).length).toBeGreaterThan(0);
    await asked(vault, `${transit}/keys/${OPERATOR}/rotate`, {});
    expect(await loginsUntilRead()).toBe(0);
  });

  test('delivers a certificate with the authority that signed it, and without the root', async () => {
    const certificate = delivered(next.plan(STACK, referenceFacts(STACK)), 'dwcp-api-certificates');
    const files = await filesOf(certificate, own().namespace);
    const { subjectAltName } = new X509Certificate(files['tls.crt']!);
    expect(subjectAltName).toBe('DNS:dwcp-api, DNS:dwcp-api.dwcp, DNS:dwcp-api.dwcp.svc');
    expect(files['tls.crt']!.endsWith(files['ca_chain']!)).toBe(true);
    expect(files['ca_chain']!.match(/BEGIN CERTIFICATE/g)).toHaveLength(1);
    expect(files['tls.key']).toContain('PRIVATE KEY');
  });
});
