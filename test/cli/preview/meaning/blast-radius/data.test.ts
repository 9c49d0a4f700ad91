import { data } from '../../../../../cli/preview/meaning/blast-radius/data';
import type { Plan } from '../../../../../constructs';
import { change, object, told, vault } from './support';

const DISPOSABLE: readonly [Partial<Plan>, Partial<Plan>] = [{ data: 'disposable' }, { data: 'disposable' }];
const cluster = (spec: object, name = 'api') => object('postgresql.cnpg.io/v1', 'Cluster', { spec }, name);
const disk = { storage: { size: '2Gi' } };
const claims = [{ spec: { resources: { requests: { storage: '1Gi' } } } }];
const set = (spec: object = {}) =>
  object('apps/v1', 'StatefulSet', { spec: { volumeClaimTemplates: claims, ...spec } });

describe('what is deleted', () => {
  test('is kept by its protection, and lost without', () => {
    expect(told(data, change([cluster(disk)], []))).toEqual([
      'worse (data-loss): Cluster shop/api is no longer declared, and Pulumi refuses to delete it, since it is protected',
    ]);
    expect(told(data, change([cluster(disk)], [], DISPOSABLE))).toEqual([
      'worse (data-loss): Cluster shop/api is deleted, and what it holds with it',
    ]);
  });

  test('takes along what is in it', () => {
    const namespace = object('v1', 'Namespace');
    const definition = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
    expect(told(data, change([namespace, definition], [], DISPOSABLE))).toEqual([
      'worse (data-loss): Namespace shop/api is deleted, and everything in it with it',
      'worse (data-loss): CustomResourceDefinition shop/api is deleted, and every object of its kind with it',
    ]);
  });

  test('leaves its claims, unless it says otherwise', () => {
    expect(told(data, change([set()], []))).toEqual([
      'neutral: StatefulSet shop/api is deleted; its claims stay, and nothing uses them',
    ]);
    expect(told(data, change([set({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } })], []))).toEqual([
      'worse (data-loss): StatefulSet shop/api is deleted, and its claims with it',
    ]);
    expect(told(data, change([object('apps/v1', 'StatefulSet')], []))).toEqual([]);
  });
});

describe('what is made anew', () => {
  test('is empty under another name', () => {
    expect(told(data, change([cluster(disk)], [cluster(disk, 'other')]))).toEqual([
      'worse (data-loss): Cluster shop/api is followed by shop/other, which is empty; the old one is protected, and Pulumi refuses to delete it',
    ]);
  });

  test('is deleted as an older version of itself, where Pulumi does not know that it is the same', () => {
    const database = (version: string) => object(`postgresql.cnpg.io/${version}`, 'Cluster', { spec: disk });
    expect(told(data, change([database('v1beta1')], [database('v1')]))).toEqual([
      'worse (data-loss): Cluster shop/api is deleted as an older version of itself',
    ]);
    const now = { ...database('v1'), formerly: [database('v1beta1').id] };
    expect(told(data, change([database('v1beta1')], [now]))).toEqual([]);
  });

  test('is not made anew in another version, or at another path that Pulumi is told of', () => {
    const claim = (version: string) => object(`apiextensions.k8s.io/${version}`, 'CustomResourceDefinition', {});
    expect(told(data, change([claim('v1beta1')], [claim('v1')]))).toEqual([]);
    const mount = (path: string) => vault('vault:index/mount:Mount', path, { path, type: 'kv' });
    expect(told(data, change([mount('shop')], [{ ...mount('orders'), formerly: [mount('shop').id] }]))).toEqual([]);
  });

  test('is empty for a field that cannot change', () => {
    const mount = (type: string) => vault('vault:index/mount:Mount', 'shop/api', { path: 'shop/api', type });
    expect(told(data, change([mount('kv')], [mount('pki')]))).toEqual([
      'worse (data-loss): Vault Mount shop/api would be made anew, empty, and Pulumi refuses to, since it is protected',
    ]);
    expect(told(data, change([mount('kv')], [mount('pki')], DISPOSABLE))).toEqual([
      'worse (data-loss): Vault Mount shop/api is made anew, empty',
    ]);
  });
});

