import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { freePorts } from '../servers/ports';

/** A value of OTLP in JSON: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
export interface Value {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  /** 64 bits, so that it is text. */
  readonly intValue?: string;
  readonly doubleValue?: number;
  readonly kvlistValue?: { readonly values?: readonly Pair[] };
  readonly arrayValue?: { readonly values?: readonly Value[] };
}

/** A name and a value of it. */
export interface Pair {
  readonly key: string;
  readonly value: Value;
}

/** What takes one kind of telemetry by OTLP over HTTP, and may be away. */
export interface OtlpStore<Taken> {
  readonly port: number;
  /** Whether it answers 503, and takes nothing. */
  away: boolean;
  /** Whether it answers 400, and wants nothing of it ever. */
  refusesForGood: boolean;
  /** How often it has sent somebody away. */
  readonly refused: number;
  readonly taken: readonly Taken[];
  /** All that it was sent, as text: where a secret would be. */
  text(): string;
  stop(): Promise<void>;
}

/** What a store takes, where, and how it is read. */
export interface OtlpStoreOptions<Taken> {
  readonly path: string;
  readonly read: (sent: unknown) => readonly Taken[];
  /** Its certificate and key, in PEM. @default - it is spoken to in clear text */
  readonly tls?: { readonly cert: string; readonly key: string };
}

export async function startOtlpStore<Taken>({ path, read, tls }: OtlpStoreOptions<Taken>): Promise<OtlpStore<Taken>> {
  const { port } = await freePorts('port');
  const taken: Taken[] = [];
  const texts: string[] = [];
  const store = { away: false, refusesForGood: false, refused: 0 };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const bytes = await bodyOf(request);
    if (store.away || store.refusesForGood || request.url !== path) {
      store.refused += 1;
      response.writeHead(store.away ? 503 : store.refusesForGood ? 400 : 404).end();
      return;
    }
    const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
    texts.push(text);
    taken.push(...read(JSON.parse(text)));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    // A collector that is killed goes in the middle of a request.
    answer(request, response).catch(() => response.destroy());
  };
  const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return Object.assign(store, {
    port,
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

/** Names and values as an object. */
export function asObject(pairs: readonly Pair[] = []): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, plain(value)]));
}

function plain(value: Value): unknown {
  if (value.kvlistValue !== undefined) return asObject(value.kvlistValue.values);
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(plain);
  if (value.intValue !== undefined) return Number(value.intValue);
  return value.stringValue ?? value.doubleValue ?? value.boolValue;
}
