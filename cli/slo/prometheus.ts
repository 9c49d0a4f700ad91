import { UserError } from '../../constructs/invalid';
import { printable } from '../terminal/printable';

/** One series at a moment. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A Prometheus that is asked, and never told anything. */
export interface Prometheus {
  /** Where it is, in words. */
  readonly name: string;
  /** What PromQL comes to at a moment, in milliseconds since 1970. @throws UserError */
  query(expression: string, at: number): Promise<readonly Sample[]>;
}

/** What whoever asks a server is known by; nobody else reads it. */
const TOKEN = 'PROMETHEUS_TOKEN';

const API = '/api/v1/query';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview */
interface Answer {
  readonly status?: string;
  readonly error?: string;
  readonly warnings?: readonly string[];
  readonly data?: { readonly resultType?: string; readonly result?: readonly Found[] };
}

interface Found {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [time: number, value: string];
}

/**
 * The Prometheus at an address, or what answers as one does: as whoever $PROMETHEUS_TOKEN says, if it says anything.
 *
 * @throws UserError where it is no address.
 */
export function prometheusAt(address: string, patienceSeconds: number): Prometheus {
  const base = baseOf(address);
  const token = process.env[TOKEN];
  const ask = async (path: string) => {
    try {
      const response = await fetch(`${base}${path}`, {
        headers: { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        // What sends us elsewhere wants us to log in, and elsewhere the token is nobody's.
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceSeconds * 1000),
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw problem(base, ...silence(error as Error, patienceSeconds));
    }
  };
  return {
    name: base,
    async query(expression, at) {
      const { status, text } = await ask(pathOf(expression, at));
      if (status === 401 || status === 403) throw problem(base, `answers ${status}`, refusal(token));
      return samplesIn(base, text, status);
    },
  };
}

/** The path of a question, for whatever leads there. */
export function pathOf(expression: string, at: number): string {
  return `${API}?${new URLSearchParams({ query: expression, time: `${at / 1000}` })}`;
}

/** What a Prometheus answered. @throws UserError where it is another server, or does not tell everything. */
export function samplesIn(name: string, text: string, status = 200): readonly Sample[] {
  const answer = parsed(text);
  if (answer?.status === 'error')
    throw problem(name, `does not answer the question: ${printable(`${answer.error}`)}`, ASK);
  const { resultType, result } = answer?.data ?? {};
  if (answer?.status !== 'success' || resultType !== 'vector' || !Array.isArray(result)) {
    const said = text.trim() === '' ? 'nothing' : `'${printable(text.trim().slice(0, 40))}'`;
    throw problem(name, `answers ${status} with ${said}, as no Prometheus does`, WRONG);
  }
  const { warnings = [] } = answer;
  if (warnings.length > 0) throw problem(name, `tells a part only: ${printable(warnings.join('; '))}`, ASK);
  return (result as readonly Found[]).map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
}

const ASK = 'see what is wrong with it, and ask again';
const WRONG = `give --prometheus the address of one, without ${API}`;

function refusal(token: string | undefined): string {
  return token ? `put a token into $${TOKEN} that may read it` : `put the token that it wants into $${TOKEN}`;
}

function silence(error: Error, patienceSeconds: number): [says: string, remedy: string] {
  if (error.name === 'TimeoutError') {
    return [`has not answered in ${patienceSeconds} s`, 'wait for longer with --timeout, or ask another'];
  }
  const { cause } = error;
  const why = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : error.message;
  return [`does not answer: ${why}`, 'see that it runs, and can be reached from here'];
}

function problem(name: string, says: string, remedy: string): UserError {
  return new UserError([`the Prometheus at ${name} ${says}; ${remedy}`]);
}

function baseOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new UserError([`--prometheus ${address}: is no address; write one such as https://prometheus.example.com`]);
  }
  if (url.username !== '' || url.password !== '') {
    throw new UserError([`--prometheus: has a password in it, which others may read; put a token into $${TOKEN}`]);
  }
  return `${url.origin}${url.pathname.replace(/\/$/, '')}`;
}

function parsed(text: string): Answer | undefined {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return undefined;
  }
}
