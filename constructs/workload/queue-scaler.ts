import type { Construct } from 'constructs';
import { Environment } from '../environment';
import { KubernetesObject } from '../kubernetes';
import { Vector } from '../observability/vector';
import type { PrometheusTrigger, ResourceTrigger } from '../operators/keda';
import { prometheusAddress } from '../operators/whereabouts';
import { SCALE_BEHAVIOR } from './scale';
import type { QueueShare, ScaledByQueues } from './scale-by';

/**
 * How often the autoscaler asks in vain, every 15 s, before KEDA answers for Prometheus: three minutes, in which there are as many pods as
 * before. A Prometheus that is restarted is back by then, and so is a broker's new node in what it has scraped.
 *
 * https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/ (horizontal-pod-autoscaler-sync-period)
 */
const FAILURES = 12;

/**
 * Adds and removes pods by what waits for them, by KEDA: an autoscaler of Kubernetes asks it, and it asks Prometheus.
 *
 * Never to none: from there an autoscaler does not come back by itself, and KEDA only while Prometheus answers.
 */
export function queueScaler(scope: Construct, name: string, { range, by }: ScaledByQueues): KubernetesObject {
  const { min, max, cpu, memory } = range;
  const usage = (type: 'cpu' | 'memory', percent: number | undefined): readonly ResourceTrigger[] =>
    percent === undefined
      ? []
      : [{ type, metricType: 'Utilization', metadata: { value: `${percent}`, containerName: name } }];
  const waits: PrometheusTrigger = {
    type: 'prometheus',
    metricType: 'AverageValue',
    metadata: {
      serverAddress: prometheusAddress(Environment.of(scope).facts),
      query: `${podsFor(by.queues)}`,
      threshold: '1',
      ignoreNullValues: 'false',
    },
  };
  return new KubernetesObject(scope, 'autoscaler', {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicaCount: min,
      maxReplicaCount: max,
      fallback: {
        failureThreshold: FAILURES,
        replicas: by.whenUnknown ?? max,
        behavior: 'currentReplicasIfHigher',
      },
      advanced: { horizontalPodAutoscalerConfig: { behavior: SCALE_BEHAVIOR } },
      triggers: [waits, ...usage('cpu', cpu), ...usage('memory', memory)],
    },
  });
}

/**
 * How many pods all queues take together. One question for all of them: of several, the autoscaler would take the most, and a pod that
 * has one queue to do has no hands for the other. Where one of them is not known, nothing is.
 */
function podsFor(queues: readonly QueueShare[]): Vector {
  return queues
    .map(({ queue, perPod }) => queue.undone.over(Vector.constant(perPod)))
    .reduce((all, one) => all.plus(one));
}
