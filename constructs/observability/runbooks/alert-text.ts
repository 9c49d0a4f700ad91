import type { DeclaredAlert } from './declared-alert';
import { promqlWords, spanOf } from './promql-words';

/** What every alert has, beside that by which it is told apart from others of its name. */
const OF_ALL: readonly string[] = ['severity', 'owner', 'namespace', 'rule'];

/** By which labels it is told apart: `service api, window 1h`. */
export function apartBy({ labels }: DeclaredAlert): string {
  return Object.entries(labels)
    .filter(([label]) => !OF_ALL.includes(label))
    .map(([label, value]) => `${label} ${value}`)
    .join(', ');
}

/** How bad it is, whose, and what it says, as lines of Markdown; of what it does not say, that it does not. */
export function alertLines(alert: DeclaredAlert): readonly string[] {
  const { expr, labels, annotations } = alert;
  const { severity = 'none that it names', owner = 'nobody that it names' } = labels;
  const { summary = 'it has no summary', description } = annotations;
  const when = alert.for === undefined ? 'at once' : `after ${spanOf(alert.for)}`;
  return [
    `- Severity ${severity}, owner ${owner}, told ${when}.`,
    `- It says: ${prose(summary)}.`,
    ...(description === undefined ? [] : [`- ${prose(description)}`]),
    `- Fires when ${promqlWords(expr)}:`,
    [
      '',
      '  ```promql',
      ...expr
        .trim()
        .split('\n')
        .map((line) => `  ${line}`),
      '  ```',
    ].join('\n'),
  ];
}

/** Text of an alert in which nothing is markup, and what Prometheus fills in stands as `‹value›`. */
export function prose(text: string): string {
  return (
    text
      .trim()
      .replace(/\{\{\s*\$?(?:labels\.)?([^\s|}]+)[^}]*\}\}/g, '‹$1›')
      .replace(/[*<[]/g, '\\$&')
      // A single space, which most are, stays as it is.
      .replace(/\s{2,}|[^\S ]/g, ' ')
  );
}
