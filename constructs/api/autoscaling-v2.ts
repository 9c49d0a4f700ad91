// From @pulumi/kubernetes 4.34.2 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

import type {
  LabelSelector,
  ObjectMeta,
} from './meta-v1';

/**
 * ContainerResourceMetricSource indicates how to scale on a resource metric known to Kubernetes, as specified in
 * requests and limits, describing each pod in the current scale target (e.g. CPU or memory).  The values will be
 * averaged together before being compared to the target.  Such metrics are built in to Kubernetes, and have special
 * scaling options on top of those available to normal per-pod metrics using the "pods" source.  Only one "target" type
 * should be set.
 */
export interface ContainerResourceMetricSource {
  /** container is the name of the container in the pods of the scaling target */
  readonly container: string;

  /** name is the name of the resource in question. */
  readonly name: string;

  /** target specifies the target value for the given metric */
  readonly target: MetricTarget;
}

/** CrossVersionObjectReference contains enough information to let you identify the referred resource. */
export interface CrossVersionObjectReference {
  /** apiVersion is the API version of the referent */
  readonly apiVersion?: string | undefined;

  /**
   * kind is the kind of the referent; More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind: string;

  /**
   * name is the name of the referent; More info:
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
   */
  readonly name: string;
}

/**
 * ExternalMetricSource indicates how to scale on a metric not associated with any Kubernetes object (for example length
 * of queue in cloud messaging service, or QPS from loadbalancer running outside of cluster).
 */
export interface ExternalMetricSource {
  /** metric identifies the target metric by name and selector */
  readonly metric: MetricIdentifier;

  /** target specifies the target value for the given metric */
  readonly target: MetricTarget;
}

/** HPAScalingPolicy is a single policy which must hold true for a specified past interval. */
export interface HPAScalingPolicy {
  /**
   * periodSeconds specifies the window of time for which the policy should hold true. PeriodSeconds must be greater
   * than zero and less than or equal to 1800 (30 min).
   */
  readonly periodSeconds: number;

  /** type is used to specify the scaling policy. */
  readonly type: string;

  /** value contains the amount of change which is permitted by the policy. It must be greater than zero */
  readonly value: number;
}

/**
 * HPAScalingRules configures the scaling behavior for one direction via scaling Policy Rules and a configurable metric
 * tolerance.
 *
 * Scaling Policy Rules are applied after calculating DesiredReplicas from metrics for the HPA. They can limit the
 * scaling velocity by specifying scaling policies. They can prevent flapping by specifying the stabilization window, so
 * that the number of replicas is not set instantly, instead, the safest value from the stabilization window is chosen.
 *
 * The tolerance is applied to the metric values and prevents scaling too eagerly for small metric variations.
 */
export interface HPAScalingRules {
  /**
   * policies is a list of potential scaling polices which can be used during scaling. If not set, use the default
   * values: - For scale up: allow doubling the number of pods, or an absolute change of 4 pods in a 15s window. - For
   * scale down: allow all pods to be removed in a 15s window.
   */
  readonly policies?: readonly HPAScalingPolicy[] | undefined;

  /** selectPolicy is used to specify which policy should be used. If not set, the default value Max is used. */
  readonly selectPolicy?: string | undefined;

  /**
   * stabilizationWindowSeconds is the number of seconds for which past recommendations should be considered while
   * scaling up or scaling down. StabilizationWindowSeconds must be greater than or equal to zero and less than or equal
   * to 3600 (one hour). If not set, use the default values: - For scale up: 0 (i.e. no stabilization is done). - For
   * scale down: 300 (i.e. the stabilization window is 300 seconds long).
   */
  readonly stabilizationWindowSeconds?: number | undefined;

  /**
   * tolerance is the tolerance on the ratio between the current and desired metric value under which no updates are
   * made to the desired number of replicas (e.g. 0.01 for 1%). Must be greater than or equal to zero. If not set, the
   * default cluster-wide tolerance is applied (by default 10%).
   *
   * For example, if autoscaling is configured with a memory consumption target of 100Mi, and scale-down and scale-up
   * tolerances of 5% and 1% respectively, scaling will be triggered when the actual consumption falls below 95Mi or
   * exceeds 101Mi.
   */
  readonly tolerance?: string | undefined;
}

