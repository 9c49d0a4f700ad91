import { synthesize } from '../../constructs';
import { alertLines } from '../../constructs/observability/runbooks/alert-text';
import { alertsIn, type DeclaredAlert } from '../../constructs/observability/runbooks/declared-alert';
import { type AlertName, FIRST_STEPS, type FirstSteps } from '../../constructs/observability/runbooks/first-steps';
import { alertsByName } from '../../constructs/observability/runbooks/runbook';
import { everyOption } from '../../test/support/every-option';
import { table } from '../markdown-table';

export const ALERTS_PAGE = 'docs/alerts.md';

const HEAD = `# Alerts

Every alert that the baseline renders, with what it means and what to do first. Each has the labels \`severity\`, \`owner\`, \`namespace\` and
\`rule\`, and links its runbook where \`dwcp:cluster.monitoring.runbooks\` says where those are. \`dwcp runbooks ENV --out DIR\` writes those of an
environment, with a place for what only your team knows. From the page on: [An alert fired](guides/an-alert-fired.md).

What Prometheus fills in stands as \`‹value›\`. Names are those of the platform of the tests in which every option is used; this page is
written from what that renders (\`npm run generate\`).
`;

/** The page about all alerts. */
export function alertsPage(): string {
  const rendered = alertsByName(alertsIn(synthesize(everyOption())));
  const names = Object.keys(FIRST_STEPS) as AlertName[];
  return [
    HEAD,
    table([
      ['alert', 'severity', 'means'],
      ...names.map((name) => [
        `[${name}](#${name.toLowerCase()})`,
        severitiesOf(some(rendered, name)),
        FIRST_STEPS[name].means,
      ]),
    ]),
    ...names.flatMap((name) => section(name, FIRST_STEPS[name], some(rendered, name))),
    '',
  ].join('\n');
}

/** @throws Error when a name is in the list that nothing renders: that the page would tell of it is no proof that it exists. */
function some(rendered: ReadonlyMap<string, readonly DeclaredAlert[]>, name: AlertName): readonly DeclaredAlert[] {
  const alerts = rendered.get(name);
  if (alerts === undefined) throw new Error(`test/support/every-option.ts renders no ${name}`);
  return alerts;
}

function severitiesOf(alerts: readonly DeclaredAlert[]): string {
  return [...new Set(alerts.map(({ labels }) => labels['severity']!))].sort().join(', ');
}

function section(name: AlertName, { means, steps }: FirstSteps, alerts: readonly DeclaredAlert[]): readonly string[] {
  return [
    ...['', `## ${name}`, '', means, ''],
    ...steps.map((step, index) => `${index + 1}. ${step}`),
    ...examplesOf(alerts).flatMap((alert) => ['', ...alertLines(alert)]),
  ];
}

/** The first of each severity: others of the same name differ in what they watch. */
function examplesOf(alerts: readonly DeclaredAlert[]): readonly DeclaredAlert[] {
  return alerts.filter(
    ({ labels }, index) => alerts.findIndex((other) => other.labels['severity'] === labels['severity']) === index,
  );
}
