import { namespaceOf } from '../../../constructs/plan/identity';
import { kindOf } from '../../../constructs/plan/kinds';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';

const FIX = 'name the workload by its `apiVersion`, `kind` and `name`, in the namespace of the autoscaler';

const NAMELESS = 'it names no workload';

/** An autoscaler of a workload that is not there scales nothing, and says so in its status only. */
export const autoscalersHaveATarget = defineRule({
  id: 'autoscalers-have-a-target',
  subject: 'object',
  of: ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'],
  needs: 'plan',
  says: 'An autoscaler names a workload that is there.',
  because: 'load would add no pods, and nothing says so before it comes',
  level: 'mandatory',
  severity: 'medium',
  topic: 'availability',
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  check: ({ object }, context) => {
    const field = 'spec.scaleTargetRef';
    const target = fieldsOf(fieldsOf(object['spec'], 'spec')['scaleTargetRef'], field);
    if (isAbsent(target['name'])) return [{ field, problem: NAMELESS, fix: FIX }];
    // KEDA takes a Deployment where the kind is left out.
    const { apiVersion = 'apps/v1', kind = 'Deployment', name } = target;
    const of = kindOf({ apiVersion: String(apiVersion), kind: String(kind) });
    if (context.find(of, String(name), namespaceOf(object)) !== undefined) return [];
    return [{ field, problem: `there is no ${kind} '${String(name)}' of ${apiVersion} in its namespace`, fix: FIX }];
  },
  examples: {
    accepted: [
      { shows: 'a Deployment', resources: [workload('apps/v1', 'Deployment'), autoscaler()] },
      {
        shows: 'a Rollout',
        resources: [
          workload('argoproj.io/v1alpha1', 'Rollout'),
          autoscaler({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }),
        ],
      },
      {
        shows: 'what KEDA takes it for',
        resources: [
          workload('apps/v1', 'Deployment'),
          {
            apiVersion: 'keda.sh/v1alpha1',
            kind: 'ScaledObject',
            metadata: { name: 'api', namespace: 'shop' },
            spec: { scaleTargetRef: { name: 'api' } },
          },
        ],
      },
    ],
    refused: [
      {
        shows: 'the name of a Deployment as that of a Rollout',
        resources: [
          workload('apps/v1', 'Deployment'),
          autoscaler({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }),
        ],
        violations: [absent("there is no Rollout 'api' of argoproj.io/v1alpha1 in its namespace")],
      },
      {
        shows: 'none',
        resources: [autoscaler({ kind: 'Deployment', name: null })],
        violations: [absent(NAMELESS)],
      },
      {
        shows: 'one that is not there',
        resources: [autoscaler()],
        violations: [absent("there is no Deployment 'api' of apps/v1 in its namespace")],
      },
    ],
  },
});

function absent(problem: string) {
  return { field: 'spec.scaleTargetRef', problem, fix: FIX };
}

function workload(apiVersion: string, kind: string) {
  const template = { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api' }] } };
  return { apiVersion, kind, metadata: { name: 'api', namespace: 'shop' }, spec: { template } };
}

function autoscaler(target: object = { apiVersion: 'apps/v1', kind: 'Deployment' }) {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { scaleTargetRef: { name: 'api', ...target }, minReplicas: 2, maxReplicas: 4 },
  };
}
