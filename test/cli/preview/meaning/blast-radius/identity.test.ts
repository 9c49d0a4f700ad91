import { identity } from '../../../../../cli/preview/meaning/blast-radius/identity';
import { change, kubernetes, object, told, vault } from './support';

const HOW = "  the platform's `formerly` tells Pulumi that it is the same: { 'its id now': ['its id before'] }";

test('says that what is renamed is made anew', () => {
  const service = (name: string) => object('v1', 'Service', { spec: { ports: [{ port: 80 }] } }, name);
  expect(told(identity, change([service('api')], [service('web')]))).toEqual([
    'worse (identity): Service shop/api is deleted, and made anew as shop/web',
    '  it was v1/Service shop/api',
    '  Kubernetes renames nothing: only the old name keeps what is there',
  ]);
});

const ROUTE = 'gateway.networking.k8s.io';

test.each([
  ['alike', ROUTE, { rules: [] }, { rules: [] }],
  [
    'not alike',
    'networking.k8s.io',
    { backend: { serviceName: 'api', servicePort: 80 } },
    { rules: [{ host: 'a.example.com' }] },
  ],
])(
  'says that an object stays what it is in another version that Pulumi knows, with specs that are %s',
  (_, group, was, is) => {
    const ingress = (version: string, spec: object) => object(`${group}/${version}`, 'Route', { spec });
    expect(told(identity, change([ingress('v1beta1', was)], [ingress('v1', is)]))).toEqual([
      `neutral: Route shop/api is written as ${group}/v1, and stays the object that it was as ${group}/v1beta1`,
    ]);
  },
);

test('says that one in a version that Pulumi does not know is taken for two', () => {
  const cluster = (version: string) => object(`postgresql.cnpg.io/${version}`, 'Pooler', { spec: {} });
  expect(told(identity, change([cluster('v0')], [cluster('v1')]))).toEqual([
    'worse (identity): Pooler shop/api is written as postgresql.cnpg.io/v1, and then deleted as postgresql.cnpg.io/v0, which is the same object',
    '  it was postgresql.cnpg.io/v0/Pooler shop/api',
    HOW,
  ]);
  const formerly = { ...cluster('v1'), formerly: ['postgresql.cnpg.io/v0/Pooler shop/api'] };
  expect(told(identity, change([cluster('v0')], [formerly]))).toEqual([
    'neutral: Pooler shop/api is written as postgresql.cnpg.io/v1, and stays the object that it was as postgresql.cnpg.io/v0',
  ]);
});

test('says what becomes of a path in Vault that Pulumi is told of, whatever else of it changes', () => {
  const mount = (path: string, options: object) =>
    vault('vault:index/mount:Mount', path, { path, type: 'kv', ...options });
  const now = {
    ...mount('live/orders', { description: 'what is ordered' }),
    formerly: ['vault:index/mount:Mount shop'],
  };
  expect(told(identity, change([mount('shop', {})], [now]))).toEqual([
    'neutral: Vault Mount live/orders was shop, and Pulumi is told that it is the same',
  ]);
});

test('says that Kubernetes renames nothing, also where Pulumi is told', () => {
  const [was, is] = ['api', 'web'].map((name) => object('v1', 'Service', { spec: { ports: [{ port: 80 }] } }, name));
  const now = { ...is!, formerly: [was!.id] };
  expect(told(identity, change([was!], [now]))).toEqual([
    'worse (identity): Service shop/api is deleted, and made anew as shop/web',
    '  it was v1/Service shop/api',
    '  Kubernetes renames nothing: only the old name keeps what is there',
  ]);
});

test('says how Pulumi is told that a path in Vault is the same', () => {
  const role = (path: string) =>
    vault('vault:database/secretBackendRole:SecretBackendRole', path, { backend: 'a', name: 'b', dbName: 'c' });
  expect(told(identity, change([role('a/roles/b')], [role('a/roles/c')]))).toEqual([
    'worse (identity): Vault database/SecretBackendRole a/roles/b is deleted, and made anew as a/roles/c',
    '  it was vault:database/secretBackendRole:SecretBackendRole a/roles/b',
    HOW,
  ]);
});

test('tells of what goes to another namespace', () => {
  const [here, there] = ['shop', 'other'].map((namespace) =>
    kubernetes({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace }, spec: { type: 'NodePort' } }),
  );
  expect(told(identity, change([here!], [there!]))).toEqual([
    'worse (identity): Service shop/api is deleted, and made anew as other/api',
    '  it was v1/Service shop/api',
    '  Kubernetes renames nothing: only the old name keeps what is there',
  ]);
});

test('says nothing of what is new, and of what is gone', () => {
  const [service, quota] = [object('v1', 'Service'), object('v1', 'ResourceQuota')];
  expect(told(identity, change([service], [quota]))).toEqual([]);
});
