import type { Overview } from '../overview';
import { portsText } from '../ports';

/**
 * A line for each connection and range of ports, sorted, for a file that is reviewed and that `--expect` reads:
 * `shop/web → shop/api 8080/TCP`, with what the mesh asks of requests in brackets, and `?` where it could not be evaluated.
 *
 * What could not be read, or is declared and closed, is a line that begins with `!`: a set is not whole without it.
 */
export function linesOf({ sections, alarms }: Overview): readonly string[] {
  const lines = sections.flatMap(({ rows }) =>
    rows.flatMap(({ from, to, ports, outcome, note }) =>
      ports.map((range) => {
        const asked = outcome === 'unknown' ? ' ?' : note === undefined ? '' : ` (${note})`;
        return `${from} → ${to} ${portsText([range])}${asked}`;
      }),
    ),
  );
  return [...new Set([...lines, ...alarms.map((sentence) => `! ${sentence}`)])].sort();
}

export function renderLines(overview: Overview): string {
  return linesOf(overview)
    .map((line) => `${line}\n`)
    .join('');
}
