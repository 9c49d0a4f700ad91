import { immutable } from '../../../../../cli/preview/meaning/blast-radius/immutable';
import { change, object, told, vault } from './support';

const of = (app: string) => ({ selector: { matchLabels: { app } } });
const deployment = (app: string) => object('apps/v1', 'Deployment', { spec: of(app) });

test('says that a workload is not there while it is made anew', () => {
  expect(told(immutable, change([deployment('api')], [deployment('web')]))).toEqual([
    'worse (unavailable-rollout): Deployment shop/api is deleted and made anew for another spec.selector, which cannot change',
  ]);
});

test('says that the claims of a StatefulSet stay, unless it takes them along', () => {
  const set = (storage: string, serviceName: string, more: object = {}) =>
    object('apps/v1', 'StatefulSet', {
      spec: { serviceName, volumeClaimTemplates: [{ spec: { resources: { requests: { storage } } } }], ...more },
    });
  const goes = { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } };
  expect(told(immutable, change([set('1Gi', 'a', goes)], [set('1Gi', 'b', goes)]))).toEqual([
    'worse (unavailable-rollout): StatefulSet shop/api is deleted and made anew for another spec.serviceName, which cannot change',
  ]);
  expect(told(immutable, change([set('1Gi', 'a')], [set('2Gi', 'b')]))).toEqual([
    'worse (unavailable-rollout): StatefulSet shop/api is deleted and made anew for another spec.serviceName, spec.volumeClaimTemplates, which cannot change',
    '  its claims stay as they are, of whatever size they were made',
  ]);
});

test('says who refuses a change, and that the deployment ends there', () => {
  const pooler = (name: string) => object('postgresql.cnpg.io/v1', 'Pooler', { spec: { cluster: { name } } });
  expect(told(immutable, change([pooler('a')], [pooler('b')]))).toEqual([
    'worse (unavailable-rollout): Pooler shop/api does not take another spec.cluster: Kubernetes refuses it, and the deployment ends there',
  ]);
});

test('tells of one resource once, the worst first', () => {
  const cluster = (size: string, database: string) =>
    object('postgresql.cnpg.io/v1', 'Cluster', { spec: { storage: { size }, bootstrap: { initdb: { database } } } });
  expect(told(immutable, change([cluster('2Gi', 'a')], [cluster('1Gi', 'b')]))).toEqual([
    'worse (data-loss): Cluster shop/api does not take another spec.storage.size: its operator refuses it, and the deployment ends there',
    '  another spec.bootstrap is read once',
  ]);
});

test('says what comes to nothing, and stops nobody for it', () => {
  const cluster = (database: string) =>
    object('postgresql.cnpg.io/v1', 'Cluster', { spec: { bootstrap: { initdb: { database } } } });
  expect(told(immutable, change([cluster('a')], [cluster('b')]))).toEqual([
    'neutral: Cluster shop/api is left as it is by another spec.bootstrap, which is read once, when it is made',
  ]);
});

test('knows what of Vault holds data', () => {
  const mount = (type: string) => vault('vault:index/mount:Mount', 'shop/api', { path: 'shop/api', type });
  const policy = (name: string) => vault('vault:index/policy:Policy', 'shop/api', { name, policy: '' });
  expect(told(immutable, change([mount('kv'), policy('a')], [mount('pki'), policy('b')]))).toEqual([
    'worse (data-loss): Vault Mount shop/api is deleted and made anew for another type, which cannot change',
    'worse: Vault Policy shop/api is deleted and made anew for another name, which cannot change',
  ]);
});
