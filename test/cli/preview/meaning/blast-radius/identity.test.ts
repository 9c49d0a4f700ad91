import { identity } from '../../../../../cli/preview/meaning/blast-radius/identity';
import { change, kubernetes, object, told, vault } from './support';

const HOW = "  deploy's option `formerly` tells Pulumi that it is the same: { 'its id now': ['its id before'] }";

test('says that what is renamed is made anew', () => {
  const service = (name: string) => object('v1', 'Service', { spec: { ports: [{ port: 80 }] } }, name);
  expect(told(identity, change([service('api')], [service('web')]))).toEqual([
    'worse (identity): Service shop/api is deleted, and made anew as shop/web',
    '  it was v1/Service shop/api',
    '  Kubernetes renames nothing: only the old name keeps what is there',
  ]);
});

test.each([
  ['alike', { rules: [] }, { rules: [] }],
  ['not alike', { backend: { serviceName: 'api', servicePort: 80 } }, { rules: [{ host: 'a.example.com' }] }],
])('says that another version of a kind is the same object, with specs that are %s', (_, was, is) => {
  const ingress = (version: string, spec: object) => object(`networking.k8s.io/${version}`, 'Ingress', { spec });
  expect(told(identity, change([ingress('v1beta1', was)], [ingress('v1', is)]))).toEqual([
    'worse (identity): Ingress shop/api is written as networking.k8s.io/v1, and then deleted as networking.k8s.io/v1beta1, which is the same object',
    '  it was networking.k8s.io/v1beta1/Ingress shop/api',
    HOW,
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
