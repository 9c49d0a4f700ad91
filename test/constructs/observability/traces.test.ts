import { Duration } from 'cdk8s';
import {
  Environment,
  Gateway,
  HealthCheck,
  Port,
  planOf,
  SecureNamespace,
  StatefulService,
  synthesize,
  TraceCollector,
  type TraceCollectorProps,
  type TraceFacts,
  WebService,
  Worker,
} from '../../../constructs';
import { SECRET_KINDS } from '../../../constructs/observability/logs/secrets';
import type { TraceConfig } from '../../../constructs/observability/traces/trace-config';
import { STANDARDS } from '../../../constructs/standards';
import { judge } from '../../../policies/index';
import { STORE_AUTHORITY } from '../../support/backup-store';
import { environment, IMAGE, objectIn, objectsOf, RESOURCES } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';
import { TRACE_STORE } from '../../support/trace-store';

/** What the objects say, as far as it is asserted here. */
type Untyped = any;

const MEMORY = { cpu: '200m', memory: '1Gi' } as const;

function collected(props: Partial<TraceCollectorProps> = {}, store: TraceFacts = TRACE_STORE) {
  const tree = environment({}, { traces: store });
  const shop = new SecureNamespace(tree, 'shop');
  const web = new WebService(shop, 'web', { image: IMAGE, scale: 2, resources: RESOURCES });
  const mail = new Worker(shop, 'mail', { image: IMAGE, scale: 2, resources: RESOURCES });
  const namespace = new SecureNamespace(tree, 'traces');
  const traces = new TraceCollector(namespace, 'collector', {
    ...{ image: IMAGE, resources: MEMORY, tracesPerSecond: 100 },
    ...props,
  });
  return { tree, shop, web, mail, traces };
}

type Tree = ReturnType<typeof collected>['tree'];

function configOf(tree: Tree): TraceConfig {
  const { data } = objectsOf(synthesize(tree)).find(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.namespace === 'traces',
  ) as Untyped;
  return JSON.parse(Object.values(data)[0] as string) as TraceConfig;
}

const specOf = (tree: Tree, kind: string, name: string): Untyped => objectIn(tree, kind, name)['spec'];

describe('the configuration of a collector', () => {
  const config = configOf(collected().tree);

  test('keeps each trace with an error, each slow one, and one in a hundred of the others', () => {
    expect(config.processors.tail_sampling.policies).toEqual([
      { name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } },
      { name: 'slow', type: 'latency', latency: { threshold_ms: 500 } },
      { name: 'share', type: 'probabilistic', probabilistic: { sampling_percentage: 1 } },
    ]);
    expect(STANDARDS.traces).toEqual({ productionPercent: 1, devPercent: 100 });
    const all = configOf(collected({ keptPercent: STANDARDS.traces.devPercent, slowMilliseconds: 200 }).tree);
    expect(all.processors.tail_sampling.policies.slice(1)).toEqual([
      { name: 'slow', type: 'latency', latency: { threshold_ms: 200 } },
      { name: 'share', type: 'probabilistic', probabilistic: { sampling_percentage: 100 } },
    ]);
  });

  test('waits for as long as a request may take, holds what begins meanwhile and a quarter more, and remembers what it decided', () => {
    expect(config.processors.tail_sampling).toMatchObject({
      decision_wait: '30s',
      num_traces: 100 * 31 * 1.25,
      block_on_overflow: true,
      decision_cache: { sampled_cache_size: 15_500, non_sampled_cache_size: 15_500 },
    });
  });

  test('refuses spans before the container is full: from 64 of a hundred on', () => {
    expect(config.processors.memory_limiter).toEqual({ check_interval: '1s', limit_mib: 819, spike_limit_mib: 163 });
    const [container] = specOf(collected().tree, 'StatefulSet', 'collector').template.spec.containers;
    expect(container.resources.limits).toEqual({ memory: '1Gi' });
    expect(container.env).toContainEqual({ name: 'GOMEMLIMIT', value: '819MiB' });
  });

  test('takes secrets out after it has decided, and before anything is on the disk', () => {
    expect(config.service.pipelines.traces).toEqual({
      receivers: ['otlp'],
      processors: ['memory_limiter', 'tail_sampling', 'transform', 'redaction'],
      exporters: ['otlp_http'],
    });
    expect(config.processors.redaction.blocked_values).toEqual(SECRET_KINDS.map(({ pattern }) => pattern));
    for (const { statements } of config.processors.transform.trace_statements) {
      for (const { name } of SECRET_KINDS) expect(statements.join('\n')).toContain(`[redacted ${name}]`);
    }
  });

  test('gives nothing up that it has kept: it waits for its store, on a disk that outlives the pod', () => {
    const { retry_on_failure, sending_queue } = config.exporters.otlp_http;
    expect(retry_on_failure.max_elapsed_time).toBe(0);
    expect(sending_queue).toMatchObject({ storage: 'file_storage', block_on_overflow: true, queue_size: 2 ** 30 });
    const { volumeClaimTemplates, template } = specOf(collected().tree, 'StatefulSet', 'collector');
    expect(volumeClaimTemplates.map(({ metadata, spec }: Untyped) => [metadata.name, spec.resources])).toEqual([
      ['state', { requests: { storage: '2Gi' } }],
    ]);
    expect(template.spec.containers[0].volumeMounts).toContainEqual({
      name: 'state',
      mountPath: config.extensions.file_storage.directory,
    });
  });

  test('checks its store by the authority of the fact', () => {
    expect(config.exporters.otlp_http).toMatchObject({ endpoint: TRACE_STORE.endpoint });
    expect(config.exporters.otlp_http.tls).toBeUndefined();
    const named = collected({}, { ...TRACE_STORE, authorityCertificate: STORE_AUTHORITY }).tree;
    expect(configOf(named).exporters.otlp_http.tls).toEqual({ ca_pem: STORE_AUTHORITY });
  });
});

