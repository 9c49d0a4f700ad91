import { page } from '../../../page/page';
import { escapeXml } from '../../../page/xml';
import type { Report } from '../../report';
import { drawings } from './drawings';
import { findings } from './findings';
import { gates } from './gates';
import { management } from './management';
import { resources } from './resources';
import { rules } from './rules';
import { REPORT_STYLE } from './style';
import { classOf, summary } from './summary';

/** The parts of a page in reading order, for who goes to one by the keyboard. */
const PARTS = {
  summary: 'Environments',
  security: 'Security',
  'blast-radius': 'Blast radius',
  gates: 'Gates',
  change: 'Change management',
  connections: 'Connections',
  resources: 'Resources',
  rules: 'Rules',
} as const;

/** A report as one file for a browser: what a reviewer reads who wants all of it. */
export async function renderReportPage(report: Report): Promise<string> {
  const { is, because } = report.outcome;
  const names = report.environments.map(({ environment }) => environment).join(', ');
  return page({
    title: `Preview of ${names}`,
    lead: `<p><strong class="outcome ${classOf(is)}">${is}</strong></p>`,
    finds: 'a name, a word, an environment',
    style: REPORT_STYLE,
    main: [
      `<p class="verdict ${classOf(is)}"><strong>${is}</strong>: ${escapeXml(because)}</p>`,
      contents(),
      summary(report),
      findings(report),
      gates(report),
      management(report),
      await drawings(report),
      resources(report),
      rules(report),
    ].join('\n'),
  });
}

function contents(): string {
  const links = Object.entries(PARTS).map(([id, title]) => `<a href="#${id}">${title}</a>`);
  return `<nav aria-label="Parts of the report">${links.join('\n')}<button type="button" id="unfold">Unfold everything</button></nav>`;
}
