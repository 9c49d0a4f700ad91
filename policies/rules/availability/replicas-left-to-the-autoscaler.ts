import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { kindsThatKeep } from '../../admission/kinds';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';
import { Unknowable } from '../../unknowable';

const FIELD = 'spec.replicas';
const HPA = 'autoscaling/HorizontalPodAutoscaler';
const FIX =
  'leave it out; where `kubectl apply` wrote it, take it out of `kubectl apply edit-last-applied` first, or there is one pod for a moment';

/** Two writers of one field: whoever deploys last is right, until the autoscaler looks again. */
export const replicasLeftToTheAutoscaler = defineRule({
  id: 'replicas-left-to-the-autoscaler',
  subject: 'object',
  of: kindsThatKeep('replicas'),
  needs: 'plan',
  says: 'A workload that an autoscaler scales does not say how many pods it has.',
  because: 'each deployment throws it back to that many, in the middle of the load that it was scaled for',
  level: 'mandatory',
  severity: 'medium',
  topic: 'availability',
  references: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  ],
  // What the API server answers always has a number, and the autoscaler may have written it.
  applies: (resource, context) =>
    isAbsent(fieldsOf(resource.object['metadata'], 'metadata')['resourceVersion']) &&
    context.workloadOf(resource)?.autoscaler !== undefined,
  check: (resource, context) => {
    const { replicas } = fieldsOf(resource.object['spec'], 'spec');
    if (isAbsent(replicas)) return [];
    if (typeof replicas !== 'number') throw new Unknowable(FIELD, 'a count was expected');
    const { autoscaler, replicas: scaled } = context.workloadOf(resource)!;
    // One that has no choice writes what stands there already.
    if (scaled.least === replicas && scaled.most === replicas) return [];
    // Kubernetes' own leaves alone what somebody has stopped; KEDA starts it again.
    if (replicas === 0 && kindOf(autoscaler!.object) === HPA) return [];
    return [{ field: FIELD, problem: twice(replicas, autoscaler!.object), fix: FIX }];
  },
  examples: {
    accepted: [
      {
        shows: 'a Deployment whose pods a Rollout runs, which is what KEDA scales',
        resources: [
          workload(0),
          {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'Rollout',
            metadata: { name: 'run', namespace: 'shop' },
            spec: { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } },
          },
          scaledObject({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'run' }),
        ],
      },
      { shows: 'no number', resources: [workload(undefined), autoscaler()] },
      { shows: 'one that somebody has stopped', resources: [workload(0), autoscaler()] },
      {
        shows: 'the number that the autoscaler is held to',
        resources: [workload(3), autoscaler({ minReplicas: 3, maxReplicas: 3 })],
      },
    ],
    refused: [
      {
        shows: 'a number beside an autoscaler',
        resources: [workload(2), autoscaler()],
        violations: [wrong("it asks for 2 replicas, and HorizontalPodAutoscaler 'api' decides how many there are")],
      },
      ...[
        { minReplicas: 3, maxReplicas: 4 },
        { minReplicas: 2, maxReplicas: 3 },
      ].map((range) => ({
        shows: `an end of what it may do: 3 of ${JSON.stringify(range)}`,
        resources: [workload(3), autoscaler(range)],
        violations: [wrong("it asks for 3 replicas, and HorizontalPodAutoscaler 'api' decides how many there are")],
      })),
      {
        shows: 'none, of what KEDA starts again',
        resources: [workload(0), scaledObject()],
        violations: [wrong("it asks for 0 replicas, and ScaledObject 'api' decides how many there are")],
      },
      ...(
        [
          ['apps/v1', 'StatefulSet'],
          ['argoproj.io/v1alpha1', 'Rollout'],
        ] as const
      ).map(([apiVersion, kind]) => ({
        shows: `a number of a ${kind}`,
        resources: [
          { ...workload(1), apiVersion, kind },
          autoscaler({ scaleTargetRef: { apiVersion, kind, name: 'api' } }),
        ],
        violations: [wrong("it asks for 1 replicas, and HorizontalPodAutoscaler 'api' decides how many there are")],
      })),
    ],
    skipped: [
      { shows: 'a workload that nothing scales', resources: [workload(2), autoscaler({}, 'web')] },
      {
        shows: 'what the API server answers, in which the number may be that of the autoscaler',
        resources: [workload(2, { resourceVersion: '7' }), autoscaler()],
      },
    ],
    unknown: [
      {
        shows: 'a number that is none',
        resources: [workload('2'), autoscaler()],
        doubts: [{ field: FIELD, why: 'a count was expected' }],
      },
    ],
  },
});

function twice(replicas: number, { kind, metadata }: Manifest): string {
  return `it asks for ${replicas} replicas, and ${kind} '${metadata.name}' decides how many there are`;
}

function wrong(problem: string) {
  return { field: FIELD, problem, fix: FIX };
}

function workload(replicas: unknown, ofServer: object = {}) {
  const template = { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api' }] } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop', ...ofServer },
    spec: { ...(replicas !== undefined && { replicas }), template },
  };
}

function autoscaler(more: object = {}, target = 'api') {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target },
      minReplicas: 2,
      maxReplicas: 4,
      ...more,
    },
  };
}

function scaledObject(scaleTargetRef: object = { name: 'api' }) {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { scaleTargetRef },
  };
}
