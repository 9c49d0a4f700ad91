import { foundBy } from '../../../page/page';
import { escapeXml } from '../../../page/xml';
import type { ChecklistItem } from '../../change/checklist';
import type { Demand } from '../../change/class';
import type { EnvironmentReport } from '../../report';
import { checklistIn, checklistTally } from '../../told/checklist';
import { classesIn, type ToldClass } from '../../told/classes';
import { capital } from '../../told/words';
import type { Part } from './part';
import type { Where } from './where';

/** The sign that stands for each status, and what it is called. */
const SIGNS = {
  met: ['✓', 'met'],
  unmet: ['■', 'not met'],
  open: ['☐', 'left to people'],
  done: ['✓', 'done'],
  'not needed': ['–', 'not needed'],
} as const satisfies Record<Demand['status'] | ChecklistItem['status'], readonly [string, string]>;

/** How the change is managed: its class, what that asks for, and the checklist of its deployment. */
export function management(environments: readonly EnvironmentReport[], where: Where): Part {
  const classes = classesIn(environments).map((one) => classText(one, environments.length, where));
  const body = classes.length === 0 ? ['<p>Nothing is deployed.</p>'] : [...classes, checklist(environments, where)];
  return { id: 'change', title: 'Change management', body: body.join('\n') };
}

function classText({ class: name, approval, environments, because, demands }: ToldClass, all: number, where: Where) {
  const reasons = because.map(({ what, environments: names }) => {
    return `<li>since ${escapeXml(what)}${names.length < environments.length ? where(names) : ''}</li>`;
  });
  const asked = demands.map(({ says, status, found }) => line(status, says, found, environments));
  return `<div data-group><h3>${capital(name)} <span>${escapeXml(approval)}</span>${all > 1 ? where(environments) : ''}</h3>
<ul class="because">${reasons.join('')}</ul>
${asked.length === 0 ? '' : `<ul class="findings">${asked.join('\n')}</ul>`}</div>`;
}

function checklist(environments: readonly EnvironmentReport[], where: Where): string {
  const phases = checklistIn(environments);
  if (phases.length === 0) return '';
  const lists = phases.map(({ phase, items }) => {
    const lines = items.map(({ what: { says, status, found }, environments: names }) =>
      line(status, says, found, names, names.length < environments.length ? where(names) : ''),
    );
    return `<h3>${capital(phase)}</h3>\n<ul class="findings">${lines.join('\n')}</ul>`;
  });
  return `<details data-group><summary>Checklist of the deployment <span>${checklistTally(phases)}</span></summary>
${lists.join('\n')}</details>`;
}

function line(
  status: keyof typeof SIGNS,
  says: string,
  found: string | undefined,
  environments: readonly string[],
  place = '',
): string {
  const [sign, word] = SIGNS[status];
  const more = found === undefined ? '' : ` <small>${escapeXml(found)}</small>`;
  const mark = `<span class="sign" role="img" aria-label="${word}">${sign}</span>`;
  return `<li class="${status.replaceAll(' ', '-')}" ${foundBy([says, word, found ?? '', ...environments])}>${mark} ${escapeXml(says)}${more}${place}</li>`;
}
