import { STANDARDS } from '../../constructs/standards';
import { markdownTable } from '../terminal/markdown-table';
import { minuteOf } from './print';
import type { Report } from './report';

const { acknowledgeMinutes, escalateMinutes, stakeholdersMinutes } = STANDARDS.onCall;
const MINUTE = 60_000;

/** The report of an incident, to be written while it lasts: what is known is filled in. */
export function incidentOf(title: string, { environment, at, rotations }: Report): string {
  const after = (minutes: number) => minuteOf(new Date(Date.parse(at) + minutes * MINUTE).toISOString()).slice(15);
  const answers = Object.entries(STANDARDS.supportMinutes).map(
    ([severity, minutes]) => `${severity} (a first answer in ${minutes < 60 ? `${minutes} min` : `${minutes / 60} h`})`,
  );
  return `${[
    `# ${title}`,
    '',
    ...markdownTable(
      ['', ''],
      [
        ['environment', environment],
        ['severity', answers.join(', ')],
        ['began', ''],
        ['found', `${minuteOf(at)}, by`],
        ['acknowledged', `by, within ${acknowledgeMinutes} minutes of the page or not`],
        ['over', ''],
        ...rotations.map(({ namespace, now }) => [
          `on call for ${namespace}`,
          now ? `${now.primary}, ${now.secondary}` : 'everybody: it is nobody’s week',
        ]),
      ],
    ),
    ...section('What customers saw', [
      `How many, for how long, and what it took of the budgets: \`dwcp slo ${environment}\`.`,
    ]),
    ...section('What happened', [
      `In UTC: what was seen, decided and done, and by whom. Stakeholders hear every ${stakeholdersMinutes} minutes.`,
      '',
      ...markdownTable(
        ['time', 'what'],
        [
          [after(0), 'this report was begun'],
          [after(stakeholdersMinutes), 'stakeholders'],
          [after(escalateMinutes), 'stakeholders; the escalation, if it is not over'],
        ],
      ),
    ]),
    ...section('Why', ['What let it happen, what let it last, what hid it: of systems, not of people.']),
    ...section('What helped, and what was in the way', ['Alerts, runbooks, dashboards, access, people.']),
    ...section('What is changed', markdownTable(['change', 'owner', 'ticket', 'until'], [['', '', '', '']])),
  ].join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', `## ${title}`, '', ...lines];
}
