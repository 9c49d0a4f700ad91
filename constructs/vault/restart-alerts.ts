import { Construct, type IConstruct } from 'constructs';
import { SecureNamespace } from '../network/secure-namespace';
import { alerts, type KnownAlert } from '../observability/alerts';
import type { RestartTarget } from '../operators/vault-secrets-operator';

const ALERTS = 'restart-alerts';

/** Name of the PrometheusRule in each namespace. */
const NAME = 'restarts';

/** A Secret whose users are restarted whenever it is replaced. */
export interface RestartedFor {
  readonly restart: RestartTarget;
  /** Name of the operator's object, and of the Secret that it makes. */
  readonly secret: string;
  readonly kind: 'VaultDynamicSecret' | 'VaultPKISecret';
  /** How old a credential is at the most when the operator replaces it. */
  readonly replacedSeconds: number;
  /** How old it is when it dies. */
  readonly lifeSeconds: number;
}

/**
 * Wakes somebody when pods of a namespace are about to outlive the credential that they started with: half way between the
 * moment at which it is replaced at the latest, and its end.
 *
 * The operator asks for a restart once: where the Deployment is paused, or a webhook refuses, it only writes that down, and
 * the pods go on with a login that dies. No metric of it says so, so the age of the pods does, by kube-state-metrics. A pod
 * that came long after its credential was made is noticed late.
 */
export class RestartAlerts extends Construct {
  private readonly watched: RestartedFor[] = [];

  private constructor(namespace: SecureNamespace) {
    super(namespace, ALERTS);
    alerts(this, 'rule', { name: NAME, rules: () => this.rules(namespace.name) });
  }

  /** Those of the namespace, made by the first credential in it that restarts somebody. */
  static of(construct: IConstruct): RestartAlerts {
    const namespace = SecureNamespace.of(construct);
    return (namespace.node.tryFindChild(ALERTS) as RestartAlerts | undefined) ?? new RestartAlerts(namespace);
  }

  watch(one: RestartedFor): void {
    this.watched.push(one);
  }

  private rules(namespace: string): KnownAlert[] {
    const inOrder = [...this.watched].sort((a, b) => (a.secret < b.secret ? -1 : 1));
    return [...inOrder.map((one) => notRestarted(namespace, one)), agesUnknown(namespace)];
  }
}

function notRestarted(
  namespace: string,
  { restart, secret, kind, replacedSeconds, lifeSeconds }: RestartedFor,
): KnownAlert {
  const workload = `${restart.kind.toLowerCase()}/${restart.name}`;
  // Not by how long this rollout takes: a pod more would then be a change of an alert, too.
  const seconds = Math.ceil((replacedSeconds + lifeSeconds) / 2);
  return {
    alert: 'NotRestarted',
    expr: `time() - min(${podStarts(namespace, podNames(restart))}) > ${seconds}`,
    for: '5m',
    labels: { severity: 'critical', secret },
    annotations: {
      summary: `Pods of ${workload} are older than their credential ${secret}`,
      description:
        `They were to be restarted when it was replaced, and one is {{ $value | humanizeDuration }} old. ` +
        `See why: kubectl -n ${namespace} describe ${kind.toLowerCase()} ${secret}. ` +
        `Then kubectl -n ${namespace} rollout restart ${workload}, before what they log in with ends.`,
    },
  };
}

function agesUnknown(namespace: string): KnownAlert {
  return {
    alert: 'PodAgesUnknown',
    // Without this, a scrape that broke would look like pods that are always new.
    expr: `absent(${podStarts(namespace, '.+')})`,
    for: '1h',
    labels: { severity: 'warning' },
    annotations: {
      summary: `Nobody knows how old the pods of ${namespace} are`,
      description:
        'The metric has been missing for an hour. Look for kube-state-metrics among the targets of Prometheus.',
    },
  };
}

/** Prometheus renames the labels where it keeps its own. */
function podStarts(namespace: string, pods: string): string {
  const by = (prefix: string) => `kube_pod_start_time{${prefix}namespace="${namespace}",${prefix}pod=~"${pods}"}`;
  return `${by('exported_')} or ${by('')}`;
}

/** Of a Deployment's pods: its name, the hash of the template, five characters; of the others its name and one part more. */
function podNames({ kind, name }: RestartTarget): string {
  return {
    Deployment: `${name}-[a-z0-9]+-[a-z0-9]{5}`,
    DaemonSet: `${name}-[a-z0-9]{5}`,
    StatefulSet: `${name}-[0-9]+`,
  }[kind];
}
