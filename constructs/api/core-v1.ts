// From @pulumi/kubernetes 4.34.2 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

import type {
  LabelSelector,
  ObjectMeta,
} from './meta-v1';

/**
 * Represents a Persistent Disk resource in AWS.
 *
 * An AWS EBS disk must exist before mounting to a container. The disk must also be in the same AWS zone as the kubelet.
 * An AWS EBS disk can only be mounted as read/write once. AWS EBS volumes support ownership management and SELinux
 * relabeling.
 */
export interface AWSElasticBlockStoreVolumeSource {
  /**
   * fsType is the filesystem type of the volume that you want to mount. Tip: Ensure that the filesystem type is
   * supported by the host operating system. Examples: "ext4", "xfs", "ntfs". Implicitly inferred to be "ext4" if
   * unspecified. More info: https://kubernetes.io/docs/concepts/storage/volumes#awselasticblockstore
   */
  readonly fsType?: string | undefined;

  /**
   * partition is the partition in the volume that you want to mount. If omitted, the default is to mount by volume
   * name. Examples: For volume /dev/sda1, you specify the partition as "1". Similarly, the volume partition for
   * /dev/sda is "0" (or you can leave the property empty).
   */
  readonly partition?: number | undefined;

  /**
   * readOnly value true will force the readOnly setting in VolumeMounts. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#awselasticblockstore
   */
  readonly readOnly?: boolean | undefined;

  /**
   * volumeID is unique ID of the persistent disk resource in AWS (Amazon EBS volume). More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#awselasticblockstore
   */
  readonly volumeID: string;
}

/** Affinity is a group of affinity scheduling rules. */
export interface Affinity {
  /** Describes node affinity scheduling rules for the pod. */
  readonly nodeAffinity?: NodeAffinity | undefined;

  /**
   * Describes pod affinity scheduling rules (e.g. co-locate this pod in the same node, zone, etc. as some other
   * pod(s)).
   */
  readonly podAffinity?: PodAffinity | undefined;

  /**
   * Describes pod anti-affinity scheduling rules (e.g. avoid putting this pod in the same node, zone, etc. as some
   * other pod(s)).
   */
  readonly podAntiAffinity?: PodAntiAffinity | undefined;
}

/** AppArmorProfile defines a pod or container's AppArmor settings. */
export interface AppArmorProfile {
  /**
   * localhostProfile indicates a profile loaded on the node that should be used. The profile must be preconfigured on
   * the node to work. Must match the loaded name of the profile. Must be set if and only if type is "Localhost".
   */
  readonly localhostProfile?: string | undefined;

  /**
   * type indicates which kind of AppArmor profile will be applied. Valid options are:
   * Localhost - a profile pre-loaded on the node.
   * RuntimeDefault - the container runtime's default profile.
   * Unconfined - no AppArmor enforcement.
   */
  readonly type: string;
}

/** AzureDisk represents an Azure Data Disk mount on the host and bind mount to the pod. */
export interface AzureDiskVolumeSource {
  /** cachingMode is the Host Caching mode: None, Read Only, Read Write. */
  readonly cachingMode?: string | undefined;

  /** diskName is the Name of the data disk in the blob storage */
  readonly diskName: string;

  /** diskURI is the URI of data disk in the blob storage */
  readonly diskURI: string;

  /**
   * fsType is Filesystem type to mount. Must be a filesystem type supported by the host operating system. Ex. "ext4",
   * "xfs", "ntfs". Implicitly inferred to be "ext4" if unspecified.
   */
  readonly fsType?: string | undefined;

  /**
   * kind expected values are Shared: multiple blob disks per storage account  Dedicated: single blob disk per storage
   * account  Managed: azure managed data disk (only in managed availability set). defaults to shared
   */
  readonly kind?: string | undefined;

  /** readOnly Defaults to false (read/write). ReadOnly here will force the ReadOnly setting in VolumeMounts. */
  readonly readOnly?: boolean | undefined;
}

/** AzureFile represents an Azure File Service mount on the host and bind mount to the pod. */
export interface AzureFileVolumeSource {
  /** readOnly defaults to false (read/write). ReadOnly here will force the ReadOnly setting in VolumeMounts. */
  readonly readOnly?: boolean | undefined;

  /** secretName is the  name of secret that contains Azure Storage Account Name and Key */
  readonly secretName: string;

  /** shareName is the azure share Name */
  readonly shareName: string;
}

/** Represents a source location of a volume to mount, managed by an external CSI driver */
export interface CSIVolumeSource {
  /**
   * driver is the name of the CSI driver that handles this volume. Consult with your admin for the correct name as
   * registered in the cluster.
   */
  readonly driver: string;

  /**
   * fsType to mount. Ex. "ext4", "xfs", "ntfs". If not provided, the empty value is passed to the associated CSI driver
   * which will determine the default filesystem to apply.
   */
  readonly fsType?: string | undefined;

  /**
   * nodePublishSecretRef is a reference to the secret object containing sensitive information to pass to the CSI driver
   * to complete the CSI NodePublishVolume and NodeUnpublishVolume calls. This field is optional, and  may be empty if
   * no secret is required. If the secret object contains more than one secret, all secret references are passed.
   */
  readonly nodePublishSecretRef?: LocalObjectReference | undefined;

  /** readOnly specifies a read-only configuration for the volume. Defaults to false (read/write). */
  readonly readOnly?: boolean | undefined;

  /**
   * volumeAttributes stores driver-specific properties that are passed to the CSI driver. Consult your driver's
   * documentation for supported values.
   */
  readonly volumeAttributes?: { readonly [key: string]: string } | undefined;
}

/** Adds and removes POSIX capabilities from running containers. */
export interface Capabilities {
  /** Added capabilities */
  readonly add?: readonly string[] | undefined;

  /** Removed capabilities */
  readonly drop?: readonly string[] | undefined;
}

/**
 * Represents a Ceph Filesystem mount that lasts the lifetime of a pod Cephfs volumes do not support ownership
 * management or SELinux relabeling.
 */
export interface CephFSVolumeSource {
  /**
   * monitors is Required: Monitors is a collection of Ceph monitors More info:
   * https://examples.k8s.io/volumes/cephfs/README.md#how-to-use-it
   */
  readonly monitors: readonly string[];

  /** path is Optional: Used as the mounted root, rather than the full Ceph tree, default is / */
  readonly path?: string | undefined;

  /**
   * readOnly is Optional: Defaults to false (read/write). ReadOnly here will force the ReadOnly setting in
   * VolumeMounts. More info: https://examples.k8s.io/volumes/cephfs/README.md#how-to-use-it
   */
  readonly readOnly?: boolean | undefined;

  /**
   * secretFile is Optional: SecretFile is the path to key ring for User, default is /etc/ceph/user.secret More info:
   * https://examples.k8s.io/volumes/cephfs/README.md#how-to-use-it
   */
  readonly secretFile?: string | undefined;

  /**
   * secretRef is Optional: SecretRef is reference to the authentication secret for User, default is empty. More info:
   * https://examples.k8s.io/volumes/cephfs/README.md#how-to-use-it
   */
  readonly secretRef?: LocalObjectReference | undefined;

  /**
   * user is optional: User is the rados user name, default is admin More info:
   * https://examples.k8s.io/volumes/cephfs/README.md#how-to-use-it
   */
  readonly user?: string | undefined;
}

/**
 * Represents a cinder volume resource in Openstack. A Cinder volume must exist before mounting to a container. The
 * volume must also be in the same region as the kubelet. Cinder volumes support ownership management and SELinux
 * relabeling.
 */
export interface CinderVolumeSource {
  /**
   * fsType is the filesystem type to mount. Must be a filesystem type supported by the host operating system. Examples:
   * "ext4", "xfs", "ntfs". Implicitly inferred to be "ext4" if unspecified. More info:
   * https://examples.k8s.io/mysql-cinder-pd/README.md
   */
  readonly fsType?: string | undefined;

  /**
   * readOnly defaults to false (read/write). ReadOnly here will force the ReadOnly setting in VolumeMounts. More info:
   * https://examples.k8s.io/mysql-cinder-pd/README.md
   */
  readonly readOnly?: boolean | undefined;

  /** secretRef is optional: points to a secret object containing parameters used to connect to OpenStack. */
  readonly secretRef?: LocalObjectReference | undefined;

  /** volumeID used to identify the volume in cinder. More info: https://examples.k8s.io/mysql-cinder-pd/README.md */
  readonly volumeID: string;
}

/**
 * ClaimSource describes a reference to a ResourceClaim.
 *
 * Exactly one of these fields should be set.  Consumers of this type must treat an empty object as if it has an unknown
 * value.
 */
export interface ClaimSource {
  /** ResourceClaimName is the name of a ResourceClaim object in the same namespace as this pod. */
  readonly resourceClaimName?: string | undefined;

  /**
   * ResourceClaimTemplateName is the name of a ResourceClaimTemplate object in the same namespace as this pod.
   *
   * The template will be used to create a new ResourceClaim, which will be bound to this pod. When this pod is deleted,
   * the ResourceClaim will also be deleted. The name of the ResourceClaim will be <pod name>-<resource name>, where
   * <resource name> is the PodResourceClaim.Name. Pod validation will reject the pod if the concatenated name is not
   * valid for a ResourceClaim (e.g. too long).
   *
   * An existing ResourceClaim with that name that is not owned by the pod will not be used for the pod to avoid using
   * an unrelated resource by mistake. Scheduling and pod startup are then blocked until the unrelated ResourceClaim is
   * removed.
   *
   * This field is immutable and no changes will be made to the corresponding ResourceClaim by the control plane after
   * creating the ResourceClaim.
   */
  readonly resourceClaimTemplateName?: string | undefined;
}

/** ClientIPConfig represents the configurations of Client IP based session affinity. */
export interface ClientIPConfig {
  /**
   * timeoutSeconds specifies the seconds of ClientIP type session sticky time. The value must be >0 && <=86400(for 1
   * day) if ServiceAffinity == "ClientIP". Default value is 10800(for 3 hours).
   */
  readonly timeoutSeconds?: number | undefined;
}

/**
 * ClusterTrustBundleProjection describes how to select a set of ClusterTrustBundle objects and project their contents
 * into the pod filesystem.
 */
export interface ClusterTrustBundleProjection {
  /**
   * Select all ClusterTrustBundles that match this label selector.  Only has effect if signerName is set.
   * Mutually-exclusive with name.  If unset, interpreted as "match nothing".  If set but empty, interpreted as "match
   * everything".
   */
  readonly labelSelector?: LabelSelector | undefined;

  /** Select a single ClusterTrustBundle by object name.  Mutually-exclusive with signerName and labelSelector. */
  readonly name?: string | undefined;

  /**
   * If true, don't block pod startup if the referenced ClusterTrustBundle(s) aren't available.  If using name, then the
   * named ClusterTrustBundle is allowed not to exist.  If using signerName, then the combination of signerName and
   * labelSelector is allowed to match zero ClusterTrustBundles.
   */
  readonly optional?: boolean | undefined;

  /** Relative path from the volume root to write the bundle. */
  readonly path: string;

  /**
   * Select all ClusterTrustBundles that match this signer name. Mutually-exclusive with name.  The contents of all
   * selected ClusterTrustBundles will be unified and deduplicated.
   */
  readonly signerName?: string | undefined;

  /**
   * user is Optional: The owner UID of the created file. If specified, the item-level user field takes precedence over
   * defaultUser. (Alpha) This field requires the AtomicWriteVolumeUserFields feature gate to be enabled.
   */
  readonly user?: number | undefined;
}

/** ConfigMap holds configuration data for pods to consume. */
export interface ConfigMap {
  /**
   * APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized
   * schemas to the latest internal value, and may reject unrecognized values. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
   */
  readonly apiVersion?: 'v1' | undefined;

  /**
   * BinaryData contains the binary data. Each key must consist of alphanumeric characters, '-', '_' or '.'. BinaryData
   * can contain byte sequences that are not in the UTF-8 range. The keys stored in BinaryData must not overlap with the
   * ones in the Data field, this is enforced during validation process. Using this field will require 1.10+ apiserver
   * and kubelet. Note: BinaryData keys are not currently propagated to container env vars via ConfigMapKeyRef or
   * ConfigMapRef env sources; only Data keys are used.
   */
  readonly binaryData?: { readonly [key: string]: string } | undefined;

  /**
   * Data contains the configuration data. Each key must consist of alphanumeric characters, '-', '_' or '.'. Values
   * with non-UTF-8 byte sequences must use the BinaryData field. The keys stored in Data must not overlap with the keys
   * in the BinaryData field, this is enforced during validation process.
   */
  readonly data?: { readonly [key: string]: string } | undefined;

  /**
   * Immutable, if set to true, ensures that data stored in the ConfigMap cannot be updated (only object metadata can be
   * modified). If not set to true, the field can be modified at any time. Defaulted to nil.
   */
  readonly immutable?: boolean | undefined;

  /**
   * Kind is a string value representing the REST resource this object represents. Servers may infer this from the
   * endpoint the client submits requests to. Cannot be updated. In CamelCase. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind?: 'ConfigMap' | undefined;

  /**
   * Standard object's metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta | undefined;
}

/**
 * ConfigMapEnvSource selects a ConfigMap to populate the environment variables with.
 *
 * The contents of the target ConfigMap's Data field will represent the key-value pairs as environment variables. Keys
 * in the BinaryData field are not currently propagated to container env vars.
 */
export interface ConfigMapEnvSource {
  /**
   * Name of the referent. This field is effectively required, but due to backwards compatibility is allowed to be
   * empty. Instances of this type with an empty value here are almost certainly wrong. More info:
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
   */
  readonly name?: string | undefined;

  /** Specify whether the ConfigMap must be defined */
  readonly optional?: boolean | undefined;
}

/** Selects a key from a ConfigMap. */
export interface ConfigMapKeySelector {
  /**
   * The key to select from the ConfigMap's Data field. Keys in the BinaryData field are not currently propagated to
   * container env vars.
   */
  readonly key: string;

  /**
   * Name of the referent. This field is effectively required, but due to backwards compatibility is allowed to be
   * empty. Instances of this type with an empty value here are almost certainly wrong. More info:
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
   */
  readonly name?: string | undefined;

  /** Specify whether the ConfigMap or its key must be defined */
  readonly optional?: boolean | undefined;
}

/**
 * Adapts a ConfigMap into a projected volume.
 *
 * The contents of the target ConfigMap's Data field will be presented in a projected volume as files using the keys in
 * the Data field as the file names, unless the items element is populated with specific mappings of keys to paths. Note
 * that this is identical to a configmap volume source without the default mode.
 */
export interface ConfigMapProjection {
  /**
   * items if unspecified, each key-value pair in the Data field of the referenced ConfigMap will be projected into the
   * volume as a file whose name is the key and content is the value. If specified, the listed keys will be projected
   * into the specified paths, and unlisted keys will not be present. If a key is specified which is not present in the
   * ConfigMap, the volume setup will error unless it is marked optional. Paths must be relative and may not contain the
   * '..' path or start with '..'.
   */
  readonly items?: readonly KeyToPath[] | undefined;

  /**
   * Name of the referent. This field is effectively required, but due to backwards compatibility is allowed to be
   * empty. Instances of this type with an empty value here are almost certainly wrong. More info:
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
   */
  readonly name?: string | undefined;

  /** optional specify whether the ConfigMap or its keys must be defined */
  readonly optional?: boolean | undefined;
}

/**
 * Adapts a ConfigMap into a volume.
 *
 * The contents of the target ConfigMap's Data field will be presented in a volume as files using the keys in the Data
 * field as the file names, unless the items element is populated with specific mappings of keys to paths. ConfigMap
 * volumes support ownership management and SELinux relabeling.
 */
export interface ConfigMapVolumeSource {
  /**
   * defaultMode is optional: mode bits used to set permissions on created files by default. Must be an octal value
   * between 0000 and 0777 or a decimal value between 0 and 511. YAML accepts both octal and decimal values, JSON
   * requires decimal values for mode bits. Defaults to 0644. Directories within the path are not affected by this
   * setting. This might be in conflict with other options that affect the file mode, like fsGroup, and the result can
   * be other mode bits set.
   */
  readonly defaultMode?: number | undefined;

  /**
   * defaultUser is Optional: The owner UID of the created files by default. The defaultUser field is only used as a
   * fallback when the item-level user field is unset. (Alpha) This field requires the AtomicWriteVolumeUserFields
   * feature gate to be enabled.
   */
  readonly defaultUser?: number | undefined;

  /**
   * items if unspecified, each key-value pair in the Data field of the referenced ConfigMap will be projected into the
   * volume as a file whose name is the key and content is the value. If specified, the listed keys will be projected
   * into the specified paths, and unlisted keys will not be present. If a key is specified which is not present in the
   * ConfigMap, the volume setup will error unless it is marked optional. Paths must be relative and may not contain the
   * '..' path or start with '..'.
   */
  readonly items?: readonly KeyToPath[] | undefined;

  /**
   * Name of the referent. This field is effectively required, but due to backwards compatibility is allowed to be
   * empty. Instances of this type with an empty value here are almost certainly wrong. More info:
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
   */
  readonly name?: string | undefined;

  /** optional specify whether the ConfigMap or its keys must be defined */
  readonly optional?: boolean | undefined;
}

/** A single application container that you want to run within a pod. */
export interface Container {
  /**
   * Arguments to the entrypoint. The container image's CMD is used if this is not provided. Variable references
   * $(VAR_NAME) are expanded using the container's environment. If a variable cannot be resolved, the reference in the
   * input string will be unchanged. Double $$ are reduced to a single $, which allows for escaping the $(VAR_NAME)
   * syntax: i.e. "$$(VAR_NAME)" will produce the string literal "$(VAR_NAME)". Escaped references will never be
   * expanded, regardless of whether the variable exists or not. Cannot be updated. More info:
   * https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/#running-a-command-in-a-shell
   */
  readonly args?: readonly string[] | undefined;

  /**
   * Entrypoint array. Not executed within a shell. The container image's ENTRYPOINT is used if this is not provided.
   * Variable references $(VAR_NAME) are expanded using the container's environment. If a variable cannot be resolved,
   * the reference in the input string will be unchanged. Double $$ are reduced to a single $, which allows for escaping
   * the $(VAR_NAME) syntax: i.e. "$$(VAR_NAME)" will produce the string literal "$(VAR_NAME)". Escaped references will
   * never be expanded, regardless of whether the variable exists or not. Cannot be updated. More info:
   * https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/#running-a-command-in-a-shell
   */
  readonly command?: readonly string[] | undefined;

  /** List of environment variables to set in the container. Cannot be updated. */
  readonly env?: readonly EnvVar[] | undefined;

  /**
   * List of sources to populate environment variables in the container. The keys defined within a source may consist of
   * any printable ASCII characters except '='. When a key exists in multiple sources, the value associated with the
   * last source will take precedence. Values defined by an Env with a duplicate key will take precedence. Cannot be
   * updated.
   */
  readonly envFrom?: readonly EnvFromSource[] | undefined;

  /**
   * Container image name. More info: https://kubernetes.io/docs/concepts/containers/images This field is optional to
   * allow higher level config management to default or override container images in workload controllers like
   * Deployments and StatefulSets.
   */
  readonly image?: string | undefined;

  /**
   * Image pull policy. One of Always, Never, IfNotPresent. Defaults to Always if :latest tag is specified, or
   * IfNotPresent otherwise. Cannot be updated. More info:
   * https://kubernetes.io/docs/concepts/containers/images#updating-images
   */
  readonly imagePullPolicy?: string | undefined;

  /** Actions that the management system should take in response to container lifecycle events. Cannot be updated. */
  readonly lifecycle?: Lifecycle | undefined;

  /**
   * Periodic probe of container liveness. Container will be restarted if the probe fails. Cannot be updated. More info:
   * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes
   */
  readonly livenessProbe?: Probe | undefined;

  /**
   * Name of the container specified as a DNS_LABEL. Each container in a pod must have a unique name (DNS_LABEL). Cannot
   * be updated.
   */
  readonly name: string;

  /**
   * List of ports to expose from the container. Not specifying a port here DOES NOT prevent that port from being
   * exposed. Any port which is listening on the default "0.0.0.0" address inside a container will be accessible from
   * the network. Modifying this array with strategic merge patch may corrupt the data. For more information See
   * https://github.com/kubernetes/kubernetes/issues/108255. Cannot be updated.
   */
  readonly ports?: readonly ContainerPort[] | undefined;

  /**
   * Periodic probe of container service readiness. Container will be removed from service endpoints if the probe fails.
   * Cannot be updated. More info: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes
   */
  readonly readinessProbe?: Probe | undefined;

  /** Resources resize policy for the container. This field cannot be set on ephemeral containers. */
  readonly resizePolicy?: readonly ContainerResizePolicy[] | undefined;

  /**
   * Compute Resources required by this container. Cannot be updated. More info:
   * https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   */
  readonly resources?: ResourceRequirements | undefined;

  /**
   * RestartPolicy defines the restart behavior of individual containers in a pod. This overrides the pod-level restart
   * policy. When this field is not specified, the restart behavior is defined by the Pod's restart policy and the
   * container type. Additionally, setting the RestartPolicy as "Always" for the init container will have the following
   * effect: this init container will be continually restarted on exit until all regular containers have terminated.
   * Once all regular containers have completed, all init containers with restartPolicy "Always" will be shut down. This
   * lifecycle differs from normal init containers and is often referred to as a "sidecar" container. Although this init
   * container still starts in the init container sequence, it does not wait for the container to complete before
   * proceeding to the next init container. Instead, the next init container starts immediately after this init
   * container is started, or after any startupProbe has successfully completed.
   */
  readonly restartPolicy?: string | undefined;

