import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Manifest } from '../../../constructs/plan/resource';
import { type Program, recorded } from '../../metrics/recorded';
import { ROOT, referencePlan } from '../../support/reference';
import { binaryOf } from '../servers/build';
import { run } from '../servers/command';
import { eventually } from '../support/eventually';
import { metricsOf, missingOf } from '../support/metrics';
import { queried, ruleGroupsOf, type Series, seriesOf } from './asked-prometheus';
import { NODES } from './cluster/addresses';
import type { Cluster } from './cluster/cluster';
import { Steps } from './cluster/steps';
import { primaryOf } from './database';
import { defineKinds } from './kinds';
import { installKubeStateMetrics, stateMonitor } from './kube-state-metrics';
import { exec, kubectl } from './kubectl';
import { containerMonitor } from './kubelet-metrics';
import { CACHE, CLIENTS, DATABASE, LEDGER } from './ledger/platform';
import { everyMonitorIsUp, inWords, type SeenMonitor, seenMonitors } from './monitors';
import { installPrometheus, MONITORING, GROUP as MONITORING_GROUP, prometheusIsThere } from './prometheus';
import { withSidecar } from './sidecar';
import { rolledOut } from './workloads';

/** What is watched: a database of three instances with two poolers, two who use it, and a cache. */
export interface Watched {
  readonly cluster: Cluster;
  readonly objects: readonly Manifest[];
}

interface Alert {
  readonly alert: string;
  readonly expr: string;
}

/** That each instance of the database may have, as `ledger` says. */
const MEMORY_BYTES = 512 * 1024 * 1024;

/** Who is scraped at ports that pods declare of themselves, and at which: an instance of a database, and a sidecar of a cache. */
const OWN_PORTS: readonly (readonly [name: string, port: number])[] = [
  [DATABASE, 9187],
  [CACHE, 9121],
];

/** What of the memory of the cache may hold data, as `ledger` says. */
const CACHE_BYTES = 96 * 1024 * 1024;

/** Of what redis_exporter is asked for, what only a server has that is one of several. */
const OF_REPLICAS = ['redis_connected_slave_lag_seconds', 'redis_master_link_up'];

/** How often a monitor has Prometheus scrape, twice: a rate is of two scrapes. */
const SCRAPED_TWICE_MS = 60_000;

/** Longer than an evaluation of every rule takes to come round. */
const EVALUATED_MS = 90_000;

