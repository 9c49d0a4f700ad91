import type { MigrationRule } from '../../constructs';

/** A migration, good or bad, of the tables below. */
export interface MigrationCase {
  readonly name: string;
  readonly sql: string;
  /** What the linter finds, in order; nothing is wrong with a good one. */
  readonly found: readonly MigrationRule[];
  /** The error that PostgreSQL answers, by its code, where it refuses the migration. */
  readonly error?: string;
}

/** A table of everything, as `app_rw` made them before. */
export const TABLES = `
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL, age integer, name varchar(20));
INSERT INTO users (email, age, name) SELECT 'u' || n || '@example.com', n % 90, 'user ' || n FROM generate_series(1, 1000) n;
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, total integer);
INSERT INTO orders SELECT n, n, n * 7 FROM generate_series(1, 1000) n;
CREATE INDEX orders_user ON orders (user_id);
CREATE TABLE events (day date NOT NULL, what text) PARTITION BY RANGE (day);
CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_new (day date NOT NULL, what text);
INSERT INTO events_new SELECT date '2026-01-01' + n, 'seen' FROM generate_series(0, 300) n;
CREATE MATERIALIZED VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
CREATE UNIQUE INDEX totals_user ON totals (user_id);
CREATE TYPE mood AS ENUM ('ok');
`;

/** The template of the best-practices document, word for word. */
const OF_THE_DOCUMENT = `-- Migration: 20250110_add_user_preferences
-- Description: Add preferences column to users table

BEGIN;

-- Add column with default value
ALTER TABLE users 
ADD COLUMN preferences JSONB DEFAULT '{}'::JSONB;

-- Create index for JSONB queries
CREATE INDEX CONCURRENTLY idx_users_preferences 
ON users USING GIN (preferences);

-- Verify migration
DO $$
DECLARE
    column_count INT;
BEGIN
    SELECT COUNT(*) INTO column_count
    FROM information_schema.columns
    WHERE table_name = 'users' AND column_name = 'preferences';
    
    IF column_count = 0 THEN
        RAISE EXCEPTION 'Migration failed: preferences column not created';
    END IF;
END $$;

COMMIT;
`;

