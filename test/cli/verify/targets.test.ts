import type { Cluster } from '../../../cli/cluster/cluster';
import { Unreadable } from '../../../cli/cluster/kubectl';
import { monitoredOf } from '../../../cli/verify/monitored';
import type { Target } from '../../../cli/verify/prometheus';
import { PROOFS } from '../../../cli/verify/proofs';
import type { Evidence } from '../../../cli/verify/proofs/proof';
import { type Manifest, planOf } from '../../../constructs';
import { monitoring } from '../../../constructs/operators/whereabouts';
import { environment, FACTS } from '../../support/environment';
import { referencePlan } from '../../support/reference';

const POOL = 'podMonitor/shop/api/0';
const [PODS, MONITORING] = ['/api/v1/namespaces/shop/pods', '/api/v1/namespaces/monitoring'];
const PROXY = `${MONITORING}/services/prometheus-operated:9090/proxy/api/v1`;

const pod = (name: string, labels: object = { app: 'api' }, ready = 'True') => ({
  metadata: { name, namespace: 'shop', labels },
  spec: { containers: [] },
  status: { podIP: '10.0.0.1', conditions: [{ type: 'Ready', status: ready }] },
});

const target = (name: string, other: Partial<Target> = {}): Target => ({
  scrapePool: POOL,
  scrapeUrl: `http://${name}:9090/metrics`,
  health: 'up',
  lastError: '',
  discoveredLabels: { __meta_kubernetes_namespace: 'shop', __meta_kubernetes_pod_name: name },
  ...other,
});

const monitor = (spec: object): Manifest => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'podMetricsEndpoints' in spec ? 'PodMonitor' : 'ServiceMonitor',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { selector: { matchLabels: { app: 'api' } }, ...spec },
});

const POD_MONITOR = monitor({ podMetricsEndpoints: [{ port: 'metrics' }] });

interface Told {
  readonly objects?: readonly Manifest[];
  readonly pods?: readonly object[];
  readonly prometheus?: readonly object[];
  readonly pools?: readonly string[];
  readonly targets?: readonly Target[];
  /** @default - Prometheus answers */
  readonly refused?: Unreadable;
}

/** What is judged where a cluster, and the Prometheus in it, answer so. */
async function judged({
  objects = [POD_MONITOR],
  pods = [pod('api-0'), pod('api-1')],
  prometheus = [],
  pools = [POOL],
  targets = [target('api-0'), target('api-1')],
  refused,
}: Told): Promise<readonly (readonly [string, string])[]> {
  const answers: Readonly<Record<string, unknown>> = {
    [PODS]: { items: pods },
    [`${MONITORING}/pods?labelSelector=app.kubernetes.io%2Fname%3Dprometheus`]: { items: prometheus },
    [`${PROXY}/scrape_pools`]: { data: { scrapePools: pools } },
    [`${PROXY}/targets?state=active`]: { data: { activeTargets: targets } },
  };
  const get = async (path: string) => {
    if (refused !== undefined && path.startsWith(PROXY)) throw refused;
    if (!(path in answers)) throw new Error(`asked for ${path}`);
    return answers[path];
  };
  const list = async (path: string, labels = '') =>
    ((await get(labels === '' ? path : `${path}?labelSelector=${encodeURIComponent(labels)}`)) as { items: [] }).items;
  const plan = planOf(environment());
  const resources = objects.map((object) => ({
    ...{ api: 'kubernetes' as const, id: object.metadata.name, kind: object.kind, namespace: 'shop', object },
    ...{ name: object.metadata.name, path: 'any', dependsOn: [], data: false },
  }));
  const monitored = await monitoredOf(resources, monitoring(FACTS), { get, list } as unknown as Cluster);
  return PROOFS.targets
    .judge({ plan, monitored } as Evidence)
    .map(({ status, says, remedy }) => [status, remedy === undefined ? says : `${says}; ${remedy}`]);
}

const SERVICE: Manifest = {
  ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'shop', labels: { app: 'api' } } },
  spec: { selector: { app: 'api' }, ports: [{ port: 9090 }] },
};

const down = { health: 'down', lastError: 'connection refused' } as const;

