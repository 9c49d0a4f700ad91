import {
  LogCollector,
  type LogCollectorProps,
  Port,
  planOf,
  SecureNamespace,
  service,
  synthesize,
  Worker,
} from '../../../constructs';
import { LOG_FIELDS } from '../../../constructs/observability/logs/fields';
import { lineOperators } from '../../../constructs/observability/logs/line-operators';
import { SECRET_KINDS } from '../../../constructs/observability/logs/secrets';
import { failsCheck, judge } from '../../../policies/index';
import { environment, IMAGE, objectIn, objectsOf, RESOURCES } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';

/** What the objects say, as far as it is asserted here. */
type Untyped = any;

const LOKI = service('loki', { app: 'loki' }, [Port.tcp(3100, 'https')]);
const STORE = { at: LOKI, url: 'https://loki.loki.svc:3100/otlp' } as const;

function collected(props: Partial<LogCollectorProps> = {}) {
  const tree = environment();
  new SecureNamespace(tree, 'shop');
  const namespace = new SecureNamespace(tree, 'logs');
  new LogCollector(namespace, 'collector', { image: IMAGE, resources: RESOURCES, store: STORE, ...props });
  // Declared after it, and read all the same.
  new SecureNamespace(tree, 'orders');
  return { tree, namespace };
}

type Tree = ReturnType<typeof collected>['tree'];

const configOf = (tree: Tree): Untyped =>
  JSON.parse((objectIn(tree, 'ConfigMap', 'collector') as Untyped).data['config.yaml']);

const podOf = (tree: Tree): Untyped => (objectIn(tree, 'DaemonSet', 'collector')['spec'] as Untyped).template;

