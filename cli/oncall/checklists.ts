import { STANDARDS } from '../../constructs/standards';

const { acknowledgeMinutes, secondaryMinutes, escalateMinutes, stakeholdersMinutes, handOver } = STANDARDS.onCall;

/** What there is to do around a week. */
export interface Checklist {
  readonly title: string;
  readonly items: readonly string[];
}

/** What whoever has a week does before it, in it and after it ("On call" of the best practices, with the commands for it). */
export function checklistsOf(environment: string): readonly Checklist[] {
  return [
    {
      title: 'Before your week',
      items: [
        'Read the reports of incidents since your last one, and ask whoever has this week what is not over.',
        `Look how things stand: \`dwcp slo ${environment}\`, \`dwcp doctor ${environment}\`.`,
        'Page yourself in each of your ways, and silence it: `amtool alert add alertname=Rehearsal severity=critical namespace=…`.',
        'Read the runbooks of what fired since, and those that were changed.',
        'Log in wherever you may have to: `kubectl auth whoami`, `vault token lookup`, dashboards, logs.',
      ],
    },
    {
      title: 'In your week',
      items: [
        `Acknowledge a page within ${acknowledgeMinutes} minutes, by a silence of it. Without one the secondary is told after ${secondaryMinutes}, and the escalation after ${escalateMinutes}.`,
        `Begin a report, and write down what you see and do as you do it: \`dwcp oncall ${environment} --incident '…'\`.`,
        `Call for help early: of what is not over after ${escalateMinutes} minutes, the escalation hears from you.`,
        `Tell stakeholders every ${stakeholdersMinutes} minutes: a silence ends what Alertmanager tells them.`,
        'Once it is over, write what happened in a paragraph, end the silence, and plan the review.',
      ],
    },
    {
      title: 'After your week',
      items: [
        `Meet the next primary at the hand-over, ${handOver.time} on Monday: what fired, what is silenced, what is not over.`,
        'Share the reports, with the causes as far as they are known.',
        'Amend the runbooks that were wrong, late or missing.',
        'File a ticket for each improvement, with an owner; an alert on which nobody could act is one of them.',
      ],
    },
  ];
}