const BAD: readonly MigrationCase[] = [
  {
    name: 'the template of the document',
    sql: OF_THE_DOCUMENT,
    found: ['own-transaction', 'own-transaction', 'unreadable-code', 'own-transaction'],
    error: '25001',
  },
  { name: 'an index', sql: 'CREATE INDEX i ON users (email)', found: ['index-without-concurrently'] },
  { name: 'a unique index', sql: 'CREATE UNIQUE INDEX i ON users (email)', found: ['index-without-concurrently'] },
  { name: 'no index any more', sql: 'DROP INDEX orders_user', found: ['index-without-concurrently'] },
  { name: 'an index built anew', sql: 'REINDEX INDEX orders_user', found: ['index-without-concurrently'] },
  { name: 'all indexes built anew', sql: 'REINDEX TABLE orders', found: ['index-without-concurrently'] },
  {
    name: 'an index unless there is one',
    sql: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON users (email)',
    found: ['index-may-be-invalid'],
  },
  { name: 'a nameless index', sql: 'CREATE INDEX CONCURRENTLY ON users (email)', found: ['index-may-be-invalid'] },
  { name: 'a wider number', sql: 'ALTER TABLE users ALTER COLUMN age TYPE bigint', found: ['rewrites-table'] },
  {
    name: 'a random default',
    sql: 'ALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid()',
    found: ['rewrites-table'],
  },
  {
    name: 'a default of the clock',
    sql: 'ALTER TABLE users ADD COLUMN seen timestamptz NOT NULL DEFAULT clock_timestamp()',
    found: ['rewrites-table'],
  },
  { name: 'a serial', sql: 'ALTER TABLE users ADD COLUMN number serial', found: ['rewrites-table'] },
  {
    name: 'an identity',
    sql: 'ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY',
    found: ['rewrites-table'],
  },
  {
    name: 'a computed column',
    sql: 'ALTER TABLE orders ADD COLUMN net integer GENERATED ALWAYS AS (total * 100 / 119) STORED',
    found: ['rewrites-table'],
  },
  { name: 'an unlogged table', sql: 'ALTER TABLE orders SET UNLOGGED', found: ['rewrites-table'] },
  { name: 'a packed table', sql: 'VACUUM FULL orders', found: ['rewrites-table'] },
  { name: 'a sorted table', sql: 'CLUSTER orders USING orders_user', found: ['rewrites-table'] },
  { name: 'a view filled', sql: 'REFRESH MATERIALIZED VIEW totals', found: ['locks-table'] },
  {
    name: 'a required column without a default',
    sql: 'ALTER TABLE users ADD COLUMN country text NOT NULL',
    found: ['not-null-without-default'],
    error: '23502',
  },
  {
    name: 'a required column with null for its default',
    sql: 'ALTER TABLE users ADD COLUMN country text DEFAULT NULL::text NOT NULL',
    found: ['not-null-without-default'],
    error: '23502',
  },
  { name: 'NOT NULL', sql: 'ALTER TABLE users ALTER COLUMN age SET NOT NULL', found: ['scans-under-lock'] },
  {
    name: 'a check',
    sql: 'ALTER TABLE users ADD CONSTRAINT adult CHECK (age >= 0)',
    found: ['scans-under-lock'],
  },
  {
    name: 'a check within a column',
    sql: "ALTER TABLE users ADD COLUMN state text DEFAULT 'new' CHECK (state <> '')",
    found: ['scans-under-lock'],
  },
  {
    name: 'a reference',
    sql: 'ALTER TABLE orders ADD CONSTRAINT of_user FOREIGN KEY (user_id) REFERENCES users (id)',
    found: ['scans-under-lock'],
  },
  {
    name: 'a reference with a default within a column',
    sql: 'ALTER TABLE orders ADD COLUMN seller bigint DEFAULT 1 REFERENCES users (id)',
    found: ['scans-under-lock'],
  },
  {
    name: 'a partition with rows',
    sql: "ALTER TABLE events ATTACH PARTITION events_new FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
    found: ['scans-under-lock'],
  },
  { name: 'a partition taken away', sql: 'ALTER TABLE events DETACH PARTITION events_old', found: ['locks-table'] },
  {
    name: 'a unique constraint',
    sql: 'ALTER TABLE users ADD CONSTRAINT one_email UNIQUE (email)',
    found: ['builds-index-under-lock'],
  },
  {
    name: 'a unique column',
    sql: 'ALTER TABLE users ADD COLUMN nick text UNIQUE',
    found: ['builds-index-under-lock'],
  },
  {
    name: 'an exclusion',
    sql: 'ALTER TABLE users ADD CONSTRAINT apart EXCLUDE USING btree (email WITH =)',
    found: ['builds-index-under-lock'],
  },
  { name: 'a lock', sql: 'LOCK TABLE users', found: ['locks-table'] },
  { name: 'a column dropped', sql: 'ALTER TABLE users DROP COLUMN age', found: ['breaks-running-version'] },
  { name: 'a table dropped', sql: 'DROP TABLE orders CASCADE', found: ['breaks-running-version'] },
  { name: 'a column renamed', sql: 'ALTER TABLE users RENAME age TO years', found: ['breaks-running-version'] },
  { name: 'a table renamed', sql: 'ALTER TABLE users RENAME TO people', found: ['breaks-running-version'] },
  { name: 'a table emptied', sql: 'TRUNCATE orders', found: ['loses-data'] },
  { name: 'all rows changed', sql: 'UPDATE users SET age = 0', found: ['changes-all-rows'] },
  { name: 'all rows deleted', sql: 'DELETE FROM orders', found: ['changes-all-rows'] },
  { name: 'a block of code', sql: 'DO $$ BEGIN UPDATE users SET age = 0; END $$', found: ['unreadable-code'] },
  {
    name: 'no bound on waiting',
    sql: "SET lock_timeout = 0;\nCOMMENT ON TABLE users IS 'people'",
    found: ['bounds-undone'],
  },
  { name: 'no bound, in other letters', sql: 'SET "STATEMENT_TIMEOUT" = 0', found: ['bounds-undone'] },
  { name: 'no bound, by a function', sql: "SELECT set_config('Lock_Timeout', '0', false)", found: ['bounds-undone'] },
  {
    name: 'a setting that a query names',
    sql: "INSERT INTO users (email) SELECT pg_catalog.set_config(name, '0', false) FROM pg_settings WHERE name = 'lock_timeout'",
    found: ['bounds-undone'],
  },
  {
    name: 'no bound, by a view',
    sql: "UPDATE pg_settings SET setting = '0' WHERE name = 'lock_timeout'",
    found: ['bounds-undone'],
  },
  { name: 'the lock let go', sql: 'SELECT pg_advisory_unlock_all()', found: ['bounds-undone'] },
  { name: 'a session given up', sql: 'DISCARD ALL', found: ['bounds-undone'] },
  { name: 'strings read in another way', sql: 'SET standard_conforming_strings = off', found: ['bounds-undone'] },
  { name: 'another role', sql: 'SET LOCAL ROLE app_ro', found: ['bounds-undone'], error: '42501' },
  { name: 'other names', sql: "SELECT set_config('search_path', 'public', false)", found: ['session-setting'] },
  { name: 'the bound of the session again', sql: 'RESET lock_timeout', found: ['session-setting'] },
  { name: 'a database', sql: 'CREATE DATABASE more', found: ['beyond-the-owner'], error: '42501' },
  { name: 'a role', sql: 'CREATE ROLE somebody', found: ['beyond-the-owner'], error: '42501' },
  { name: 'an extension', sql: 'CREATE EXTENSION hstore', found: ['beyond-the-owner'], error: '42501' },
  { name: 'a schema', sql: 'CREATE SCHEMA more', found: ['beyond-the-owner'], error: '42501' },
  { name: 'a file', sql: "COPY users FROM '/tmp/users'", found: ['beyond-the-owner'], error: '42501' },
  { name: 'a parameter', sql: 'ALTER SYSTEM SET work_mem = 1', found: ['beyond-the-owner'], error: '42501' },
  { name: 'a slip', sql: 'SELECT 1;\nCREATE TABEL x ()', found: ['syntax'], error: '42601' },
  { name: 'a statement that is not known', sql: 'ANALYZE users;\nNOTIFY changed', found: ['unknown-statement'] },
];