describe('a collector', () => {
  test('is one pod, of which never two run', () => {
    const spec = specOf(collected().tree, 'StatefulSet', 'collector');
    expect([spec.replicas, spec.updateStrategy]).toEqual([1, { type: 'RollingUpdate' }]);
    expect(problemsOf(() => collected({ scale: 2 } as object))).toEqual([expect.stringContaining('`scale`')]);
  });

  test('reaches its store, the mesh and the DNS, and nothing else', () => {
    const { egress } = specOf(collected().tree, 'NetworkPolicy', 'collector');
    const ports = egress.flatMap((rule: Untyped) => rule.ports.map(({ port }: Untyped) => port));
    expect([...new Set(ports)].sort()).toEqual([15012, 4318, 53]);
    const store = egress.find((rule: Untyped) => rule.ports.some(({ port }: Untyped) => port === 4318));
    expect(store.to).toEqual([
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'tracing' } },
        podSelector: { matchLabels: TRACE_STORE.labels },
      },
    ]);
  });

  test('lets nobody in that was not granted it', () => {
    const { web, tree, traces } = collected();
    const callers = () =>
      specOf(tree, 'NetworkPolicy', 'collector').ingress.flatMap((rule: Untyped) =>
        rule.ports.map(({ port }: Untyped) => port),
      );
    expect(callers()).toEqual(expect.not.arrayContaining([4317, 4318]));
    expect(specOf(tree, 'AuthorizationPolicy', 'collector').rules).toBeUndefined();
    traces.grantSend(web);
    const granted = planOf(tree).edges.filter(({ by }) => by === 'grant');
    expect(granted).toEqual([
      expect.objectContaining({
        from: 'shop/web',
        to: 'traces/collector',
        port: 4318,
        identity: 'cluster.local/ns/shop/sa/web',
        declaredAt: { path: 'test/traces/collector', call: "grantSend('shop/web')" },
      }),
    ]);
    expect(specOf(tree, 'AuthorizationPolicy', 'collector').rules).toEqual([
      {
        from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }],
        to: [{ operation: { ports: ['4318'] } }],
      },
    ]);
  });

  test('breaks no rule, and neither do those who send', () => {
    const { tree, web, mail, traces } = collected();
    traces.grantSend(web);
    traces.grantSend(mail, { protocol: 'grpc', why: 'finds out why mail is late' });
    mail.connections.allowTo(web);
    const broken = judge(planOf(tree)).filter(({ outcome }) => outcome !== 'pass');
    expect(broken.map(({ rule, resource }) => [rule, resource])).toEqual([]);
  });

  test('tells when spans are refused, when too many traces begin, when they wait, and when nobody knows', () => {
    expect(
      specOf(collected().tree, 'PrometheusRule', 'collector').groups[0].rules.map(({ alert, expr }: Untyped) => [
        alert,
        expr,
      ]),
    ).toEqual([
      [
        'SpansRefused',
        'sum by (pod) (rate(otelcol_receiver_refused_spans{namespace="traces",pod=~"collector-[0-9]+"}[5m])) > 0',
      ],
      [
        'TraceBufferFills',
        'max by (pod) (otelcol_processor_tail_sampling_sampling_traces_on_memory{namespace="traces",pod=~"collector-[0-9]+"}) > 3487',
      ],
      [
        'TracesNotExported',
        'sum by (pod) (rate(otelcol_exporter_send_failed_spans{namespace="traces",pod=~"collector-[0-9]+"}[5m])) > 0',
      ],
      [
        'TraceQueueFills',
        '(max by (pod) (otelcol_exporter_queue_size{namespace="traces",pod=~"collector-[0-9]+"}) / max by (pod) (otelcol_exporter_queue_capacity{namespace="traces",pod=~"collector-[0-9]+"})) > 0.5',
      ],
      ['TraceExportUnknown', 'absent(otelcol_exporter_queue_capacity{namespace="traces",pod=~"collector-[0-9]+"})'],
    ]);
  });
});

