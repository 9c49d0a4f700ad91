import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceConfig } from '../../../constructs/observability/traces/trace-config';
import { binaryOf } from '../servers/build';
import { asObject, type Pair } from '../support/otlp-store';
import { platform, TRACES } from './platform';
import type { RunningPod } from './pod';
import { HOME } from './pod-files';

/** Where what is kept goes, in the collector's own pod. */
const STORE_PORT = 4319;

const ACCESS_LOG = 'access.log';

/** What whoever operates the mesh sets, as docs/guides/traces.md says; the access log is written with the trace of each request. */
export const TRACING = {
  extensionProviders: [
    {
      name: `${TRACES}.${TRACES}`,
      opentelemetry: { service: `${TRACES}-proxies.${TRACES}.svc.cluster.local`, port: 4317 },
    },
  ],
  // Where this runs, whom the proxy runs as may not open its own output anew.
  accessLogFile: `${HOME}/${ACCESS_LOG}`,
  accessLogEncoding: 'JSON',
  accessLogFormat: '{"trace_id":"%TRACE_ID%","request":"%REQ(X-CASE)%"}',
};

/** A span, as the store gets it. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly service: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The command that starts the real collector with what is rendered, but for its folder and its store. */
export function collecting(dir: string): readonly string[] {
  const { data } = platform().find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.namespace === TRACES) as {
    readonly data?: Readonly<Record<string, string>>;
  };
  const config = JSON.parse(Object.values(data!)[0]!) as TraceConfig;
  const directory = join(dir, 'collected');
  mkdirSync(directory, { recursive: true });
  const { tls: _, ...exporter } = config.exporters.otlp_http;
  const here: TraceConfig = {
    ...config,
    extensions: { file_storage: { ...config.extensions.file_storage, directory } },
    exporters: { otlp_http: { ...exporter, endpoint: `http://127.0.0.1:${STORE_PORT}` } },
  };
  const file = join(dir, 'otelcol.yaml');
  writeFileSync(file, JSON.stringify(here));
  // What comes after is the socket of an application, which this is not.
  return ['sh', '-c', 'exec "$0" --config "$1"', binaryOf('otelcol'), file];
}

const fileOf = ({ machine }: RunningPod) => join(machine.dir, 'spans.jsonl');

/** What a pod's proxy has written of the requests that it served, each a line. */
export function accessLogOf({
  machine,
}: RunningPod): readonly { readonly trace_id: string; readonly request: string }[] {
  const lines = readFileSync(join(machine.dir, 'root', ACCESS_LOG), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

/** Starts what takes the place of the store. */
export async function startSpanStore(collector: RunningPod, program: readonly string[]): Promise<void> {
  const file = fileOf(collector);
  await collector.machine.launch('spans', [...program, file, String(STORE_PORT)], {
    ready: async () => existsSync(file),
  });
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes?: readonly Pair[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<Span, 'attributes' | 'parentSpanId' | 'service'> & {
        /** The first of a trace has none. */
        readonly parentSpanId?: string;
        readonly attributes?: readonly Pair[];
      })[];
    }[];
  }[];
}

/** Every span that has come to the store. */
export function spansOf(collector: RunningPod): readonly Span[] {
  const sent = readFileSync(fileOf(collector), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Sent);
  return sent.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) =>
        spans.map(({ attributes, parentSpanId = '', ...span }) => ({
          ...{ ...span, parentSpanId },
          service: asObject(resource.attributes)['service.name'],
          attributes: asObject(attributes),
        })),
      ),
    ),
  );
}
