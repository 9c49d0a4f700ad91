import { Duration } from 'cdk8s';
import {
  AuditDevices,
  type BackupProps,
  Postgres,
  Redis,
  ScheduledJob,
  SecureNamespace,
  synthesize,
  TraceCollector,
  WebService,
  type WebServiceProps,
} from '../../constructs';
import { BACKUP_STORE } from '../support/backup-store';
import { environment, IMAGE, objectsOf, POSTGRES, RESOURCES } from '../support/environment';
import { everyOption } from '../support/every-option';
import { referenceResources } from '../support/reference';
import { TRACE_STORE } from '../support/trace-store';
import { deliveryTests } from './promtool/delivery-tests';
import { checkRules, counter, playRules, type Scene } from './promtool/promtool';
import { queueTests } from './promtool/queue-tests';
import { redisExporterTests } from './promtool/redis-exporter-tests';
import { scalerTests } from './promtool/scaler-tests';

const SERVICE = { image: IMAGE, scale: 2, resources: RESOURCES } as const;

/** One service of a namespace that Prometheus has found, held to the level of the standards. */
function held(props: Partial<WebServiceProps> = {}) {
  const tree = environment();
  new WebService(new SecureNamespace(tree, 'shop'), 'api', { ...SERVICE, slo: {}, ...props });
  return objectsOf(synthesize(tree));
}

const UP = { 'up{namespace="shop",job="shop/api",pod="api-0"}': '1x6000' };

const requests = (labels: string) =>
  `istio_requests_total{reporter="source",destination_service_name="api",destination_service_namespace="shop",source_workload="edge",${labels}}`;
const timed = (le: string, pod = 'api-0') =>
  `istio_request_duration_milliseconds_bucket{reporter="destination",destination_workload="api",destination_workload_namespace="shop",response_code="200",pod="${pod}",le="${le}"}`;

const PER_MINUTE = 100_000;

type Part = readonly [minutes: number, share: number];

/** Requests of which so many fail, for so many minutes, one after the other; all that are answered are in time. */
function failing(...parts: readonly Part[]): Scene['series'] {
  const well = parts.map(([minutes, share]) => [minutes, PER_MINUTE * (1 - share)] as const);
  return {
    ...UP,
    [requests('response_code="200"')]: counter(...well),
    [requests('response_code="503"')]: counter(
      ...parts.map(([minutes, share]) => [minutes, PER_MINUTE * share] as const),
    ),
    [timed('200')]: counter(...well),
    [timed('+Inf')]: counter(...well),
  };
}

/** Requests of which none fails, and so many are too slow. */
function slow(...parts: readonly Part[]): Scene['series'] {
  const all = counter(...parts.map(([minutes]) => [minutes, PER_MINUTE] as const));
  return {
    ...UP,
    [requests('response_code="200"')]: all,
    // As Prometheus 3 keeps it.
    [timed('200.0')]: counter(...parts.map(([minutes, share]) => [minutes, PER_MINUTE * (1 - share)] as const)),
    [timed('+Inf')]: all,
  };
}

const DAY = 24 * 60;
const SPANS = [
  { times: 14.4, told: 'critical 1h' },
  { times: 6, told: 'critical 6h' },
  { times: 3, told: 'warning 1d' },
  { times: 1, told: 'warning 3d' },
];

test('promtool reads every rule of every environment, and finds nothing to remark', async () => {
  const environments = ['dev', 'staging', 'production'].flatMap((name) => objectsOf(referenceResources(name)));
  const objects = [...environments, ...objectsOf(synthesize(everyOption())), ...held(), ...held({ protocol: 'grpc' })];
  expect(await checkRules(objects)).toBeGreaterThanOrEqual(20);
});

