import { defineRule } from '../../define-rule';
import { granted, grants, grantsIn, ROLES, RULES, roleOf } from '../../rbac';

const READING = { verbs: ['get', 'list', 'watch'], group: '', resource: 'secrets' } as const;

const ALL = {
  problem: 'the role reads every Secret, those of other workloads too',
  fix: 'name the Secrets that are needed by `resourceNames`, or have them mounted',
};

/** A Secret that is mounted needs no right to read it: whoever has one reads those of all others as well. */
export const secretsReadByName = defineRule({
  id: 'secrets-read-by-name',
  subject: 'object',
  of: ROLES,
  says: 'Roles that read Secrets name them.',
  because: 'one workload that is taken over would give away the credentials of all',
  level: 'mandatory',
  severity: 'high',
  topic: 'access',
  references: ['CIS:5.1.2', 'NSA:secrets', 'practices:secrets-management'],
  check: (resource) =>
    grantsIn(resource)
      .filter((grant) => grant.names.length === 0 && granted(grant, READING).length > 0)
      .map(({ field }) => ({ field: `${field}.resourceNames`, ...ALL })),
  cel: {
    accepts: `${RULES}.all(rule, size(rule.?resourceNames.orValue([])) > 0 || !${grants('rule', READING)})`,
    remedy: ALL.fix,
  },
  examples: {
    accepted: [
      {
        shows: 'one of them',
        resources: [roleOf({ apiGroups: [''], resources: ['secrets'], resourceNames: ['api'], verbs: ['get'] })],
      },
      {
        shows: 'those that it makes, and does not read',
        resources: [roleOf({ apiGroups: [''], resources: ['secrets'], verbs: ['create', 'delete'] })],
      },
      {
        shows: 'secrets that are no Secrets',
        resources: [roleOf({ apiGroups: ['secrets.hashicorp.com'], resources: ['secrets'], verbs: ['list'] })],
      },
    ],
    refused: [
      ...['get', 'list', 'watch', '*'].map((verb) => ({
        shows: `all, by ${verb}`,
        resources: [roleOf({ apiGroups: [''], resources: ['configmaps', 'secrets'], verbs: [verb] })],
        violations: [{ field: 'rules[0].resourceNames', ...ALL }],
      })),
      {
        shows: 'all, with whatever else there is',
        resources: [roleOf({ apiGroups: ['*'], resources: ['*'], verbs: ['get'] }, 'ClusterRole')],
        violations: [{ field: 'rules[0].resourceNames', ...ALL }],
      },
    ],
  },
});
