import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { grantsFor } from '../../cli/deployer/vault/paths';
import {
  KeyValueSecret,
  planOf,
  SecureNamespace,
  TransitKey,
  UserError,
  VaultQuota,
  WebService,
} from '../../constructs';
import { environment, IMAGE, RESOURCES } from '../support/environment';

function shop() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const cards = new TransitKey(namespace, 'cards');
  const stripe = new KeyValueSecret(namespace, 'stripe', { keys: ['api-key'], owner: 'payments@example.com' });
  stripe.grantRead(new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES }));
  return { tree, namespace, cards, stripe };
}

function quotasIn(tree: ReturnType<typeof shop>['tree']) {
  return planOf(tree).resources.flatMap((one) => (one.api === 'vault' && one.kind === 'QuotaRateLimit' ? [one] : []));
}

test('a quota is of one engine, a hundred requests a second of each address, once that engine is there', () => {
  const { tree, namespace, cards } = shop();
  new VaultQuota(namespace, 'transit-quota', { mount: cards.mount });
  expect(quotasIn(tree)).toMatchObject([
    {
      vaultPath: 'sys/quotas/rate-limit/test.orders.transit',
      args: { name: 'test.orders.transit', path: 'test/orders/transit/', rate: 100, interval: 1 },
      dependsOn: expect.arrayContaining(['vault:index/mount:Mount test/orders/transit']),
    },
  ]);
  expect(quotasIn(tree)[0]!.args).not.toHaveProperty('blockInterval');
});

test('a login method has one like an engine', () => {
  const { tree, namespace } = shop();
  new VaultQuota(namespace, 'logins', { mount: 'auth/test/orders/kubernetes', requestsPerSecond: 20 });
  expect(quotasIn(tree)).toMatchObject([{ args: { path: 'auth/test/orders/kubernetes/', rate: 20 } }]);
});

test('each mount has its own, whatever is asked for, and Vault is told nothing else', () => {
  const asked = fc.record({
    requestsPerSecond: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
    block: fc.option(fc.integer({ min: 1, max: 86_400 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(asked, asked, (first, second) => {
      const { tree, namespace, cards, stripe } = shop();
      const given = [
        [cards.mount, first],
        [stripe.mount, second],
      ] as const;
      for (const [mount, { requestsPerSecond, block }] of given) {
        new VaultQuota(namespace, `of-${mount.replaceAll('/', '-')}`, {
          mount,
          ...(requestsPerSecond !== undefined && { requestsPerSecond }),
          ...(block !== undefined && { block: Duration.seconds(block) }),
        });
      }
      const told = Object.fromEntries(quotasIn(tree).map(({ args }) => [args['path'], args]));
      expect(told).toEqual(
        Object.fromEntries(
          given.map(([mount, { requestsPerSecond = 100, block }]) => [
            `${mount}/`,
            {
              ...{ name: mount.replaceAll('/', '.'), path: `${mount}/`, rate: requestsPerSecond, interval: 1 },
              ...(block !== undefined && { blockInterval: block }),
            },
          ]),
        ),
      );
    }),
    { numRuns: 15 },
  );
});

test('whoever deploys may write that quota, and no other', () => {
  const { tree, namespace, cards } = shop();
  new VaultQuota(namespace, 'transit-quota', { mount: cards.mount });
  expect(quotasIn(tree).flatMap(grantsFor)).toEqual([
    { path: 'sys/quotas/rate-limit/test.orders.transit', capabilities: ['create', 'read', 'update', 'delete'] },
  ]);
});

test('refuses a second one of the same mount, by whatever name', () => {
  const { namespace, cards } = shop();
  new VaultQuota(namespace, 'one', { mount: cards.mount });
  expect(() => new VaultQuota(namespace, 'two', { mount: cards.mount })).toThrow(
    "'test/orders/two' is a second quota of 'test/orders/transit', of which Vault takes one; keep one of the two",
  );
});

test('refuses what nothing has made, and names what is there', () => {
  const { namespace } = shop();
  expect(() => new VaultQuota(namespace, 'quota', { mount: 'test/orders/transti' })).toThrow(
    "'test/orders/quota' is for 'test/orders/transti', which nothing in its namespace has made so far; declare what makes it " +
      'first, or write one of test/orders/transit, test/orders/kv, auth/test/orders/kubernetes',
  );
  const bare = new SecureNamespace(environment(), 'bare');
  expect(() => new VaultQuota(bare, 'quota', { mount: 'x' })).toThrow('those that are there: none');
});

test.each([
  { requestsPerSecond: 0 },
  { requestsPerSecond: 1.5 },
  { requestsPerSecond: Number.NaN },
  { mount: 'test/orders/transit/' },
  { mount: '' },
  { block: Duration.millis(10) },
])('refuses %o', (props) => {
  const { namespace, cards } = shop();
  expect(() => new VaultQuota(namespace, 'quota', { mount: cards.mount, ...props })).toThrow(UserError);
});
