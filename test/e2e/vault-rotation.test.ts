import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plan } from '../../constructs';
import { referenceFacts } from '../support/reference';
import { TOKEN_AUDIENCE } from './servers/control-plane';
import { makeDeployer } from './support/deployer';
import type { Engine } from './support/engine';
import { giveUp } from './support/give-up';
import { KubernetesApi } from './support/kubernetes-api';
import { deployInstead, startStack } from './support/own-stack';
import { type VaultLogin, vaultRequest, vaultText } from './support/vault-api';
import { world } from './support/world';
import { accountsIn, statusOf } from './vault-rotation/accounts';
import { platform as next } from './vault-rotation/next-authority';
import { platform } from './vault-rotation/platform';

const STACK = 'staging';
const NAME = 'vault-rotation';
const { vault } = world();
const plans = Object.fromEntries(
  ['dev', 'staging', 'production'].map((name) => [name, platform.plan(name, referenceFacts(name))]),
) as Readonly<Record<string, Plan>>;
const accounts = accountsIn(plans[STACK]!);
const [transit, kv, pki] = ['transit', 'kv', 'dwcp-redis'].map((engine) => `${STACK}/dwcp/${engine}`);

let engine: Engine;

beforeAll(async () => {
  const whole = next.plan(STACK, referenceFacts(STACK));
  engine = await startStack(STACK, NAME, undefined, await makeDeployer(whole, NAME));
  deployInstead(NAME, 'test/e2e/vault-rotation/platform');
  expect(await engine.up()).toMatchObject({ code: 0 });
}, 300_000);
afterAll(async () => {
  if (engine === undefined) return;
  await giveUp(engine, STACK);
  await engine.stop();
}, 120_000);

const asked = async (as: VaultLogin, path: string, body?: object): Promise<any> =>
  ((await vaultRequest(as, body === undefined ? 'GET' : 'POST', path, body)) as { readonly data?: unknown }).data;

/** A token of a workload's service account, as the API server makes it. */
async function tokenOf(account: string, audiences: readonly string[]): Promise<string> {
  const path = `/api/v1/namespaces/dwcp/serviceaccounts/${account}/token`;
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences } };
  const { status } = (await new KubernetesApi(world().kubernetes).request('POST', path, request)) as {
    readonly status: { readonly token: string };
  };
  return status.token;
}

/** Whom the operator asks for tokens for, by the VaultAuth that is in the cluster. */
async function audiencesOf(account: string): Promise<readonly string[]> {
  const auth = { apiVersion: 'secrets.hashicorp.com/v1beta1', kind: 'VaultAuth' };
  const found = await new KubernetesApi(world().kubernetes).get({
    ...auth,
    metadata: { namespace: 'dwcp', name: account },
  });
  return found!['spec'].kubernetes.audiences as readonly string[];
}

/** Logs in as the operator does for the pods of a workload: by a token of their service account. */
async function loggedIn(account: string, audiences?: readonly string[]): Promise<VaultLogin> {
  const jwt = await tokenOf(account, audiences ?? (await audiencesOf(account)));
  const { address, caFile } = vault;
  const path = `auth/${STACK}/dwcp/kubernetes/login`;
  const made = await vaultRequest({ address, caFile }, 'POST', path, { role: account, jwt });
  const { client_token: token } = (made as { readonly auth: { readonly client_token: string } }).auth;
  return { address, caFile, token };
}

/** Whoever reviews tokens may. */
beforeAll(async () => {
  await new KubernetesApi(world().kubernetes).apply({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: NAME },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:auth-delegator' },
    subjects: accounts.map(({ name }) => ({ kind: 'ServiceAccount', namespace: 'dwcp', name })),
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

  test('signs nothing that lives for more than 90 days, whatever is asked for', async () => {
    const { leaf } = await issued('dwcp-api', { ttl: '2400h' });
    expect(daysOf(leaf)).toBeLessThan(90);
    await expect(issued('dwcp-api', { not_after: '2099-01-01T00:00:00Z' })).rejects.toThrow(/HTTP 400/);
  });

  test('signs for no address', async () => {
    await expect(issued('dwcp-api', { ip_sans: '192.0.2.1' })).rejects.toThrow(/IP Subject Alternative Names/);
  });

  test('forgets certificates that have ended, by itself', async () => {
    expect(await asked(vault, `${pki}/config/auto-tidy`)).toMatchObject({ enabled: true, tidy_cert_store: true });
  });

  test('is followed by the next, while what the first has signed is as good as before', async () => {
    const before = await issued('dwcp-api');
    deployInstead(NAME, 'test/e2e/vault-rotation/next-authority');
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
