import { digits, hex, KINDS, SECRETS } from '../logs/secrets';
import type { Pair, Value } from '../support/otlp-store';

/** A trace of two services, and what has to become of it. */
export interface Trace {
  readonly id: string;
  readonly kind: 'error' | 'slow' | 'usual';
  readonly spans: readonly Span[];
  /** What must not be left of it. */
  readonly secret?: { readonly kind: string; readonly value: string };
}

/** A span of OTLP in JSON. */
interface Span {
  readonly service: 'web' | 'api';
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** A server, or a client. */
  readonly kind: 2 | 3;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Pair[];
  readonly events?: readonly {
    readonly name: string;
    readonly timeUnixNano: string;
    readonly attributes: readonly Pair[];
  }[];
  readonly status: { readonly code?: 2; readonly message?: string };
}

const text = (key: string, stringValue: string): Pair => ({ key, value: { stringValue } });
const number = (key: string, of: number | string): Pair => ({ key, value: { intValue: String(of) } });
const list = (key: string, ...values: readonly string[]): Pair => ({
  key,
  value: { arrayValue: { values: values.map((stringValue): Value => ({ stringValue })) } },
});
const map = (key: string, ...values: readonly Pair[]): Pair => ({ key, value: { kvlistValue: { values } } });

/** Where a span says something, by what it says. */
const PLACES: readonly ((said: string) => Partial<Pick<Span, 'name' | 'attributes' | 'events' | 'status'>>)[] = [
  (said) => ({ attributes: [text('app.said', said)] }),
  (said) => ({ attributes: [list('http.request.header.x-said', 'one', said)] }),
  (said) => ({ attributes: [map('app.form', text('first', 'a'), map('second', text('said', said)))] }),
  (said) => ({ events: [event('exception', text('exception.message', said))] }),
  (said) => ({ name: `POST ${said}` }),
  (said) => ({ status: { code: 2, message: said } }),
  (said) => ({ events: [event(said)] }),
];

/** Attributes that a name says are secret, and a card as a number: what no pattern of a text finds. */
const BY_NAME: readonly ((value: string) => Pair)[] = [
  (value) => text('db.password', value),
  (value) => list('http.request.header.cookie', `session=${value}`),
  (value) => map('app.api_key', text('of', value)),
  (value) => number('app.paid.by', value),
];

function event(name: string, ...attributes: readonly Pair[]) {
  return { name, timeUnixNano: nanoseconds(0), attributes };
}

const nanoseconds = (milliseconds: number) => `${Date.UTC(2026, 10, 29, 12) + milliseconds}000000`;

/** So many traces, of which each fiftieth has an error and each hundredth beside those is slow. Secrets are in those with an error. */
export function tracesOf(from: number, count: number): readonly Trace[] {
  return Array.from({ length: count }, (_, at) => {
    const index = from + at;
    if (index % 50 === 7) return withError(index, Math.floor(index / 50));
    if (index % 100 === 11) return traceOf(index, 'slow', 650 + (index % 300));
    return traceOf(index, 'usual', 3 + (index % 450));
  });
}

function withError(index: number, number: number): Trace {
  if (number % 2 === 1) return traceOf(index, 'error', 12, { status: { code: 2, message: 'no such order' } });
  const planted = number / 2;
  if (planted % 10 === 9) {
    const way = ((planted - 9) / 10) % BY_NAME.length;
    const value = way === 3 ? `4929${digits(`card ${index}`, 12)}` : hex(`by name ${index}`).slice(0, 12);
    const trace = traceOf(index, 'error', 12, { attributes: [BY_NAME[way]!(value)], status: { code: 2 } });
    return { ...trace, secret: { kind: 'by name', value } };
  }
  const kind = KINDS[planted % KINDS.length]!;
  const { text: said, value } = SECRETS[kind]!(`trace ${index}`);
  const place = PLACES[planted % PLACES.length]!(said);
  return { ...traceOf(index, 'error', 12, { status: { code: 2 }, ...place }), secret: { kind, value } };
}

/** Four spans: a request, what it calls, what that is, and its database. The deepest one has what is said. */
function traceOf(index: number, kind: Trace['kind'], milliseconds: number, last: Partial<Span> = {}): Trace {
  const id = hex(`trace ${index}`).slice(0, 32);
  const spanId = (number: number) => hex(`span ${index} ${number}`).slice(0, 16);
  const span = (number: number, service: Span['service'], ends: number, more: Partial<Span> = {}): Span => ({
    ...{ service, traceId: id, spanId: spanId(number), kind: number % 2 === 0 ? 2 : 3, status: {} },
    ...(number > 0 && { parentSpanId: spanId(number - 1) }),
    name: ['GET /orders/{id}', 'GET', 'GET /stock/{id}', 'SELECT stock'][number]!,
    startTimeUnixNano: nanoseconds(index + number),
    endTimeUnixNano: nanoseconds(index + ends - number),
    ...more,
    attributes: [...usual(index, number), ...(more.attributes ?? [])],
  });
  const spans = [
    span(0, 'web', milliseconds),
    span(1, 'web', milliseconds),
    span(2, 'api', milliseconds),
    span(3, 'api', milliseconds, last),
  ];
  return { id, kind, spans };
}

/** What looks a little like a secret among it. */
function usual(index: number, number: number): Pair[] {
  return [
    text('http.request.method', 'GET'),
    text('url.full', `https://api.shop.svc:8080/orders/${index}?page=2&sort=price`),
    text('server.address', 'api.shop.svc'),
    text('user_agent.original', 'curl/8.5'),
    text('app.request.id', hex(`request ${index}`).slice(0, 36)),
    text('app.digest', `sha256:${hex(`digest ${index}`)}`),
    text('db.query.text', 'SELECT stock FROM orders WHERE id = $1 AND token_count > 3'),
    list('app.zones', 'a', 'b'),
    { key: 'http.response.status_code', value: { intValue: '200' } },
    { key: 'app.took.nanoseconds', value: { intValue: '1764417600000000000' } },
    { key: 'app.share', value: { doubleValue: 0.25 } },
    { key: 'app.cached', value: { boolValue: number % 2 === 0 } },
  ];
}
