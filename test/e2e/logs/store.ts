import { asObject, type OtlpStore, type Pair, startOtlpStore, type Value } from '../support/otlp-store';

/** A line, as a store of logs gets it: the fields of its body, and of what it came from. */
export interface Taken {
  readonly body: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly severity: string | undefined;
}

/** What takes lines by OTLP over HTTP, as Loki does, and may be away. */
export interface LogStore extends OtlpStore<Taken> {
  readonly url: string;
}

export async function startLogStore(): Promise<LogStore> {
  const store = await startOtlpStore({ path: '/otlp/v1/logs', read: (sent) => recordsOf(sent as Sent) });
  return Object.assign(store, { url: `http://127.0.0.1:${store.port}/otlp` });
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
