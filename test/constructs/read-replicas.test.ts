import { Duration } from 'cdk8s';
import {
  edgesOf,
  endsOf,
  Postgres,
  type PostgresProps,
  type ReadGrantOptions,
  ScheduledJob,
  SecureNamespace,
  synthesize,
  UserError,
  WebService,
} from '../../constructs';
import { canReach } from '../support/can-reach';
import { environment, IMAGE, objectIn, objectsOf, POSTGRES, RESOURCES } from '../support/environment';

/** As JavaScript calls it: whatever the compiler would have said. */
type Untyped = any;

function shop(props: Partial<PostgresProps> = {}) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'shop');
  const db = new Postgres(namespace, 'db', { ...POSTGRES, ...props });
  const service = (name: string) => new WebService(namespace, name, { image: IMAGE, scale: 2, resources: RESOURCES });
  return { tree, namespace, db, api: service('api'), report: service('report') };
}

type Shop = ReturnType<typeof shop>;

const specOf = ({ tree }: Shop, kind: string, name: string) => objectIn(tree, kind, name)['spec'] as Untyped;
const hostOf = (of: Shop, name: string) =>
  specOf(of, 'Deployment', name).template.spec.containers[0].env.find((one: Untyped) => one.name === 'DB_HOST').value;
const namesOf = ({ tree }: Shop) => objectsOf(synthesize(tree)).map(({ kind, metadata }) => `${kind} ${metadata.name}`);

