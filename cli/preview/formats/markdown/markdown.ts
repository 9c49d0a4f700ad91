import type { Report } from '../../report';
import { onPaperText } from '../../told/counts';
import { stoppedBy, toldFindings } from '../../told/findings';
import { capital } from '../../told/words';
import { changeParts } from './change';
import { escaped } from './escaped';
import { sectionParts, stoppedParts, type Where } from './findings';
import { fitted, type Part } from './fitted';
import { leaveText } from './leave';
import { passesText } from './passes';
import { resourceParts } from './resources';
import { ruleParts } from './rules';
import { summary } from './summary';

/** What a comment on a pull request may have: https://github.com/orgs/community/discussions/27190 */
const COMMENT = 65_536;

/** Room for what carries the report: a marker by which the comment is found again, and where the whole of it is. */
const ENVELOPE = 1_024;

/**
 * A report for a comment on a pull request: the verdict first, differences next, and the rest folded.
 *
 * The summary is never trimmed; what there is no room for is counted.
 */
export function renderMarkdown(report: Report, limit = COMMENT - ENVELOPE): string {
  const { environments } = report;
  const findings = toldFindings(environments);
  const where: Where = (names) => (environments.length === 1 ? '' : ` — ${escaped(names.join(', '))}`);
  const onPaper = onPaperText(environments);
  const parts: readonly Part[] = [
    `${summary(report, where)}\n`,
    ...stoppedParts(stoppedBy(environments, findings), where),
    leaveText(environments),
    ...sectionParts('security', findings, where),
    ...sectionParts('blast-radius', findings, where),
    passesText(environments, where),
    ...changeParts(environments, where),
    ...resourceParts(environments),
    ...ruleParts(environments, where),
    onPaper === undefined ? '' : `\n${capital(onPaper)}.\n`,
  ];
  const { text, left } = fitted(parts, limit - CUT_ROOM);
  return left === 0 ? text : `${text}${cutText(left)}`;
}

/** Bytes of the longest `cutText`. */
const CUT_ROOM = 120;

function cutText(left: number): string {
  return `\n_There was no room for ${left} of the differences: the whole report has them._\n`;
}
