import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { Environment } from '../environment';
import { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import type { AlertRule, RecordingRule, RuleGroup } from '../operators/prometheus-operator';
import { monitoring, monitorLabels } from '../operators/whereabouts';
import { askedOnce } from './asked-once';
import { promqlProblem } from './promql-problem';
import type { AlertName } from './runbooks/first-steps';

/** An alert of ours: what to do about it is written down by its name. */
export interface KnownAlert extends AlertRule {
  readonly alert: AlertName;
}

/** Rules of ours that are evaluated one after the other. */
export interface KnownGroup extends Omit<RuleGroup, 'rules'> {
  readonly rules: readonly (KnownAlert | RecordingRule)[];
}

/** What wakes or tells somebody, in one PrometheusRule. */
export interface AlertsProps {
  /** Name of the PrometheusRule. */
  readonly name: string;
  /** Asked for when everything is declared. */
  readonly rules: () => readonly KnownAlert[];
}

/** What is recorded and told, in groups. */
export interface RuleGroupsProps {
  /** Name of the PrometheusRule. */
  readonly name: string;
  /** Asked for when everything is declared. */
  readonly groups: () => readonly KnownGroup[];
}

/** Alerts that Prometheus finds by the labels that it asks for. */
export function alerts(scope: Construct, id: string, { name, rules }: AlertsProps): KubernetesObject {
  return ruleGroups(scope, id, { name, groups: () => [{ name, rules: rules() }] });
}

/**
 * Rules that Prometheus finds by the labels that it asks for.
 *
 * Each alert says of which namespace and rule it is: Prometheus and Alertmanager take two of the same name and labels for one, and
 * what an expression aggregates has no labels of its own. It says whose it is, and where a runbook is, if the facts do.
 */
export function ruleGroups(scope: Construct, id: string, { name, groups }: RuleGroupsProps): KubernetesObject {
  const { name: namespace, owner } = SecureNamespace.of(scope);
  const { facts } = Environment.of(scope);
  const { runbooks } = monitoring(facts);
  const told = (rule: AlertRule): AlertRule => ({
    ...rule,
    labels: { ...rule.labels, namespace, rule: name, owner },
    annotations: {
      ...rule.annotations,
      ...(runbooks !== undefined && { runbook_url: `${runbooks.replace(/\/$/, '')}/${rule.alert}` }),
    },
  });
  const complete = (rule: AlertRule | RecordingRule) => ('alert' in rule ? told(rule) : rule);
  const { toCheck, toRender } = askedOnce(groups);
  const object = new KubernetesObject(scope, id, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name, ...monitorLabels(facts) },
    spec: {
      groups: Lazy.any({
        produce: () => toRender().map((group) => ({ ...group, rules: group.rules.map(complete) })),
      }),
    },
  });
  object.node.addValidation({ validate: () => toCheck().flatMap((group) => group.rules.flatMap(unreadable)) });
  return object;
}

function unreadable(rule: AlertRule | RecordingRule): string[] {
  const problem = promqlProblem(rule.expr);
  const called = 'alert' in rule ? `the alert ${rule.alert}` : `the rule that records ${rule.record}`;
  return problem === undefined
    ? []
    : [`has PromQL that Prometheus would refuse, in ${called}: '${rule.expr}' ${problem}`];
}
