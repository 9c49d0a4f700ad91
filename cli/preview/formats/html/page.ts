import { page } from '../../../page/page';
import { escapeXml } from '../../../page/xml';
import { headline } from '../../outcome';
import type { Report } from '../../report';
import { stoppedBy, toldFindings } from '../../told/findings';
import { drawings } from './drawings';
import { findingsOf, stopped } from './findings';
import { gates } from './gates';
import { management } from './management';
import { type Part, section } from './part';
import { resources } from './resources';
import { rules } from './rules';
import { REPORT_STYLE } from './style';
import { classOf, summary } from './summary';
import { chips, type Where } from './where';

/** A report as one file for a browser: what a reviewer reads who wants all of it. */
export async function renderReportPage({ outcome, environments }: Report): Promise<string> {
  const findings = toldFindings(environments);
  const where: Where = environments.length === 1 ? () => '' : chips;
  const parts: readonly Part[] = [
    summary(environments, where),
    ...stopped(stoppedBy(environments, findings), where),
    findingsOf('security', findings, where),
    findingsOf('blast-radius', findings, where),
    await drawings(environments),
    gates(environments, where),
    management(environments, where),
    resources(environments),
    rules(environments, where),
  ];
  const worst = environments.filter((one) => one.outcome.is === outcome.is).map(({ environment }) => environment);
  return page({
    title: `Preview of ${environments.map(({ environment }) => environment).join(', ')}`,
    lead: `<p><strong class="outcome ${classOf(outcome.is)}">${outcome.is}</strong></p>`,
    finds: 'a name or a word',
    style: REPORT_STYLE,
    main: [
      `<p class="verdict ${classOf(outcome.is)}">${escapeXml(headline(outcome, worst))}</p>`,
      contents(parts),
      ...parts.map(section),
    ].join('\n'),
  });
}

function contents(parts: readonly Part[]): string {
  const links = parts.map(({ id, title }) => `<a href="#${id}">${title}</a>`);
  return `<nav aria-label="Parts of the report">${links.join('\n')}<button type="button" id="unfold">Unfold everything</button></nav>`;
}
