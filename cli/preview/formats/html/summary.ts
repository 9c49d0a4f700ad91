import { escapeXml } from '../../../page/xml';
import type { EnvironmentReport, Report } from '../../report';

/** What each environment comes to, one line for each. */
export function summary({ environments }: Report): string {
  return `<section id="summary">
<h2>Environments <span>${environments.length}</span></h2>
<div class="scroll" tabindex="0" role="group" aria-label="Environments"><table>
<thead><tr>${['Environment', 'Outcome', 'Why', 'Change', 'Approvals', 'Resources'].map((text) => `<th scope="col">${text}</th>`).join('')}</tr></thead>
<tbody>
${environments.map(row).join('\n')}
</tbody>
</table></div>
</section>`;
}

function row({ environment, before, outcome, change, diff }: EnvironmentReport): string {
  const cells = [
    `<span class="outcome ${classOf(outcome.is)}">${outcome.is}</span>`,
    escapeXml(outcome.because),
    change.class,
    escapeXml(change.approvals.join(', ') || 'none'),
    resources(diff),
  ];
  const name = `<th scope="row">${escapeXml(environment)}<br><small>against ${escapeXml(before)}</small></th>`;
  return `<tr>${name}${cells.map((html) => `<td>${html}</td>`).join('')}</tr>`;
}

function resources({ added, changed, removed, renamed }: EnvironmentReport['diff']): string {
  const counts: readonly (readonly [string, number])[] = [
    ['new', added.length],
    ['changed', changed.length],
    ['renamed', renamed.length],
    ['gone', removed.length],
  ];
  const told = counts.filter(([, count]) => count > 0).map(([word, count]) => `${count} ${word}`);
  return told.join(', ') || 'none changes';
}

/** `needs review` as a class of CSS. */
export function classOf(outcome: Report['outcome']['is']): string {
  return outcome.replaceAll(' ', '-');
}
