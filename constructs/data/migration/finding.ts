/** What the linter of migrations finds. The first four cannot be left standing: such a script cannot be run at all, or not within bounds. */
export type MigrationRule =
  | 'syntax'
  | 'own-transaction'
  | 'data-from-client'
  | 'bounds-undone'
  | 'index-without-concurrently'
  | 'index-may-be-invalid'
  | 'rewrites-table'
  | 'scans-under-lock'
  | 'builds-index-under-lock'
  | 'locks-table'
  | 'not-null-without-default'
  | 'breaks-running-version'
  | 'loses-data'
  | 'changes-all-rows'
  | 'unreadable-code'
  | 'session-setting'
  | 'beyond-the-owner'
  | 'unknown-statement';

/** A lock that a statement keeps for longer than a moment. https://www.postgresql.org/docs/17/explicit-locking.html */
export interface HeldLock {
  /** The table. */
  readonly on: string;
  /** By which others cannot write the table, or, of the last, not read it either. */
  readonly mode: 'SHARE' | 'SHARE ROW EXCLUSIVE' | 'ACCESS EXCLUSIVE';
  /** Until what is done: all its rows are written anew, all are read, an index is built, or older queries have ended. */
  readonly until: 'rewritten' | 'scanned' | 'index-built' | 'others-end';
}

/** One thing that is wrong with a statement. */
export interface MigrationFinding {
  /** What it is called where it is accepted. */
  readonly rule: MigrationRule;
  /** Line of the script at which the statement begins, from 1. */
  readonly line: number;
  /** The table or index that it is about, as it was written; of a statement about none, the words that it begins with. */
  readonly on: string;
  /** What it does, and what it locks and for how long. */
  readonly problem: string;
  /** What to write instead. */
  readonly fix: string;
  /**
   * The lock that the problem is.
   *
   * @default - it is another one
   */
  readonly lock?: HeldLock;
}

/** A finding, of a statement whose line is not said yet. */
export type Found = Omit<MigrationFinding, 'line'>;

const WHILE: Readonly<Record<HeldLock['until'], string>> = {
  rewritten: 'while every row of it is written anew',
  scanned: 'while every row of it is read',
  'index-built': 'while the index is built',
  'others-end': 'from when it starts to wait for the queries that run on it',
};

/** A finding about a lock: `adds a primary key: nobody can read or write 'users' (ACCESS EXCLUSIVE) while …`. */
export function locks(rule: MigrationRule, does: string, lock: HeldLock, fix: string): Found {
  const { on, mode, until } = lock;
  const what = mode === 'ACCESS EXCLUSIVE' ? 'read or write' : 'write';
  return { rule, on, problem: `${does}: nobody can ${what} '${on}' (${mode}) ${WHILE[until]}`, fix, lock };
}
