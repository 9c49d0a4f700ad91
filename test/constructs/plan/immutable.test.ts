import { immutableChanges } from '../../../constructs/plan/immutable';
import { kubernetesResource, type Manifest, type Resource, vaultResource } from '../../../constructs/plan/resource';

function object(apiVersion: string, kind: string, rest: object): Resource {
  return kubernetesResource(
    { apiVersion, kind, metadata: { name: 'api', namespace: 'shop' }, ...rest } as Manifest,
    'shop',
  );
}

const SELECTOR = { matchLabels: { app: 'api' } };
const statefulSet = (spec: object) => object('apps/v1', 'StatefulSet', { spec: { selector: SELECTOR, ...spec } });
const claim = (spec: object) => object('v1', 'PersistentVolumeClaim', { spec });
const storage = (size: string) => claim({ resources: { requests: { storage: size } } });
const cluster = (spec: object) => object('postgresql.cnpg.io/v1', 'Cluster', { spec });

test('a selector is replaced by Pulumi, in any version of its kind', () => {
  const [before, after] = [SELECTOR, { matchLabels: { app: 'web' } }].map((selector) =>
    object('apps/v1beta2', 'Deployment', { spec: { selector } }),
  ) as [Resource, Resource];
  expect(immutableChanges(before, after)).toEqual([
    { field: 'spec.selector', outcome: 'replaced', refusedBy: 'server' },
  ]);
});

test('what means the same is no change of it', () => {
  expect(immutableChanges(claim({ accessModes: ['A', 'B'] }), claim({ accessModes: ['B', 'A'] }))).toEqual([]);
  expect(immutableChanges(statefulSet({}), statefulSet({ podManagementPolicy: 'OrderedReady' }))).toEqual([]);
  expect(immutableChanges(statefulSet({}), statefulSet({ serviceName: null }))).toEqual([]);
});

test('what is not in the table is not claimed', () => {
  expect(immutableChanges(statefulSet({}), statefulSet({ replicas: 3, template: {} }))).toEqual([]);
  expect(immutableChanges(object('v1', 'constructor', {}), object('v1', 'constructor', { spec: {} }))).toEqual([]);
});

test('every field that cannot change is named, sorted', () => {
  const after = statefulSet({ serviceName: 'api', podManagementPolicy: 'Parallel' });
  expect(immutableChanges(statefulSet({}), after).map(({ field }) => field)).toEqual([
    'spec.podManagementPolicy',
    'spec.serviceName',
  ]);
});

test('a claim grows, and does not shrink', () => {
  expect(immutableChanges(storage('1Gi'), storage('2Gi'))).toEqual([]);
  expect(immutableChanges(storage('1Gi'), storage('1024Mi'))).toEqual([]);
  expect(immutableChanges(storage('2Gi'), storage('1Gi'))).toEqual([
    { field: 'spec.resources.requests.storage', outcome: 'refused', refusedBy: 'server' },
  ]);
});

test('a rule of a definition is asked where both sides have the field', () => {
  const named = (serviceAccountName?: string) =>
    cluster(serviceAccountName === undefined ? {} : { serviceAccountName });
  expect(immutableChanges(named(), named('a'))).toEqual([]);
  expect(immutableChanges(named('a'), named())).toEqual([]);
  expect(immutableChanges(named('a'), named('b'))).toEqual([
    { field: 'spec.serviceAccountName', outcome: 'refused', refusedBy: 'definition' },
  ]);
});

test('a disk for the log can be given, and not be taken away', () => {
  const log = cluster({ walStorage: { size: '1Gi' } });
  expect(immutableChanges(cluster({}), log)).toEqual([]);
  expect(immutableChanges(log, cluster({}))).toEqual([
    { field: 'spec.walStorage', outcome: 'refused', refusedBy: 'webhook' },
  ]);
});

test('what a database is made by is read once', () => {
  expect(immutableChanges(cluster({}), cluster({ bootstrap: { initdb: { database: 'app' } } }))).toEqual([
    { field: 'spec.bootstrap', outcome: 'ignored' },
  ]);
});

test('what is frozen does not change, and does not thaw', () => {
  const config = (rest: object) => object('v1', 'ConfigMap', rest);
  const frozen = { data: { a: '1' }, immutable: true };
  expect(immutableChanges(config({ data: { a: '1' } }), config({ data: { a: '2' } }))).toEqual([]);
  expect(immutableChanges(config({ data: { a: '1' } }), config(frozen))).toEqual([]);
  expect(immutableChanges(config(frozen), config({ data: { a: '2' } })).map(({ field }) => field)).toEqual([
    'data',
    'immutable',
  ]);
});

test('a Secret is replaced for its content, which Kubernetes would change', () => {
  const secret = (a: string, rest: object = {}) => object('v1', 'Secret', { data: { a }, ...rest });
  expect(immutableChanges(secret('MQ=='), secret('Mg=='))).toEqual([{ field: 'data', outcome: 'replaced' }]);
  expect(immutableChanges(secret('MQ==', { immutable: true }), secret('Mg==', { immutable: true }))).toEqual([
    { field: 'data', outcome: 'replaced', refusedBy: 'server' },
  ]);
});

test('a resource of Vault is made anew for some of its arguments, and not for others', () => {
  const root = (args: object) =>
    vaultResource(
      {
        type: 'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert',
        vaultPath: 'pki/root',
        args: { backend: 'pki', type: 'internal', ...args },
      },
      'shop',
    );
  expect(immutableChanges(root({ commonName: 'a', ttl: '1h' }), root({ commonName: 'b', ttl: '2h' }))).toEqual([
    { field: 'commonName', outcome: 'replaced' },
    { field: 'ttl', outcome: 'ignored' },
  ]);
});
