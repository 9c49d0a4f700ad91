import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { entriesOf, fieldsOf, isAbsent } from '../../fields';

/** Where people write it: the first is what Alertmanager and its mixins link to. */
const WHERE = ['runbook_url', 'description', 'message'] as const;

const FIX = `say it in the annotation description, or where it is written in runbook_url`;

/** Whoever is woken at night has the words of the alert, and nothing else. */
export const alertsSayWhatToDo = defineRule({
  id: 'alerts-say-what-to-do',
  subject: 'object',
  of: ['monitoring.coreos.com/PrometheusRule'],
  says: 'Alerts say what to do, or where that is written.',
  because: 'whoever is woken by it would begin with a search',
  level: 'mandatory',
  severity: 'low',
  topic: 'observability',
  references: ['practices:deployment-checklist', 'https://prometheus.io/docs/practices/alerting/#playbooks'],
  check: ({ object }) => {
    const groups = entriesOf(fieldsOf(object['spec'], 'spec')['groups'], 'spec.groups');
    return groups
      .flatMap(({ field, value }) => entriesOf(value['rules'], `${field}.rules`))
      .filter(({ value }) => !isAbsent(value['alert']))
      .filter(({ field, value }) => {
        const annotations = fieldsOf(value['annotations'], `${field}.annotations`);
        return WHERE.every((name) => isBlank(annotations[name]));
      })
      .map(({ field, value }) => ({
        field: `${field}.annotations`,
        problem: `the alert ${value['alert']} does not say what to do`,
        fix: FIX,
      }));
  },
  cel: {
    accepts: `dyn(object).?spec.?groups.orValue([]).all(group, group.?rules.orValue([]).all(rule, !has(rule.alert) || ${WHERE.map(
      (name) => `rule.?annotations.?${name}.orValue("").trim() != ""`,
    ).join(' || ')}))`,
    remedy: FIX,
  },
  examples: {
    accepted: [
      ...WHERE.map((name) => ({
        shows: `an alert that says so in ${name}`,
        resources: [rules({ alert: 'ApiDown', annotations: { summary: 'The API is down', [name]: 'Look here' } })],
      })),
      { shows: 'what is recorded, and wakes nobody', resources: [rules({ record: 'api:requests:rate5m' })] },
    ],
    refused: [
      {
        shows: 'what is wrong, and not what to do; and nothing',
        resources: [
          rules(
            { alert: 'ApiDown', annotations: { summary: 'The API is down', description: ' ' } },
            { alert: 'ApiSlow' },
          ),
        ],
        violations: ['ApiDown', 'ApiSlow'].map((alert, index) => ({
          field: `spec.groups[0].rules[${index}].annotations`,
          problem: `the alert ${alert} does not say what to do`,
          fix: FIX,
        })),
      },
    ],
  },
});

function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}

function rules(...some: readonly object[]): Manifest {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { groups: [{ name: 'api', rules: some.map((one) => ({ expr: 'up == 0', ...one })) }] },
  };
}
