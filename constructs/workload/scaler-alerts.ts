import type { Construct } from 'constructs';
import type { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { alerts } from '../observability/alerts';
import { Series } from '../observability/promql';

const ERRORS = 'keda_scaled_object_errors_total';

/** Says when KEDA cannot find out how much waits for a workload, and when nobody knows whether it does. */
export function scalerAlerts(scope: Construct, name: string, whenUnknown: number): KubernetesObject {
  const { name: namespace } = SecureNamespace.of(scope);
  // Prometheus renames the label where it keeps its own.
  const renamed = Series.of(ERRORS, { exported_namespace: namespace, scaledObject: name });
  const kept = Series.of(ERRORS, { namespace, scaledObject: name });
  const look = `kubectl -n ${namespace} describe scaledobject ${name}`;
  return alerts(scope, 'alerts', {
    // With a dot, which the name of no other workload's has.
    name: `${name}.scaler`,
    rules: () => [
      {
        alert: 'ScalerBlind',
        expr: `${renamed.rate('5m').or(kept.rate('5m')).sum.times(300).above(0)}`,
        for: '10m',
        labels: { severity: 'warning' },
        annotations: {
          summary: `Nobody knows how much waits for ${name} of ${namespace}`,
          description:
            `KEDA has asked Prometheus in vain, {{ $value | printf "%.0f" }} times in five minutes, so that ${name} has at least ${whenUnknown} pods, ` +
            'and no fewer than it had, whatever waits. ' +
            `See why: ${look}`,
        },
      },
      {
        alert: 'ScalerUnknown',
        expr: `absent(${renamed.now.or(kept.now)})`,
        for: '15m',
        labels: { severity: 'warning' },
        annotations: {
          summary: `Nobody knows whether ${name} of ${namespace} is scaled`,
          description: `Prometheus has had no metric of KEDA's about it for a quarter of an hour. Whatever waits, it may have as many pods as before: ${look}`,
        },
      },
    ],
  });
}
