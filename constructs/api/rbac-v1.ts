// From @pulumi/kubernetes 4.34.2 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

import type {
  ObjectMeta,
} from './meta-v1';

/**
 * PolicyRule holds information that describes a policy rule, but does not contain information about who the rule
 * applies to or which namespace the rule applies to.
 */
export interface PolicyRule {
  /**
   * apiGroups is the name of the APIGroup that contains the resources.  If multiple API groups are specified, any
   * action requested against one of the enumerated resources in any API group will be allowed. "" represents the core
   * API group and "*" represents all API groups.
   */
  readonly apiGroups?: readonly string[] | undefined;

  /**
   * nonResourceURLs is a set of partial urls that a user should have access to.  *s are allowed, but only as the full,
   * final step in the path Since non-resource URLs are not namespaced, this field is only applicable for ClusterRoles
   * referenced from a ClusterRoleBinding. Rules can either apply to API resources (such as "pods" or "secrets") or
   * non-resource URL paths (such as "/api"),  but not both.
   */
  readonly nonResourceURLs?: readonly string[] | undefined;

  /**
   * resourceNames is an optional white list of names that the rule applies to.  An empty set means that everything is
   * allowed.
   */
  readonly resourceNames?: readonly string[] | undefined;

  /** resources is a list of resources this rule applies to. '*' represents all resources. */
  readonly resources?: readonly string[] | undefined;

  /** verbs is a list of Verbs that apply to ALL the ResourceKinds contained in this rule. '*' represents all verbs. */
  readonly verbs: readonly string[];
}

/** Role is a namespaced, logical grouping of PolicyRules that can be referenced as a unit by a RoleBinding. */
export interface Role {
  /**
   * APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized
   * schemas to the latest internal value, and may reject unrecognized values. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
   */
  readonly apiVersion?: 'rbac.authorization.k8s.io/v1' | undefined;

  /**
   * Kind is a string value representing the REST resource this object represents. Servers may infer this from the
   * endpoint the client submits requests to. Cannot be updated. In CamelCase. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind?: 'Role' | undefined;

  /** metadata is the standard object's metadata. */
  readonly metadata?: ObjectMeta | undefined;

  /** rules holds all the PolicyRules for this Role */
  readonly rules?: readonly PolicyRule[] | undefined;
}

/**
 * RoleBinding references a role, but does not contain it.  It can reference a Role in the same namespace or a
 * ClusterRole in the global namespace. It adds who information via Subjects and namespace information by which
 * namespace it exists in.  RoleBindings in a given namespace only have effect in that namespace.
 */
export interface RoleBinding {
  /**
   * APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized
   * schemas to the latest internal value, and may reject unrecognized values. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources
   */
  readonly apiVersion?: 'rbac.authorization.k8s.io/v1' | undefined;

  /**
   * Kind is a string value representing the REST resource this object represents. Servers may infer this from the
   * endpoint the client submits requests to. Cannot be updated. In CamelCase. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds
   */
  readonly kind?: 'RoleBinding' | undefined;

  /** metadata is the standard object's metadata. */
  readonly metadata?: ObjectMeta | undefined;

  /**
   * roleRef can reference a Role in the current namespace or a ClusterRole in the global namespace. If the RoleRef
   * cannot be resolved, the Authorizer must return an error. This field is immutable.
   */
  readonly roleRef: RoleRef;

  /** subjects holds references to the objects the role applies to. */
  readonly subjects?: readonly Subject[] | undefined;
}

/** RoleRef contains information that points to the role being used */
export interface RoleRef {
  /** apiGroup is the group for the resource being referenced */
  readonly apiGroup?: string | undefined;

  /** kind is the type of resource being referenced */
  readonly kind: string;

  /** name is the name of resource being referenced */
  readonly name: string;
}

/**
 * Subject contains a reference to the object or user identities a role binding applies to.  This can either hold a
 * direct API object reference, or a value for non-objects such as user and group names.
 */
export interface Subject {
  /**
   * apiGroup holds the API group of the referenced subject. Defaults to "" for ServiceAccount subjects. Defaults to
   * "rbac.authorization.k8s.io" for User and Group subjects.
   */
  readonly apiGroup?: string | undefined;

  /**
   * kind of object being referenced. Values defined by this API group are "User", "Group", and "ServiceAccount". If the
   * Authorizer does not recognized the kind value, the Authorizer should report an error.
   */
  readonly kind: string;

  /** name of the object being referenced. */
  readonly name: string;

  /**
   * namespace of the referenced object.  If the object kind is non-namespace, such as "User" or "Group", and this value
   * is not empty the Authorizer should report an error.
   */
  readonly namespace?: string | undefined;
}