  /**
   * Represents a list of rules to be checked to determine if the container should be restarted on exit. The rules are
   * evaluated in order. Once a rule matches a container exit condition, the remaining rules are ignored. If no rule
   * matches the container exit condition, the Container-level restart policy determines the whether the container is
   * restarted or not. Constraints on the rules: - At most 20 rules are allowed. - Rules can have the same action. -
   * Identical rules are not forbidden in validations. When rules are specified, container MUST set RestartPolicy
   * explicitly even it if matches the Pod's RestartPolicy.
   */
  readonly restartPolicyRules?: readonly ContainerRestartRule[] | undefined;

  /**
   * SecurityContext defines the security options the container should be run with. If set, the fields of
   * SecurityContext override the equivalent fields of PodSecurityContext. More info:
   * https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
   */
  readonly securityContext?: SecurityContext | undefined;

  /**
   * StartupProbe indicates that the Pod has successfully initialized. If specified, no other probes are executed until
   * this completes successfully. If this probe fails, the Pod will be restarted, just as if the livenessProbe failed.
   * This can be used to provide different probe parameters at the beginning of a Pod's lifecycle, when it might take a
   * long time to load data or warm a cache, than during steady-state operation. This cannot be updated. More info:
   * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes
   */
  readonly startupProbe?: Probe | undefined;

  /**
   * Whether this container should allocate a buffer for stdin in the container runtime. If this is not set, reads from
   * stdin in the container will always result in EOF. Default is false.
   */
  readonly stdin?: boolean | undefined;

  /**
   * Whether the container runtime should close the stdin channel after it has been opened by a single attach. When
   * stdin is true the stdin stream will remain open across multiple attach sessions. If stdinOnce is set to true, stdin
   * is opened on container start, is empty until the first client attaches to stdin, and then remains open and accepts
   * data until the client disconnects, at which time stdin is closed and remains closed until the container is
   * restarted. If this flag is false, a container processes that reads from stdin will never receive an EOF. Default is
   * false
   */
  readonly stdinOnce?: boolean | undefined;

  /**
   * Optional: Path at which the file to which the container's termination message will be written is mounted into the
   * container's filesystem. Message written is intended to be brief final status, such as an assertion failure message.
   * Will be truncated by the node if greater than 4096 bytes. The total message length across all containers will be
   * limited to 12kb. Defaults to /dev/termination-log. Cannot be updated.
   */
  readonly terminationMessagePath?: string | undefined;

  /**
   * Indicate how the termination message should be populated. File will use the contents of terminationMessagePath to
   * populate the container status message on both success and failure. FallbackToLogsOnError will use the last chunk of
   * container log output if the termination message file is empty and the container exited with an error. The log
   * output is limited to 2048 bytes or 80 lines, whichever is smaller. Defaults to File. Cannot be updated.
   */
  readonly terminationMessagePolicy?: string | undefined;

  /** Whether this container should allocate a TTY for itself, also requires 'stdin' to be true. Default is false. */
  readonly tty?: boolean | undefined;

  /** volumeDevices is the list of block devices to be used by the container. */
  readonly volumeDevices?: readonly VolumeDevice[] | undefined;

  /** Pod volumes to mount into the container's filesystem. Cannot be updated. */
  readonly volumeMounts?: readonly VolumeMount[] | undefined;

  /**
   * Container's working directory. If not specified, the container runtime's default will be used, which might be
   * configured in the container image. Cannot be updated.
   */
  readonly workingDir?: string | undefined;
}

/** ContainerPort represents a network port in a single container. */
export interface ContainerPort {
  /** Number of port to expose on the pod's IP address. This must be a valid port number, 0 < x < 65536. */
  readonly containerPort: number;

  /** What host IP to bind the external port to. */
  readonly hostIP?: string | undefined;

  /**
   * Number of port to expose on the host. If specified, this must be a valid port number, 0 < x < 65536. If HostNetwork
   * is specified, this must match ContainerPort. Most containers do not need this.
   */
  readonly hostPort?: number | undefined;

  /**
   * If specified, this must be an IANA_SVC_NAME and unique within the pod. Each named port in a pod must have a unique
   * name. Name for the port that can be referred to by services.
   */
  readonly name?: string | undefined;

  /** Protocol for port. Must be UDP, TCP, or SCTP. Defaults to "TCP". */
  readonly protocol?: string | undefined;
}

/** ContainerResizePolicy represents resource resize policy for the container. */
export interface ContainerResizePolicy {
  /** Name of the resource to which this resource resize policy applies. Supported values: cpu, memory. */
  readonly resourceName: string;

  /** Restart policy to apply when specified resource is resized. If not specified, it defaults to NotRequired. */
  readonly restartPolicy: string;
}

/** ContainerRestartRule describes how a container exit is handled. */
export interface ContainerRestartRule {
  /**
   * Specifies the action taken on a container exit if the requirements are satisfied. The only possible value is
   * "Restart" to restart the container.
   */
  readonly action: string;

  /** Represents the exit codes to check on container exits. */
  readonly exitCodes?: ContainerRestartRuleOnExitCodes | undefined;
}

/** ContainerRestartRuleOnExitCodes describes the condition for handling an exited container based on its exit codes. */
export interface ContainerRestartRuleOnExitCodes {
  /**
   * Represents the relationship between the container exit code(s) and the specified values. Possible values are: - In:
   * the requirement is satisfied if the container exit code is in the
   * set of specified values.
   * - NotIn: the requirement is satisfied if the container exit code is
   * not in the set of specified values.
   */
  readonly operator: string;

  /** Specifies the set of values to check for container exit codes. At most 255 elements are allowed. */
  readonly values?: readonly number[] | undefined;
}

/**
 * Represents downward API info for projecting into a projected volume. Note that this is identical to a downwardAPI
 * volume source without the default mode.
 */
export interface DownwardAPIProjection {
  /** Items is a list of DownwardAPIVolume file */
  readonly items?: readonly DownwardAPIVolumeFile[] | undefined;
}

/** DownwardAPIVolumeFile represents information to create the file containing the pod field */
export interface DownwardAPIVolumeFile {
  /** Required: Selects a field of the pod: only annotations, labels, name, namespace and uid are supported. */
  readonly fieldRef?: ObjectFieldSelector | undefined;

  /**
   * Optional: mode bits used to set permissions on this file, must be an octal value between 0000 and 0777 or a decimal
   * value between 0 and 511. YAML accepts both octal and decimal values, JSON requires decimal values for mode bits. If
   * not specified, the volume defaultMode will be used. This might be in conflict with other options that affect the
   * file mode, like fsGroup, and the result can be other mode bits set.
   */
  readonly mode?: number | undefined;

  /**
   * Required: Path is  the relative path name of the file to be created. Must not be absolute or contain the '..' path.
   * Must be utf-8 encoded. The first item of the relative path must not start with '..'
   */
  readonly path: string;

  /**
   * Selects a resource of the container: only resources limits and requests (limits.cpu, limits.memory, requests.cpu
   * and requests.memory) are currently supported.
   */
  readonly resourceFieldRef?: ResourceFieldSelector | undefined;

  /**
   * user is Optional: The owner UID of the created file. If specified, the item-level user field takes precedence over
   * defaultUser. (Alpha) This field requires the AtomicWriteVolumeUserFields feature gate to be enabled.
   */
  readonly user?: number | undefined;
}

/**
 * DownwardAPIVolumeSource represents a volume containing downward API info. Downward API volumes support ownership
 * management and SELinux relabeling.
 */
export interface DownwardAPIVolumeSource {
  /**
   * Optional: mode bits to use on created files by default. Must be a Optional: mode bits used to set permissions on
   * created files by default. Must be an octal value between 0000 and 0777 or a decimal value between 0 and 511. YAML
   * accepts both octal and decimal values, JSON requires decimal values for mode bits. Defaults to 0644. Directories
   * within the path are not affected by this setting. This might be in conflict with other options that affect the file
   * mode, like fsGroup, and the result can be other mode bits set.
   */
  readonly defaultMode?: number | undefined;

  /**
   * defaultUser is Optional: The owner UID of the created files by default. The defaultUser field is only used as a
   * fallback when the item-level user field is unset. (Alpha) This field requires the AtomicWriteVolumeUserFields
   * feature gate to be enabled.
   */
  readonly defaultUser?: number | undefined;

  /** Items is a list of downward API volume file */
  readonly items?: readonly DownwardAPIVolumeFile[] | undefined;
}

/**
 * Represents an empty directory for a pod. Empty directory volumes support ownership management and SELinux relabeling.
 */
export interface EmptyDirVolumeSource {
  /**
   * medium represents what type of storage medium should back this directory. The default is "" which means to use the
   * node's default medium. Must be an empty string (default) or Memory. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#emptydir
   */
  readonly medium?: string | undefined;

  /**
   * mode specifies the permission bits for the emptyDir directory, in numeric notation (e.g., 0755, 01777). Must be a
   * value between 0000 and 01777. If not specified, defaults to 0777. This might be in conflict with other options that
   * affect the file mode, like fsGroup. If fsGroup is specified, the fsGroup permissions will override the mode
   * specified here. This field has no effect on Windows. This field is alpha and requires EmptyDirVolumeMode
   * featuregate to be enabled.
   */
  readonly mode?: number | undefined;

  /**
   * sizeLimit is the total amount of local storage required for this EmptyDir volume. The size limit is also applicable
   * for memory medium. The maximum usage on memory medium EmptyDir would be the minimum value between the SizeLimit
   * specified here and the sum of memory limits of all containers in a pod. The default is nil which means that the
   * limit is undefined. More info: https://kubernetes.io/docs/concepts/storage/volumes#emptydir
   */
  readonly sizeLimit?: string | undefined;
}

/** EnvFromSource represents the source of a set of ConfigMaps or Secrets */
export interface EnvFromSource {
  /** The ConfigMap to select from */
  readonly configMapRef?: ConfigMapEnvSource | undefined;

  /**
   * Optional text to prepend to the name of each environment variable. May consist of any printable ASCII characters
   * except '='.
   */
  readonly prefix?: string | undefined;

  /** The Secret to select from */
  readonly secretRef?: SecretEnvSource | undefined;
}

/** EnvVar represents an environment variable present in a Container. */
export interface EnvVar {
  /** Name of the environment variable. May consist of any printable ASCII characters except '='. */
  readonly name: string;

  /**
   * Variable references $(VAR_NAME) are expanded using the previously defined environment variables in the container
   * and any service environment variables. If a variable cannot be resolved, the reference in the input string will be
   * unchanged. Double $$ are reduced to a single $, which allows for escaping the $(VAR_NAME) syntax: i.e.
   * "$$(VAR_NAME)" will produce the string literal "$(VAR_NAME)". Escaped references will never be expanded, regardless
   * of whether the variable exists or not. Defaults to "".
   */
  readonly value?: string | undefined;

  /** Source for the environment variable's value. Cannot be used if value is not empty. */
  readonly valueFrom?: EnvVarSource | undefined;
}

/** EnvVarSource represents a source for the value of an EnvVar. */
export interface EnvVarSource {
  /** Selects a key of a ConfigMap. */
  readonly configMapKeyRef?: ConfigMapKeySelector | undefined;

  /**
   * Selects a field of the pod: supports metadata.name, metadata.namespace, `metadata.labels['<KEY>']`,
   * `metadata.annotations['<KEY>']`, spec.nodeName, spec.serviceAccountName, status.hostIP, status.podIP,
   * status.podIPs.
   */
  readonly fieldRef?: ObjectFieldSelector | undefined;

  /** FileKeyRef selects a key of the env file. Requires the EnvFiles feature gate to be enabled. */
  readonly fileKeyRef?: FileKeySelector | undefined;

  /**
   * Selects a resource of the container: only resources limits and requests (limits.cpu, limits.memory,
   * limits.ephemeral-storage, requests.cpu, requests.memory and requests.ephemeral-storage) are currently supported.
   */
  readonly resourceFieldRef?: ResourceFieldSelector | undefined;

  /** Selects a key of a secret in the pod's namespace */
  readonly secretKeyRef?: SecretKeySelector | undefined;
}

/**
 * An EphemeralContainer is a temporary container that you may add to an existing Pod for user-initiated activities such
 * as debugging. Ephemeral containers have no resource or scheduling guarantees, and they will not be restarted when
 * they exit or when a Pod is removed or restarted. The kubelet may evict a Pod if an ephemeral container causes the Pod
 * to exceed its resource allocation.
 *
 * To add an ephemeral container, use the ephemeralcontainers subresource of an existing Pod. Ephemeral containers may
 * not be removed or restarted.
 */
export interface EphemeralContainer {
  /**
   * Arguments to the entrypoint. The image's CMD is used if this is not provided. Variable references $(VAR_NAME) are
   * expanded using the container's environment. If a variable cannot be resolved, the reference in the input string
   * will be unchanged. Double $$ are reduced to a single $, which allows for escaping the $(VAR_NAME) syntax: i.e.
   * "$$(VAR_NAME)" will produce the string literal "$(VAR_NAME)". Escaped references will never be expanded, regardless
   * of whether the variable exists or not. Cannot be updated. More info:
   * https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/#running-a-command-in-a-shell
   */
  readonly args?: readonly string[] | undefined;

  /**
   * Entrypoint array. Not executed within a shell. The image's ENTRYPOINT is used if this is not provided. Variable
   * references $(VAR_NAME) are expanded using the container's environment. If a variable cannot be resolved, the
   * reference in the input string will be unchanged. Double $$ are reduced to a single $, which allows for escaping the
   * $(VAR_NAME) syntax: i.e. "$$(VAR_NAME)" will produce the string literal "$(VAR_NAME)". Escaped references will
   * never be expanded, regardless of whether the variable exists or not. Cannot be updated. More info:
   * https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/#running-a-command-in-a-shell
   */
  readonly command?: readonly string[] | undefined;

  /** List of environment variables to set in the container. Cannot be updated. */
  readonly env?: readonly EnvVar[] | undefined;

  /**
   * List of sources to populate environment variables in the container. The keys defined within a source may consist of
   * any printable ASCII characters except '='. When a key exists in multiple sources, the value associated with the
   * last source will take precedence. Values defined by an Env with a duplicate key will take precedence. Cannot be
   * updated.
   */
  readonly envFrom?: readonly EnvFromSource[] | undefined;

  /** Container image name. More info: https://kubernetes.io/docs/concepts/containers/images */
  readonly image?: string | undefined;

  /**
   * Image pull policy. One of Always, Never, IfNotPresent. Defaults to Always if :latest tag is specified, or
   * IfNotPresent otherwise. Cannot be updated. More info:
   * https://kubernetes.io/docs/concepts/containers/images#updating-images
   */
  readonly imagePullPolicy?: string | undefined;

  /** Lifecycle is not allowed for ephemeral containers. */
  readonly lifecycle?: Lifecycle | undefined;

  /** Probes are not allowed for ephemeral containers. */
  readonly livenessProbe?: Probe | undefined;

  /**
   * Name of the ephemeral container specified as a DNS_LABEL. This name must be unique among all containers, init
   * containers and ephemeral containers.
   */
  readonly name: string;

  /** Ports are not allowed for ephemeral containers. */
  readonly ports?: readonly ContainerPort[] | undefined;

  /** Probes are not allowed for ephemeral containers. */
  readonly readinessProbe?: Probe | undefined;

  /** Resources resize policy for the container. */
  readonly resizePolicy?: readonly ContainerResizePolicy[] | undefined;

  /**
   * Resources are not allowed for ephemeral containers. Ephemeral containers use spare resources already allocated to
   * the pod.
   */
  readonly resources?: ResourceRequirements | undefined;

  /**
   * Restart policy for the container to manage the restart behavior of each container within a pod. You cannot set this
   * field on ephemeral containers.
   */
  readonly restartPolicy?: string | undefined;

  /**
   * Represents a list of rules to be checked to determine if the container should be restarted on exit. You cannot set
   * this field on ephemeral containers.
   */
  readonly restartPolicyRules?: readonly ContainerRestartRule[] | undefined;

  /**
   * Optional: SecurityContext defines the security options the ephemeral container should be run with. If set, the
   * fields of SecurityContext override the equivalent fields of PodSecurityContext.
   */
  readonly securityContext?: SecurityContext | undefined;

  /** Probes are not allowed for ephemeral containers. */
  readonly startupProbe?: Probe | undefined;

  /**
   * Whether this container should allocate a buffer for stdin in the container runtime. If this is not set, reads from
   * stdin in the container will always result in EOF. Default is false.
   */
  readonly stdin?: boolean | undefined;

  /**
   * Whether the container runtime should close the stdin channel after it has been opened by a single attach. When
   * stdin is true the stdin stream will remain open across multiple attach sessions. If stdinOnce is set to true, stdin
   * is opened on container start, is empty until the first client attaches to stdin, and then remains open and accepts
   * data until the client disconnects, at which time stdin is closed and remains closed until the container is
   * restarted. If this flag is false, a container processes that reads from stdin will never receive an EOF. Default is
   * false
   */
  readonly stdinOnce?: boolean | undefined;

  /**
   * If set, the name of the container from PodSpec that this ephemeral container targets. The ephemeral container will
   * be run in the namespaces (IPC, PID, etc) of this container. If not set then the ephemeral container uses the
   * namespaces configured in the Pod spec.
   *
   * The container runtime must implement support for this feature. If the runtime does not support namespace targeting
   * then the result of setting this field is undefined.
   */
  readonly targetContainerName?: string | undefined;

  /**
   * Optional: Path at which the file to which the container's termination message will be written is mounted into the
   * container's filesystem. Message written is intended to be brief final status, such as an assertion failure message.
   * Will be truncated by the node if greater than 4096 bytes. The total message length across all containers will be
   * limited to 12kb. Defaults to /dev/termination-log. Cannot be updated.
   */
  readonly terminationMessagePath?: string | undefined;

  /**
   * Indicate how the termination message should be populated. File will use the contents of terminationMessagePath to
   * populate the container status message on both success and failure. FallbackToLogsOnError will use the last chunk of
   * container log output if the termination message file is empty and the container exited with an error. The log
   * output is limited to 2048 bytes or 80 lines, whichever is smaller. Defaults to File. Cannot be updated.
   */
  readonly terminationMessagePolicy?: string | undefined;

  /** Whether this container should allocate a TTY for itself, also requires 'stdin' to be true. Default is false. */
  readonly tty?: boolean | undefined;

  /** volumeDevices is the list of block devices to be used by the container. */
  readonly volumeDevices?: readonly VolumeDevice[] | undefined;

  /**
   * Pod volumes to mount into the container's filesystem. Subpath mounts are not allowed for ephemeral containers.
   * Cannot be updated.
   */
  readonly volumeMounts?: readonly VolumeMount[] | undefined;

  /**
   * Container's working directory. If not specified, the container runtime's default will be used, which might be
   * configured in the container image. Cannot be updated.
   */
  readonly workingDir?: string | undefined;
}

/** Represents an ephemeral volume that is handled by a normal storage driver. */
export interface EphemeralVolumeSource {
  /** Specifies a read-only configuration for the volume. Defaults to false (read/write). */
  readonly readOnly?: boolean | undefined;

  /**
   * Will be used to create a stand-alone PVC to provision the volume. The pod in which this EphemeralVolumeSource is
   * embedded will be the owner of the PVC, i.e. the PVC will be deleted together with the pod.  The name of the PVC
   * will be `<pod name>-<volume name>` where `<volume name>` is the name from the `PodSpec.Volumes` array entry. Pod
   * validation will reject the pod if the concatenated name is not valid for a PVC (for example, too long).
   *
   * An existing PVC with that name that is not owned by the pod will *not* be used for the pod to avoid using an
   * unrelated volume by mistake. Starting the pod is then blocked until the unrelated PVC is removed. If such a
   * pre-created PVC is meant to be used by the pod, the PVC has to updated with an owner reference to the pod once the
   * pod exists. Normally this should not be necessary, but it may be useful when manually reconstructing a broken
   * cluster.
   *
   * This field is read-only and no changes will be made by Kubernetes to the PVC after it has been created.
   *
   * Required, must not be nil.
   */
  readonly volumeClaimTemplate?: PersistentVolumeClaimTemplate | undefined;
}

/**
 * EvictionResponder allows you to specify the responder reacting to an Eviction. Responders should observe and
 * communicate through the Eviction Resource API to help with the graceful eviction of a target (e.g. termination of a
 * pod).
 */
export interface EvictionResponder {
  /**
   * name allows you to identify the responder responding to the Eviction.
   *
   * It must be a valid domain-prefixed key (such as "acme.io/foo"). Domain names *.k8s.io and *.kubernetes.io are
   * reserved. This field must be unique for each responder. This field is required.
   */
  readonly name: string;

  /**
   * priority for this responder. Higher priorities are selected first by the evictionrequest-controller. If there are
   * responders with the same priority, the responder whose domain name comes first in the alphabetical higher domain
   * order, will be picked. This means that the top domain labels are compared alphabetically first, followed by the
   * lower domain labels. The key is compared last.
   *
   * The responder that is the managing controller of the pod should set the value of this field to 10000 to allow both
   * for preemption or fallback registration by other responders.
   *
   * The minimum value is 0 and the maximum value is 100000. The interval 0-999 is reserved for responders with *.k8s.io
   * suffix. This field is required.
   */
  readonly priority: number;
}

/** ExecAction describes a "run in container" action. */
export interface ExecAction {
  /**
   * Command is the command line to execute inside the container, the working directory for the command  is root ('/')
   * in the container's filesystem. The command is simply exec'd, it is not run inside a shell, so traditional shell
   * instructions ('|', etc) won't work. To use a shell, you need to explicitly call out to that shell. Exit status of 0
   * is treated as live/healthy and non-zero is unhealthy.
   */
  readonly command?: readonly string[] | undefined;
}

/**
 * Represents a Fibre Channel volume. Fibre Channel volumes can only be mounted as read/write once. Fibre Channel
 * volumes support ownership management and SELinux relabeling.
 */
export interface FCVolumeSource {
  /**
   * fsType is the filesystem type to mount. Must be a filesystem type supported by the host operating system. Ex.
   * "ext4", "xfs", "ntfs". Implicitly inferred to be "ext4" if unspecified.
   */
  readonly fsType?: string | undefined;

