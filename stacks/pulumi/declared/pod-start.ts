import type { Manifest } from '../../../constructs';

/** What a kubelet takes where a probe does not say. https://kubernetes.io/docs/concepts/workloads/pods/probes/ */
const PROBE = { initialDelaySeconds: 0, periodSeconds: 10, failureThreshold: 3 };

interface Container {
  readonly startupProbe?: Partial<typeof PROBE>;
  readonly readinessProbe?: Partial<typeof PROBE>;
}

/** What of a Deployment or a StatefulSet says how long its pods take. */
interface Workload {
  readonly replicas?: number;
  readonly minReadySeconds?: number;
  readonly progressDeadlineSeconds?: number;
  readonly template?: {
    readonly spec?: { readonly containers?: readonly Container[]; readonly initContainers?: readonly Container[] };
  };
}

/** How long a pod of a workload may take to be available once its image is there: as long as its probes go on asking. */
export function podStartSeconds(object: Manifest): number {
  const { template, minReadySeconds = 0 } = specOf(object);
  const { initContainers = [], containers = [] } = template?.spec ?? {};
  const each = [...initContainers, ...containers].map(
    ({ startupProbe, readinessProbe }) => seconds(startupProbe) + seconds(readinessProbe),
  );
  return Math.max(0, ...each) + minReadySeconds;
}

/** How many pods a workload has; 1 where it does not say. */
export function replicasOf(object: Manifest): number {
  return specOf(object).replicas ?? 1;
}

/** How long a Deployment may go on without progress. */
export function deadlineSeconds(object: Manifest): number {
  return specOf(object).progressDeadlineSeconds ?? 600;
}

function specOf({ spec }: Manifest): Workload {
  return spec ?? {};
}

function seconds(probe: Partial<typeof PROBE> | undefined): number {
  if (probe === undefined) return 0;
  const { initialDelaySeconds, periodSeconds, failureThreshold } = { ...PROBE, ...probe };
  return initialDelaySeconds + periodSeconds * failureThreshold;
}
