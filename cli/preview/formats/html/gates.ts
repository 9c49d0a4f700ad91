import { foundBy } from '../../../page/page';
import { escapeXml } from '../../../page/xml';
import { GATES, type GateId } from '../../gates/gate';
import type { GateResult } from '../../gates/results';
import type { EnvironmentReport } from '../../report';
import { passesIn } from '../../told/passes';
import { type Part, table } from './part';
import type { Where } from './where';

/** What each status is called. */
const STATUSES = {
  shut: 'stops it',
  passed: 'passed by leave',
  told: 'met, not in force',
  open: 'not met',
} as const satisfies Record<GateResult['status'], string>;

/** What became of every gate in every environment, and by whose leave something passes. */
export function gates(environments: readonly EnvironmentReport[], where: Where): Part {
  const names = environments.map(({ environment }) => escapeXml(environment));
  const rows = (Object.keys(GATES) as GateId[]).map((gate) => [
    `${gate}<br><small>${escapeXml(GATES[gate])}</small>`,
    ...environments.map((one) => statusIn(one, gate)),
  ]);
  return {
    id: 'gates',
    title: 'Gates',
    body: [table('Gates', ['Gate', ...names], rows), passes(environments, where)].join('\n'),
  };
}

function statusIn({ gates }: EnvironmentReport, gate: GateId): string {
  const { status, subjects } = gates.find((one) => one.gate === gate)!;
  const count = subjects.length > 0 ? ` (${subjects.length})` : '';
  return `<span class="status ${status}">${STATUSES[status]}${count}</span>`;
}

function passes(environments: readonly EnvironmentReport[], where: Where): string {
  const items = passesIn(environments).map(({ what, environments: names }) => {
    const { gate, owner, expires, reason, subjects } = what;
    const list = subjects.map((subject) => `<li>${escapeXml(subject)}</li>`).join('');
    return `<li class="neutral" ${foundBy([gate, owner, ...subjects, ...names])}><strong>${gate}</strong> is passed by leave of ${escapeXml(owner)} until ${escapeXml(expires)}: ${escapeXml(reason)}${where(names)}<ul>${list}</ul></li>`;
  });
  return items.length === 0
    ? ''
    : `<div data-group><h3>Passed by leave</h3>\n<ul class="findings">${items.join('\n')}</ul></div>`;
}
