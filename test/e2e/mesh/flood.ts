import { Agent, request } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Client, Target } from './client';

/** What came of many requests in one go. */
export interface FloodReport {
  /** How many answers there were of each status. */
  readonly answers: Readonly<Record<string, number>>;
  readonly tookMs: number;
}

const CONNECTIONS = 20;

/** Sends the same request again and again, as fast as answers come. */
export async function flood(client: Client, target: Target, url: URL, count: number): Promise<FloodReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const createConnection = (_: object, done: (error: Error | null, socket?: Duplex) => void) => {
    client.secure(target).then((socket) => done(null, socket), done);
  };
  Object.assign(agent, { createConnection });
  const started = Date.now();
  try {
    const statuses = await Promise.all(Array.from({ length: count }, () => statusOf(agent, url)));
    const answers: Record<string, number> = {};
    for (const status of statuses) answers[status] = (answers[status] ?? 0) + 1;
    return { answers, tookMs: Date.now() - started };
  } finally {
    agent.destroy();
  }
}

function statusOf(agent: Agent, { host, pathname }: URL): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ agent, host, path: pathname }, (incoming) => {
      incoming.resume();
      incoming.once('end', () => resolve(incoming.statusCode ?? 0));
    });
    outgoing.once('error', reject);
    outgoing.end();
  });
}