// What is known of three days is the share of all that there is of them, which is the same from the start.
describe('a budget that burns at one pace', () => {
  test.each([
    { of: 'failures', alert: 'FailuresBurnBudget', budget: 0.0005, play: failing },
    { of: 'slowness', alert: 'SlownessBurnsBudget', budget: 0.05, play: slow },
  ])('tells of $of by each alert whose pace is exceeded, and by none whose pace is not reached', async (one) => {
    const scenes = SPANS.flatMap(({ times }) =>
      [0.98, 1.02].map((more): Scene => {
        const pace = times * more;
        const told = SPANS.filter((span) => pace > span.times).map((span) => `${one.alert} ${span.told}`);
        return { name: `${pace} times`, series: one.play([90, pace * one.budget]), told: { '90m': told } };
      }),
    );
    await playRules(held(), scenes);
  });
});

describe('after days in which nothing failed', () => {
  const page = (span: string) => `FailuresBurnBudget critical ${span}`;
  const ticket = (span: string) => `FailuresBurnBudget warning ${span}`;

  test('2 % of an hour wake somebody after 22 minutes, and nobody before; the page ends with what it tells of', async () => {
    const scene: Scene = {
      name: '2 % for an hour',
      series: failing([6 * 60, 0], [60, 0.02], [2 * 60, 0]),
      told: {
        '6h21m': [ticket('3d')],
        '6h22m': [page('1h'), ticket('3d')],
        '7h2m': [page('1h'), page('6h'), ticket('1d'), ticket('3d')],
        '7h5m': [page('6h'), ticket('1d'), ticket('3d')],
        '7h30m': [ticket('1d'), ticket('3d')],
      },
    };
    await playRules(held(), [scene]);
  });

  test('0.05 % wake nobody, and twice the budget tells somebody after a day', async () => {
    await playRules(held(), [
      { name: '0.05 %', series: failing([8 * 60, 0.0005]), told: { '1h': [], '4h': [], '8h': [] } },
      {
        name: '0.1 %',
        series: failing([DAY, 0], [DAY + 120, 0.001]),
        told: { '1d23h': [], '2d1h': [ticket('3d')] },
      },
    ]);
  });

  test('an outage in which every pod is gone is seen by who calls, within two minutes', async () => {
    const gone: Scene = {
      name: 'gone',
      series: {
        ...failing([6 * 60, 0], [10, 1]),
        [timed('200')]: `${counter([6 * 60, PER_MINUTE])} stale`,
        [timed('+Inf')]: `${counter([6 * 60, PER_MINUTE])} stale`,
      },
      told: { '6h': [], '6h3m': [page('1h'), page('6h'), ticket('1d'), ticket('3d')] },
      paged: { '6h2m': [page('1h'), page('6h')] },
    };
    await playRules(held(), [gone]);
  });
});

test('a call of gRPC fails by its status, where its code is 200', async () => {
  const series = {
    ...failing([6 * 60, 0], [60, 0]),
    [requests('response_code="200",grpc_response_status="14"')]: counter([6 * 60, 0], [60, PER_MINUTE / 50]),
    // NOT_FOUND is the caller's.
    [requests('response_code="200",grpc_response_status="5"')]: counter([6 * 60, PER_MINUTE], [60, PER_MINUTE]),
  };
  const told = ['FailuresBurnBudget critical 1h', 'FailuresBurnBudget warning 3d'];
  await playRules(held({ protocol: 'grpc' }), [{ name: 'gRPC', series, told: { '6h': [], '7h': told } }]);
  await playRules(held(), [{ name: 'HTTP', series, told: { '7h': [] } }]);
});

test('proxies without the bound, while it is rolled out, are not slow', async () => {
  const all = counter([6 * 60, PER_MINUTE]);
  const series = {
    ...slow([6 * 60, 0]),
    [timed('100', 'api-1')]: counter([6 * 60, 0]),
    [timed('250', 'api-1')]: all,
    [timed('+Inf', 'api-1')]: all,
  };
  await playRules(held(), [{ name: 'rollout', series, told: { '1h': [], '6h': [] } }]);
});

