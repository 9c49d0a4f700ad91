import type { AlertMatcher, AlertRoute, InhibitRule } from '../../operators/alertmanager-config';
import { STANDARDS } from '../../standards';
import type { AlertName } from '../runbooks/first-steps';

const { acknowledgeMinutes, secondaryMinutes, escalateMinutes, stakeholdersMinutes } = STANDARDS.onCall;

/** The alert that always fires, so that its silence says that the way to people is broken. */
export const DEAD_MANS_SWITCH = 'DeadMansSwitch' satisfies AlertName;

/** The time in which nobody works on purpose. */
export const MAINTENANCE = 'maintenance';

/** Who is told of a page, beside those whose week it is. */
export const TOLD = {
  everybody: 'everybody',
  escalation: 'escalation',
  stakeholders: 'stakeholders',
  warnings: 'warnings',
  deadMansSwitch: 'dead-mans-switch',
} as const;

export const PARTS = ['primary', 'secondary'] as const;

export type Part = (typeof PARTS)[number];

/** The receiver of a member, and the time in which they have that part. */
export function inPart(part: Part, member: string): string {
  return `${part}-${member}`;
}

/** How often Alertmanager looks whether anything is to be said again. */
const LOOKS = '1m';

/** Time for alerts of one cause to come together, which whoever is woken does not miss. */
const TOGETHER = '10s';

/**
 * Again after so many minutes. Alertmanager looks once a minute whether so long has passed since it last told, and a
 * moment passes until it has: with a whole number of minutes, it would come a minute late.
 */
function every(minutes: number): string {
  return `${minutes * 60 - 30}s`;
}

export interface RoutesProps {
  readonly members: readonly string[];
  readonly isMaintained: boolean;
}

/**
 * Who is told of what.
 *
 * All who may be told of a page wait from its first moment on, each for their time: who waits longest is told only where it is
 * neither over nor silenced by then. That is all of escalation that Alertmanager has.
 */
export function routesOf({ members, isMaintained }: RoutesProps): AlertRoute {
  const muted = isMaintained ? [MAINTENANCE] : [];
  const mute = (more: readonly string[] = []) => {
    const all = [...muted, ...more];
    return all.length === 0 ? {} : { muteTimeIntervals: all };
  };
  const page = (receiver: string, waits: string, again: number): AlertRoute => ({
    ...{ receiver, groupWait: waits, groupInterval: LOOKS, repeatInterval: every(again), continue: true },
    ...mute(),
  });
  const during = (part: Part, member: string, waits: string): AlertRoute => ({
    ...page(inPart(part, member), waits, acknowledgeMinutes),
    activeTimeIntervals: [inPart(part, member)],
  });
  const primaries = members.map((member) => inPart('primary', member));
  return {
    receiver: TOLD.warnings,
    groupBy: ['namespace', 'alertname', 'service'],
    ...{ groupWait: '30s', groupInterval: '5m', repeatInterval: '24h' },
    ...mute(),
    routes: [
      {
        receiver: TOLD.deadMansSwitch,
        matchers: [equals('alertname', DEAD_MANS_SWITCH)],
        ...{ groupWait: '0s', groupInterval: LOOKS, repeatInterval: every(acknowledgeMinutes) },
      },
      {
        receiver: TOLD.everybody,
        matchers: [equals('severity', 'critical')],
        routes: [
          ...members.map((member) => during('primary', member, TOGETHER)),
          // Before the first week and after the last: better all of them than nobody.
          { ...page(TOLD.everybody, TOGETHER, acknowledgeMinutes), ...mute(primaries) },
          ...members.map((member) => during('secondary', member, `${secondaryMinutes}m`)),
          page(TOLD.escalation, `${escalateMinutes}m`, escalateMinutes),
          page(TOLD.stakeholders, TOGETHER, stakeholdersMinutes),
        ],
      },
    ],
  };
}

/** Whoever is woken for something need not read that it is also on its way there: what else its rules say of the same. */
export const INHIBITED: InhibitRule = {
  sourceMatch: [equals('severity', 'critical')],
  targetMatch: [equals('severity', 'warning')],
  equal: ['namespace', 'rule', 'service', 'objective'],
};

function equals(name: string, value: string): AlertMatcher {
  return { name, value, matchType: '=' };
}
