import type { DropStmt, IndexStmt, ReindexStmt } from 'libpg-query';
import { type Found, locks } from './finding';
import { type Made, written, writtenNames } from './made';

/** What is wrong with a `CREATE INDEX`. */
export function createIndex(
  { idxname, relation, concurrent, if_not_exists: unlessThere }: IndexStmt,
  made: Made,
): Found[] {
  const table = written(relation);
  if (!concurrent) {
    if (made.has(relation)) return [];
    return [
      locks(
        'index-without-concurrently',
        `creates index '${idxname ?? 'without a name'}'`,
        { on: table, mode: 'SHARE', until: 'index-built' },
        'write CREATE INDEX CONCURRENTLY, which runs by itself',
      ),
    ];
  }
  if (idxname !== undefined && !unlessThere) return [];
  const why = unlessThere
    ? 'unless it exists: one that was left invalid by an interrupted build exists, and is taken for it'
    : 'without a name, by which nobody can see whether it became valid';
  return [
    {
      rule: 'index-may-be-invalid',
      on: idxname ?? table,
      problem: `creates an index ${why}`,
      fix: unlessThere ? 'leave out IF NOT EXISTS: a migration that was applied is not run again' : 'give it a name',
    },
  ];
}

/** What is wrong with a `DROP INDEX`. */
export function dropIndex({ objects, concurrent }: DropStmt): Found[] {
  if (concurrent) return [];
  return writtenNames(objects).map((index) => ({
    rule: 'index-without-concurrently',
    on: index,
    problem: `drops index '${index}': nobody can read or write its table (ACCESS EXCLUSIVE) from when it starts to wait for the queries that run on it`,
    fix: 'write DROP INDEX CONCURRENTLY, which runs by itself',
  }));
}

/** What is wrong with a `REINDEX`. */
export function reindex({ kind, name, relation, params = [] }: ReindexStmt): Found[] {
  if (params.some((one) => 'DefElem' in one && one.DefElem.defname === 'concurrently')) return [];
  const on = relation === undefined ? (name ?? 'the database') : written(relation);
  const what = kind === 'REINDEX_OBJECT_INDEX' ? 'use the index' : 'write';
  return [
    {
      rule: 'index-without-concurrently',
      on,
      problem: `builds '${on}' anew: nobody can write the table, nor ${what === 'write' ? 'use its indexes' : what}, until it is built`,
      fix: 'write REINDEX … CONCURRENTLY, which runs by itself',
    },
  ];
}
