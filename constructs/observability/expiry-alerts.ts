import type { Construct } from 'constructs';
import type { KubernetesObject } from '../kubernetes';
import { alerts, type KnownAlert } from './alerts';

/** Which certificate is watched, and who is told. */
export interface ExpiryAlertsProps {
  /** Name of the PrometheusRule. */
  readonly name: string;
  /** What runs out, in words that follow "The": `certificate of shop.example.com`. */
  readonly what: string;
  /** PromQL of the moment at which it runs out, in Unix seconds. */
  readonly expires: string;
  /** How long it lives from beginning to end. */
  readonly lifeDays: number;
  /**
   * PromQL of the moment at which its life began, in Unix seconds, where whoever issues it may give it a shorter one.
   *
   * @default - it lives as long as `lifeDays` says
   */
  readonly begins?: string;
  /** What whoever is told has to do. */
  readonly remedy: string;
}

/**
 * Tells somebody when a third of a life is left, wakes somebody at a tenth, and says when nobody knows.
 *
 * A third is where renewal begins, so the first alert waits for an hour of renewal that came to nothing.
 */
export function expiryAlerts(scope: Construct, id: string, props: ExpiryAlertsProps): KubernetesObject {
  const { name, what, expires, begins, lifeDays, remedy } = props;
  const left = (share: number, words: string, severity: 'critical' | 'warning'): KnownAlert => ({
    alert: severity === 'critical' ? 'ExpiresVerySoon' : 'ExpiresSoon',
    expr:
      begins === undefined
        ? `(${expires}) - time() < ${Math.floor((lifeDays * 86_400) / share)}`
        : `(${expires}) - time() < ((${expires}) - (${begins})) / ${share}`,
    for: '1h',
    labels: { severity },
    annotations: {
      summary: `The ${what} has less than ${words} of its life left`,
      description: `{{ $value | humanizeDuration }} are left${begins === undefined ? ` of ${lifeDays} days` : ''}. ${remedy}`,
    },
  });
  const unknown: KnownAlert = {
    alert: 'ExpiryUnknown',
    // Without this, a scrape that broke would look like a certificate that lives for ever.
    expr: `absent(${expires})`,
    for: '1h',
    labels: { severity: 'warning' },
    annotations: {
      summary: `Nobody knows when the ${what} expires`,
      description: 'The metric has been missing for an hour. Look for its scrape target in Prometheus.',
    },
  };
  return alerts(scope, id, {
    name,
    rules: () => [left(3, 'a third', 'warning'), left(10, 'a tenth', 'critical'), unknown],
  });
}

/** When a certificate of cert-manager expires; Prometheus renames the label where it keeps its own `namespace`. */
export function certificateExpires(namespace: string, name: string): string {
  return ofCertificate('certmanager_certificate_expiration_timestamp_seconds', namespace, name);
}

/** When the life of a certificate of cert-manager began. */
export function certificateBegins(namespace: string, name: string): string {
  return ofCertificate('certmanager_certificate_not_before_timestamp_seconds', namespace, name);
}

function ofCertificate(metric: string, namespace: string, name: string): string {
  const of = (label: string) => `${metric}{name="${name}",${label}="${namespace}"}`;
  // Of the replicas of the controller, the one that reports the least.
  return `min(${of('exported_namespace')} or ${of('namespace')})`;
}