  /** lun is Optional: FC target lun number */
  readonly lun?: number | undefined;

  /**
   * readOnly is Optional: Defaults to false (read/write). ReadOnly here will force the ReadOnly setting in
   * VolumeMounts.
   */
  readonly readOnly?: boolean | undefined;

  /** targetWWNs is Optional: FC target worldwide names (WWNs) */
  readonly targetWWNs?: readonly string[] | undefined;

  /**
   * wwids Optional: FC volume world wide identifiers (wwids) Either wwids or combination of targetWWNs and lun must be
   * set, but not both simultaneously.
   */
  readonly wwids?: readonly string[] | undefined;
}

/** FileKeySelector selects a key of the env file. */
export interface FileKeySelector {
  /**
   * The key within the env file. An invalid key will prevent the pod from starting. The keys defined within a source
   * may consist of any printable ASCII characters except '='. During Alpha stage of the EnvFiles feature gate, the key
   * size is limited to 128 characters.
   */
  readonly key: string;

  /**
   * Specify whether the file or its key must be defined. If the file or key does not exist, then the env var is not
   * published. If optional is set to true and the specified key does not exist, the environment variable will not be
   * set in the Pod's containers.
   *
   * If optional is set to false and the specified key does not exist, an error will be returned during Pod creation.
   */
  readonly optional?: boolean | undefined;

  /**
   * The path within the volume from which to select the file. Must be relative and may not contain the '..' path or
   * start with '..'.
   */
  readonly path: string;

  /** The name of the volume mount containing the env file. */
  readonly volumeName: string;
}

/** FlexVolume represents a generic volume resource that is provisioned/attached using an exec based plugin. */
export interface FlexVolumeSource {
  /** driver is the name of the driver to use for this volume. */
  readonly driver: string;

  /**
   * fsType is the filesystem type to mount. Must be a filesystem type supported by the host operating system. Ex.
   * "ext4", "xfs", "ntfs". The default filesystem depends on FlexVolume script.
   */
  readonly fsType?: string | undefined;

  /** options is Optional: this field holds extra command options if any. */
  readonly options?: { readonly [key: string]: string } | undefined;

  /**
   * readOnly is Optional: defaults to false (read/write). ReadOnly here will force the ReadOnly setting in
   * VolumeMounts.
   */
  readonly readOnly?: boolean | undefined;

  /**
   * secretRef is Optional: secretRef is reference to the secret object containing sensitive information to pass to the
   * plugin scripts. This may be empty if no secret object is specified. If the secret object contains more than one
   * secret, all secrets are passed to the plugin scripts.
   */
  readonly secretRef?: LocalObjectReference | undefined;
}

/**
 * Represents a Flocker volume mounted by the Flocker agent. One and only one of datasetName and datasetUUID should be
 * set. Flocker volumes do not support ownership management or SELinux relabeling.
 */
export interface FlockerVolumeSource {
  /**
   * datasetName is Name of the dataset stored as metadata -> name on the dataset for Flocker should be considered as
   * deprecated
   */
  readonly datasetName?: string | undefined;

  /** datasetUUID is the UUID of the dataset. This is unique identifier of a Flocker dataset */
  readonly datasetUUID?: string | undefined;
}

/**
 * Represents a Persistent Disk resource in Google Compute Engine.
 *
 * A GCE PD must exist before mounting to a container. The disk must also be in the same GCE project and zone as the
 * kubelet. A GCE PD can only be mounted as read/write once or read-only many times. GCE PDs support ownership
 * management and SELinux relabeling.
 */
export interface GCEPersistentDiskVolumeSource {
  /**
   * fsType is filesystem type of the volume that you want to mount. Tip: Ensure that the filesystem type is supported
   * by the host operating system. Examples: "ext4", "xfs", "ntfs". Implicitly inferred to be "ext4" if unspecified.
   * More info: https://kubernetes.io/docs/concepts/storage/volumes#gcepersistentdisk
   */
  readonly fsType?: string | undefined;

  /**
   * partition is the partition in the volume that you want to mount. If omitted, the default is to mount by volume
   * name. Examples: For volume /dev/sda1, you specify the partition as "1". Similarly, the volume partition for
   * /dev/sda is "0" (or you can leave the property empty). More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#gcepersistentdisk
   */
  readonly partition?: number | undefined;

  /**
   * pdName is unique name of the PD resource in GCE. Used to identify the disk in GCE. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#gcepersistentdisk
   */
  readonly pdName: string;

  /**
   * readOnly here will force the ReadOnly setting in VolumeMounts. Defaults to false. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#gcepersistentdisk
   */
  readonly readOnly?: boolean | undefined;
}

/** GRPCAction specifies an action involving a GRPC service. */
export interface GRPCAction {
  /**
   * mode specifies the connection mode for the gRPC health probe. Set to "TLS" to use TLS without certificate
   * verification. Set to "Plaintext" to use a plaintext (insecure) connection explicitly. If not specified, the probe
   * uses a plaintext (insecure) connection.
   */
  readonly mode?: string | undefined;

  /** Port number of the gRPC service. Number must be in the range 1 to 65535. */
  readonly port: number;

  /**
   * Service is the name of the service to place in the gRPC HealthCheckRequest (see
   * https://github.com/grpc/grpc/blob/master/doc/health-checking.md).
   *
   * If this is not specified, the default behavior is defined by gRPC.
   */
  readonly service?: string | undefined;
}

/**
 * Represents a volume that is populated with the contents of a git repository. Git repo volumes do not support
 * ownership management. Git repo volumes support SELinux relabeling.
 *
 * DEPRECATED: GitRepo is deprecated. To provision a container with a git repo, mount an EmptyDir into an InitContainer
 * that clones the repo using git, then mount the EmptyDir into the Pod's container.
 */
export interface GitRepoVolumeSource {
  /**
   * directory is the target directory name. Must not contain or start with '..'.  If '.' is supplied, the volume
   * directory will be the git repository.  Otherwise, if specified, the volume will contain the git repository in the
   * subdirectory with the given name.
   */
  readonly directory?: string | undefined;

  /** repository is the URL */
  readonly repository: string;

  /** revision is the commit hash for the specified revision. */
  readonly revision?: string | undefined;
}

/**
 * Represents a Glusterfs mount that lasts the lifetime of a pod. Glusterfs volumes do not support ownership management
 * or SELinux relabeling.
 */
export interface GlusterfsVolumeSource {
  /** endpoints is the endpoint name that details Glusterfs topology. */
  readonly endpoints: string;

  /** path is the Glusterfs volume path. More info: https://examples.k8s.io/volumes/glusterfs/README.md#create-a-pod */
  readonly path: string;

  /**
   * readOnly here will force the Glusterfs volume to be mounted with read-only permissions. Defaults to false. More
   * info: https://examples.k8s.io/volumes/glusterfs/README.md#create-a-pod
   */
  readonly readOnly?: boolean | undefined;
}

/** HTTPGetAction describes an action based on HTTP Get requests. */
export interface HTTPGetAction {
  /** Host name to connect to, defaults to the pod IP. You probably want to set "Host" in httpHeaders instead. */
  readonly host?: string | undefined;

  /** Custom headers to set in the request. HTTP allows repeated headers. */
  readonly httpHeaders?: readonly HTTPHeader[] | undefined;

  /** Path to access on the HTTP server. */
  readonly path?: string | undefined;

  /**
   * Name or number of the port to access on the container. Number must be in the range 1 to 65535. Name must be an
   * IANA_SVC_NAME.
   */
  readonly port: number | string;

  /** Protocol selects the wire protocol for the probe connection. Nil defaults to HTTP/1.1. */
  readonly protocol?: string | undefined;

  /** Scheme to use for connecting to the host. Defaults to HTTP. */
  readonly scheme?: string | undefined;
}

/** HTTPHeader describes a custom header to be used in HTTP probes */
export interface HTTPHeader {
  /**
   * The header field name. This will be canonicalized upon output, so case-variant names will be understood as the same
   * header.
   */
  readonly name: string;

  /** The header field value */
  readonly value: string;
}

/** HostAlias holds the mapping between IP and hostnames that will be injected as an entry in the pod's hosts file. */
export interface HostAlias {
  /** Hostnames for the above IP address. */
  readonly hostnames?: readonly string[] | undefined;

  /** IP address of the host file entry. */
  readonly ip: string;
}

/**
 * Represents a host path mapped into a pod. Host path volumes do not support ownership management or SELinux
 * relabeling.
 */
export interface HostPathVolumeSource {
  /**
   * path of the directory on the host. If the path is a symlink, it will follow the link to the real path. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#hostpath
   */
  readonly path: string;

  /** type for HostPath Volume Defaults to "" More info: https://kubernetes.io/docs/concepts/storage/volumes#hostpath */
  readonly type?: string | undefined;
}

/**
 * Represents an ISCSI disk. ISCSI volumes can only be mounted as read/write once. ISCSI volumes support ownership
 * management and SELinux relabeling.
 */
export interface ISCSIVolumeSource {
  /** chapAuthDiscovery defines whether support iSCSI Discovery CHAP authentication */
  readonly chapAuthDiscovery?: boolean | undefined;

  /** chapAuthSession defines whether support iSCSI Session CHAP authentication */
  readonly chapAuthSession?: boolean | undefined;

  /**
   * fsType is the filesystem type of the volume that you want to mount. Tip: Ensure that the filesystem type is
   * supported by the host operating system. Examples: "ext4", "xfs", "ntfs". Implicitly inferred to be "ext4" if
   * unspecified. More info: https://kubernetes.io/docs/concepts/storage/volumes#iscsi
   */
  readonly fsType?: string | undefined;

  /**
   * initiatorName is the custom iSCSI Initiator Name. If initiatorName is specified with iscsiInterface simultaneously,
   * new iSCSI interface <target portal>:<volume name> will be created for the connection.
   */
  readonly initiatorName?: string | undefined;

  /** iqn is the target iSCSI Qualified Name. */
  readonly iqn: string;

  /** iscsiInterface is the interface Name that uses an iSCSI transport. Defaults to 'default' (tcp). */
  readonly iscsiInterface?: string | undefined;

  /** lun represents iSCSI Target Lun number. */
  readonly lun: number;

  /**
   * portals is the iSCSI Target Portal List. The portal is either an IP or ip_addr:port if the port is other than
   * default (typically TCP ports 860 and 3260).
   */
  readonly portals?: readonly string[] | undefined;

  /** readOnly here will force the ReadOnly setting in VolumeMounts. Defaults to false. */
  readonly readOnly?: boolean | undefined;

  /** secretRef is the CHAP Secret for iSCSI target and initiator authentication */
  readonly secretRef?: LocalObjectReference | undefined;

  /**
   * targetPortal is iSCSI Target Portal. The Portal is either an IP or ip_addr:port if the port is other than default
   * (typically TCP ports 860 and 3260).
   */
  readonly targetPortal: string;
}

/** ImageVolumeSource represents a image volume resource. */
export interface ImageVolumeSource {
  /**
   * Policy for pulling OCI objects. Possible values are: Always: the kubelet always attempts to pull the reference.
   * Container creation will fail If the pull fails. Never: the kubelet never pulls the reference and only uses a local
   * image or artifact. Container creation will fail if the reference isn't present. IfNotPresent: the kubelet pulls if
   * the reference isn't already present on disk. Container creation will fail if the reference isn't present and the
   * pull fails. Defaults to Always if :latest tag is specified, or IfNotPresent otherwise.
   */
  readonly pullPolicy?: string | undefined;

  /**
   * Required: Image or artifact reference to be used. Behaves in the same way as pod.spec.containers[*].image. Pull
   * secrets will be assembled in the same way as for the container image by looking up node credentials, SA image pull
   * secrets, and pod spec image pull secrets. More info: https://kubernetes.io/docs/concepts/containers/images This
   * field is optional to allow higher level config management to default or override container images in workload
   * controllers like Deployments and StatefulSets.
   */
  readonly reference?: string | undefined;
}

/** Maps a string key to a path within a volume. */
export interface KeyToPath {
  /** key is the key to project. */
  readonly key: string;

  /**
   * mode is Optional: mode bits used to set permissions on this file. Must be an octal value between 0000 and 0777 or a
   * decimal value between 0 and 511. YAML accepts both octal and decimal values, JSON requires decimal values for mode
   * bits. If not specified, the volume defaultMode will be used. This might be in conflict with other options that
   * affect the file mode, like fsGroup, and the result can be other mode bits set.
   */
  readonly mode?: number | undefined;

  /**
   * path is the relative path of the file to map the key to. May not be an absolute path. May not contain the path
   * element '..'. May not start with the string '..'.
   */
  readonly path: string;

  /**
   * user is Optional: The owner UID of the created file. If specified, the item-level user field takes precedence over
   * defaultUser. (Alpha) This field requires the AtomicWriteVolumeUserFields feature gate to be enabled.
   */
  readonly user?: number | undefined;
}

/**
 * Lifecycle describes actions that the management system should take in response to container lifecycle events. For the
 * PostStart and PreStop lifecycle handlers, management of the container blocks until the action is complete, unless the
 * container process fails, in which case the handler is aborted.
 */
export interface Lifecycle {
  /**
   * PostStart is called immediately after a container is created. If the handler fails, the container is terminated and
   * restarted according to its restart policy. Other management of the container blocks until the hook completes. More
   * info: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#container-hooks
   */
  readonly postStart?: LifecycleHandler | undefined;

  /**
   * PreStop is called immediately before a container is terminated due to an API request or management event such as
   * liveness/startup probe failure, preemption, resource contention, etc. The handler is not called if the container
   * crashes or exits. The Pod's termination grace period countdown begins before the PreStop hook is executed.
   * Regardless of the outcome of the handler, the container will eventually terminate within the Pod's termination
   * grace period (unless delayed by finalizers). Other management of the container blocks until the hook completes or
   * until the termination grace period is reached. More info:
   * https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#container-hooks
   */
  readonly preStop?: LifecycleHandler | undefined;

  /**
   * StopSignal defines which signal will be sent to a container when it is being stopped. If not specified, the default
   * is defined by the container runtime in use. StopSignal can only be set for Pods with a non-empty .spec.os.name
   */
  readonly stopSignal?: string | undefined;
}

/**
 * LifecycleHandler defines a specific action that should be taken in a lifecycle hook. One and only one of the fields,
 * except TCPSocket must be specified.
 */
export interface LifecycleHandler {
  /** Exec specifies a command to execute in the container. */
  readonly exec?: ExecAction | undefined;

  /** HTTPGet specifies an HTTP GET request to perform. */
  readonly httpGet?: HTTPGetAction | undefined;

  /** Sleep represents a duration that the container should sleep. */
  readonly sleep?: SleepAction | undefined;

  /**
   * Deprecated. TCPSocket is NOT supported as a LifecycleHandler and kept for backward compatibility. There is no
   * validation of this field and lifecycle hooks will fail at runtime when it is specified.
   */
  readonly tcpSocket?: TCPSocketAction | undefined;
}

/**
 * LocalObjectReference contains enough information to let you locate the referenced object inside the same namespace.
 */
export interface LocalObjectReference {
  /**
   * Name of the referent. This field is effectively required, but due to backwards compatibility is allowed to be
   * empty. Instances of this type with an empty value here are almost certainly wrong. More info:
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
   */
  readonly name?: string | undefined;
}

/**
 * Represents an NFS mount that lasts the lifetime of a pod. NFS volumes do not support ownership management or SELinux
 * relabeling.
 */
export interface NFSVolumeSource {
  /** path that is exported by the NFS server. More info: https://kubernetes.io/docs/concepts/storage/volumes#nfs */
  readonly path: string;

  /**
   * readOnly here will force the NFS export to be mounted with read-only permissions. Defaults to false. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#nfs
   */
  readonly readOnly?: boolean | undefined;

  /**
   * server is the hostname or IP address of the NFS server. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#nfs
   */
  readonly server: string;
}

/** Namespace provides a scope for Names. Use of multiple namespaces is optional. */
export interface Namespace {
  /**
   * APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized
   * schemas to the latest internal value, and may reject unrecognized values. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
   */
  readonly apiVersion?: 'v1' | undefined;

  /**
   * Kind is a string value representing the REST resource this object represents. Servers may infer this from the
   * endpoint the client submits requests to. Cannot be updated. In CamelCase. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind?: 'Namespace' | undefined;

  /**
   * Standard object's metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta | undefined;

  /**
   * Spec defines the behavior of the Namespace. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#spec-and-status
   */
  readonly spec?: NamespaceSpec | undefined;
}

/** NamespaceSpec describes the attributes on a Namespace. */
export interface NamespaceSpec {
  /**
   * Finalizers is an opaque list of values that must be empty to permanently remove object from storage. More info:
   * https://kubernetes.io/docs/tasks/administer-cluster/namespaces/
   */
  readonly finalizers?: readonly string[] | undefined;
}

/** Node affinity is a group of node affinity scheduling rules. */
export interface NodeAffinity {
  /**
   * The scheduler will prefer to schedule pods to nodes that satisfy the affinity expressions specified by this field,
   * but it may choose a node that violates one or more of the expressions. The node that is most preferred is the one
   * with the greatest sum of weights, i.e. for each node that meets all of the scheduling requirements (resource
   * request, requiredDuringScheduling affinity expressions, etc.), compute a sum by iterating through the elements of
   * this field and adding "weight" to the sum if the node matches the corresponding matchExpressions; the node(s) with
   * the highest sum are the most preferred.
   */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredSchedulingTerm[] | undefined;

  /**
   * If the affinity requirements specified by this field are not met at scheduling time, the pod will not be scheduled
   * onto the node. If the affinity requirements specified by this field cease to be met at some point during pod
   * execution (e.g. due to an update), the system may or may not try to eventually evict the pod from its node.
   */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector | undefined;
}

/**
 * A node selector represents the union of the results of one or more label queries over a set of nodes; that is, it
 * represents the OR of the selectors represented by the node selector terms.
 */
export interface NodeSelector {
  /** Required. A list of node selector terms. The terms are ORed. */
  readonly nodeSelectorTerms: readonly NodeSelectorTerm[];
}

/**
 * A node selector requirement is a selector that contains values, a key, and an operator that relates the key and
 * values.
 */
export interface NodeSelectorRequirement {
  /** The label key that the selector applies to. */
  readonly key: string;

  /**
   * Represents a key's relationship to a set of values. Valid operators are In, NotIn, Exists, DoesNotExist. Gt, and
   * Lt.
   */
  readonly operator: string;

  /**
   * An array of string values. If the operator is In or NotIn, the values array must be non-empty. If the operator is
   * Exists or DoesNotExist, the values array must be empty. If the operator is Gt or Lt, the values array must have a
   * single element, which will be interpreted as an integer. This array is replaced during a strategic merge patch.
   */
  readonly values?: readonly string[] | undefined;
}

/**
 * A null or empty node selector term matches no objects. The requirements of them are ANDed. The TopologySelectorTerm
 * type implements a subset of the NodeSelectorTerm.
 */
export interface NodeSelectorTerm {
  /** A list of node selector requirements by node's labels. */
  readonly matchExpressions?: readonly NodeSelectorRequirement[] | undefined;

  /** A list of node selector requirements by node's fields. */
  readonly matchFields?: readonly NodeSelectorRequirement[] | undefined;
}

/** ObjectFieldSelector selects an APIVersioned field of an object. */
export interface ObjectFieldSelector {
  /** Version of the schema the FieldPath is written in terms of, defaults to "v1". */
  readonly apiVersion?: string | undefined;

  /** Path of the field to select in the specified API version. */
  readonly fieldPath: string;
}

/** ObjectReference contains enough information to let you inspect or modify the referred object. */
export interface ObjectReference {
  /** API version of the referent. */
  readonly apiVersion?: string | undefined;

  /**
   * If referring to a piece of an object instead of an entire object, this string should contain a valid JSON/Go field
   * access statement, such as desiredState.manifest.containers[2]. For example, if the object reference is to a
   * container within a pod, this would take on a value like: "spec.containers{name}" (where "name" refers to the name
   * of the container that triggered the event) or if no container name is specified "spec.containers[2]" (container
   * with index 2 in this pod). This syntax is chosen only to have some well-defined way of referencing a part of an
   * object.
   */
  readonly fieldPath?: string | undefined;

  /**
   * Kind of the referent. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind?: string | undefined;

  /** Name of the referent. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names */
  readonly name?: string | undefined;

  /**
   * Namespace of the referent. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
   */
  readonly namespace?: string | undefined;

  /**
   * Specific resourceVersion to which this reference is made, if any. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#concurrency-control-and-consistency
   */
  readonly resourceVersion?: string | undefined;

  /** UID of the referent. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#uids */
  readonly uid?: string | undefined;
}

/** PersistentVolumeClaim is a user's request for and claim to a persistent volume */
export interface PersistentVolumeClaim {
  /**
   * APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized
   * schemas to the latest internal value, and may reject unrecognized values. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
   */
  readonly apiVersion?: 'v1' | undefined;

  /**
   * Kind is a string value representing the REST resource this object represents. Servers may infer this from the
   * endpoint the client submits requests to. Cannot be updated. In CamelCase. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind?: 'PersistentVolumeClaim' | undefined;

  /**
   * Standard object's metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta | undefined;

  /**
   * spec defines the desired characteristics of a volume requested by a pod author. More info:
   * https://kubernetes.io/docs/concepts/storage/persistent-volumes#persistentvolumeclaims
   */
  readonly spec?: PersistentVolumeClaimSpec | undefined;
}

/**
 * PersistentVolumeClaimSpec describes the common attributes of storage devices and allows a Source for
 * provider-specific attributes
 */
export interface PersistentVolumeClaimSpec {
  /**
   * accessModes contains the desired access modes the volume should have. More info:
   * https://kubernetes.io/docs/concepts/storage/persistent-volumes#access-modes-1
   */
  readonly accessModes?: readonly string[] | undefined;

