import { escapeXml } from '../../../page/xml';
import type { Outcome } from '../../outcome';
import type { EnvironmentReport } from '../../report';
import { comparedIn, rowsOf, untriedTexts } from '../../told/summary';
import { type Part, table } from './part';
import type { Where } from './where';

const HEAD = ['Environment', 'Outcome', 'Why', 'Security', 'Blast radius', 'Resources', 'Change'];

/** What does not differ is not read. */
const NOTHING = '–';

/** What the change comes to in each environment, and what none has tried. */
export function summary(environments: readonly EnvironmentReport[], where: Where): Part {
  const rows = rowsOf(environments).map(({ environment, outcome, security, blastRadius, resources, change }, index) => [
    escapeXml(environment),
    `<span class="outcome ${classOf(outcome)}">${outcome}</span>`,
    escapeXml(environments[index]!.outcome.because),
    security || NOTHING,
    blastRadius || NOTHING,
    resources || NOTHING,
    change,
  ]);
  const compared = comparedIn(environments).map(
    ({ what: { before, after }, environments: names }) =>
      `<p>Compared: <code>${escapeXml(before)}</code> → <code>${escapeXml(after)}</code>${
        names.length < environments.length ? where(names) : ''
      }</p>`,
  );
  return {
    id: 'summary',
    title: 'Environments',
    tally: `${environments.length}`,
    body: [...environments.map(untried), table('Environments', HEAD, rows), ...compared].join('\n'),
  };
}

/** What an environment would get that the one before it never had must not be overlooked. */
function untried({ environment, untried }: EnvironmentReport): string {
  if (untried === undefined) return '';
  const items = untriedTexts(untried).map((text) => `<li>${escapeXml(text)}</li>`);
  return `<div class="untried"><p><strong>${escapeXml(`${environment} would get what ${untried.in} never had`)}</strong></p>
<ul>${items.join('')}</ul></div>`;
}

/** `needs review` as a class of CSS. */
export function classOf(outcome: Outcome['is']): string {
  return outcome.replaceAll(' ', '-');
}
