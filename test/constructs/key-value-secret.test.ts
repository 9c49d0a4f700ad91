import { ApiObject } from 'cdk8s';
import {
  Existing,
  edgesOf,
  KeyValueSecret,
  planOf,
  SecureNamespace,
  synthesize,
  UserError,
  WebService,
} from '../../constructs';
import { failsCheck, judge } from '../../policies/index';
import { environment, IMAGE, objectIn, RESOURCES } from '../support/environment';

/** As JavaScript calls it: whatever the compiler would have said. */
type Untyped = any;

function orders(props: Partial<ConstructorParameters<typeof KeyValueSecret>[2]> = {}) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const stripe = new KeyValueSecret(namespace, 'stripe', {
    keys: ['api-key', 'webhook-key'],
    owner: 'payments@example.com',
    ...props,
  });
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
  return { tree, namespace, stripe, api };
}

function vaultArgs(tree: ReturnType<typeof environment>, path: string): Readonly<Record<string, unknown>> {
  const resource = synthesize(tree).find((candidate) => candidate.api === 'vault' && candidate.vaultPath === path);
  if (resource?.api !== 'vault') throw new Error(`nothing is at ${path} in Vault`);
  return resource.args;
}

describe('a secret that people keep', () => {
  test('is read by whom it is granted to, from an engine of the namespace that remembers', () => {
    const { tree, stripe, api } = orders();
    stripe.grantRead(api, { why: 'takes payments' });
    expect(vaultArgs(tree, 'test/orders/kv')).toEqual({
      type: 'kv',
      path: 'test/orders/kv',
      description: 'secrets that people keep for orders in test',
      options: { version: '2' },
    });
    expect(vaultArgs(tree, 'test/orders/kv/config')).toEqual({ mount: 'test/orders/kv', maxVersions: 10 });
    expect(vaultArgs(tree, 'sys/policies/acl/test.orders.api')['policy']).toBe(
      'path "test/orders/kv/data/stripe" {\n  capabilities = ["read"]\n}\n',
    );
  });

  test('is delivered without what nobody asked for, and restarts who reads it', () => {
    const { tree, stripe, api } = orders({ rotateWithinDays: 30 });
    stripe.grantRead(api);
    const { metadata, spec } = objectIn(tree, 'VaultStaticSecret', 'api-stripe');
    expect(metadata.annotations).toEqual({
      'dwcp.io/secret-owner': 'payments@example.com',
      'dwcp.io/rotate-within-days': '30',
    });
    expect(spec).toEqual({
      vaultAuthRef: 'api',
      mount: 'test/orders/kv',
      type: 'kv-v2',
      path: 'stripe',
      refreshAfter: '60s',
      hmacSecretData: true,
      destination: { name: 'api-stripe', create: true, transformation: { excludeRaw: true } },
      rolloutRestartTargets: [{ kind: 'Deployment', name: 'api' }],
    });
  });

  test('is a file for each key, and nothing on the network', () => {
    const { tree, stripe, api } = orders();
    const before = edgesOf(tree);
    stripe.grantRead(api);
    expect(edgesOf(tree)).toEqual(before);
    const { template } = objectIn(tree, 'Deployment', 'api')['spec'] as Untyped;
    expect(template.spec.containers[0].env).toEqual([
      { name: 'STRIPE_CREDENTIALS_DIR', value: '/var/run/secrets/dwcp/stripe' },
    ]);
    expect(template.spec.volumes.find(({ name }: Untyped) => name === 'secret-stripe').projected.sources).toEqual([
      {
        secret: {
          name: 'api-stripe',
          items: [
            { key: 'api-key', path: 'api-key' },
            { key: 'webhook-key', path: 'webhook-key' },
          ],
        },
      },
    ]);
  });

  test('shares its engine with the others of the namespace', () => {
    const { tree, namespace } = orders();
    new KeyValueSecret(namespace, 'mail', { keys: ['password'], owner: 'mail@example.com' });
    const mounts = synthesize(tree).filter(({ kind, data }) => kind === 'Mount' && data);
    expect(mounts.map(({ name }) => name)).toEqual(['test/orders/kv']);
  });

  test('is granted to a workload that was adopted', () => {
    const { tree, namespace, stripe } = orders();
    const labels = { app: 'legacy' };
    const object = new ApiObject(namespace, 'legacy', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'legacy' },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { serviceAccountName: 'legacy', containers: [{ name: 'main', image: IMAGE }] },
        },
      },
    });
    stripe.grantRead(Existing.daemonSet(namespace, 'adopted', { object }));
    expect(objectIn(tree, 'VaultStaticSecret', 'legacy-stripe')['spec']).toMatchObject({
      rolloutRestartTargets: [{ kind: 'DaemonSet', name: 'legacy' }],
    });
  });

  test('passes every rule', () => {
    const { tree, stripe, api } = orders();
    stripe.grantRead(api);
    const verdicts = judge(planOf(tree));
    expect(verdicts.find(({ rule }) => rule === 'kept-secrets-are-owned')?.outcome).toBe('pass');
    expect(failsCheck(verdicts)).toBe(false);
  });

  test.each<[string, Untyped, ...string[]]>([
    ['nothing', undefined, "'test/orders/mail' has no props; write an object with keys, owner"],
    [
      'a value in the tree',
      { value: 's3cret', owner: 'mail@example.com' },
      "'test/orders/mail' has an unknown prop `value`; it takes keys, owner, rotateWithinDays, store",
      "'test/orders/mail' has no `keys`; list its keys, e.g. ['api-key']",
    ],
    [
      'no keys, nobody, and an age above the standard',
      { keys: [], owner: ' ', rotateWithinDays: 365 },
      "'test/orders/mail' has [] for `keys`; list its keys, e.g. ['api-key']",
      "'test/orders/mail' has ' ' for `owner`; say who changes its values in time, e.g. payments@example.com",
      "'test/orders/mail' has 365 for `rotateWithinDays`; write a whole number from 1 to 90",
    ],
    [
      'a key that is a path, and one twice',
      { keys: ['a/b'], owner: 'mail@example.com' },
      "'test/orders/mail' has 'a/b' for `keys[0]`; write letters, digits, dots, hyphens and underscores",
    ],
    [
      'a key twice',
      { keys: ['a', 'b', 'a'], owner: 'mail@example.com' },
      "'test/orders/mail' has 'a' twice in `keys`; name it once",
    ],
  ])('refuses %s', (_, props, ...problems) => {
    const { namespace } = orders();
    expect(() => new KeyValueSecret(namespace, 'mail', props)).toThrow(new UserError(problems));
  });

  test('refuses to be kept where there is no Vault', () => {
    const { vault: _, ...facts } = environment().facts;
    const tree = environment({}, { ...facts, vault: undefined } as Untyped);
    const namespace = new SecureNamespace(tree, 'orders');
    expect(() => new KeyValueSecret(namespace, 'stripe', { keys: ['a'], owner: 'b' })).toThrow(
      "'test/orders/key-value' needs Vault, and the environment has no fact `vault`; give it address, namespace and databaseCertificates, or leave out what needs it",
    );
  });
});
