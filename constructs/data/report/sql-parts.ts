/** Has `schema` be where an extension is, and what follows be skipped where it is nowhere. */
export function missing(extension: string, report: string): string {
  return String.raw`SELECT count(*) = 0 AS missing, coalesce(min(extnamespace::regnamespace::text), '') AS schema
FROM pg_extension WHERE extname = '${extension}' \gset
\if :missing
SELECT json_build_object('timestamp', now(), 'level', 'ERROR', 'report', '${report}',
  'message', '${extension} is not installed in this database; run what the guide on reports has an administrator run once');
\else
`;
}

/** Its bytes when it was last vacuumed or analyzed: as it is now is told only to who waits for a lock on it. */
export function sizeOf(pgClass: string): string {
  return `${pgClass}.relpages * current_setting('block_size')::bigint`;
}
