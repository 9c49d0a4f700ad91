import { defineRule } from '../../define-rule';
import { grantsIn, type RbacGrant, ROLES, RULES, roleOf } from '../../rbac';

const LISTS = [
  ['groups', 'apiGroups', 'every API group'],
  ['resources', 'resources', 'every resource'],
  ['verbs', 'verbs', 'every verb'],
  ['urls', 'nonResourceURLs', 'every path of the API server'],
] as const satisfies readonly (readonly [keyof RbacGrant, string, string])[];

const FIX = 'list what is needed';

/** A wildcard grants what there is today, and what an operator or a release of Kubernetes adds tomorrow. */
export const rbacWithoutWildcards = defineRule({
  id: 'rbac-without-wildcards',
  subject: 'object',
  of: ROLES,
  says: 'Roles list the groups, resources and verbs that they grant.',
  because: 'a wildcard grants what nobody thought of, and what is added later',
  level: 'mandatory',
  severity: 'high',
  topic: 'access',
  references: ['CIS:5.1.3', 'NSA:authorization', 'practices:authorization'],
  check: (resource) =>
    grantsIn(resource).flatMap((grant) =>
      LISTS.filter(([key]) => grant[key].includes('*')).map(([, name, every]) => ({
        field: `${grant.field}.${name}`,
        problem: `the role grants ${every}`,
        fix: FIX,
      })),
    ),
  cel: {
    accepts: `${RULES}.all(rule, ${LISTS.map(([, name]) => `!("*" in rule.?${name}.orValue([]))`).join(' && ')})`,
    remedy: FIX,
  },
  examples: {
    accepted: [
      {
        shows: 'what is needed',
        resources: [roleOf({ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'watch'] })],
      },
      {
        shows: 'one folder of paths',
        resources: [roleOf({ nonResourceURLs: ['/metrics/*'], verbs: ['get'] }, 'ClusterRole')],
      },
    ],
    refused: [
      {
        shows: 'everything',
        resources: [roleOf({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] })],
        violations: [
          { field: 'rules[0].apiGroups', problem: 'the role grants every API group', fix: FIX },
          { field: 'rules[0].resources', problem: 'the role grants every resource', fix: FIX },
          { field: 'rules[0].verbs', problem: 'the role grants every verb', fix: FIX },
        ],
      },
      {
        shows: 'every verb beside one, of the whole cluster',
        resources: [roleOf({ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', '*'] }, 'ClusterRole')],
        violations: [{ field: 'rules[0].verbs', problem: 'the role grants every verb', fix: FIX }],
      },
      {
        shows: 'every path of the API server',
        resources: [roleOf({ nonResourceURLs: ['*'], verbs: ['get'] }, 'ClusterRole')],
        violations: [
          { field: 'rules[0].nonResourceURLs', problem: 'the role grants every path of the API server', fix: FIX },
        ],
      },
    ],
  },
});
