import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';
import { BINDINGS, bindingOf, SUBJECTS, subjectsIn } from '../../rbac';

const FIX = 'bind a role that lists what is needed';
const ADMIN = {
  field: 'roleRef.name',
  problem: "'cluster-admin' may do everything, in every namespace that it is bound in",
  fix: FIX,
};
const MASTERS = {
  problem: "the group 'system:masters' may do everything, and no role can take that away",
  fix: 'bind a group of people',
};

/** Whoever is `cluster-admin` reads every secret and runs anything, wherever the binding holds. */
export const clusterAdminNotBound = defineRule({
  id: 'cluster-admin-not-bound',
  subject: 'object',
  of: BINDINGS,
  says: 'Nobody is bound to cluster-admin or put into system:masters.',
  because: 'one stolen token would be the whole cluster',
  level: 'mandatory',
  severity: 'critical',
  topic: 'access',
  references: ['CIS:5.1.1', 'CIS:5.1.7', 'NSA:authorization', 'practices:authorization'],
  check: (resource) => {
    const { kind, name } = fieldsOf(resource.object['roleRef'], 'roleRef');
    return [
      ...(kind === 'ClusterRole' && name === 'cluster-admin' ? [ADMIN] : []),
      ...subjectsIn(resource)
        .filter((subject) => subject.kind === 'Group' && subject.name === 'system:masters')
        .map(({ field }) => ({ field: `${field}.name`, ...MASTERS })),
    ];
  },
  cel: {
    accepts: [
      '!(object.roleRef.kind == "ClusterRole" && object.roleRef.name == "cluster-admin")',
      `${SUBJECTS}.all(subject, !(subject.kind == "Group" && subject.name == "system:masters"))`,
    ].join(' && '),
    remedy: `${FIX}, and to a group of people`,
  },
  examples: {
    accepted: [
      {
        shows: 'a role of the namespace, and a user, whatever they are called',
        resources: [
          {
            ...bindingOf('any', { kind: 'User', name: 'system:masters' }),
            roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'cluster-admin' },
          },
        ],
      },
      {
        shows: 'a role for one workload',
        resources: [bindingOf('api', { kind: 'ServiceAccount', name: 'api', namespace: 'shop' })],
      },
    ],
    refused: [
      {
        shows: 'cluster-admin in the whole cluster',
        resources: [
          bindingOf('cluster-admin', { kind: 'ServiceAccount', name: 'api', namespace: 'shop' }, 'ClusterRoleBinding'),
        ],
        violations: [ADMIN],
      },
      {
        shows: 'cluster-admin in one namespace',
        resources: [bindingOf('cluster-admin', { kind: 'Group', name: 'developers' })],
        violations: [ADMIN],
      },
      {
        shows: 'a group that no role bounds',
        resources: [bindingOf('view', { kind: 'Group', name: 'system:masters' }, 'ClusterRoleBinding')],
        violations: [{ field: 'subjects[0].name', ...MASTERS }],
      },
    ],
  },
});
