import { request } from 'node:http';
import type { RunningPod } from './pod';

/** What the application of a pod is to answer. */
export interface Order {
  readonly status?: number | 'reset';
  readonly delayMs?: number;
}

/** What came of a request of a pod. */
export interface Outcome {
  /** 0 where nothing was answered. */
  readonly status: number;
  readonly body: string;
  readonly tookMs: number;
}

export interface Call {
  /** @default 'GET' */
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default 1 */
  readonly times?: number;
}

/** The header that has the application of whichever pod answer one request so. */
export function ordering(order: Order): Readonly<Record<string, string>> {
  return { 'x-order': JSON.stringify(order) };
}

/** Tells a pod's application what to answer from now on, and to count anew. */
export async function tell(pod: RunningPod, order: Order = {}): Promise<void> {
  await exchange(pod, 'PUT', order);
}

/** How many requests with this `x-case` came to pods since they were told anything, all together. */
export async function came(name: string, ...pods: readonly RunningPod[]): Promise<number> {
  const counts = await Promise.all(pods.map(async (pod) => (await countsOf(pod)).seen[name] ?? 0));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** How many requests were under way in pods at the most since they were told anything, of each by itself and added. */
export async function atOnce(...pods: readonly RunningPod[]): Promise<number> {
  const counts = await Promise.all(pods.map(async (pod) => (await countsOf(pod)).most));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Has a pod send requests, all at once. */
export async function call(
  pod: RunningPod,
  { method = 'GET', headers = {}, times = 1, url }: Call,
): Promise<readonly Outcome[]> {
  return (await exchange(pod, 'POST', { method, url, headers, times })) as Outcome[];
}

interface Counts {
  readonly seen: Readonly<Record<string, number>>;
  readonly most: number;
}

const countsOf = async (pod: RunningPod) => (await exchange(pod, 'GET')) as Counts;

function exchange({ socket }: RunningPod, method: string, body?: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath: socket, method, path: '/' }, (incoming) => {
      let text = '';
      incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
      incoming.once('end', () => resolve(JSON.parse(text)));
    });
    outgoing.once('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