  /**
   * dataSource field can be used to specify either: * An existing VolumeSnapshot object
   * (snapshot.storage.k8s.io/VolumeSnapshot) * An existing PVC (PersistentVolumeClaim) If the provisioner or an
   * external controller can support the specified data source, it will create a new volume based on the contents of the
   * specified data source. dataSource contents will be copied to dataSourceRef, and dataSourceRef contents will be
   * copied to dataSource when dataSourceRef.namespace is not specified. If the namespace is specified, then
   * dataSourceRef will not be copied to dataSource.
   */
  readonly dataSource?: TypedLocalObjectReference | undefined;

  /**
   * dataSourceRef specifies the object from which to populate the volume with data, if a non-empty volume is desired.
   * This may be any object from a non-empty API group (non core object) or a PersistentVolumeClaim object. When this
   * field is specified, volume binding will only succeed if the type of the specified object matches some installed
   * volume populator or dynamic provisioner. This field will replace the functionality of the dataSource field and as
   * such if both fields are non-empty, they must have the same value. For backwards compatibility, when namespace isn't
   * specified in dataSourceRef, both fields (dataSource and dataSourceRef) will be set to the same value automatically
   * if one of them is empty and the other is non-empty. When namespace is specified in dataSourceRef, dataSource isn't
   * set to the same value and must be empty. There are three important differences between dataSource and
   * dataSourceRef: * While dataSource only allows two specific types of objects, dataSourceRef
   * allows any non-core object, as well as PersistentVolumeClaim objects.
   * * While dataSource ignores disallowed values (dropping them), dataSourceRef
   * preserves all values, and generates an error if a disallowed value is
   * specified.
   * * While dataSource only allows local objects, dataSourceRef allows objects
   * in any namespaces.
   * (Alpha) Using the namespace field of dataSourceRef requires the CrossNamespaceVolumeDataSource feature gate to be
   * enabled.
   */
  readonly dataSourceRef?: TypedObjectReference | undefined;

  /**
   * resources represents the minimum resources the volume should have. Users are allowed to specify resource
   * requirements that are lower than previous value but must still be higher than capacity recorded in the status field
   * of the claim. More info: https://kubernetes.io/docs/concepts/storage/persistent-volumes#resources
   */
  readonly resources?: VolumeResourceRequirements | undefined;

  /** selector is a label query over volumes to consider for binding. */
  readonly selector?: LabelSelector | undefined;

  /**
   * storageClassName is the name of the StorageClass required by the claim. More info:
   * https://kubernetes.io/docs/concepts/storage/persistent-volumes#class-1
   */
  readonly storageClassName?: string | undefined;

  /**
   * volumeAttributesClassName may be used to set the VolumeAttributesClass used by this claim. If specified, the CSI
   * driver will create or update the volume with the attributes defined in the corresponding VolumeAttributesClass.
   * This has a different purpose than storageClassName, it can be changed after the claim is created. An empty string
   * or nil value indicates that no VolumeAttributesClass will be applied to the claim. If the claim enters an
   * Infeasible error state, this field can be reset to its previous value (including nil) to cancel the modification.
   * If the resource referred to by volumeAttributesClass does not exist, this PersistentVolumeClaim will be set to a
   * Pending state, as reflected by the modifyVolumeStatus field, until such as a resource exists. More info:
   * https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/
   */
  readonly volumeAttributesClassName?: string | undefined;

  /**
   * volumeMode defines what type of volume is required by the claim. Value of Filesystem is implied when not included
   * in claim spec.
   */
  readonly volumeMode?: string | undefined;

  /** volumeName is the binding reference to the PersistentVolume backing this claim. */
  readonly volumeName?: string | undefined;
}

/**
 * PersistentVolumeClaimTemplate is used to produce PersistentVolumeClaim objects as part of an EphemeralVolumeSource.
 */
export interface PersistentVolumeClaimTemplate {
  /**
   * May contain labels and annotations that will be copied into the PVC when creating it. No other fields are allowed
   * and will be rejected during validation.
   */
  readonly metadata?: ObjectMeta | undefined;

  /**
   * The specification for the PersistentVolumeClaim. The entire content is copied unchanged into the PVC that gets
   * created from this template. The same fields as in a PersistentVolumeClaim are also valid here.
   */
  readonly spec: PersistentVolumeClaimSpec;
}

/**
 * PersistentVolumeClaimVolumeSource references the user's PVC in the same namespace. This volume finds the bound PV and
 * mounts that volume for the pod. A PersistentVolumeClaimVolumeSource is, essentially, a wrapper around another type of
 * volume that is owned by someone else (the system).
 */
export interface PersistentVolumeClaimVolumeSource {
  /**
   * claimName is the name of a PersistentVolumeClaim in the same namespace as the pod using this volume. More info:
   * https://kubernetes.io/docs/concepts/storage/persistent-volumes#persistentvolumeclaims
   */
  readonly claimName: string;

  /** readOnly Will force the ReadOnly setting in VolumeMounts. Default false. */
  readonly readOnly?: boolean | undefined;
}

/** Represents a Photon Controller persistent disk resource. */
export interface PhotonPersistentDiskVolumeSource {
  /**
   * fsType is the filesystem type to mount. Must be a filesystem type supported by the host operating system. Ex.
   * "ext4", "xfs", "ntfs". Implicitly inferred to be "ext4" if unspecified.
   */
  readonly fsType?: string | undefined;

  /** pdID is the ID that identifies Photon Controller persistent disk */
  readonly pdID: string;
}

/** Pod affinity is a group of inter pod affinity scheduling rules. */
export interface PodAffinity {
  /**
   * The scheduler will prefer to schedule pods to nodes that satisfy the affinity expressions specified by this field,
   * but it may choose a node that violates one or more of the expressions. The node that is most preferred is the one
   * with the greatest sum of weights, i.e. for each node that meets all of the scheduling requirements (resource
   * request, requiredDuringScheduling affinity expressions, etc.), compute a sum by iterating through the elements of
   * this field and adding "weight" to the sum if the node has pods which matches the corresponding podAffinityTerm; the
   * node(s) with the highest sum are the most preferred.
   */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[] | undefined;

  /**
   * If the affinity requirements specified by this field are not met at scheduling time, the pod will not be scheduled
   * onto the node. If the affinity requirements specified by this field cease to be met at some point during pod
   * execution (e.g. due to a pod label update), the system may or may not try to eventually evict the pod from its
   * node. When there are multiple elements, the lists of nodes corresponding to each podAffinityTerm are intersected,
   * i.e. all terms must be satisfied.
   */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[] | undefined;
}

/**
 * Defines a set of pods (namely those matching the labelSelector relative to the given namespace(s)) that this pod
 * should be co-located (affinity) or not co-located (anti-affinity) with, where co-located is defined as running on a
 * node whose value of the label with key <topologyKey> matches that of any node on which a pod of the set of pods is
 * running
 */
export interface PodAffinityTerm {
  /**
   * A label query over a set of resources, in this case pods. If it's null, this PodAffinityTerm matches with no Pods.
   */
  readonly labelSelector?: LabelSelector | undefined;

  /**
   * MatchLabelKeys is a set of pod label keys to select which pods will be taken into consideration. The keys are used
   * to lookup values from the incoming pod labels, those key-value labels are merged with `labelSelector` as `key in
   * (value)` to select the group of existing pods which pods will be taken into consideration for the incoming pod's
   * pod (anti) affinity. Keys that don't exist in the incoming pod labels will be ignored. The default value is empty.
   * The same key is forbidden to exist in both matchLabelKeys and labelSelector. Also, matchLabelKeys cannot be set
   * when labelSelector isn't set.
   */
  readonly matchLabelKeys?: readonly string[] | undefined;

  /**
   * MismatchLabelKeys is a set of pod label keys to select which pods will be taken into consideration. The keys are
   * used to lookup values from the incoming pod labels, those key-value labels are merged with `labelSelector` as `key
   * notin (value)` to select the group of existing pods which pods will be taken into consideration for the incoming
   * pod's pod (anti) affinity. Keys that don't exist in the incoming pod labels will be ignored. The default value is
   * empty. The same key is forbidden to exist in both mismatchLabelKeys and labelSelector. Also, mismatchLabelKeys
   * cannot be set when labelSelector isn't set.
   */
  readonly mismatchLabelKeys?: readonly string[] | undefined;

  /**
   * A label query over the set of namespaces that the term applies to. The term is applied to the union of the
   * namespaces selected by this field and the ones listed in the namespaces field. null selector and null or empty
   * namespaces list means "this pod's namespace". An empty selector ({}) matches all namespaces.
   */
  readonly namespaceSelector?: LabelSelector | undefined;

  /**
   * namespaces specifies a static list of namespace names that the term applies to. The term is applied to the union of
   * the namespaces listed in this field and the ones selected by namespaceSelector. null or empty namespaces list and
   * null namespaceSelector means "this pod's namespace".
   */
  readonly namespaces?: readonly string[] | undefined;

  /**
   * This pod should be co-located (affinity) or not co-located (anti-affinity) with the pods matching the labelSelector
   * in the specified namespaces, where co-located is defined as running on a node whose value of the label with key
   * topologyKey matches that of any node on which any of the selected pods is running. Empty topologyKey is not
   * allowed.
   */
  readonly topologyKey: string;
}

/** Pod anti affinity is a group of inter pod anti affinity scheduling rules. */
export interface PodAntiAffinity {
  /**
   * The scheduler will prefer to schedule pods to nodes that satisfy the anti-affinity expressions specified by this
   * field, but it may choose a node that violates one or more of the expressions. The node that is most preferred is
   * the one with the greatest sum of weights, i.e. for each node that meets all of the scheduling requirements
   * (resource request, requiredDuringScheduling anti-affinity expressions, etc.), compute a sum by iterating through
   * the elements of this field and subtracting "weight" from the sum if the node has pods which matches the
   * corresponding podAffinityTerm; the node(s) with the highest sum are the most preferred.
   */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[] | undefined;

  /**
   * If the anti-affinity requirements specified by this field are not met at scheduling time, the pod will not be
   * scheduled onto the node. If the anti-affinity requirements specified by this field cease to be met at some point
   * during pod execution (e.g. due to a pod label update), the system may or may not try to eventually evict the pod
   * from its node. When there are multiple elements, the lists of nodes corresponding to each podAffinityTerm are
   * intersected, i.e. all terms must be satisfied.
   */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[] | undefined;
}

/** PodCertificateProjection provides a private key and X.509 certificate in the pod filesystem. */
export interface PodCertificateProjection {
  /**
   * Write the certificate chain at this path in the projected volume.
   *
   * Most applications should use credentialBundlePath.  When using keyPath and certificateChainPath, your application
   * needs to check that the key and leaf certificate are consistent, because it is possible to read the files
   * mid-rotation.
   */
  readonly certificateChainPath?: string | undefined;

  /**
   * Write the credential bundle at this path in the projected volume.
   *
   * The credential bundle is a single file that contains multiple PEM blocks. The first PEM block is a PRIVATE KEY
   * block, containing a PKCS#8 private key.
   *
   * The remaining blocks are CERTIFICATE blocks, containing the issued certificate chain from the signer (leaf and any
   * intermediates).
   *
   * Using credentialBundlePath lets your Pod's application code make a single atomic read that retrieves a consistent
   * key and certificate chain.  If you project them to separate files, your application code will need to additionally
   * check that the leaf certificate was issued to the key.
   */
  readonly credentialBundlePath?: string | undefined;

  /**
   * Write the key at this path in the projected volume.
   *
   * Most applications should use credentialBundlePath.  When using keyPath and certificateChainPath, your application
   * needs to check that the key and leaf certificate are consistent, because it is possible to read the files
   * mid-rotation.
   */
  readonly keyPath?: string | undefined;

  /**
   * The type of keypair Kubelet will generate for the pod.
   *
   * Valid values are "RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", and "ED25519".
   */
  readonly keyType: string;

  /**
   * maxExpirationSeconds is the maximum lifetime permitted for the certificate.
   *
   * Kubelet copies this value verbatim into the PodCertificateRequests it generates for this projection.
   *
   * If omitted, kube-apiserver will set it to 86400(24 hours). kube-apiserver will reject values shorter than 3600 (1
   * hour).  The maximum allowable value is 7862400 (91 days).
   *
   * The signer implementation is then free to issue a certificate with any lifetime *shorter* than
   * MaxExpirationSeconds, but no shorter than 3600 seconds (1 hour).  This constraint is enforced by kube-apiserver.
   * `kubernetes.io` signers will never issue certificates with a lifetime longer than 24 hours.
   */
  readonly maxExpirationSeconds?: number | undefined;

  /** Kubelet's generated CSRs will be addressed to this signer. */
  readonly signerName: string;

  /**
   * user is Optional: The owner UID of the created file. If specified, the item-level user field takes precedence over
   * defaultUser. (Alpha) This field requires the AtomicWriteVolumeUserFields feature gate to be enabled.
   */
  readonly user?: number | undefined;

  /**
   * userAnnotations allow pod authors to pass additional information to the signer implementation.  Kubernetes does not
   * restrict or validate this metadata in any way.
   *
   * These values are copied verbatim into the `spec.unverifiedUserAnnotations` field of the PodCertificateRequest
   * objects that Kubelet creates.
   *
   * Entries are subject to the same validation as object metadata annotations, with the addition that all keys must be
   * domain-prefixed. No restrictions are placed on values, except an overall size limitation on the entire field.
   *
   * Signers should document the keys and values they support. Signers should deny requests that contain keys they do
   * not recognize.
   */
  readonly userAnnotations?: { readonly [key: string]: string } | undefined;
}

/** PodDNSConfig defines the DNS parameters of a pod in addition to those generated from DNSPolicy. */
export interface PodDNSConfig {
  /**
   * A list of DNS name server IP addresses. This will be appended to the base nameservers generated from DNSPolicy.
   * Duplicated nameservers will be removed.
   */
  readonly nameservers?: readonly string[] | undefined;

  /**
   * A list of DNS resolver options. This will be merged with the base options generated from DNSPolicy. Duplicated
   * entries will be removed. Resolution options given in Options will override those that appear in the base DNSPolicy.
   */
  readonly options?: readonly PodDNSConfigOption[] | undefined;

  /**
   * A list of DNS search domains for host-name lookup. This will be appended to the base search paths generated from
   * DNSPolicy. Duplicated search paths will be removed.
   */
  readonly searches?: readonly string[] | undefined;
}

/** PodDNSConfigOption defines DNS resolver options of a pod. */
export interface PodDNSConfigOption {
  /** Name is this DNS resolver option's name. Required. */
  readonly name?: string | undefined;

  /** Value is this DNS resolver option's value. */
  readonly value?: string | undefined;
}

/** PodOS defines the OS parameters of a pod. */
export interface PodOS {
  /**
   * Name is the name of the operating system. The currently supported values are linux and windows. Additional value
   * may be defined in future and can be one of:
   * https://github.com/opencontainers/runtime-spec/blob/master/config.md#platform-specific-configuration Clients should
   * expect to handle additional values and treat unrecognized values in this field as os: null
   */
  readonly name: string;
}

/** PodReadinessGate contains the reference to a pod condition */
export interface PodReadinessGate {
  /** ConditionType refers to a condition in the pod's condition list with matching type. */
  readonly conditionType: string;
}

/**
 * PodResourceClaim references exactly one ResourceClaim, either directly or by naming a ResourceClaimTemplate which is
 * then turned into a ResourceClaim for the pod.
 *
 * It adds a name to it that uniquely identifies the ResourceClaim inside the Pod. Containers that need access to the
 * ResourceClaim reference it with this name.
 *
 * When the DRAWorkloadResourceClaims feature gate is enabled and this Pod belongs to a PodGroup, a PodResourceClaim is
 * matched to a PodGroupResourceClaim if all of their fields are equal (Name, ResourceClaimName, and
 * ResourceClaimTemplateName). A matched claim references a single ResourceClaim shared across all Pods in the PodGroup,
 * reserved for the PodGroup in ResourceClaimStatus.ReservedFor rather than for individual Pods.
 */
export interface PodResourceClaim {
  /** Name uniquely identifies this resource claim inside the pod. This must be a DNS_LABEL. */
  readonly name: string;

  /**
   * ResourceClaimName is the name of a ResourceClaim object in the same namespace as this pod.
   *
   * Exactly one of ResourceClaimName and ResourceClaimTemplateName must be set.
   */
  readonly resourceClaimName?: string | undefined;

  /**
   * ResourceClaimTemplateName is the name of a ResourceClaimTemplate object in the same namespace as this pod.
   *
   * The template will be used to create a new ResourceClaim, which will be bound to this pod. When this pod is deleted,
   * the ResourceClaim will also be deleted. The pod name and resource name, along with a generated component, will be
   * used to form a unique name for the ResourceClaim, which will be recorded in pod.status.resourceClaimStatuses.
   *
   * When the DRAWorkloadResourceClaims feature gate is enabled and the pod belongs to a PodGroup that defines a
   * PodGroupResourceClaim with the same Name and ResourceClaimTemplateName, this PodResourceClaim resolves to the
   * ResourceClaim generated for the PodGroup. All pods in the group that define an equivalent PodResourceClaim matching
   * the PodGroupResourceClaim's Name and ResourceClaimTemplateName share the same generated ResourceClaim.
   * ResourceClaims generated for a PodGroup are owned by the PodGroup and their lifecycles are tied to the PodGroup
   * instead of any individual pod.
   *
   * This field is immutable and no changes will be made to the corresponding ResourceClaim by the control plane after
   * creating the ResourceClaim.
   *
   * Exactly one of ResourceClaimName and ResourceClaimTemplateName must be set.
   */
  readonly resourceClaimTemplateName?: string | undefined;

  /** Source describes where to find the ResourceClaim. */
  readonly source?: ClaimSource | undefined;
}

/** PodSchedulingGate is associated to a Pod to guard its scheduling. */
export interface PodSchedulingGate {
  /** Name of the scheduling gate. Each scheduling gate must have a unique name field. */
  readonly name: string;
}

/**
 * PodSchedulingGroup identifies the runtime scheduling group instance that a Pod belongs to. The scheduler uses this
 * information to apply workload-aware scheduling semantics. Exactly one field must be specified.
 */
export interface PodSchedulingGroup {
  /**
   * PodGroupName specifies the name of the standalone PodGroup object that represents the runtime instance of this
   * group. Must be a DNS subdomain.
   */
  readonly podGroupName?: string | undefined;
}

/**
 * PodSecurityContext holds pod-level security attributes and common container settings. Some fields are also present in
 * container.securityContext.  Field values of container.securityContext take precedence over field values of
 * PodSecurityContext.
 */
export interface PodSecurityContext {
  /**
   * appArmorProfile is the AppArmor options to use by the containers in this pod. Note that this field cannot be set
   * when spec.os.name is windows.
   */
  readonly appArmorProfile?: AppArmorProfile | undefined;

  /**
   * A special supplemental group that applies to all containers in a pod. Some volume types allow the Kubelet to change
   * the ownership of that volume to be owned by the pod:
   *
   * 1. The owning GID will be the FSGroup 2. The setgid bit is set (new files created in the volume will be owned by
   * FSGroup) 3. The permission bits are OR'd with rw-rw----
   *
   * If unset, the Kubelet will not modify the ownership and permissions of any volume. Note that this field cannot be
   * set when spec.os.name is windows.
   */
  readonly fsGroup?: number | undefined;

  /**
   * fsGroupChangePolicy defines behavior of changing ownership and permission of the volume before being exposed inside
   * Pod. This field will only apply to volume types which support fsGroup based ownership(and permissions). It will
   * have no effect on ephemeral volume types such as: secret, configmaps and emptydir. Valid values are
   * "OnRootMismatch" and "Always". If not specified, "Always" is used. Note that this field cannot be set when
   * spec.os.name is windows.
   */
  readonly fsGroupChangePolicy?: string | undefined;

  /**
   * The GID to run the entrypoint of the container process. Uses runtime default if unset. May also be set in
   * SecurityContext.  If set in both SecurityContext and PodSecurityContext, the value specified in SecurityContext
   * takes precedence for that container. Note that this field cannot be set when spec.os.name is windows.
   */
  readonly runAsGroup?: number | undefined;

  /**
   * Indicates that the container must run as a non-root user. If true, the Kubelet will validate the image at runtime
   * to ensure that it does not run as UID 0 (root) and fail to start the container if it does. If unset or false, no
   * such validation will be performed. May also be set in SecurityContext.  If set in both SecurityContext and
   * PodSecurityContext, the value specified in SecurityContext takes precedence.
   */
  readonly runAsNonRoot?: boolean | undefined;

  /**
   * The UID to run the entrypoint of the container process. Defaults to user specified in image metadata if
   * unspecified. May also be set in SecurityContext.  If set in both SecurityContext and PodSecurityContext, the value
   * specified in SecurityContext takes precedence for that container. Note that this field cannot be set when
   * spec.os.name is windows.
   */
  readonly runAsUser?: number | undefined;

  /**
   * seLinuxChangePolicy defines how the container's SELinux label is applied to all volumes used by the Pod. It has no
   * effect on nodes that do not support SELinux or to volumes does not support SELinux. Valid values are "MountOption"
   * and "Recursive".
   *
   * "Recursive" means relabeling of all files on all Pod volumes by the container runtime. This may be slow for large
   * volumes, but allows mixing privileged and unprivileged Pods sharing the same volume on the same node.
   *
   * "MountOption" mounts all eligible Pod volumes with `-o context` mount option. This requires all Pods that share the
   * same volume to use the same SELinux label. It is not possible to share the same volume among privileged and
   * unprivileged Pods. Eligible volumes are in-tree FibreChannel and iSCSI volumes, and all CSI volumes whose CSI
   * driver announces SELinux support by setting spec.seLinuxMount: true in their CSIDriver instance. Other volumes are
   * always re-labelled recursively.
   *
   * If not specified, "MountOption" is used.
   *
   * This field affects only Pods that have SELinux label set, either in PodSecurityContext or in SecurityContext of all
   * containers.
   *
   * All Pods that use the same volume should use the same seLinuxChangePolicy, otherwise some pods can get stuck in
   * ContainerCreating state. Note that this field cannot be set when spec.os.name is windows.
   */
  readonly seLinuxChangePolicy?: string | undefined;

