import { colour as pc } from '../../../terminal/colour';
import { printable } from '../../../terminal/printable';
import type { EnvironmentReport } from '../../report';
import { onPaperText } from '../../told/counts';
import type { Line } from '../../told/field-lines';
import { toldGroups } from '../../told/groups';

const SHADES: Readonly<Record<Line['mark'], (text: string) => string>> = {
  '@': pc.bold,
  '+': pc.green,
  '-': pc.red,
  '!': pc.yellow,
  ' ': pc.dim,
};

/** Everything that differs, by kind. */
export function resourceLines(environments: readonly EnvironmentReport[]): readonly string[] {
  const groups = toldGroups(environments).flatMap(({ title, counts, entries }) => [
    `  ${pc.bold(title)}: ${counts}`,
    ...entries.flatMap((entry) => entry.lines().map(lineText)),
  ]);
  const onPaper = onPaperText(environments);
  const lines = [...groups, ...(onPaper === undefined ? [] : [`  ${onPaper}`])];
  return lines.length === 0 ? [] : [pc.bold('Resources'), ...lines];
}

function lineText({ mark, text }: Line): string {
  const shown = printable(text);
  return mark === '@' ? `    ${pc.bold(shown)}` : `    ${SHADES[mark](`${mark} ${shown}`)}`;
}
