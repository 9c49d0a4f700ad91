import { type ClientHttp2Session, connect } from 'node:http2';
import type { Client, Target } from './client';

/** What came of many requests in one go. */
export interface FloodReport {
  /** How many answers there were of each status. */
  readonly answers: Readonly<Record<string, number>>;
  readonly tookMs: number;
}

/** Sends the same request again and again, all at once: by HTTP/2, which costs this machine least. */
export async function flood(client: Client, target: Target, url: URL, count: number): Promise<FloodReport> {
  const socket = await client.secure(target, 'TLSv1.3', 'h2');
  const session = connect(url, { createConnection: () => socket });
  const started = Date.now();
  try {
    const statuses = await Promise.all(Array.from({ length: count }, () => statusOf(session, url.pathname)));
    const answers: Record<string, number> = {};
    for (const status of statuses) answers[status] = (answers[status] ?? 0) + 1;
    return { answers, tookMs: Date.now() - started };
  } finally {
    session.destroy();
  }
}

function statusOf(session: ClientHttp2Session, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const stream = session.request({ ':path': path });
    let status = 0;
    stream.once('response', (headers) => (status = headers[':status'] ?? 0));
    stream.once('error', reject);
    stream.once('end', () => resolve(status));
    stream.resume();
  });
}
