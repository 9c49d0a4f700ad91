import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import type { KubernetesResource } from '../../../constructs/plan/resource';
import { kindsThatKeep } from '../../admission/kinds';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent, textMapOf } from '../../fields';
import { selectsLabels } from '../../labels';
import type { Prepared } from '../../prepared';

const OTHERS = {
  field: 'spec.selector',
  problem: 'it does not select the pods of its own template',
  fix: 'select labels that `spec.template.metadata.labels` has',
};

/** A controller counts the pods that it selects: those that it does not, it would make again and again. */
export const selectorsMatchTheirTemplate = defineRule({
  id: 'selectors-match-their-template',
  subject: 'object',
  says: 'A workload selects the pods of its own template.',
  because: 'it is refused, or makes pods without end, or takes those of another',
  level: 'mandatory',
  severity: 'high',
  topic: 'availability',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  applies: (resource, context) => isSelecting(resource) && context.podsOf(resource).length > 0,
  check: (resource, context) => (matches(resource, context) ? [] : [OTHERS]),
  cel: {
    of: kindsThatKeep('replicas', 'each-node').filter((kind) => kind !== 'ReplicationController'),
    variables: { selector: 'dyn(object).spec.?selector.orValue({})' },
    accepts: `size(variables.pod) == 0 || (${[
      'variables.selector.?matchLabels.orValue({}).all(key, key in variables.labels && variables.labels[key] == variables.selector.matchLabels[key])',
      `variables.selector.?matchExpressions.orValue([]).all(one, ${[
        'one.operator == "In" ? one.key in variables.labels && variables.labels[one.key] in one.?values.orValue([])',
        'one.operator == "NotIn" ? size(one.?values.orValue([])) > 0 && !(one.key in variables.labels && variables.labels[one.key] in one.values)',
        'size(one.?values.orValue([])) == 0 && (one.operator == "Exists" ? one.key in variables.labels',
        'one.operator == "DoesNotExist" && !(one.key in variables.labels))',
      ].join(' : ')})`,
    ].join(' && ')})`,
    remedy: OTHERS.fix,
  },
  examples: {
    accepted: [
      {
        shows: 'labels that they have',
        resources: [deployment({ matchLabels: { app: 'api' } }, { app: 'api', tier: 'a' })],
      },
      {
        shows: 'one of some values',
        resources: [
          deployment({ matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] }, { app: 'api' }),
        ],
      },
    ],
    refused: [
      {
        shows: 'labels of others',
        resources: [deployment({ matchLabels: { app: 'web' } }, { app: 'api' })],
        violations: [OTHERS],
      },
      {
        shows: 'labels of others, of a DaemonSet',
        resources: [{ ...deployment({ matchLabels: { app: 'web' } }, { app: 'api' }), kind: 'DaemonSet' }],
        violations: [OTHERS],
      },
      {
        shows: 'a label that they lack',
        resources: [deployment({ matchLabels: { app: 'api', tier: 'a' } }, { app: 'api' })],
        violations: [OTHERS],
      },
    ],
    skipped: [
      {
        shows: 'a Job, whose controller makes its selector',
        resources: [
          { ...deployment({ matchLabels: { app: 'web' } }, { app: 'api' }), apiVersion: 'batch/v1', kind: 'Job' },
        ],
      },
      {
        shows: 'a Rollout with the template of a Deployment',
        resources: [
          {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'Rollout',
            metadata: { name: 'api', namespace: 'shop' },
            spec: {
              selector: { matchLabels: { app: 'api' } },
              workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
            },
          },
        ],
      },
      { shows: 'one without a selector', resources: [deployment(undefined, { app: 'api' })] },
    ],
  },
});

/** A Job's selector is made by its controller. */
function isSelecting({ object }: KubernetesResource): boolean {
  const { keeps } = factsOf(kindOf(object));
  return (keeps === 'replicas' || keeps === 'each-node') && !isAbsent(selectorIn(object));
}

function matches(resource: KubernetesResource, { podsOf }: Prepared): boolean {
  return podsOf(resource).every(({ metadata, metadataField }) =>
    selectsLabels(selectorIn(resource.object), textMapOf(metadata['labels'], `${metadataField}.labels`), OTHERS.field),
  );
}

function selectorIn(object: KubernetesResource['object']): unknown {
  return fieldsOf(object['spec'], 'spec')['selector'];
}

function deployment(selector: object | undefined, labels: object) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { selector, template: { metadata: { labels }, spec: { containers: [{ name: 'api' }] } } },
  };
}
