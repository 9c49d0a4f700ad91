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
      'neutral: StatefulSet shop/api is deleted; its claims stay, and nothing declares them any more',
    ]);
    expect(told(data, change([set({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } })], []))).toEqual([
      'worse (data-loss): StatefulSet shop/api is deleted, and its claims with it',
    ]);
    expect(told(data, change([object('apps/v1', 'StatefulSet')], []))).toEqual([]);
  });
});

const elastic = (spec: object = {}) => object('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', { spec });
const kafka = (storage: object) => object('kafka.strimzi.io/v1', 'Kafka', { spec: { kafka: { storage } } });
const pool = (...volumes: object[]) =>
  object('kafka.strimzi.io/v1', 'KafkaNodePool', { spec: { storage: { type: 'jbod', volumes } } });
const topic = (config: object = {}, annotations: object = {}) =>
  object('kafka.strimzi.io/v1', 'KafkaTopic', {
    metadata: { name: 'api', namespace: 'shop', annotations },
    spec: { config },
  });
const database = (spec: object = {}) => object('postgresql.cnpg.io/v1', 'Database', { spec });
const disks = { type: 'persistent-claim', size: '1Gi' };
const UNMANAGED = { 'strimzi.io/managed': 'false' };

describe('what somebody keeps for an object', () => {
  test.each([
    ['its claims', set({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } })],
    ['its claims', elastic()],
    ['its claims', kafka({ ...disks, deleteClaim: true })],
    ['its records', kafka({ type: 'ephemeral' })],
    ['its claims', pool({ ...disks, id: 0 }, { ...disks, id: 1, deleteClaim: true })],
    ['its records', topic()],
    ['its records', topic({}, { 'strimzi.io/managed': 'true' })],
    ['its tables', database({ databaseReclaimPolicy: 'delete' })],
  ])('goes with it: %s, %#', (what, one) => {
    expect(told(data, change([one], []))).toEqual([
      `worse (data-loss): ${one.kind} shop/api is deleted, and ${what} with it`,
    ]);
    expect(told(data, change([one], [{ ...one, id: 'other', formerly: [] }]))).toEqual([
      `worse (data-loss): ${one.kind} shop/api is deleted, and ${what} with it`,
    ]);
  });

  test.each([
    ['its claims', elastic({ volumeClaimDeletePolicy: 'DeleteOnScaledownOnly' })],
    ['its claims', kafka({ ...disks, deleteClaim: false })],
    ['its claims', pool(disks, disks)],
    ['its records', topic({}, UNMANAGED)],
    ['its tables', database()],
  ])('stays behind: %s, %#', (what, one) => {
    expect(told(data, change([one], []))).toEqual([
      `neutral: ${one.kind} shop/api is deleted; ${what} stay, and nothing declares them any more`,
    ]);
  });

  test('is said by the pools of nodes of a Kafka that has them', () => {
    expect(told(data, change([object('kafka.strimzi.io/v1', 'Kafka', { spec: { kafka: {} } })], []))).toEqual([]);
  });

  test.each([
    [set(), set({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } }), 'its claims'],
    [elastic({ volumeClaimDeletePolicy: 'DeleteOnScaledownOnly' }), elastic(), 'its claims'],
    [pool(disks), pool({ ...disks, deleteClaim: true }), 'its claims'],
    [topic({}, UNMANAGED), topic(), 'its records'],
    [database(), database({ databaseReclaimPolicy: 'delete' }), 'its tables'],
  ])('goes along from now on, or does no longer: %#', (kept, gone, what) => {
    expect(told(data, change([kept], [gone]))).toEqual([
      `worse (data-loss): ${kept.kind} shop/api takes ${what} along when it is deleted`,
    ]);
    expect(told(data, change([gone], [kept]))).toEqual([
      `better: ${kept.kind} shop/api leaves ${what} when it is deleted`,
    ]);
  });

  test('goes with the one before where it is made anew', () => {
    const named = (serviceName: string, whenDeleted: string) =>
      set({ serviceName, persistentVolumeClaimRetentionPolicy: { whenDeleted } });
    expect(told(data, change([named('a', 'Delete')], [named('b', 'Delete')]))).toEqual([
      'worse (data-loss): StatefulSet shop/api is made anew, without its claims',
    ]);
    expect(told(data, change([named('a', 'Retain')], [named('b', 'Retain')]))).toEqual([]);
  });
});