test('a service that nobody asks has no alert; one of which a half is not counted has', async () => {
  const all = counter([3 * 60, PER_MINUTE]);
  await playRules(held(), [
    { name: 'idle', series: { ...UP, [requests('response_code="200"')]: '5x180' }, told: { '3h': [] } },
    {
      name: 'callers are not scraped',
      series: { ...UP, [timed('200')]: all, [timed('+Inf')]: all },
      told: { '59m': [], '1h5m': ['FailuresUnknown warning'] },
    },
    {
      name: 'no bound',
      series: { ...UP, [requests('response_code="200"')]: all, [timed('250')]: all, [timed('+Inf')]: all },
      told: { '59m': [], '1h5m': ['SlownessUnknown warning'] },
    },
  ]);
});

test('an exporter that died and a target that was never found are told of', async () => {
  const name = 'up{namespace="shop",job="shop/api",pod="api-0"}';
  await playRules(held(), [
    { name: 'up', series: UP, told: { '1h': [] } },
    { name: 'died', series: { [name]: '1x10 0x60' }, told: { '10m': [], '24m': [], '27m': ['TargetDown warning'] } },
    { name: 'never found', series: {}, told: { '14m': [], '16m': ['TargetMissing warning'] } },
    { name: 'gone', series: { [name]: '1x10 stale' }, told: { '10m': [], '30m': ['TargetMissing warning'] } },
  ]);
});

test('a Redis without primary, one with a replica less, too few Sentinels, and nothing known are told of', async () => {
  const tree = environment();
  const redis = { image: IMAGE, resources: RESOURCES, storage: '1Gi', highAvailability: true } as const;
  new Redis(new SecureNamespace(tree, 'shop'), 'carts', redis);
  const objects = objectsOf(synthesize(tree));
  const ready = (set: string, values: string, label = 'namespace') => ({
    [`kube_statefulset_status_replicas_ready{${label}="shop",statefulset="${set}"}`]: values,
  });
  const watched = ready('carts-sentinel', '3x60');
  await playRules(objects, [
    { name: 'whole', series: { ...watched, ...ready('carts', '3x60') }, told: { '59m': [] } },
    {
      name: 'rolled out',
      series: { ...ready('carts-sentinel', '3x5 2x3 3x52'), ...ready('carts', '3x5 2x10 3x45') },
      told: { '10m': [], '30m': [] },
    },
    {
      name: 'no primary',
      series: { ...watched, ...ready('carts', '3x10 0x50') },
      told: { '11m': [], '13m': ['RedisWithoutPrimary critical'] },
    },
    {
      name: 'a replica less, as Prometheus renames it',
      series: { ...watched, ...ready('carts', '2x60', 'exported_namespace') },
      told: { '14m': [], '16m': ['RedisReplicaMissing warning'] },
    },
    {
      name: 'one Sentinel left, which reaches nobody',
      series: { ...ready('carts-sentinel', '3x10 0x50'), ...ready('carts', '3x60') },
      told: { '14m': [], '17m': ['SentinelsBelowQuorum critical'] },
    },
    {
      name: 'two Sentinels',
      series: { ...ready('carts-sentinel', '2x60'), ...ready('carts', '3x60') },
      told: { '59m': [] },
    },
    { name: 'nothing', series: {}, told: { '14m': [], '16m': ['RedisUnknown warning'] } },
  ]);
});

redisExporterTests();
scalerTests();

deliveryTests();
queueTests();

test('an audit device that cannot be written is told of, and so is a Vault that can write none, or nobody knows of', async () => {
  const tree = environment();
  new AuditDevices(new SecureNamespace(tree, 'shop'), 'audit', {
    file: '/audit.log',
    socket: 'vector.logging.svc:9090',
  });
  const failures = (what: string, values: string) => ({ [`vault_audit_${what}_failure`]: values });
  const well = { ...failures('log_request', '0x90'), ...failures('log_response', '0x90') };
  const told = { '9m': [], '14m': ['AuditNotWritten critical'] };
  await playRules(objectsOf(synthesize(tree)), [
    { name: 'well', series: well, told: { '80m': [] } },
    // As a real Vault counts it, in vault-audit.test.ts: from the first failure on, and no request that failed.
    { name: 'one device', series: { ...well, ...failures('sink', '_x10 2+2x50') }, told },
    { name: 'none', series: { ...well, ...failures('log_request', '0x10 1+1x50') }, told },
    {
      name: 'mended',
      series: { ...well, ...failures('sink', '_x10 2+2x10 22x60') },
      told: { '20m': told['14m'], '40m': [] },
    },
    { name: 'not scraped', series: {}, told: { '59m': [], '62m': ['AuditUnknown warning'] } },
  ]);
});

