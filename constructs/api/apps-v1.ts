// From @pulumi/kubernetes 4.34.2 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

import type {
  PersistentVolumeClaim,
  PodTemplateSpec,
} from './core-v1';
import type {
  LabelSelector,
  ObjectMeta,
} from './meta-v1';

/** DaemonSet represents the configuration of a daemon set. */
export interface DaemonSet {
  /**
   * APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized
   * schemas to the latest internal value, and may reject unrecognized values. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
   */
  readonly apiVersion?: 'apps/v1' | undefined;

  /**
   * Kind is a string value representing the REST resource this object represents. Servers may infer this from the
   * endpoint the client submits requests to. Cannot be updated. In CamelCase. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind?: 'DaemonSet' | undefined;

  /**
   * Standard object's metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta | undefined;

  /**
   * The desired behavior of this daemon set. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#spec-and-status
   */
  readonly spec: DaemonSetSpec;
}

/** DaemonSetSpec is the specification of a daemon set. */
export interface DaemonSetSpec {
  /**
   * The minimum number of seconds for which a newly created DaemonSet pod should be ready without any of its container
   * crashing, for it to be considered available. Defaults to 0 (pod will be considered available as soon as it is
   * ready).
   */
  readonly minReadySeconds?: number | undefined;

  /**
   * The number of old history to retain to allow rollback. This is a pointer to distinguish between explicit zero and
   * not specified. Defaults to 10.
   */
  readonly revisionHistoryLimit?: number | undefined;

  /**
   * A label query over pods that are managed by the daemon set. Must match in order to be controlled. It must match the
   * pod template's labels. More info:
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
   */
  readonly selector: LabelSelector;

  /**
   * An object that describes the pod that will be created. The DaemonSet will create exactly one copy of this pod on
   * every node that matches the template's node selector (or on every node if no node selector is specified). The only
   * allowed template.spec.restartPolicy value is "Always". More info:
   * https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller#pod-template
   */
  readonly template: PodTemplateSpec;

  /** An update strategy to replace existing DaemonSet pods with new pods. */
  readonly updateStrategy?: DaemonSetUpdateStrategy | undefined;
}

/** DaemonSetUpdateStrategy is a struct used to control the update strategy for a DaemonSet. */
export interface DaemonSetUpdateStrategy {
  /** Rolling update config params. Present only if type = "RollingUpdate". */
  readonly rollingUpdate?: RollingUpdateDaemonSet | undefined;

  /** Type of daemon set update. Can be "RollingUpdate" or "OnDelete". Default is RollingUpdate. */
  readonly type?: string | undefined;
}

/**
 * Deployment enables declarative updates for Pods and ReplicaSets.
 *
 * This resource waits until its status is ready before registering success
 * for create/update, and populating output properties from the current state of the resource.
 * The following conditions are used to determine whether the resource creation has
 * succeeded or failed:
 *
 * 1. The Deployment has begun to be updated by the Deployment controller. If the current
 * generation of the Deployment is > 1, then this means that the current generation must
 * be different from the generation reported by the last outputs.
 * 2. There exists a ReplicaSet whose revision is equal to the current revision of the
 * Deployment.
 * 3. The Deployment's '.status.conditions' has a status of type 'Available' whose 'status'
 * member is set to 'True'.
 * 4. If the Deployment has generation > 1, then '.status.conditions' has a status of type
 * 'Progressing', whose 'status' member is set to 'True', and whose 'reason' is
 * 'NewReplicaSetAvailable'. For generation <= 1, this status field does not exist,
 * because it doesn't do a rollout (i.e., it simply creates the Deployment and
 * corresponding ReplicaSet), and therefore there is no rollout to mark as 'Progressing'.
 *
 * If the Deployment has not reached a Ready state after 10 minutes, it will
 * time out and mark the resource update as Failed. You can override the default timeout value
 * by setting the 'customTimeouts' option on the resource.
 */
export interface Deployment {
  /**
   * APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized
   * schemas to the latest internal value, and may reject unrecognized values. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
   */
  readonly apiVersion?: 'apps/v1' | undefined;

  /**
   * Kind is a string value representing the REST resource this object represents. Servers may infer this from the
   * endpoint the client submits requests to. Cannot be updated. In CamelCase. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind?: 'Deployment' | undefined;

  /**
   * Standard object's metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta | undefined;

  /** Specification of the desired behavior of the Deployment. */
  readonly spec: DeploymentSpec;
}

/** DeploymentSpec is the specification of the desired behavior of the Deployment. */
export interface DeploymentSpec {
  /**
   * Minimum number of seconds for which a newly created pod should be ready without any of its container crashing, for
   * it to be considered available. Defaults to 0 (pod will be considered available as soon as it is ready)
   */
  readonly minReadySeconds?: number | undefined;

