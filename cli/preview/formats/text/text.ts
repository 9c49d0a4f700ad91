import { colour as pc } from '../../../terminal/colour';
import { foldedLines } from '../../../terminal/folded';
import { printable } from '../../../terminal/printable';
import { headline, type Outcome } from '../../outcome';
import type { Report } from '../../report';
import { stoppedBy, toldFindings } from '../../told/findings';
import { changeLines, passLines, ruleLines } from './change';
import { sectionLines, stoppedLines } from './findings';
import { resourceLines } from './resources';
import { summaryLines } from './summary';
import { named, type Where } from './where';

const SHADES: Readonly<Record<Outcome['is'], (text: string) => string>> = {
  safe: pc.green,
  'needs review': pc.yellow,
  blocked: pc.red,
};

/** A report for a terminal of some width, or for a file: the verdict first, then differences, all of them. */
export function renderText(report: Report, width?: number): string {
  const { environments, outcome } = report;
  const findings = toldFindings(environments);
  const where: Where = (names) => (environments.length === 1 ? '' : pc.dim(` (${named(names)})`));
  const worst = environments.filter((one) => one.outcome.is === outcome.is).map(({ environment }) => environment);
  const sections = [
    [SHADES[outcome.is](pc.bold(printable(headline(outcome, worst))))],
    summaryLines(environments, where),
    stoppedLines(stoppedBy(environments, findings), where),
    sectionLines('security', findings, where),
    sectionLines('blast-radius', findings, where),
    passLines(environments, where),
    changeLines(environments, where),
    resourceLines(environments),
    ruleLines(environments, where),
  ].filter((lines) => lines.length > 0);
  return `${sections.map((lines) => foldedLines(lines, width).join('\n')).join('\n\n')}\n`;
}