describe('what is to be scraped', () => {
  test.each<[string, Told, string, RegExp]>([
    ['and is, is in order', {}, 'ok', /^Prometheus scrapes PodMonitor shop\/api: pod api-0, pod api-1$/],
    [
      'by its Service, is in order',
      {
        objects: [SERVICE, monitor({ endpoints: [{ port: 'metrics' }] })],
        pools: ['serviceMonitor/shop/api/0'],
        targets: ['api-0', 'api-1'].map((name) => target(name, { scrapePool: 'serviceMonitor/shop/api/0' })),
      },
      ...(['ok', /^Prometheus scrapes ServiceMonitor shop\/api: pod api-0, pod api-1$/] as const),
    ],
    [
      'and is of another name or not ready, is not asked for',
      { pods: [pod('api-0'), pod('db-0', { app: 'db' }), pod('api-2', { app: 'api' }, 'False')] },
      ...(['ok', /: pod api-0$/] as const),
    ],
    [
      'and of which Prometheus was not told, deviates',
      { pools: ['podMonitor/shop/other/0'] },
      ...([
        'deviates',
        /^Prometheus was not told of PodMonitor shop\/api; see why it is not found: dwcp doctor/,
      ] as const),
    ],
    [
      'of which one endpoint is not known, deviates',
      { objects: [monitor({ podMetricsEndpoints: [{ port: 'metrics' }, { port: 'more' }] })] },
      ...(['deviates', /^Prometheus was not told of/] as const),
    ],
    [
      'and makes no target, deviates',
      { targets: [target('api-0')] },
      ...([
        'deviates',
        /^Prometheus has no target for pod api-1 of PodMonitor shop\/api; see that a container/,
      ] as const),
    ],
    [
      'and is a target of another monitor only, deviates',
      { targets: [target('api-0'), target('api-1', { scrapePool: 'podMonitor/shop/other/0' })] },
      ...(['deviates', /no target for pod api-1 of/] as const),
    ],
    [
      'and is not reached, deviates',
      { targets: [target('api-0'), target('api-1', down)] },
      'deviates',
      /^Prometheus does not get through to pod api-1 of PodMonitor shop\/api, at http:\/\/api-1:9090\/metrics: connection refused; .+ --from prometheus;/,
    ],
    [
      'and is reached at one of two ports, deviates',
      { pods: [pod('api-0')], targets: [target('api-0'), target('api-0', down)] },
      ...(['deviates', /^Prometheus does not get through to pod api-0 of/] as const),
    ],
    [
      'and has not been tried, is unknown',
      { targets: [target('api-0'), target('api-1', { health: 'unknown' })] },
      ...([
        'unknown',
        /^Prometheus has not tried pod api-1 of PodMonitor shop\/api yet; ask again in a minute$/,
      ] as const),
    ],
    ['and has no pod, is unknown', { pods: [] }, 'unknown', /^no pod of PodMonitor shop\/api is ready/],
    [
      'by a Prometheus that may not be asked, is unknown',
      { refused: new Unreadable('services is forbidden', true) },
      ...(['unknown', /^Prometheus could not be asked: services is forbidden; ask as somebody who may/] as const),
    ],
    [
      'by a Prometheus that is not there, is unknown',
      { refused: new Unreadable('no endpoints available', false) },
      ...(['unknown', /^Prometheus could not be asked: no endpoints available; see that monitoring/] as const),
    ],
    [
      'by a Prometheus of which each pod knows a part, is unknown',
      { prometheus: ['0', '1'].map((shard) => pod(`prometheus-${shard}`, { 'operator.prometheus.io/shard': shard })) },
      ...(['unknown', /^Prometheus could not be asked: the Prometheus in monitoring is in shards/] as const),
    ],
  ])('%s', async (_, told, status, says) => {
    expect(await judged(told)).toEqual([[status, expect.stringMatching(says)]]);
  });

  test('is looked for in the namespaces that its monitor names', async () => {
    const elsewhere = monitor({ podMetricsEndpoints: [{}], namespaceSelector: { matchNames: ['shop'] } });
    const object = { ...elsewhere, metadata: { name: 'api', namespace: 'watch' } };
    const pools = ['podMonitor/watch/api/0'];
    const targets = ['api-0', 'api-1'].map((name) => target(name, { scrapePool: pools[0]! }));
    expect(await judged({ objects: [object], pools, targets })).toEqual([['ok', expect.stringContaining('pod api-1')]]);
  });

  test('and where nothing is, nobody is asked', async () => {
    expect(await judged({ objects: [], refused: new Unreadable('asked', false) })).toEqual([]);
  });
});

test('every monitor of the reference platform is one', async () => {
  const { resources } = referencePlan('production');
  const monitored = await monitoredOf(resources, monitoring(FACTS), {
    get: async (path: string) => ({ data: { scrapePools: [], activeTargets: [], path } }),
    list: async () => [],
  } as unknown as Cluster);
  if (monitored instanceof Unreadable) throw monitored;
  expect(monitored.monitors.flatMap(({ monitor: { pools } }) => pools).sort()).toEqual([
    'podMonitor/dwcp/dwcp-api/0',
    'podMonitor/dwcp/dwcp-postgres-pooler/0',
    'podMonitor/dwcp/dwcp-postgres/0',
    'podMonitor/dwcp/dwcp-worker/0',
    'podMonitor/edge/edge/0',
  ]);
});
