import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';
import { selectsPods } from '../../selected';

const NOBODY = {
  field: 'spec.selector',
  problem: 'it selects no pod, so it keeps none',
  fix: 'select the labels that the pods have',
};

/** A budget with a label that no pod has is accepted, and keeps nothing. */
export const budgetsSelectPods = defineRule({
  id: 'budgets-select-pods',
  subject: 'object',
  of: ['policy/PodDisruptionBudget'],
  needs: 'plan',
  says: 'A disruption budget selects pods.',
  because: 'what it was meant for has none, and nothing says so',
  level: 'mandatory',
  severity: 'medium',
  topic: 'availability',
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  check: (resource, context) => {
    const { selector } = fieldsOf(resource.object['spec'], 'spec');
    return !isAbsent(selector) && selectsPods(resource, selector, NOBODY.field, context) ? [] : [NOBODY];
  },
  examples: {
    accepted: [
      { shows: 'pods of a workload', resources: [pod(), budget({ matchLabels: { app: 'api' } })] },
      {
        shows: 'pods that an operator makes',
        resources: [
          {
            apiVersion: 'postgresql.cnpg.io/v1',
            kind: 'Cluster',
            metadata: { name: 'db', namespace: 'shop' },
            spec: { instances: 3 },
          },
          budget({ matchLabels: { 'cnpg.io/cluster': 'db' } }),
        ],
      },
    ],
    refused: [
      {
        shows: 'pods of another label',
        resources: [pod(), budget({ matchLabels: { app: 'web' } })],
        violations: [NOBODY],
      },
      { shows: 'no selector', resources: [pod(), budget(undefined)], violations: [NOBODY] },
    ],
  },
});

function pod() {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'api', namespace: 'shop', labels: { app: 'api' } },
    spec: { containers: [{ name: 'api' }] },
  };
}

function budget(selector: object | undefined) {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { maxUnavailable: 1, selector },
  };
}
