import { texts } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { BINDINGS, bindingOf, type RbacSubject, SUBJECTS, subjectsIn } from '../../rbac';

/** Who each of these is, in words that follow `the binding is for`. */
const EVERYONE: Readonly<Record<string, string>> = {
  'Group system:authenticated': 'everybody who can log in, every pod included',
  'Group system:serviceaccounts': 'every pod of the cluster that has a token',
  'Group system:unauthenticated': 'everybody who can reach the API server',
  'ServiceAccount default': 'every pod of the namespace that names no account of its own',
  'User system:anonymous': 'everybody who can reach the API server',
};

const FIX = 'bind the service account of the one workload, or the group of people, that needs it';

/** Rights follow whoever is in a group, and these are in it without being asked. */
export const noBindingForEveryone = defineRule({
  id: 'no-binding-for-everyone',
  subject: 'object',
  of: BINDINGS,
  says: 'Roles are bound to named accounts and groups of people.',
  because: 'whatever runs, or comes near the API server, would have the right',
  level: 'mandatory',
  severity: 'critical',
  topic: 'access',
  references: ['CIS:5.1.5', 'NSA:authorization', 'practices:authorization'],
  check: (resource) => subjectsIn(resource).flatMap(problemOf),
  cel: {
    accepts: `${SUBJECTS}.all(subject, !((subject.kind + " " + subject.name) in ${texts(Object.keys(EVERYONE))}))`,
    remedy: FIX,
  },
  examples: {
    accepted: [
      {
        shows: 'one account',
        resources: [bindingOf('api', { kind: 'ServiceAccount', name: 'api', namespace: 'shop' })],
      },
      { shows: 'a group of people', resources: [bindingOf('view', { kind: 'Group', name: 'default' })] },
    ],
    refused: Object.entries(EVERYONE).map(([whom, who]) => {
      const [kind, name] = whom.split(' ');
      return {
        shows: who,
        resources: [bindingOf('view', { kind, name }, 'ClusterRoleBinding')],
        violations: [{ field: 'subjects[0].name', problem: `the binding is for ${who}`, fix: FIX }],
      };
    }),
  },
});

function problemOf({ field, kind, name }: RbacSubject) {
  const key = `${String(kind)} ${String(name)}`;
  // A subject may be called `constructor`.
  return Object.hasOwn(EVERYONE, key)
    ? [{ field: `${field}.name`, problem: `the binding is for ${EVERYONE[key]}`, fix: FIX }]
    : [];
}
