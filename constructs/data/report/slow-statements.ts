import type { Thresholds } from './props';
import { missing } from './sql-parts';

/** How many are told of an instance, those first that took most of all together. */
const MOST = 20;

/** Of the text of one, in characters. */
const LONGEST = 1000;

/**
 * Statements that take long in the mean, as an instance has counted them, without a value in any.
 *
 * `pg_stat_statements` puts `$1` for constants of queries alone: `ALTER ROLE … PASSWORD '…'` it keeps as it was written, and so it
 * does with a query whose entry was pushed out while it ran. So of anything but a query the first word is told, and of a query
 * neither comments, nor what is still a constant, nor any of it where text cannot be told from code without PostgreSQL's parser.
 */
export function slowSql({ slowMilliseconds }: Thresholds): string {
  return String.raw`${missing('pg_stat_statements', 'slow-statement')}SELECT json_build_object('timestamp', now(), 'level', 'WARN', 'report', 'slow-statement',
  'message', format('a statement takes %s ms in the mean, and took %s s in %s calls: %s', round(total / calls), round(total / 1000), calls, shown),
  'instance', :'instance', 'query_id', id::text, 'calls', calls, 'mean_ms', round(total / calls), 'total_s', round(total / 1000),
  'statement', shown)
FROM (
  SELECT queryid AS id, sum(calls) AS calls, sum(total_exec_time)::numeric AS total, min(query) AS query
  FROM :schema.pg_stat_statements
  WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND userid <> current_user::regrole
  GROUP BY queryid
) AS counted
CROSS JOIN LATERAL (SELECT ${WITHOUT_VALUES} AS text) AS plain
CROSS JOIN LATERAL (SELECT CASE
  WHEN query ~ ${UNCLEAR} OR text ~ '''' THEN '(not shown: its constants cannot be told)'
  WHEN text ~* '^[(]*\s*(select|insert|update|delete|merge|with|values)\M' THEN left(text, ${LONGEST})
  ELSE concat(upper(substring(text FROM '^\w+')), ' … (not shown: it is no query)') END AS shown) AS told
WHERE total / calls >= ${slowMilliseconds}
ORDER BY total DESC, id LIMIT ${MOST};
\endif
`;
}

const REPLACED: readonly (readonly [pattern: string, by: string])[] = [
  // Text first: what begins a comment may be within it.
  ["'(?:[^']|'')*'", '?'],
  [String.raw`/\*.*?\*/|--[^\n]*`, ' '],
  [String.raw`(?<![\w$.])\d+(?:\.\d+)?`, '?'],
  [String.raw`\s+`, ' '],
];

const WITHOUT_VALUES = `trim(${REPLACED.reduce(
  (text, [pattern, by]) => `regexp_replace(${text}, ${literal(pattern)}, '${by}', 'g')`,
  'query',
)})`;

/** A quote after a backslash may end a text or not, and text between dollars begins with none. */
const UNCLEAR = literal(String.raw`\\'|\$(?:[A-Za-z_]\w*)?\$`);

function literal(pattern: string): string {
  return `'${pattern.replaceAll("'", "''")}'`;
}
