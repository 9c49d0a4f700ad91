import { foundBy } from '../../../page/page';
import { escapeXml } from '../../../page/xml';
import type { ChecklistItem } from '../../change/checklist';
import type { ChangeClass, Demand } from '../../change/class';
import type { Report } from '../../report';
import { chips } from './chips';
import { type Told, toldOnce } from './told';

/** What each status of a demand is called, and the sign that stands for it. */
const DEMANDS = {
  met: ['✓', 'met'],
  unmet: ['✗', 'not met'],
  open: ['○', 'no record says'],
} as const satisfies Record<Demand['status'], readonly [string, string]>;

const ITEMS = {
  done: ['✓', 'done'],
  open: ['☐', 'to do'],
  'not needed': ['–', 'not needed'],
} as const satisfies Record<ChecklistItem['status'], readonly [string, string]>;

const PHASES = { before: 'Before the deployment', during: 'During it', after: 'After it' } as const;

/** How the change is managed: its class, what that asks for, and the checklist of its deployment. */
export function management(report: Report): string {
  const changes = toldOnce(report, ({ change }) => [change]);
  const checklists = toldOnce(report, ({ checklist }) => (checklist.length === 0 ? [] : [checklist]));
  return `<section id="change">
<h2>Change management</h2>
${changes.map((one) => change(one, report)).join('\n')}
${checklists.map((one) => checklist(one, report)).join('\n')}
</section>`;
}

function change({ what, environments }: Told<ChangeClass>, report: Report): string {
  const approvals =
    what.approvals.length === 0 ? 'approved by what checks it' : `approved by ${what.approvals.join(', ')}`;
  const because = what.because.map((text) => `<li>${escapeXml(text)}</li>`).join('');
  const demands = what.demands.map(({ says, status, found }) =>
    line(DEMANDS[status], status, says, found, environments),
  );
  return `<div data-group><h3>${what.class} <span>${escapeXml(approvals)}</span> ${chips(environments, report)}</h3>
${because === '' ? '' : `<ul class="because">${because}</ul>`}
<ul class="findings">${demands.join('\n')}</ul></div>`;
}

function checklist({ what, environments }: Told<readonly ChecklistItem[]>, report: Report): string {
  const open = what.filter(({ status }) => status === 'open').length;
  // A button within what folds would do two things at once.
  const of = report.environments.length > 1 ? `, ${escapeXml(environments.join(', '))}` : '';
  const phases = (Object.keys(PHASES) as (keyof typeof PHASES)[]).map((phase) => {
    const items = what
      .filter((item) => item.phase === phase)
      .map(({ says, status, found }) => line(ITEMS[status], status, says, found, environments));
    return `<h3>${PHASES[phase]}</h3>\n<ul class="findings">${items.join('\n')}</ul>`;
  });
  return `<details data-group class="checklist"><summary>Checklist of the deployment <span>${open} of ${what.length} to do${of}</span></summary>
${phases.join('\n')}</details>`;
}

function line(
  [sign, word]: readonly [string, string],
  status: string,
  says: string,
  found: string | undefined,
  environments: readonly string[],
): string {
  const more = found === undefined ? '' : ` <small>${escapeXml(found)}</small>`;
  const mark = `<span class="sign" role="img" aria-label="${word}">${sign}</span>`;
  return `<li class="${status.replaceAll(' ', '-')}" ${foundBy([says, word, found ?? '', ...environments])}>${mark} ${escapeXml(says)}${more}</li>`;
}
