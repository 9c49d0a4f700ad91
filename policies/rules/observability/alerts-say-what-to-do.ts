import type { Manifest } from '../../../constructs/plan/resource';
import { text } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent } from '../../fields';
import { Unknowable } from '../../unknowable';
import type { Violation } from '../../violation';

/** Where an alert says what, of the labels by those of its group too. */
const SAID = [
  ['labels', 'severity', 'how bad it is'],
  ['labels', 'owner', 'whose it is'],
  ['annotations', 'summary', 'what is wrong'],
  ['annotations', 'description', 'what to do'],
] as const;

/** What Prometheus fills in: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#templating */
const VALUE = String.raw`\{\{[^}]*(\$value|\$labels|\.Value|\.Labels)\b`;

/** An absence and nothing beside it, of which the value is always 1: parentheses in it are at most three deep. */
const ABSENCE = String.raw`^[ \t\n]*absent(_over_time)?[ \t\n]*\(${within(3)}\)[ \t\n]*$`;

const ADD = 'write it there';

const ADD_VALUE = 'write into it what Prometheus fills in, such as {{ $value }} or {{ $labels.pod }}';

/** Whoever is woken at night has the words of the alert, and nothing else. */
export const alertsSayWhatToDo = defineRule({
  id: 'alerts-say-what-to-do',
  subject: 'object',
  of: ['monitoring.coreos.com/PrometheusRule'],
  says: 'Alerts say how bad it is, whose it is, what is wrong and, with the values of the moment, what to do.',
  because: 'whoever is woken by it would begin with a search',
  level: 'mandatory',
  severity: 'low',
  topic: 'observability',
  references: ['practices:deployment-checklist', 'https://prometheus.io/docs/practices/alerting/#playbooks'],
  check: ({ object }) =>
    entriesOf(fieldsOf(object['spec'], 'spec')['groups'], 'spec.groups').flatMap(({ field, value }) => {
      const shared = fieldsOf(value['labels'], `${field}.labels`);
      return entriesOf(value['rules'], `${field}.rules`)
        .filter((rule) => !isAbsent(rule.value['alert']))
        .flatMap((rule) => unsaid(rule, shared));
    }),
  cel: {
    accepts: `dyn(object).?spec.?groups.orValue([]).all(group, group.?rules.orValue([]).all(rule, !has(rule.alert) || ${[
      ...SAID.map(
        ([place, name]) =>
          `${place === 'labels' ? celLabel(name) : `rule.?annotations.?${name}.orValue("")`}.trim() != ""`,
      ),
      `(rule.annotations.description.matches(${text(VALUE)}) || ${celLabel('severity')} == "none" || string(rule.?expr.orValue("")).matches(${text(ABSENCE)}))`,
    ].join(' && ')}))`,
    remedy: `add the labels severity and owner, the annotations summary and description, and into the description what Prometheus fills in, such as {{ $value }}`,
  },
  examples: {
    accepted: [
      { shows: 'an alert that says all of it', resources: [rules({})] },
      {
        shows: 'the value, or a label of the series, in every form of the template',
        resources: [
          rules(...['{{ $labels.pod }}', '{{ printf "%.2f" .Value }}', '{{ .Labels.pod }}', '{{$value}}'].map(saying)),
        ],
      },
      {
        shows: 'labels of the group',
        resources: [group({ severity: 'warning', owner: 'shopkeepers' }, {}, { labels: { severity: 'critical' } })],
      },
      {
        shows: 'without a value, what always fires, to be heard',
        resources: [group({ severity: 'none', owner: 'shopkeepers' }, { expr: 1, ...saying('Look here') })],
      },
      {
        shows: 'without a value, an absence, which has none',
        resources: [
          rules(
            ...['absent(up)', ' absent ( max(min(up{pod=~"(a|b)"}) or up) )\n', 'absent_over_time(up[5m])'].map(
              (expr) => ({ expr, ...saying('Look here') }),
            ),
          ),
        ],
      },
      {
        shows: 'what is recorded, and wakes nobody',
        resources: [rules({ alert: undefined, labels: undefined, annotations: undefined, record: 'api:up' })],
      },
    ],
    refused: [
      {
        shows: 'an alert that says nothing, and one that says too little',
        resources: [
          rules(
            { labels: undefined, annotations: undefined },
            { labels: { severity: ' ', owner: ' ' }, annotations: { summary: ' ', description: ' ' } },
          ),
        ],
        violations: [0, 1].flatMap((index) =>
          SAID.map(([place, name, says]) =>
            unsaidAt(`spec.groups[0].rules[${index}].${place}.${name}`, 'ApiDown', says),
          ),
        ),
      },
      {
        shows: 'a label that takes that of the group away',
        resources: [group({ severity: 'warning', owner: 'shopkeepers' }, { labels: { owner: '' } })],
        violations: [unsaidAt('spec.groups[0].rules[0].labels.owner', 'ApiDown', 'whose it is')],
      },
      {
        shows: 'a description without a value',
        resources: [
          rules(...['$value', '{{ 7 | humanize }} $value', '{{ $values }}', '{{ $externalLabels.zone }}'].map(saying)),
        ],
        violations: [0, 1, 2, 3].map(valueless),
      },
      {
        shows: 'the same of what is more than an absence, or is none',
        resources: [
          rules(
            ...[
              'absent(up) or up == 0',
              'up == 0 or absent(up)',
              'absent(up) * (2)',
              'absent(a(b(c(d(e)))))',
              'absent_jobs(up)',
            ].map((expr) => ({ expr, ...saying('Look here') })),
          ),
        ],
        violations: [0, 1, 2, 3, 4].map(valueless),
      },
    ],
    unknown: [
      {
        shows: 'an expression that is none',
        resources: [rules({ expr: ['up'], ...saying('Look here') })],
        doubts: [{ field: 'spec.groups[0].rules[0].expr', why: 'text or a number was expected' }],
      },
      {
        shows: 'labels in a list',
        resources: [rules({ labels: ['severity'] })],
        doubts: [{ field: 'spec.groups[0].rules[0].labels', why: 'an object was expected' }],
      },
    ],
  },
});

