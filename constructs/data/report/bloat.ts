import type { Thresholds } from './props';
import { missing, sizeOf } from './sql-parts';

/**
 * Tables and B-tree indexes that are larger than their rows have to be, one question each: none holds a lock, or back the cleaning
 * up, for as long as all would.
 *
 * What it takes is counted by `pgstattuple`, since what the planner believes of a column's width is shown to nobody who may not
 * read the column. Of a table, pages that every transaction sees are not read: their free space is what the last VACUUM wrote
 * down, in steps of a 256th of a page. Of an index, every page is read.
 */
export function bloatSql({ smallestBytes, bloatRatio }: Thresholds): string {
  return [
    missing('pgstattuple', 'bloated-index'),
    each('r', bloatRatio, smallestBytes, TABLE),
    each('i', bloatRatio, smallestBytes, INDEX),
    '\\endif\n',
  ].join('');
}

interface Kind {
  readonly report: string;
  readonly what: 'table' | 'index';
  /** What is done about it, where %s is the table or index. */
  readonly remedy: string;
  /** How full pages are made, in percent, where nothing else is said. */
  readonly fill: number;
  readonly accessMethod: string;
  /** `bytes` and `needed`, where @object@ and @fill@ are known. */
  readonly measured: string;
}

const TABLE: Kind = {
  report: 'bloated-table',
  what: 'table',
  remedy: 'where it does not grow into that, VACUUM FULL %s, which locks it meanwhile',
  fill: 100,
  accessMethod: 'heap',
  measured: `SELECT table_len AS bytes, ((table_len - approx_free_space - dead_tuple_len) * 100 / @fill@)::bigint AS needed
  FROM @schema@.pgstattuple_approx(@object@)`,
};

const INDEX: Kind = {
  report: 'bloated-index',
  what: 'index',
  remedy: 'REINDEX INDEX CONCURRENTLY %s',
  fill: 90,
  accessMethod: 'btree',
  // Of no leaves, the density is not a number.
  measured: `SELECT index_size AS bytes, current_setting('block_size')::bigint *
    (1 + internal_pages + CASE WHEN leaf_pages = 0 THEN 0 ELSE ceil(leaf_pages * avg_leaf_density / @fill@)::bigint END) AS needed
  FROM @schema@.pgstatindex(@object@)`,
};

function each(relation: string, ratio: number, smallest: number, kind: Kind): string {
  const { report, what, remedy, fill, accessMethod, measured } = kind;
  return String.raw`SELECT replace(replace(replace($question$
SELECT json_build_object('timestamp', now(), 'level', 'WARN', 'report', '${report}',
  'message', format('${what} %s has %s, where %s would do; ${remedy}', @object@, pg_size_pretty(bytes), pg_size_pretty(needed), @object@),
  '${what}', @object@::text, 'bytes', bytes, 'needed_bytes', needed, 'ratio', round(bytes::numeric / needed, 1))
FROM (SELECT bytes, greatest(needed, current_setting('block_size')::bigint) AS needed FROM (${measured}) AS counted) AS measured
WHERE bytes > ${ratio} * needed
$question$, '@object@', format('%s::regclass', c.oid)), '@schema@', :'schema'), '@fill@', coalesce(
    (SELECT option_value FROM pg_options_to_table(c.reloptions) WHERE option_name = 'fillfactor'), '${fill}'))
FROM pg_class c JOIN pg_am a ON a.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = '${relation}' AND a.amname = '${accessMethod}' AND c.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema') AND ${sizeOf('c')} >= ${smallest}
ORDER BY c.relpages DESC, c.oid
\gexec
`;
}
