import { lintMigration } from '../../../constructs';
import { parseSql } from '../../../constructs/data/migration/parse';
import { stepsOf } from '../../../constructs/data/migration/steps';
import { MIGRATIONS } from '../../support/migrations';

test.each(MIGRATIONS)('$name: $found', ({ sql, found }) => {
  expect(lintMigration(sql).map(({ rule }) => rule)).toEqual(found);
});

test('says where a statement begins, what it locks for how long, and what to write', () => {
  const sql = '/* é /* nested */ */ -- first\nSELECT 1;\n\n-- second\nCREATE INDEX i\n  ON app.users (email);';
  expect(lintMigration(sql)).toEqual([
    {
      rule: 'index-without-concurrently',
      line: 5,
      on: 'app.users',
      problem: "creates index 'i': nobody can write 'app.users' (SHARE) while the index is built",
      fix: 'write CREATE INDEX CONCURRENTLY, which runs by itself',
      lock: { on: 'app.users', mode: 'SHARE', until: 'index-built' },
    },
  ]);
});

test('says at which line a script is no SQL, in PostgreSQL’s words', () => {
  expect(lintMigration('SELECT 1;\n\nCREATE TABEL é ();')).toMatchObject([
    { rule: 'syntax', line: 3, problem: 'is no SQL that PostgreSQL 17 reads: syntax error at or near "TABEL"' },
  ]);
});

test('going back may take away what going there brought, and locks no longer for it', () => {
  const sql = 'ALTER TABLE users DROP COLUMN age;\nDROP TABLE notes;\nDROP INDEX i';
  expect(lintMigration(sql, 'down').map(({ rule }) => rule)).toEqual(['index-without-concurrently']);
});

test('names of two schemas are two tables', () => {
  expect(lintMigration('CREATE TABLE a.users (id int); CREATE INDEX i ON b.users (id)')).toHaveLength(1);
});

test('a table that may have been there is not taken for one that the script makes', () => {
  const sql = 'CREATE TABLE IF NOT EXISTS t (id int); CREATE INDEX i ON t (id)';
  expect(lintMigration(sql).map(({ rule }) => rule)).toEqual(['index-without-concurrently']);
});

test('a check that was dropped again spares no reading', () => {
  const sql =
    'ALTER TABLE t ADD CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT c;' +
    'ALTER TABLE t DROP CONSTRAINT c; ALTER TABLE t ALTER x SET NOT NULL';
  expect(lintMigration(sql).map(({ rule }) => rule)).toEqual(['scans-under-lock']);
});

test('a check that was not validated spares no reading', () => {
  const sql = 'ALTER TABLE t ADD CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID;\nALTER TABLE t ALTER x SET NOT NULL';
  expect(lintMigration(sql).map(({ rule, line }) => [rule, line])).toEqual([['scans-under-lock', 2]]);
});

test('what cannot run within a transaction is a step of its own, and what is validated is too', () => {
  const sql =
    'CREATE TABLE a (); CREATE TABLE b (); CREATE INDEX CONCURRENTLY i ON c (d);' +
    'ALTER TABLE c VALIDATE CONSTRAINT e; SELECT 1; SELECT 2; VACUUM c';
  const steps = stepsOf(parseSql(sql) as Exclude<ReturnType<typeof parseSql>, { message: string }>);
  expect(steps.map(({ statements, transaction }) => [statements.map((one) => one.sql), transaction])).toEqual([
    [['CREATE TABLE a ()', 'CREATE TABLE b ()'], true],
    [['CREATE INDEX CONCURRENTLY i ON c (d)'], false],
    [['ALTER TABLE c VALIDATE CONSTRAINT e'], true],
    [['SELECT 1', 'SELECT 2'], true],
    [['VACUUM c'], false],
  ]);
});

test.each([
  ['ALTER TABLE users ADD COLUMN id bigserial', 'rewritten'],
  ['ALTER TABLE users ADD COLUMN email text UNIQUE', 'index-built'],
  ['ALTER TABLE users ADD COLUMN age int CHECK (age > 0)', 'scanned'],
])('%s keeps everybody from the table until it is %s', (sql, until) => {
  expect(lintMigration(sql).map(({ lock }) => lock)).toEqual([{ on: 'users', mode: 'ACCESS EXCLUSIVE', until }]);
});