/**
 * HorizontalPodAutoscaler is the configuration for a horizontal pod autoscaler, which automatically manages the replica
 * count of any resource implementing the scale subresource based on the metrics specified.
 */
export interface HorizontalPodAutoscaler {
  /**
   * APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized
   * schemas to the latest internal value, and may reject unrecognized values. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
   */
  readonly apiVersion?: 'autoscaling/v2' | undefined;

  /**
   * Kind is a string value representing the REST resource this object represents. Servers may infer this from the
   * endpoint the client submits requests to. Cannot be updated. In CamelCase. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind?: 'HorizontalPodAutoscaler' | undefined;

  /**
   * metadata is the standard object metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta | undefined;

  /**
   * spec is the specification for the behaviour of the autoscaler. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#spec-and-status.
   */
  readonly spec: HorizontalPodAutoscalerSpec;
}

/**
 * HorizontalPodAutoscalerBehavior configures the scaling behavior of the target in both Up and Down directions (scaleUp
 * and scaleDown fields respectively).
 */
export interface HorizontalPodAutoscalerBehavior {
  /**
   * scaleDown is scaling policy for scaling Down. If not set, the default value is to allow to scale down to
   * minReplicas pods, with a 300 second stabilization window (i.e., the highest recommendation for the last 300sec is
   * used).
   */
  readonly scaleDown?: HPAScalingRules | undefined;

  /**
   * scaleUp is scaling policy for scaling Up. If not set, the default value is the higher of:
   * * increase no more than 4 pods per 60 seconds
   * * double the number of pods per 60 seconds
   * No stabilization is used.
   */
  readonly scaleUp?: HPAScalingRules | undefined;
}

/** HorizontalPodAutoscalerSpec describes the desired functionality of the HorizontalPodAutoscaler. */
export interface HorizontalPodAutoscalerSpec {
  /**
   * behavior configures the scaling behavior of the target in both Up and Down directions (scaleUp and scaleDown fields
   * respectively). If not set, the default HPAScalingRules for scale up and scale down are used.
   */
  readonly behavior?: HorizontalPodAutoscalerBehavior | undefined;

  /**
   * maxReplicas is the upper limit for the number of replicas to which the autoscaler can scale up. It cannot be less
   * that minReplicas.
   */
  readonly maxReplicas: number;

  /**
   * metrics contains the specifications for which to use to calculate the desired replica count (the maximum replica
   * count across all metrics will be used).  The desired replica count is calculated multiplying the ratio between the
   * target value and the current value by the current number of pods.  Ergo, metrics used must decrease as the pod
   * count is increased, and vice-versa.  See the individual metric source types for more information about how each
   * type of metric must respond. If not set, the default metric will be set to 80% average CPU utilization.
   */
  readonly metrics?: readonly MetricSpec[] | undefined;

  /**
   * minReplicas is the lower limit for the number of replicas to which the autoscaler can scale down.  It defaults to 1
   * pod.  minReplicas is allowed to be 0 if the alpha feature gate HPAScaleToZero is enabled and at least one Object or
   * External metric is configured.  Scaling is active as long as at least one metric value is available.
   */
  readonly minReplicas?: number | undefined;

  /**
   * scaleTargetRef points to the target resource to scale, and is used to the pods for which metrics should be
   * collected, as well as to actually change the replica count.
   */
  readonly scaleTargetRef: CrossVersionObjectReference;
}

/** MetricIdentifier defines the name and optionally selector for a metric */
export interface MetricIdentifier {
  /** name is the name of the given metric */
  readonly name: string;

  /**
   * selector is the string-encoded form of a standard kubernetes label selector for the given metric When set, it is
   * passed as an additional parameter to the metrics server for more specific metrics scoping. When unset, just the
   * metricName will be used to gather metrics.
   */
  readonly selector?: LabelSelector | undefined;
}