/** What is asserted of the monitors and alerts that are rendered, by a real Prometheus and its operator. */
export function prometheusTests(the: () => Watched, say: (line: string) => void): void {
  const steps = new Steps(say);
  const named = (kind: string, name: string) =>
    the().objects.find((object) => object.kind === kind && object.metadata.name === name)!;
  const seen = async (kind: string, name: string): Promise<SeenMonitor> =>
    (await seenMonitors([named(kind, name)], the().cluster))[0]!;
  const becomes = (name: string, what: string, isSo: (one: SeenMonitor) => boolean) =>
    eventually(async () => isSo(await seen('PodMonitor', name)), {
      ...{ what: `PodMonitor ${name} ${what}`, timeoutMs: 120_000, everyMs: 1_000 },
    });
  const allUp = () => steps.take('every monitor up', () => everyMonitorIsUp(the().objects, the().cluster));

  beforeAll(async () => {
    const { cluster } = the();
    const { name } = NODES[1]!;
    await defineKinds(cluster, [MONITORING_GROUP]);
    await steps.take('Prometheus installed', () => installPrometheus(cluster, name));
    await steps.take('kube-state-metrics installed', () => installKubeStateMetrics(cluster, name));
    await cluster.api.apply(containerMonitor());
    await steps.take('sidecars beside clients', async () => {
      const image = cluster.images.app.reference;
      for (const client of Object.keys(CLIENTS))
        await cluster.api.apply(withSidecar(named('Deployment', client), image));
      for (const client of Object.keys(CLIENTS)) await rolledOut(cluster.api, LEDGER, client);
    });
  });

  test('every monitor that is rendered has a target for each of its pods, and all are up', async () => {
    const monitors = await allUp();
    for (const monitor of monitors) say(inWords(monitor));
    expect(monitors.map(({ called, pods, targets }) => [called, pods.length, targets.length]).sort()).toEqual([
      [`PodMonitor ${LEDGER}/orders`, 3, 3],
      [`PodMonitor ${LEDGER}/orders-pooler`, 2, 2],
      [`PodMonitor ${LEDGER}/pages`, 1, 1],
      [`PodMonitor ${LEDGER}/reader`, 1, 1],
      [`PodMonitor ${LEDGER}/writer`, 1, 1],
    ]);
    // The merged metrics, beside the port that the sidecar declares.
    const { targets } = await seen('PodMonitor', 'writer');
    expect(targets.map(({ scrapeUrl }) => new URL(scrapeUrl).port)).toEqual(['15020']);
  });

  test('the exporters of database and pooler fail no query, and read the database', async () => {
    const { cluster } = the();
    const of = (metric: string) => queried(cluster, `${metric}{namespace="${LEDGER}"}`);
    const valuesOf = async (metric: string) => (await of(metric)).map(({ value }) => value);
    expect(await valuesOf('cnpg_collector_last_collection_error')).toEqual([0, 0, 0]);
    expect(await valuesOf('cnpg_collector_up')).toEqual([1, 1, 1]);
    expect(await valuesOf('cnpg_pgbouncer_last_collection_error')).toEqual([0, 0]);
    // One for each query of each instance.
    expect([...new Set(await valuesOf('cnpg_last_error'))]).toEqual([0]);
    for (const metric of READ) expect([metric, (await of(metric)).length > 0]).toEqual([metric, true]);
  });

  test('the exporter of a cache is let in by the certificate that Vault made for it, and is refused nothing', async () => {
    const { cluster } = the();
    const valuesOf = async (metric: string) =>
      (await queried(cluster, `${metric}{job="${LEDGER}/${CACHE}"}`)).map(({ value }) => value);
    expect(await valuesOf('redis_up')).toEqual([1]);
    expect(await valuesOf('redis_memory_max_bytes')).toEqual([CACHE_BYTES]);
    // What it asks for and may not, its server would count.
    expect(await valuesOf('redis_acl_access_denied_cmd_total')).toEqual([0]);
    const series = await seriesOf(cluster, [...recorded('redis_exporter').keys()]);
    expect(missingOf('redis_exporter', metricsOf(series))).toEqual(OF_REPLICAS);
  });

  test.each<Program>(['cloudnative-pg', 'cloudnative-pg-pooler', 'kube-state-metrics', 'kubelet'])(
    'Prometheus has what rules and dashboards ask for of %s',
    async (program) => {
      const { cluster } = the();
      const names = [...recorded(program).keys()];
      const idlers = await idle(cluster.api);
      try {
        const missing = async () => missingOf(program, metricsOf(await seriesOf(cluster, names)));
        const told = { what: `what ${program} exports`, timeoutMs: 60_000, everyMs: 1_000 };
        await eventually(async () => (await missing()).length === 0, told).catch(() => undefined);
        expect(await missing()).toEqual([]);
      } finally {
        for (const object of idlers) await cluster.api.delete(object);
      }
    },
  );

  test('kubelets tell of each container by its namespace, its pod and its name, of its limit too', async () => {
    const { cluster } = the();
    const asked = `{namespace="${LEDGER}",pod=~"${DATABASE}-[0-9]+",container=~".+"}`;
    const byPod = async (metric: string) => {
      const series = await queried(cluster, `sum by (pod) (${metric}${asked})`);
      return new Map(series.map(({ metric: { pod = '' }, value }) => [pod, value]));
    };
    const pods = [1, 2, 3].map((instance) => `${DATABASE}-${instance}`);
    const limits = await byPod('container_spec_memory_limit_bytes');
    expect([...limits].sort()).toEqual(pods.map((pod) => [pod, MEMORY_BYTES]));
    const [memory, seconds] = [
      await byPod('container_memory_working_set_bytes'),
      await byPod('container_cpu_usage_seconds_total'),
    ];
    say(
      `kubelets: ${pods.map((pod) => `${pod} has ${memory.get(pod)} bytes and took ${seconds.get(pod)} s`).join(', ')}`,
    );
    for (const pod of pods) {
      expect(memory.get(pod)).toBeGreaterThan(0);
      expect(memory.get(pod)).toBeLessThan(MEMORY_BYTES);
      expect(seconds.get(pod)).toBeGreaterThan(0);
    }
    // The group of a whole pod is told of, too, without the name of a container: it would count everything twice.
    const whole = `{namespace="${LEDGER}",pod="${pods[0]}",container=""}`;
    expect(await queried(cluster, `container_memory_working_set_bytes${whole}`)).not.toEqual([]);
  });

  test('every rule that is rendered is one to promtool', async () => {
    const platforms = ['dev', 'staging', 'production'].flatMap((name) =>
      referencePlan(name).resources.flatMap((one) => (one.api === 'kubernetes' ? [one.object] : [])),
    );
    const rules = [...the().objects, ...platforms].filter(({ kind }) => kind === 'PrometheusRule');
    const folder = join(the().cluster.dir, 'rules');
    mkdirSync(folder);
    const files = rules.map((rule, index) => {
      const file = join(folder, `${index}-${rule.metadata.name}.yaml`);
      writeFileSync(file, stringify(rule['spec']));
      return file;
    });
    const told = await run(binaryOf('promtool'), ['check', 'rules', '--lint=all', '--lint-fatal', ...files]);
    say(`promtool: ${files.length} files, ${[...told.matchAll(/SUCCESS/g)].length} in order`);
    expect(told.match(/SUCCESS/g)).toHaveLength(files.length);
  });

  test('Prometheus has read every rule, and evaluates each without an error', async () => {
    const { cluster } = the();
    for (const rule of the().objects.filter(({ kind }) => kind === 'PrometheusRule')) {
      const own = `/${LEDGER}-${rule.metadata.name}-`;
      const found = async () => {
        const group = (await ruleGroupsOf(cluster)).find(({ file }) => file.includes(own));
        return group?.rules.every(({ health }) => health !== 'unknown') && group;
      };
      const what = `rules of ${rule.metadata.name} evaluated`;
      const { rules } = await eventually(found, { what, timeoutMs: EVALUATED_MS, everyMs: 1_000 });
      expect(rules.map(({ name, health, lastError }) => [name, health, lastError ?? ''])).toEqual(
        alertsOf(rule).map(({ alert }) => [alert, 'ok', '']),
      );
    }
  });

  test('an exporter that is not let into the database is told of while its target is up, until the documented command lets it in', async () => {
    const { cluster } = the();
    const { expr } = alertsOf(named('PrometheusRule', DATABASE)).find(({ alert }) => alert === 'MetricsIncomplete')!;
    const firing = async (isSo: (series: readonly Series[]) => boolean) => {
      const what = `MetricsIncomplete ${isSo}`;
      return eventually(async () => isSo(await queried(cluster, expr)), { what, timeoutMs: 180_000, everyMs: 1_000 });
    };
    const primary = { namespace: LEDGER, pod: await primaryOf(cluster) };
    await exec(cluster, primary, 'psql', '--command', 'REVOKE CONNECT ON DATABASE app FROM pg_monitor');
    try {
      await firing((series) => series.length > 0);
      expect((await seen('PodMonitor', DATABASE)).targets.map(({ health }) => health)).toEqual(['up', 'up', 'up']);
    } finally {
      await letIn(cluster);
    }
    await firing((series) => series.length === 0);
  });

  // By now everything was scraped twice, as a rate needs it.
  test.each([
    ['kept', true],
    ['renamed', false],
  ])('every alert asks for metrics that are there, the labels of kube-state-metrics %s', async (_, honorLabels) => {
    const { cluster, objects } = the();
    await cluster.api.apply(stateMonitor(honorLabels), { force: true });
    const label = honorLabels ? 'namespace' : 'exported_namespace';
    const told = async () => (await queried(cluster, `kube_pod_start_time{${label}="${LEDGER}"}`)).length > 0;
    await eventually(told, { what: `kube-state-metrics by ${label}`, timeoutMs: 120_000, everyMs: 1_000 });
    // What was known by the other label is forgotten five minutes later, unless Prometheus sees that it has ended.
    for (const { alert, expr } of objects.flatMap(alertsOf)) {
      const [, asked] = /^(.*) [<>] [^<>]+$/s.exec(expr) ?? [];
      if (asked === undefined) expect([alert, expr, await queried(cluster, expr)]).toEqual([alert, expr, []]);
      else await somethingFound(cluster, `what ${alert} asks for`, asked);
    }
  });

  test.each<[string, (monitor: Manifest) => object]>([
    ['a port that no container declares', ({ spec }) => withPort(spec as MonitorSpec, 9188)],
    [
      'a label that no pod has',
      ({ spec }) => ({ ...(spec as object), selector: { matchLabels: { 'dwcp.io/workload': 'order' } } }),
    ],
  ])('%s leaves no target', async (_, other) => {
    const { api } = the().cluster;
    const monitors = OWN_PORTS.map(([name]) => named('PodMonitor', name));
    try {
      for (const monitor of monitors) {
        await api.apply({ ...monitor, spec: other(monitor) } as Manifest, { force: true });
      }
      for (const [name] of OWN_PORTS) {
        await becomes(name, 'without a target', ({ targets }) => targets.length === 0);
      }
    } finally {
      for (const monitor of monitors) await api.apply(monitor, { force: true });
    }
    await allUp();
  });

  test('a policy that no longer lets Prometheus in leaves targets that are down', async () => {
    const { cluster } = the();
    const policies = OWN_PORTS.map(([name, port]) => [named('NetworkPolicy', name), port] as const);
    try {
      for (const [policy, port] of policies) await cluster.api.apply(withoutPort(policy, port), { force: true });
      // What it has open stays open under any policy.
      await kubectl(
        cluster,
        'delete',
        'pod',
        '--namespace',
        MONITORING,
        '--selector',
        'app.kubernetes.io/name=prometheus',
      );
      await prometheusIsThere(cluster);
      const isDown = ({ pods, targets }: SeenMonitor) =>
        pods.length > 0 && targets.length === pods.length && targets.every(({ health }) => health === 'down');
      for (const [name] of OWN_PORTS) {
        await becomes(name, 'down', isDown);
        say(inWords(await seen('PodMonitor', name)));
      }
      await becomes('writer', 'up', ({ targets }) => targets.every(({ health }) => health === 'up'));
    } finally {
      for (const [policy] of policies) await cluster.api.apply(policy, { force: true });
    }
    await allUp();
  });
}