const store = (retentionPolicy?: string) =>
  object('barmancloud.cnpg.io/v1', 'ObjectStore', { spec: { ...(retentionPolicy && { retentionPolicy }) } });
const backedUp = (retentionPolicy: string) => cluster({ backup: { retentionPolicy } });

const rabbit = (definition: object) => object('rabbitmq.com/v1beta1', 'Policy', { spec: { definition } });
const stream = (spec: object) => object('jetstream.nats.io/v1beta2', 'Stream', { spec });
const schedule = (ttl?: string) =>
  object('velero.io/v1', 'Schedule', { spec: { template: { ...(ttl !== undefined && { ttl }) } } });
const prometheus = (spec: object) => object('monitoring.coreos.com/v1', 'Prometheus', { spec });
const percona = (...schedules: object[]) =>
  object('pxc.percona.com/v1', 'PerconaXtraDBCluster', { spec: { backup: { schedule: schedules } } });
const crunchy = (global: object) =>
  object('postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', {
    spec: { backups: { pgbackrest: { global } } },
  });
const kv = (args: Readonly<Record<string, unknown>>) => vault('vault:kv/secretBackendV2:SecretBackendV2', 'kv', args);

describe('what is kept for a while', () => {
  test.each([
    [store('30d'), store('4w'), 'backups sooner by retentionPolicy: 4w, where it was 30d'],
    [store('1m'), store('30d'), 'backups sooner by retentionPolicy: 30d, where it was 1m'],
    [store(), store('30d'), 'backups sooner by retentionPolicy: 30d, where it was left out'],
    [backedUp('30d'), backedUp('7d'), 'backups sooner by backup.retentionPolicy: 7d, where it was 30d'],
    [
      topic({ 'retention.ms': '7200000' }),
      topic({ 'retention.ms': 3600000 }),
      'records sooner by config.retention.ms: 3600000, where it was 7200000',
    ],
    [
      topic({ 'retention.bytes': -1 }),
      topic({ 'retention.bytes': 1024 }),
      'records sooner by config.retention.bytes: 1024, where it was -1',
    ],
  ])('is deleted sooner: %#', (more, less, says) => {
    expect(told(data, change([more], [less]))).toEqual([`worse (data-loss): ${more.kind} shop/api deletes ${says}`]);
    expect(told(data, change([less], [more])).map((line) => line.split(' by ')[0])).toEqual([
      `better: ${more.kind} shop/api keeps ${says.split(' ')[0]} longer`,
    ]);
  });

  test.each([
    [
      rabbit({}),
      rabbit({ 'message-ttl': 1 }),
      'deletes messages sooner by definition.message-ttl: 1, where it was left out',
    ],
    [
      rabbit({ expires: 2 }),
      rabbit({ expires: 1 }),
      'deletes messages sooner by definition.expires: 1, where it was 2',
    ],
    [stream({}), stream({ maxAge: '24h' }), 'deletes messages sooner by maxAge: 24h, where it was left out'],
    [stream({ maxMsgs: -1 }), stream({ maxMsgs: 9 }), 'deletes messages sooner by maxMsgs: 9, where it was -1'],
    [
      stream({ retention: 'limits' }),
      stream({ retention: 'workqueue' }),
      'may delete messages sooner by retention: workqueue, where it was limits',
    ],
    [schedule(), schedule('168h0m0s'), 'deletes backups sooner by template.ttl: 168h0m0s, where it was left out'],
    [schedule('1000h'), schedule(), 'deletes backups sooner by template.ttl: left out, where it was 1000h'],
    [prometheus({ retention: '2w' }), prometheus({}), 'deletes metrics sooner by retention: left out, where it was 2w'],
    [
      prometheus({ retentionSize: '1TB' }),
      prometheus({ retentionSize: '900GB' }),
      'deletes metrics sooner by retentionSize: 900GB, where it was 1TB',
    ],
    [
      percona({ name: 'daily', keep: 5 }),
      percona({ name: 'weekly', keep: 1 }, { name: 'daily', keep: 3 }),
      'deletes backups sooner by backup.schedule[daily].keep: 3, where it was 5',
    ],
    [
      crunchy({}),
      crunchy({ 'repo1-retention-full': '14' }),
      'deletes backups sooner by backups.pgbackrest.global.repo1-retention-full: 14, where it was left out',
    ],
    [
      topic({ 'cleanup.policy': 'compact' }),
      topic({ 'cleanup.policy': 'delete' }),
      'may delete records sooner by config.cleanup.policy: delete, where it was compact',
    ],
    [kv({ maxVersions: 20 }), kv({}), 'deletes versions sooner by maxVersions: left out, where it was 20'],
  ])('is deleted sooner by other operators, too: %#', (more, less, says) => {
    const lines = told(data, change([more], [less]));
    expect(lines.map((line) => line.replace(/^worse \(data-loss\): .*?(?=deletes|may delete)/, ''))).toEqual([says]);
  });

  test.each([
    [schedule(), schedule('720h0m0s')],
    [prometheus({ retentionSize: '1TB' }), prometheus({ retentionSize: '1024GB' })],
    [prometheus({}), prometheus({ retention: '1d' })],
    [kv({}), kv({ maxVersions: 10 })],
    [stream({ maxAge: '' }), stream({ maxAge: '0s' })],
    [percona({ name: 'daily', keep: 5 }), percona({ name: 'weekly', keep: 1 })],
  ])('is the same where it comes to the same: %#', (one, other) => {
    expect(told(data, change([one], [other]))).toEqual([]);
  });

  test('is kept for what is left where another bound goes', () => {
    const [both, one] = [{ retention: '2w', retentionSize: '1GB' }, { retentionSize: '1GB' }];
    expect(told(data, change([prometheus(both)], [prometheus(one)]))).toEqual([
      'better: Prometheus shop/api keeps metrics longer by retention: left out, where it was 2w',
    ]);
  });

  test('may be deleted sooner where a side cannot be told', () => {
    expect(told(data, change([topic()], [topic({ 'retention.ms': 1 })]))).toEqual([
      'worse (data-loss): KafkaTopic shop/api may delete records sooner by config.retention.ms: 1, where it was left out',
    ]);
    expect(told(data, change([store('30d')], [store('soon')]))).toEqual([
      'worse (data-loss): ObjectStore shop/api may delete backups sooner by retentionPolicy: soon, where it was 30d',
    ]);
  });

  test('is the same, however it is written', () => {
    expect(told(data, change([store('14d')], [store('2w')]))).toEqual([]);
    expect(told(data, change([topic({ 'retention.ms': '1' })], [topic({ 'retention.ms': 1, x: 'y' })]))).toEqual([]);
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
    [
      object('velero.io/v1', 'Schedule', { spec: {} }),
      object('velero.io/v1', 'Schedule', { spec: { paused: true } }),
      'Schedule shop/api is paused: no backup is taken',
    ],
    [
      object('snapshot.storage.k8s.io/v1', 'VolumeSnapshotClass', { deletionPolicy: 'Retain' }),
      object('snapshot.storage.k8s.io/v1', 'VolumeSnapshotClass', { deletionPolicy: 'Delete' }),
      'VolumeSnapshotClass shop/api deletes snapshots with their objects',
    ],
    [
      object('snapshot.storage.k8s.io/v1', 'VolumeSnapshotContent', { spec: { deletionPolicy: 'Retain' } }),
      object('snapshot.storage.k8s.io/v1', 'VolumeSnapshotContent', { spec: { deletionPolicy: 'Delete' } }),
      'VolumeSnapshotContent shop/api is deleted with the VolumeSnapshot that it is of',
    ],
    [
      object('storage.k8s.io/v1', 'StorageClass', { reclaimPolicy: 'Retain' }),
      object('storage.k8s.io/v1', 'StorageClass', {}),
      'StorageClass shop/api has the volumes that it makes from then on deleted with their claims',
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

  test.each([
    [object('postgresql.cnpg.io/v1', 'ScheduledBackup'), 'its backups are no longer taken'],
    [object('velero.io/v1', 'Schedule'), 'its backups are no longer taken'],
    [object('longhorn.io/v1beta2', 'RecurringJob'), 'its backups and snapshots are no longer taken'],
    [store('30d'), 'no Cluster archives to it, or is restored from it'],
  ])('is backups that nobody takes any more, or finds: %#', (one, says) => {
    expect(told(data, change([one], []))).toEqual([`worse (data-loss): ${one.kind} shop/api is deleted: ${says}`]);
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
