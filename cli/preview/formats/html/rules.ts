import type { Verdict } from '../../../../policies/index';
import { foundBy } from '../../../page/page';
import { escapeXml } from '../../../page/xml';
import type { Report } from '../../report';
import { chips } from './chips';
import { type Told, toldOnce } from './told';

/** What the rules say about everything as it will be, apart from what they pass. */
export function rules(report: Report): string {
  const told = toldOnce(report, ({ verdicts }) => verdicts.filter(({ outcome }) => outcome !== 'pass'));
  const passed = report.environments.map(
    ({ environment, verdicts }) =>
      `${verdicts.filter(({ outcome }) => outcome === 'pass').length} pass in ${environment}`,
  );
  const body =
    told.length === 0 ? '' : `<ul class="findings">\n${told.map((one) => item(one, report)).join('\n')}\n</ul>`;
  return `<section id="rules">
<h2>Rules <span>${told.length}</span></h2>
<p>${escapeXml(passed.join(', '))}.</p>
${body}
</section>`;
}

function item({ what, environments }: Told<Verdict>, report: Report): string {
  const { rule, resource, level, outcome, messages, excused } = what;
  const reasons = excused.map(
    ({ violation, exemption: { owner, expires, ticket } }) =>
      `${violation.field}: excused by ${owner} until ${expires} (${ticket})`,
  );
  const texts = [...messages, ...reasons].map((text) => `<li>${escapeXml(text)}</li>`).join('');
  const word = level === 'mandatory' ? outcome : `${outcome}, advisory`;
  const effect = outcome === 'exempt' || level !== 'mandatory' ? 'neutral' : 'worse';
  return `<li class="${effect}" ${foundBy([rule, outcome, resource, ...messages, ...environments])}>
<strong>${word}</strong> <code>${escapeXml(rule)}</code> ${escapeXml(resource)} ${chips(environments, report)}<ul>${texts}</ul></li>`;
}