describe('who reads from replicas', () => {
  const made = shop();
  made.db.grantReadWrite(made.api);
  made.db.grantReadOnly(made.report, { from: 'replica', why: 'totals' });

  test('connects to a pooler of their own, which is as the other and leads to them', () => {
    expect([hostOf(made, 'report'), hostOf(made, 'api')]).toEqual(['db-ro-pooler.shop.svc', 'db-pooler.shop.svc']);
    const [own, other] = ['db-ro-pooler', 'db-pooler'].map((name) => specOf(made, 'Pooler', name));
    expect([own.type, other.type, own.cluster]).toEqual(['ro', 'rw', { name: 'db' }]);
    const renamed = JSON.stringify({ ...own, type: 'rw' }).replaceAll('db-ro-pooler', 'db-pooler');
    expect(JSON.parse(renamed)).toEqual(other);
  });

  test('is delivered a login that may only read, as at the primary', () => {
    const role = synthesize(made.tree).find(({ id }) => id.endsWith('test/shop/db/roles/report')) as Untyped;
    expect(role.args).toMatchObject({ defaultTtl: 12 * 3600, dbName: 'db' });
    expect(role.args.creationStatements[1]).toMatch(/ IN ROLE app_ro;$/);
    expect(specOf(made, 'Deployment', 'report').template.spec.volumes.at(-1).projected.sources).toMatchObject([
      { secret: { name: 'report-db' } },
      { secret: { name: 'db-ca', items: [{ key: 'ca.crt' }] } },
    ]);
  });

  test('reaches that pooler alone, which reaches the instances, which let it in', () => {
    const objects = objectsOf(synthesize(made.tree));
    const ours = (name: string) => ({ namespace: 'shop', labels: { 'dwcp.io/workload': name } });
    const opens = (from: string, to: string) =>
      canReach(objects, ours(from), ours(to), { port: 5432, protocol: 'TCP' });
    const opened = ['report', 'api', 'db-ro-pooler', 'db-pooler', 'db', 'stranger'].flatMap((from) =>
      ['db-ro-pooler', 'db-pooler', 'db'].flatMap((to) => (opens(from, to) ? [`${from} to ${to}`] : [])),
    );
    expect(opened).toEqual([
      ...['report to db-ro-pooler', 'api to db-pooler', 'db-ro-pooler to db', 'db-pooler to db', 'db to db'],
    ]);
    expect(edgesOf(made.tree).find(({ to, by }) => by === 'grant' && to === 'shop/db-ro-pooler')).toMatchObject({
      from: 'shop/report',
      why: 'totals',
      declaredAt: { path: 'test/shop/db', call: "grantReadOnly('shop/report')" },
    });
    expect(endsOf(made.tree).find(({ name }) => name === 'shop/db-ro-pooler')).toMatchObject({
      grant: 'grantReadOnly',
      grantOptions: "{ from: 'replica' }",
    });
  });

  test('has that pooler watched, scraped, and drained one at a time, as the other is', () => {
    const names = namesOf(made);
    const of = (name: string) => names.filter((one) => one.endsWith(` ${name}`)).map((one) => one.split(' ')[0]);
    expect(of('db-ro-pooler').sort()).toEqual(['NetworkPolicy', 'PodDisruptionBudget', 'PodMonitor', 'Pooler']);
    expect(of('db-ro-pooler').sort()).toEqual(of('db-pooler').sort());
    expect(JSON.stringify(objectsOf(synthesize(made.tree)))).toContain('absent(up{job=\\"shop/db-ro-pooler\\"})');
  });

  test('sees the certificate of the name that it connects to', () => {
    expect(specOf(made, 'Cluster', 'db').certificates.serverAltDNSNames).toEqual([
      ...['db-pooler', 'db-pooler.shop', 'db-pooler.shop.svc'],
      ...['db-ro-pooler', 'db-ro-pooler.shop', 'db-ro-pooler.shop.svc'],
    ]);
  });

  test('takes no connection of those who write: an instance that becomes the primary keeps what was opened at it', () => {
    expect(specOf(made, 'Cluster', 'db').postgresql.parameters.max_connections).toBe('450');
  });

  test('is warned of replicas that are behind before a rotation is too late, and nobody else is', () => {
    const alertsOf = (of: Shop) => specOf(of, 'PrometheusRule', 'db').groups[0].rules as Untyped[];
    const where = '{namespace="shop",pod=~"db-[0-9]+"}';
    expect(alertsOf(made).find(({ alert }) => alert === 'ReplicaBehind')).toMatchObject({
      expr:
        `max by (pod) ((cnpg_pg_replication_lag${where} > 60) or ((cnpg_pg_replication_is_wal_receiver_up${where} == 0) ` +
        `and (cnpg_pg_replication_in_recovery${where} == 1)))`,
      for: '3m',
    });
    expect(alertsOf(shop()).map(({ alert }) => alert)).toEqual([
      'MetricsIncomplete',
      'MetricsMissing',
      'PoolerClientsWait',
    ]);
  });
});

test('a database that nobody reads at replicas has no pooler for them, nor room', () => {
  const made = shop();
  made.db.grantReadOnly(made.report, { from: 'primary' });
  const before = shop();
  before.db.grantReadOnly(before.report);
  expect(synthesize(made.tree)).toEqual(synthesize(before.tree));
  expect(hostOf(made, 'report')).toBe('db-pooler.shop.svc');
  expect(specOf(made, 'Cluster', 'db').postgresql.parameters.max_connections).toBe('250');
  expect(namesOf(made).filter((name) => name.includes('db-ro'))).toEqual([]);
  expect(made.db.replicaPooler).toBeUndefined();
});

test('a database of one instance has no replica, so that who would read from one reads from the primary', () => {
  const [asked, plain] = [shop({ instances: 1 }), shop({ instances: 1 })];
  asked.db.grantReadOnly(asked.report, { from: 'replica' });
  plain.db.grantReadOnly(plain.report);
  expect(synthesize(asked.tree)).toEqual(synthesize(plain.tree));
});

