import { type ClientHttp2Session, connect, type OutgoingHttpHeaders } from 'node:http2';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, Target } from './client';

/** What came of many requests in one go. */
export interface FloodReport {
  /** How many answers there were of each status. */
  readonly answers: Readonly<Record<string, number>>;
  /** What those of each status say of HSTS and of who may keep them, each once. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly tookMs: number;
}

interface Told {
  readonly status: number;
  readonly headers: string;
}

/** Sends the same request again and again, all at once: by HTTP/2, which costs this machine least. */
export async function flood(client: Client, target: Target, url: URL, count: number): Promise<FloodReport> {
  return within(client, target, url, (send) => Promise.all(Array.from({ length: count }, () => send({}))));
}

/** Sends requests at a constant rate for as long as something takes, and for a second before and after it. */
export async function underLoad(
  client: Client,
  target: Target,
  url: URL,
  { headers, perSecond }: { readonly headers: OutgoingHttpHeaders; readonly perSecond: number },
  action: () => Promise<void>,
): Promise<FloodReport> {
  return within(client, target, url, async (send) => {
    const sent: Promise<Told>[] = [];
    const sending = setInterval(() => sent.push(send(headers)), 1000 / perSecond);
    try {
      await sleep(1_000);
      await action();
      await sleep(1_000);
    } finally {
      clearInterval(sending);
    }
    return Promise.all(sent);
  });
}

async function within(
  client: Client,
  target: Target,
  url: URL,
  action: (send: (headers: OutgoingHttpHeaders) => Promise<Told>) => Promise<readonly Told[]>,
): Promise<FloodReport> {
  const socket = await client.secure(target, 'TLSv1.3', 'h2');
  const session = connect(url, { createConnection: () => socket });
  const started = Date.now();
  try {
    const told = await action((headers) => toldOf(session, { ':path': url.pathname, ...headers }));
    const tookMs = Date.now() - started;
    const answers: Record<string, number> = {};
    const headers: Record<string, string[]> = {};
    for (const { status, headers: said } of told) {
      answers[status] = (answers[status] ?? 0) + 1;
      headers[status] = [...new Set([...(headers[status] ?? []), said])];
    }
    return { answers, headers, tookMs };
  } finally {
    session.destroy();
  }
}

function toldOf(session: ClientHttp2Session, headers: OutgoingHttpHeaders): Promise<Told> {
  return new Promise((resolve, reject) => {
    const stream = session.request(headers);
    let told: Told = { status: 0, headers: '' };
    stream.once('response', (answer) => {
      const said = [answer['strict-transport-security'], answer['cache-control']];
      told = { status: answer[':status'] ?? 0, headers: said.join('; ') };
    });
    stream.once('error', reject);
    // Also where it was cut off without an answer.
    stream.once('close', () => resolve(told));
    stream.resume();
    stream.end();
  });
}
