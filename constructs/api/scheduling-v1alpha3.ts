// From @pulumi/kubernetes 4.34.2 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

/** TopologyConstraint defines a topology constraint for a PodGroup. */
export interface TopologyConstraint {
  /**
   * key specifies the key of the node label representing the topology domain. All pods within the PodGroup must be
   * colocated within the same domain instance. Different PodGroups can land on different domain instances even if they
   * derive from the same PodGroupTemplate. Examples: "topology.kubernetes.io/rack"
   */
  readonly key: string;
}

/** WorkloadPodGroupAllDisruptionMode indicates that all pods in the group must be disrupted together. */
export interface WorkloadPodGroupAllDisruptionMode {
}

/** WorkloadPodGroupBasicSchedulingPolicy indicates standard Kubernetes scheduling behavior. */
export interface WorkloadPodGroupBasicSchedulingPolicy {
}

/**
 * WorkloadPodGroupDisruptionMode defines how individual pods within a group can be disrupted. Exactly one mode must be
 * set.
 */
export interface WorkloadPodGroupDisruptionMode {
  /** all specifies that all pods in the group must be disrupted together. */
  readonly all?: WorkloadPodGroupAllDisruptionMode | undefined;

  /** single specifies that pods can be disrupted independently from each other. */
  readonly single?: WorkloadPodGroupSingleDisruptionMode | undefined;
}

/** WorkloadPodGroupGangSchedulingPolicy defines the parameters for gang (all-or-nothing) scheduling. */
export interface WorkloadPodGroupGangSchedulingPolicy {
  /**
   * minCount is the minimum number of pods that must be scheduled at the same time for the scheduler to admit the
   * entire group. This field is optional. If it is not specified, the controller should inject a context-specific sane
   * default (e.g., parallelism for a Job). If set, it must be a positive integer.
   */
  readonly minCount?: number | undefined;
}

/** WorkloadPodGroupResourceClaim references a dynamic resource claim that is shared across pods in the group. */
export interface WorkloadPodGroupResourceClaim {
  /** name uniquely identifies this resource claim inside the group. This field is required. It must be a DNS_LABEL. */
  readonly name: string;

  /**
   * resourceClaimName is the name of a ResourceClaim object in the same namespace. This field is optional. If it is not
   * specified, no resource claim is used. If set, it must be a DNS subdomain.
   */
  readonly resourceClaimName?: string | undefined;

  /**
   * resourceClaimTemplateName is the name of a ResourceClaimTemplate object in the same namespace. This field is
   * optional. If it is not specified, no resource claim template is used. If set, it must be a DNS subdomain.
   */
  readonly resourceClaimTemplateName?: string | undefined;
}

/** WorkloadPodGroupSchedulingConstraints defines leaf-level scheduling constraints, such as topology. */
export interface WorkloadPodGroupSchedulingConstraints {
  /**
   * topology specifies desired topological placements for all pods within the pod group. If unset, no topology
   * placement is requested.
   */
  readonly topology?: readonly TopologyConstraint[] | undefined;
}

/**
 * WorkloadPodGroupSchedulingPolicy defines the scheduling policy for a group of pods managed by a workload controller.
 * Exactly one policy must be set.
 */
export interface WorkloadPodGroupSchedulingPolicy {
  /** basic specifies that standard, pod-by-pod Kubernetes scheduling behavior should be used. */
  readonly basic?: WorkloadPodGroupBasicSchedulingPolicy | undefined;

  /** gang specifies all-or-nothing scheduling semantics. */
  readonly gang?: WorkloadPodGroupGangSchedulingPolicy | undefined;
}

/** WorkloadPodGroupSingleDisruptionMode indicates that individual pods can be disrupted independently. */
export interface WorkloadPodGroupSingleDisruptionMode {
}
