/** An HTTP API with JSON, and how we are known to it. */
export interface Service {
  /** Address that paths are added to, without a slash at its end. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer that is no answer: what the server says about it, for whoever knows what to do. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, says: string) {
    super(says);
    this.status = status;
  }
}

/** The server is down or has had enough of us: the same may succeed later. */
export class Busy extends Error {
  /** How long it wants to be left alone. @default - it does not say */
  readonly seconds: number | undefined;

  constructor(says: string, seconds?: number) {
    super(says);
    this.seconds = seconds;
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

const PATIENCE_MS = 30_000;

/** Calls a path of a service, and reads the JSON that it answers. */
export async function call(service: Service, method: Method, path: string, body?: object): Promise<unknown> {
  return (await answerOf(service, method, `${service.base}${path}`, body)).value;
}

/** Every entry of a list that is answered page by page. */
export async function list<T>(service: Service, path: string): Promise<readonly T[]> {
  const entries: T[] = [];
  for (let page: string | undefined = `${service.base}${path}`; page !== undefined; ) {
    const { value, next }: Answer = await answerOf(service, 'GET', page);
    if (!Array.isArray(value)) throw new Refused(200, `${path} is no list`);
    entries.push(...(value as readonly T[]));
    page = next;
  }
  return entries;
}

interface Answer {
  readonly value: unknown;
  /** The address of the next page. @default - this is the last one */
  readonly next?: string;
}

async function answerOf({ base, headers }: Service, method: Method, url: string, body?: object): Promise<Answer> {
  // The token goes where the user sends it and nowhere else, whatever an answer says.
  if (new URL(url).origin !== new URL(base).origin) throw new Refused(0, `it leads to ${new URL(url).origin}`);
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => {
    throw new Busy(`${new URL(base).host} does not answer: ${causeOf(error)}`);
  });
  const text = await response.text();
  if (!response.ok) throw failureOf(response, text);
  const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  return { value: text === '' ? undefined : JSON.parse(text), ...(next !== undefined && { next }) };
}

/** `fetch` says only that it failed; what happened is beneath. */
function causeOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
}

/** https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api; GitLab has the same headers but one. */
function failureOf({ status, headers }: Response, text: string): Error {
  const says = wordsIn(text);
  const after = headers.get('retry-after');
  if ((status === 403 || status === 429) && after !== null) return new Busy(says, Number(after));
  const reset = headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset');
  const remaining = headers.get('x-ratelimit-remaining') ?? headers.get('ratelimit-remaining');
  if ((status === 403 || status === 429) && remaining === '0' && reset !== null) {
    return new Busy(says, Math.max(0, Number(reset) - Date.now() / 1000));
  }
  if (status === 429 || (status === 403 && /secondary rate limit/i.test(says))) return new Busy(says, MINUTE);
  return status >= 500 ? new Busy(`${status} ${says}`) : new Refused(status, says);
}

const MINUTE = 60;

/** What both platforms put their reason into. */
function wordsIn(text: string): string {
  try {
    const {
      message,
      error,
      errors = [],
    } = JSON.parse(text) as {
      readonly message?: unknown;
      readonly error?: unknown;
      readonly errors?: readonly { readonly message?: string }[];
    };
    const said = message ?? error ?? '';
    const whole = typeof said === 'string' ? said : JSON.stringify(said);
    return [whole, ...errors.flatMap((each) => each.message ?? [])].join(': ');
  } catch {
    return text.slice(0, 200);
  }
}
