import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { SecureNamespace, TraceCollector } from '../../../constructs';
import type { TraceConfig } from '../../../constructs/observability/traces/trace-config';
import { environment, IMAGE, objectIn } from '../../support/environment';
import { binaryOf } from '../servers/build';
import { freePorts } from '../servers/ports';
import { launch } from '../servers/process';
import { runFolder } from '../support/world';
import type { Trace } from './traces';

/** What is rendered for the collector, whose container has 2 GiB: its configuration, and the variables beside it. */
function rendered(store: { readonly url: string; readonly authority: string }) {
  const traces = {
    ...{ endpoint: store.url, namespace: 'tracing', labels: { app: 'jaeger' } },
    authorityCertificate: store.authority,
  };
  const tree = environment({}, { traces });
  new TraceCollector(new SecureNamespace(tree, 'traces'), 'traces', {
    image: IMAGE,
    resources: { cpu: '200m', memory: '2Gi' },
    tracesPerSecond: 4000,
    spansPerTrace: 4,
    decisionWait: Duration.seconds(5),
  });
  const { template } = objectIn(tree, 'StatefulSet', 'traces')['spec'] as {
    template: { spec: { containers: [{ env: { name: string; value: string }[] }] } };
  };
  const { data } = objectIn(tree, 'ConfigMap', 'traces-config') as unknown as {
    data: Readonly<Record<string, string>>;
  };
  const [config] = Object.values(data);
  const env = Object.fromEntries(template.spec.containers[0].env.map(({ name, value }) => [name, value]));
  return { config: JSON.parse(config!) as TraceConfig, env };
}

/** The collector with what is rendered, but for its places: its folder and the ports that it listens on are of this machine. */
export class Collector {
  readonly metrics: string;
  private readonly url: string;
  private readonly dir: string;
  private readonly env: Readonly<Record<string, string>>;

  private constructor(dir: string, ports: { metrics: number; http: number }, env: Readonly<Record<string, string>>) {
    this.dir = dir;
    this.metrics = `http://127.0.0.1:${ports.metrics}/metrics`;
    this.url = `http://127.0.0.1:${ports.http}/v1/traces`;
    this.env = env;
  }

  static async whoseStoreIs(store: { readonly url: string; readonly authority: string }): Promise<Collector> {
    const dir = join(runFolder(), 'traces');
    const directory = join(dir, 'state');
    mkdirSync(directory, { recursive: true });
    const ports = await freePorts('metrics', 'grpc', 'http');
    const { config, env } = rendered(store);
    const { extensions, receivers, service } = config;
    const prometheus = { host: '127.0.0.1', port: ports.metrics };
    const here: TraceConfig = {
      ...config,
      extensions: { file_storage: { ...extensions.file_storage, directory } },
      receivers: {
        otlp: {
          protocols: {
            grpc: { ...receivers.otlp.protocols.grpc, endpoint: `127.0.0.1:${ports.grpc}` },
            http: { ...receivers.otlp.protocols.http, endpoint: `127.0.0.1:${ports.http}` },
          },
        },
      },
      service: {
        ...service,
        telemetry: {
          ...service.telemetry,
          metrics: { ...service.telemetry.metrics, readers: [{ pull: { exporter: { prometheus } } }] },
        },
      },
    };
    writeFileSync(join(dir, 'config.yaml'), JSON.stringify(here));
    return new Collector(dir, ports, env);
  }

  /** Starts it; it is told to end by a signal. */
  async collect(stopSignal: NodeJS.Signals): Promise<{ stop(): Promise<void> }> {
    return launch({
      ...{ name: 'otelcol', runDir: runFolder(), stopSignal },
      // Beside what is rendered: it writes down what each collection of garbage leaves.
      env: { ...this.env, GODEBUG: 'gctrace=1' },
      logFile: this.log,
      command: binaryOf('otelcol'),
      args: ['--config', join(this.dir, 'config.yaml')],
      // It serves metrics before it receives: any answer of the receiver will do, to a question that it does not take.
      ready: async () => (await fetch(this.metrics)).ok && (await fetch(this.url)).status === 405,
      timeoutMs: 30_000,
    });
  }

  /** Sends traces as two services do that know nothing of each other: the spans of one, then those of the other. */
  async send(traces: readonly Trace[]): Promise<void> {
    for (let from = 0; from < traces.length; from += 500) {
      const spans = traces.slice(from, from + 500).flatMap((trace) => trace.spans);
      // By turns, whose come first: those of a trace may come in any order.
      const services = from % 1000 === 0 ? (['web', 'api'] as const) : (['api', 'web'] as const);
      for (const service of services) await this.post(service, spans);
    }
  }

  /** The most that was alive on its heap, in MB, as each collection of garbage found it. */
  get mostAlive(): number {
    const found = readFileSync(this.log, 'utf8').matchAll(/->(\d+) MB, \d+ MB goal/g);
    return Math.max(...[...found].map(([, alive]) => Number(alive)));
  }

  private get log(): string {
    return join(this.dir, 'otelcol.log');
  }

  /** A metric of it, all series added up; undefined where it has none. */
  async metric(name: string): Promise<number | undefined> {
    const text = await (await fetch(this.metrics)).text();
    const values = [...text.matchAll(new RegExp(`^${name}(?:{[^}]*})? (\\S+)$`, 'gm'))].map(([, value]) =>
      Number(value),
    );
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
  }

  private async post(service: 'web' | 'api', spans: Trace['spans']): Promise<void> {
    const own = spans.filter((span) => span.service === service).map(({ service: _, ...span }) => span);
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
    const body = JSON.stringify({
      resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'test' }, spans: own }] }],
    });
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    if (!response.ok) throw new Error(`the collector answers ${response.status}: ${await response.text()}`);
  }
}
