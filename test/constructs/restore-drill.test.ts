import { Duration } from 'cdk8s';
import {
  type BackupFacts,
  type BackupProps,
  edgesOf,
  Postgres,
  type Posture,
  planOf,
  SecureNamespace,
  synthesize,
  UserError,
} from '../../constructs';
import { isWeeklyCron } from '../../constructs/workload/cron';
import { judge } from '../../policies/index';
import { BACKUP, BACKUP_STORE, STORE_AUTHORITY } from '../support/backup-store';
import { environment, IMAGE, objectIn, objectsOf, POSTGRES } from '../support/environment';

/** As JavaScript writes it, and as objects of operators are read. */
type Untyped = any;

interface Tried {
  readonly drill?: BackupProps['drill'];
  readonly data?: Posture['data'];
  readonly store?: Partial<BackupFacts>;
  readonly name?: string;
}

function tried({ drill, data = 'protected', store = {}, name = 'db' }: Tried = {}) {
  const tree = environment({ data }, { backups: { ...BACKUP_STORE, ...store } });
  const backup = { ...BACKUP, ...(drill !== undefined && { drill }) };
  new Postgres(new SecureNamespace(tree, 'orders'), name, { ...POSTGRES, backup });
  return tree;
}

const jobOf = (tree: ReturnType<typeof environment>): Untyped => objectIn(tree, 'CronJob', 'db-drill')['spec'];
const podOf = (tree: ReturnType<typeof environment>): Untyped => jobOf(tree).jobTemplate.spec.template.spec;
const alertsOf = (tree: ReturnType<typeof environment>) =>
  ((objectIn(tree, 'PrometheusRule', 'db') as Untyped).spec.groups[0].rules as Untyped[]).filter(({ alert }) =>
    alert.startsWith('Restore'),
  );