describe('what is kept less well', () => {
  test('is everything that an environment no longer protects', () => {
    const all = [cluster(disk), object('v1', 'Service')];
    expect(told(data, change(all, all, [{}, { data: 'disposable' }]))).toEqual([
      'worse (data-loss): 1 resource that holds data is no longer protected: whatever is deployed next may delete or replace it',
      '  postgresql.cnpg.io/v1/Cluster shop/api',
    ]);
    expect(told(data, change(all, all, [{ data: 'disposable' }, {}]))).toEqual([
      'better: 1 resource that holds data is protected now',
      '  postgresql.cnpg.io/v1/Cluster shop/api',
    ]);
  });

  test.each([
    [
      object('v1', 'PersistentVolume', { spec: {} }),
      object('v1', 'PersistentVolume', { spec: { persistentVolumeReclaimPolicy: 'Delete' } }),
      'PersistentVolume shop/api is deleted with its claim',
    ],
    [
      set(),
      set({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Delete' } }),
      'StatefulSet shop/api takes the claims of its last pods along when it is scaled down',
    ],
    [cluster({ backup: {} }), cluster({}), 'Cluster shop/api is no longer backed up'],
    [
      cluster({ plugins: [{ name: 'barman', isWALArchiver: true }] }),
      cluster({ plugins: [{ name: 'barman' }] }),
      'Cluster shop/api no longer archives its log',
    ],
    [
      cluster({ postgresql: { synchronous: { method: 'any', number: 1 } } }),
      cluster({ postgresql: {} }),
      'Cluster shop/api may lose what it has acknowledged when its primary fails',
    ],
    [cluster({ instances: 3 }), cluster({ instances: 1 }), 'Cluster shop/api has 1 copy of its data, where it had 3'],
    [
      object('postgresql.cnpg.io/v1', 'ScheduledBackup', { spec: {} }),
      object('postgresql.cnpg.io/v1', 'ScheduledBackup', { spec: { suspend: true } }),
      'ScheduledBackup shop/api is suspended: no backup is taken',
    ],
  ])('%#: is told', (before, after, says) => {
    expect(told(data, change([before], [after]))).toEqual([`worse (data-loss): ${says}`]);
  });

  test('may have fewer copies, if it has several', () => {
    expect(told(data, change([cluster({ instances: 5 })], [cluster({ instances: 3 })]))).toEqual([
      'worse: Cluster shop/api has 3 copies of its data, where it had 5',
    ]);
    expect(told(data, change([cluster({ instances: 3 })], [cluster({ instances: 5 })]))).toEqual([]);
  });

  test('is backups that nobody takes any more', () => {
    expect(told(data, change([object('postgresql.cnpg.io/v1', 'ScheduledBackup')], []))).toEqual([
      'worse (data-loss): ScheduledBackup shop/api is deleted: its backups are no longer taken',
    ]);
  });

  test('is said of what is kept better, too', () => {
    expect(told(data, change([cluster({})], [cluster({ backup: {} })]))).toEqual([
      'better: Cluster shop/api keeps its data by spec.backup now',
    ]);
  });
});

describe('what is smaller', () => {
  test('is a disk that has to be moved', () => {
    const small = cluster({ storage: { size: '1Gi' } });
    expect(told(data, change([cluster(disk)], [small]))).toEqual([
      'worse (data-loss): Cluster shop/api asks for 1Gi of disk, where it has 2Gi',
    ]);
    expect(told(data, change([small], [cluster(disk)]))).toEqual([]);
  });
});

test('tells everything of one resource at once', () => {
  const before = cluster({ ...disk, backup: {}, instances: 3 });
  const after = cluster({ storage: { size: '1Gi' }, instances: 2 });
  expect(told(data, change([before], [after]))).toEqual([
    'worse (data-loss): Cluster shop/api is no longer backed up',
    '  it has 2 copies of its data, where it had 3',
    '  it asks for 1Gi of disk, where it has 2Gi',
  ]);
});
