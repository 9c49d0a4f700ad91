import { colour as pc } from '../../../terminal/colour';
import { columns } from '../../../terminal/columns';
import { printable } from '../../../terminal/printable';
import type { EnvironmentReport } from '../../report';
import { comparedIn, rowsOf, untriedTexts } from '../../told/summary';
import type { Where } from './where';

/** What it comes to in each environment, what was compared, and what none has tried. */
export function summaryLines(environments: readonly EnvironmentReport[], where: Where): readonly string[] {
  const rows = rowsOf(environments).map(({ environment, outcome, security, blastRadius, resources, change }) => [
    pc.bold(printable(environment)),
    outcome,
    differencesText({ security, 'blast radius': blastRadius, resources }, change),
  ]);
  return [
    ...columns(rows, ['left', 'left', 'left']),
    ...comparedIn(environments).map(
      ({ what, environments: names }) =>
        `  ${printable(`from ${what.before} to ${what.after}`)}${names.length < environments.length ? where(names) : ''}`,
    ),
    ...environments.flatMap(({ environment, untried }) =>
      untried === undefined
        ? []
        : [
            pc.yellow(`  ${printable(`${environment} would get what ${untried.in} never had`)}:`),
            ...untriedTexts(untried).map((text) => `    ${printable(text)}`),
          ],
    ),
  ];
}

function differencesText(texts: Readonly<Record<string, string>>, change: string): string {
  const parts = Object.entries(texts).flatMap(([name, text]) => (text === '' ? [] : [`${name}: ${text}`]));
  return [...(parts.length === 0 ? ['nothing differs'] : parts), `${change} change`].join('; ');
}
