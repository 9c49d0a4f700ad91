import { digits, hex, KINDS, SECRETS } from './secrets';

/** A line as an application or a proxy writes it, and what must not be left of it. */
export interface Line {
  /** Tells it from every other one, and is in it. */
  readonly id: string;
  readonly text: string;
  readonly container: Container;
  readonly level: string;
  readonly secret?: { readonly kind: string; readonly value: string };
}

export type Container = 'api' | 'mail' | 'istio-proxy';

/** Of every fifth line, the level; every tenth line is of level DEBUG. */
const LEVELS = ['info', 'WARN', 'error', 'Info', 'warning'] as const;

const time = (index: number) => new Date(Date.UTC(2026, 10, 29, 12) + index).toISOString();

/** So many lines, of which the first so many after each other multiple have a secret: of applications in JSON and in text, and of proxies. */
export function linesOf(count: number, planted: number): readonly Line[] {
  const every = Math.floor(count / planted);
  return Array.from({ length: count }, (_, index) => {
    const id = `line-${String(index).padStart(6, '0')}`;
    const number = index / every;
    if (Number.isInteger(number) && number < planted) return withSecret(id, index, number);
    return index % 10 === 3 ? inJson(id, index, 'debug', `looked for ${id}`) : innocent(id, index);
  });
}

/** What looks a little like a secret: ids, hashes, addresses, times. */
function innocent(id: string, index: number): Line {
  const said = `${id} took 1764417600000000000 ns of order ${digits(id, 8)} at 10.0.12.7:5432, trace ${hex(id).slice(0, 32)}`;
  if (index % 3 === 0) return inText(id, said);
  return index % 3 === 1 ? inJson(id, index, LEVELS[index % 5]!, said) : ofProxy(id, index, `/orders/${id}?page=2`);
}

function withSecret(id: string, index: number, number: number): Line {
  const kind = KINDS[number % KINDS.length]!;
  const { text, value } = SECRETS[kind]!(id);
  const secret = { kind, value };
  const carriers: readonly (() => Line)[] = [
    () => inJson(id, index, 'error', `${id}: ${text}`),
    () => inJson(id, index, 'error', id, { http: { headers: [text] }, request: text }),
    () => inText(id, `${id}: ${text.replaceAll('\n', String.raw`\n`)}`),
    () => ofProxy(id, index, `/orders/${id}`, text),
  ];
  return { ...carriers[Math.floor(number / KINDS.length) % carriers.length]!(), secret };
}

function inJson(id: string, index: number, level: string, msg: string, more: object = {}): Line {
  const text = JSON.stringify({
    time: time(index),
    level,
    msg,
    traceId: hex(id).slice(0, 32),
    user_id: index,
    ...more,
  });
  return {
    id,
    text,
    container: 'api',
    level: { info: 'INFO', warning: 'WARN' }[level.toLowerCase()] ?? level.toUpperCase(),
  };
}

function inText(id: string, text: string): Line {
  return { id, text, container: 'mail', level: 'INFO' };
}

/** Every other one as Istio writes it in JSON, and as it does in text. */
function ofProxy(id: string, index: number, path: string, agent = 'curl/8.5'): Line {
  const code = [200, 404, 503][index % 3]!;
  const level = { 200: 'INFO', 404: 'WARN', 503: 'ERROR' }[code]!;
  const request = {
    start_time: time(index),
    method: 'GET',
    path,
    response_code: code,
    request_id: hex(id).slice(0, 32),
  };
  const more = { user_agent: agent, authority: 'api.shop:8080', duration: 3, upstream_host: '10.244.1.9:8080' };
  if (index % 2 === 0 || agent !== 'curl/8.5') {
    return { id, text: JSON.stringify({ ...request, ...more }), container: 'istio-proxy', level };
  }
  const text =
    `[${request.start_time}] "GET ${path} HTTP/1.1" ${code} - via_upstream - "-" 0 171 3 2 "-" "${agent}" ` +
    `"${request.request_id}" "api.shop:8080" "10.244.1.9:8080" inbound|8080|| 127.0.0.6:1 10.244.1.9:8080 10.244.1.7:1 - default`;
  return { id, text, container: 'istio-proxy', level };
}
