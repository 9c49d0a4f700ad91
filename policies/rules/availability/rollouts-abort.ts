import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';

const STUCK = {
  field: 'spec.progressDeadlineAbort',
  problem: 'a version that does not come up stays half rolled out',
  fix: 'set it to true',
};

/** Argo Rollouts reports that a version does not progress, and leaves it there unless it is told to take it back. */
export const rolloutsAbort = defineRule({
  id: 'rollouts-abort',
  subject: 'object',
  of: ['argoproj.io/Rollout'],
  says: 'A Rollout that does not progress is taken back.',
  because: 'requests would go on reaching the version that does not work',
  level: 'mandatory',
  severity: 'medium',
  topic: 'availability',
  references: [
    'practices:deployment-checklist',
    'https://argo-rollouts.readthedocs.io/en/stable/features/specification/',
  ],
  check: ({ object }) => {
    const { progressDeadlineAbort, replicas } = fieldsOf(object['spec'], 'spec');
    return progressDeadlineAbort === true || replicas === 0 ? [] : [STUCK];
  },
  cel: {
    accepts: 'object.?spec.?progressDeadlineAbort.orValue(false) || object.?spec.?replicas.orValue(1) == 0',
    remedy: 'set spec.progressDeadlineAbort to true',
  },
  examples: {
    accepted: [
      { shows: 'one that is', resources: [rollout({ progressDeadlineAbort: true })] },
      { shows: 'one that runs nothing', resources: [rollout({ replicas: 0 })] },
    ],
    refused: [
      ...[false, undefined].map((progressDeadlineAbort) => ({
        shows: progressDeadlineAbort === undefined ? 'one of which nothing is said' : 'one that stays',
        resources: [rollout({ ...(progressDeadlineAbort !== undefined && { progressDeadlineAbort }) })],
        violations: [STUCK],
      })),
      { shows: 'one that runs one', resources: [rollout({ replicas: 1 })], violations: [STUCK] },
    ],
  },
});

function rollout(spec: object): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'api' } },
      template: { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api' }] } },
      ...spec,
    },
  };
}