/** Waits until an expression yields something: a rate does when its metric was scraped twice. */
function somethingFound(cluster: Cluster, what: string, promql: string): Promise<boolean> {
  const found = async () => (await queried(cluster, promql)).length > 0;
  return eventually(found, { what: `${what}, ${promql}`, timeoutMs: SCRAPED_TWICE_MS, everyMs: 1_000 });
}

/** A StatefulSet of no pods, and a CronJob that has succeeded once, of which kube-state-metrics tells all the same. */
async function idle(api: Cluster['api']): Promise<readonly Manifest[]> {
  const labels = { app: 'nobody' };
  const containers = [{ name: 'nobody', image: 'registry.example.com/nobody' }];
  const metadata = { name: 'nobody', namespace: 'default' };
  const set: Manifest = {
    ...{ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata },
    spec: {
      ...{ replicas: 0, serviceName: 'nobody', selector: { matchLabels: labels } },
      template: { metadata: { labels }, spec: { containers } },
    },
  };
  const template = { spec: { template: { spec: { containers, restartPolicy: 'Never' } } } };
  const job: Manifest = {
    ...{ apiVersion: 'batch/v1', kind: 'CronJob', metadata },
    spec: { schedule: '0 0 1 1 *', suspend: true, jobTemplate: template },
  };
  for (const object of [set, job]) await api.apply(object);
  const status = { lastSuccessfulTime: new Date().toISOString().replace(/\.\d+/, '') };
  const path = `/apis/batch/v1/namespaces/${metadata.namespace}/cronjobs/${metadata.name}/status`;
  await api.request('PATCH', path, { status }, 'application/merge-patch+json');
  return [set, job];
}

