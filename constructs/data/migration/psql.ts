import type { MigrationDirection } from './lint';
import { namesIn } from './made';
import type { Statement } from './parse';
import type { Step } from './steps';

/** What is kept in the database of each migration, beside the tables of the application. */
const RECORD = 'public.dwcp_migrations';

/** A script that is applied once. */
export interface Application {
  readonly version: string;
  /** What its script is told from another by, of the same version. */
  readonly content: string;
  /** The version that has to be applied before it. */
  readonly after: string | undefined;
  readonly direction: MigrationDirection;
  readonly steps: readonly Step[];
}

/**
 * What psql is told: one migration at a time, each step once, and what was applied written down with it.
 *
 * A step within a transaction is written down in that transaction. One that runs by itself is written down before, as begun,
 * and after: what is found begun was interrupted, and of an index it is seen how far it came. The lock is asked for and not
 * waited for: who waits has a snapshot, which CREATE INDEX CONCURRENTLY of the one that has the lock would wait for.
 */
export function psqlScript(of: Application): string {
  const { steps } = of;
  return [
    ...begin(of),
    ...steps.flatMap((step, index) => stepLines(of, step, index + 1)),
    `\\echo ${of.version}: ${of.direction === 'up' ? 'is applied' : 'is rolled back'}`,
    '',
  ].join('\n');
}

function begin({ version, content, after, direction }: Application): string[] {
  const rows = `SELECT FROM ${RECORD} WHERE version = ${literal(version)}`;
  const later = `SELECT FROM ${RECORD} WHERE direction = 'up' AND version COLLATE "C" > ${literal(version)}`;
  return [
    "SELECT pg_try_advisory_lock(hashtextextended('dwcp_migrations', 0)) AS dwcp_mine \\gset",
    '\\if :dwcp_mine',
    '\\else',
    refusal('true', `${version}: another migration of this database is running`, 'this one is tried again by its Job'),
    '\\endif',
    `CREATE TABLE IF NOT EXISTS ${RECORD} (version text, direction text, step integer, steps integer NOT NULL, content text NOT NULL,`,
    '  begun timestamptz NOT NULL DEFAULT now(), done timestamptz, by text NOT NULL DEFAULT session_user, PRIMARY KEY (version, direction, step));',
    ...(direction === 'down'
      ? [refusal(`EXISTS (${later})`, `${version}: a later version is applied`, 'roll that back first')]
      : [
          refusal(
            `EXISTS (${rows} AND direction = 'up' AND content <> ${literal(content)})`,
            `${version}: other statements were applied by this version`,
            'give what changed a version of its own',
          ),
          refusal(
            `EXISTS (${rows} AND direction = 'down')`,
            `${version}: its rollback was begun and did not end`,
            "run it to its end by run: 'down' first",
          ),
        ]),
    ...(after === undefined || direction === 'down'
      ? []
      : [
          refusal(
            notApplied(after),
            `${version}: ${after} is not applied yet, and comes before it`,
            'this one is tried again by its Job',
          ),
        ]),
  ];
}

function notApplied(version: string): string {
  return `NOT EXISTS (SELECT FROM ${RECORD} WHERE version = ${literal(version)} AND direction = 'up' AND step = steps AND done IS NOT NULL)`;
}

function stepLines(of: Application, step: Step, number: number): string[] {
  const { version, direction, steps } = of;
  const key = `version = ${literal(version)} AND direction = '${direction}' AND step = ${number}`;
  const done = `EXISTS (SELECT FROM ${RECORD} WHERE ${key} AND done IS NOT NULL)`;
  const applied = `EXISTS (SELECT FROM ${RECORD} WHERE version = ${literal(version)} AND direction = 'up')`;
  const [first] = step.statements;
  return [
    `SELECT ${direction === 'down' ? `${applied} AND ` : ''}NOT ${done} AS dwcp_due \\gset`,
    '\\if :dwcp_due',
    `\\echo ${version}: ${direction}, step ${number} of ${steps.length}, from line ${first?.line}`,
    // What the code of a step before, accepted unread, may have set otherwise.
    'RESET lock_timeout;',
    'RESET statement_timeout;',
    ...(step.transaction ? within(of, step, number) : alone(of, first!, number, key)),
    '\\endif',
  ];
}

