import { Construct } from 'constructs';
import { Environment } from '../../environment';
import type { TraceFacts } from '../../facts/trace-facts';
import type { Grantable } from '../../grants/grantee';
import { invalid } from '../../invalid';
import { NAMES, objectName } from '../../names';
import type { Connectable, Connections } from '../../network/connections';
import { originOf } from '../../network/edge';
import { traceStore } from '../../network/peers/trace-store';
import { Port, type Ports } from '../../network/port';
import { SecureNamespace } from '../../network/secure-namespace';
import { checkProps } from '../../props/props';
import { STANDARDS } from '../../standards';
import { HealthCheck } from '../../workload/health-check';
import { memoryBytes } from '../../workload/quantity';
import { StatefulService } from '../../workload/stateful-service';
import { proxySpans, serviceForProxies } from './proxy-spans';
import { checkProxySender, checkSender } from './sender-checks';
import { senderVariables } from './sender-variables';
import { traceAlerts } from './trace-alerts';
import {
  type ProxySendOptions,
  type SendOptions,
  TRACE_COLLECTOR_PROPS,
  type TraceCollectorProps,
} from './trace-collector-props';
import { traceConfig } from './trace-config';
import { leastLimit, type MemoryPlan, memoryPlan } from './trace-memory';

const METRICS = Port.tcp(8888, 'metrics');

/** What is spoken on each port: https://opentelemetry.io/docs/specs/otlp/ */
const OTLP = { grpc: Port.tcp(4317, 'otlp-grpc'), 'http/protobuf': Port.tcp(4318, 'otlp-http') } as const;

/** What is kept and not sent yet: half of the disk, since a file of it does not shrink. */
const STATE = { path: '/var/lib/otelcol', size: '2Gi', queueBytes: 2 ** 30 } as const;

const CONFIG_FILE = '/etc/otelcol/config.yaml';

/** Below the collector, once a proxy sends to it. */
const FOR_PROXIES = 'service-for-proxies';

/** Spans per trace where nobody says: a request that a few services and their databases answer. */
const SPANS_PER_TRACE = 20;

/** What callers in the mesh wait for an answer at most. */
const WAIT_SECONDS = 30;

/**
 * Collects the traces of the workloads that send them, by an OpenTelemetry Collector in the mesh: of each, all of it or nothing.
 *
 * Once a trace is whole it is decided on: one with an error, or a slow one, is kept, and a share of the others. What is kept loses
 * secrets, mail addresses and card numbers, and goes to the store that the fact `traces` names, by TLS; nobody else can be called.
 *
 * One pod, and never two: all spans of a trace have to meet in one (docs/adr/0028-traces-are-decided-on-in-one-place.md). While it is
 * replaced, senders try again; what it had not decided on yet, it decides on by what it has.
 */
export class TraceCollector extends Construct implements Connectable<Ports> {
  private readonly service: StatefulService;

  constructor(scope: Construct, id: string, props: TraceCollectorProps) {
    super(scope, objectName(scope, id, NAMES.traceCollector));
    checkProps(this, props, TRACE_COLLECTOR_PROPS, { sampling: 'keptPercent', percent: 'keptPercent' });
    const store = storeOf(this);
    const memory = this.plan(props);
    this.service = new StatefulService(this, id, {
      image: props.image,
      resources: props.resources,
      scale: 1,
      ports: [OTLP.grpc, OTLP['http/protobuf']],
      disks: [{ name: 'state', size: STATE.size, path: STATE.path }],
      args: ['--config', CONFIG_FILE],
      config: { [CONFIG_FILE]: configOf(props, store, memory) },
      env: { GOMEMLIMIT: `${memory.hardMebibytes}MiB` },
      probes: { readiness: LISTENS, liveness: ANSWERS },
      metrics: { port: METRICS.number },
    });
    this.connections.letsInBy(this, 'grantSend');
    this.connections.allowTo(traceStore(store), { why: 'traces' });
    traceAlerts(this, id, memory.traces);
  }

  /** The network paths into and out of the collector. */
  get connections(): Connections<Ports> {
    return this.service.connections;
  }

