import type { DropStmt, Node, VacuumStmt } from 'libpg-query';
import { alterTable } from './alter-table';
import { settingsOf } from './bounds';
import { type Found, type HeldLock, locks, type MigrationRule } from './finding';
import { createIndex, dropIndex, reindex } from './indexes';
import { type Made, written, writtenNames } from './made';
import type { Statement } from './parse';
import { refusesTransaction } from './steps';

/** What reads no big table under a lock that others wait for, and takes nothing from them. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['CreateStmt', 'CreateTableAsStmt', 'CreateSeqStmt', 'AlterSeqStmt', 'ViewStmt', 'CommentStmt'],
  ...[
    'CreateFunctionStmt',
    'AlterFunctionStmt',
    'CreateEnumStmt',
    'AlterEnumStmt',
    'CompositeTypeStmt',
    'CreateRangeStmt',
  ],
  ...['CreateDomainStmt', 'CreateTrigStmt', 'CreatePolicyStmt', 'AlterPolicyStmt', 'CreateStatsStmt', 'AlterStatsStmt'],
  ...['InsertStmt', 'SelectStmt', 'GrantStmt', 'AlterDefaultPrivilegesStmt', 'ExplainStmt'],
  // Of which `settingsOf` says what they set.
  ...['VariableSetStmt', 'DiscardStmt'],
]);

/** What the role that owns the tables may not do: PostgreSQL answers "permission denied", or "must be superuser". */
const BEYOND: ReadonlySet<string> = new Set([
  ...[
    'CreatedbStmt',
    'DropdbStmt',
    'AlterDatabaseStmt',
    'AlterDatabaseSetStmt',
    'CreateTableSpaceStmt',
    'AlterSystemStmt',
  ],
  ...['DropTableSpaceStmt', 'CreateRoleStmt', 'AlterRoleStmt', 'AlterRoleSetStmt', 'DropRoleStmt', 'GrantRoleStmt'],
  ...[
    'CreateSubscriptionStmt',
    'CreateSchemaStmt',
    'CreateExtensionStmt',
    'CreatePublicationStmt',
    'CreatePLangStmt',
    'CreateFdwStmt',
    'LoadStmt',
    'CreateEventTrigStmt',
    'CheckPointStmt',
  ],
]);

type Judge = (node: never, made: Made, statement: Statement) => readonly Found[];

/** What is asked of each kind of statement that is not harmless by itself. */
const JUDGES: Readonly<Record<string, Judge>> = {
  AlterTableStmt: alterTable,
  IndexStmt: createIndex,
  ReindexStmt: reindex,
  DropStmt: drop,
  RenameStmt: ({ relation, subname, renameType }: Of<'RenameStmt'>, made) =>
    made.has(relation) ||
    relation === undefined ||
    renameType === 'OBJECT_INDEX' ||
    renameType === 'OBJECT_TABCONSTRAINT'
      ? []
      : [breaks(written(relation), `renames '${subname ?? written(relation)}'`)],
  AlterObjectSchemaStmt: ({ relation }: Of<'AlterObjectSchemaStmt'>, made) =>
    made.has(relation) ? [] : [breaks(written(relation), `moves '${written(relation)}' to another schema`)],
  TruncateStmt: ({ relations = [] }: Of<'TruncateStmt'>, made) =>
    rangesOf(relations, made).map((table) => ({
      rule: 'loses-data',
      on: table,
      problem: `empties '${table}': what was in it is in no other place`,
      fix: 'delete by a condition and in batches what has to go, or accept it with the reason why nobody needs the rows',
    })),
  UpdateStmt: ({ relation, whereClause }: Of<'UpdateStmt'>, made) => allRows(written(relation), whereClause, made),
  DeleteStmt: ({ relation, whereClause }: Of<'DeleteStmt'>, made) => allRows(written(relation), whereClause, made),
  LockStmt: ({ relations = [] }: Of<'LockStmt'>, made) =>
    rangesOf(relations, made).map((table) => held('locks-table', 'locks by hand', table, 'others-end', 'leave it out')),
  ClusterStmt: ({ relation }: Of<'ClusterStmt'>) => [vacuumed(written(relation), 'sorts by an index')],
  VacuumStmt: vacuum,
  RefreshMatViewStmt: ({ relation, concurrent }: Of<'RefreshMatViewStmt'>) =>
    concurrent
      ? []
      : [
          held(
            ...(['locks-table', 'fills the view anew', written(relation), 'rewritten'] as const),
            'write REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on it',
          ),
        ],
  CopyStmt: ({ relation, filename, is_program: program }: Of<'CopyStmt'>) =>
    filename === undefined && !program ? [fromClient(written(relation))] : [beyond('COPY of a file of the server')],
  DoStmt: (_, __, { sql }) => [unreadable(sql)],
  CallStmt: (_, __, { sql }) => [unreadable(sql)],
  TransactionStmt: (_, __, { sql }) => [ownTransaction(sql)],
};

type Of<Kind extends string> =
  Extract<Node, Readonly<Record<Kind, unknown>>> extends infer Found
    ? Kind extends keyof Found
      ? Found[Kind]
      : never
    : never;

