import { Duration } from 'cdk8s';
import fc from 'fast-check';
import {
  Cache,
  type CacheProps,
  planOf,
  Redis,
  SecureNamespace,
  STANDARDS,
  synthesize,
  UserError,
  WebService,
  Worker,
} from '../../constructs';
import { failsCheck, judge } from '../../policies/index';
import { environment, IMAGE, objectIn, objectsOf, RESOURCES } from '../support/environment';

/** What the objects say, as far as it is asserted here. */
type Untyped = any;

const CLIENTS = ['api', 'mail', 'report'] as const;
const VERBS = ['grantReadWrite', 'grantReadOnly'] as const;

const READS = '%R~* -@all +@read +@connection +@transaction -@admin -@dangerous +info';
const WRITES = '~* &* +@all -@admin -@dangerous +info';

function shop(props: Partial<CacheProps> = {}, data: 'disposable' | 'protected' = 'protected') {
  const tree = environment({ data });
  const namespace = new SecureNamespace(tree, 'orders');
  const cache = new Cache(namespace, 'pages', { image: IMAGE, resources: RESOURCES, ...props });
  const clients = {
    api: new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES }),
    mail: new Worker(namespace, 'mail', { image: IMAGE, scale: 2, resources: RESOURCES }),
    report: new Worker(namespace, 'report', { image: IMAGE, scale: 2, resources: RESOURCES }),
  };
  return { tree, namespace, cache, clients };
}

type Tree = ReturnType<typeof shop>['tree'];

function configOf(tree: Tree, name = 'pages'): readonly string[] {
  return (objectIn(tree, 'ConfigMap', name) as Untyped).data['redis.conf'].trimEnd().split('\n');
}

const usersIn = (lines: readonly string[]) => lines.filter((line) => line.startsWith('user '));

const podOf = (tree: Tree, name: string) => (objectIn(tree, 'Deployment', name)['spec'] as Untyped).template;

function variablesOf(tree: Tree, name: string): Readonly<Record<string, string>> {
  const { env } = podOf(tree, name).spec.containers[0];
  return Object.fromEntries((env ?? []).map((one: Untyped) => [one.name, one.value]));
}

function vaultArgs(tree: Tree, path: string): Untyped {
  const found = planOf(tree).resources.find((one) => one.api === 'vault' && one.vaultPath === path);
  return found?.api === 'vault' ? found.args : undefined;
}

