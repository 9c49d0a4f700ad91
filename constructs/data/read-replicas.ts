import type { Reload, RotatingGrantOptions } from '../grants/grant-options';
import { choice } from '../props/checks';
import { optional, type Prop } from '../props/props';

/** What is said of a grant to read a database. */
export interface ReadGrantOptions extends RotatingGrantOptions {
  /**
   * Where the workload reads.
   *
   * From a replica it reads what the primary had a moment ago, usually less than a second, and takes nothing of the primary's
   * capacity. Where no replica is left it reads nothing: it is not led to the primary. A query of minutes may be ended, since what
   * the primary has cleaned up is cleaned up at a replica within 30 s, whoever reads it (`max_standby_streaming_delay`).
   *
   * A database of one instance has no replica: there, it reads from the primary.
   *
   * The first workload that reads from replicas makes a pooler of its own for them, as large as the one that leads to the primary,
   * and restarts the instances, one after the other: they have to take its connections, too.
   *
   * @default 'primary' - it reads what was written last
   */
  readonly from?: 'primary' | 'replica';
}

export const READ_OPTIONS: Readonly<Record<string, Prop>> = { from: optional(choice('primary', 'replica')) };

/** How far a replica may be behind, so that a rotation still works for who reads from it. */
export const LAG_SECONDS = 300;

/**
 * How much longer it takes until every pod uses its next login, where it uses it at replicas: they hear of it when they have
 * replayed what made it, and refuse it until then.
 *
 * A pod that ends because of that is started again after as long as it was refused for, and 300 s at the most, so that it may wait for
 * twice the lag. One that reads its files anew goes on with the login that it had, and tries the next one with each connection.
 *
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
export const REPLICATION_SECONDS: Readonly<Record<Reload, number>> = { restart: 2 * LAG_SECONDS, file: LAG_SECONDS };
