import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Question } from '../../mesh/client';
import { GATEWAY_ADDRESS, type Outside } from './outside';
import type { Site } from './site';

export const PATH = '/api/visits';
export const TARGET = { host: GATEWAY_ADDRESS, port: 443 } as const;

/** What the application says of a visit. */
export interface Visit {
  /** The pod that answered. */
  readonly pod: string;
  /** The number of its row, which PostgreSQL gave it. */
  readonly id: string;
  /** By which login. */
  readonly login: string;
  /** What Redis counts. */
  readonly cached: number;
  /** Who called the application, as its sidecar has it. */
  readonly caller: string;
}

/** What a token of somebody who may come says, but for what is said otherwise. */
export function claims(others: object = {}): Readonly<Record<string, unknown>> {
  const now = Math.floor(Date.now() / 1000);
  const { issuer, audience } = { issuer: 'https://login.example.com/', audience: 'https://dwcp.example.com' };
  return { iss: issuer, aud: audience, sub: 'somebody', iat: now, exp: now + 3_600, ...others };
}

/** Asks the gateway as somebody on the internet who has logged in. */
export function visit({ login, client }: Outside, question: Partial<Question> = {}): Promise<Answer> {
  const headers = { authorization: `Bearer ${login.token(claims())}`, ...question.headers };
  return Promise.race([client.ask(TARGET, { path: PATH, ...question, headers }), givenUp()]);
}

async function givenUp(): Promise<never> {
  await sleep(PATIENCE_MS, undefined, { ref: false });
  throw new Error('no answer');
}

/** What came of visits at a constant rate, each by a connection of its own. */
export interface Visits {
  readonly asked: number;
  /** How many were answered, by pod. */
  readonly pods: Readonly<Record<string, number>>;
  readonly logins: ReadonlySet<string>;
  readonly failures: readonly { readonly sentAt: number; readonly tookMs: number; readonly error: string }[];
  readonly tookMs: number;
}

const PER_SECOND = 50;
const PATIENCE_MS = 15_000;

/** When the last visit that failed was sent, as far as that is known now; 0 where none has failed. */
type LastFailed = () => number;

/** Visits for as long as something takes, and for a second before and after it. */
export async function whileVisited(
  { outside }: Site,
  action: (lastFailed: LastFailed) => Promise<unknown>,
): Promise<Visits> {
  const authorization = `Bearer ${outside.login.token(claims())}`;
  const [pods, logins, failures]: [Record<string, number>, Set<string>, Visits['failures'][number][]] = [
    {},
    new Set(),
    [],
  ];
  const started = Date.now();
  const sent: Promise<void>[] = [];
  const send = async () => {
    const sentAt = Date.now();
    try {
      const { status, body } = await Promise.race([
        outside.client.ask(TARGET, { path: PATH, headers: { authorization } }),
        givenUp(),
      ]);
      if (status !== 200) throw new Error(`${status} ${body.slice(0, 200)}`);
      const { pod, login } = JSON.parse(body) as Visit;
      pods[pod] = (pods[pod] ?? 0) + 1;
      logins.add(login);
    } catch (error) {
      failures.push({ sentAt, tookMs: Date.now() - sentAt, error: (error as Error).message });
    }
  };
  // By the clock, so that a timer that comes late is made up for; no more than the gateway takes of one client in a second.
  const timer = setInterval(() => {
    const due = Math.floor(((Date.now() - started) * PER_SECOND) / 1000);
    if (sent.length < due) sent.push(send());
  }, 10);
  try {
    await sleep(1_000);
    await action(() => Math.max(0, ...failures.map(({ sentAt }) => sentAt)));
    await sleep(1_000);
  } finally {
    clearInterval(timer);
  }
  await Promise.all(sent);
  return { asked: sent.length, pods, logins, failures, tookMs: Date.now() - started };
}

/** In words, with the first failures of each kind. */
export function inWords({ asked, pods, logins, failures, tookMs }: Visits): string {
  const counts = new Map<string, number>();
  for (const { error } of failures) counts.set(error, (counts.get(error) ?? 0) + 1);
  const kinds = [...counts].map(([error, count]) => `${count} × ${error}`).join('; ');
  const by = `${Object.keys(pods).length} pods by ${logins.size} logins`;
  return `${asked} visits in ${Math.round(tookMs / 1000)} s, answered by ${by}, ${failures.length} failed${kinds && `: ${kinds}`}`;
}
