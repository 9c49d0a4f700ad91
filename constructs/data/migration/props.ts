import type { Duration } from 'cdk8s';
import { choice, group, list, seconds, text, value } from '../../props/checks';
import { needed, optional, type PropCheck, type Props } from '../../props/props';
import { IMAGE } from '../../workload/container-options';
import { RESOURCES, type Resources } from '../../workload/resources';
import { ExternalPostgres } from '../external-postgres';
import { Postgres } from '../postgres';
import type { MigrationRule } from './finding';
import type { MigrationDirection } from './lint';

/** What of the linter's findings can be accepted: with the others, the script cannot be run, or not within its timeouts. */
export type AcceptableRule = Exclude<
  MigrationRule,
  'syntax' | 'own-transaction' | 'data-from-client' | 'bounds-undone'
>;

/** A finding that is left standing. */
export interface AcceptedFinding {
  /** What was found, as the finding calls it. */
  readonly rule: AcceptableRule;
  /** What it is about: the table or index that the finding names, or the words that the statement begins with. */
  readonly on: string;
  /** Why it does no harm here, for whoever reviews it: the size of the table, or the version that stopped using it. */
  readonly reason: string;
}

/** What people did before a migration. The words are kept as annotations of its Job, where an auditor finds them. */
export interface MigrationChecklist {
  /** Where it was tried: which copy of production's data, and when. */
  readonly testedOn: string;
  /** How long it took there, in whole seconds. */
  readonly took: Duration;
  /** The backup that it can be recovered from. */
  readonly backup: string;
  /** Who was told. */
  readonly told: string;
  /**
   * When it may run.
   *
   * @default 'any time'
   */
  readonly window?: string;
  /** How its result is checked, and by whom. */
  readonly verifiedBy: string;
}

/** What a schema is changed of: in the cluster, or outside. */
export type MigratedDatabase = Postgres | ExternalPostgres;

export interface SchemaMigrationProps {
  /** The database whose schema it changes. */
  readonly database: MigratedDatabase;

  /**
   * What it is called in the database, for ever: a date, or a number with zeros in front. Migrations of one database are
   * declared, and applied, in the order of their versions.
   */
  readonly version: string;

  /** The SQL that changes the schema, without BEGIN and COMMIT. A file is read by whoever declares it. */
  readonly up: string;

  /** The SQL that takes it back. Write it so that it takes back a part of `up`, too: `DROP … IF EXISTS`. */
  readonly down: string;

  /** What was done before it, by people. */
  readonly checklist: MigrationChecklist;

  /** Which of the two is run: `down` rolls back what was applied, and does nothing where nothing was. @default 'up' */
  readonly run?: MigrationDirection;

  /**
   * Findings of the linter that are left standing, each with its reason. One that nothing is found for is refused.
   *
   * @default - all that is found is refused
   */
  readonly accept?: readonly AcceptedFinding[];

  /**
   * How long a statement waits for a lock, in whole seconds, before it is given up. All that comes after it waits as well,
   * even who only reads; so rather briefly, and again: the Job tries five times more, within five minutes. An index that is
   * built or dropped CONCURRENTLY waits up to `statementTimeout`: nobody who reads or writes waits for it.
   *
   * @default Duration.seconds(5)
   */
  readonly lockTimeout?: Duration;

  /**
   * How long one statement may take, in whole seconds. One that builds an index takes the longest.
   *
   * @default Duration.minutes(30)
   */
  readonly statementTimeout?: Duration;

  /**
   * The longest that all of it may take, in whole seconds, with what is tried again.
   *
   * @default Duration.hours(1)
   */
  readonly deadline?: Duration;

  /**
   * An image with `psql` of the database's major version, and a shell.
   *
   * @default - the database's own image, which one outside of the cluster has none of
   */
  readonly image?: string;

  /** CPU and memory of psql. @default - 100m, and 64Mi to 128Mi: the work is the database's */
  readonly resources?: Resources;
}

const ACCEPTABLE: Readonly<Record<AcceptableRule, true>> = {
  'index-without-concurrently': true,
  'index-may-be-invalid': true,
  'rewrites-table': true,
  'scans-under-lock': true,
  'builds-index-under-lock': true,
  'locks-table': true,
  'not-null-without-default': true,
  'breaks-running-version': true,
  'loses-data': true,
  'changes-all-rows': true,
  'unreadable-code': true,
  'session-setting': true,
  'beyond-the-owner': true,
  'unknown-statement': true,
};

const LINE = text('say it in a line', /^[^\n]*\S[^\n]*$/);

const ACCEPTED: PropCheck = list(
  group<AcceptedFinding>({
    rule: needed(choice(...Object.keys(ACCEPTABLE))),
    on: needed(text('write the table or index that the finding names', /\S/)),
    reason: needed(text('say in a line why it does no harm', /^[^\n]*\S[^\n]*$/)),
  }),
  "write a list, as in [{ rule: 'rewrites-table', on: 'settings', reason: 'it has 40 rows' }]",
);

const CHECKLIST: PropCheck = group<MigrationChecklist>({
  testedOn: needed(LINE),
  took: needed(seconds),
  backup: needed(LINE),
  told: needed(LINE),
  window: optional(LINE),
  verifiedBy: needed(LINE),
});

const SQL = value('write SQL', (given) => typeof given === 'string' && given.trim() !== '');

export const PROPS: Props<SchemaMigrationProps> = {
  database: needed(
    value('pass the Postgres that it is of', (given) => given instanceof Postgres || given instanceof ExternalPostgres),
  ),
  version: needed(
    text("write letters, digits, '.', '_' and '-', at most 63, as in '20250110'", /^[A-Za-z0-9][\w.-]{0,62}$/),
  ),
  up: needed(SQL),
  down: needed(SQL),
  checklist: needed(CHECKLIST),
  run: optional(choice('up', 'down')),
  accept: optional(ACCEPTED),
  lockTimeout: optional(seconds),
  statementTimeout: optional(seconds),
  deadline: optional(seconds),
  image: optional(IMAGE),
  resources: optional(RESOURCES),
};
