import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { freePorts } from '../servers/ports';

/** A line, as a store of logs gets it: the fields of its body, and of what it came from. */
export interface Taken {
  readonly body: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly severity: string | undefined;
}

/** What takes lines by OTLP over HTTP, as Loki does, and may be away. */
export interface LogStore {
  readonly url: string;
  /** Whether it answers 503, and takes nothing. */
  away: boolean;
  /** Whether it answers 400: it would not take these lines later either. */
  refuses: boolean;
  /** How often it has sent somebody away. */
  readonly refused: number;
  readonly taken: readonly Taken[];
  /** All that it was sent, as text: where a secret would be. */
  text(): string;
  stop(): Promise<void>;
}

export async function startLogStore(): Promise<LogStore> {
  const { port } = await freePorts('port');
  const taken: Taken[] = [];
  const texts: string[] = [];
  const store = { away: false, refuses: false, refused: 0 };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const bytes = await bodyOf(request);
    if (store.away || store.refuses || request.url !== '/otlp/v1/logs') {
      store.refused += 1;
      response.writeHead(store.away ? 503 : store.refuses ? 400 : 404).end();
      return;
    }
    const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
    texts.push(text);
    taken.push(...recordsOf(JSON.parse(text) as Sent));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  };
  const server = createServer((request, response) => {
    // A collector that is killed goes in the middle of a request.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return Object.assign(store, {
    url: `http://127.0.0.1:${port}/otlp`,
    taken,
    text: () => texts.join('\n'),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A value of OTLP in JSON: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
interface Value {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  /** 64 bits, so that it is text. */
  readonly intValue?: string;
  readonly doubleValue?: number;
  readonly kvlistValue?: { readonly values?: readonly Pair[] };
  readonly arrayValue?: { readonly values?: readonly Value[] };
}

interface Pair {
  readonly key: string;
  readonly value: Value;
}

interface Sent {
  readonly resourceLogs: readonly {
    readonly resource: { readonly attributes?: readonly Pair[] };
    readonly scopeLogs: readonly {
      readonly logRecords: readonly { readonly body: Value; readonly severityText?: string }[];
    }[];
  }[];
}

function recordsOf({ resourceLogs }: Sent): Taken[] {
  return resourceLogs.flatMap(({ resource, scopeLogs }) =>
    scopeLogs.flatMap(({ logRecords }) =>
      logRecords.map(({ body, severityText }) => ({
        body: asObject(body.kvlistValue?.values),
        resource: asObject(resource.attributes),
        severity: severityText,
      })),
    ),
  );
}

function asObject(pairs: readonly Pair[] = []): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, plain(value)]));
}

function plain(value: Value): unknown {
  if (value.kvlistValue !== undefined) return asObject(value.kvlistValue.values);
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(plain);
  if (value.intValue !== undefined) return Number(value.intValue);
  return value.stringValue ?? value.doubleValue ?? value.boolValue;
}
