import type { KubernetesResource } from '../constructs/plan/resource';
import { listIn, texts } from './admission/cel';
import { entriesOf, type Fields, textsOf } from './fields';

/** Roles and what binds them to somebody, of one namespace and of the cluster. */
export const ROLES = ['rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/Role'] as const;
export const BINDINGS = [
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'rbac.authorization.k8s.io/RoleBinding',
] as const;

/** One entry of a role's `rules`. */
export interface RbacGrant {
  readonly field: string;
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** The only objects that it is about; all of them, where there is none. */
  readonly names: readonly string[];
  readonly urls: readonly string[];
}

/** Something that somebody may do: verbs, on a resource of a group. */
export interface Power {
  readonly verbs: readonly string[];
  readonly group: string;
  /** As a role writes it: `secrets`, or `pods/exec`. */
  readonly resource: string;
}

/** Whom a binding is for. */
export interface RbacSubject {
  readonly field: string;
  readonly kind: unknown;
  readonly name: unknown;
}

export function grantsIn({ object }: KubernetesResource): readonly RbacGrant[] {
  return entriesOf(object['rules'], 'rules').map(({ field, value }) => ({
    field,
    groups: textsOf(value['apiGroups'], `${field}.apiGroups`),
    resources: textsOf(value['resources'], `${field}.resources`),
    verbs: textsOf(value['verbs'], `${field}.verbs`),
    names: textsOf(value['resourceNames'], `${field}.resourceNames`),
    urls: textsOf(value['nonResourceURLs'], `${field}.nonResourceURLs`),
  }));
}

export function subjectsIn({ object }: KubernetesResource): readonly RbacSubject[] {
  return entriesOf(object['subjects'], 'subjects').map(({ field, value: { kind, name } }) => ({ field, kind, name }));
}

/** The verbs of a power that a role grants, as the authorizer of Kubernetes reads it, whatever the names. */
export function granted({ groups, resources, verbs }: RbacGrant, power: Power): readonly string[] {
  const [, subresource] = power.resource.split('/');
  const isMeant =
    (groups.includes('*') || groups.includes(power.group)) &&
    (resources.includes('*') ||
      resources.includes(power.resource) ||
      (subresource !== undefined && resources.includes(`*/${subresource}`)));
  if (!isMeant) return [];
  return verbs.includes('*') ? power.verbs : power.verbs.filter((verb) => verbs.includes(verb));
}

/** The entries of a role, and the subjects of a binding, in CEL. */
export const RULES = listIn('object', 'rules');
export const SUBJECTS = listIn('object', 'subjects');

/** Whether an entry of a role grants any verb of a power, in CEL. */
export function grants(entry: string, { verbs, group, resource }: Power): string {
  const [, subresource] = resource.split('/');
  const resources = ['*', resource, ...(subresource === undefined ? [] : [`*/${subresource}`])];
  const has = (list: string, values: readonly string[]) =>
    `${entry}.?${list}.orValue([]).exists(one, one in ${texts(values)})`;
  return `(${[has('apiGroups', ['*', group]), has('resources', resources), has('verbs', ['*', ...verbs])].join(' && ')})`;
}

/** A role that grants one thing, for examples. */
export function roleOf(rule: Fields, kind = 'Role') {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: namedIn(kind, 'ClusterRole'), rules: [rule] };
}

/** A binding of a ClusterRole for one subject, for examples. */
export function bindingOf(role: string, subject: Fields, kind = 'RoleBinding') {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata: namedIn(kind, 'ClusterRoleBinding'),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [subject],
  };
}

function namedIn(kind: string, ofTheCluster: string) {
  return kind === ofTheCluster ? { name: 'api' } : { name: 'api', namespace: 'shop' };
}
