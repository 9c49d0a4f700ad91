import type { HorizontalPodAutoscalerBehavior } from '../api/autoscaling-v2';
import type { CustomObject } from './custom-object';

/** The fields that we set of KEDA 2.21, which makes a HorizontalPodAutoscaler of it. https://keda.sh/docs/latest/reference/scaledobject-spec/ */
export interface ScaledObject extends CustomObject<'keda.sh/v1alpha1', 'ScaledObject'> {
  readonly spec: {
    readonly scaleTargetRef: { readonly apiVersion: 'apps/v1'; readonly kind: 'Deployment'; readonly name: string };
    readonly minReplicaCount: number;
    readonly maxReplicaCount: number;
    /** What becomes of it once a trigger has failed more often than this, one time after the other. */
    readonly fallback: {
      readonly failureThreshold: number;
      readonly replicas: number;
      /** So many as `replicas`, or as there are at that moment where those are more. */
      readonly behavior: 'currentReplicasIfHigher';
    };
    readonly advanced: {
      readonly horizontalPodAutoscalerConfig: { readonly behavior: HorizontalPodAutoscalerBehavior };
    };
    /** Each says how many pods it takes, and the most of those numbers counts. */
    readonly triggers: readonly (PrometheusTrigger | ResourceTrigger)[];
  };
}

/** https://keda.sh/docs/latest/scalers/prometheus/ */
export interface PrometheusTrigger {
  readonly type: 'prometheus';
  /** The value is divided by the threshold, and that is how many pods it takes. */
  readonly metricType: 'AverageValue';
  readonly metadata: {
    readonly serverAddress: string;
    /** It has to have exactly one value. */
    readonly query: string;
    readonly threshold: string;
    /** No value would be 0, and take away pods, unless this says that it is an error. */
    readonly ignoreNullValues: 'false';
  };
}

/** https://keda.sh/docs/latest/scalers/cpu/ */
export interface ResourceTrigger {
  readonly type: 'cpu' | 'memory';
  readonly metricType: 'Utilization';
  readonly metadata: { readonly value: string; readonly containerName: string };
}
