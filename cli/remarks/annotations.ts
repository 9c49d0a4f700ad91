import { type Level, type Remark, type Remarks, worstFirst } from './remark';

/** Annotations of a level that GitHub keeps of one step: https://docs.github.com/actions/reference/limits */
const KEPT = 10;

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const satisfies Record<Level, string>;

/** Remarks as what GitHub Actions reads from a log and shows beside the lines of a pull request. */
export function annotationsText({ remarks }: Remarks): string {
  const levels = Object.keys(COMMANDS) as readonly Level[];
  const shown = levels.flatMap((level) => kept(worstFirst(remarks).filter((remark) => remark.level === level)));
  return shown.map((line) => `${line}\n`).join('');
}

function kept(remarks: readonly Remark[]): readonly string[] {
  if (remarks.length <= KEPT) return remarks.map(annotation);
  const shown = remarks.slice(0, KEPT - 1);
  const rest = remarks.slice(shown.length);
  return [
    ...shown.map(annotation),
    `::${COMMANDS[rest[0]!.level]}::and ${rest.length} more; the report has all of them`,
  ];
}

/**
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 *
 * What is said may hold names that somebody chose: what could end a command or begin another is written as a code.
 */
function annotation({ level, rule, says, at }: Remark): string {
  const properties = { file: at.file, line: `${at.line}`, title: rule };
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(value)}`);
  return `::${COMMANDS[level]} ${list.join(',')}::${escaped(says)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
