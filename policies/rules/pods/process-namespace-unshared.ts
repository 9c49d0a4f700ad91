import { defineRule } from '../../define-rule';

const SHARED = {
  field: 'shareProcessNamespace',
  problem: 'every container sees the processes of the others, their environment and their files',
  fix: 'remove it',
};

/** Containers of one pod that share processes read each other's `/proc/<pid>/environ` and `/proc/<pid>/root`. */
export const processNamespaceUnshared = defineRule({
  id: 'process-namespace-unshared',
  subject: 'pod',
  says: 'The containers of a pod do not see the processes of each other.',
  because: 'a container that is taken over would read the secrets of its neighbours',
  level: 'advisory',
  severity: 'low',
  topic: 'pods',
  references: ['NSA:pod-security', 'https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/'],
  check: ({ field, spec: { shareProcessNamespace } }) =>
    shareProcessNamespace === true ? [{ ...SHARED, field: `${field}.${SHARED.field}` }] : [],
  cel: { accepts: '!variables.pod.?shareProcessNamespace.orValue(false)', remedy: 'remove shareProcessNamespace' },
  examples: {
    accepted: [
      { shows: 'what it is where nothing is said', pod: {} },
      { shows: 'processes of its own', pod: { shareProcessNamespace: false } },
    ],
    refused: [{ shows: 'processes of all', pod: { shareProcessNamespace: true }, violations: [SHARED] }],
  },
});
