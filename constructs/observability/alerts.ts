import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { Environment } from '../environment';
import { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import type { AlertRule } from '../operators/prometheus-operator';
import { monitorLabels } from '../operators/whereabouts';

/** What wakes or tells somebody, in one PrometheusRule. */
export interface AlertsProps {
  /** Name of the PrometheusRule. */
  readonly name: string;
  /** Asked for when everything is declared. */
  readonly rules: () => readonly AlertRule[];
}

/**
 * Alerts that Prometheus finds by the labels that it asks for.
 *
 * Each says of which namespace and rule it is: Prometheus and Alertmanager take two of the same name and labels for one, and
 * what an expression aggregates has no labels of its own.
 */
export function alerts(scope: Construct, id: string, { name, rules }: AlertsProps): KubernetesObject {
  const of = { namespace: SecureNamespace.of(scope).name, rule: name };
  const labelled = (rule: AlertRule): AlertRule => ({ ...rule, labels: { ...rule.labels, ...of } });
  return new KubernetesObject(scope, id, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name, ...monitorLabels(Environment.of(scope).facts) },
    spec: { groups: [{ name, rules: Lazy.any({ produce: () => rules().map(labelled) }) }] },
  });
}
