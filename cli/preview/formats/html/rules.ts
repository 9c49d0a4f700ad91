import { foundBy } from '../../../page/page';
import { escapeXml } from '../../../page/xml';
import type { EnvironmentReport } from '../../report';
import { wrongIn } from '../../told/rules';
import type { Part } from './part';
import type { Where } from './where';

/** What the rules find wrong, whether or not it is new. */
export function rules(environments: readonly EnvironmentReport[], where: Where): Part {
  const told = wrongIn(environments);
  const items = told.map(
    ({ what, environments: names }) =>
      `<li class="worse" ${foundBy([what, ...names])}><span class="sign" aria-hidden="true">▲</span> ${escapeXml(what)}${where(names)}</li>`,
  );
  const judged = environments.map(({ environment, verdicts }) => {
    return `${verdicts.filter(({ outcome }) => outcome === 'pass').length} of ${verdicts.length} verdicts pass in ${environment}`;
  });
  const list = items.length === 0 ? '' : `<ul class="findings">\n${items.join('\n')}\n</ul>`;
  return {
    id: 'rules',
    title: 'Rules',
    tally: `${told.length} wrong`,
    body: `<p>${escapeXml(judged.join(', '))}.</p>\n${list}`,
  };
}