describe('a workload that sends its traces', () => {
  const envOf = (tree: Tree, name: string) =>
    Object.fromEntries(
      specOf(tree, 'Deployment', name).template.spec.containers[0].env.map(({ name: key, value }: Untyped) => [
        key,
        value,
      ]),
    );

  test('is told where to, as whom, and to decide on nothing itself', () => {
    const { tree, web, traces } = collected();
    traces.grantSend(web);
    expect(envOf(tree, 'web')).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.traces.svc:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_PROPAGATORS: 'tracecontext,baggage',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test,service.namespace=shop',
      OTEL_SERVICE_NAME: 'web',
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_TRACES_SAMPLER: 'parentbased_always_on',
    });
    expect(objectIn(tree, 'Service', 'collector').metadata.namespace).toBe('traces');
  });

  test('may send by gRPC, on the port that speaks it', () => {
    const { tree, mail, traces } = collected();
    traces.grantSend(mail, { protocol: 'grpc' });
    expect(envOf(tree, 'mail')).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.traces.svc:4317',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    });
    expect(planOf(tree).edges.filter(({ by }) => by === 'grant')).toEqual([expect.objectContaining({ port: 4317 })]);
  });

  test('that was not granted it has neither the variables nor the edge', () => {
    const { tree, web, traces } = collected();
    traces.grantSend(web);
    const [container] = specOf(tree, 'Deployment', 'mail').template.spec.containers;
    expect(JSON.stringify(container)).not.toContain('OTEL_');
  });
});

