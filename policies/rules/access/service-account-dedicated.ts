import { defineRule } from '../../define-rule';
import { choosesAccount } from '../../pod-spec';
import { serviceAccountOf } from '../../reachability/parties/service-account';

const SHARED = {
  field: 'serviceAccountName',
  problem: "the pod shares the service account 'default' with every other pod of its namespace",
  fix: 'name a service account made for this workload',
};

/** The mesh and Vault know a pod by its service account: pods that share one share what it may do. */
export const serviceAccountDedicated = defineRule({
  id: 'service-account-dedicated',
  subject: 'pod',
  says: 'Pods run under a service account of their own.',
  because: 'the mesh and Vault authorize by it',
  level: 'mandatory',
  severity: 'high',
  topic: 'access',
  references: ['CIS:5.1.5', 'NSA:service-account-tokens', 'practices:authorization'],
  // An operator that makes its own containers chooses their service account as well.
  applies: choosesAccount,
  check: ({ field, spec }) =>
    serviceAccountOf(spec) === 'default' ? [{ ...SHARED, field: `${field}.${SHARED.field}` }] : [],
  cel: {
    // By its present name, or its older one.
    variables: {
      names:
        '[variables.pod.?serviceAccountName.orValue(""), variables.pod.?serviceAccount.orValue("")].filter(name, name != "")',
    },
    accepts: 'size(variables.containers) == 0 || (size(variables.names) > 0 && variables.names[0] != "default")',
    remedy: 'name a service account made for this workload by serviceAccountName',
  },
  examples: {
    accepted: [
      { shows: 'one made for the workload', pod: { serviceAccountName: 'api' } },
      { shows: 'the same by the older name of the field', pod: { serviceAccount: 'api' } },
    ],
    refused: [
      { shows: 'that of every other pod', pod: { serviceAccountName: 'default' }, violations: [SHARED] },
      { shows: 'no name, which is that of every other pod', pod: { serviceAccountName: '' }, violations: [SHARED] },
      { shows: 'none, which is that of every other pod', pod: {}, violations: [SHARED] },
    ],
    skipped: [
      {
        shows: 'pods whose containers, and account, are of an operator',
        resources: [
          {
            apiVersion: 'postgresql.cnpg.io/v1',
            kind: 'Pooler',
            metadata: { name: 'api', namespace: 'shop' },
            spec: { template: { spec: { containers: [] } } },
          },
        ],
      },
    ],
  },
});