test('a replica that somebody reads from is told of when it is behind for long, or has lost the primary', async () => {
  const tree = environment();
  const shop = new SecureNamespace(tree, 'shop');
  const database = new Postgres(shop, 'orders', POSTGRES);
  const report = new ScheduledJob(shop, 'report', { image: IMAGE, schedule: '@daily', resources: RESOURCES });
  database.grantReadOnly(report, { from: 'replica' });
  const objects = objectsOf(synthesize(tree));
  const of = (metric: string, pod = 'orders-2') => `${metric}{namespace="shop",pod="${pod}"}`;
  const up = (name: string) => ({ [`up{namespace="shop",job="shop/${name}",pod="${name}-1"}`]: '1x60' });
  const known = {
    ...{ ...up('orders'), ...up('orders-pooler'), ...up('orders-ro-pooler') },
    [of('cnpg_collector_last_collection_error')]: '0x60',
    [of('cnpg_pg_replication_in_recovery')]: '1x60',
    [of('cnpg_pg_replication_in_recovery', 'orders-1')]: '0x60',
    // Of a primary, nobody sends it anything.
    [of('cnpg_pg_replication_is_wal_receiver_up', 'orders-1')]: '0x60',
  };
  const [lag, receiver] = [of('cnpg_pg_replication_lag'), of('cnpg_pg_replication_is_wal_receiver_up')];
  await playRules(objects, [
    { name: 'on time', series: { ...known, [lag]: '1x60', [receiver]: '1x60' }, told: { '59m': [] } },
    {
      name: 'held up by a query for half a minute, again and again',
      series: { ...known, [lag]: '30x20 70x2 30x38', [receiver]: '1x60' },
      told: { '22m': [], '59m': [] },
    },
    {
      // A second in a second: not yet 300 s when it is told.
      name: 'at a standstill',
      series: { ...known, [lag]: '0x10 60+60x50', [receiver]: '1x60' },
      told: { '14m': [], '15m': ['ReplicaBehind warning'] },
    },
    {
      name: 'without its primary, and so never behind',
      series: { ...known, [lag]: '0x60', [receiver]: '1x10 0x50' },
      told: { '13m': [], '14m': ['ReplicaBehind warning'] },
    },
    {
      name: 'now behind, now without its primary',
      series: { ...known, [lag]: '0x10 100x1 0x1 100x48', [receiver]: '1x12 0x1 1x47' },
      told: { '13m': [], '14m': ['ReplicaBehind warning'] },
    },
  ]);
});

test('clients that wait for a connection of a pooler are told of after a minute, and a burst is not', async () => {
  const tree = environment();
  new Postgres(new SecureNamespace(tree, 'shop'), 'orders', POSTGRES);
  const up = (name: string) => ({ [`up{namespace="shop",job="shop/${name}",pod="${name}-1"}`]: '1x60' });
  const known = {
    ...{ ...up('orders'), ...up('orders-pooler') },
    'cnpg_collector_last_collection_error{namespace="shop",pod="orders-1"}': '0x60',
  };
  const waits = (login: string) =>
    `cnpg_pgbouncer_pools_maxwait{namespace="shop",pod="orders-pooler-1",database="app",user="${login}"}`;
  await playRules(objectsOf(synthesize(tree)), [
    { name: 'nobody', series: { ...known, [waits('a')]: '0x60' }, told: { '59m': [] } },
    { name: 'a burst', series: { ...known, [waits('a')]: '0x10 20x0 0x48' }, told: { '11m': [], '59m': [] } },
    {
      name: 'one login of several',
      series: { ...known, [waits('a')]: '0x60', [waits('b')]: '0x10 6x48' },
      told: { '11m': [], '13m': ['PoolerClientsWait warning'] },
    },
  ]);
});