test('several who read from replicas share one pooler, and saying it twice is saying it once', () => {
  const [once, twice] = [shop(), shop()];
  for (const { db, api, report } of [once, twice]) {
    db.grantReadOnly(api, { from: 'replica' });
    db.grantReadOnly(report, { from: 'replica' });
  }
  twice.db.grantReadOnly(twice.api, { from: 'replica' });
  expect(synthesize(twice.tree)).toEqual(synthesize(once.tree));
  expect(namesOf(once).filter((name) => name.startsWith('Pooler '))).toEqual([
    'Pooler db-pooler',
    'Pooler db-ro-pooler',
  ]);
});

test.each([1, 3] as const)('refuses two places for one workload, with %d instances alike', (instances) => {
  const { db, api } = shop({ instances });
  db.grantReadWrite(api);
  expect(() => db.grantReadOnly(api, { from: 'replica' })).toThrow(
    "'test/shop/db' is granted to 'api' as read-write and as read-only from replicas; keep one of the two",
  );
});

test.each([
  [{ from: 'standby' }, "has 'standby' for `grantReadOnly(…).from`; choose one of 'primary', 'replica'"],
  [{ form: 'replica' }, 'has an unknown prop `grantReadOnly(…).form`; did you mean `grantReadOnly(…).from`?'],
])('refuses %p', (options, problem) => {
  const { db, api } = shop();
  expect(() => db.grantReadOnly(api, options as unknown as ReadGrantOptions)).toThrow(
    new UserError([`'test/shop/db' ${problem}`]),
  );
});

test('refuses to let somebody write at a replica', () => {
  const { db, api } = shop();
  // @ts-expect-error a replica takes no writes
  expect(() => db.grantReadWrite(api, { from: 'replica' })).toThrow(
    new UserError([`'test/shop/db' has an unknown prop \`grantReadWrite(…).from\`; it takes why, reload`]),
  );
});

describe('a login for replicas has to live for as long as it takes them to hear of the next one', () => {
  // 0.4 of a life is more than a run of two hours, half an hour of a pooled connection, and ten minutes for replicas.
  const least = Math.floor((7200 + 1800 + 600) / 0.4) + 1;
  const granted = (ttlSeconds: number, options: ReadGrantOptions) => {
    const { namespace, db } = shop({ credentials: { ttlHours: ttlSeconds / 3600 } });
    const props = { image: IMAGE, schedule: '0 1 * * *', resources: RESOURCES, deadline: Duration.hours(2) };
    db.grantReadOnly(new ScheduledJob(namespace, 'nightly', props), options);
  };

  test('and is taken when it does, to the second', () => {
    expect(() => granted(least, { from: 'replica' })).not.toThrow();
    expect(() => granted(least - 1, { from: 'replica' })).toThrow(
      "'test/shop/nightly' needs 6.7 h to move from one credential of 'db' to the next, which lives 6.7 h: both are valid for " +
        '9600 s, and it takes 9600 s, which is 1800 s of a pooled connection, 600 s until replicas know the next one and ' +
        'a rollout of 7200 s = a run of 7200 s; raise `credentials.ttlHours` to at least 6.7 h, or shorten the rollout or run, ' +
        "or have it read its files anew, by `reload: 'file'`",
    );
  });

  test('and where files are read anew, for as long as a replica may be behind', () => {
    // Three minutes for the files, half an hour of a pooled connection, and five minutes in which the next login is refused.
    const byFile = Math.floor((180 + 1800 + 300) / 0.4) + 1;
    expect(() => granted(byFile, { from: 'replica', reload: 'file' })).not.toThrow();
    expect(() => granted(byFile - 1, { from: 'replica', reload: 'file' })).toThrow(
      "'test/shop/nightly' needs 1.6 h to move from one credential of 'db' to the next, which lives 1.6 h: both are valid for " +
        '2280 s, and it takes 2280 s, which is 1800 s of a pooled connection, 300 s until replicas know the next one and ' +
        '180 s until its files are exchanged; raise `credentials.ttlHours` to at least 1.6 h',
    );
  });

  test('at the primary, it need not', () => {
    expect(() => granted(least - 1, {})).not.toThrow();
  });
});
