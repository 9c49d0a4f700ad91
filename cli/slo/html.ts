import { foundBy, page } from '../page/page';
import { escapeXml } from '../page/xml';
import { HEAD, MONTH_HEAD, monthRow, monthTitle, rowOf } from './print';
import type { Month, Report, Standing } from './report';

const STYLE = `
svg.bar { display: block; width: 12em; height: 8px; margin-top: 4px; }
svg.bar rect { fill: var(--line); }
svg.bar rect + rect { fill: var(--good); }
svg.bar.over rect + rect { fill: var(--alarm); }
tr.missed td:first-child { color: var(--alarm); font-weight: 600; }
tr.unknown td:first-child { color: var(--outside); font-weight: 600; }
`;

const BUDGET = HEAD.indexOf('budget left');
const CREDIT = MONTH_HEAD.indexOf('credit');

/** For a browser: one file, in which what is left of each budget and what customers get back is drawn. */
export function htmlOf(report: Report): string {
  const { environment, at, prometheus, windowDays, objectives, month } = report;
  return page({
    title: `Service levels of ${environment}`,
    lead: `<p>At ${escapeXml(at)}, by ${escapeXml(prometheus)}: the last ${windowDays} days</p>`,
    finds: 'service, objective or outcome',
    style: STYLE,
    main: [
      section('Objectives', HEAD, objectives.map(objectiveRow)),
      section(
        monthTitle(report),
        MONTH_HEAD,
        month.services.map((one) => serviceRow(one, report)),
      ),
    ].join('\n'),
  });
}

function objectiveRow(standing: Standing): string {
  const { budgetLeftPercent = 0 } = standing;
  return row(standing, rowOf(standing), BUDGET, bar(budgetLeftPercent));
}

function serviceRow(one: Month, report: Report): string {
  const { creditPercent = 0 } = one;
  // What is given back is no good, however little it is.
  return row(one, monthRow(one, report), CREDIT, bar(-creditPercent));
}

function section(title: string, head: readonly string[], rows: readonly string[]): string {
  const cells = head.map((name) => `<th scope="col">${escapeXml(name || 'outcome')}</th>`).join('');
  return [
    `<section><h2>${escapeXml(title)}</h2>`,
    `<div class="scroll"><table><thead><tr>${cells}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody></table></div></section>`,
  ].join('\n');
}

function row({ outcome }: Standing | Month, cells: readonly string[], drawn: number, drawing: string): string {
  const written = cells.map((cell, index) => `<td>${escapeXml(cell)}${index === drawn ? drawing : ''}</td>`);
  return `<tr class="${outcome}" ${foundBy(cells.slice(0, 3))}>${written.join('')}</tr>`;
}

/** So much of the whole; below 0 in the colour of what is wrong. The number stands beside it. */
function bar(percent: number): string {
  const width = Math.min(100, Math.abs(percent));
  const parts = `<rect width="100" height="8"/><rect width="${width}" height="8"/>`;
  const looks = `class="bar${percent < 0 ? ' over' : ''}" viewBox="0 0 100 8" preserveAspectRatio="none"`;
  return `<svg ${looks} aria-hidden="true">${parts}</svg>`;
}