/**
 * MetricSpec specifies how to scale based on a single metric (only `type` and one other matching field should be set at
 * once).
 */
export interface MetricSpec {
  /**
   * containerResource refers to a resource metric (such as those specified in requests and limits) known to Kubernetes
   * describing a single container in each pod of the current scale target (e.g. CPU or memory). Such metrics are built
   * in to Kubernetes, and have special scaling options on top of those available to normal per-pod metrics using the
   * "pods" source.
   */
  readonly containerResource?: ContainerResourceMetricSource | undefined;

  /**
   * external refers to a global metric that is not associated with any Kubernetes object. It allows autoscaling based
   * on information coming from components running outside of cluster (for example length of queue in cloud messaging
   * service, or QPS from loadbalancer running outside of cluster).
   */
  readonly external?: ExternalMetricSource | undefined;

  /**
   * object refers to a metric describing a single kubernetes object (for example, hits-per-second on an Ingress
   * object).
   */
  readonly object?: ObjectMetricSource | undefined;

  /**
   * pods refers to a metric describing each pod in the current scale target (for example,
   * transactions-processed-per-second).  The values will be averaged together before being compared to the target
   * value.
   */
  readonly pods?: PodsMetricSource | undefined;

  /**
   * resource refers to a resource metric (such as those specified in requests and limits) known to Kubernetes
   * describing each pod in the current scale target (e.g. CPU or memory). Such metrics are built in to Kubernetes, and
   * have special scaling options on top of those available to normal per-pod metrics using the "pods" source.
   */
  readonly resource?: ResourceMetricSource | undefined;

  /**
   * type is the type of metric source.  It should be one of "ContainerResource", "External", "Object", "Pods" or
   * "Resource", each mapping to a matching field in the object.
   */
  readonly type: string;
}

/** MetricTarget defines the target value, average value, or average utilization of a specific metric */
export interface MetricTarget {
  /**
   * averageUtilization is the target value of the average of the resource metric across all relevant pods, represented
   * as a percentage of the requested value of the resource for the pods. Currently only valid for Resource metric
   * source type
   */
  readonly averageUtilization?: number | undefined;

  /** averageValue is the target value of the average of the metric across all relevant pods (as a quantity) */
  readonly averageValue?: string | undefined;

  /** type represents whether the metric type is Utilization, Value, or AverageValue */
  readonly type: string;

  /** value is the target value of the metric (as a quantity). */
  readonly value?: string | undefined;
}

/**
 * ObjectMetricSource indicates how to scale on a metric describing a kubernetes object (for example, hits-per-second on
 * an Ingress object).
 */
export interface ObjectMetricSource {
  /** describedObject specifies the descriptions of a object,such as kind,name apiVersion */
  readonly describedObject: CrossVersionObjectReference;

  /** metric identifies the target metric by name and selector */
  readonly metric: MetricIdentifier;

  /** target specifies the target value for the given metric */
  readonly target: MetricTarget;
}

/**
 * PodsMetricSource indicates how to scale on a metric describing each pod in the current scale target (for example,
 * transactions-processed-per-second). The values will be averaged together before being compared to the target value.
 */
export interface PodsMetricSource {
  /** metric identifies the target metric by name and selector */
  readonly metric: MetricIdentifier;

  /** target specifies the target value for the given metric */
  readonly target: MetricTarget;
}

/**
 * ResourceMetricSource indicates how to scale on a resource metric known to Kubernetes, as specified in requests and
 * limits, describing each pod in the current scale target (e.g. CPU or memory).  The values will be averaged together
 * before being compared to the target.  Such metrics are built in to Kubernetes, and have special scaling options on
 * top of those available to normal per-pod metrics using the "pods" source.  Only one "target" type should be set.
 */
export interface ResourceMetricSource {
  /** name is the name of the resource in question. */
  readonly name: string;

  /** target specifies the target value for the given metric */
  readonly target: MetricTarget;
}
