import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';
import { selectsPods } from '../../selected';
import { selectorOf } from '../../selector';

const FIELD = 'spec.podSelector';
const NOBODY = {
  field: FIELD,
  problem: 'nothing here makes a pod that it selects, so it guards none',
  fix: 'select the labels that the pods have, judge it together with what makes them, or remove it',
};

/** A policy with a label that no pod has is accepted, and what it was written for is as open or closed as before. */
export const networkPoliciesSelectPods = defineRule({
  id: 'network-policies-select-pods',
  subject: 'object',
  of: ['networking.k8s.io/NetworkPolicy'],
  needs: 'plan',
  says: 'A NetworkPolicy that names labels selects pods.',
  because: 'what it was meant for is not guarded by it, and nothing says so',
  level: 'advisory',
  severity: 'medium',
  topic: 'network',
  references: ['NSA:network-policies'],
  check: (resource, context) => {
    const { podSelector } = fieldsOf(resource.object['spec'], 'spec');
    // One for all that is in the namespace, now or later, is what denies by default.
    if (selectorOf(podSelector, FIELD).requirements.length === 0) return [];
    return selectsPods(resource, podSelector, FIELD, context) ? [] : [NOBODY];
  },
  examples: {
    accepted: [
      { shows: 'pods of a workload', resources: [pod('shop'), policy({ matchLabels: { app: 'api' } })] },
      { shows: 'whatever is in the namespace', resources: [policy({})] },
      {
        shows: 'pods that an operator makes',
        resources: [
          {
            apiVersion: 'postgresql.cnpg.io/v1',
            kind: 'Cluster',
            metadata: { name: 'db', namespace: 'shop' },
            spec: { instances: 3 },
          },
          policy({ matchLabels: { 'cnpg.io/cluster': 'db' } }),
        ],
      },
    ],
    refused: [
      {
        shows: 'pods of another label',
        resources: [pod('shop'), policy({ matchLabels: { app: 'web' } })],
        violations: [NOBODY],
      },
      {
        shows: 'pods of another namespace',
        resources: [pod('store'), policy({ matchLabels: { app: 'api' } })],
        violations: [NOBODY],
      },
    ],
  },
});

function pod(namespace: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'api', namespace, labels: { app: 'api' } },
    spec: { containers: [{ name: 'api' }] },
  };
}

function policy(podSelector: object) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { podSelector, policyTypes: ['Ingress'] },
  };
}
