import { type Agent, request } from 'node:https';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface HttpsRequest {
  readonly method: Method;
  readonly url: string;
  readonly agent: Agent;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
}

export interface HttpsResponse {
  readonly status: number;
  readonly retryAfterSeconds: number;
  /** What the server did as told but advises against. */
  readonly warnings: readonly string[];
  readonly body: string;
  /** Where it says to ask instead. */
  readonly location?: string;
}

/** One HTTPS exchange. Node's `fetch` cannot be given a CA without replacing its dispatcher, so this is node:https. */
export function exchange({ method, url, agent, headers, body }: HttpsRequest): Promise<HttpsResponse> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const outgoing = request(
      url,
      { method, agent, headers: { ...headers, ...length }, timeout: 60_000 },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            retryAfterSeconds: Number(incoming.headers['retry-after'] ?? 1),
            warnings: warningsIn(String(incoming.headers['warning'] ?? '')),
            body: Buffer.concat(chunks).toString(),
            ...(incoming.headers.location !== undefined && { location: incoming.headers.location }),
          }),
        );
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer to ${method} ${url} within 60 s`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** `299 - "first", 299 - "second"`, with quotes inside a text escaped (RFC 7234, section 5.5). */
function warningsIn(header: string): readonly string[] {
  return [...header.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text!.replace(/\\(.)/g, '$1'));
}