  /**
   * The SELinux context to be applied to all containers. If unspecified, the container runtime will allocate a random
   * SELinux context for each container.  May also be set in SecurityContext.  If set in both SecurityContext and
   * PodSecurityContext, the value specified in SecurityContext takes precedence for that container. Note that this
   * field cannot be set when spec.os.name is windows.
   */
  readonly seLinuxOptions?: SELinuxOptions | undefined;

  /**
   * The seccomp options to use by the containers in this pod. Note that this field cannot be set when spec.os.name is
   * windows.
   */
  readonly seccompProfile?: SeccompProfile | undefined;

  /**
   * A list of groups applied to the first process run in each container, in addition to the container's primary GID and
   * fsGroup (if specified).  If the SupplementalGroupsPolicy feature is enabled, the supplementalGroupsPolicy field
   * determines whether these are in addition to or instead of any group memberships defined in the container image. If
   * unspecified, no additional groups are added, though group memberships defined in the container image may still be
   * used, depending on the supplementalGroupsPolicy field. Note that this field cannot be set when spec.os.name is
   * windows.
   */
  readonly supplementalGroups?: readonly number[] | undefined;

  /**
   * Defines how supplemental groups of the first container processes are calculated. Valid values are "Merge" and
   * "Strict". If not specified, "Merge" is used. (Alpha) Using the field requires the SupplementalGroupsPolicy feature
   * gate to be enabled and the container runtime must implement support for this feature. Note that this field cannot
   * be set when spec.os.name is windows.
   */
  readonly supplementalGroupsPolicy?: string | undefined;

  /**
   * Sysctls hold a list of namespaced sysctls used for the pod. Pods with unsupported sysctls (by the container
   * runtime) might fail to launch. Note that this field cannot be set when spec.os.name is windows.
   */
  readonly sysctls?: readonly Sysctl[] | undefined;

  /**
   * The Windows specific settings applied to all containers. If unspecified, the options within a container's
   * SecurityContext will be used. If set in both SecurityContext and PodSecurityContext, the value specified in
   * SecurityContext takes precedence. Note that this field cannot be set when spec.os.name is linux.
   */
  readonly windowsOptions?: WindowsSecurityContextOptions | undefined;
}

/** PodSpec is a description of a pod. */
export interface PodSpec {
  /**
   * Optional duration in seconds the pod may be active on the node relative to StartTime before the system will
   * actively try to mark it failed and kill associated containers. Value must be a positive integer.
   */
  readonly activeDeadlineSeconds?: number | undefined;

  /** If specified, the pod's scheduling constraints */
  readonly affinity?: Affinity | undefined;

  /** AutomountServiceAccountToken indicates whether a service account token should be automatically mounted. */
  readonly automountServiceAccountToken?: boolean | undefined;

  /**
   * List of containers belonging to the pod. Containers cannot currently be added or removed. There must be at least
   * one container in a Pod. Cannot be updated.
   */
  readonly containers: readonly Container[];

  /**
   * Specifies the DNS parameters of a pod. Parameters specified here will be merged to the generated DNS configuration
   * based on DNSPolicy.
   */
  readonly dnsConfig?: PodDNSConfig | undefined;

  /**
   * Set DNS policy for the pod. Defaults to "ClusterFirst". Valid values are 'ClusterFirstWithHostNet', 'ClusterFirst',
   * 'Default' or 'None'. DNS parameters given in DNSConfig will be merged with the policy selected with DNSPolicy. To
   * have DNS options set along with hostNetwork, you have to specify DNS policy explicitly to
   * 'ClusterFirstWithHostNet'.
   */
  readonly dnsPolicy?: string | undefined;

  /**
   * EnableServiceLinks indicates whether information about services should be injected into pod's environment
   * variables, matching the syntax of Docker links. Optional: Defaults to true.
   */
  readonly enableServiceLinks?: boolean | undefined;

  /**
   * List of ephemeral containers run in this pod. Ephemeral containers may be run in an existing pod to perform
   * user-initiated actions such as debugging. This list cannot be specified when creating a pod, and it cannot be
   * modified by updating the pod spec. In order to add an ephemeral container to an existing pod, use the pod's
   * ephemeralcontainers subresource.
   */
  readonly ephemeralContainers?: readonly EphemeralContainer[] | undefined;

  /**
   * evictionResponders reference responders that react to Evictions based on EvictionRequests. Responders should
   * observe and communicate through the Eviction Resource API to help with the graceful termination of a pod. The
   * responders are selected sequentially, according to their specified priority.
   *
   * Responders should periodically report on an eviction progress by updating the .status.responders[].heartbeatTime
   * field of the Eviction object. If this field is not updated within the heartbeat deadline defined by the Eviction
   * API (currently 20 minutes), the eviction is passed over to the next responder with a lower priority. If there is no
   * other responder, the last default imperative-eviction.k8s.io/evictor responder with a priority of 100 will evict
   * the pod using the imperative Eviction API (pods/<name>/eviction subresource).
   *
   * The maximum length of the responders list is 10. Responders are not supported when the pod is part of a PodGroup
   * (.spec.schedulingGroup is set). This field can only be set on creation and is immutable afterwards.
   */
  readonly evictionResponders?: readonly EvictionResponder[] | undefined;

  /** HostAliases is an optional list of hosts and IPs that will be injected into the pod's hosts file if specified. */
  readonly hostAliases?: readonly HostAlias[] | undefined;

  /** Use the host's ipc namespace. Optional: Default to false. */
  readonly hostIPC?: boolean | undefined;

  /**
   * Host networking requested for this pod. Use the host's network namespace. When using HostNetwork you should specify
   * ports so the scheduler is aware. When `hostNetwork` is true, specified `hostPort` fields in port definitions must
   * match `containerPort`, and unspecified `hostPort` fields in port definitions are defaulted to match
   * `containerPort`. Default to false.
   */
  readonly hostNetwork?: boolean | undefined;

  /** Use the host's pid namespace. Optional: Default to false. */
  readonly hostPID?: boolean | undefined;

  /**
   * Use the host's user namespace. Optional: Default to true. If set to true or not present, the pod will be run in the
   * host user namespace, useful for when the pod needs a feature only available to the host user namespace, such as
   * loading a kernel module with CAP_SYS_MODULE. When set to false, a new userns is created for the pod. Setting false
   * is useful for mitigating container breakout vulnerabilities even allowing users to run their containers as root
   * without actually having root privileges on the host.
   */
  readonly hostUsers?: boolean | undefined;

  /** Specifies the hostname of the Pod If not specified, the pod's hostname will be set to a system-defined value. */
  readonly hostname?: string | undefined;

  /**
   * HostnameOverride specifies an explicit override for the pod's hostname as perceived by the pod. This field only
   * specifies the pod's hostname and does not affect its DNS records. When this field is set to a non-empty string: -
   * It takes precedence over the values set in `hostname` and `subdomain`. - The Pod's hostname will be set to this
   * value. - `setHostnameAsFQDN` must be nil or set to false. - `hostNetwork` must be set to false.
   *
   * This field must be a valid DNS subdomain as defined in RFC 1123 and contain at most 64 characters.
   */
  readonly hostnameOverride?: string | undefined;

  /**
   * ImagePullSecrets is an optional list of references to secrets in the same namespace to use for pulling any of the
   * images used by this PodSpec. If specified, these secrets will be passed to individual puller implementations for
   * them to use. More info: https://kubernetes.io/docs/concepts/containers/images#specifying-imagepullsecrets-on-a-pod
   */
  readonly imagePullSecrets?: readonly LocalObjectReference[] | undefined;

  /**
   * List of initialization containers belonging to the pod. Init containers are executed in order prior to containers
   * being started. If any init container fails, the pod is considered to have failed and is handled according to its
   * restartPolicy. The name for an init container or normal container must be unique among all containers. Init
   * containers may not have Lifecycle actions, Readiness probes, Liveness probes, or Startup probes. The
   * resourceRequirements of an init container are taken into account during scheduling by finding the highest
   * request/limit for each resource type, and then using the max of that value or the sum of the normal containers.
   * Limits are applied to init containers in a similar fashion. Init containers cannot currently be added or removed.
   * Cannot be updated. More info: https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
   */
  readonly initContainers?: readonly Container[] | undefined;

  /**
   * NodeName indicates in which node this pod is scheduled. If empty, this pod is a candidate for scheduling by the
   * scheduler defined in schedulerName. Once this field is set, the kubelet for this node becomes responsible for the
   * lifecycle of this pod. This field should not be used to express a desire for the pod to be scheduled on a specific
   * node. https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename
   */
  readonly nodeName?: string | undefined;

  /**
   * NodeSelector is a selector which must be true for the pod to fit on a node. Selector which must match a node's
   * labels for the pod to be scheduled on that node. More info:
   * https://kubernetes.io/docs/concepts/configuration/assign-pod-node/
   */
  readonly nodeSelector?: { readonly [key: string]: string } | undefined;

  /**
   * Specifies the OS of the containers in the pod. Some pod and container fields are restricted if this is set.
   *
   * If the OS field is set to linux, the following fields must be unset: -securityContext.windowsOptions
   *
   * If the OS field is set to windows, following fields must be unset: - spec.hostPID - spec.hostIPC - spec.hostUsers -
   * spec.resources - spec.securityContext.appArmorProfile - spec.securityContext.seLinuxOptions -
   * spec.securityContext.seccompProfile - spec.securityContext.fsGroup - spec.securityContext.fsGroupChangePolicy -
   * spec.securityContext.sysctls - spec.shareProcessNamespace - spec.securityContext.runAsUser -
   * spec.securityContext.runAsGroup - spec.securityContext.supplementalGroups -
   * spec.securityContext.supplementalGroupsPolicy - spec.containers[*].securityContext.appArmorProfile -
   * spec.containers[*].securityContext.seLinuxOptions - spec.containers[*].securityContext.seccompProfile -
   * spec.containers[*].securityContext.capabilities - spec.containers[*].securityContext.readOnlyRootFilesystem -
   * spec.containers[*].securityContext.privileged - spec.containers[*].securityContext.allowPrivilegeEscalation -
   * spec.containers[*].securityContext.procMount - spec.containers[*].securityContext.runAsUser -
   * spec.containers[*].securityContext.runAsGroup
   */
  readonly os?: PodOS | undefined;

  /**
   * Overhead represents the resource overhead associated with running a pod for a given RuntimeClass. This field will
   * be autopopulated at admission time by the RuntimeClass admission controller. If the RuntimeClass admission
   * controller is enabled, overhead must not be set in Pod create requests. The RuntimeClass admission controller will
   * reject Pod create requests which have the overhead already set. If RuntimeClass is configured and selected in the
   * PodSpec, Overhead will be set to the value defined in the corresponding RuntimeClass, otherwise it will remain
   * unset and treated as zero. More info: https://git.k8s.io/enhancements/keps/sig-node/688-pod-overhead/README.md
   */
  readonly overhead?: { readonly [key: string]: string } | undefined;

  /**
   * PreemptionPolicy is the Policy for preempting pods with lower priority. One of Never, PreemptLowerPriority. When
   * Priority Admission Controller is enabled, it prevents users from setting this field. The admission controller
   * populates this field from PriorityClassName. Defaults to PreemptLowerPriority if unset.
   */
  readonly preemptionPolicy?: string | undefined;

  /**
   * The priority value. Various system components use this field to find the priority of the pod. When Priority
   * Admission Controller is enabled, it prevents users from setting this field. The admission controller populates this
   * field from PriorityClassName. The higher the value, the higher the priority.
   */
  readonly priority?: number | undefined;

  /**
   * If specified, indicates the pod's priority. "system-node-critical" and "system-cluster-critical" are two special
   * keywords which indicate the highest priorities with the former being the highest priority. Any other name must be
   * defined by creating a PriorityClass object with that name. If not specified, the pod priority will be default or
   * zero if there is no default.
   */
  readonly priorityClassName?: string | undefined;

  /**
   * If specified, all readiness gates will be evaluated for pod readiness. A pod is ready when all its containers are
   * ready AND all conditions specified in the readiness gates have status equal to "True" More info:
   * https://git.k8s.io/enhancements/keps/sig-network/580-pod-readiness-gates
   */
  readonly readinessGates?: readonly PodReadinessGate[] | undefined;

  /**
   * ResourceClaims defines which ResourceClaims must be allocated and reserved before the Pod is allowed to start. The
   * resources will be made available to those containers which consume them by name.
   *
   * This is a stable field but requires that the DynamicResourceAllocation feature gate is enabled.
   *
   * This field is immutable.
   */
  readonly resourceClaims?: readonly PodResourceClaim[] | undefined;

  /**
   * Resources is the total amount of CPU and Memory resources required by all containers in the pod. It supports
   * specifying Requests and Limits for "cpu", "memory" and "hugepages-" resource names only. ResourceClaims are not
   * supported.
   *
   * This field enables fine-grained control over resource allocation for the entire pod, allowing resource sharing
   * among containers in a pod.
   *
   * This is an alpha field and requires enabling the PodLevelResources feature gate.
   */
  readonly resources?: ResourceRequirements | undefined;

  /**
   * Restart policy for all containers within the pod. One of Always, OnFailure, Never. In some contexts, only a subset
   * of those values may be permitted. Default to Always. More info:
   * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
   */
  readonly restartPolicy?: string | undefined;

  /**
   * RuntimeClassName refers to a RuntimeClass object in the node.k8s.io group, which should be used to run this pod.
   * If no RuntimeClass resource matches the named class, the pod will not be run. If unset or empty, the "legacy"
   * RuntimeClass will be used, which is an implicit class with an empty definition that uses the default runtime
   * handler. More info: https://git.k8s.io/enhancements/keps/sig-node/585-runtime-class
   */
  readonly runtimeClassName?: string | undefined;

  /**
   * If specified, the pod will be dispatched by specified scheduler. If not specified, the pod will be dispatched by
   * default scheduler.
   */
  readonly schedulerName?: string | undefined;

  /**
   * SchedulingGates is an opaque list of values that if specified will block scheduling the pod. If schedulingGates is
   * not empty, the pod will stay in the SchedulingGated state and the scheduler will not attempt to schedule the pod.
   *
   * SchedulingGates can only be set at pod creation time, and be removed only afterwards.
   */
  readonly schedulingGates?: readonly PodSchedulingGate[] | undefined;

  /**
   * SchedulingGroup provides a reference to the immediate scheduling runtime grouping object that this Pod belongs to.
   * This field is used by the scheduler to identify the group and apply the correct group scheduling policies. The
   * association with a group also impacts other lifecycle aspects of a Pod that are relevant in a wider context of
   * scheduling like preemption, resource attachment, etc. If not specified, the Pod is treated as a single unit in all
   * of these aspects. The group object referenced by this field may not exist at the time the Pod is created. This
   * field is immutable, but a group object with the same name may be recreated with different policies. Doing this
   * during pod scheduling may result in the placement not conforming to the expected policies.
   */
  readonly schedulingGroup?: PodSchedulingGroup | undefined;

  /**
   * SecurityContext holds pod-level security attributes and common container settings. Optional: Defaults to empty.
   * See type description for default values of each field.
   */
  readonly securityContext?: PodSecurityContext | undefined;

  /**
   * DeprecatedServiceAccount is a deprecated alias for ServiceAccountName. Deprecated: Use serviceAccountName instead.
   */
  readonly serviceAccount?: string | undefined;

  /**
   * ServiceAccountName is the name of the ServiceAccount to use to run this pod. More info:
   * https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
   */
  readonly serviceAccountName?: string | undefined;

  /**
   * If true the pod's hostname will be configured as the pod's FQDN, rather than the leaf name (the default). In Linux
   * containers, this means setting the FQDN in the hostname field of the kernel (the nodename field of struct utsname).
   * In Windows containers, this means setting the registry value of hostname for the registry key
   * HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters to FQDN. If a pod does not have FQDN,
   * this has no effect. Default to false.
   */
  readonly setHostnameAsFQDN?: boolean | undefined;

  /**
   * Share a single process namespace between all of the containers in a pod. When this is set containers will be able
   * to view and signal processes from other containers in the same pod, and the first process in each container will
   * not be assigned PID 1. HostPID and ShareProcessNamespace cannot both be set. Optional: Default to false.
   */
  readonly shareProcessNamespace?: boolean | undefined;

  /**
   * If specified, the fully qualified Pod hostname will be "<hostname>.<subdomain>.<pod namespace>.svc.<cluster
   * domain>". If not specified, the pod will not have a domainname at all.
   */
  readonly subdomain?: string | undefined;

  /**
   * Optional duration in seconds the pod needs to terminate gracefully. May be decreased in delete request. Value must
   * be non-negative integer. The value zero indicates stop immediately via the kill signal (no opportunity to shut
   * down). If this value is nil, the default grace period will be used instead. The grace period is the duration in
   * seconds after the processes running in the pod are sent a termination signal and the time when the processes are
   * forcibly halted with a kill signal. Set this value longer than the expected cleanup time for your process. Defaults
   * to 30 seconds.
   */
  readonly terminationGracePeriodSeconds?: number | undefined;

  /** If specified, the pod's tolerations. */
  readonly tolerations?: readonly Toleration[] | undefined;

  /**
   * TopologySpreadConstraints describes how a group of pods ought to spread across topology domains. Scheduler will
   * schedule pods in a way which abides by the constraints. All topologySpreadConstraints are ANDed.
   */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined;

  /**
   * List of volumes that can be mounted by containers belonging to the pod. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes
   */
  readonly volumes?: readonly Volume[] | undefined;

  /**
   * WorkloadRef provides a reference to the Workload object that this Pod belongs to. This field is used by the
   * scheduler to identify the PodGroup and apply the correct group scheduling policies. The Workload object referenced
   * by this field may not exist at the time the Pod is created. This field is immutable, but a Workload object with the
   * same name may be recreated with different policies. Doing this during pod scheduling may result in the placement
   * not conforming to the expected policies.
   */
  readonly workloadRef?: WorkloadReference | undefined;
}

/** PodTemplateSpec describes the data a pod should have when created from a template */
export interface PodTemplateSpec {
  /**
   * Standard object's metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta | undefined;

  /**
   * Specification of the desired behavior of the pod. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#spec-and-status
   */
  readonly spec?: PodSpec | undefined;
}

/** PortworxVolumeSource represents a Portworx volume resource. */
export interface PortworxVolumeSource {
  /**
   * fSType represents the filesystem type to mount Must be a filesystem type supported by the host operating system.
   * Ex. "ext4", "xfs". Implicitly inferred to be "ext4" if unspecified.
   */
  readonly fsType?: string | undefined;

  /** readOnly defaults to false (read/write). ReadOnly here will force the ReadOnly setting in VolumeMounts. */
  readonly readOnly?: boolean | undefined;

  /** volumeID uniquely identifies a Portworx volume */
  readonly volumeID: string;
}

/**
 * An empty preferred scheduling term matches all objects with implicit weight 0 (i.e. it's a no-op). A null preferred
 * scheduling term matches no objects (i.e. is also a no-op).
 */
export interface PreferredSchedulingTerm {
  /** A node selector term, associated with the corresponding weight. */
  readonly preference: NodeSelectorTerm;

  /** Weight associated with matching the corresponding nodeSelectorTerm, in the range 1-100. */
  readonly weight: number;
}

/**
 * Probe describes a health check to be performed against a container to determine whether it is alive or ready to
 * receive traffic.
 */
export interface Probe {
  /** Exec specifies a command to execute in the container. */
  readonly exec?: ExecAction | undefined;

  /**
   * Minimum consecutive failures for the probe to be considered failed after having succeeded. Defaults to 3. Minimum
   * value is 1.
   */
  readonly failureThreshold?: number | undefined;

  /** GRPC specifies a GRPC HealthCheckRequest. */
  readonly grpc?: GRPCAction | undefined;

  /** HTTPGet specifies an HTTP GET request to perform. */
  readonly httpGet?: HTTPGetAction | undefined;

  /**
   * Number of seconds after the container has started before liveness probes are initiated. More info:
   * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes
   */
  readonly initialDelaySeconds?: number | undefined;

  /** How often (in seconds) to perform the probe. Default to 10 seconds. Minimum value is 1. */
  readonly periodSeconds?: number | undefined;

  /**
   * Minimum consecutive successes for the probe to be considered successful after having failed. Defaults to 1. Must be
   * 1 for liveness and startup. Minimum value is 1.
   */
  readonly successThreshold?: number | undefined;

  /** TCPSocket specifies a connection to a TCP port. */
  readonly tcpSocket?: TCPSocketAction | undefined;

  /**
   * Optional duration in seconds the pod needs to terminate gracefully upon probe failure. The grace period is the
   * duration in seconds after the processes running in the pod are sent a termination signal and the time when the
   * processes are forcibly halted with a kill signal. Set this value longer than the expected cleanup time for your
   * process. If this value is nil, the pod's terminationGracePeriodSeconds will be used. Otherwise, this value
   * overrides the value provided by the pod spec. Value must be non-negative integer. The value zero indicates stop
   * immediately via the kill signal (no opportunity to shut down). This is a beta field and requires enabling
   * ProbeTerminationGracePeriod feature gate. Minimum value is 1. spec.terminationGracePeriodSeconds is used if unset.
   */
  readonly terminationGracePeriodSeconds?: number | undefined;

  /**
   * Number of seconds after which the probe times out. Defaults to 1 second. Minimum value is 1. More info:
   * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes
   */
  readonly timeoutSeconds?: number | undefined;
}

/** Represents a projected volume source */
export interface ProjectedVolumeSource {
  /**
   * defaultMode are the mode bits used to set permissions on created files by default. Must be an octal value between
   * 0000 and 0777 or a decimal value between 0 and 511. YAML accepts both octal and decimal values, JSON requires
   * decimal values for mode bits. Directories within the path are not affected by this setting. This might be in
   * conflict with other options that affect the file mode, like fsGroup, and the result can be other mode bits set.
   */
  readonly defaultMode?: number | undefined;

