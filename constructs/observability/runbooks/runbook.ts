import { alertLines, apartBy, prose } from './alert-text';
import { BY_HAND, NOTHING_YET } from './by-hand';
import type { DeclaredAlert } from './declared-alert';
import { type AlertName, FIRST_STEPS, type FirstSteps } from './first-steps';

/** The alerts of each name, by name: one runbook is for all of them. */
export function alertsByName(alerts: readonly DeclaredAlert[]): ReadonlyMap<string, readonly DeclaredAlert[]> {
  const byName = new Map<string, DeclaredAlert[]>();
  for (const alert of alerts) {
    const some = byName.get(alert.name);
    if (some === undefined) byName.set(alert.name, [alert]);
    else some.push(alert);
  }
  return new Map([...byName].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the baseline says of an alert; `undefined` for one that it does not render. */
export function firstStepsOf(name: string): FirstSteps | undefined {
  return Object.hasOwn(FIRST_STEPS, name) ? FIRST_STEPS[name as AlertName] : undefined;
}

/**
 * What whoever is told of an alert reads, as Markdown: what it means, what to do first, where it is watched, and what the
 * team has written.
 *
 * `byHand` is what an earlier one had between its markers.
 */
export function runbook(name: string, alerts: readonly DeclaredAlert[], byHand = NOTHING_YET): string {
  const known = firstStepsOf(name);
  return [
    `# ${name}`,
    '',
    known?.means ?? `${prose(alerts[0]!.annotations['summary'] ?? 'Its rule does not say what is wrong')}.`,
    '',
    '## First steps',
    '',
    ...(known?.steps.map((step, index) => `${index + 1}. ${step}`) ?? [
      'Those of its description, and of your team, below.',
    ]),
    '',
    '## What your team knows',
    '',
    `${BY_HAND.begins}\n${byHand}${BY_HAND.ends}`,
    '',
    '## Where it is watched',
    ...inOrder(alerts).flatMap((alert) => ['', `### ${placeOf(alert)}`, '', ...alertLines(alert)]),
    '',
  ].join('\n');
}

function placeOf(alert: DeclaredAlert): string {
  const apart = apartBy(alert);
  return `${alert.namespace}/${alert.rule}${apart === '' ? '' : `: ${apart}`}`;
}

/** By where they are; those of one rule stay in its order. */
function inOrder(alerts: readonly DeclaredAlert[]): readonly DeclaredAlert[] {
  const placed = alerts.map((alert) => ({ alert, place: `${alert.namespace}/${alert.rule}` }));
  const before = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1);
  return placed.sort((a, b) => before(a.place, b.place)).map(({ alert }) => alert);
}
