/** What an instance has, and how much of it may be asked for at once. */
export interface PostgresMeasures {
  /** Memory that it is promised, in bytes. */
  readonly memory: bigint;
  /** Disk that the log (WAL) is on, in bytes, and whether nothing else is on it. */
  readonly log: { readonly disk: bigint; readonly alone: boolean };
  /** Connections at the most. */
  readonly connections: number;
  /** What is written down of who did it, by classes of pgAudit; none: nothing is. */
  readonly audited: readonly AuditClass[];
}

/** Statements of one kind: https://github.com/pgaudit/pgaudit/blob/main/README.md#pgauditlog */
export type AuditClass = (typeof AUDIT_CLASSES)[number];

export const AUDIT_CLASSES = ['ddl', 'role', 'write', 'read', 'function', 'misc', 'misc_set'] as const;

/** Whoever changes what there is, and who may do what. */
export const USUALLY_AUDITED: readonly AuditClass[] = ['ddl', 'role'];

/** Those that follow from memory and disk alone, and change with these. */
export const BY_SIZE: ReadonlySet<string> = new Set([
  'effective_cache_size',
  'maintenance_work_mem',
  'max_slot_wal_keep_size',
  'shared_buffers',
  'work_mem',
]);

const MI = 1024n * 1024n;

/** Of memory for one index or one vacuum: more does not make it faster before PostgreSQL 17. */
const MOST_FOR_MAINTENANCE = 1024n * MI;

/** Less lets each small sort write to disk. */
const LEAST_TO_SORT = MI;

/**
 * The parameters of PostgreSQL by what an instance has: its own defaults are for a machine of a quarter of a gigabyte.
 *
 * - A quarter of memory is its cache, and half is what it may count on with the one of the kernel:
 *   https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-SHARED-BUFFERS,
 *   https://wiki.postgresql.org/wiki/Tuning_Your_PostgreSQL_Server
 * - A quarter is for what connections sort, shared by all that there may be, so that no query takes it from the others.
 * - A replica that is gone keeps the log of a quarter of the disk, or of half where the log is alone on it: then it is made
 *   anew, where otherwise the disk of the primary fills up.
 * - Of a client that went away within a transaction, locks and a connection of the pool are free after a minute.
 * - A statement of a second or more is logged, without the values that are its parameters; and who waits for a lock.
 *
 * That `pg_stat_statements` and pgAudit are loaded, the operator sees by their parameters:
 * https://cloudnative-pg.io/documentation/current/postgresql_conf/#managed-extensions
 */
export function parametersOf({
  memory,
  log,
  connections,
  audited,
}: PostgresMeasures): Readonly<Record<string, string>> {
  return {
    max_connections: `${connections}`,
    shared_buffers: inMegabytes(memory / 4n),
    effective_cache_size: inMegabytes(memory / 2n),
    maintenance_work_mem: inMegabytes(least(memory / 16n, MOST_FOR_MAINTENANCE)),
    work_mem: inKilobytes(most(memory / 4n / BigInt(connections), LEAST_TO_SORT)),
    max_slot_wal_keep_size: inMegabytes(log.disk / (log.alone ? 2n : 4n)),
    idle_in_transaction_session_timeout: '60s',
    log_min_duration_statement: '1s',
    log_parameter_max_length: '0',
    log_lock_waits: 'on',
    'pg_stat_statements.max': '5000',
    ...(audited.length > 0 && { 'pgaudit.log': [...audited].sort().join(', ') }),
  };
}

function inMegabytes(bytes: bigint): string {
  return `${bytes / MI}MB`;
}

function inKilobytes(bytes: bigint): string {
  return `${bytes / 1024n}kB`;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