  /**
   * defaultUser is Optional: The owner UID of the created files by default. The defaultUser field is only used as a
   * fallback when the item-level user field is unset. (Alpha) This field requires the AtomicWriteVolumeUserFields
   * feature gate to be enabled.
   */
  readonly defaultUser?: number | undefined;

  /** sources is the list of volume projections. Each entry in this list handles one source. */
  readonly sources: readonly VolumeProjection[];
}

/**
 * Represents a Quobyte mount that lasts the lifetime of a pod. Quobyte volumes do not support ownership management or
 * SELinux relabeling.
 */
export interface QuobyteVolumeSource {
  /** group to map volume access to Default is no group */
  readonly group?: string | undefined;

  /** readOnly here will force the Quobyte volume to be mounted with read-only permissions. Defaults to false. */
  readonly readOnly?: boolean | undefined;

  /**
   * registry represents a single or multiple Quobyte Registry services specified as a string as host:port pair
   * (multiple entries are separated with commas) which acts as the central registry for volumes
   */
  readonly registry: string;

  /**
   * tenant owning the given Quobyte volume in the Backend Used with dynamically provisioned Quobyte volumes, value is
   * set by the plugin
   */
  readonly tenant?: string | undefined;

  /** user to map volume access to Defaults to serivceaccount user */
  readonly user?: string | undefined;

  /** volume is a string that references an already created Quobyte volume by name. */
  readonly volume: string;
}

/**
 * Represents a Rados Block Device mount that lasts the lifetime of a pod. RBD volumes support ownership management and
 * SELinux relabeling.
 */
export interface RBDVolumeSource {
  /**
   * fsType is the filesystem type of the volume that you want to mount. Tip: Ensure that the filesystem type is
   * supported by the host operating system. Examples: "ext4", "xfs", "ntfs". Implicitly inferred to be "ext4" if
   * unspecified. More info: https://kubernetes.io/docs/concepts/storage/volumes#rbd
   */
  readonly fsType?: string | undefined;

  /** image is the rados image name. More info: https://examples.k8s.io/volumes/rbd/README.md#how-to-use-it */
  readonly image: string;

  /**
   * keyring is the path to key ring for RBDUser. Default is /etc/ceph/keyring. More info:
   * https://examples.k8s.io/volumes/rbd/README.md#how-to-use-it
   */
  readonly keyring?: string | undefined;

  /**
   * monitors is a collection of Ceph monitors. More info: https://examples.k8s.io/volumes/rbd/README.md#how-to-use-it
   */
  readonly monitors: readonly string[];

  /**
   * pool is the rados pool name. Default is rbd. More info: https://examples.k8s.io/volumes/rbd/README.md#how-to-use-it
   */
  readonly pool?: string | undefined;

  /**
   * readOnly here will force the ReadOnly setting in VolumeMounts. Defaults to false. More info:
   * https://examples.k8s.io/volumes/rbd/README.md#how-to-use-it
   */
  readonly readOnly?: boolean | undefined;

  /**
   * secretRef is name of the authentication secret for RBDUser. If provided overrides keyring. Default is nil. More
   * info: https://examples.k8s.io/volumes/rbd/README.md#how-to-use-it
   */
  readonly secretRef?: LocalObjectReference | undefined;

  /**
   * user is the rados user name. Default is admin. More info:
   * https://examples.k8s.io/volumes/rbd/README.md#how-to-use-it
   */
  readonly user?: string | undefined;
}

/** ResourceClaim references one entry in PodSpec.ResourceClaims. */
export interface ResourceClaim {
  /**
   * Name must match the name of one entry in pod.spec.resourceClaims of the Pod where this field is used. It makes that
   * resource available inside a container.
   */
  readonly name: string;

  /**
   * Request is the name chosen for a request in the referenced claim. If empty, everything from the claim is made
   * available, otherwise only the result of this request.
   */
  readonly request?: string | undefined;
}

/** ResourceFieldSelector represents container resources (cpu, memory) and their output format */
export interface ResourceFieldSelector {
  /** Container name: required for volumes, optional for env vars */
  readonly containerName?: string | undefined;

  /** Specifies the output format of the exposed resources, defaults to "1" */
  readonly divisor?: string | undefined;

  /** Required: resource to select */
  readonly resource: string;
}

/** ResourceRequirements describes the compute resource requirements. */
export interface ResourceRequirements {
  /**
   * Claims lists the names of resources, defined in spec.resourceClaims, that are used by this container.
   *
   * This field depends on the DynamicResourceAllocation feature gate.
   *
   * This field is immutable. It can only be set for containers.
   */
  readonly claims?: readonly ResourceClaim[] | undefined;

  /**
   * Limits describes the maximum amount of compute resources allowed. More info:
   * https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   */
  readonly limits?: { readonly [key: string]: string } | undefined;

  /**
   * Requests describes the minimum amount of compute resources required. If Requests is omitted for a container, it
   * defaults to Limits if that is explicitly specified, otherwise to an implementation-defined value. Requests cannot
   * exceed Limits. More info: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   */
  readonly requests?: { readonly [key: string]: string } | undefined;
}

/** SELinuxOptions are the labels to be applied to the container */
export interface SELinuxOptions {
  /** Level is SELinux level label that applies to the container. */
  readonly level?: string | undefined;

  /** Role is a SELinux role label that applies to the container. */
  readonly role?: string | undefined;

  /** Type is a SELinux type label that applies to the container. */
  readonly type?: string | undefined;

  /** User is a SELinux user label that applies to the container. */
  readonly user?: string | undefined;
}

/** ScaleIOVolumeSource represents a persistent ScaleIO volume */
export interface ScaleIOVolumeSource {
  /**
   * fsType is the filesystem type to mount. Must be a filesystem type supported by the host operating system. Ex.
   * "ext4", "xfs", "ntfs". Default is "xfs".
   */
  readonly fsType?: string | undefined;

  /** gateway is the host address of the ScaleIO API Gateway. */
  readonly gateway: string;

  /** protectionDomain is the name of the ScaleIO Protection Domain for the configured storage. */
  readonly protectionDomain?: string | undefined;

  /** readOnly Defaults to false (read/write). ReadOnly here will force the ReadOnly setting in VolumeMounts. */
  readonly readOnly?: boolean | undefined;

  /**
   * secretRef references to the secret for ScaleIO user and other sensitive information. If this is not provided, Login
   * operation will fail.
   */
  readonly secretRef: LocalObjectReference;

  /** sslEnabled Flag enable/disable SSL communication with Gateway, default false */
  readonly sslEnabled?: boolean | undefined;

  /**
   * storageMode indicates whether the storage for a volume should be ThickProvisioned or ThinProvisioned. Default is
   * ThinProvisioned.
   */
  readonly storageMode?: string | undefined;

  /** storagePool is the ScaleIO Storage Pool associated with the protection domain. */
  readonly storagePool?: string | undefined;

  /** system is the name of the storage system as configured in ScaleIO. */
  readonly system: string;

  /**
   * volumeName is the name of a volume already created in the ScaleIO system that is associated with this volume
   * source.
   */
  readonly volumeName?: string | undefined;
}

/** SeccompProfile defines a pod/container's seccomp profile settings. Only one profile source may be set. */
export interface SeccompProfile {
  /**
   * localhostProfile indicates a profile defined in a file on the node should be used. The profile must be
   * preconfigured on the node to work. Must be a descending path, relative to the kubelet's configured seccomp profile
   * location. Must be set if type is "Localhost". Must NOT be set for any other type.
   */
  readonly localhostProfile?: string | undefined;

  /**
   * type indicates which kind of seccomp profile will be applied. Valid options are:
   *
   * Localhost - a profile defined in a file on the node should be used. RuntimeDefault - the container runtime default
   * profile should be used. Unconfined - no profile should be applied.
   */
  readonly type: string;
}

/**
 * SecretEnvSource selects a Secret to populate the environment variables with.
 *
 * The contents of the target Secret's Data field will represent the key-value pairs as environment variables.
 */
export interface SecretEnvSource {
  /**
   * Name of the referent. This field is effectively required, but due to backwards compatibility is allowed to be
   * empty. Instances of this type with an empty value here are almost certainly wrong. More info:
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
   */
  readonly name?: string | undefined;

  /** Specify whether the Secret must be defined */
  readonly optional?: boolean | undefined;
}

/** SecretKeySelector selects a key of a Secret. */
export interface SecretKeySelector {
  /** The key of the secret to select from.  Must be a valid secret key. */
  readonly key: string;

  /**
   * Name of the referent. This field is effectively required, but due to backwards compatibility is allowed to be
   * empty. Instances of this type with an empty value here are almost certainly wrong. More info:
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
   */
  readonly name?: string | undefined;

  /** Specify whether the Secret or its key must be defined */
  readonly optional?: boolean | undefined;
}

/**
 * Adapts a secret into a projected volume.
 *
 * The contents of the target Secret's Data field will be presented in a projected volume as files using the keys in the
 * Data field as the file names. Note that this is identical to a secret volume source without the default mode.
 */
export interface SecretProjection {
  /**
   * items if unspecified, each key-value pair in the Data field of the referenced Secret will be projected into the
   * volume as a file whose name is the key and content is the value. If specified, the listed keys will be projected
   * into the specified paths, and unlisted keys will not be present. If a key is specified which is not present in the
   * Secret, the volume setup will error unless it is marked optional. Paths must be relative and may not contain the
   * '..' path or start with '..'.
   */
  readonly items?: readonly KeyToPath[] | undefined;

  /**
   * Name of the referent. This field is effectively required, but due to backwards compatibility is allowed to be
   * empty. Instances of this type with an empty value here are almost certainly wrong. More info:
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
   */
  readonly name?: string | undefined;

  /** optional field specify whether the Secret or its key must be defined */
  readonly optional?: boolean | undefined;
}

/**
 * Adapts a Secret into a volume.
 *
 * The contents of the target Secret's Data field will be presented in a volume as files using the keys in the Data
 * field as the file names. Secret volumes support ownership management and SELinux relabeling.
 */
export interface SecretVolumeSource {
  /**
   * defaultMode is Optional: mode bits used to set permissions on created files by default. Must be an octal value
   * between 0000 and 0777 or a decimal value between 0 and 511. YAML accepts both octal and decimal values, JSON
   * requires decimal values for mode bits. Defaults to 0644. Directories within the path are not affected by this
   * setting. This might be in conflict with other options that affect the file mode, like fsGroup, and the result can
   * be other mode bits set.
   */
  readonly defaultMode?: number | undefined;

  /**
   * defaultUser is Optional: The owner UID of the created files by default. The defaultUser field is only used as a
   * fallback when the item-level user field is unset. (Alpha) This field requires the AtomicWriteVolumeUserFields
   * feature gate to be enabled.
   */
  readonly defaultUser?: number | undefined;

  /**
   * items If unspecified, each key-value pair in the Data field of the referenced Secret will be projected into the
   * volume as a file whose name is the key and content is the value. If specified, the listed keys will be projected
   * into the specified paths, and unlisted keys will not be present. If a key is specified which is not present in the
   * Secret, the volume setup will error unless it is marked optional. Paths must be relative and may not contain the
   * '..' path or start with '..'.
   */
  readonly items?: readonly KeyToPath[] | undefined;

  /** optional field specify whether the Secret or its keys must be defined */
  readonly optional?: boolean | undefined;

  /**
   * secretName is the name of the secret in the pod's namespace to use. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#secret
   */
  readonly secretName?: string | undefined;
}

/**
 * SecurityContext holds security configuration that will be applied to a container. Some fields are present in both
 * SecurityContext and PodSecurityContext.  When both are set, the values in SecurityContext take precedence.
 */
export interface SecurityContext {
  /**
   * AllowPrivilegeEscalation controls whether a process can gain more privileges than its parent process. This bool
   * directly controls if the no_new_privs flag will be set on the container process. AllowPrivilegeEscalation is true
   * always when the container is: 1) run as Privileged 2) has CAP_SYS_ADMIN Note that this field cannot be set when
   * spec.os.name is windows.
   */
  readonly allowPrivilegeEscalation?: boolean | undefined;

  /**
   * appArmorProfile is the AppArmor options to use by this container. If set, this profile overrides the pod's
   * appArmorProfile. Note that this field cannot be set when spec.os.name is windows.
   */
  readonly appArmorProfile?: AppArmorProfile | undefined;

  /**
   * The capabilities to add/drop when running containers. Defaults to the default set of capabilities granted by the
   * container runtime. Note that this field cannot be set when spec.os.name is windows.
   */
  readonly capabilities?: Capabilities | undefined;

  /**
   * Run container in privileged mode. Processes in privileged containers are essentially equivalent to root on the
   * host. Defaults to false. Note that this field cannot be set when spec.os.name is windows.
   */
  readonly privileged?: boolean | undefined;

  /**
   * procMount denotes the type of proc mount to use for the containers. The default value is Default which uses the
   * container runtime defaults for readonly paths and masked paths. Note that this field cannot be set when
   * spec.os.name is windows.
   */
  readonly procMount?: string | undefined;

  /**
   * Whether this container has a read-only root filesystem. Default is false. Note that this field cannot be set when
   * spec.os.name is windows.
   */
  readonly readOnlyRootFilesystem?: boolean | undefined;

  /**
   * The GID to run the entrypoint of the container process. Uses runtime default if unset. May also be set in
   * PodSecurityContext.  If set in both SecurityContext and PodSecurityContext, the value specified in SecurityContext
   * takes precedence. Note that this field cannot be set when spec.os.name is windows.
   */
  readonly runAsGroup?: number | undefined;

  /**
   * Indicates that the container must run as a non-root user. If true, the Kubelet will validate the image at runtime
   * to ensure that it does not run as UID 0 (root) and fail to start the container if it does. If unset or false, no
   * such validation will be performed. May also be set in PodSecurityContext.  If set in both SecurityContext and
   * PodSecurityContext, the value specified in SecurityContext takes precedence.
   */
  readonly runAsNonRoot?: boolean | undefined;

  /**
   * The UID to run the entrypoint of the container process. Defaults to user specified in image metadata if
   * unspecified. May also be set in PodSecurityContext.  If set in both SecurityContext and PodSecurityContext, the
   * value specified in SecurityContext takes precedence. Note that this field cannot be set when spec.os.name is
   * windows.
   */
  readonly runAsUser?: number | undefined;

  /**
   * The SELinux context to be applied to the container. If unspecified, the container runtime will allocate a random
   * SELinux context for each container.  May also be set in PodSecurityContext.  If set in both SecurityContext and
   * PodSecurityContext, the value specified in SecurityContext takes precedence. Note that this field cannot be set
   * when spec.os.name is windows.
   */
  readonly seLinuxOptions?: SELinuxOptions | undefined;

  /**
   * The seccomp options to use by this container. If seccomp options are provided at both the pod & container level,
   * the container options override the pod options. Note that this field cannot be set when spec.os.name is windows.
   */
  readonly seccompProfile?: SeccompProfile | undefined;

  /**
   * The Windows specific settings applied to all containers. If unspecified, the options from the PodSecurityContext
   * will be used. If set in both SecurityContext and PodSecurityContext, the value specified in SecurityContext takes
   * precedence. Note that this field cannot be set when spec.os.name is linux.
   */
  readonly windowsOptions?: WindowsSecurityContextOptions | undefined;
}

/**
 * Service is a named abstraction of software service (for example, mysql) consisting of local port (for example 3306)
 * that the proxy listens on, and the selector that determines which pods will answer requests sent through the proxy.
 *
 * This resource waits until its status is ready before registering success
 * for create/update, and populating output properties from the current state of the resource.
 * The following conditions are used to determine whether the resource creation has
 * succeeded or failed:
 *
 * 1. Service object exists.
 * 2. Related Endpoint objects are created. Each time we get an update, wait 10 seconds
 * for any stragglers.
 * 3. There are no "not ready" endpoints -- unless the Service is an "empty
 * headless" Service [1], a Service with '.spec.type: ExternalName', or a Service
 * without a selector.
 * 4. External IP address is allocated (if Service has '.spec.type: LoadBalancer').
 *
 * If the Service has not reached a Ready state after 10 minutes, it will
 * time out and mark the resource update as Failed. You can override the default timeout value
 * by setting the 'customTimeouts' option on the resource.
 */
export interface Service {
  /**
   * APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized
   * schemas to the latest internal value, and may reject unrecognized values. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
   */
  readonly apiVersion?: 'v1' | undefined;

  /**
   * Kind is a string value representing the REST resource this object represents. Servers may infer this from the
   * endpoint the client submits requests to. Cannot be updated. In CamelCase. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind?: 'Service' | undefined;

  /**
   * Standard object's metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta | undefined;

  /**
   * Spec defines the behavior of a service.
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#spec-and-status
   */
  readonly spec?: ServiceSpec | undefined;
}

/**
 * ServiceAccount binds together: * a name, understood by users, and perhaps by peripheral systems, for an identity * a
 * principal that can be authenticated and authorized * a set of secrets
 */
export interface ServiceAccount {
  /**
   * APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized
   * schemas to the latest internal value, and may reject unrecognized values. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
   */
  readonly apiVersion?: 'v1' | undefined;

  /**
   * AutomountServiceAccountToken indicates whether pods running as this service account should have an API token
   * automatically mounted. Can be overridden at the pod level.
   */
  readonly automountServiceAccountToken?: boolean | undefined;

  /**
   * ImagePullSecrets is a list of references to secrets in the same namespace to use for pulling any images in pods
   * that reference this ServiceAccount. ImagePullSecrets are distinct from Secrets because Secrets can be mounted in
   * the pod, but ImagePullSecrets are only accessed by the kubelet. More info:
   * https://kubernetes.io/docs/concepts/containers/images/#specifying-imagepullsecrets-on-a-pod
   */
  readonly imagePullSecrets?: readonly LocalObjectReference[] | undefined;

  /**
   * Kind is a string value representing the REST resource this object represents. Servers may infer this from the
   * endpoint the client submits requests to. Cannot be updated. In CamelCase. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind?: 'ServiceAccount' | undefined;

  /**
   * Standard object's metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta | undefined;

  /**
   * Secrets is a list of the secrets in the same namespace that pods running using this ServiceAccount are allowed to
   * use. Pods are only limited to this list if this service account has a "kubernetes.io/enforce-mountable-secrets"
   * annotation set to "true". The "kubernetes.io/enforce-mountable-secrets" annotation is deprecated since v1.32.
   * Prefer separate namespaces to isolate access to mounted secrets. This field should not be used to find
   * auto-generated service account token secrets for use outside of pods. Instead, tokens can be requested directly
   * using the TokenRequest API, or service account token secrets can be manually created. More info:
   * https://kubernetes.io/docs/concepts/configuration/secret
   */
  readonly secrets?: readonly ObjectReference[] | undefined;
}

/**
 * ServiceAccountTokenProjection represents a projected service account token volume. This projection can be used to
 * insert a service account token into the pods runtime filesystem for use against APIs (Kubernetes API Server or
 * otherwise).
 */
export interface ServiceAccountTokenProjection {
  /**
   * audience is the intended audience of the token. A recipient of a token must identify itself with an identifier
   * specified in the audience of the token, and otherwise should reject the token. The audience defaults to the
   * identifier of the apiserver.
   */
  readonly audience?: string | undefined;

  /**
   * expirationSeconds is the requested duration of validity of the service account token. As the token approaches
   * expiration, the kubelet volume plugin will proactively rotate the service account token. The kubelet will start
   * trying to rotate the token if the token is older than 80 percent of its time to live or if the token is older than
   * 24 hours.Defaults to 1 hour and must be at least 10 minutes.
   */
  readonly expirationSeconds?: number | undefined;

  /** path is the path relative to the mount point of the file to project the token into. */
  readonly path: string;

  /**
   * user is Optional: The owner UID of the created file. If specified, the item-level user field takes precedence over
   * defaultUser. (Alpha) This field requires the AtomicWriteVolumeUserFields feature gate to be enabled.
   */
  readonly user?: number | undefined;
}

/** ServicePort contains information on service's port. */
export interface ServicePort {
  /**
   * The application protocol for this port. This is used as a hint for implementations to offer richer behavior for
   * protocols that they understand. This field follows standard Kubernetes label syntax. Valid values are either:
   *
   * * Un-prefixed protocol names - reserved for IANA standard service names (as per RFC-6335 and
   * https://www.iana.org/assignments/service-names).
   *
   * * Kubernetes-defined prefixed names:
   * * 'kubernetes.io/h2c' - HTTP/2 prior knowledge over cleartext as described in
   * https://www.rfc-editor.org/rfc/rfc9113.html#name-starting-http-2-with-prior-
   * * 'kubernetes.io/ws'  - WebSocket over cleartext as described in https://www.rfc-editor.org/rfc/rfc6455
   * * 'kubernetes.io/wss' - WebSocket over TLS as described in https://www.rfc-editor.org/rfc/rfc6455
   *
   * * Other protocols should use implementation-defined prefixed names such as mycompany.com/my-custom-protocol.
   */
  readonly appProtocol?: string | undefined;

  /**
   * The name of this port within the service. This must be a DNS_LABEL. All ports within a ServiceSpec must have unique
   * names. When considering the endpoints for a Service, this must match the 'name' field in the EndpointPort. Optional
   * if only one ServicePort is defined on this service.
   */
  readonly name?: string | undefined;

  /**
   * The port on each node on which this service is exposed when type is NodePort or LoadBalancer.  Usually assigned by
   * the system. If a value is specified, in-range, and not in use it will be used, otherwise the operation will fail.
   * If not specified, a port will be allocated if this Service requires one.  If this field is specified when creating
   * a Service which does not need it, creation will fail. This field will be wiped when updating a Service to no longer
   * need it (e.g. changing type from NodePort to ClusterIP). More info:
   * https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
   */
  readonly nodePort?: number | undefined;

