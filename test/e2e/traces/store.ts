import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuthority } from '../servers/certificates';
import { asObject, type OtlpStore, type Pair, startOtlpStore } from '../support/otlp-store';

/** A span, as a store of traces gets it. */
export interface Taken {
  readonly trace: string;
  readonly span: string;
  readonly service: unknown;
  /** All of it, as it was sent. */
  readonly text: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What takes spans by OTLP over HTTP and TLS, as Jaeger does, and may be away. */
export interface TraceStore extends OtlpStore<Taken> {
  readonly url: string;
  /** PEM of who signed its certificate. */
  readonly authority: string;
}

export async function startTraceStore(dir: string): Promise<TraceStore> {
  const authority = await makeAuthority(join(dir, 'pki'), 'store');
  const { certFile, keyFile } = await authority.issue('server', { commonName: 'localhost', usage: 'serverAuth' });
  const tls = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  const store = await startOtlpStore({ path: '/v1/traces', read: (sent) => spansOf(sent as Sent), tls });
  return Object.assign(store, { url: `https://localhost:${store.port}`, authority: authority.pem });
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes?: readonly Pair[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly {
        readonly traceId: string;
        readonly spanId: string;
        readonly attributes?: readonly Pair[];
      }[];
    }[];
  }[];
}

function spansOf({ resourceSpans }: Sent): Taken[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        trace: span.traceId,
        span: span.spanId,
        service: asObject(resource.attributes)['service.name'],
        text: JSON.stringify(span),
        attributes: asObject(span.attributes),
      })),
    ),
  );
}