describe('a database that is backed up', () => {
  const of = (metric: string) => `${metric}{namespace="shop",pod="orders-1"}`;
  const LAST = of('barman_cloud_cloudnative_pg_io_last_available_backup_timestamp');
  const [FAILED, ARCHIVED] = ['failed', 'archived'].map((what) => of(`cnpg_pg_stat_archiver_last_${what}_time`));
  const SCRAPED = {
    'up{namespace="shop",job="shop/orders",pod="orders-1"}': '1x6000',
    'up{namespace="shop",job="shop/orders-pooler",pod="orders-pooler-1"}': '1x6000',
    [of('cnpg_collector_last_collection_error')]: '0x6000',
  };
  /** Samples are a minute apart, and the first is of the moment from which Unix counts. */
  const MADE_AFTER_A_DAY = `0x${DAY - 1} ${DAY * 60}x${4 * DAY}`;

  function backedUp(drill: BackupProps['drill'] = 'none') {
    const tree = environment({}, { backups: BACKUP_STORE });
    new Postgres(new SecureNamespace(tree, 'shop'), 'orders', {
      ...{ instances: 1, image: IMAGE, storage: '1Gi', resources: RESOURCES, credentials: { ttlHours: 12 } },
      pooler: { instances: 1, image: IMAGE, resources: RESOURCES },
      backup: { owner: 'dba@example.com', schedule: '@daily', retentionDays: 30, drill },
    });
    return objectsOf(synthesize(tree));
  }

  test('has no alert until a backup is a day and a half old, and its log is not archived for ten minutes', async () => {
    const well = { ...SCRAPED, [LAST]: MADE_AFTER_A_DAY };
    await playRules(backedUp(), [
      {
        name: 'the second backup is not made',
        series: { ...well, [FAILED!]: '-1x6000', [ARCHIVED!]: '60+60x6000' },
        // For an hour, a backup may still be under way.
        told: { '2d12h59m': [], '2d13h2m': ['BackupTooOld warning'] },
      },
      {
        name: 'the log is not archived for an hour',
        series: { ...well, [FAILED!]: '-1x59 3600+60x59 7140x60', [ARCHIVED!]: '60+60x58 3540x60 7200x60' },
        told: { '59m': [], '1h9m': [], '1h11m': ['WalNotArchived critical'], '2h1m': [] },
        paged: { '1h11m': ['WalNotArchived critical'] },
      },
      {
        name: 'one of its attempts fails',
        series: { ...well, [FAILED!]: '-1x59 3600x120', [ARCHIVED!]: '60+60x58 3540x4 3900x120' },
        told: { '1h3m': [], '1h20m': [] },
      },
    ]);
  });

  test('is said to be nobody knows how, where the plugin is not there', async () => {
    const series = { ...SCRAPED, [FAILED!]: '-1x6000', [ARCHIVED!]: '60+60x6000' };
    await playRules(backedUp(), [
      { name: 'no plugin', series, told: { '59m': [], '1h2m': ['BackupUnknown warning'] } },
    ]);
  });

  describe('and tried each week', () => {
    const HOUR = 60;
    const WEEK = 7 * DAY * 60;
    const TOLD = ['RestoreNotProven warning'];
    const of = (metric: string, label = 'namespace', cronjob = 'orders-drill') =>
      `kube_cronjob_${metric}{${label}="shop",cronjob="${cronjob}"}`;
    const made = (label?: string) => ({ [of('created', label)]: `${-WEEK}x${24 * HOUR}` });

    /** Its alerts on drills alone. */
    function tried(drill: BackupProps['drill']) {
      return backedUp(drill).flatMap((object) => {
        if (object.kind !== 'PrometheusRule') return [];
        const [{ name, rules }] = (object['spec'] as { groups: [{ name: string; rules: { alert: string }[] }] }).groups;
        const kept = rules.filter(({ alert }) => alert.startsWith('Restore'));
        return kept.length === 0 ? [] : [{ ...object, spec: { groups: [{ name, rules: kept }] } }];
      });
    }

    test('tells that no restore was proven for a week, a run of six hours and as many more, and that nobody knows', async () => {
      await playRules(tried({}), [
        {
          name: 'the last succeeded a week ago but 20 minutes, and one more after 14 hours',
          series: {
            [of('created')]: `${-4 * WEEK}x${24 * HOUR}`,
            [of('status_last_successful_time')]: `${-WEEK + 20 * 60}x${14 * HOUR - 1} ${14 * HOUR * 60}x${10 * HOUR}`,
          },
          // An hour of it has to pass.
          told: { '10m': [], '13h19m': [], '13h23m': TOLD, '13h59m': TOLD, '14h1m': [], '20h': [] },
        },
        {
          name: 'none has ever succeeded, as Prometheus renames it',
          series: made('exported_namespace'),
          told: { '12h59m': [], '13h3m': TOLD },
        },
        {
          name: 'one of another database succeeds',
          series: { ...made(), [of('status_last_successful_time', 'namespace', 'carts-drill')]: `0+60x${24 * HOUR}` },
          told: { '12h59m': [], '13h3m': TOLD },
        },
        {
          name: 'kube-state-metrics is gone after two hours',
          series: { [of('created')]: `0x${2 * HOUR} stale` },
          told: { '2h': [], '2h59m': [], '3h3m': ['RestoreDrillUnknown warning'] },
        },
      ]);
    });

    test('waits longer where a run may take longer', async () => {
      await playRules(tried({ deadline: Duration.hours(10) }), [
        { name: 'never', series: made(), told: { '13h3m': [], '16h59m': [], '17h3m': TOLD } },
      ]);
    });
  });
});

