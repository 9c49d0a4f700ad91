import { grammar } from './promql-grammar';

/** As much of an expression as it takes to find a place in it. */
const SHOWN = 24;

/** What is between quotes, which says nothing of whether the rest can be read. */
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/** Expressions that can be read, without what is between quotes: those of one service are those of the next. */
const readable = new Set<string>();

/**
 * Where an expression is no PromQL, in words that follow it; `undefined` for one that can be read.
 *
 * It is about the grammar alone: that `rate` is of a range and not of a vector, promtool says, and Prometheus.
 */
export function promqlProblem(expression: string): string | undefined {
  const form = formOf(expression);
  if (readable.has(form)) return undefined;
  let at: number | undefined;
  grammar()
    .parse(expression)
    .iterate({
      enter({ type, from }) {
        if (type.isError) at ??= from;
      },
    });
  if (at === undefined) {
    readable.add(form);
    return undefined;
  }
  const rest = expression.slice(at).trim();
  return rest === '' ? 'breaks off' : `cannot be read from '${rest.slice(0, SHOWN)}' on`;
}

function formOf(expression: string): string {
  const parts = expression.split('"');
  // With a quote that is escaped, or one too many, it takes longer to find those that belong together.
  if (parts.length % 2 === 0 || expression.includes('\\"')) return expression.replace(QUOTED, '""');
  let form = parts[0]!;
  for (let index = 2; index < parts.length; index += 2) form += `""${parts[index]}`;
  return form;
}
