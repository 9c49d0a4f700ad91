import type { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';

/** Lets drains take one pod of a workload at a time. */
export function disruptionBudget(
  scope: Construct,
  name: string,
  labels: Readonly<Record<string, string>>,
): KubernetesObject {
  return new KubernetesObject(scope, 'disruption-budget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      // Not `minAvailable: 1`, which would forbid draining the node of a single replica for ever.
      maxUnavailable: 1,
      // A pod that never becomes ready must not hold up a drain.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}