  /** Indicates that the deployment is paused. */
  readonly paused?: boolean | undefined;

  /**
   * The maximum time in seconds for a deployment to make progress before it is considered to be failed. The deployment
   * controller will continue to process failed deployments and a condition with a ProgressDeadlineExceeded reason will
   * be surfaced in the deployment status. Note that progress will not be estimated during the time a deployment is
   * paused. Defaults to 600s.
   */
  readonly progressDeadlineSeconds?: number | undefined;

  /**
   * Number of desired pods. This is a pointer to distinguish between explicit zero and not specified. Defaults to 1.
   */
  readonly replicas?: number | undefined;

  /**
   * The number of old ReplicaSets to retain to allow rollback. This is a pointer to distinguish between explicit zero
   * and not specified. Defaults to 10.
   */
  readonly revisionHistoryLimit?: number | undefined;

  /**
   * Label selector for pods. Existing ReplicaSets whose pods are selected by this will be the ones affected by this
   * deployment. It must match the pod template's labels.
   */
  readonly selector: LabelSelector;

  /** The deployment strategy to use to replace existing pods with new ones. */
  readonly strategy?: DeploymentStrategy | undefined;

  /**
   * Template describes the pods that will be created. The only allowed template.spec.restartPolicy value is "Always".
   */
  readonly template: PodTemplateSpec;
}

/** DeploymentStrategy describes how to replace existing pods with new ones. */
export interface DeploymentStrategy {
  /** Rolling update config params. Present only if DeploymentStrategyType = RollingUpdate. */
  readonly rollingUpdate?: RollingUpdateDeployment | undefined;

  /** Type of deployment. Can be "Recreate" or "RollingUpdate". Default is RollingUpdate. */
  readonly type?: string | undefined;
}

/** Spec to control the desired behavior of daemon set rolling update. */
export interface RollingUpdateDaemonSet {
  /**
   * The maximum number of nodes with an existing available DaemonSet pod that can have an updated DaemonSet pod during
   * during an update. Value can be an absolute number (ex: 5) or a percentage of desired pods (ex: 10%). This can not
   * be 0 if MaxUnavailable is 0. Absolute number is calculated from percentage by rounding up to a minimum of 1.
   * Default value is 0. Example: when this is set to 30%, at most 30% of the total number of nodes that should be
   * running the daemon pod (i.e. status.desiredNumberScheduled) can have their a new pod created before the old pod is
   * marked as deleted. The update starts by launching new pods on 30% of nodes. Once an updated pod is available (Ready
   * for at least minReadySeconds) the old DaemonSet pod on that node is marked deleted. If the old pod becomes
   * unavailable for any reason (Ready transitions to false, is evicted, or is drained) an updated pod is immediately
   * created on that node without considering surge limits. Allowing surge implies the possibility that the resources
   * consumed by the daemonset on any given node can double if the readiness check fails, and so resource intensive
   * daemonsets should take into account that they may cause evictions during disruption.
   */
  readonly maxSurge?: number | string | undefined;

  /**
   * The maximum number of DaemonSet pods that can be unavailable during the update. Value can be an absolute number
   * (ex: 5) or a percentage of total number of DaemonSet pods at the start of the update (ex: 10%). Absolute number is
   * calculated from percentage by rounding up. This cannot be 0 if MaxSurge is 0 Default value is 1. Example: when this
   * is set to 30%, at most 30% of the total number of nodes that should be running the daemon pod (i.e.
   * status.desiredNumberScheduled) can have their pods stopped for an update at any given time. The update starts by
   * stopping at most 30% of those DaemonSet pods and then brings up new DaemonSet pods in their place. Once the new
   * pods are available, it then proceeds onto other DaemonSet pods, thus ensuring that at least 70% of original number
   * of DaemonSet pods are available at all times during the update.
   */
  readonly maxUnavailable?: number | string | undefined;
}

/** Spec to control the desired behavior of rolling update. */
export interface RollingUpdateDeployment {
  /**
   * The maximum number of pods that can be scheduled above the desired number of pods. Value can be an absolute number
   * (ex: 5) or a percentage of desired pods (ex: 10%). This can not be 0 if MaxUnavailable is 0. Absolute number is
   * calculated from percentage by rounding up. Defaults to 25%. Example: when this is set to 30%, the new ReplicaSet
   * can be scaled up immediately when the rolling update starts, such that the total number of old and new pods do not
   * exceed 130% of desired pods. Once old pods have been killed, new ReplicaSet can be scaled up further, ensuring that
   * total number of pods running at any time during the update is at most 130% of desired pods.
   */
  readonly maxSurge?: number | string | undefined;