test('of two collectors of traces in one namespace, each alert is about its own', async () => {
  const tree = environment({}, { traces: TRACE_STORE });
  const telemetry = new SecureNamespace(tree, 'telemetry');
  const memory = { cpu: '200m', memory: '1Gi' } as const;
  const props = { image: IMAGE, resources: memory, tracesPerSecond: 100 };
  for (const name of ['own', 'theirs']) new TraceCollector(telemetry, name, props);
  const at = '{namespace="telemetry",pod="';
  const up = (name: string) => ({ [`up{namespace="telemetry",job="telemetry/${name}",pod="${name}-0"}`]: '1x60' });
  const collector = (name: string, waits: string): Scene['series'] => ({
    ...up(name),
    [`otelcol_exporter_queue_size${at}${name}-0"}`]: waits,
    [`otelcol_exporter_queue_capacity${at}${name}-0"}`]: '100x60',
  });
  const idle = '0x60';
  const [own, theirs] = [collector('own', idle), collector('theirs', idle)];
  await playRules(objectsOf(synthesize(tree)), [
    { name: 'well', series: { ...own, ...theirs }, told: { '59m': [] } },
    {
      name: 'the spans of one wait',
      series: { ...own, ...collector('theirs', '60x60') },
      told: { '9m': [], '11m': ['TraceQueueFills warning'] },
    },
    {
      name: 'of one, nobody knows',
      series: { ...own, ...up('theirs') },
      told: { '14m': [], '16m': ['TraceExportUnknown warning'] },
    },
    {
      name: 'spans of one are refused, by it and by its store',
      series: {
        ...{ ...own, ...theirs },
        [`otelcol_receiver_refused_spans${at}own-0"}`]: '0+60x60',
        [`otelcol_exporter_send_failed_spans${at}own-0"}`]: '0+60x60',
      },
      told: { '12m': ['SpansRefused warning', 'TracesNotExported warning'] },
    },
  ]);
});
