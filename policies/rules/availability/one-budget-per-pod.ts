import { defineRule } from '../../define-rule';
import type { Prepared } from '../../prepared';
import type { PodSubject } from '../../subjects';

const EXAMPLE = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { template: { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api' }] } } },
};

/** Of two budgets the eviction API takes neither: it answers that it does not know which, and the drain ends. */
export const oneBudgetPerPod = defineRule({
  id: 'one-budget-per-pod',
  subject: 'pod',
  needs: 'plan',
  says: 'No more than one disruption budget selects a pod.',
  because: 'a pod of two budgets is never evicted, and its node never drained',
  level: 'mandatory',
  severity: 'medium',
  topic: 'availability',
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/#how-api-initiated-eviction-works',
  ],
  applies: (pod, context) => budgetsOf(pod, context, 1).length > 0,
  check: (pod, context) => {
    const names = budgetsOf(pod, context, 2);
    return names.length < 2 ? [] : [several(`${pod.metadataField}.labels`, names)];
  },
  examples: {
    accepted: [{ shows: 'one', resources: [EXAMPLE, budget('api'), budget('web')] }],
    refused: [
      {
        shows: 'one of its own and one of the whole namespace',
        resources: [EXAMPLE, budget('api'), budget('all', {})],
        violations: [several('spec.template.metadata.labels', ['all', 'api'])],
      },
      {
        shows: 'three, of which two are named',
        resources: [EXAMPLE, budget('api'), ...['all', 'more'].map((name) => budget(name, {}))],
        violations: [several('spec.template.metadata.labels', ['all', 'api'])],
      },
    ],
    skipped: [{ shows: 'a pod without a budget', resources: [EXAMPLE, budget('web')] }],
  },
});

/** The names of its budgets, no more than so many: of two it is known already what is wrong. */
function budgetsOf(pod: PodSubject, context: Prepared, most: number): readonly string[] {
  const names: string[] = [];
  for (const { object } of context.selecting('policy/PodDisruptionBudget', pod)) {
    names.push(object.metadata.name);
    if (names.length === most) break;
  }
  return names;
}

function several(field: string, names: readonly string[]) {
  return {
    field,
    problem: `the budgets ${[...names].sort().join(' and ')} select its pods, so they are never evicted`,
    fix: 'leave one of them',
  };
}

function budget(name: string, selector: object = { matchLabels: { app: name } }) {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace: 'shop' },
    spec: { maxUnavailable: 1, selector },
  };
}