describe('proxies that send spans of their own', () => {
  const withEdge = () => {
    const all = collected();
    const edge = new Gateway(all.tree, 'edge', {
      domain: 'shop.example.com',
      clientCidrs: ['198.51.100.0/24'],
      certificateIssuer: 'public',
    });
    edge.expose(all.web, { path: '/', public: true });
    return { ...all, edge };
  };

  test('are told to make one of each request that they serve, and those of a workload none of what it calls', () => {
    const { tree, web, edge, traces } = withEdge();
    traces.grantProxySend(web);
    traces.grantProxySend(edge);
    const sends = { providers: [{ name: 'collector.traces' }], randomSamplingPercentage: 100 };
    expect(specOf(tree, 'Telemetry', 'web')).toEqual({
      selector: { matchLabels: { 'dwcp.io/workload': 'web' } },
      tracing: [{ match: { mode: 'SERVER' }, ...sends }],
    });
    expect(specOf(tree, 'Telemetry', 'edge')).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }],
      tracing: [sends],
    });
    expect([objectIn(tree, 'Telemetry', 'web'), objectIn(tree, 'Telemetry', 'edge')]).toMatchObject([
      { apiVersion: 'telemetry.istio.io/v1', metadata: { namespace: 'shop' } },
      { apiVersion: 'telemetry.istio.io/v1', metadata: { namespace: 'edge' } },
    ]);
  });

  test('find the collector by a Service with an address, whose port says gRPC', () => {
    const { tree, web, traces } = withEdge();
    traces.grantProxySend(web);
    expect(objectIn(tree, 'Service', 'collector-proxies')).toMatchObject({
      metadata: { namespace: 'traces' },
      spec: {
        selector: { 'dwcp.io/workload': 'collector' },
        ports: [{ name: 'otlp-grpc', port: 4317, targetPort: 'otlp-grpc', protocol: 'TCP', appProtocol: 'grpc' }],
      },
    });
    expect(specOf(tree, 'Service', 'collector-proxies').clusterIP).toBeUndefined();
    expect(specOf(tree, 'Service', 'collector').clusterIP).toBe('None');
  });

  test('reach it by their own identity, on the port of gRPC, and nobody else does', () => {
    const { tree, web, edge, traces } = withEdge();
    traces.grantProxySend(web, { why: 'finds out what is slow' });
    traces.grantProxySend(edge);
    expect(planOf(tree).edges.filter(({ by }) => by === 'grant')).toEqual([
      expect.objectContaining({
        from: 'edge/edge',
        to: 'traces/collector',
        port: 4317,
        identity: 'cluster.local/ns/edge/sa/edge-istio',
        declaredAt: { path: 'test/traces/collector', call: "grantProxySend('edge/edge')" },
      }),
      expect.objectContaining({
        from: 'shop/web',
        port: 4317,
        identity: 'cluster.local/ns/shop/sa/web',
        why: 'finds out what is slow',
        declaredAt: { path: 'test/traces/collector', call: "grantProxySend('shop/web')" },
      }),
    ]);
    expect(specOf(tree, 'AuthorizationPolicy', 'collector').rules).toEqual(
      ['ns/edge/sa/edge-istio', 'ns/shop/sa/web'].map((account) => ({
        from: [{ source: { principals: [`cluster.local/${account}`] } }],
        to: [{ operation: { ports: ['4317'] } }],
      })),
    );
  });

  test('change nothing of a workload’s own spans: it is told nothing, and whoever was not granted it makes none', () => {
    const { tree, web, traces } = withEdge();
    traces.grantProxySend(web);
    const { containers } = specOf(tree, 'Deployment', 'web').template.spec;
    expect(JSON.stringify(containers)).not.toContain('OTEL_');
    const told = objectsOf(synthesize(tree)).filter(({ kind }) => kind === 'Telemetry');
    expect(told.map(({ metadata }) => metadata.name)).toEqual(['web']);
    const none = objectsOf(synthesize(withEdge().tree));
    expect(none.filter(({ kind, metadata }) => kind === 'Telemetry' || metadata.name === 'collector-proxies')).toEqual(
      [],
    );
  });

  test('may be granted it twice, beside an SDK that speaks gRPC, in whatever order', () => {
    const rendered = (...grants: readonly ((all: ReturnType<typeof withEdge>) => void)[]) => {
      const all = withEdge();
      for (const grant of grants) grant(all);
      return objectsOf(synthesize(all.tree))
        .map((object) => JSON.stringify(object))
        .sort();
    };
    type All = ReturnType<typeof withEdge>;
    const byProxy = ({ traces, web }: All) => traces.grantProxySend(web);
    const bySdk = ({ traces, web }: All) => traces.grantSend(web, { protocol: 'grpc' });
    expect(rendered(byProxy, bySdk, byProxy)).toEqual(rendered(bySdk, byProxy));
  });

  test('break no rule', () => {
    const { tree, web, edge, traces } = withEdge();
    traces.grantProxySend(web);
    traces.grantProxySend(edge);
    const broken = judge(planOf(tree)).filter(({ outcome }) => outcome !== 'pass');
    expect(broken.map(({ rule, resource }) => [rule, resource])).toEqual([]);
  });
});

