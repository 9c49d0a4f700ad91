import { defineRule } from '../../define-rule';
import { granted, grants, grantsIn, type Power, ROLES, RULES, roleOf } from '../../rbac';

const WRITING = ['create', 'update', 'patch'];
const WEBHOOKS = ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'];

/** What each lets its holder do. A connection to a pod is a `get` or a `create`, by the protocol that it is made in. */
const POWERS: readonly (Power & { readonly does: string })[] = [
  ...['exec', 'attach', 'portforward'].map((subresource) => ({
    verbs: ['get', 'create'],
    group: '',
    resource: `pods/${subresource}`,
    does: 'act inside any pod, past every policy of the network',
  })),
  {
    verbs: ['update', 'patch'],
    group: '',
    resource: 'pods/ephemeralcontainers',
    does: 'start a program inside any pod',
  },
  {
    verbs: ['get', 'create', 'update', 'patch', 'delete'],
    group: '',
    resource: 'nodes/proxy',
    does: 'act as a kubelet in every pod of a node, past admission and audit',
  },
  {
    verbs: ['update', 'patch'],
    group: 'certificates.k8s.io',
    resource: 'certificatesigningrequests/approval',
    does: 'have a certificate signed for any user',
  },
  { verbs: ['approve', 'sign'], group: 'certificates.k8s.io', resource: 'signers', does: 'sign for any user' },
  ...WEBHOOKS.map((resource) => ({
    verbs: WRITING,
    group: 'admissionregistration.k8s.io',
    resource,
    does: 'read and change whatever is written to the API server',
  })),
];

const FIX = 'remove it, or give it to people for the time of an incident';

/** What a pod may do is bounded by its policies and its account: these rights go round both. */
export const rbacKeepsOutOfPodsAndNodes = defineRule({
  id: 'rbac-keeps-out-of-pods-and-nodes',
  subject: 'object',
  of: ROLES,
  says: 'No role opens pods, kubelets, signers or webhooks of admission.',
  because: 'its holder goes round everything else that is declared',
  level: 'mandatory',
  severity: 'high',
  topic: 'access',
  references: ['CIS:5.1.10', 'CIS:5.1.11', 'CIS:5.1.12', 'NSA:authorization', 'practices:authorization'],
  check: (resource) =>
    grantsIn(resource).flatMap((grant) =>
      POWERS.flatMap((power) => {
        const [verb] = granted(grant, power);
        return verb === undefined ? [] : [violation(grant.field, verb, power)];
      }),
    ),
  cel: {
    accepts: `${RULES}.all(rule, ${POWERS.map((power) => `!${grants('rule', power)}`).join(' && ')})`,
    remedy: FIX,
  },
  examples: {
    accepted: [
      {
        shows: 'pods that are looked at, with their logs',
        resources: [roleOf({ apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] })],
      },
      {
        shows: 'nodes that are looked at',
        resources: [roleOf({ apiGroups: [''], resources: ['nodes'], verbs: ['get', 'watch'] }, 'ClusterRole')],
      },
      {
        shows: 'requests for a certificate',
        resources: [
          roleOf({
            apiGroups: ['certificates.k8s.io'],
            resources: ['certificatesigningrequests'],
            verbs: ['create', 'get'],
          }),
        ],
      },
    ],
    refused: POWERS.flatMap((power) =>
      power.verbs.map((verb) => ({
        shows: `${verb} on ${power.resource}`,
        resources: [roleOf({ apiGroups: [power.group], resources: [power.resource], verbs: [verb] }, 'ClusterRole')],
        violations: [violation('rules[0]', verb, power)],
      })),
    ),
  },
});

function violation(field: string, verb: string, { resource, does }: (typeof POWERS)[number]) {
  return {
    field: `${field}.verbs`,
    problem: `by ${verb} on ${resource}, whoever holds the role can ${does}`,
    fix: FIX,
  };
}
