import { calledInFull } from '../../../constructs/plan/identity';
import { kindOf } from '../../../constructs/plan/kinds';
import type { KubernetesResource } from '../../../constructs/plan/resource';
import { kindsThatKeep } from '../../admission/kinds';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';
import type { Prepared } from '../../prepared';

const FIELD = 'spec.replicas';
const HPA = 'autoscaling/HorizontalPodAutoscaler';
const FIX = 'leave it out: a new workload begins with one pod, and the autoscaler goes on from there';

/** Who applies a manifest sets what it says, again with every deploy. */
export const replicasLeftToTheAutoscaler = defineRule({
  id: 'replicas-left-to-the-autoscaler',
  subject: 'object',
  of: kindsThatKeep('replicas'),
  needs: 'plan',
  says: 'A workload that an autoscaler counts does not say how many replicas it has.',
  because: 'each deploy would undo what the autoscaler decided, at the time of the highest load, too',
  level: 'mandatory',
  severity: 'medium',
  topic: 'availability',
  references: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  ],
  applies: (resource, context) => scalerOf(resource, context) !== undefined,
  check: (resource, context) => {
    const { replicas } = fieldsOf(resource.object['spec'], 'spec');
    const scaler = scalerOf(resource, context);
    if (scaler === undefined || isAbsent(replicas)) return [];
    // Kubernetes lets the autoscaler rest while the count is none, which is how to switch it off.
    if (replicas === 0 && kindOf(scaler.object) === HPA) return [];
    const problem = `each deploy sets ${String(replicas)}, whatever ${calledInFull(scaler.object)} has decided`;
    return [{ field: FIELD, problem, fix: FIX }];
  },
  examples: {
    accepted: [
      { shows: 'no count', resources: [workload({}), autoscaler()] },
      { shows: 'a count that is null', resources: [workload({ replicas: null }), autoscaler()] },
      { shows: 'none, by which the autoscaler rests', resources: [workload({ replicas: 0 }), autoscaler()] },
      {
        shows: 'none, of a Deployment whose pods a Rollout runs that is counted',
        resources: [
          workload({ replicas: 0 }),
          {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'Rollout',
            metadata: { name: 'api', namespace: 'shop' },
            spec: { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } },
          },
          keda({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'api' }),
        ],
      },
    ],
    refused: [
      {
        shows: 'a count',
        resources: [workload({ replicas: 3 }), autoscaler()],
        violations: [
          {
            field: FIELD,
            problem: 'each deploy sets 3, whatever HorizontalPodAutoscaler shop/api has decided',
            fix: FIX,
          },
        ],
      },
      {
        shows: 'none, where KEDA counts',
        resources: [workload({ replicas: 0 }), keda({ name: 'api' })],
        violations: [
          { field: FIELD, problem: 'each deploy sets 0, whatever ScaledObject shop/api has decided', fix: FIX },
        ],
      },
    ],
    skipped: [
      { shows: 'a workload that nobody counts', resources: [workload({ replicas: 3 })] },
      {
        shows: 'a workload beside others that are counted',
        resources: [
          workload({ replicas: 3 }),
          ...[
            { apiVersion: 'apps/v1', kind: 'Deployment', name: 'other' },
            { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'api' },
          ].map((target) => autoscaler(target)),
          { ...autoscaler(), metadata: { name: 'api', namespace: 'store' } },
        ],
      },
    ],
    unknown: [
      {
        shows: 'a workload beside an autoscaler of nobody knows what',
        resources: [workload({ replicas: 3 }), autoscaler('api')],
        doubts: [
          {
            field: 'spec.scaleTargetRef',
            why: 'an object was expected, in autoscaling/v2/HorizontalPodAutoscaler shop/api',
          },
        ],
      },
    ],
  },
});

/** The autoscaler that counts a workload; not the one of the Rollout that runs its pods. */
function scalerOf(resource: KubernetesResource, context: Prepared): KubernetesResource | undefined {
  const countedBy = context.workloadOf(resource)?.countedBy;
  if (countedBy === undefined) return undefined;
  const { scaleTargetRef } = fieldsOf(countedBy.object['spec'], 'spec');
  // That of a Rollout, or the Rollout itself, which says so of its own.
  const { kind = 'Deployment' } = fieldsOf(scaleTargetRef, 'spec.scaleTargetRef');
  return !isAbsent(scaleTargetRef) && kind === resource.object.kind ? countedBy : undefined;
}

function workload(spec: object) {
  const template = { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api' }] } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { ...spec, template },
  };
}

function autoscaler(scaleTargetRef: unknown = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }) {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { scaleTargetRef, minReplicas: 2, maxReplicas: 4 },
  };
}

function keda(scaleTargetRef: object) {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { scaleTargetRef },
  };
}