  /**
   * The maximum number of pods that can be unavailable during the update. Value can be an absolute number (ex: 5) or a
   * percentage of desired pods (ex: 10%). Absolute number is calculated from percentage by rounding down. This can not
   * be 0 if MaxSurge is 0. Defaults to 25%. Example: when this is set to 30%, the old ReplicaSet can be scaled down to
   * 70% of desired pods immediately when the rolling update starts. Once new pods are ready, old ReplicaSet can be
   * scaled down further, followed by scaling up the new ReplicaSet, ensuring that the total number of pods available at
   * all times during the update is at least 70% of desired pods.
   */
  readonly maxUnavailable?: number | string | undefined;
}

/** RollingUpdateStatefulSetStrategy is used to communicate parameter for RollingUpdateStatefulSetStrategyType. */
export interface RollingUpdateStatefulSetStrategy {
  /**
   * The maximum number of pods that can be unavailable during the update. Value can be an absolute number (ex: 5) or a
   * percentage of desired pods (ex: 10%). Absolute number is calculated from percentage by rounding up. This can not be
   * 0. Defaults to 1. This field is beta-level and is enabled by default. The field applies to all pods in the range 0
   * to Replicas-1. That means if there is any unavailable pod in the range 0 to Replicas-1, it will be counted towards
   * MaxUnavailable. This setting might not be effective for the OrderedReady podManagementPolicy. That policy ensures
   * pods are created and become ready one at a time.
   */
  readonly maxUnavailable?: number | string | undefined;

  /**
   * Partition indicates the ordinal at which the StatefulSet should be partitioned for updates. During a rolling
   * update, all pods from ordinal Replicas-1 to Partition are updated. All pods from ordinal Partition-1 to 0 remain
   * untouched. This is helpful in being able to do a canary based deployment. The default value is 0.
   */
  readonly partition?: number | undefined;
}

/**
 * StatefulSet represents a set of pods with consistent identities. Identities are defined as:
 * - Network: A single stable DNS and hostname.
 * - Storage: As many VolumeClaims as requested.
 *
 * The StatefulSet guarantees that a given network identity will always map to the same storage identity.
 *
 * This resource waits until its status is ready before registering success
 * for create/update, and populating output properties from the current state of the resource.
 * The following conditions are used to determine whether the resource creation has
 * succeeded or failed:
 *
 * 1. The value of 'spec.replicas' matches '.status.replicas', '.status.currentReplicas',
 * and '.status.readyReplicas'.
 * 2. The value of '.status.updateRevision' matches '.status.currentRevision'.
 *
 * If the StatefulSet has not reached a Ready state after 10 minutes, it will
 * time out and mark the resource update as Failed. You can override the default timeout value
 * by setting the 'customTimeouts' option on the resource.
 */
export interface StatefulSet {
  /**
   * APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized
   * schemas to the latest internal value, and may reject unrecognized values. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
   */
  readonly apiVersion?: 'apps/v1' | undefined;

  /**
   * Kind is a string value representing the REST resource this object represents. Servers may infer this from the
   * endpoint the client submits requests to. Cannot be updated. In CamelCase. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind?: 'StatefulSet' | undefined;

  /**
   * Standard object's metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta | undefined;

  /** Spec defines the desired identities of pods in this set. */
  readonly spec: StatefulSetSpec;
}

/** StatefulSetOrdinals describes the policy used for replica ordinal assignment in this StatefulSet. */
export interface StatefulSetOrdinals {
  /**
   * start is the number representing the first replica's index. It may be used to number replicas from an alternate
   * index (eg: 1-indexed) over the default 0-indexed names, or to orchestrate progressive movement of replicas from one
   * StatefulSet to another. If set, replica indices will be in the range:
   * [.spec.ordinals.start, .spec.ordinals.start + .spec.replicas).
   * If unset, defaults to 0. Replica indices will be in the range:
   * [0, .spec.replicas).
   */
  readonly start?: number | undefined;
}

/**
 * StatefulSetPersistentVolumeClaimRetentionPolicy describes the policy used for PVCs created from the StatefulSet
 * VolumeClaimTemplates.
 */
export interface StatefulSetPersistentVolumeClaimRetentionPolicy {
  /**
   * WhenDeleted specifies what happens to PVCs created from StatefulSet VolumeClaimTemplates when the StatefulSet is
   * deleted. The default policy of `Retain` causes PVCs to not be affected by StatefulSet deletion. The `Delete` policy
   * causes those PVCs to be deleted.
   */
  readonly whenDeleted?: string | undefined;

