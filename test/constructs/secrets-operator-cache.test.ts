import { Construct } from 'constructs';
import {
  planOf,
  SecretsOperatorCache,
  type SecretsOperatorCacheProps,
  SecureNamespace,
  TransitKey,
  UserError,
  WebService,
} from '../../constructs';
import { judge } from '../../policies/index';
import { environment, IMAGE, RESOURCES } from '../support/environment';

const ID = 'vault-secrets-operator';

function inVault(tree: ReturnType<typeof environment>): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const all = planOf(tree).resources.flatMap((one) =>
    one.api === 'vault' ? [[one.vaultPath, one.args] as const] : [],
  );
  return Object.fromEntries(all);
}

function withCache(props?: SecretsOperatorCacheProps) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  new SecretsOperatorCache(namespace, ID, props);
  return { tree, namespace };
}

test('a key of its own, and a login of the operator that encrypts and decrypts with it, and no more', () => {
  const vault = inVault(withCache().tree);
  expect(vault[`test/orders/transit/keys/${ID}`]).toMatchObject({
    ...{ name: ID, type: 'aes256-gcm96', autoRotatePeriod: 180 * 86_400, exportable: false, minDecryptionVersion: 1 },
  });
  expect(vault[`sys/policies/acl/test.orders.${ID}`]).toEqual({
    name: `test.orders.${ID}`,
    policy: ['decrypt', 'encrypt']
      .map((verb) => `path "test/orders/transit/${verb}/${ID}" {\n  capabilities = ["update"]\n}\n`)
      .join('\n'),
  });
  expect(vault[`auth/test/orders/kubernetes/role/${ID}`]).toEqual({
    backend: 'test/orders/kubernetes',
    roleName: ID,
    boundServiceAccountNames: ['vault-secrets-operator-controller-manager'],
    boundServiceAccountNamespaces: ['vault-secrets-operator-system'],
    audience: 'vault',
    tokenPolicies: [`test.orders.${ID}`],
    tokenPeriod: 86_400,
  });
});

test('the login is there once its key and its policy are', () => {
  const role = planOf(withCache().tree).resources.find(({ name }) => name === `auth/test/orders/kubernetes/role/${ID}`);
  expect(role?.dependsOn.join()).toMatch(/keys\/vault-secrets-operator/);
  expect(role?.dependsOn.join()).toMatch(/sys\/policies\/acl\/test\.orders\.vault-secrets-operator/);
});

test('another account and another number of days, where the operator is installed otherwise', () => {
  const vault = inVault(withCache({ serviceAccount: 'vso-controller-manager', rotateWithinDays: 30 }).tree);
  expect(vault[`auth/test/orders/kubernetes/role/${ID}`]).toMatchObject({
    boundServiceAccountNames: ['vso-controller-manager'],
  });
  expect(vault[`test/orders/transit/keys/${ID}`]).toMatchObject({ autoRotatePeriod: 30 * 86_400 });
});

test('passes every rule', () => {
  const verdicts = judge(planOf(withCache().tree));
  expect(verdicts.filter(({ outcome }) => outcome !== 'pass').map(({ messages }) => messages)).toEqual([]);
});

test('refuses every account, and a key that rotates more seldom than the standards say', () => {
  expect(() => withCache({ serviceAccount: '*', rotateWithinDays: 181 })).toThrow(
    new UserError([
      "'test/orders/vault-secrets-operator' has '*' for `serviceAccount`; name it as kubectl get serviceaccounts does",
      "'test/orders/vault-secrets-operator' has 181 for `rotateWithinDays`; write a whole number from 1 to 180",
    ]),
  );
});

test('refuses to share its login in Vault with a workload of its name', () => {
  const { tree, namespace } = withCache();
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
  new TransitKey(namespace, 'cards').grantEncrypt(api);
  new SecretsOperatorCache(new Construct(namespace, 'operator'), 'api');
  expect(() => planOf(tree)).toThrow(
    "'test/orders/operator/api/role' is vault:kubernetes/authBackendRole:AuthBackendRole auth/test/orders/kubernetes/role/api, " +
      "and so is 'test/orders/api/pod/vault/role'; give one of them another name",
  );
});
