import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { isCount } from '../fields/count';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { disruptionBudget } from './disruption-budget';
import { STARTUP_SECONDS } from './management';
import { DRAIN_SECONDS, type Pod } from './pod';

export interface RollingDeploymentProps {
  readonly pod: Pod;
  readonly replicas: number;
}

/** A Deployment that is replaced one pod at a time, never below its count, and drained one at a time. */
export class RollingDeployment extends Construct {
  constructor(scope: Construct, id: string, { pod, replicas }: RollingDeploymentProps) {
    super(scope, id);
    if (!isCount(replicas)) {
      throw invalid(scope, `has ${replicas} replicas`, 'run at least 1');
    }
    const deployment = new KubernetesObject(this, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: pod.name, labels: pod.labels },
      spec: {
        replicas,
        revisionHistoryLimit: 5,
        progressDeadlineSeconds: rolloutSeconds(replicas),
        selector: { matchLabels: pod.labels },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: Lazy.any({ produce: () => pod.template() }),
      },
    });
    deployment.node.addDependency(pod);
    disruptionBudget(this, pod.name, pod.labels);
  }
}

/** How long it takes at worst to replace every pod, one after the other. */
export function rolloutSeconds(replicas: number): number {
  return replicas * (STARTUP_SECONDS + DRAIN_SECONDS);
}
