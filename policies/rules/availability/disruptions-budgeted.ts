import { defineRule } from '../../define-rule';
import { type Fields, fieldsOf, isAbsent } from '../../fields';
import { isReplicated } from '../../replicas';

const UNPROTECTED = {
  problem: 'no PodDisruptionBudget keeps any of its pods, so draining nodes may evict all of them at once',
  fix: 'add one that keeps enough of them, or set spec.replicas to 1',
};

const EXAMPLE = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'shop' },
  spec: {
    replicas: 2,
    template: { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api' }] } },
  },
};

/** A drain evicts pods as fast as it can unless a budget tells it how many may be missing. */
export const disruptionsBudgeted = defineRule({
  id: 'disruptions-budgeted',
  subject: 'pod',
  needs: 'plan',
  says: 'Replicated workloads have a disruption budget.',
  because: 'draining nodes may otherwise evict every replica at once',
  level: 'mandatory',
  severity: 'medium',
  topic: 'availability',
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  applies: ({ resource }, context) => isReplicated(context.workloadOf(resource)),
  check: (pod, context) => {
    const most = context.workloadOf(pod.resource)?.replicas.most ?? Number.POSITIVE_INFINITY;
    for (const { object } of context.selecting('policy/PodDisruptionBudget', pod)) {
      if (keepsAny(fieldsOf(object['spec'], 'spec'), most)) return [];
    }
    return [{ field: `${pod.metadataField}.labels`, ...UNPROTECTED }];
  },
  examples: {
    accepted: [
      {
        shows: 'a budget that keeps all but one',
        resources: [EXAMPLE, budget({ maxUnavailable: 1, selector: { matchLabels: { app: 'api' } } })],
      },
      {
        shows: 'a budget of everything in the namespace',
        resources: [EXAMPLE, budget({ minAvailable: '50%', selector: {} })],
      },
      {
        shows: 'a budget that lets half of them go',
        resources: [EXAMPLE, budget({ maxUnavailable: '50%', selector: { matchLabels: { app: 'api' } } })],
      },
      {
        shows: 'a budget that selects by expression',
        resources: [
          EXAMPLE,
          budget({
            maxUnavailable: 1,
            selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] },
          }),
        ],
      },
      { shows: 'a budget that keeps one', resources: [EXAMPLE, budget({ minAvailable: 1, selector: {} })] },
      {
        shows: 'a budget that keeps a part of as many as an autoscaler makes',
        resources: [
          { ...EXAMPLE, spec: { ...EXAMPLE.spec, replicas: undefined } },
          budget({ maxUnavailable: '99%', selector: {} }),
        ],
      },
      {
        shows: 'a budget that lets a part of them go',
        resources: [EXAMPLE, budget({ maxUnavailable: '40%', selector: {} })],
      },
    ],
    refused: [
      { shows: 'none', resources: [EXAMPLE], violations: [{ field: 'spec.template.metadata.labels', ...UNPROTECTED }] },
      {
        shows: 'one of other pods',
        resources: [EXAMPLE, budget({ maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } })],
        violations: [{ field: 'spec.template.metadata.labels', ...UNPROTECTED }],
      },
      {
        shows: 'one that lets more of them go than there are',
        resources: [EXAMPLE, budget({ maxUnavailable: 5, selector: { matchLabels: { app: 'api' } } })],
        violations: [{ field: 'spec.template.metadata.labels', ...UNPROTECTED }],
      },
      {
        shows: 'one that lets as many of them go as there are',
        resources: [EXAMPLE, budget({ maxUnavailable: 2, selector: { matchLabels: { app: 'api' } } })],
        violations: [{ field: 'spec.template.metadata.labels', ...UNPROTECTED }],
      },
      {
        shows: 'one that keeps none of as many as an autoscaler makes',
        resources: [
          { ...EXAMPLE, spec: { ...EXAMPLE.spec, replicas: undefined } },
          budget({ maxUnavailable: '100%', selector: {} }),
        ],
        violations: [{ field: 'spec.template.metadata.labels', ...UNPROTECTED }],
      },
      {
        shows: 'one that lets go what comes to all of them, rounded up',
        resources: [EXAMPLE, budget({ maxUnavailable: '51%', selector: { matchLabels: { app: 'api' } } })],
        violations: [{ field: 'spec.template.metadata.labels', ...UNPROTECTED }],
      },
      {
        shows: 'one that keeps none of them',
        resources: [EXAMPLE, budget({ maxUnavailable: '100%', selector: { matchLabels: { app: 'api' } } })],
        violations: [{ field: 'spec.template.metadata.labels', ...UNPROTECTED }],
      },
      ...[{ minAvailable: 0 }, { minAvailable: '0%' }, {}].map((bound) => ({
        shows: `a budget that asks for none: ${JSON.stringify(bound)}`,
        resources: [EXAMPLE, budget({ ...bound, selector: {} })],
        violations: [{ field: 'spec.template.metadata.labels', ...UNPROTECTED }],
      })),
    ],
    skipped: [{ shows: 'one replica', resources: [{ ...EXAMPLE, spec: { ...EXAMPLE.spec, replicas: 1 } }] }],
  },
});

/** Whether a budget leaves any pod in place: without a number it allows every eviction. */
function keepsAny({ minAvailable, maxUnavailable }: Fields, replicas: number): boolean {
  if (isAbsent(maxUnavailable)) return !isAbsent(minAvailable) && Number.parseInt(String(minAvailable), 10) !== 0;
  const missing = Number.parseInt(String(maxUnavailable), 10);
  if (!String(maxUnavailable).endsWith('%')) return missing < replicas;
  // A part of a pod is one: of three, 90 % are three. Of a number that nobody knows, what is not all leaves some.
  return Number.isFinite(replicas) ? Math.ceil((missing * replicas) / 100) < replicas : missing < 100;
}

function budget(spec: object) {
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'api', namespace: 'shop' }, spec };
}