  /** The port that will be exposed by this service. */
  readonly port: number;

  /** The IP protocol for this port. Supports "TCP", "UDP", and "SCTP". Default is TCP. */
  readonly protocol?: string | undefined;

  /**
   * Number or name of the port to access on the pods targeted by the service. Number must be in the range 1 to 65535.
   * Name must be an IANA_SVC_NAME. If this is a string, it will be looked up as a named port in the target Pod's
   * container ports. If this is not specified, the value of the 'port' field is used (an identity map). This field is
   * ignored for services with clusterIP=None, and should be omitted or set equal to the 'port' field. More info:
   * https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service
   */
  readonly targetPort?: number | string | undefined;
}

/** ServiceSpec describes the attributes that a user creates on a service. */
export interface ServiceSpec {
  /**
   * allocateLoadBalancerNodePorts defines if NodePorts will be automatically allocated for services with type
   * LoadBalancer.  Default is "true". It may be set to "false" if the cluster load-balancer does not rely on NodePorts.
   * If the caller requests specific NodePorts (by specifying a value), those requests will be respected, regardless of
   * this field. This field may only be set for services with type LoadBalancer and will be cleared if the type is
   * changed to any other type.
   */
  readonly allocateLoadBalancerNodePorts?: boolean | undefined;

  /**
   * clusterIP is the IP address of the service and is usually assigned randomly. If an address is specified manually,
   * is in-range (as per system configuration), and is not in use, it will be allocated to the service; otherwise
   * creation of the service will fail. This field may not be changed through updates unless the type field is also
   * being changed to ExternalName (which requires this field to be blank) or the type field is being changed from
   * ExternalName (in which case this field may optionally be specified, as describe above).  Valid values are "None",
   * empty string (""), or a valid IP address. Setting this to "None" makes a "headless service" (no virtual IP), which
   * is useful when direct endpoint connections are preferred and proxying is not required.  Only applies to types
   * ClusterIP, NodePort, and LoadBalancer. If this field is specified when creating a Service of type ExternalName,
   * creation will fail. This field will be wiped when updating a Service to type ExternalName. More info:
   * https://kubernetes.io/docs/concepts/services-networking/service/#virtual-ips-and-service-proxies
   */
  readonly clusterIP?: string | undefined;

  /**
   * ClusterIPs is a list of IP addresses assigned to this service, and are usually assigned randomly.  If an address is
   * specified manually, is in-range (as per system configuration), and is not in use, it will be allocated to the
   * service; otherwise creation of the service will fail. This field may not be changed through updates unless the type
   * field is also being changed to ExternalName (which requires this field to be empty) or the type field is being
   * changed from ExternalName (in which case this field may optionally be specified, as describe above).  Valid values
   * are "None", empty string (""), or a valid IP address.  Setting this to "None" makes a "headless service" (no
   * virtual IP), which is useful when direct endpoint connections are preferred and proxying is not required.  Only
   * applies to types ClusterIP, NodePort, and LoadBalancer. If this field is specified when creating a Service of type
   * ExternalName, creation will fail. This field will be wiped when updating a Service to type ExternalName.  If this
   * field is not specified, it will be initialized from the clusterIP field.  If this field is specified, clients must
   * ensure that clusterIPs[0] and clusterIP have the same value.
   *
   * This field may hold a maximum of two entries (dual-stack IPs, in either order). These IPs must correspond to the
   * values of the ipFamilies field. Both clusterIPs and ipFamilies are governed by the ipFamilyPolicy field. More info:
   * https://kubernetes.io/docs/concepts/services-networking/service/#virtual-ips-and-service-proxies
   */
  readonly clusterIPs?: readonly string[] | undefined;

  /**
   * externalIPs is a list of IP addresses for which nodes in the cluster will also accept traffic for this service.
   * These IPs are not managed by Kubernetes.  The user is responsible for ensuring that traffic arrives at a node with
   * this IP.  A common example is external load-balancers that are not part of the Kubernetes system.
   */
  readonly externalIPs?: readonly string[] | undefined;

  /**
   * externalName is the external reference that discovery mechanisms will return as an alias for this service (e.g. a
   * DNS CNAME record). No proxying will be involved.  Must be a lowercase RFC-1123 hostname
   * (https://tools.ietf.org/html/rfc1123) and requires `type` to be "ExternalName".
   */
  readonly externalName?: string | undefined;

  /**
   * externalTrafficPolicy describes how nodes distribute service traffic they receive on one of the Service's
   * "externally-facing" addresses (NodePorts, ExternalIPs, and LoadBalancer IPs). If set to "Local", the proxy will
   * configure the service in a way that assumes that external load balancers will take care of balancing the service
   * traffic between nodes, and so each node will deliver traffic only to the node-local endpoints of the service,
   * without masquerading the client source IP. (Traffic mistakenly sent to a node with no endpoints will be dropped.)
   * The default value, "Cluster", uses the standard behavior of routing to all endpoints evenly (possibly modified by
   * topology and other features). Note that traffic sent to an External IP or LoadBalancer IP from within the cluster
   * will always get "Cluster" semantics, but clients sending to a NodePort from within the cluster may need to take
   * traffic policy into account when picking a node.
   */
  readonly externalTrafficPolicy?: string | undefined;

  /**
   * healthCheckNodePort specifies the healthcheck nodePort for the service. This only applies when type is set to
   * LoadBalancer and externalTrafficPolicy is set to Local. If a value is specified, is in-range, and is not in use, it
   * will be used.  If not specified, a value will be automatically allocated.  External systems (e.g. load-balancers)
   * can use this port to determine if a given node holds endpoints for this service or not.  If this field is specified
   * when creating a Service which does not need it, creation will fail. This field will be wiped when updating a
   * Service to no longer need it (e.g. changing type). This field cannot be updated once set.
   */
  readonly healthCheckNodePort?: number | undefined;

  /**
   * InternalTrafficPolicy describes how nodes distribute service traffic they receive on the ClusterIP. If set to
   * "Local", the proxy will assume that pods only want to talk to endpoints of the service on the same node as the pod,
   * dropping the traffic if there are no local endpoints. The default value, "Cluster", uses the standard behavior of
   * routing to all endpoints evenly (possibly modified by topology and other features).
   */
  readonly internalTrafficPolicy?: string | undefined;

  /**
   * IPFamilies is a list of IP families (e.g. IPv4, IPv6) assigned to this service. This field is usually assigned
   * automatically based on cluster configuration and the ipFamilyPolicy field. If this field is specified manually, the
   * requested family is available in the cluster, and ipFamilyPolicy allows it, it will be used; otherwise creation of
   * the service will fail. This field is conditionally mutable: it allows for adding or removing a secondary IP family,
   * but it does not allow changing the primary IP family of the Service. Valid values are "IPv4" and "IPv6".  This
   * field only applies to Services of types ClusterIP, NodePort, and LoadBalancer, and does apply to "headless"
   * services. This field will be wiped when updating a Service to type ExternalName.
   *
   * This field may hold a maximum of two entries (dual-stack families, in either order).  These families must
   * correspond to the values of the clusterIPs field, if specified. Both clusterIPs and ipFamilies are governed by the
   * ipFamilyPolicy field.
   */
  readonly ipFamilies?: readonly string[] | undefined;

  /**
   * ipFamily specifies whether this Service has a preference for a particular IP family (e.g. IPv4 vs. IPv6).  If a
   * specific IP family is requested, the clusterIP field will be allocated from that family, if it is available in the
   * cluster.  If no IP family is requested, the cluster's primary IP family will be used. Other IP fields
   * (loadBalancerIP, loadBalancerSourceRanges, externalIPs) and controllers which allocate external load-balancers
   * should use the same IP family.  Endpoints for this Service will be of this family.  This field is immutable after
   * creation. Assigning a ServiceIPFamily not available in the cluster (e.g. IPv6 in IPv4 only cluster) is an error
   * condition and will fail during clusterIP assignment.
   */
  readonly ipFamily?: string | undefined;

  /**
   * IPFamilyPolicy represents the dual-stack-ness requested or required by this Service. If there is no value provided,
   * then this field will be set to SingleStack. Services can be "SingleStack" (a single IP family), "PreferDualStack"
   * (two IP families on dual-stack configured clusters or a single IP family on single-stack clusters), or
   * "RequireDualStack" (two IP families on dual-stack configured clusters, otherwise fail). The ipFamilies and
   * clusterIPs fields depend on the value of this field. This field will be wiped when updating a service to type
   * ExternalName.
   */
  readonly ipFamilyPolicy?: string | undefined;

  /**
   * loadBalancerClass is the class of the load balancer implementation this Service belongs to. If specified, the value
   * of this field must be a label-style identifier, with an optional prefix, e.g. "internal-vip" or
   * "example.com/internal-vip". Unprefixed names are reserved for end-users. This field can only be set when the
   * Service type is 'LoadBalancer'. If not set, the default load balancer implementation is used, today this is
   * typically done through the cloud provider integration, but should apply for any default implementation. If set, it
   * is assumed that a load balancer implementation is watching for Services with a matching class. Any default load
   * balancer implementation (e.g. cloud providers) should ignore Services that set this field. This field can only be
   * set when creating or updating a Service to type 'LoadBalancer'. Once set, it can not be changed. This field will be
   * wiped when a service is updated to a non 'LoadBalancer' type.
   */
  readonly loadBalancerClass?: string | undefined;

  /**
   * Only applies to Service Type: LoadBalancer. This feature depends on whether the underlying cloud-provider supports
   * specifying the loadBalancerIP when a load balancer is created. This field will be ignored if the cloud-provider
   * does not support the feature. Deprecated: This field was under-specified and its meaning varies across
   * implementations. Using it is non-portable and it may not support dual-stack. Users are encouraged to use
   * implementation-specific annotations when available.
   */
  readonly loadBalancerIP?: string | undefined;

  /**
   * If specified and supported by the platform, this will restrict traffic through the cloud-provider load-balancer
   * will be restricted to the specified client IPs. This field will be ignored if the cloud-provider does not support
   * the feature." More info: https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/
   */
  readonly loadBalancerSourceRanges?: readonly string[] | undefined;

  /**
   * The list of ports that are exposed by this service. More info:
   * https://kubernetes.io/docs/concepts/services-networking/service/#virtual-ips-and-service-proxies
   */
  readonly ports?: readonly ServicePort[] | undefined;

  /**
   * publishNotReadyAddresses indicates that any agent which deals with endpoints for this Service should disregard any
   * indications of ready/not-ready. The primary use case for setting this field is for a StatefulSet's Headless Service
   * to propagate SRV DNS records for its Pods for the purpose of peer discovery. The Kubernetes controllers that
   * generate Endpoints and EndpointSlice resources for Services interpret this to mean that all endpoints are
   * considered "ready" even if the Pods themselves are not. Agents which consume only Kubernetes generated endpoints
   * through the Endpoints or EndpointSlice resources can safely assume this behavior.
   */
  readonly publishNotReadyAddresses?: boolean | undefined;

  /**
   * Route service traffic to pods with label keys and values matching this selector. If empty or not present, the
   * service is assumed to have an external process managing its endpoints, which Kubernetes will not modify. Only
   * applies to types ClusterIP, NodePort, and LoadBalancer. Ignored if type is ExternalName. More info:
   * https://kubernetes.io/docs/concepts/services-networking/service/
   */
  readonly selector?: { readonly [key: string]: string } | undefined;

  /**
   * Supports "ClientIP" and "None". Used to maintain session affinity. Enable client IP based session affinity. Must be
   * ClientIP or None. Defaults to None. More info:
   * https://kubernetes.io/docs/concepts/services-networking/service/#virtual-ips-and-service-proxies
   */
  readonly sessionAffinity?: string | undefined;

  /** sessionAffinityConfig contains the configurations of session affinity. */
  readonly sessionAffinityConfig?: SessionAffinityConfig | undefined;

  /**
   * topologyKeys is a preference-order list of topology keys which implementations of services should use to
   * preferentially sort endpoints when accessing this Service, it can not be used at the same time as
   * externalTrafficPolicy=Local. Topology keys must be valid label keys and at most 16 keys may be specified. Endpoints
   * are chosen based on the first topology key with available backends. If this field is specified and all entries have
   * no backends that match the topology of the client, the service has no backends for that client and connections
   * should fail. The special value "*" may be used to mean "any topology". This catch-all value, if used, only makes
   * sense as the last value in the list. If this is not specified or empty, no topology constraints will be applied.
   */
  readonly topologyKeys?: readonly string[] | undefined;

  /**
   * TrafficDistribution offers a way to express preferences for how traffic is distributed to Service endpoints.
   * Implementations can use this field as a hint, but are not required to guarantee strict adherence. If the field is
   * not set, the implementation will apply its default routing strategy. If set to "PreferClose", implementations
   * should prioritize endpoints that are in the same zone.
   */
  readonly trafficDistribution?: string | undefined;

  /**
   * type determines how the Service is exposed. Defaults to ClusterIP. Valid options are ExternalName, ClusterIP,
   * NodePort, and LoadBalancer. "ClusterIP" allocates a cluster-internal IP address for load-balancing to endpoints.
   * Endpoints are determined by the selector or if that is not specified, by manual construction of an Endpoints object
   * or EndpointSlice objects. If clusterIP is "None", no virtual IP is allocated and the endpoints are published as a
   * set of endpoints rather than a virtual IP. "NodePort" builds on ClusterIP and allocates a port on every node which
   * routes to the same endpoints as the clusterIP. "LoadBalancer" builds on NodePort and creates an external
   * load-balancer (if supported in the current cloud) which routes to the same endpoints as the clusterIP.
   * "ExternalName" aliases this service to the specified externalName. Several other fields do not apply to
   * ExternalName services. More info:
   * https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
   */
  readonly type?: string | undefined;
}

/** SessionAffinityConfig represents the configurations of session affinity. */
export interface SessionAffinityConfig {
  /** clientIP contains the configurations of Client IP based session affinity. */
  readonly clientIP?: ClientIPConfig | undefined;
}

/** SleepAction describes a "sleep" action. */
export interface SleepAction {
  /** Seconds is the number of seconds to sleep. */
  readonly seconds: number;
}

/** Represents a StorageOS persistent volume resource. */
export interface StorageOSVolumeSource {
  /**
   * fsType is the filesystem type to mount. Must be a filesystem type supported by the host operating system. Ex.
   * "ext4", "xfs", "ntfs". Implicitly inferred to be "ext4" if unspecified.
   */
  readonly fsType?: string | undefined;

  /** readOnly defaults to false (read/write). ReadOnly here will force the ReadOnly setting in VolumeMounts. */
  readonly readOnly?: boolean | undefined;

  /**
   * secretRef specifies the secret to use for obtaining the StorageOS API credentials.  If not specified, default
   * values will be attempted.
   */
  readonly secretRef?: LocalObjectReference | undefined;

  /**
   * volumeName is the human-readable name of the StorageOS volume.  Volume names are only unique within a namespace.
   */
  readonly volumeName?: string | undefined;

  /**
   * volumeNamespace specifies the scope of the volume within StorageOS.  If no namespace is specified then the Pod's
   * namespace will be used.  This allows the Kubernetes name scoping to be mirrored within StorageOS for tighter
   * integration. Set VolumeName to any name to override the default behaviour. Set to "default" if you are not using
   * namespaces within StorageOS. Namespaces that do not pre-exist within StorageOS will be created.
   */
  readonly volumeNamespace?: string | undefined;
}

/** Sysctl defines a kernel parameter to be set */
export interface Sysctl {
  /** Name of a property to set */
  readonly name: string;

  /** Value of a property to set */
  readonly value: string;
}

/** TCPSocketAction describes an action based on opening a socket */
export interface TCPSocketAction {
  /** Optional: Host name to connect to, defaults to the pod IP. */
  readonly host?: string | undefined;

  /**
   * Number or name of the port to access on the container. Number must be in the range 1 to 65535. Name must be an
   * IANA_SVC_NAME.
   */
  readonly port: number | string;
}

/**
 * The pod this Toleration is attached to tolerates any taint that matches the triple <key,value,effect> using the
 * matching operator <operator>.
 */
export interface Toleration {
  /**
   * Effect indicates the taint effect to match. Empty means match all taint effects. When specified, allowed values are
   * NoSchedule, PreferNoSchedule and NoExecute.
   */
  readonly effect?: string | undefined;

  /**
   * Key is the taint key that the toleration applies to. Empty means match all taint keys. If the key is empty,
   * operator must be Exists; this combination means to match all values and all keys.
   */
  readonly key?: string | undefined;

  /**
   * Operator represents a key's relationship to the value. Valid operators are Exists, Equal, Lt, and Gt. Defaults to
   * Equal. Exists is equivalent to wildcard for value, so that a pod can tolerate all taints of a particular category.
   * Lt and Gt perform numeric comparisons (requires feature gate TaintTolerationComparisonOperators).
   */
  readonly operator?: string | undefined;

  /**
   * TolerationSeconds represents the period of time the toleration (which must be of effect NoExecute, otherwise this
   * field is ignored) tolerates the taint. By default, it is not set, which means tolerate the taint forever (do not
   * evict). Zero and negative values will be treated as 0 (evict immediately) by the system.
   */
  readonly tolerationSeconds?: number | undefined;

  /**
   * Value is the taint value the toleration matches to. If the operator is Exists, the value should be empty, otherwise
   * just a regular string.
   */
  readonly value?: string | undefined;
}

/** TopologySpreadConstraint specifies how to spread matching pods among the given topology. */
export interface TopologySpreadConstraint {
  /**
   * LabelSelector is used to find matching pods. Pods that match this label selector are counted to determine the
   * number of pods in their corresponding topology domain.
   */
  readonly labelSelector?: LabelSelector | undefined;

  /**
   * MatchLabelKeys is a set of pod label keys to select the pods over which spreading will be calculated. The keys are
   * used to lookup values from the incoming pod labels, those key-value labels are ANDed with labelSelector to select
   * the group of existing pods over which spreading will be calculated for the incoming pod. The same key is forbidden
   * to exist in both MatchLabelKeys and LabelSelector. MatchLabelKeys cannot be set when LabelSelector isn't set. Keys
   * that don't exist in the incoming pod labels will be ignored. A null or empty list means only match against
   * labelSelector.
   *
   * This is a beta field and requires the MatchLabelKeysInPodTopologySpread feature gate to be enabled (enabled by
   * default).
   */
  readonly matchLabelKeys?: readonly string[] | undefined;

  /**
   * MaxSkew describes the degree to which pods may be unevenly distributed. When `whenUnsatisfiable=DoNotSchedule`, it
   * is the maximum permitted difference between the number of matching pods in the target topology and the global
   * minimum. The global minimum is the minimum number of matching pods in an eligible domain or zero if the number of
   * eligible domains is less than MinDomains. For example, in a 3-zone cluster, MaxSkew is set to 1, and pods with the
   * same labelSelector spread as 2/2/1: In this case, the global minimum is 1. | zone1 | zone2 | zone3 | |  P P  |  P P
   * |   P   | - if MaxSkew is 1, incoming pod can only be scheduled to zone3 to become 2/2/2; scheduling it onto
   * zone1(zone2) would make the ActualSkew(3-1) on zone1(zone2) violate MaxSkew(1). - if MaxSkew is 2, incoming pod can
   * be scheduled onto any zone. When `whenUnsatisfiable=ScheduleAnyway`, it is used to give higher precedence to
   * topologies that satisfy it. It's a required field. Default value is 1 and 0 is not allowed.
   */
  readonly maxSkew: number;

  /**
   * MinDomains indicates a minimum number of eligible domains. When the number of eligible domains with matching
   * topology keys is less than minDomains, Pod Topology Spread treats "global minimum" as 0, and then the calculation
   * of Skew is performed. And when the number of eligible domains with matching topology keys equals or greater than
   * minDomains, this value has no effect on scheduling. As a result, when the number of eligible domains is less than
   * minDomains, scheduler won't schedule more than maxSkew Pods to those domains. If value is nil, the constraint
   * behaves as if MinDomains is equal to 1. Valid values are integers greater than 0. When value is not nil,
   * WhenUnsatisfiable must be DoNotSchedule.
   *
   * For example, in a 3-zone cluster, MaxSkew is set to 2, MinDomains is set to 5 and pods with the same labelSelector
   * spread as 2/2/2: | zone1 | zone2 | zone3 | |  P P  |  P P  |  P P  | The number of domains is less than
   * 5(MinDomains), so "global minimum" is treated as 0. In this situation, new pod with the same labelSelector cannot
   * be scheduled, because computed skew will be 3(3 - 0) if new Pod is scheduled to any of the three zones, it will
   * violate MaxSkew.
   */
  readonly minDomains?: number | undefined;

  /**
   * NodeAffinityPolicy indicates how we will treat Pod's nodeAffinity/nodeSelector when calculating pod topology spread
   * skew. Options are: - Honor: only nodes matching nodeAffinity/nodeSelector are included in the calculations. -
   * Ignore: nodeAffinity/nodeSelector are ignored. All nodes are included in the calculations.
   *
   * If this value is nil, the behavior is equivalent to the Honor policy.
   */
  readonly nodeAffinityPolicy?: string | undefined;

  /**
   * NodeTaintsPolicy indicates how we will treat node taints when calculating pod topology spread skew. Options are: -
   * Honor: nodes without taints, along with tainted nodes for which the incoming pod has a toleration, are included. -
   * Ignore: node taints are ignored. All nodes are included.
   *
   * If this value is nil, the behavior is equivalent to the Ignore policy.
   */
  readonly nodeTaintsPolicy?: string | undefined;

  /**
   * TopologyKey is the key of node labels. Nodes that have a label with this key and identical values are considered to
   * be in the same topology. We consider each <key, value> as a "bucket", and try to put balanced number of pods into
   * each bucket. We define a domain as a particular instance of a topology. Also, we define an eligible domain as a
   * domain whose nodes meet the requirements of nodeAffinityPolicy and nodeTaintsPolicy. e.g. If TopologyKey is
   * "kubernetes.io/hostname", each Node is a domain of that topology. And, if TopologyKey is
   * "topology.kubernetes.io/zone", each zone is a domain of that topology. It's a required field.
   */
  readonly topologyKey: string;

