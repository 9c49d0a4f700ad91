import type { Cluster } from './cluster/cluster';
import { LEDGER } from './ledger/platform';
import { reportOf } from './load';

/** What came of transactions at a constant rate, each of which writes a row of its own. */
export interface TransactionReport {
  /** What its rows bear. */
  readonly run: number;
  readonly asked: number;
  /** Those that the database said are done. */
  readonly done: number;
  /** How many failed, of each error. */
  readonly errors: Readonly<Record<string, number>>;
  /** When the first and the last of them were due, in milliseconds as `Date.now` has them. */
  readonly failing: { readonly firstAt: number; readonly lastAt: number };
  /** How many logins were used. */
  readonly logins: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  /** The longest time in which none was done. */
  readonly longestPauseMs: number;
  readonly tookMs: number;
}

export interface Pace {
  readonly perSecond: number;
  readonly connections: number;
  /** How long a connection is used. */
  readonly lifetimeSeconds: number;
}

/** Writes rows from inside a client's pod, through the pooler, while something happens to the database. */
export async function whileWriting(
  cluster: Cluster,
  client: string,
  { perSecond, connections, lifetimeSeconds }: Pace,
  action: () => Promise<void>,
): Promise<TransactionReport> {
  const numbers = [perSecond, connections, lifetimeSeconds].map(String);
  const from = { namespace: LEDGER, pod: `deploy/${client}` };
  return (await reportOf(cluster, from, ['transactions', ...numbers], action)) as TransactionReport;
}

export function failed({ errors }: TransactionReport): number {
  return Object.values(errors).reduce((sum, count) => sum + count, 0);
}

export function inWords(report: TransactionReport): readonly string[] {
  const { asked, logins, medianMs, p99Ms, longestPauseMs, tookMs } = report;
  const seconds = Math.round(tookMs / 1000);
  return [
    `${asked} transactions in ${seconds} s by ${logins} logins, ${failed(report)} failed, median ${medianMs} ms, p99 ${p99Ms} ms, none for ${longestPauseMs} ms at most`,
    ...Object.entries(report.errors).map(([error, count]) => `  ${count} times: ${error.slice(0, 160)}`),
  ];
}
