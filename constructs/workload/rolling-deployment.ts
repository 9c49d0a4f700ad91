import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';
import { disruptionBudget } from './disruption-budget';
import type { Pod } from './pod';
import { queueScaler } from './queue-scaler';
import { type Pace, rolloutSeconds, SETTLE_SECONDS } from './rollout';
import { type Autoscale, autoscaler, mostPods, replicasOf, type Scale } from './scale';
import type { ScaledByQueues } from './scale-by';
import { scalerAlerts } from './scaler-alerts';

export interface RollingDeploymentProps {
  readonly pod: Pod;
  readonly scale: Scale;
  /** What decides between the two numbers of `scale`. @default - what the container uses */
  readonly queues?: ScaledByQueues;
  readonly pace: Pace;
}

/** A Deployment that is replaced one pod at a time, never below its count, and drained one at a time. */
export class RollingDeployment extends Construct {
  constructor(scope: Construct, id: string, { pod, scale, queues, pace }: RollingDeploymentProps) {
    super(scope, id);
    const deployment = new KubernetesObject(this, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: pod.name, labels: { ...pod.props.labels, ...pod.labels } },
      spec: {
        ...replicasOf(scale),
        revisionHistoryLimit: 5,
        minReadySeconds: SETTLE_SECONDS,
        progressDeadlineSeconds: rolloutSeconds(mostPods(scale), pace),
        selector: { matchLabels: pod.labels },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: Lazy.any({
          produce: () => pod.template({ drains: { seconds: pace.drainSeconds }, byRevision: true }),
        }),
      },
    });
    deployment.node.addDependency(pod);
    if (typeof scale !== 'number') this.autoscale(pod.name, scale, queues).node.addDependency(deployment);
    disruptionBudget(this, pod.name, pod.labels);
  }

  private autoscale(name: string, scale: Autoscale, queues: ScaledByQueues | undefined): KubernetesObject {
    if (queues === undefined) return autoscaler(this, name, scale);
    scalerAlerts(this, name, queues.by.whenUnknown ?? scale.max);
    return queueScaler(this, name, queues);
  }
}