const HAS_VALUE = new RegExp(VALUE);
const IS_ABSENCE = new RegExp(ABSENCE);

/** What an alert does not say, with the labels of its group. */
function unsaid({ field, value }: Entry, shared: Fields): readonly Violation[] {
  const own = fieldsOf(value['labels'], `${field}.labels`);
  const labelOf = (name: string) => (isAbsent(own[name]) ? shared[name] : own[name]);
  const annotations = fieldsOf(value['annotations'], `${field}.annotations`);
  const alert = String(value['alert']);
  const missing = SAID.filter(([place, name]) => isBlank(place === 'labels' ? labelOf(name) : annotations[name])).map(
    ([place, name, says]) => unsaidAt(`${field}.${place}.${name}`, alert, says),
  );
  const { description } = annotations;
  const hasNoneToSay = labelOf('severity') === 'none' || isAbsence(value['expr'], `${field}.expr`);
  if (hasNoneToSay || isBlank(description) || HAS_VALUE.test(String(description))) return missing;
  return [...missing, unsaidAt(`${field}.annotations.description`, alert, 'of what value', ADD_VALUE)];
}

function isAbsence(expr: unknown, field: string): boolean {
  if (typeof expr !== 'string' && typeof expr !== 'number')
    throw new Unknowable(field, 'text or a number was expected');
  return IS_ABSENCE.test(String(expr));
}

function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}

/** What may stand in parentheses that are so deep themselves. */
function within(depth: number): string {
  return depth === 0 ? '[^()]*' : String.raw`([^()]|\(${within(depth - 1)}\))*`;
}

/** A label of the rule, or else that of its group. */
function celLabel(name: string): string {
  return `rule.?labels.?${name}.orValue(group.?labels.?${name}.orValue(""))`;
}

function unsaidAt(field: string, alert: string, says: string, fix: string = ADD): Violation {
  return { field, problem: `the alert ${alert} does not say ${says}`, fix };
}

function valueless(index: number): Violation {
  const field = `spec.groups[0].rules[${index}].annotations.description`;
  return unsaidAt(field, 'ApiDown', 'of what value', ADD_VALUE);
}

function saying(description: string): { readonly annotations: object } {
  return { annotations: { summary: 'The API is down', description } };
}

function rules(...some: readonly object[]): Manifest {
  const labels = { severity: 'warning', owner: 'shopkeepers' };
  return group(undefined, ...some.map((one) => ({ labels, ...one })));
}

function group(labels: object | undefined, ...some: readonly object[]): Manifest {
  const alert = { alert: 'ApiDown', expr: 'up == 0', ...saying('{{ $value }} of its pods are up: look here') };
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { groups: [{ name: 'api', ...(labels && { labels }), rules: some.map((one) => ({ ...alert, ...one })) }] },
  };
}