describe('the restore drill of a database', () => {
  test('is run each Sunday where data is protected, and where data is disposable only if it is asked for', () => {
    expect(jobOf(tried()).schedule).toBe('@weekly');
    const names = (of: Tried) => objectsOf(synthesize(tried(of))).map(({ metadata }) => metadata.name);
    expect(names({ data: 'disposable' })).not.toContain('db-drill');
    expect(names({ data: 'disposable', drill: {} })).toContain('db-drill');
    expect(names({ drill: 'none' })).not.toContain('db-drill');
    expect(alertsOf(tried({ drill: 'none' }))).toEqual([]);
  });

  test('never runs twice at once, and for no longer than is said', () => {
    const spec = jobOf(tried({ drill: { schedule: '0 4 * * 6', deadline: Duration.hours(12) } }));
    expect(spec).toMatchObject({ schedule: '0 4 * * 6', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid' });
    expect(spec.jobTemplate.spec.activeDeadlineSeconds).toBe(12 * 3600);
    expect(jobOf(tried()).jobTemplate.spec.activeDeadlineSeconds).toBe(6 * 3600);
  });

  test('has the programs of the plugin beside PostgreSQL of the same image as the database, which has no keys', () => {
    const { containers, initContainers, securityContext } = podOf(tried());
    const seen = ({ name, image, command, env, volumeMounts, restartPolicy }: Untyped) => ({
      ...{ name, image, command, restartPolicy },
      env: Object.fromEntries(env.map((one: Untyped) => [one.name, one.value])),
      mounts: volumeMounts.map(({ mountPath }: Untyped) => mountPath),
    });
    expect(containers.map(seen)).toEqual([
      {
        name: 'db-drill',
        image: BACKUP_STORE.image,
        command: ['python3', '/etc/drill/restore.py'],
        env: {
          AWS_DEFAULT_REGION: 'eu-central-1',
          DRILL_DATABASE: 'db',
          DRILL_ENDPOINT: 'https://s3.example.com',
          DRILL_FOLDER: '/drill',
          DRILL_KEYS: '/var/run/secrets/dwcp/store',
          DRILL_OLDEST_HOURS: '36',
          DRILL_PLACE: 's3://backups/test/orders',
        },
        mounts: ['/tmp', '/etc/drill/restore.py', '/drill', '/var/run/secrets/dwcp/store'],
      },
    ]);
    expect(initContainers.map(seen)).toEqual([
      {
        name: 'postgres',
        image: IMAGE,
        command: ['/bin/sh', '/etc/drill/postgres.sh'],
        restartPolicy: 'Always',
        env: { DRILL_ASKED: 'app', DRILL_FOLDER: '/drill' },
        mounts: ['/tmp', '/etc/drill/postgres.sh', '/etc/drill/log.sh', '/drill'],
      },
    ]);
    expect(securityContext).toMatchObject({ runAsUser: 26, fsGroup: 26 });
  });

  test('restores to a disk of its own, as large as one of the database, which is deleted with its pod', () => {
    const claimOf = (drill: Untyped) =>
      podOf(tried({ drill })).volumes.find(({ ephemeral }: Untyped) => ephemeral).ephemeral.volumeClaimTemplate.spec;
    const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } };
    expect(claimOf({})).toEqual(claim);
    expect(claimOf({ storageClass: 'encrypted' })).toEqual({ ...claim, storageClassName: 'encrypted' });
  });

  test('sends to the store and, but for names, to nobody else, outside the mesh', () => {
    const edges = edgesOf(tried()).filter(({ from, to }) => [from, to].includes('orders/db-drill'));
    expect(edges.map(({ from, to, port }) => `${from} > ${to}:${port}`)).toEqual([
      'orders/db-drill > backups (s3.example.com):443',
      'orders/db-drill > cluster-dns:53',
      'orders/db-drill > cluster-dns:53',
    ]);
    const { metadata } = jobOf(tried()).jobTemplate.spec.template;
    expect(metadata.labels).toMatchObject({ 'sidecar.istio.io/inject': 'false' });
  });

  test('has keys of the store of its own, in Vault, which nobody else may read', () => {
    const tree = tried();
    expect(objectIn(tree, 'VaultStaticSecret', 'db-drill')).toMatchObject({
      metadata: { annotations: { 'dwcp.io/secret-owner': 'dba@example.com', 'dwcp.io/rotate-within-days': '90' } },
      spec: { mount: 'test/orders/kv', path: 'db-drill', vaultAuthRef: 'db-drill', destination: { name: 'db-drill' } },
    });
    const policies = synthesize(tree).filter(({ name }) => name.startsWith('sys/policies/acl/'));
    const readers = policies.filter((policy) => JSON.stringify(policy).includes('test/orders/kv/data/db-drill'));
    expect(readers.map(({ name }) => name)).toEqual(['sys/policies/acl/test.orders.db-drill']);
  });

  test('trusts the authority of the store, has its question in a file, and looks in another folder if it is told to', () => {
    const query = 'SELECT count(*) > 0 FROM orders';
    const tree = tried({ drill: { query, folder: 'db-2' }, store: { authorityCertificate: STORE_AUTHORITY } });
    const [store] = podOf(tree).containers;
    expect(store.env).toEqual(
      expect.arrayContaining([
        { name: 'AWS_CA_BUNDLE', value: '/etc/drill/ca.crt' },
        { name: 'DRILL_DATABASE', value: 'db-2' },
      ]),
    );
    expect(objectIn(tree, 'ConfigMap', 'db-drill-config')['data']).toMatchObject({
      'db-drill.etc.drill.ca.crt': STORE_AUTHORITY,
      'postgres.etc.drill.query.sql': query,
    });
  });

  test('is told of once none has succeeded for a week, a run and six hours, and where nobody knows', () => {
    const of = (metric: string) =>
      `${metric}{exported_namespace="orders",cronjob="db-drill"} or ${metric}{namespace="orders",cronjob="db-drill"}`;
    const [last, made] = ['kube_cronjob_status_last_successful_time', 'kube_cronjob_created'].map(of);
    const alerts = (drill: BackupProps['drill']) =>
      alertsOf(tried({ drill: drill! })).map(({ alert, expr, labels }) => [alert, expr, labels.severity]);
    expect(alerts({})).toEqual([
      ['RestoreNotProven', `min(time() - ((${last}) or (${made}))) > ${(7 * 24 + 6 + 6) * 3600}`, 'warning'],
      ['RestoreDrillUnknown', `absent(${made})`, 'warning'],
    ]);
    expect(alerts({ deadline: Duration.hours(30) })[0]![1]).toContain(`> ${(7 * 24 + 6 + 30) * 3600}`);
  });

  test('fails no rule that the database does not fail without it', () => {
    const failed = (drill: BackupProps['drill']) =>
      judge(planOf(tried({ drill: drill! })))
        .filter(({ outcome }) => outcome !== 'pass')
        .map(({ rule, resource }) => `${rule} ${resource}`);
    expect(failed({ query: 'SELECT true' })).toEqual(failed('none'));
  });

  test.each(['@weekly', '@daily', '@hourly', '0 4 * * 0', '0 4 * * mon-fri', '0 4 ? * *'])('takes %p', (schedule) => {
    expect(isWeeklyCron(schedule)).toBe(true);
  });

  test('refuses what may leave a week without one, and all else that is wrong, at once', () => {
    for (const schedule of ['@monthly', '0 4 1 * *', '0 4 * 1 *', '0 4 */8 * 0', 'sunday']) {
      expect(isWeeklyCron(schedule)).toBe(false);
    }
    const drill: Untyped = {
      cron: '@daily',
      schedule: '@monthly',
      query: 'SELEC 1',
      storageClass: 'a b',
      folder: '..',
    };
    expect(() => tried({ drill })).toThrow(
      new UserError([
        "'test/orders/db' has an unknown prop `backup.drill.cron`; did you mean `backup.drill.schedule`?",
        "'test/orders/db' has '@monthly' for `backup.drill.schedule`; write a time of every week, e.g. '0 4 * * 0': the alert on a restore that was not proven waits for little more than that",
        '\'test/orders/db\' has `backup.drill.query` that is no SQL: syntax error at or near "SELEC"; write one SELECT',
        "'test/orders/db' has 'a b' for `backup.drill.storageClass`; write the name of a StorageClass",
        "'test/orders/db' has '..' for `backup.drill.folder`; write the name of a folder",
      ]),
    );
    for (const query of ['DELETE FROM orders', 'SELECT true; SELECT true', '', ' \n']) {
      expect(() => tried({ drill: { query } })).toThrow(/backup\.drill\.query.*not one SELECT/);
    }
    expect(() => tried({ drill: 'never' as never })).toThrow(/backup\.drill.*write \{ schedule.*or 'none'/s);
  });

  test('refuses a database whose name leaves no room for those of its Jobs', () => {
    expect(() => tried({ name: 'd'.repeat(46) })).not.toThrow();
    expect(() => tried({ name: 'd'.repeat(47) })).toThrow(
      "has a restore drill, and a name of 47 characters; shorten it to 46, so that a CronJob can name its Jobs with 17 more, or say drill: 'none'",
    );
  });

  test('refuses an image of its programs without a digest', () => {
    expect(() => tried({ store: { image: 'ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.15.0' } })).toThrow(
      /backups\.image.*pin the plugin's sidecar/s,
    );
  });
});
