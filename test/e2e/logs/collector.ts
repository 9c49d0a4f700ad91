import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogCollector, Port, SecureNamespace, service } from '../../../constructs';
import type { CollectorConfig } from '../../../constructs/observability/logs/collector-config';
import { environment, IMAGE, objectIn, RESOURCES } from '../../support/environment';
import { binaryOf } from '../servers/build';
import { freePorts } from '../servers/ports';
import { launch } from '../servers/process';
import { runFolder } from '../support/world';
import type { Container, Line } from './lines';

/** What is rendered for the collector of an environment with one namespace, `shop`. */
function rendered(): CollectorConfig {
  const tree = environment();
  new SecureNamespace(tree, 'shop');
  const at = service('loki', { app: 'loki' }, [Port.tcp(3100, 'https')]);
  const store = { at, url: 'https://loki.loki.svc:3100/otlp' } as const;
  new LogCollector(new SecureNamespace(tree, 'logs'), 'logs', { image: IMAGE, resources: RESOURCES, store });
  const { data } = objectIn(tree, 'ConfigMap', 'logs') as unknown as { data: Readonly<Record<string, string>> };
  return JSON.parse(data['config.yaml']!) as CollectorConfig;
}

/** A node as the collector sees it, in a folder: the files of its containers, and what it keeps for itself. */
export class Node {
  readonly metrics: string;
  private readonly dir: string;
  private readonly config: string;

  private constructor(dir: string, config: string, metrics: string) {
    this.dir = dir;
    this.config = config;
    this.metrics = metrics;
  }

  /** With what is rendered, but for its places: files, addresses and ports are of this machine. */
  static async whoseStoreIs(url: string): Promise<Node> {
    const dir = join(runFolder(), 'logs');
    const state = join(dir, 'state');
    mkdirSync(state, { recursive: true });
    const { port } = await freePorts('port');
    const { receivers, exporters, extensions, service: runs } = rendered();
    const [file, store] = [receivers.file_log, exporters.otlp_http];
    const prometheus = { host: '127.0.0.1', port };
    const config: CollectorConfig = {
      extensions: { file_storage: { ...extensions.file_storage, directory: state } },
      receivers: { file_log: { ...file, include: file.include.map((glob) => join(dir, glob)) } },
      exporters: { otlp_http: { ...store, endpoint: url } },
      service: {
        ...runs,
        telemetry: {
          ...runs.telemetry,
          metrics: { ...runs.telemetry.metrics, readers: [{ pull: { exporter: { prometheus } } }] },
        },
      },
    };
    const path = join(dir, 'config.yaml');
    writeFileSync(path, JSON.stringify(config));
    return new Node(dir, path, `http://127.0.0.1:${port}/metrics`);
  }

  /** Writes lines as containerd does: https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md */
  write(lines: readonly Line[]): void {
    for (const container of ['api', 'mail', 'istio-proxy'] as const) {
      const own = lines.filter((line) => line.container === container);
      this.writeText(
        container,
        own.map(({ text }) => text),
      );
    }
  }

  writeText(container: Container, texts: readonly string[]): void {
    const now = new Date().toISOString().replace('Z', '000000Z');
    appendFileSync(this.fileOf(container), texts.map((text) => `${now} stdout F ${text}\n`).join(''));
  }

  /** Starts the collector on it, which is told to end by a signal. */
  async collect(stopSignal: NodeJS.Signals): Promise<{ stop(): Promise<void> }> {
    return launch({
      ...{ name: 'otelcol', runDir: runFolder(), stopSignal },
      logFile: join(this.dir, 'otelcol.log'),
      command: binaryOf('otelcol'),
      args: ['--config', this.config],
      ready: async () => (await fetch(this.metrics)).ok,
      timeoutMs: 30_000,
    });
  }

  private fileOf(container: Container): string {
    const pod = { api: 'api-7d9c8b6f5d-x2x4z', mail: 'mail-0', 'istio-proxy': 'api-7d9c8b6f5d-x2x4z' }[container];
    const folder = join(this.dir, 'var/log/pods', `shop_${pod}_0b2f1c9e-5d0a-4a57-9a53-1f0c6a1d7e11`, container);
    mkdirSync(folder, { recursive: true });
    return join(folder, '0.log');
  }
}