const GOOD: readonly MigrationCase[] = [
  {
    name: 'a setting of its own',
    sql: "SET LOCAL work_mem = '64MB';\nSELECT set_config('app.by', 'a', true)",
    found: [],
  },
  {
    name: 'a function that sets what it runs with',
    sql: "CREATE OR REPLACE FUNCTION unbounded() RETURNS text BEGIN ATOMIC SELECT set_config('lock_timeout', '0', false); END",
    found: [],
  },
  {
    name: 'a table with its indexes',
    sql: 'CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint REFERENCES users);\nCREATE INDEX notes_user ON notes (user_id)',
    found: [],
  },
  {
    name: 'what is asked of a table that it made',
    sql: 'CREATE TABLE public.notes (id bigint);\nINSERT INTO notes VALUES (1);\nALTER TABLE notes ALTER id TYPE text;\nDROP TABLE notes',
    found: [],
  },
  { name: 'a column', sql: 'ALTER TABLE users ADD COLUMN country text', found: [] },
  {
    name: 'a column with a default',
    sql: "ALTER TABLE users ADD COLUMN preferences jsonb NOT NULL DEFAULT '{}'::jsonb, ADD COLUMN since timestamptz NOT NULL DEFAULT now()",
    found: [],
  },
  {
    name: 'a column with computed defaults that are the same in each row',
    sql: "ALTER TABLE users ADD a timestamptz DEFAULT current_timestamp + interval '1 day', ADD b text[] DEFAULT ARRAY['x', upper('y')]",
    found: [],
  },
  { name: 'an index', sql: 'CREATE INDEX CONCURRENTLY users_email ON users (email)', found: [] },
  { name: 'no index any more', sql: 'DROP INDEX CONCURRENTLY orders_user', found: [] },
  { name: 'an index built anew', sql: 'REINDEX INDEX CONCURRENTLY orders_user', found: [] },
  {
    name: 'a unique constraint by an index',
    sql: 'CREATE UNIQUE INDEX CONCURRENTLY one_email ON users (email);\nALTER TABLE users ADD CONSTRAINT one_email UNIQUE USING INDEX one_email',
    found: [],
  },
  {
    name: 'NOT NULL by a check',
    sql: 'ALTER TABLE users ADD CONSTRAINT aged CHECK (age IS NOT NULL) NOT VALID;\nALTER TABLE users VALIDATE CONSTRAINT aged;\nALTER TABLE users ALTER COLUMN age SET NOT NULL;\nALTER TABLE users DROP CONSTRAINT aged',
    found: [],
  },
  {
    name: 'a reference validated later',
    sql: 'ALTER TABLE orders ADD CONSTRAINT of_user FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT of_user',
    found: [],
  },
  {
    name: 'a reference within a column of nulls',
    sql: 'ALTER TABLE orders ADD COLUMN seller bigint REFERENCES users (id)',
    found: [],
  },
  {
    name: 'a partition taken away',
    sql: 'ALTER TABLE events DETACH PARTITION events_old CONCURRENTLY',
    found: [],
  },
  { name: 'a view filled', sql: 'REFRESH MATERIALIZED VIEW CONCURRENTLY totals', found: [] },
  {
    name: 'a value of an enum, and its use',
    sql: "ALTER TYPE mood ADD VALUE 'great';\nALTER TABLE users ADD COLUMN mood mood DEFAULT 'great'",
    found: [],
  },
  { name: 'some rows', sql: 'UPDATE users SET age = 0 WHERE id BETWEEN 1 AND 100', found: [] },
  {
    name: 'a function and its trigger',
    sql: 'CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;\nCREATE TRIGGER keeping BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION keep()',
    found: [],
  },
  {
    name: 'rights and words',
    sql: "GRANT SELECT ON users TO app_ro;\nCOMMENT ON COLUMN users.age IS 'in years';\nSET LOCAL work_mem = '64MB'",
    found: [],
  },
];

export const MIGRATIONS: readonly MigrationCase[] = [...BAD, ...GOOD];
