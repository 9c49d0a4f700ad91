import {
  Redis,
  type RedisProps,
  SecureNamespace,
  synthesize,
  type VaultResourcePlan,
  WebService,
} from '../../constructs';
import { environment, IMAGE, objectIn, RESOURCES } from '../support/environment';
import { problemsOf } from '../support/problems-of';

const MOUNT = 'test/orders/cache';

function orders(props: Partial<RedisProps> = {}) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const cache = new Redis(namespace, 'cache', { image: IMAGE, storage: '1Gi', resources: RESOURCES, ...props });
  cache.grantReadWrite(new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES }));
  return tree;
}

/** What is below the server's mount in Vault, by path. */
function inVault(tree: ReturnType<typeof orders>): ReadonlyMap<string, VaultResourcePlan> {
  const all = synthesize(tree).flatMap((one) => (one.api === 'vault' ? [[one.vaultPath, one] as const] : []));
  return new Map(all.filter(([path]) => path.startsWith(`${MOUNT}/`)));
}

test('the first authority is the issuer that Vault takes unless another is named', () => {
  const vault = inVault(orders());
  expect([...vault.keys()]).toEqual([
    `${MOUNT}/config/auto-tidy`,
    `${MOUNT}/root`,
    `${MOUNT}/roles/cache`,
    `${MOUNT}/roles/api`,
  ]);
  expect(vault.get(`${MOUNT}/root`)?.args).not.toHaveProperty('issuerName');
  expect(vault.get(`${MOUNT}/roles/api`)?.args).not.toHaveProperty('issuerRef');
});

test('whoever may ask for a certificate may say all of it but its end, or that it has none of its own', () => {
  const policy = synthesize(orders()).find(({ name }) => name === 'sys/policies/acl/test.orders.api');
  expect((policy as VaultResourcePlan).args['policy']).toBe(
    `path "${MOUNT}/issue/api" {\n  capabilities = ["update"]\n` +
      '  allowed_parameters = {\n    "*" = []\n    "not_after" = [""]\n  }\n}\n',
  );
});

describe('the next authority', () => {
  const tree = orders({ authority: 2 });
  const vault = inVault(tree);

  test('is made beside the former one, which stays as it is', () => {
    expect(vault.get(`${MOUNT}/root`)?.args).toEqual(inVault(orders()).get(`${MOUNT}/root`)?.args);
    expect(vault.get(`${MOUNT}/root/2`)).toMatchObject({
      data: true,
      args: { backend: MOUNT, issuerName: 'root-2', commonName: 'cache test 2', type: 'internal' },
    });
  });

  test('signs for everybody, by roles that name it, and nobody signs by the former one any more', () => {
    const roles = [...vault.values()].filter(({ kind }) => kind === 'pkiSecret/SecretBackendRole');
    expect(roles.map(({ vaultPath, args }) => [vaultPath, args['name'], args['issuerRef']])).toEqual([
      [`${MOUNT}/roles/cache.2`, 'cache.2', 'root-2'],
      [`${MOUNT}/roles/api.2`, 'api.2', 'root-2'],
    ]);
    expect(roles.every(({ dependsOn }) => dependsOn.some((id) => id.endsWith(`${MOUNT}/root/2`)))).toBe(true);
  });

  test('is asked at once, since what delivers a certificate has changed', () => {
    for (const [secret, role] of [
      ['cache-tls', 'cache.2'],
      ['api-cache', 'api.2'],
    ] as const) {
      expect(objectIn(tree, 'VaultPKISecret', secret)['spec']).toMatchObject({ mount: MOUNT, role });
    }
    const policy = synthesize(tree).find(({ name }) => name === 'sys/policies/acl/test.orders.api');
    expect((policy as VaultResourcePlan).args['policy']).toContain(`path "${MOUNT}/issue/api.2"`);
  });
});

test('each authority that there was stays declared: what is protected cannot be taken out', () => {
  const roots = [...inVault(orders({ authority: 3 })).keys()].filter((path) => path.includes('/root'));
  expect(roots).toEqual([`${MOUNT}/root`, `${MOUNT}/root/2`, `${MOUNT}/root/3`]);
});

test.each([
  [0, '0'],
  [1.5, '1.5'],
  ['2', "'2'"],
])('refuses an authority that is no count from 1 on: %j', (authority, shown) => {
  expect(problemsOf(() => orders({ authority: authority as number }))).toEqual([
    `'test/orders/cache' has ${shown} for \`authority\`; write a whole number from 1 to 99`,
  ]);
});
