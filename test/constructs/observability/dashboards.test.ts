import { Dashboard, type Panel, SecureNamespace, synthesize } from '../../../constructs';
import { Series } from '../../../constructs/observability/promql';
import { promqlProblem } from '../../../constructs/observability/promql-problem';
import { Vector } from '../../../constructs/observability/vector';
import { environment, objectsOf } from '../../support/environment';
import { everyOption } from '../../support/every-option';

interface Shown {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly refId: string; readonly expr: string; readonly instant?: boolean }[];
}

interface Read {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly panels: readonly Shown[];
}

function filesIn(tree: ReturnType<typeof environment>): ReadonlyMap<string, string> {
  const found = objectsOf(synthesize(tree)).filter(({ metadata }) => metadata.labels?.['grafana_dashboard'] === '1');
  return new Map(found.flatMap((object) => Object.entries(object['data'] as Record<string, string>)));
}

const files = filesIn(everyOption());
const read = (name: string) => JSON.parse(files.get(`accept-shop-dashboard-${name}.json`)!) as Read;
const queriesOf = ({ panels }: Read) => panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

describe('the dashboards of a namespace', () => {
  test('are those of each service, database and Redis, of levels, of what rotates, and of the platform', () => {
    expect([...files.keys()].map((file) => file.replace('accept-shop-dashboard-', '')).sort()).toEqual([
      ...[
        'database-orders.json',
        'platform.json',
        'redis-baskets.json',
        'redis-sessions.json',
        'rotation.json',
        'service-levels.json',
      ],
      'service-web.json',
    ]);
    expect(read('service-web')).toMatchObject({
      ...{ title: 'accept-shop: web', tags: ['test', 'accept-shop', 'service'] },
      uid: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
  });

  test('are the same, byte by byte, each time', () => {
    expect([...filesIn(everyOption())]).toEqual([...files]);
  });

  test('have queries that can be read, in panels that are told apart and do not cover each other', () => {
    for (const name of [
      'database-orders',
      'platform',
      'redis-baskets',
      'redis-sessions',
      'rotation',
      'service-levels',
      'service-web',
    ]) {
      const board = read(name);
      expect(queriesOf(board).filter((expr) => promqlProblem(expr) !== undefined)).toEqual([]);
      expect(queriesOf(board).length).toBeGreaterThan(2);
      expect(board.panels.map(({ id }) => id)).toEqual(board.panels.map((_, index) => index + 1));
      const cells = board.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}/${y + Math.floor(cell / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      expect(Math.max(...board.panels.map(({ gridPos: { x, w } }) => x + w))).toBeLessThanOrEqual(24);
    }
  });

  test('ask of a service by its own number of milliseconds, which a gateway may have given it', () => {
    expect(read('service-web').panels.map(({ title }) => title)).toContain('Share slower than 350 ms');
    expect(queriesOf(read('service-web')).join('\n')).toContain('le=~"350(\\\\.0)?"');
  });

  test('ask of a database and its poolers by their pods', () => {
    const queries = queriesOf(read('database-orders'));
    expect(queries).toContain(
      'sum(cnpg_pgbouncer_pools_sv_idle{namespace="accept-shop",pod=~"orders-pooler-.+|orders-ro-pooler-.+"})',
    );
    expect(queries).toContain('max by (pod) (cnpg_pg_replication_lag{namespace="accept-shop",pod=~"orders-[0-9]+"})');
  });

  test('show of levels what is left of each budget, and how long it lasts where it goes too fast', () => {
    const gone =
      'service:misses:ratio_rate30d{namespace="accept-shop"} / on (namespace,service,indicator) group_right () service:budget:ratio{namespace="accept-shop"}';
    const day = gone.replace('rate30d', 'rate1d');
    expect(queriesOf(read('service-levels'))).toEqual(
      expect.arrayContaining([`1 - (${gone})`, day, `(((1 - (${gone})) > 0) * 2592000) / ((${day}) > 1)`]),
    );
  });

  test('show of the platform all namespaces, and no more', () => {
    expect(queriesOf(read('platform'))).toContain(
      'count by (severity) (ALERTS{namespace=~"accept-audited|accept-authority|accept-behind|accept-edge|accept-logs|accept-shop|accept-traces",alertstate="firing"})',
    );
  });

  test('ask for what is now where they show a number, and over time where they show a graph', () => {
    for (const { type, targets = [] } of read('service-levels').panels) {
      expect(targets.every(({ instant = false }) => instant === (type === 'stat'))).toBe(true);
    }
  });
});

describe('a dashboard of your own', () => {
  const panel = (title: string, ...queries: readonly Vector[]): Panel => ({
    ...{ title, says: 'More is worse.', unit: 'count' },
    queries: queries.map((expr) => ({ legend: '{{pod}}', expr })),
  });

  function shown(namespace: string, id: string, panels: readonly Panel[]) {
    const tree = environment();
    new Dashboard(new SecureNamespace(tree, namespace), id, {
      ...{ title: 'queue', description: 'What waits.' },
      rows: () => [{ title: 'All', panels }],
    });
    return tree;
  }

  const up = Series.of('up', { namespace: 'shop' }).now;

  test('is found at the same place whatever it shows, and at another in another namespace or by another name', () => {
    const uidOf = (namespace: string, id: string, panels = [panel('Up', up)]) =>
      (JSON.parse([...filesIn(shown(namespace, id, panels)).values()][0]!) as Read).uid;
    expect(uidOf('shop', 'queue', [panel('Waits', up)])).toBe(uidOf('shop', 'queue'));
    expect(new Set([uidOf('shop', 'queue'), uidOf('desk', 'queue'), uidOf('shop', 'mail')]).size).toBe(3);
  });

  test('names its queries A, B and so on', () => {
    const [text] = filesIn(shown('shop', 'queue', [panel('Up', up, up.sum)])).values();
    const { panels } = JSON.parse(text!) as Read;
    expect(panels[1]!.targets!.map(({ refId, expr }) => [refId, expr])).toEqual([
      ['A', 'up{namespace="shop"}'],
      ['B', 'sum(up{namespace="shop"})'],
    ]);
  });

  test('shows what was declared after it was looked at as well', () => {
    const panels = [panel('Up', up)];
    const tree = shown('shop', 'queue', panels);
    synthesize(tree);
    panels.push(panel('All', up.sum));
    const [text] = filesIn(tree).values();
    expect((JSON.parse(text!) as Read).panels.map(({ title }) => title)).toEqual(['All', 'Up', 'All']);
  });

  test('is refused with each query that Prometheus would refuse', () => {
    const broken = panel('Waits', Vector.simple('sum(a'), up, Vector.simple('b and'));
    expect(() => synthesize(shown('shop', 'queue', [broken]))).toThrow(
      "'test/shop/queue/config' has PromQL that Prometheus would refuse, in the panel 'Waits': 'sum(a' breaks off\n" +
        "'test/shop/queue/config' has PromQL that Prometheus would refuse, in the panel 'Waits': 'b and' breaks off",
    );
  });

  test('is refused where a ConfigMap cannot hold it', () => {
    const large = { ...panel('Up', up), says: 'x'.repeat(1024 ** 2) };
    expect(() => synthesize(shown('shop', 'queue', [large]))).toThrow(
      /^'test\/shop\/queue\/config' comes to \d{7} bytes, and a ConfigMap holds 1048576; declare several dashboards with fewer panels each$/,
    );
  });
});
