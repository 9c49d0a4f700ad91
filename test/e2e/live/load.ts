import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster/cluster';
import { execOpen, type Inside } from './kubectl';

/** What came of requests at a constant rate. */
export interface LoadReport {
  readonly asked: number;
  /** How many answers there were of each pod. */
  readonly answers: Readonly<Record<string, number>>;
  /** Those that failed, and when each was sent, in milliseconds as `Date.now` has them. */
  readonly failures: readonly { readonly sentAt: number; readonly tookMs: number; readonly error: string }[];
  readonly slowestMs: number;
  readonly tookMs: number;
}

export const REQUESTS_PER_SECOND = 50;

/** Asks a URL from inside a pod for as long as an action takes, and for a while before and after it. */
export async function underLoad(
  cluster: Cluster,
  from: Inside,
  url: string,
  action: () => Promise<void>,
): Promise<LoadReport> {
  return (await reportOf(cluster, from, ['load', url, String(REQUESTS_PER_SECOND)], action)) as LoadReport;
}

/** Runs a program of `programs/` in a pod during an action, tells it to end, and returns the report that it prints. */
export async function reportOf(
  cluster: Cluster,
  from: Inside,
  [program, ...args]: readonly [string, ...string[]],
  action: () => Promise<void>,
): Promise<unknown> {
  const child = execOpen(cluster, from, 'node', `/app/${program}.js`, ...args);
  let [printed, errors] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    await sleep(AROUND_MS);
    await action();
    await sleep(AROUND_MS);
    child.stdin?.write('end\n');
    await ended;
  } finally {
    child.kill();
  }
  if (printed === '') throw new Error(`${program} in ${from.namespace}/${from.pod} ended without a report: ${errors}`);
  return JSON.parse(printed);
}

const AROUND_MS = 2_000;

export function inWords({ asked, answers, failures, slowestMs, tookMs }: LoadReport): string {
  const pods = Object.keys(answers).length;
  const seconds = Math.round(tookMs / 1000);
  return `${asked} requests in ${seconds} s, answered by ${pods} pods, ${failures.length} failed, slowest ${slowestMs} ms`;
}