/** Of each set of queries that the exporters have by default, one that says something of any database. */
const READ = [
  'cnpg_backends_total',
  'cnpg_pg_database_size_bytes',
  'cnpg_pg_postmaster_start_time',
  'cnpg_pg_replication_in_recovery',
  'cnpg_pg_stat_archiver_archived_count',
  'cnpg_pg_stat_database_xact_commit',
  'cnpg_pg_stat_replication_replay_lag_seconds',
  'cnpg_pgbouncer_pools_cl_active',
  'cnpg_pgbouncer_stats_total_xact_count',
];

function alertsOf(object: Manifest): readonly Alert[] {
  if (object.kind !== 'PrometheusRule') return [];
  return (object['spec'] as { groups: readonly { rules: readonly Alert[] }[] }).groups.flatMap(({ rules }) => rules);
}

interface MonitorSpec {
  readonly podMetricsEndpoints: readonly object[];
}

function withPort(spec: MonitorSpec, portNumber: number): MonitorSpec {
  return { ...spec, podMetricsEndpoints: spec.podMetricsEndpoints.map((endpoint) => ({ ...endpoint, portNumber })) };
}

interface Ingress {
  readonly ports: readonly { readonly port: number }[];
}

function withoutPort(policy: Manifest, port: number): Manifest {
  const spec = policy['spec'] as { readonly ingress: readonly Ingress[] };
  const ingress = spec.ingress.filter(({ ports }) => !ports.some((one) => one.port === port));
  return { ...policy, spec: { ...spec, ingress } };
}

/** Runs what docs/deploy.md has an administrator run, for the database of the tests. */
async function letIn({ kubeconfig }: Cluster): Promise<void> {
  const text = readFileSync(join(ROOT, 'docs', 'deploy.md'), 'utf8');
  const [, command] = /```sh\n((?:(?!```).)*TO pg_monitor'\n)```/s.exec(text) ?? [];
  const here = command!.replaceAll('cluster=dwcp-postgres', `cluster=${DATABASE}`).replaceAll(' dwcp ', ` ${LEDGER} `);
  const PATH = [dirname(binaryOf('kubectl')), process.env['PATH']].join(delimiter);
  await run('bash', ['-euo', 'pipefail', '-c', here], { env: { PATH, KUBECONFIG: kubeconfig } });
}
