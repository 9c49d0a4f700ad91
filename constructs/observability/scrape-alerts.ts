import { Construct, type IConstruct } from 'constructs';
import { SecureNamespace } from '../network/secure-namespace';
import { alerts, type KnownAlert } from './alerts';
import { Series } from './promql';

const ALERTS = 'scrape-alerts';

/** Name of the PrometheusRule in each namespace. */
const NAME = 'scrapes';

/** A rollout, and a node that is replaced, take less. */
const FOR = '15m';

/**
 * Says when what is to be scraped is not: every alert on it is silent then, and silence looks like health.
 *
 * A target that is down has a series that says so. One that was never found, since a port or a label is wrong or its
 * monitor is not read, has none; nor has one whose pods are all gone.
 */
export class ScrapeAlerts extends Construct {
  private readonly monitors = new Set<string>();

  private constructor(namespace: SecureNamespace) {
    super(namespace, ALERTS);
    alerts(this, 'rule', { name: NAME, rules: () => this.rules(namespace.name) });
  }

  /** Those of the namespace, made by the first monitor in it. */
  static of(construct: IConstruct): ScrapeAlerts {
    const namespace = SecureNamespace.of(construct);
    return (namespace.node.tryFindChild(ALERTS) as ScrapeAlerts | undefined) ?? new ScrapeAlerts(namespace);
  }

  /** By the name of a PodMonitor. */
  watch(monitor: string): void {
    this.monitors.add(monitor);
  }

  private rules(namespace: string): KnownAlert[] {
    const missing = [...this.monitors].sort().map((monitor) => targetMissing(namespace, monitor));
    return [targetDown(namespace), ...missing];
  }
}

function targetDown(namespace: string): KnownAlert {
  return {
    alert: 'TargetDown',
    expr: `${Series.of('up', { namespace }).now.minBy('job', 'pod').equals(0)}`,
    for: FOR,
    labels: { severity: 'warning' },
    annotations: {
      summary: 'Prometheus cannot scrape {{ $labels.pod }}',
      description:
        'Its `up` of {{ $labels.job }} is {{ $value }}, so its alerts are silent. The page of targets of Prometheus says why: ' +
        `refused is a program that does not run, a timeout a NetworkPolicy. kubectl -n ${namespace} describe pod {{ $labels.pod }}.`,
    },
  };
}

function targetMissing(namespace: string, monitor: string): KnownAlert {
  return {
    alert: 'TargetMissing',
    // As the operator of Prometheus names the job of a PodMonitor.
    expr: `${Series.of('up', { job: `${namespace}/${monitor}` }).absent}`,
    for: FOR,
    labels: { severity: 'warning', monitor },
    annotations: {
      summary: `Prometheus has no target of ${monitor}`,
      description:
        `PodMonitor ${namespace}/${monitor} finds nothing, so its alerts are silent. See whether there are pods: ` +
        `kubectl -n ${namespace} get podmonitor ${monitor} -o jsonpath={.spec.selector}, and whether Prometheus reads the monitor.`,
    },
  };
}
