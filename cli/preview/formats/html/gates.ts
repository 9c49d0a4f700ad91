import { foundBy } from '../../../page/page';
import { escapeXml } from '../../../page/xml';
import { GATES } from '../../gates/gate';
import type { GateResult } from '../../gates/results';
import type { Report } from '../../report';
import { chips } from './chips';
import { type Told, toldOnce } from './told';

/** What each status is called. */
const STATUSES = {
  shut: 'stops it',
  passed: 'passed by leave',
  told: 'met, not in force',
  open: 'nothing meets it',
} as const satisfies Record<GateResult['status'], string>;

const ORDER = Object.keys(STATUSES) as readonly GateResult['status'][];

/** The gates, those that stop the change first. */
export function gates(report: Report): string {
  const told = toldOnce(report, (environment) => environment.gates);
  const rows = ORDER.flatMap((status) => told.filter(({ what }) => what.status === status)).map((one) =>
    row(one, report),
  );
  return `<section id="gates">
<h2>Gates <span>${rows.length}</span></h2>
<div class="scroll" tabindex="0" role="group" aria-label="Gates"><table>
<thead><tr>${['Gate', 'What became of it', 'What meets it'].map((text) => `<th scope="col">${text}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>
</section>`;
}

function row({ what, environments }: Told<GateResult>, report: Report): string {
  const { gate, status, subjects, passed } = what;
  const words = [gate, STATUSES[status], ...subjects, ...passed.flatMap((one) => one.subjects), ...environments];
  const leave = passed.map(
    ({ subjects: its, owner, reason, expires }) =>
      `<p>By leave of ${escapeXml(owner)} until ${escapeXml(expires)}: ${escapeXml(reason)}</p>${list(its)}`,
  );
  return `<tr class="gate ${status}" ${foundBy(words)}>
<th scope="row">${gate} ${chips(environments, report)}<br><small>${escapeXml(GATES[gate])}</small></th>
<td><span class="status ${status}">${STATUSES[status]}</span></td>
<td>${list(subjects)}${leave.join('')}</td></tr>`;
}

function list(subjects: readonly string[]): string {
  if (subjects.length === 0) return '';
  return `<ul>${subjects.map((subject) => `<li>${escapeXml(subject)}</li>`).join('')}</ul>`;
}