/** What is wrong with one statement, after what its script has made before it. */
export function judge(statement: Statement, made: Made): readonly Found[] {
  return [...settingsOf(statement), ...judgeKind(statement, made)];
}

function judgeKind(statement: Statement, made: Made): readonly Found[] {
  const { kind, node, sql } = statement;
  if (HARMLESS.has(kind)) return [];
  if (BEYOND.has(kind)) return [beyond(opening(sql))];
  const asked = Object.hasOwn(JUDGES, kind) ? JUDGES[kind] : undefined;
  if (asked !== undefined) return asked(Object.values(node)[0] as never, made, statement);
  return [
    {
      rule: 'unknown-statement',
      on: opening(sql),
      problem: `is a ${kind}, of which the linter does not know what it locks`,
      fix: 'find out what it does to a big table, and accept it with that as the reason',
    },
  ];
}

/** What cannot run where a script opens a transaction of its own. */
export function withinOwnTransaction({ sql, node }: Statement): readonly Found[] {
  if (!refusesTransaction(node)) return [];
  return [
    {
      rule: 'own-transaction',
      on: opening(sql),
      problem: `${opening(sql)} stands between BEGIN and COMMIT: PostgreSQL refuses it within a transaction`,
      fix: 'leave out BEGIN and COMMIT: what cannot run within a transaction is run by itself, and the rest within one',
    },
  ];
}

function drop({ objects, removeType, concurrent }: DropStmt, made: Made): readonly Found[] {
  if (removeType === 'OBJECT_INDEX') return dropIndex({ objects: objects ?? [], concurrent: concurrent ?? false });
  if (removeType === 'OBJECT_TRIGGER' || removeType === 'OBJECT_POLICY' || removeType === 'OBJECT_RULE') return [];
  return writtenNames(objects)
    .filter((name) => !made.has(name))
    .map((name) => breaks(name, `drops '${name}'`));
}

function vacuum({ options = [], rels = [], is_vacuumcmd: vacuums }: VacuumStmt): readonly Found[] {
  const full = options.some((one) => 'DefElem' in one && one.DefElem.defname === 'full');
  if (!vacuums || !full) return [];
  const tables = rels.map((one) => ('VacuumRelation' in one ? written(one.VacuumRelation.relation) : ''));
  return (tables.length > 0 ? tables : ['every table']).map((table) => vacuumed(table, 'packs the rows together'));
}

function vacuumed(table: string, does: string): Found {
  const fix = 'leave it out: VACUUM alone makes room for new rows, and pg_repack packs a table without locking it';
  return held('rewrites-table', does, table, 'rewritten', fix);
}

function held(rule: MigrationRule, does: string, on: string, until: HeldLock['until'], fix: string): Found {
  return locks(rule, does, { on, mode: 'ACCESS EXCLUSIVE', until }, fix);
}

function breaks(on: string, does: string): Found {
  return {
    rule: 'breaks-running-version',
    on,
    problem: `${does}, which the version that runs until the rollout is over may still use`,
    fix: 'roll out a version that does not use it first, and accept it with that version as the reason',
  };
}

function allRows(table: string, condition: Node | undefined, made: Made): readonly Found[] {
  if (condition !== undefined || made.has(table)) return [];
  return [
    {
      rule: 'changes-all-rows',
      on: table,
      problem: `changes every row of '${table}' at once: whoever writes one of them waits until all of it is committed`,
      fix: 'change them in batches by a WHERE, each in a transaction of its own',
    },
  ];
}

function rangesOf(relations: readonly Node[], made: Made): readonly string[] {
  return relations.flatMap((one) => ('RangeVar' in one && !made.has(one.RangeVar) ? [written(one.RangeVar)] : []));
}

function fromClient(table: string): Found {
  return {
    rule: 'data-from-client',
    on: table,
    problem: `copies between '${table}' and a client, which there is none of`,
    fix: 'write the rows as INSERT, or load them with a program of your own',
  };
}

function beyond(what: string): Found {
  return {
    rule: 'beyond-the-owner',
    on: what,
    problem: `is ${what}: the role that owns the tables is denied it`,
    fix: "leave it to the operator of the database, by the Cluster's own resources",
  };
}

function unreadable(sql: string): Found {
  return {
    rule: 'unreadable-code',
    on: opening(sql),
    problem: `runs ${opening(sql)} …, of whose statements nobody can say beforehand what they lock`,
    fix: 'write its statements out, or accept it with what it does as the reason',
  };
}

function ownTransaction(sql: string): Found {
  return {
    rule: 'own-transaction',
    on: opening(sql),
    problem: `says ${opening(sql)}: what is applied together, and what was, is kept by who runs the script`,
    fix: 'leave it out: all that can run within a transaction is run within one',
  };
}

/** The words that a statement begins with, as far as they are keywords. */
function opening(sql: string): string {
  return /^[A-Za-z]+(\s+(TRANSACTION|WORK|DATABASE|ROLE|USER|TABLESPACE|SYSTEM|INDEX|EXTENSION|LANGUAGE)\b)*/i
    .exec(sql)![0]
    .toUpperCase();
}
