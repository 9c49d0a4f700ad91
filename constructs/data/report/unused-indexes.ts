import type { Thresholds } from './props';
import { sizeOf } from './sql-parts';

/**
 * Asked at each instance, one after the other: which of `among` it has not scanned either, and since when that is counted.
 *
 * Physical copies have the same numbers for the same indexes, and statistics of their own. Those that all instances keep from a
 * start on which they had none (a copy that was made anew, a crash) began when those of the background writer did.
 *
 * An index that a foreign key begins with is looked into where a row that it refers to is deleted, however rarely that is.
 */
export function narrowSql({ smallestBytes }: Thresholds): string {
  return `SELECT coalesce(array_agg(s.indexrelid ORDER BY s.indexrelid), '{}'),
  greatest(:'since'::timestamptz, (SELECT stats_reset FROM pg_stat_bgwriter),
    (SELECT stats_reset FROM pg_stat_database WHERE datname = current_database()))
FROM pg_stat_user_indexes s
JOIN pg_index i ON i.indexrelid = s.indexrelid
JOIN pg_class c ON c.oid = s.indexrelid
WHERE s.idx_scan = 0
  AND (:'among' = '' OR s.indexrelid = ANY (nullif(:'among', '')::oid[]))
  AND ${sizeOf('c')} >= ${smallestBytes}
  AND i.indisvalid AND NOT (i.indisunique OR i.indisexclusion OR i.indisclustered OR i.indisreplident)
  AND NOT c.relispartition
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = s.indexrelid)
  AND NOT EXISTS (
    SELECT FROM pg_constraint k
    WHERE k.contype = 'f' AND k.conrelid = i.indrelid AND (i.indkey::int2[])[0 : cardinality(k.conkey) - 1] @> k.conkey
  );
`;
}

/** Prints what is left when all were asked. */
export function unusedSql({ unusedSeconds }: Thresholds): string {
  return String.raw`SELECT :'since'::timestamptz > now() - make_interval(secs => ${unusedSeconds}) AS young \gset
\if :young
SELECT json_build_object('timestamp', now(), 'level', 'INFO', 'report', 'unused-index', 'since', :'since'::timestamptz,
  'message', format('no index is called unused before %s: statistics of an instance began at %s',
    :'since'::timestamptz + make_interval(secs => ${unusedSeconds}), :'since'::timestamptz));
\else
SELECT json_build_object('timestamp', now(), 'level', 'WARN', 'report', 'unused-index',
  'message', format('index %s of %s has %s, and no instance scanned it since %s; see whether it is younger, or else DROP INDEX CONCURRENTLY %s',
    indexrelid::regclass, indrelid::regclass, pg_size_pretty(pg_relation_size(indexrelid)), :'since'::timestamptz, indexrelid::regclass),
  'index', indexrelid::regclass::text, 'table', indrelid::regclass::text, 'bytes', pg_relation_size(indexrelid),
  'since', :'since'::timestamptz)
FROM pg_index WHERE indexrelid = ANY (:'among'::oid[]) ORDER BY pg_relation_size(indexrelid) DESC, indexrelid;
\endif
`;
}