  /**
   * WhenScaled specifies what happens to PVCs created from StatefulSet VolumeClaimTemplates when the StatefulSet is
   * scaled down. The default policy of `Retain` causes PVCs to not be affected by a scaledown. The `Delete` policy
   * causes the associated PVCs for any excess pods above the replica count to be deleted.
   */
  readonly whenScaled?: string | undefined;
}

/** A StatefulSetSpec is the specification of a StatefulSet. */
export interface StatefulSetSpec {
  /**
   * Minimum number of seconds for which a newly created pod should be ready without any of its container crashing for
   * it to be considered available. Defaults to 0 (pod will be considered available as soon as it is ready)
   */
  readonly minReadySeconds?: number | undefined;

  /**
   * ordinals controls the numbering of replica indices in a StatefulSet. The default ordinals behavior assigns a "0"
   * index to the first replica and increments the index by one for each additional replica requested.
   */
  readonly ordinals?: StatefulSetOrdinals | undefined;

  /**
   * persistentVolumeClaimRetentionPolicy describes the lifecycle of persistent volume claims created from
   * volumeClaimTemplates. By default, all persistent volume claims are created as needed and retained until manually
   * deleted. This policy allows the lifecycle to be altered, for example by deleting persistent volume claims when
   * their stateful set is deleted, or when their pod is scaled down.
   */
  readonly persistentVolumeClaimRetentionPolicy?: StatefulSetPersistentVolumeClaimRetentionPolicy | undefined;

  /**
   * podManagementPolicy controls how pods are created during initial scale up, when replacing pods on nodes, or when
   * scaling down. The default policy is `OrderedReady`, where pods are created in increasing order (pod-0, then pod-1,
   * etc) and the controller will wait until each pod is ready before continuing. When scaling down, the pods are
   * removed in the opposite order. The alternative policy is `Parallel` which will create pods in parallel to match the
   * desired scale without waiting, and on scale down will delete all pods at once.
   */
  readonly podManagementPolicy?: string | undefined;

  /**
   * replicas is the desired number of replicas of the given Template. These are replicas in the sense that they are
   * instantiations of the same Template, but individual replicas also have a consistent identity. If unspecified,
   * defaults to 1.
   */
  readonly replicas?: number | undefined;

  /**
   * revisionHistoryLimit is the maximum number of revisions that will be maintained in the StatefulSet's revision
   * history. The revision history consists of all revisions not represented by a currently applied StatefulSetSpec
   * version. The default value is 10.
   */
  readonly revisionHistoryLimit?: number | undefined;

  /**
   * selector is a label query over pods that should match the replica count. It must match the pod template's labels.
   * More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
   */
  readonly selector: LabelSelector;

  /**
   * serviceName is the name of the service that governs this StatefulSet. This service must exist before the
   * StatefulSet, and is responsible for the network identity of the set. Pods get DNS/hostnames that follow the
   * pattern: pod-specific-string.serviceName.default.svc.cluster.local where "pod-specific-string" is managed by the
   * StatefulSet controller.
   */
  readonly serviceName?: string | undefined;

  /**
   * template is the object that describes the pod that will be created if insufficient replicas are detected. Each pod
   * stamped out by the StatefulSet will fulfill this Template, but have a unique identity from the rest of the
   * StatefulSet. Each pod will be named with the format <statefulsetname>-<podindex>. For example, a pod in a
   * StatefulSet named "web" with index number "3" would be named "web-3". The only allowed template.spec.restartPolicy
   * value is "Always".
   */
  readonly template: PodTemplateSpec;

  /**
   * updateStrategy indicates the StatefulSetUpdateStrategy that will be employed to update Pods in the StatefulSet when
   * a revision is made to Template.
   */
  readonly updateStrategy?: StatefulSetUpdateStrategy | undefined;

  /**
   * volumeClaimTemplates is a list of claims that pods are allowed to reference. The StatefulSet controller is
   * responsible for mapping network identities to claims in a way that maintains the identity of a pod. Every claim in
   * this list must have at least one matching (by name) volumeMount in one container in the template. A claim in this
   * list takes precedence over any volumes in the template, with the same name.
   */
  readonly volumeClaimTemplates?: readonly PersistentVolumeClaim[] | undefined;
}

/**
 * StatefulSetUpdateStrategy indicates the strategy that the StatefulSet controller will use to perform updates. It
 * includes any additional parameters necessary to perform the update for the indicated strategy.
 */
export interface StatefulSetUpdateStrategy {
  /** RollingUpdate is used to communicate parameters when Type is RollingUpdateStatefulSetStrategyType. */
  readonly rollingUpdate?: RollingUpdateStatefulSetStrategy | undefined;

  /** Type indicates the type of the StatefulSetUpdateStrategy. Default is RollingUpdate. */
  readonly type?: string | undefined;
}
