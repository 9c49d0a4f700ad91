import {
  type BackupFacts,
  edgesOf,
  Postgres,
  type PostgresProps,
  patch,
  planOf,
  SecureNamespace,
  synthesize,
  UserError,
} from '../../constructs';
import { failsCheck, judge } from '../../policies/index';
import { BACKUP, BACKUP_STORE, STORE_AUTHORITY } from '../support/backup-store';
import { environment, objectIn, POSTGRES } from '../support/environment';

/** As JavaScript writes it, and as objects of operators are read. */
type Untyped = any;

function orders(backup: Partial<NonNullable<PostgresProps['backup']>> = {}, store: Partial<BackupFacts> = {}) {
  const tree = environment({}, { backups: { ...BACKUP_STORE, ...store } });
  const namespace = new SecureNamespace(tree, 'orders');
  const db = new Postgres(namespace, 'db', { ...POSTGRES, backup: { ...BACKUP, ...backup } });
  return { tree, db };
}

const specOf = (tree: ReturnType<typeof environment>, kind: string, name: string) =>
  objectIn(tree, kind, name)['spec'] as Untyped;

describe('a database that is backed up', () => {
  test('has the store encrypt base backups and log, in a folder of its own, and keep them as long as is said', () => {
    const key = (key: string) => ({ name: 'db-backup', key });
    expect(specOf(orders().tree, 'ObjectStore', 'db-backup')).toEqual({
      configuration: {
        destinationPath: 's3://backups/test/orders',
        endpointURL: 'https://s3.example.com',
        s3Credentials: { accessKeyId: key('access-key-id'), secretAccessKey: key('secret-access-key') },
        data: { compression: 'gzip', encryption: 'AES256' },
        wal: { compression: 'gzip', encryption: 'AES256' },
      },
      retentionPolicy: '30d',
      instanceSidecarConfiguration: {
        env: [{ name: 'AWS_DEFAULT_REGION', value: 'eu-central-1' }],
        resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } },
      },
    });
  });

  test('has its log archived by the plugin, and a base backup made each day, the first at once', () => {
    const { tree } = orders();
    const name = 'barman-cloud.cloudnative-pg.io';
    expect(specOf(tree, 'Cluster', 'db').plugins).toEqual([
      { name, isWALArchiver: true, parameters: { barmanObjectName: 'db-backup' } },
    ]);
    expect(specOf(tree, 'ScheduledBackup', 'db-backup')).toEqual({
      cluster: { name: 'db' },
      schedule: '0 30 2 * * *',
      method: 'plugin',
      pluginConfiguration: { name },
      immediate: true,
      backupOwnerReference: 'cluster',
    });
  });

  test('reads the keys of the store by a service account that no pod runs as, and restarts nobody for them', () => {
    const { tree } = orders();
    expect(specOf(tree, 'VaultStaticSecret', 'db-backup')).toEqual({
      vaultAuthRef: 'db-backup',
      mount: 'test/orders/kv',
      type: 'kv-v2',
      path: 'db-backup',
      refreshAfter: '60s',
      hmacSecretData: true,
      destination: { name: 'db-backup', create: true, transformation: { excludeRaw: true } },
    });
    expect(objectIn(tree, 'VaultStaticSecret', 'db-backup').metadata.annotations).toEqual({
      'dwcp.io/secret-owner': 'dba@example.com',
      'dwcp.io/rotate-within-days': '90',
    });
    expect(objectIn(tree, 'ServiceAccount', 'db-backup')['automountServiceAccountToken']).toBe(false);
    expect(specOf(tree, 'VaultAuth', 'db-backup').kubernetes).toMatchObject({ serviceAccount: 'db-backup' });
    const policy = synthesize(tree).find(({ name }) => name === 'sys/policies/acl/test.orders.db-backup');
    expect(policy).toMatchObject({
      args: { policy: 'path "test/orders/kv/data/db-backup" {\n  capabilities = ["read"]\n}\n' },
    });
  });

  test('is made once the keys are there, and backed up once it is', () => {
    const ids = synthesize(orders().tree).map(({ id }) => id);
    const place = (text: string) => {
      const index = ids.findIndex((id) => id.includes(text));
      expect(index).not.toBe(-1);
      return index;
    };
    const order = [
      'ServiceAccount orders/db-backup',
      'VaultAuth orders/db-backup',
      'VaultStaticSecret orders/db-backup',
    ]
      .concat('ObjectStore orders/db-backup', 'Cluster orders/db', 'ScheduledBackup orders/db-backup')
      .map(place);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('may send to the addresses of the store, and its pooler may not', () => {
    const outside = (store: Partial<BackupFacts>) => {
      const { tree } = orders({}, store);
      const edges = edgesOf(tree).filter(({ to }) => to.startsWith('backups'));
      const peers = specOf(tree, 'NetworkPolicy', 'db').egress.flatMap(({ to, ports }: Untyped) =>
        to.flatMap(({ ipBlock }: Untyped) => (ipBlock?.cidr.startsWith('198.51') ? [[ipBlock.cidr, ports]] : [])),
      );
      return { edges: edges.map(({ from, to, port }) => `${from} > ${to}:${port}`), peers };
    };
    const ports = (port: number) => [{ port, protocol: 'TCP' }];
    expect(outside({})).toEqual({
      edges: ['orders/db > backups (s3.example.com):443'],
      peers: [['198.51.100.0/24', ports(443)]],
    });
    expect(
      outside({ endpoint: 'https://s3.example.com:9000', ranges: ['198.51.100.0/25', '198.51.101.0/24'] }),
    ).toEqual({
      edges: ['orders/db > backups (s3.example.com):9000'],
      peers: [
        ['198.51.100.0/25', ports(9000)],
        ['198.51.101.0/24', ports(9000)],
      ],
    });
  });

  test('trusts the authority of the store that the facts name, whatever is in its file', () => {
    const text = `{{ .Secrets }}\n${STORE_AUTHORITY}`;
    const { tree } = orders({}, { authorityCertificate: text });
    expect(specOf(tree, 'ObjectStore', 'db-backup').configuration.endpointCA).toEqual({
      name: 'db-backup',
      key: 'ca.crt',
    });
    expect(specOf(tree, 'VaultStaticSecret', 'db-backup').destination.transformation).toEqual({
      excludeRaw: true,
      templates: { 'ca.crt': { text: `{{"{{"}} .Secrets }}\n${STORE_AUTHORITY}` } },
    });
  });

  test('tells of a backup that is too old, of a log that is not archived, and of knowing neither', () => {
    const { groups } = specOf(orders().tree, 'PrometheusRule', 'db');
    const of = 'namespace="orders",pod=~"db-[0-9]+"';
    const alerts = groups[0].rules.map(({ alert, expr, labels }: Untyped) => [alert, expr, labels.severity]);
    expect(alerts.filter(([alert]: [string]) => /^(Backup|Wal)/.test(alert))).toEqual([
      [
        'BackupTooOld',
        `time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{${of}}) > 129600`,
        'warning',
      ],
      ['BackupUnknown', `absent(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{${of}})`, 'warning'],
      [
        'WalNotArchived',
        `max by (pod) (cnpg_pg_stat_archiver_last_failed_time{${of}} - cnpg_pg_stat_archiver_last_archived_time{${of}}) > 0`,
        'critical',
      ],
    ]);
  });

  test('begins with what was backed up, by the patch of the guide, and archives to another folder', () => {
    const { tree, db } = orders();
    const plugin = (serverName: string) => ({
      name: 'barman-cloud.cloudnative-pg.io',
      parameters: { barmanObjectName: 'db-backup', serverName },
    });
    const recovery = { source: 'before', recoveryTarget: { targetTime: '2027-03-01 09:59:00+00' } };
    patch(db, {
      kind: 'Cluster',
      change: {
        spec: {
          bootstrap: { initdb: null, recovery },
          externalClusters: [{ name: 'before', plugin: plugin('db') }],
          plugins: [{ ...plugin('db-2'), isWALArchiver: true }],
        },
      },
      why: 'restored',
    });
    expect(specOf(tree, 'Cluster', 'db').bootstrap).toEqual({ recovery });
    expect(failsCheck(judge(planOf(tree)))).toBe(false);
  });

  test('passes every rule', () => {
    const verdicts = judge(planOf(orders().tree));
    const judged = verdicts.filter(({ rule }) => rule === 'backups-scheduled-and-encrypted');
    expect(judged.map(({ outcome }) => outcome)).toEqual(['pass', 'pass']);
    expect(failsCheck(verdicts)).toBe(false);
  });

  test.each([
    ['30 2 * * *', '0 30 2 * * *'],
    [' 0 */6 ? * * ', '0 0 */6 ? * *'],
    ['@daily', '@daily'],
    ['@midnight', '@midnight'],
    ['@hourly', '@hourly'],
  ])('takes the schedule %p, and tells the operator %p', (schedule, told) => {
    expect(specOf(orders({ schedule }).tree, 'ScheduledBackup', 'db-backup').schedule).toBe(told);
  });

  test.each([
    '0 2 * * 0',
    '0 2 1 * *',
    '0 2 * 1 *',
    '0 2 */2 * *',
    '@weekly',
    '0 30 2 * * *',
    '61 2 * * *',
    'daily',
    5,
  ])('refuses the schedule %p, which may leave a day without a backup, or is none', (schedule) => {
    const shown = typeof schedule === 'string' ? `'${schedule}'` : schedule;
    expect(() => orders({ schedule: schedule as string })).toThrow(
      new UserError([
        `'test/orders/db' has ${shown} for \`backup.schedule\`; write a time of every day, e.g. '30 2 * * *': the alert on a backup that is too old waits for a day and a half`,
      ]),
    );
  });

  test('refuses what is missing, unknown or no number of days, all at once', () => {
    const backup: Untyped = { owner: ' ', cron: '@daily', schedule: undefined, retentionDays: 0 };
    expect(() => orders(backup)).toThrow(
      new UserError([
        "'test/orders/db' has an unknown prop `backup.cron`; did you mean `backup.schedule`?",
        "'test/orders/db' has ' ' for `backup.owner`; say who changes its values in time, e.g. payments@example.com",
        "'test/orders/db' has 0 for `backup.retentionDays`; write a whole number from 1 to 3650",
      ]),
    );
  });

  test('refuses to be backed up where nobody says to where', () => {
    const namespace = new SecureNamespace(environment(), 'orders');
    expect(() => new Postgres(namespace, 'db', { ...POSTGRES, backup: BACKUP })).toThrow(
      "'test/orders/db' is to be backed up, and the environment has no fact `backups`; give it endpoint, bucket, region and ranges, or leave `backup` out",
    );
  });
});

describe('the facts of a store', () => {
  test.each<[string, Partial<BackupFacts>, RegExp]>([
    ['without TLS', { endpoint: 'http://s3.example.com' }, /backups\.endpoint.*is not https/s],
    ['with a URL for its bucket', { bucket: 's3://backups' }, /backups\.bucket.*is no bucket's name.*without s3:\/\//s],
    ['at every address', { ranges: ['0.0.0.0/0'] }, /backups\.ranges.*lets a database send its data to everyone/s],
    ['at no address', { ranges: [] }, /backups\.ranges.*empty list/s],
    [
      'with a key for the certificate of its authority',
      { authorityCertificate: 'PRIVATE KEY' },
      /backups\.authorityCertificate.*private key/s,
    ],
  ])('are refused %s', (_, facts, message) => {
    expect(() => orders({}, facts)).toThrow(message);
  });
});