describe('the configuration of a collector', () => {
  const { tree } = collected();
  const config = configOf(tree);

  test('reads what every other namespace of the environment writes, from its beginning, and not its own', () => {
    const { operators: _, ...files } = config.receivers.file_log;
    expect(files).toEqual({
      include: ['/var/log/pods/orders_*/*/*.log', '/var/log/pods/shop_*/*/*.log'],
      start_at: 'beginning',
      include_file_path: true,
      storage: 'file_storage',
      retry_on_failure: { enabled: true, initial_interval: '1s', max_interval: '30s', max_elapsed_time: 0 },
    });
  });

  test('gives nothing up: it waits for its store, and its queue is kept beside how far it has read', () => {
    const { retry_on_failure, sending_queue } = config.exporters.otlp_http;
    expect(retry_on_failure.max_elapsed_time).toBe(0);
    expect(sending_queue).toMatchObject({ storage: 'file_storage', block_on_overflow: true, queue_size: 2 ** 30 });
    expect(config.extensions.file_storage.directory).toBe('/var/lib/otelcol');
    const [{ emptyDir }] = podOf(tree).spec.volumes.filter(({ name }: Untyped) => name === 'scratch-state');
    expect(emptyDir).toEqual({ sizeLimit: '2Gi' });
  });

  test('names no field of its own: each operator has an id of its own', () => {
    const ids = config.receivers.file_log.operators.map(({ id }: Untyped) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('checks its store by the authority that is named, and says which tenant it is', () => {
    const store = { ...STORE, authority: 'loki-ca', tenant: 'orders' };
    const named = collected({ store }).tree;
    expect(configOf(named).exporters.otlp_http).toMatchObject({
      endpoint: 'https://loki.loki.svc:3100/otlp',
      tls: { ca_file: '/etc/otelcol-store/ca.crt' },
      headers: { 'X-Scope-OrgID': 'orders' },
    });
    expect(podOf(named).spec.containers[0].volumeMounts).toContainEqual(
      expect.objectContaining({ mountPath: '/etc/otelcol-store', readOnly: true }),
    );
  });

  test('leaves out lines of DEBUG only, and none where all are to be kept', () => {
    const filters = (percent: number) =>
      lineOperators({ environment: 'dev', debugPercent: percent }).flatMap((one) =>
        one.type === 'filter' ? [one] : [],
      );
    expect(filters(10)).toEqual([
      { type: 'filter', id: 'fewer-of-debug', expr: 'body["level"] == "DEBUG"', drop_ratio: 0.9 },
    ]);
    expect(filters(100)).toEqual([]);
  });

  test('redacts before anything is read out of a line', () => {
    const types = lineOperators({ environment: 'dev', debugPercent: 10 }).map(({ type }) => type);
    expect(types.indexOf('json_parser')).toBeGreaterThan(SECRET_KINDS.length);
    expect(types.slice(1, SECRET_KINDS.length + 1)).toEqual(SECRET_KINDS.map(() => 'regex_replace'));
  });

  test('sets each of the nine fields', () => {
    const set = lineOperators({ environment: 'dev', debugPercent: 10 }).flatMap((one) =>
      one.type === 'add' ? [one.field] : [],
    );
    for (const name of LOG_FIELDS) expect(set).toContain(`body[${JSON.stringify(name)}]`);
  });
});

describe('the pods of a collector', () => {
  const { tree } = collected();

  test('read the lines of their node, as the group that may, and can write nothing there', () => {
    const { spec } = podOf(tree);
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001, supplementalGroups: [0] });
    expect(spec.volumes.filter(({ hostPath }: Untyped) => hostPath !== undefined)).toEqual([
      { name: 'pod-logs', hostPath: { path: '/var/log/pods', type: 'Directory' } },
    ]);
    expect(spec.containers[0].volumeMounts).toContainEqual({
      name: 'pod-logs',
      mountPath: '/var/log/pods',
      readOnly: true,
    });
  });

  test('are replaced when a namespace more is read', () => {
    const hash = (one: Tree) => podOf(one).metadata.annotations['dwcp.io/config-collector'];
    const more = collected().tree;
    new SecureNamespace(more, 'stock');
    expect(hash(more)).not.toBe(hash(tree));
    expect(hash(collected().tree)).toBe(hash(tree));
  });

  test('reach their store, and the DNS, and nothing else', () => {
    const { egress } = (objectIn(tree, 'NetworkPolicy', 'collector') as Untyped).spec;
    const ports = egress.flatMap((rule: Untyped) => rule.ports.map(({ port }: Untyped) => port));
    expect([...new Set(ports)].sort()).toEqual([3100, 53]);
  });

  test('break three rules, and no other, two of which take an exemption', () => {
    const plan = planOf(tree);
    const broken = judge(plan).filter(({ outcome }) => outcome !== 'pass');
    const found = broken.flatMap(({ rule, resource, violations }) =>
      violations.map(({ field }) => ({ rule, resource, field })),
    );
    expect(found.map(({ rule, resource }) => [rule, resource]).sort()).toEqual([
      ['namespaces-enforce-restricted', 'v1/Namespace logs'],
      ['no-host-path-volumes', 'apps/v1/DaemonSet logs/collector'],
      ['root-group-absent', 'apps/v1/DaemonSet logs/collector'],
    ]);
    const exemptions = found.map((one) => ({
      ...{ ...one, owner: 'platform', reason: 'lines are read on the node', ticket: 'LOG-1', expires: '2027-01-31' },
    }));
    expect(failsCheck(judge(plan, { exemptions, today: '2026-12-01' }))).toBe(false);
    for (const one of exemptions.filter(({ rule }) => rule !== 'root-group-absent')) {
      const others = exemptions.filter((exemption) => exemption !== one);
      expect(failsCheck(judge(plan, { exemptions: others, today: '2026-12-01' }))).toBe(true);
    }
  });
});

describe('a collector', () => {
  test('is refused beside other pods, whose Pod Security it would weaken', () => {
    const { tree, namespace } = collected();
    new Worker(namespace, 'mail', { image: IMAGE, scale: 2, resources: RESOURCES });
    expect(problemsOf(() => synthesize(tree))).toEqual([
      "'test/logs/collector' weakens Pod Security in 'logs', where 'test/logs/mail' runs as well; declare it in a namespace of its own",
    ]);
  });

  test('is refused a store in clear text, and one with a password in its address', () => {
    for (const url of ['http://loki:3100/otlp', 'https://me:secret@loki.loki.svc:3100/otlp']) {
      const [problem, ...others] = problemsOf(() => collected({ store: { ...STORE, url: url as 'https://x' } }));
      expect(problem).toContain('write an https address without credentials, e.g. https://loki.loki.svc:3100/otlp');
      expect(problem).not.toContain('secret');
      expect(others).toEqual([]);
    }
  });

  test('tells when lines are refused, when they wait, and when nobody knows', () => {
    const { spec } = objectIn(collected().tree, 'PrometheusRule', 'collector') as Untyped;
    expect(spec.groups[0].rules.map(({ alert, expr }: Untyped) => [alert, expr])).toEqual([
      [
        'LogsNotExported',
        'sum by (pod) (rate(otelcol_exporter_send_failed_log_records{namespace="logs",pod=~"collector-[a-z0-9]+"}[5m])) > 0',
      ],
      [
        'LogQueueFills',
        '(max by (pod) (otelcol_exporter_queue_size{namespace="logs",pod=~"collector-[a-z0-9]+"}) / max by (pod) (otelcol_exporter_queue_capacity{namespace="logs",pod=~"collector-[a-z0-9]+"})) > 0.5',
      ],
      ['LogExportUnknown', 'absent(otelcol_exporter_queue_capacity{namespace="logs",pod=~"collector-[a-z0-9]+"})'],
    ]);
    expect(objectsOf(synthesize(collected().tree)).filter(({ kind }) => kind === 'PodMonitor')).toHaveLength(1);
  });
});
