import { KEPT_SECRET } from '../../../constructs/plan/kept-secret';
import type { Manifest } from '../../../constructs/plan/resource';
import { STANDARDS } from '../../../constructs/standards';
import { text, texts } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';
import type { Violation } from '../../violation';

const LONGEST = STANDARDS.secretRotationDays;

/** As `kept-secrets-are-owned` asks for it; what is no such number, that rule refuses. */
const DAY_COUNT = /^[1-9]\d{0,2}$/;

/** What External Secrets takes where nothing is said. */
const HOURLY = '1h0m0s';

/**
 * Whole numbers of each unit, once and from the greatest on, as everybody writes them, and too few for CEL's `duration` to have no room. Go
 * takes more: fractions, shorter units, any order.
 */
const DURATION = /^(\d{1,5}h)?(\d{1,7}m)?(\d{1,7}s)?(\d{1,7}ms)?$/;

const UNIT_MILLISECONDS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

const DAY_MILLISECONDS = 24 * 3_600_000;

/** Policies of refreshing by which a value that has changed is never read. */
const ONCE = ['CreatedOnce', 'OnChange'];

const FIX = 'read it again every minute, or every hour: 1m0s, 1h0m0s';

/** A value that was replaced where it is kept has not been replaced where it is used. */
export const externalSecretsFollowRotation = defineRule({
  id: 'external-secrets-follow-rotation',
  subject: 'object',
  of: ['external-secrets.io/ExternalSecret'],
  says: `What External Secrets deliver is read again, within the days in which it changes, and ${LONGEST} at most.`,
  because: 'pods go on with a value that was replaced, until it is refused',
  level: 'mandatory',
  severity: 'medium',
  topic: 'vault',
  references: ['practices:secrets-management', 'https://external-secrets.io/latest/api/externalsecret/'],
  check: ({ object }) => {
    const { refreshInterval, refreshPolicy } = fieldsOf(object['spec'], 'spec');
    const said = fieldsOf(object.metadata.annotations, 'metadata.annotations')[KEPT_SECRET.days];
    const days = DAY_COUNT.test(String(said)) ? Math.min(Number(said), LONGEST) : LONGEST;
    return [
      ...(ONCE.includes(String(refreshPolicy)) ? [once(String(refreshPolicy))] : []),
      ...intervalProblems(isAbsent(refreshInterval) ? HOURLY : refreshInterval, days),
    ];
  },
  cel: {
    variables: {
      says: 'object.metadata.?annotations.orValue({})',
      said: `variables.says[?${text(KEPT_SECRET.days)}].orValue("")`,
      days: `variables.said.matches(${text(DAY_COUNT.source)}) && int(variables.said) < ${LONGEST} ? int(variables.said) : ${LONGEST}`,
      interval: `object.?spec.?refreshInterval.orValue(${text(HOURLY)})`,
    },
    accepts: [
      `!(object.?spec.?refreshPolicy.orValue("") in ${texts(ONCE)})`,
      'variables.interval != ""',
      `variables.interval.matches(${text(DURATION.source)})`,
      'duration(variables.interval) > duration("0s")',
      'duration(variables.interval) <= duration(string(variables.days * 24) + "h")',
    ].join(' && '),
    remedy: `${FIX}, and leave refreshPolicy out`,
  },
  examples: {
    accepted: [
      ...['1m0s', '10h', '30m', '45s', '1500ms', '1439h59m59s999ms', '129600m', '7776000s'].map((refreshInterval) => ({
        shows: `every ${refreshInterval}`,
        resources: [secret({ refreshInterval })],
      })),
      { shows: 'every hour, by saying nothing', resources: [secret({})] },
      { shows: 'as often as it changes', resources: [secret({ refreshInterval: '720h' }, '30')] },
      ...['07', '7.5', '1000'].map((days) => ({
        shows: `an age of '${days}' days, which is for kept-secrets-are-owned to refuse`,
        resources: [secret({ refreshInterval: '720h' }, days)],
      })),
      { shows: 'periodically, said aloud', resources: [secret({ refreshPolicy: 'Periodic', refreshInterval: '5m' })] },
    ],
    refused: [
      ...ONCE.map((refreshPolicy) => ({
        shows: `what is never read again: ${refreshPolicy}`,
        resources: [secret({ refreshPolicy, refreshInterval: '1m0s' })],
        violations: [once(refreshPolicy)],
      })),
      ...['0', '0s'].map((refreshInterval) => ({
        shows: `what is read once, by an interval of ${refreshInterval}`,
        resources: [secret({ refreshInterval })],
        violations: [never(refreshInterval)],
      })),
      {
        shows: 'more seldom than it changes',
        resources: [secret({ refreshInterval: '721h' }, '30')],
        violations: [late('721h', 30)],
      },
      {
        shows: 'more seldom than the standards have it change',
        resources: [secret({ refreshInterval: '2160h0m0s1ms' })],
        violations: [late('2160h0m0s1ms', LONGEST)],
      },
      {
        shows: 'the same, where it says to change more seldom than they allow',
        resources: [secret({ refreshInterval: '2161h' }, '365')],
        violations: [late('2161h', LONGEST)],
      },
      {
        shows: 'more seldom than it changes, which is each week',
        resources: [secret({ refreshInterval: '169h' }, '7')],
        violations: [late('169h', 7)],
      },
      ...['', 'hourly', 'about 1h', '1h30', '1.5h', '1h1h', '999999999h'].map((refreshInterval) => ({
        shows: `an interval of '${refreshInterval}'`,
        resources: [secret({ refreshInterval })],
        violations: [unreadable(refreshInterval)],
      })),
    ],
  },
});

function intervalProblems(interval: unknown, days: number): readonly Violation[] {
  if (interval === '0') return [never(interval)];
  if (typeof interval !== 'string' || interval === '' || !DURATION.test(interval))
    return [unreadable(String(interval))];
  const milliseconds = millisecondsOf(interval);
  if (milliseconds === 0) return [never(interval)];
  return milliseconds > days * DAY_MILLISECONDS ? [late(interval, days)] : [];
}

function millisecondsOf(interval: string): number {
  return [...interval.matchAll(/(\d+)(h|ms|m|s)/g)].reduce(
    (total, [, count, unit]) => total + Number(count) * UNIT_MILLISECONDS[unit!]!,
    0,
  );
}

function once(policy: string): Violation {
  return {
    field: 'spec.refreshPolicy',
    problem: `by '${policy}' a value that has changed is never read`,
    fix: 'leave it out: it is then read periodically',
  };
}

function never(interval: string): Violation {
  return { field: 'spec.refreshInterval', problem: `'${interval}' has it read once, and never again`, fix: FIX };
}

function late(interval: string, days: number): Violation {
  return {
    field: 'spec.refreshInterval',
    problem: `it is read every ${interval}, and changes within ${days} days`,
    fix: FIX,
  };
}

function unreadable(interval: string): Violation {
  return {
    field: 'spec.refreshInterval',
    problem: `'${interval}' is not in whole hours, minutes and seconds, as 1h30m0s is`,
    fix: FIX,
  };
}

function secret(spec: object, days?: string): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: {
      name: 'api-stripe',
      namespace: 'shop',
      ...(days !== undefined && { annotations: { [KEPT_SECRET.days]: days } }),
    },
    spec: { secretStoreRef: { kind: 'SecretStore', name: 'secrets-manager' }, ...spec },
  };
}
