import { isMap } from '../../../constructs/plan/diff/maps';
import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import type { Need } from './need';

const RBAC = 'rbac.authorization.k8s.io';

const RESOURCES: Readonly<Record<string, string>> = { Role: 'roles', ClusterRole: 'clusterroles' };

/**
 * What it takes to hand rights on, beside the right to write roles: nobody gives what he does not have.
 *
 * The rights themselves for a role, and for a binding the right to bind what it names:
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 */
export function handedOn(object: Manifest): readonly Need[] {
  const where = object.metadata.namespace === undefined ? {} : { namespace: object.metadata.namespace };
  switch (kindOf(object)) {
    case `${RBAC}/Role`:
    case `${RBAC}/ClusterRole`:
      return listOf(object['rules']).flatMap((rule) => needsOf(rule).map((need) => ({ ...where, ...need })));
    case `${RBAC}/RoleBinding`:
    case `${RBAC}/ClusterRoleBinding`:
      return bound(object['roleRef']).map((need) => ({ ...where, ...need }));
    default:
      return [];
  }
}

function needsOf(rule: Readonly<Record<string, unknown>>): readonly Need[] {
  const names = textsOf(rule['resourceNames']);
  return textsOf(rule['apiGroups']).flatMap((group) =>
    textsOf(rule['resources']).map((resource) => ({
      group,
      resource,
      verbs: textsOf(rule['verbs']),
      ...(names.length > 0 && { names }),
    })),
  );
}

function bound(ref: unknown): readonly Need[] {
  if (!isMap(ref)) return [];
  const resource = RESOURCES[String(ref['kind'])];
  return resource === undefined ? [] : [{ group: RBAC, resource, verbs: ['bind'], names: [String(ref['name'])] }];
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
