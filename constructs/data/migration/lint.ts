import type { MigrationFinding } from './finding';
import { Made } from './made';
import { parseSql, type Statement } from './parse';
import { judge, withinOwnTransaction } from './statements';

/** Which way a script goes: to a schema, or back to the one before it. */
export type MigrationDirection = 'up' | 'down';

/** What going back takes away is what going there brought: nothing of the version that is rolled back to uses it. */
const TAKES_AWAY: ReadonlySet<string> = new Set(['breaks-running-version', 'loses-data']);

/**
 * What is wrong with the SQL of a migration, on the assumption that every table is big and in use, but those that the script
 * makes itself.
 *
 * It is read by PostgreSQL 17's own parser. A kind of statement that the linter does not know is a finding too; what a function
 * does that a query calls, and a change within `WITH`, it does not see. It knows no table of the database: not how
 * big one is, and not what types its columns have.
 *
 * @example
 * lintMigration('CREATE INDEX users_email ON users (email)');
 */
export function lintMigration(sql: string, direction: MigrationDirection = 'up'): readonly MigrationFinding[] {
  const parsed = parseSql(sql);
  if ('message' in parsed) {
    const { line, message } = parsed;
    const problem = `is no SQL that PostgreSQL 17 reads: ${message}`;
    return [{ rule: 'syntax', line, on: 'syntax', problem, fix: 'write SQL alone, without the commands of psql' }];
  }
  const found = findingsOf(parsed);
  return direction === 'up' ? found : found.filter(({ rule }) => !TAKES_AWAY.has(rule));
}

function findingsOf(statements: readonly Statement[]): readonly MigrationFinding[] {
  const made = new Made();
  let begun = false;
  return statements.flatMap((statement) => {
    const found = [...judge(statement, made), ...(begun ? withinOwnTransaction(statement) : [])];
    made.add(statement);
    begun = staysBegun(statement, begun);
    return found.map((one) => ({ ...one, line: statement.line }));
  });
}

function staysBegun({ node }: Statement, begun: boolean): boolean {
  if (!('TransactionStmt' in node)) return begun;
  const { kind } = node.TransactionStmt;
  if (kind === 'TRANS_STMT_BEGIN' || kind === 'TRANS_STMT_START') return true;
  return kind === 'TRANS_STMT_SAVEPOINT' ? begun : false;
}