  /**
   * WhenUnsatisfiable indicates how to deal with a pod if it doesn't satisfy the spread constraint. - DoNotSchedule
   * (default) tells the scheduler not to schedule it. - ScheduleAnyway tells the scheduler to schedule the pod in any
   * location,
   * but giving higher precedence to topologies that would help reduce the
   * skew.
   * A constraint is considered "Unsatisfiable" for an incoming pod if and only if every possible node assignment for
   * that pod would violate "MaxSkew" on some topology. For example, in a 3-zone cluster, MaxSkew is set to 1, and pods
   * with the same labelSelector spread as 3/1/1: | zone1 | zone2 | zone3 | | P P P |   P   |   P   | If
   * WhenUnsatisfiable is set to DoNotSchedule, incoming pod can only be scheduled to zone2(zone3) to become
   * 3/2/1(3/1/2) as ActualSkew(2-1) on zone2(zone3) satisfies MaxSkew(1). In other words, the cluster can still be
   * imbalanced, but scheduler won't make it *more* imbalanced. It's a required field.
   */
  readonly whenUnsatisfiable: string;
}

/**
 * TypedLocalObjectReference contains enough information to let you locate the typed referenced object inside the same
 * namespace.
 */
export interface TypedLocalObjectReference {
  /**
   * APIGroup is the group for the resource being referenced. If APIGroup is not specified, the specified Kind must be
   * in the core API group. For any other third-party types, APIGroup is required.
   */
  readonly apiGroup?: string | undefined;

  /** Kind is the type of resource being referenced */
  readonly kind: string;

  /** Name is the name of resource being referenced */
  readonly name: string;
}

/** TypedObjectReference contains enough information to let you locate the typed referenced object */
export interface TypedObjectReference {
  /**
   * APIGroup is the group for the resource being referenced. If APIGroup is not specified, the specified Kind must be
   * in the core API group. For any other third-party types, APIGroup is required.
   */
  readonly apiGroup?: string | undefined;

  /** Kind is the type of resource being referenced */
  readonly kind: string;

  /** Name is the name of resource being referenced */
  readonly name: string;

  /**
   * Namespace is the namespace of resource being referenced Note that when a namespace is specified, a
   * gateway.networking.k8s.io/ReferenceGrant object is required in the referent namespace to allow that namespace's
   * owner to accept the reference. See the ReferenceGrant documentation for details. (Alpha) This field requires the
   * CrossNamespaceVolumeDataSource feature gate to be enabled.
   */
  readonly namespace?: string | undefined;
}

/** Volume represents a named volume in a pod that may be accessed by any container in the pod. */
export interface Volume {
  /**
   * awsElasticBlockStore represents an AWS Disk resource that is attached to a kubelet's host machine and then exposed
   * to the pod. Deprecated: AWSElasticBlockStore is deprecated. All operations for the in-tree awsElasticBlockStore
   * type are redirected to the ebs.csi.aws.com CSI driver. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#awselasticblockstore
   */
  readonly awsElasticBlockStore?: AWSElasticBlockStoreVolumeSource | undefined;

  /**
   * azureDisk represents an Azure Data Disk mount on the host and bind mount to the pod. Deprecated: AzureDisk is
   * deprecated. All operations for the in-tree azureDisk type are redirected to the disk.csi.azure.com CSI driver.
   */
  readonly azureDisk?: AzureDiskVolumeSource | undefined;

  /**
   * azureFile represents an Azure File Service mount on the host and bind mount to the pod. Deprecated: AzureFile is
   * deprecated. All operations for the in-tree azureFile type are redirected to the file.csi.azure.com CSI driver.
   */
  readonly azureFile?: AzureFileVolumeSource | undefined;

  /**
   * cephFS represents a Ceph FS mount on the host that shares a pod's lifetime. Deprecated: CephFS is deprecated and
   * the in-tree cephfs type is no longer supported.
   */
  readonly cephfs?: CephFSVolumeSource | undefined;

  /**
   * cinder represents a cinder volume attached and mounted on kubelets host machine. Deprecated: Cinder is deprecated.
   * All operations for the in-tree cinder type are redirected to the cinder.csi.openstack.org CSI driver. More info:
   * https://examples.k8s.io/mysql-cinder-pd/README.md
   */
  readonly cinder?: CinderVolumeSource | undefined;

  /** configMap represents a configMap that should populate this volume */
  readonly configMap?: ConfigMapVolumeSource | undefined;

  /** csi (Container Storage Interface) represents ephemeral storage that is handled by certain external CSI drivers. */
  readonly csi?: CSIVolumeSource | undefined;

  /** downwardAPI represents downward API about the pod that should populate this volume */
  readonly downwardAPI?: DownwardAPIVolumeSource | undefined;

  /**
   * emptyDir represents a temporary directory that shares a pod's lifetime. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#emptydir
   */
  readonly emptyDir?: EmptyDirVolumeSource | undefined;

  /**
   * ephemeral represents a volume that is handled by a cluster storage driver. The volume's lifecycle is tied to the
   * pod that defines it - it will be created before the pod starts, and deleted when the pod is removed.
   *
   * Use this if: a) the volume is only needed while the pod runs, b) features of normal volumes like restoring from
   * snapshot or capacity
   * tracking are needed,
   * c) the storage driver is specified through a storage class, and d) the storage driver supports dynamic volume
   * provisioning through
   * a PersistentVolumeClaim (see EphemeralVolumeSource for more
   * information on the connection between this volume type
   * and PersistentVolumeClaim).
   *
   * Use PersistentVolumeClaim or one of the vendor-specific APIs for volumes that persist for longer than the lifecycle
   * of an individual pod.
   *
   * Use CSI for light-weight local ephemeral volumes if the CSI driver is meant to be used that way - see the
   * documentation of the driver for more information.
   *
   * A pod can use both types of ephemeral volumes and persistent volumes at the same time.
   */
  readonly ephemeral?: EphemeralVolumeSource | undefined;

  /**
   * fc represents a Fibre Channel resource that is attached to a kubelet's host machine and then exposed to the pod.
   */
  readonly fc?: FCVolumeSource | undefined;

  /**
   * flexVolume represents a generic volume resource that is provisioned/attached using an exec based plugin.
   * Deprecated: FlexVolume is deprecated. Consider using a CSIDriver instead.
   */
  readonly flexVolume?: FlexVolumeSource | undefined;

  /**
   * flocker represents a Flocker volume attached to a kubelet's host machine. This depends on the Flocker control
   * service being running. Deprecated: Flocker is deprecated and the in-tree flocker type is no longer supported.
   */
  readonly flocker?: FlockerVolumeSource | undefined;

  /**
   * gcePersistentDisk represents a GCE Disk resource that is attached to a kubelet's host machine and then exposed to
   * the pod. Deprecated: GCEPersistentDisk is deprecated. All operations for the in-tree gcePersistentDisk type are
   * redirected to the pd.csi.storage.gke.io CSI driver. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#gcepersistentdisk
   */
  readonly gcePersistentDisk?: GCEPersistentDiskVolumeSource | undefined;

  /**
   * gitRepo represents a git repository at a particular revision. Deprecated: GitRepo is deprecated. To provision a
   * container with a git repo, mount an EmptyDir into an InitContainer that clones the repo using git, then mount the
   * EmptyDir into the Pod's container.
   */
  readonly gitRepo?: GitRepoVolumeSource | undefined;

  /**
   * glusterfs represents a Glusterfs mount on the host that shares a pod's lifetime. Deprecated: Glusterfs is
   * deprecated and the in-tree glusterfs type is no longer supported.
   */
  readonly glusterfs?: GlusterfsVolumeSource | undefined;

  /**
   * hostPath represents a pre-existing file or directory on the host machine that is directly exposed to the container.
   * This is generally used for system agents or other privileged things that are allowed to see the host machine. Most
   * containers will NOT need this. More info: https://kubernetes.io/docs/concepts/storage/volumes#hostpath
   */
  readonly hostPath?: HostPathVolumeSource | undefined;

  /**
   * image represents an OCI object (a container image or artifact) pulled and mounted on the kubelet's host machine.
   * The volume is resolved at pod startup depending on which PullPolicy value is provided:
   *
   * - Always: the kubelet always attempts to pull the reference. Container creation will fail If the pull fails. -
   * Never: the kubelet never pulls the reference and only uses a local image or artifact. Container creation will fail
   * if the reference isn't present. - IfNotPresent: the kubelet pulls if the reference isn't already present on disk.
   * Container creation will fail if the reference isn't present and the pull fails.
   *
   * The volume gets re-resolved if the pod gets deleted and recreated, which means that new remote content will become
   * available on pod recreation. A failure to resolve or pull the image during pod startup will block containers from
   * starting and may add significant latency. Failures will be retried using normal volume backoff and will be reported
   * on the pod reason and message. The types of objects that may be mounted by this volume are defined by the container
   * runtime implementation on a host machine and at minimum must include all valid types supported by the container
   * image field. The OCI object gets mounted in a single directory (spec.containers[*].volumeMounts.mountPath) by
   * merging the manifest layers in the same way as for container images. The volume will be mounted read-only (ro). Sub
   * path mounts for containers are not supported (spec.containers[*].volumeMounts.subpath) before 1.33. The field
   * spec.securityContext.fsGroupChangePolicy has no effect on this volume type.
   */
  readonly image?: ImageVolumeSource | undefined;

  /**
   * iscsi represents an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod.
   * More info: https://kubernetes.io/docs/concepts/storage/volumes/#iscsi
   */
  readonly iscsi?: ISCSIVolumeSource | undefined;

  /**
   * name of the volume. Must be a DNS_LABEL and unique within the pod. More info:
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
   */
  readonly name: string;

  /**
   * nfs represents an NFS mount on the host that shares a pod's lifetime More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#nfs
   */
  readonly nfs?: NFSVolumeSource | undefined;

  /**
   * persistentVolumeClaimVolumeSource represents a reference to a PersistentVolumeClaim in the same namespace. More
   * info: https://kubernetes.io/docs/concepts/storage/persistent-volumes#persistentvolumeclaims
   */
  readonly persistentVolumeClaim?: PersistentVolumeClaimVolumeSource | undefined;

  /**
   * photonPersistentDisk represents a PhotonController persistent disk attached and mounted on kubelets host machine.
   * Deprecated: PhotonPersistentDisk is deprecated and the in-tree photonPersistentDisk type is no longer supported.
   */
  readonly photonPersistentDisk?: PhotonPersistentDiskVolumeSource | undefined;

  /**
   * portworxVolume represents a portworx volume attached and mounted on kubelets host machine. Deprecated:
   * PortworxVolume is deprecated. All operations for the in-tree portworxVolume type are redirected to the
   * pxd.portworx.com CSI driver.
   */
  readonly portworxVolume?: PortworxVolumeSource | undefined;

  /** projected items for all in one resources secrets, configmaps, and downward API */
  readonly projected?: ProjectedVolumeSource | undefined;

  /**
   * quobyte represents a Quobyte mount on the host that shares a pod's lifetime. Deprecated: Quobyte is deprecated and
   * the in-tree quobyte type is no longer supported.
   */
  readonly quobyte?: QuobyteVolumeSource | undefined;

  /**
   * rbd represents a Rados Block Device mount on the host that shares a pod's lifetime. Deprecated: RBD is deprecated
   * and the in-tree rbd type is no longer supported.
   */
  readonly rbd?: RBDVolumeSource | undefined;

  /**
   * scaleIO represents a ScaleIO persistent volume attached and mounted on Kubernetes nodes. Deprecated: ScaleIO is
   * deprecated and the in-tree scaleIO type is no longer supported.
   */
  readonly scaleIO?: ScaleIOVolumeSource | undefined;

  /**
   * secret represents a secret that should populate this volume. More info:
   * https://kubernetes.io/docs/concepts/storage/volumes#secret
   */
  readonly secret?: SecretVolumeSource | undefined;

  /**
   * storageOS represents a StorageOS volume attached and mounted on Kubernetes nodes. Deprecated: StorageOS is
   * deprecated and the in-tree storageos type is no longer supported.
   */
  readonly storageos?: StorageOSVolumeSource | undefined;

  /**
   * vsphereVolume represents a vSphere volume attached and mounted on kubelets host machine. Deprecated: VsphereVolume
   * is deprecated. All operations for the in-tree vsphereVolume type are redirected to the csi.vsphere.vmware.com CSI
   * driver.
   */
  readonly vsphereVolume?: VsphereVirtualDiskVolumeSource | undefined;
}

/** volumeDevice describes a mapping of a raw block device within a container. */
export interface VolumeDevice {
  /** devicePath is the path inside of the container that the device will be mapped to. */
  readonly devicePath: string;

  /** name must match the name of a persistentVolumeClaim in the pod */
  readonly name: string;
}

/** VolumeMount describes a mounting of a Volume within a container. */
export interface VolumeMount {
  /**
   * bindMountOptions is the list of additional bind mount options to apply when mounting this volume into the
   * container. Allowed values are noexec, nodev, and nosuid. These are Linux mount options and have no effect on
   * Windows nodes. This field is not supported with image volumes. This is an alpha field and requires enabling the
   * VolumeBindMountOptions feature gate.
   */
  readonly bindMountOptions?: readonly string[] | undefined;

  /** Path within the container at which the volume should be mounted. */
  readonly mountPath: string;

  /**
   * mountPropagation determines how mounts are propagated from the host to container and the other way around. When not
   * set, MountPropagationNone is used. This field is beta in 1.10. When RecursiveReadOnly is set to IfPossible or to
   * Enabled, MountPropagation must be None or unspecified (which defaults to None).
   */
  readonly mountPropagation?: string | undefined;

  /** This must match the Name of a Volume. */
  readonly name: string;

  /** Mounted read-only if true, read-write otherwise (false or unspecified). Defaults to false. */
  readonly readOnly?: boolean | undefined;

  /**
   * RecursiveReadOnly specifies whether read-only mounts should be handled recursively.
   *
   * If ReadOnly is false, this field has no meaning and must be unspecified.
   *
   * If ReadOnly is true, and this field is set to Disabled, the mount is not made recursively read-only.  If this field
   * is set to IfPossible, the mount is made recursively read-only, if it is supported by the container runtime.  If
   * this field is set to Enabled, the mount is made recursively read-only if it is supported by the container runtime,
   * otherwise the pod will not be started and an error will be generated to indicate the reason.
   *
   * If this field is set to IfPossible or Enabled, MountPropagation must be set to None (or be unspecified, which
   * defaults to None).
   *
   * If this field is not specified, it is treated as an equivalent of Disabled.
   */
  readonly recursiveReadOnly?: string | undefined;

  /** Path within the volume from which the container's volume should be mounted. Defaults to "" (volume's root). */
  readonly subPath?: string | undefined;

  /**
   * Expanded path within the volume from which the container's volume should be mounted. Behaves similarly to SubPath
   * but environment variable references $(VAR_NAME) are expanded using the container's environment. Defaults to ""
   * (volume's root). SubPathExpr and SubPath are mutually exclusive.
   */
  readonly subPathExpr?: string | undefined;
}

/**
 * Projection that may be projected along with other supported volume types. Exactly one of these fields must be set.
 */
export interface VolumeProjection {
  /**
   * ClusterTrustBundle allows a pod to access the `.spec.trustBundle` field of ClusterTrustBundle objects in an
   * auto-updating file.
   *
   * Alpha, gated by the ClusterTrustBundleProjection feature gate.
   *
   * ClusterTrustBundle objects can either be selected by name, or by the combination of signer name and a label
   * selector.
   *
   * Kubelet performs aggressive normalization of the PEM contents written into the pod filesystem.  Esoteric PEM
   * features such as inter-block comments and block headers are stripped.  Certificates are deduplicated. The ordering
   * of certificates within the file is arbitrary, and Kubelet may change the order over time.
   */
  readonly clusterTrustBundle?: ClusterTrustBundleProjection | undefined;

  /** configMap information about the configMap data to project */
  readonly configMap?: ConfigMapProjection | undefined;

  /** downwardAPI information about the downwardAPI data to project */
  readonly downwardAPI?: DownwardAPIProjection | undefined;

  /**
   * Projects an auto-rotating credential bundle (private key and certificate chain) that the pod can use either as a
   * TLS client or server.
   *
   * Kubelet generates a private key and uses it to send a PodCertificateRequest to the named signer.  Once the signer
   * approves the request and issues a certificate chain, Kubelet writes the key and certificate chain to the pod
   * filesystem.  The pod does not start until certificates have been issued for each podCertificate projected volume
   * source in its spec.
   *
   * Kubelet will begin trying to rotate the certificate at the time indicated by the signer using the
   * PodCertificateRequest.Status.BeginRefreshAt timestamp.
   *
   * Kubelet can write a single file, indicated by the credentialBundlePath field, or separate files, indicated by the
   * keyPath and certificateChainPath fields.
   *
   * The credential bundle is a single file in PEM format.  The first PEM entry is the private key (in PKCS#8 format),
   * and the remaining PEM entries are the certificate chain issued by the signer (typically, signers will return their
   * certificate chain in leaf-to-root order).
   *
   * Prefer using the credential bundle format, since your application code can read it atomically.  If you use keyPath
   * and certificateChainPath, your application must make two separate file reads. If these coincide with a certificate
   * rotation, it is possible that the private key and leaf certificate you read may not correspond to each other.  Your
   * application will need to check for this condition, and re-read until they are consistent.
   *
   * The named signer controls chooses the format of the certificate it issues; consult the signer implementation's
   * documentation to learn how to use the certificates it issues.
   */
  readonly podCertificate?: PodCertificateProjection | undefined;

  /** secret information about the secret data to project */
  readonly secret?: SecretProjection | undefined;

  /** serviceAccountToken is information about the serviceAccountToken data to project */
  readonly serviceAccountToken?: ServiceAccountTokenProjection | undefined;
}

/** VolumeResourceRequirements describes the storage resource requirements for a volume. */
export interface VolumeResourceRequirements {
  /**
   * Limits describes the maximum amount of compute resources allowed. More info:
   * https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   */
  readonly limits?: { readonly [key: string]: string } | undefined;

  /**
   * Requests describes the minimum amount of compute resources required. If Requests is omitted for a container, it
   * defaults to Limits if that is explicitly specified, otherwise to an implementation-defined value. Requests cannot
   * exceed Limits. More info: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   */
  readonly requests?: { readonly [key: string]: string } | undefined;
}

/** Represents a vSphere volume resource. */
export interface VsphereVirtualDiskVolumeSource {
  /**
   * fsType is filesystem type to mount. Must be a filesystem type supported by the host operating system. Ex. "ext4",
   * "xfs", "ntfs". Implicitly inferred to be "ext4" if unspecified.
   */
  readonly fsType?: string | undefined;

  /** storagePolicyID is the storage Policy Based Management (SPBM) profile ID associated with the StoragePolicyName. */
  readonly storagePolicyID?: string | undefined;

  /** storagePolicyName is the storage Policy Based Management (SPBM) profile name. */
  readonly storagePolicyName?: string | undefined;

  /** volumePath is the path that identifies vSphere volume vmdk */
  readonly volumePath: string;
}

/**
 * The weights of all of the matched WeightedPodAffinityTerm fields are added per-node to find the most preferred
 * node(s)
 */
export interface WeightedPodAffinityTerm {
  /** Required. A pod affinity term, associated with the corresponding weight. */
  readonly podAffinityTerm: PodAffinityTerm;

  /** weight associated with matching the corresponding podAffinityTerm, in the range 1-100. */
  readonly weight: number;
}

/** WindowsSecurityContextOptions contain Windows-specific options and credentials. */
export interface WindowsSecurityContextOptions {
  /**
   * GMSACredentialSpec is where the GMSA admission webhook (https://github.com/kubernetes-sigs/windows-gmsa) inlines
   * the contents of the GMSA credential spec named by the GMSACredentialSpecName field.
   */
  readonly gmsaCredentialSpec?: string | undefined;

  /** GMSACredentialSpecName is the name of the GMSA credential spec to use. */
  readonly gmsaCredentialSpecName?: string | undefined;

  /**
   * HostProcess determines if a container should be run as a 'Host Process' container. All of a Pod's containers must
   * have the same effective HostProcess value (it is not allowed to have a mix of HostProcess containers and
   * non-HostProcess containers). In addition, if HostProcess is true then HostNetwork must also be set to true.
   */
  readonly hostProcess?: boolean | undefined;

  /**
   * The UserName in Windows to run the entrypoint of the container process. Defaults to the user specified in image
   * metadata if unspecified. May also be set in PodSecurityContext. If set in both SecurityContext and
   * PodSecurityContext, the value specified in SecurityContext takes precedence.
   */
  readonly runAsUserName?: string | undefined;
}

/**
 * WorkloadReference identifies the Workload object and PodGroup membership that a Pod belongs to. The scheduler uses
 * this information to apply workload-aware scheduling semantics.
 */
export interface WorkloadReference {
  /**
   * Name defines the name of the Workload object this Pod belongs to. Workload must be in the same namespace as the
   * Pod. If it doesn't match any existing Workload, the Pod will remain unschedulable until a Workload object is
   * created and observed by the kube-scheduler. It must be a DNS subdomain.
   */
  readonly name: string;

  /**
   * PodGroup is the name of the PodGroup within the Workload that this Pod belongs to. If it doesn't match any existing
   * PodGroup within the Workload, the Pod will remain unschedulable until the Workload object is recreated and observed
   * by the kube-scheduler. It must be a DNS label.
   */
  readonly podGroup: string;

  /**
   * PodGroupReplicaKey specifies the replica key of the PodGroup to which this Pod belongs. It is used to distinguish
   * pods belonging to different replicas of the same pod group. The pod group policy is applied separately to each
   * replica. When set, it must be a DNS label.
   */
  readonly podGroupReplicaKey?: string | undefined;
}
