import type { LRParser } from '@lezer/lr';

let parser: LRParser | undefined;

/** The grammar of Prometheus' own editor, which is read when the first expression is. */
export function grammar(): LRParser {
  parser ??= (require('@prometheus-io/lezer-promql') as { readonly parser: LRParser }).parser;
  return parser;
}