describe('a cache', () => {
  test('writes nothing down, and forgets what was not used for the longest when three quarters of its memory are full', () => {
    expect(configOf(shop().tree)).toEqual([
      'port 0',
      'tls-port 6379',
      'tls-cert-file /var/run/secrets/dwcp/tls/tls.crt',
      'tls-key-file /var/run/secrets/dwcp/tls/tls.key',
      'tls-ca-cert-file /var/run/secrets/dwcp/tls/ca.crt',
      'tls-auth-clients yes',
      'tls-protocols "TLSv1.2 TLSv1.3"',
      'tls-auth-clients-user CN',
      'user default off',
      'user pages on -@all +ping',
      'protected-mode yes',
      'save ""',
      'appendonly no',
      `maxmemory ${96 * 1024 ** 2}`,
      'maxmemory-policy allkeys-lru',
    ]);
  });

  test('has no disk, no protection, and no budget that keeps a drained node waiting', () => {
    const { tree } = shop();
    const kinds = objectsOf(synthesize(tree)).filter(({ metadata }) => metadata.name.startsWith('pages'));
    expect(kinds.map(({ kind }) => kind).sort()).toEqual([
      'ConfigMap',
      'Deployment',
      'NetworkPolicy',
      'Service',
      'ServiceAccount',
      'VaultAuth',
      'VaultPKISecret',
    ]);
    expect(planOf(tree).resources.filter(({ data, name }) => data && name === 'pages')).toEqual([]);
    expect(podOf(tree, 'pages').spec.volumes.filter((one: Untyped) => one.persistentVolumeClaim)).toEqual([]);
  });

  test('is one pod, and the next starts when it has ended: two would not agree on what was deleted', () => {
    expect(objectIn(shop().tree, 'Deployment', 'pages')['spec']).toMatchObject({
      replicas: 1,
      strategy: { type: 'Recreate' },
    });
  });

  test('is asked through the door that its clients take, for a minute until it answers at first', () => {
    const [container] = podOf(shop().tree, 'pages').spec.containers;
    expect(container.command).toEqual(['valkey-server', '/etc/redis/redis.conf']);
    expect(container.startupProbe).toMatchObject({ periodSeconds: 10, failureThreshold: 6 });
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
      expect(container[probe].exec.command.at(-1)).toMatch(/^\[ "\$\(valkey-cli -p 6379 --tls .+ ping\)" = PONG \]$/);
    }
  });

  test('is restarted by its next certificate, and somebody is told when it is not', () => {
    const { tree } = shop();
    expect(objectIn(tree, 'VaultPKISecret', 'pages-tls')['spec']).toMatchObject({
      rolloutRestartTargets: [{ kind: 'Deployment', name: 'pages' }],
    });
    const { groups } = objectIn(tree, 'PrometheusRule', 'restarts')['spec'] as Untyped;
    expect(groups[0].rules).toContainEqual(
      expect.objectContaining({ alert: 'NotRestarted', labels: expect.objectContaining({ secret: 'pages-tls' }) }),
    );
  });

  test('is restarted by another grant, which is in its configuration', () => {
    const [before, after] = [shop(), shop()];
    after.cache.grantReadOnly(after.clients.report);
    const hashOf = (tree: Tree) => podOf(tree, 'pages').metadata.annotations['dwcp.io/config-pages'];
    expect(hashOf(after.tree)).not.toBe(hashOf(before.tree));
  });

  test('breaks no rule, where data is protected and each environment enforces', () => {
    const { tree, cache, clients } = shop();
    cache.grantReadWrite(clients.api);
    cache.grantReadOnly(clients.report);
    const broken = judge(planOf(tree)).filter((verdict) => failsCheck([verdict]));
    // For want of `AuditDevices`, in this environment.
    expect([...new Set(broken.map(({ rule }) => rule))]).toEqual(['vault-requests-audited']);
  });

  test('takes the next authority as a Redis does', () => {
    expect(objectIn(shop({ authority: 2 }).tree, 'VaultPKISecret', 'pages-tls')['spec']).toMatchObject({
      role: 'pages.2',
    });
  });

  test('is not called as Redis’s own user is, which is off: nor is a service account', () => {
    const { tree, namespace } = shop();
    new Cache(namespace, 'default', { image: IMAGE, resources: RESOURCES });
    expect(() => planOf(tree)).toThrow('ServiceAccount orders/default, which Kubernetes makes itself');
  });

  test.each([
    [{ ttl: Duration.millis(1500) }, 'has `ttl` of 1.5 s; write whole seconds, at least 1'],
    [{ timeToLive: 5 } as object, 'has an unknown prop `timeToLive`; did you mean `ttl`?'],
    [{ storage: '1Gi' } as object, 'storage'],
  ])('refuses %o', (props, problem) => {
    expect(() => shop(props)).toThrow(UserError);
    expect(() => shop(props)).toThrow(problem);
  });
});

describe('how long an entry is good for', () => {
  test.each([
    [undefined, '900'],
    [Duration.minutes(2), '120'],
    [Duration.hours(1), '3600'],
  ])('of %s is told to whoever is granted it, in seconds', (ttl, told) => {
    const { tree, cache, clients } = shop(ttl && { ttl });
    cache.grantReadOnly(clients.report);
    expect(variablesOf(tree, 'report')['PAGES_TTL_SECONDS']).toBe(told);
  });

  test('is 15 minutes by the standards', () => {
    expect(STANDARDS.cache.applicationSeconds).toBe(900);
  });
});

