import type { Monitoring, OperatorNamespaces } from '../facts/cluster-facts';
import type { Facts } from '../facts/facts';
import type { Labels } from '../fields/labels';

/** The namespaces that the operators' own installation manifests use. */
export const OPERATOR_NAMESPACES: OperatorNamespaces = {
  certManager: 'cert-manager',
  cloudNativePg: 'cnpg-system',
  externalSecrets: 'external-secrets',
  istio: 'istio-system',
  vaultSecrets: 'vault-secrets-operator-system',
};

/** A Prometheus of the Prometheus Operator, as its own manifests install it. */
const MONITORING: Monitoring = {
  namespace: 'monitoring',
  prometheus: { 'app.kubernetes.io/name': 'prometheus' },
  monitorLabels: {},
};

/** The namespace of each operator, as the facts say or else as its manifests have it. */
export function operatorNamespaces({ cluster }: Facts): OperatorNamespaces {
  return { ...OPERATOR_NAMESPACES, ...cluster.operators };
}

/** Who scrapes, and by which labels, as the facts say or else as the operator's manifests have it. */
export function monitoring({ cluster }: Facts): Monitoring {
  return { ...MONITORING, ...cluster.monitoring };
}

/** Where Prometheus answers questions: by the Service of its operator, unless the facts say otherwise. */
export function prometheusAddress(facts: Facts): string {
  const { address, namespace } = monitoring(facts);
  return address ?? `http://prometheus-operated.${namespace}.svc:9090`;
}

/** The part of the metadata of a PodMonitor or PrometheusRule by which Prometheus finds it, where it selects by label. */
export function monitorLabels(facts: Facts): { readonly labels?: Labels } {
  const labels = monitoring(facts).monitorLabels;
  return Object.keys(labels).length === 0 ? {} : { labels };
}