describe('what is refused', () => {
  test('a collector without a store', () => {
    const namespace = new SecureNamespace(environment(), 'traces');
    expect(
      problemsOf(
        () => new TraceCollector(namespace, 'collector', { image: IMAGE, resources: MEMORY, tracesPerSecond: 1 }),
      ),
    ).toEqual([
      "'test/traces/collector' has nowhere to send traces to, since the environment has no fact `traces`; give it endpoint, namespace " +
        'and labels of the store, or leave the collector out',
    ]);
  });

  test('a store in clear text, and one with a password in its address', () => {
    for (const endpoint of ['http://jaeger:4318', 'https://me:hunter2@jaeger:4318']) {
      const [problem, ...others] = problemsOf(() => environment({}, { traces: { ...TRACE_STORE, endpoint } }));
      expect(problem).toMatch(/traces\.endpoint/);
      expect(problem).not.toContain('hunter2');
      expect(others).toEqual([]);
    }
  });

  test('more undecided traces than the memory holds; what the error says is enough', () => {
    const [problem] = problemsOf(() => collected({ tracesPerSecond: 300 }));
    expect(problem).toMatch(
      /has to hold 11625 undecided traces of 20 spans, which takes \d+ MiB, and with 1Gi it refuses spans from 656 MiB on; give it/,
    );
    const enough = Number(/`memory` of (\d+)Mi/.exec(problem!)![1]);
    const of = (memory: number) => () =>
      collected({ tracesPerSecond: 300, resources: { cpu: '200m', memory: `${memory}Mi` } });
    expect(of(enough)).not.toThrow();
    expect(of(enough - 4)).toThrow();
    expect(() => collected({ tracesPerSecond: 300, decisionWait: Duration.seconds(10) })).not.toThrow();
  });

  test('who has no identity in the mesh, who sends already, and what is no workload', () => {
    const { tree, shop, traces, web } = collected();
    const outside = new StatefulService(shop, 'broker', {
      ...{ image: IMAGE, scale: 1, resources: RESOURCES, mesh: false },
      ports: [Port.tcp(9092, 'broker')],
      disks: [{ name: 'data', size: '1Gi', path: '/data' }],
      probes: { readiness: HealthCheck.tcp(), liveness: HealthCheck.tcp() },
    });
    expect(problemsOf(() => traces.grantSend(outside))[0]).toContain('which is outside the mesh');
    expect(problemsOf(() => traces.grantSend('web' as Untyped))[0]).toContain("is asked to `grantSend` to 'web'");
    expect(problemsOf(() => traces.grantSend(web, { protocol: 'http' as Untyped }))[0]).toContain(
      '`grantSend(…).protocol`',
    );
    traces.grantSend(web);
    expect(() => traces.grantSend(web)).not.toThrow();
    const other = new TraceCollector(SecureNamespace.of(traces), 'other', {
      ...{ image: IMAGE, resources: MEMORY, tracesPerSecond: 1 },
    });
    expect(problemsOf(() => other.grantSend(web))[0]).toContain('OTEL_EXPORTER_OTLP_ENDPOINT');
    expect(Environment.of(traces)).toBe(tree);
  });

  test('a grant to proxies that are none, that nobody knows, or that have another collector', () => {
    const { shop, traces, web } = collected();
    const outside = new StatefulService(shop, 'broker', {
      ...{ image: IMAGE, scale: 1, resources: RESOURCES, mesh: false },
      ports: [Port.tcp(9092, 'broker')],
      disks: [{ name: 'data', size: '1Gi', path: '/data' }],
      probes: { readiness: HealthCheck.tcp(), liveness: HealthCheck.tcp() },
    });
    expect(problemsOf(() => traces.grantProxySend('web' as Untyped))).toEqual([
      "'test/traces/collector' is asked to `grantProxySend` to 'web'; pass a gateway or a workload",
    ]);
    expect(problemsOf(() => traces.grantProxySend(outside))[0]).toContain('which is outside the mesh');
    expect(problemsOf(() => traces.grantProxySend(web, { protocol: 'grpc' } as object))[0]).toContain(
      '`grantProxySend(…).protocol`',
    );
    const elsewhere = collected();
    expect(problemsOf(() => traces.grantProxySend(elsewhere.web))[0]).toContain('of another');
    traces.grantProxySend(web);
    const other = new TraceCollector(SecureNamespace.of(traces), 'other', {
      ...{ image: IMAGE, resources: MEMORY, tracesPerSecond: 1 },
    });
    expect(problemsOf(() => other.grantProxySend(web))).toEqual([
      "'test/shop/web' has proxies that send their spans to 'collector.traces' and to 'other.traces'; grant one of the two: a proxy has " +
        'one place for them',
    ]);
  });
});