  /**
   * Lets a workload in the mesh send its traces, from whatever namespace, and tells its OpenTelemetry SDK where to and as whom.
   *
   * The SDK has to be there: it, or an agent of its language, makes the spans.
   */
  grantSend(to: Grantable, options: SendOptions = {}): void {
    checkSender(this, to, options);
    const { protocol = 'http/protobuf', why } = options;
    const { pod } = to;
    const port = OTLP[protocol];
    pod.connections.allowTo(this, {
      ports: [port],
      origin: originOf(this, 'grant', `grantSend('${pod.connections.peer.name}')`),
      ...(why !== undefined && { why }),
    });
    const host = `${this.node.id}.${SecureNamespace.of(this).name}.svc`;
    const variables = senderVariables({
      endpoint: `http://${host}:${port.number}`,
      protocol,
      service: pod.name,
      namespace: pod.namespace,
      environment: Environment.of(this).posture.name,
    });
    for (const [name, value] of Object.entries(variables)) pod.setEnv(name, value);
  }

  /**
   * Lets the proxies of a gateway or of a workload in the mesh send spans of their own: one of each request that they serve, whether an
   * SDK is there or not.
   *
   * Istio has to know the collector as a provider, which whoever operates the mesh says: docs/guides/traces.md#spans-of-the-mesh. Where
   * it does not, its proxies make no spans, and nothing else changes.
   */
  grantProxySend(to: Connectable, options: ProxySendOptions = {}): void {
    checkProxySender(this, to, options);
    const { why } = options;
    const { connections } = to;
    connections.allowTo(this, {
      ports: [OTLP.grpc],
      origin: originOf(this, 'grant', `grantProxySend('${connections.peer.name}')`),
      ...(why !== undefined && { why }),
    });
    proxySpans(connections, `${this.node.id}.${SecureNamespace.of(this).name}`);
    if (this.node.tryFindChild(FOR_PROXIES) === undefined) {
      serviceForProxies(this, FOR_PROXIES, { pod: this.service.pod, port: OTLP.grpc });
    }
  }

  private plan(props: TraceCollectorProps): MemoryPlan {
    const { resources, tracesPerSecond, spansPerTrace = SPANS_PER_TRACE } = props;
    const memory = memoryPlan({
      tracesPerSecond,
      spansPerTrace,
      waitSeconds: waitOf(props),
      limitBytes: memoryBytes(this, resources.memory),
    });
    if (memory.neededMebibytes <= memory.softMebibytes) return memory;
    throw invalid(
      this,
      `has to hold ${memory.traces} undecided traces of ${spansPerTrace} spans, which takes ${memory.neededMebibytes} MiB, and with ` +
        `${resources.memory} it refuses spans from ${memory.softMebibytes} MiB on`,
      `give it \`memory\` of ${leastLimit(memory.neededMebibytes)}Mi, or a shorter \`decisionWait\``,
    );
  }
}

/** It listens once its pipeline runs; it lives for as long as it answers with its metrics. */
const LISTENS = HealthCheck.tcp(OTLP['http/protobuf'].number);
const ANSWERS = HealthCheck.http('/metrics', METRICS.number);

const waitOf = ({ decisionWait }: TraceCollectorProps) => decisionWait?.toSeconds() ?? WAIT_SECONDS;

function configOf(props: TraceCollectorProps, store: TraceFacts, memory: MemoryPlan): string {
  const { authorityCertificate: authority } = store;
  const config = traceConfig({
    listens: { grpc: OTLP.grpc.number, http: OTLP['http/protobuf'].number },
    state: STATE.path,
    metrics: { host: '0.0.0.0', port: METRICS.number },
    store: store.endpoint,
    ...(authority !== undefined && { authority }),
    queueBytes: STATE.queueBytes,
    waitSeconds: waitOf(props),
    tracesPerSecond: props.tracesPerSecond,
    memory,
    keptPercent: props.keptPercent ?? STANDARDS.traces.productionPercent,
    slowMilliseconds: props.slowMilliseconds ?? STANDARDS.rollout.latencyP95Milliseconds,
  });
  return `${JSON.stringify(config, null, 2)}\n`;
}

function storeOf(scope: Construct): TraceFacts {
  const { traces } = Environment.of(scope).facts;
  if (traces === undefined) {
    throw invalid(
      scope,
      'has nowhere to send traces to, since the environment has no fact `traces`',
      'give it endpoint, namespace and labels of the store, or leave the collector out',
    );
  }
  return traces;
}