describe('one grant', () => {
  const grants = fc.array(fc.tuple(fc.constantFrom(...CLIENTS), fc.constantFrom(...VERBS)), { maxLength: 8 });

  test('hands out a certificate, a user and what to call, whatever else is granted, in any order and however often', () => {
    fc.assert(
      fc.property(grants, (sequence) => {
        const { tree, cache, clients } = shop();
        const granted = new Map<string, (typeof VERBS)[number]>();
        for (const [client, verb] of sequence) {
          const before = granted.get(client) ?? verb;
          if (before !== verb) {
            expect(() => cache[verb](clients[client])).toThrow('keep one of the two');
            continue;
          }
          cache[verb](clients[client]);
          granted.set(client, verb);
        }
        const users = [...granted].sort().map(([client, verb]) => {
          return `user ${client}.orders on ${verb === 'grantReadOnly' ? READS : WRITES}`;
        });
        expect(usersIn(configOf(tree))).toEqual(['user default off', 'user pages on -@all +ping', ...users]);
        for (const client of CLIENTS) expectHandedOut(tree, client, granted.has(client));
      }),
      { numRuns: 15 },
    );
  });

  function expectHandedOut(tree: Tree, client: string, isGranted: boolean): void {
    const { volumes } = podOf(tree, client).spec;
    const variables = Object.entries(variablesOf(tree, client)).filter(([name]) => name.startsWith('PAGES_'));
    const role = vaultArgs(tree, `test/orders/pages/roles/${client}`);
    if (!isGranted) {
      expect([variables, role, volumes.filter(({ name }: Untyped) => name === 'secret-pages')]).toEqual([
        [],
        undefined,
        [],
      ]);
      expect(vaultArgs(tree, `sys/policies/acl/test.orders.${client}`)).toBeUndefined();
      return;
    }
    expect(Object.fromEntries(variables)).toEqual({
      PAGES_HOST: 'pages.orders.svc',
      PAGES_PORT: '6379',
      PAGES_TTL_SECONDS: '900',
      PAGES_CREDENTIALS_DIR: '/var/run/secrets/dwcp/pages',
    });
    // Its name, by which the server knows it, and no other: it could not have that of whoever may write.
    expect(role).toMatchObject({ allowedDomains: [`${client}.orders`], allowSubdomains: false, serverFlag: false });
    expect(objectIn(tree, 'VaultPKISecret', `${client}-pages`)['spec']).toMatchObject({
      commonName: `${client}.orders`,
    });
    expect(vaultArgs(tree, `sys/policies/acl/test.orders.${client}`).policy).toMatch(
      new RegExp(`^path "test/orders/pages/issue/${client}" \\{[^}]*\\}\\n\\}\\n$`),
    );
  }
});

describe('a Redis of which one workload only reads', () => {
  function declared(verbs: Readonly<Partial<Record<(typeof CLIENTS)[number], (typeof VERBS)[number]>>>) {
    const made = shop();
    const redis = new Redis(made.namespace, 'carts', { image: IMAGE, storage: '1Gi', resources: RESOURCES });
    for (const [client, verb] of Object.entries(verbs)) redis[verb](made.clients[client as 'api']);
    return configOf(made.tree, 'carts');
  }

  test('knows each client by its certificate, and keeps its data as before', () => {
    const lines = declared({ report: 'grantReadOnly', api: 'grantReadWrite' });
    expect(lines.slice(7, 12)).toEqual([
      'tls-auth-clients-user CN',
      'user default off',
      'user carts on -@all +ping',
      `user api.orders on ${WRITES}`,
      `user report.orders on ${READS}`,
    ]);
    expect(lines.slice(12)).toEqual([
      'protected-mode yes',
      'dir /data',
      'appendonly yes',
      'appendfsync everysec',
      `maxmemory ${96 * 1024 ** 2}`,
      'maxmemory-policy noeviction',
    ]);
  });

  test('is as it was before, where none does', () => {
    const lines = declared({ api: 'grantReadWrite', mail: 'grantReadWrite' });
    expect(usersIn(lines)).toEqual([`user default on nopass ${WRITES}`]);
    expect(lines).toContain('protected-mode no');
    expect(lines.filter((line) => line.startsWith('tls-auth-clients-user'))).toEqual([]);
  });
});
