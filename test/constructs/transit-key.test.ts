import { edgesOf, planOf, SecureNamespace, TransitKey, UserError, WebService, Worker } from '../../constructs';
import { failsCheck, judge } from '../../policies/index';
import { environment, IMAGE, objectIn, RESOURCES } from '../support/environment';

/** As JavaScript calls it: whatever the compiler would have said. */
type Untyped = any;

function shop(data: 'disposable' | 'protected' = 'disposable') {
  const tree = environment({ data });
  const namespace = new SecureNamespace(tree, 'orders');
  const cards = new TransitKey(namespace, 'cards');
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
  return { tree, namespace, cards, api };
}

function vaultArgs(tree: ReturnType<typeof environment>, path: string): Readonly<Record<string, unknown>> {
  const found = planOf(tree).resources.find((one) => one.api === 'vault' && one.vaultPath === path);
  if (found?.api !== 'vault') throw new Error(`nothing is at ${path} in Vault`);
  return found.args;
}

const policyOf = (tree: ReturnType<typeof environment>, name: string) =>
  vaultArgs(tree, `sys/policies/acl/test.orders.${name}`)['policy'];

test.each([
  ['disposable', true],
  ['protected', false],
] as const)('a key of %s data stays in Vault, rotates by itself and keeps what its versions decrypt', (data, gone) => {
  const { tree } = shop(data);
  expect(vaultArgs(tree, 'test/orders/transit/keys/cards')).toEqual({
    backend: 'test/orders/transit',
    name: 'cards',
    type: 'aes256-gcm96',
    autoRotatePeriod: 180 * 86_400,
    deletionAllowed: gone,
    exportable: false,
    allowPlaintextBackup: false,
    minDecryptionVersion: 1,
  });
  const key = planOf(tree).resources.find(({ kind }) => kind === 'transit/SecretBackendKey');
  expect(key).toMatchObject({ data: true });
});

test.each([
  ['grantEncrypt', ['encrypt']],
  ['grantDecrypt', ['decrypt']],
  ['grantEncryptDecrypt', ['decrypt', 'encrypt', 'rewrap']],
] as const)('%s opens what it says, of this key', (grant, paths) => {
  const { tree, cards, api } = shop();
  cards[grant](api, { why: 'keeps cards' });
  expect(policyOf(tree, 'api')).toBe(
    paths.map((path) => `path "test/orders/transit/${path}/cards" {\n  capabilities = ["update"]\n}\n`).join('\n'),
  );
});

test('a workload finds the way to Vault, and a token of its own that is of no use elsewhere', () => {
  const { tree, cards, api } = shop();
  cards.grantEncrypt(api);
  const { spec } = (objectIn(tree, 'Deployment', 'api')['spec'] as Untyped).template;
  expect(spec.volumes.find(({ name }: Untyped) => name === 'secret-cards').projected.sources).toEqual([
    { serviceAccountToken: { audience: 'vault', expirationSeconds: 3600, path: 'token' } },
  ]);
  expect(spec.containers[0].env).toEqual([
    { name: 'CARDS_ADDRESS', value: 'https://vault.vault.svc:8200' },
    { name: 'CARDS_CREDENTIALS_DIR', value: '/var/run/secrets/dwcp/cards' },
    { name: 'CARDS_KEY', value: 'cards' },
    { name: 'CARDS_LOGIN', value: 'auth/test/orders/kubernetes/login' },
    { name: 'CARDS_MOUNT', value: 'test/orders/transit' },
    { name: 'CARDS_ROLE', value: 'api' },
  ]);
  expect(edgesOf(tree)).toContainEqual(
    expect.objectContaining({
      ...{ from: 'orders/api', to: 'vault', port: 8200, protocol: 'TCP', by: 'grant' },
      declaredAt: { path: 'test/orders/cards', call: "grantEncrypt('orders/api')" },
    }),
  );
});

test('passes every rule', () => {
  const { tree, namespace, cards, api } = shop();
  cards.grantEncryptDecrypt(api);
  new Worker(namespace, 'caller', { image: IMAGE, scale: 2, resources: RESOURCES }).connections.allowTo(api);
  const verdicts = judge(planOf(tree));
  expect(verdicts.find(({ rule }) => rule === 'transit-keys-rotate')?.outcome).toBe('pass');
  expect(verdicts.filter(({ outcome }) => outcome !== 'pass').map(({ messages }) => messages)).toEqual([]);
  expect(failsCheck(verdicts)).toBe(false);
});

test('refuses to be granted in two ways, and to rotate more seldom than the standards say', () => {
  const { namespace, cards, api } = shop();
  cards.grantEncrypt(api);
  expect(() => cards.grantDecrypt(api)).toThrow("is granted to 'api' as encrypt and as decrypt; keep one of the two");
  expect(() => new TransitKey(namespace, 'more', { rotateWithinDays: 181 })).toThrow(
    new UserError(["'test/orders/more' has 181 for `rotateWithinDays`; write a whole number from 1 to 180"]),
  );
});