function within(of: Application, { statements }: Step, number: number): string[] {
  const { version, direction, steps, content } = of;
  const written = `${literal(version)}, '${direction}', ${number}, ${steps.length}, ${literal(content)}, now()`;
  const note = isLastOfDown(of, number)
    ? `DELETE FROM ${RECORD} WHERE version = ${literal(version)};`
    : `INSERT INTO ${RECORD} (version, direction, step, steps, content, done) VALUES (${written});`;
  return ['BEGIN;', ...statements.map(({ sql }) => asWritten(sql)), note, 'COMMIT;'];
}

/** One that PostgreSQL refuses within a transaction: an index may be there in part, or whole and not written down. */
function alone(of: Application, statement: Statement, number: number, key: string): string[] {
  const { version, direction, steps, content } = of;
  const begun = `${literal(version)}, '${direction}', ${number}, ${steps.length}, ${literal(content)}`;
  const index = indexOf(statement);
  return [
    `SELECT EXISTS (SELECT FROM ${RECORD} WHERE ${key}) AS dwcp_again \\gset`,
    // It waits for each transaction that is older, and nobody who reads or writes waits for it: by a lock_timeout, one that
    // somebody leaves open would make every build an invalid index.
    ...(index === undefined ? [] : ['SET lock_timeout = 0;']),
    ...(index?.made ? beforeIndex(version, index.name) : []),
    `INSERT INTO ${RECORD} (version, direction, step, steps, content) VALUES (${begun}) ON CONFLICT DO NOTHING;`,
    ...(index === undefined
      ? [asWritten(statement.sql)]
      : [
          `SELECT NOT (:'dwcp_again'::boolean AND to_regclass(${literal(index.name)}) IS ${index.made ? 'NOT NULL' : 'NULL'}) AS dwcp_run \\gset`,
          '\\if :dwcp_run',
          asWritten(statement.sql),
          '\\endif',
        ]),
    isLastOfDown(of, number)
      ? `DELETE FROM ${RECORD} WHERE version = ${literal(version)};`
      : `UPDATE ${RECORD} SET done = now() WHERE ${key};`,
  ];
}

/** An invalid index is one whose build was interrupted: by an earlier run of ours, or by somebody else. */
function beforeIndex(version: string, name: string): string[] {
  const invalid = `EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass(${literal(name)}) AND NOT indisvalid)`;
  return [
    `SELECT ${invalid} AS dwcp_invalid \\gset`,
    '\\if :dwcp_invalid',
    '\\if :dwcp_again',
    `\\warn ${version}: the index was left invalid by a build that was interrupted, and is built again`,
    // Whoever builds it at this moment has a lock that this one waits for, until statement_timeout.
    `DROP INDEX CONCURRENTLY ${name};`,
    '\\else',
    refusal(
      'true',
      `${version}: the index ${name} is there and invalid, since somebody's build of it was interrupted`,
      `DROP INDEX CONCURRENTLY ${name}, and deploy again`,
    ),
    '\\endif',
    '\\endif',
  ];
}

/** The index that a statement makes or drops, as it is written in SQL. */
function indexOf({ node }: Statement): { readonly name: string; readonly made: boolean } | undefined {
  if ('IndexStmt' in node) {
    const { idxname = '', relation } = node.IndexStmt;
    const { schemaname } = relation ?? {};
    return { name: quoted(schemaname === undefined ? [idxname] : [schemaname, idxname]), made: true };
  }
  if (!('DropStmt' in node)) return undefined;
  const [parts = []] = namesIn(node.DropStmt.objects);
  return { name: quoted(parts), made: false };
}

function isLastOfDown({ direction, steps }: Application, number: number): boolean {
  return direction === 'down' && number === steps.length;
}

/** Ends the script with an error where a condition holds. */
function refusal(condition: string, message: string, hint: string): string {
  const raise = `RAISE EXCEPTION USING MESSAGE = ${literal(message)}, HINT = ${literal(hint)};`;
  return `DO ${dollars(`BEGIN IF ${condition} THEN ${raise} END IF; END`)};`;
}

/**
 * A statement as a value, which psql sends to the server without reading it: in a script's own text, `a[1:HOST]` would have
 * psql's variable in it.
 */
function asWritten(sql: string): string {
  return `SELECT ${dollars(sql)} \\gexec`;
}

/** Between `$dwcp$`, or what is not in the text. */
function dollars(text: string): string {
  let tag = '$dwcp';
  while (text.includes(tag)) tag += '_';
  return `${tag}$${text}${tag}$`;
}

function quoted(name: readonly string[]): string {
  return name.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
