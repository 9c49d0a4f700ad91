import { request } from 'node:http';
import type { RunningPod } from './pod';

/** What the application of a pod is to answer. */
export interface Order {
  readonly status?: number | 'reset';
  readonly delayMs?: number;
}

/** The header that has the application of whichever pod answer one request so. */
export function ordering(order: Order): Readonly<Record<string, string>> {
  return { 'x-order': JSON.stringify(order) };
}

/** Tells a pod's application what to answer from now on, and to count anew. */
export async function tell(pod: RunningPod, order: Order = {}): Promise<void> {
  await exchange(pod, 'PUT', JSON.stringify(order));
}

/** How many requests with this `x-case` came to pods since they were told anything, all together. */
export async function came(name: string, ...pods: readonly RunningPod[]): Promise<number> {
  const counts = await Promise.all(
    pods.map(async (pod) => (JSON.parse(await exchange(pod, 'GET')) as Record<string, number>)[name] ?? 0),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function exchange({ socket }: RunningPod, method: string, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath: socket, method, path: '/' }, (incoming) => {
      let text = '';
      incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
      incoming.once('end', () => resolve(text));
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
