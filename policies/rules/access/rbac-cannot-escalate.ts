import { defineRule } from '../../define-rule';
import { granted, grants, grantsIn, type Power, type RbacGrant, ROLES, RULES, roleOf } from '../../rbac';

const RBAC = 'rbac.authorization.k8s.io';

/** Each gives its holder what others may do. Of those that are about named objects, names bound it; of `escalate`, nothing does. */
const POWERS: readonly (Power & { readonly boundByNames: boolean; readonly does: string })[] = [
  ...['roles', 'clusterroles'].flatMap((resource) => [
    { verbs: ['escalate'], group: RBAC, resource, boundByNames: false, does: 'give itself any right' },
    { verbs: ['bind'], group: RBAC, resource, boundByNames: true, does: 'give itself any role' },
  ]),
  ...['users', 'groups', 'serviceaccounts'].map((resource) => ({
    verbs: ['impersonate'],
    group: '',
    resource,
    boundByNames: true,
    does: 'act as any of them',
  })),
  {
    verbs: ['create'],
    group: '',
    resource: 'serviceaccounts/token',
    boundByNames: true,
    does: 'log in as any service account',
  },
];

const FIX = 'remove it, or name the only objects that it is about by `resourceNames`';
const REMOVE = 'remove it';

/** Kubernetes keeps whoever writes roles from granting more than they have, but for these verbs. */
export const rbacCannotEscalate = defineRule({
  id: 'rbac-cannot-escalate',
  subject: 'object',
  of: ROLES,
  says: 'No role lets its holder take the rights of others.',
  because: 'whatever else the role says, its holder may then do anything',
  level: 'mandatory',
  severity: 'critical',
  topic: 'access',
  references: [
    'CIS:5.1.8',
    'CIS:5.1.13',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks',
  ],
  check: (resource) =>
    grantsIn(resource).flatMap((grant) =>
      POWERS.filter((power) => isOpen(grant, power)).map(({ resource: of, verbs, boundByNames, does }) => ({
        field: `${grant.field}.verbs`,
        problem: `by ${verbs[0]} on ${of}, whoever holds the role can ${does}`,
        fix: boundByNames ? FIX : REMOVE,
      })),
    ),
  cel: {
    accepts: `${RULES}.all(rule, ${POWERS.map((power) => {
      const isGranted = `!${grants('rule', power)}`;
      return power.boundByNames ? `(size(rule.?resourceNames.orValue([])) > 0 || ${isGranted})` : isGranted;
    }).join(' && ')})`,
    remedy: 'remove escalate, bind, impersonate and the making of tokens, or name the only objects by `resourceNames`',
  },
  examples: {
    accepted: [
      {
        shows: 'roles that are written, as far as the writer has the rights',
        resources: [roleOf({ apiGroups: [RBAC], resources: ['roles'], verbs: ['create', 'update'] })],
      },
      {
        shows: 'one role that may be bound',
        resources: [
          roleOf({ apiGroups: [RBAC], resources: ['clusterroles'], resourceNames: ['view'], verbs: ['bind'] }),
        ],
      },
      {
        shows: 'tokens of one account',
        resources: [
          roleOf({ apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['api'], verbs: ['create'] }),
        ],
      },
      {
        shows: 'the same verbs on what is no role',
        resources: [roleOf({ apiGroups: ['example.com'], resources: ['roles'], verbs: ['bind', 'escalate'] })],
      },
    ],
    refused: [
      {
        shows: 'any right, in spite of the name',
        resources: [
          roleOf({ apiGroups: [RBAC], resources: ['roles'], resourceNames: ['api'], verbs: ['get', 'escalate'] }),
        ],
        violations: [
          {
            field: 'rules[0].verbs',
            problem: 'by escalate on roles, whoever holds the role can give itself any right',
            fix: REMOVE,
          },
        ],
      },
      {
        shows: 'any role',
        resources: [roleOf({ apiGroups: [RBAC], resources: ['clusterroles'], verbs: ['bind'] }, 'ClusterRole')],
        violations: [
          {
            field: 'rules[0].verbs',
            problem: 'by bind on clusterroles, whoever holds the role can give itself any role',
            fix: FIX,
          },
        ],
      },
      ...['users', 'groups', 'serviceaccounts'].map((of) => ({
        shows: `any of the ${of}`,
        resources: [roleOf({ apiGroups: [''], resources: [of], verbs: ['impersonate'] }, 'ClusterRole')],
        violations: [
          {
            field: 'rules[0].verbs',
            problem: `by impersonate on ${of}, whoever holds the role can act as any of them`,
            fix: FIX,
          },
        ],
      })),
      {
        shows: 'tokens of any account, by every subresource of that name',
        resources: [roleOf({ apiGroups: [''], resources: ['*/token'], verbs: ['*'] })],
        violations: [
          {
            field: 'rules[0].verbs',
            problem: 'by create on serviceaccounts/token, whoever holds the role can log in as any service account',
            fix: FIX,
          },
        ],
      },
    ],
  },
});

function isOpen(grant: RbacGrant, power: (typeof POWERS)[number]): boolean {
  const isBound = power.boundByNames && grant.names.length > 0;
  return !isBound && granted(grant, power).length > 0;
}
