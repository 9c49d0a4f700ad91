import type { Manifest } from '../../../constructs/plan/resource';

/** How much faster time goes: an hour in a minute. */
export const FASTER = 60;

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Groups of rules as they are rendered, but for how long everything takes: spans, `for` and intervals. */
export function fasterRules(objects: readonly Manifest[]): readonly object[] {
  return objects
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap(({ spec }) => (spec as { groups: readonly object[] }).groups)
    .map((group) => JSON.parse(JSON.stringify(group), shortened) as object);
}

function shortened(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'for' || key === 'interval') return faster(value);
  return key === 'expr' ? fasterExpr(value) : value;
}

/** An expression that looks as much less far back. */
export function fasterExpr(expr: string): string {
  // Spans are in brackets, and so is how closely the values of an expression are looked at.
  return expr.replace(/\[[^\]]+\]/g, (spans) => spans.replace(/\d+[smhd]/g, faster));
}

/** @throws Error for a span that is not a whole number of milliseconds then. */
export function faster(span: string): string {
  const ms = (Number.parseInt(span, 10) * SECONDS[span.at(-1) as keyof typeof SECONDS] * 1000) / FASTER;
  if (!Number.isInteger(ms)) throw new Error(`${span} cannot be ${FASTER} times as fast`);
  return `${ms}ms`;
}
