import { namespaceOf } from '../../../constructs/plan/identity';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';
import type { Prepared } from '../../prepared';

const FIX = 'let at least one go: maxUnavailable: 1';
const NONE = {
  field: 'spec.maxUnavailable',
  problem: 'it lets no pod go, so a node with one is never drained',
  fix: FIX,
};
const ALL = { ...NONE, field: 'spec.minAvailable', problem: 'it keeps every pod, so a node with one is never drained' };

/** A node is drained when every pod on it may go: one budget that never allows it holds up the whole fleet. */
export const budgetsAllowADrain = defineRule({
  id: 'budgets-allow-a-drain',
  subject: 'object',
  of: ['policy/PodDisruptionBudget'],
  needs: 'plan',
  says: 'A disruption budget lets a pod go at a time.',
  because: 'nodes could otherwise be drained by force only',
  level: 'mandatory',
  severity: 'medium',
  topic: 'availability',
  references: [
    'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets',
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  ],
  check: (resource, context) => {
    const { minAvailable, maxUnavailable, selector } = fieldsOf(resource.object['spec'], 'spec');
    if (!isAbsent(maxUnavailable)) return Number.parseInt(String(maxUnavailable), 10) === 0 ? [NONE] : [];
    if (isAbsent(minAvailable)) return [];
    const kept = String(minAvailable).endsWith('%') ? allBy(Number.parseInt(String(minAvailable), 10)) : minAvailable;
    if (kept === Number.POSITIVE_INFINITY) return [ALL];
    return hasMoreThan(Number(kept), namespaceOf(resource.object), selector, context) ? [] : [ALL];
  },
  cel: {
    accepts:
      'has(object.spec.maxUnavailable) ? !string(object.spec.maxUnavailable).matches("^0+%?$") : ' +
      '!string(object.spec.?minAvailable.orValue("")).matches("^0*[1-9][0-9][0-9]+%$")',
    remedy: FIX,
    leavesOut: 'numbers and parts by minAvailable, because how many pods there are is written elsewhere',
  },
  examples: {
    accepted: [
      { shows: 'one that may go', resources: [deployment(2), budget({ maxUnavailable: 1 })] },
      { shows: 'all but one that are kept', resources: [deployment(3), budget({ minAvailable: 2 })] },
      { shows: 'a part of them', resources: [deployment(2), budget({ minAvailable: '50%' })] },
      {
        shows: 'a part of three, which is rounded up to two',
        resources: [deployment(3), budget({ minAvailable: '66%' })],
      },
      { shows: 'a part of pods that are not in the plan', resources: [budget({ minAvailable: '99%' })] },
      { shows: 'as many as an autoscaler may add to', resources: [deployment(undefined), budget({ minAvailable: 2 })] },
      { shows: 'pods that are not in the plan', resources: [budget({ minAvailable: 2 })] },
      { shows: 'no number, by which any may go', resources: [deployment(2), budget({})] },
    ],
    refused: [
      ...[0, '0%'].map((maxUnavailable) => ({
        shows: `none that may go: ${maxUnavailable}`,
        resources: [deployment(2), budget({ maxUnavailable })],
        violations: [NONE],
      })),
      ...[2, 3, '51%', '99%', '100%', '150%'].map((minAvailable) => ({
        shows: `all of two that are kept: ${minAvailable}`,
        resources: [deployment(2), budget({ minAvailable })],
        violations: [ALL],
      })),
      {
        shows: 'all that are kept, of pods that are not in the plan',
        resources: [budget({ minAvailable: '100%' })],
        violations: [ALL],
      },
      {
        shows: 'all of two that are kept, beside others',
        resources: [
          deployment(2),
          {
            ...deployment(5),
            metadata: { name: 'web', namespace: 'shop' },
            spec: {
              replicas: 5,
              template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web' }] } },
            },
          },
          budget({ minAvailable: 2 }),
        ],
        violations: [ALL],
      },
    ],
  },
});

/** How many pods a part keeps whole, because it is rounded up: 67% keeps all of three, and three of four. */
function allBy(percent: number): number {
  return Math.ceil(100 / Math.max(0, 100 - percent)) - 1;
}

/** Whether there may be more pods than it keeps; there may, where nobody here says how many. */
function hasMoreThan(kept: number, namespace: string, selector: unknown, context: Prepared): boolean {
  let pods: number | undefined;
  for (const { resource } of context.podsSelected(namespace, selector ?? {}, 'spec.selector')) {
    pods = (pods ?? 0) + (context.workloadOf(resource)?.replicas.most ?? Number.POSITIVE_INFINITY);
    if (pods > kept) return true;
  }
  return pods === undefined;
}

function deployment(replicas: number | undefined) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { replicas, template: { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api' }] } } },
  };
}

function budget(bound: object) {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { ...bound, selector: { matchLabels: { app: 'api' } } },
  };
}
