import { Construct, type IConstruct } from 'constructs';
import { SecureNamespace } from '../network/secure-namespace';
import { alerts, type KnownAlert } from '../observability/alerts';
import { Series } from '../observability/promql';
import type { Vector } from '../observability/vector';

const ALERTS = 'delivery-alerts';

/** Name of the PrometheusRule in each namespace. */
const NAME = 'external-secrets';

/**
 * Wakes somebody when what is kept in AWS Secrets Manager does not arrive, and says when nobody knows.
 *
 * Pods go on with the value that was delivered last, and fail once it is taken back where it was issued: nothing of theirs would
 * say why.
 */
export class DeliveryAlerts extends Construct {
  private readonly watched = new Set<string>();

  private constructor(namespace: SecureNamespace) {
    super(namespace, ALERTS);
    alerts(this, 'rule', { name: NAME, rules: () => this.rules(namespace.name) });
  }

  /** Those of the namespace, made by the first secret in it that is delivered. */
  static of(construct: IConstruct): DeliveryAlerts {
    const namespace = SecureNamespace.of(construct);
    return (namespace.node.tryFindChild(ALERTS) as DeliveryAlerts | undefined) ?? new DeliveryAlerts(namespace);
  }

  watch(externalSecret: string): void {
    this.watched.add(externalSecret);
  }

  private rules(namespace: string): KnownAlert[] {
    return [...this.watched].sort().flatMap((name) => [notDelivered(namespace, name), unknown(namespace, name)]);
  }
}

/** 1 for the state that it is in, 0 for the other; Prometheus renames the label where it keeps its own. */
function states(namespace: string, name: string, where: { readonly status?: 'False' } = {}): Vector {
  const metric = 'externalsecret_status_condition';
  const of = { name, condition: 'Ready', ...where };
  return Series.of(metric, { exported_namespace: namespace, ...of }).now.or(
    Series.of(metric, { namespace, ...of }).now,
  );
}

function notDelivered(namespace: string, name: string): KnownAlert {
  return {
    alert: 'SecretNotDelivered',
    expr: `${states(namespace, name, { status: 'False' }).maxBy('name').above(0)}`,
    for: '10m',
    labels: { severity: 'critical', secret: name },
    annotations: {
      summary: `The secret ${name} does not arrive from AWS Secrets Manager`,
      description:
        'Whoever reads it has the value that arrived last, or none. See why: ' +
        `kubectl -n ${namespace} describe externalsecret {{ $labels.name }}.`,
    },
  };
}

function unknown(namespace: string, name: string): KnownAlert {
  return {
    alert: 'DeliveryUnknown',
    // Without this, an operator that is gone would look like secrets that all arrive.
    expr: `absent(${states(namespace, name)})`,
    for: '1h',
    labels: { severity: 'warning', secret: name },
    annotations: {
      summary: `Nobody knows whether the secret ${name} of ${namespace} is the latest`,
      description:
        'The metric has been missing for an hour. Look for External Secrets among the targets of Prometheus, and whether it runs.',
    },
  };
}
