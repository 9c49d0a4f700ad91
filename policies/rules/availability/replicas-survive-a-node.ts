import { kindsThatKeep } from '../../admission/kinds';
import { defineRule } from '../../define-rule';
import { type Entry, entriesOf, fieldsOf } from '../../fields';
import { isReplicated } from '../../replicas';

const HOSTNAME = 'kubernetes.io/hostname';
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const FIELD = 'spec.template.spec.topologySpreadConstraints';
const TOGETHER = {
  problem: 'all replicas may run on one node',
  fix: 'spread them over nodes or zones, or set spec.replicas to 1',
};

/** The scheduler is free to put every replica on one node, and does so when it is the emptiest. */
export const replicasSurviveANode = defineRule({
  id: 'replicas-survive-a-node',
  subject: 'pod',
  needs: 'plan',
  says: 'Replicas are spread over nodes or zones.',
  because: 'one node that fails may otherwise take all of them',
  level: 'mandatory',
  severity: 'medium',
  topic: 'availability',
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
  applies: ({ resource }, context) => isReplicated(context.workloadOf(resource)),
  check: ({ field, spec }) => {
    const spread = entriesOf(spec['topologySpreadConstraints'], `${field}.topologySpreadConstraints`);
    const affinity = fieldsOf(spec['affinity'], `${field}.affinity`);
    const apart = termsOf(affinity['podAntiAffinity'], `${field}.affinity.podAntiAffinity`);
    if ([...spread, ...apart].some(({ value }) => isKey(value['topologyKey']))) return [];
    return [{ field: `${field}.topologySpreadConstraints`, ...TOGETHER }];
  },
  cel: {
    of: kindsThatKeep('replicas'),
    variables: {
      apart: 'variables.pod.?affinity.?podAntiAffinity.orValue({})',
      terms: `variables.apart.?${REQUIRED}.orValue([]) + variables.apart.?${PREFERRED}.orValue([]).map(term, term.?podAffinityTerm.orValue({}))`,
    },
    accepts: [
      'size(variables.containers) == 0',
      'dyn(object).spec.?replicas.orValue(2) < 2',
      'variables.pod.?topologySpreadConstraints.orValue([]).exists(spread, spread.?topologyKey.orValue("") != "")',
      'variables.terms.exists(term, term.?topologyKey.orValue("") != "")',
    ].join(' || '),
    remedy: TOGETHER.fix,
    leavesOut: 'what an autoscaler or a Rollout makes of the number of replicas',
  },
  examples: {
    accepted: [
      {
        shows: 'replicas that are spread',
        resources: [deployment(2, { topologySpreadConstraints: [{ topologyKey: HOSTNAME, maxSkew: 1 }] })],
      },
      {
        shows: 'replicas that keep away from each other',
        resources: [
          deployment(2, {
            affinity: {
              podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: HOSTNAME }] },
            },
          }),
        ],
      },
    ],
    refused: [
      ...[
        { topologySpreadConstraints: [{}] },
        { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } } },
        { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }] } } },
      ].map((pod) => ({
        shows: `what keeps nothing apart: ${JSON.stringify(pod)}`,
        resources: [deployment(2, pod)],
        violations: [{ field: FIELD, ...TOGETHER }],
      })),
      {
        shows: 'replicas that may all be on one node',
        resources: [deployment(2)],
        violations: [{ field: FIELD, ...TOGETHER }],
      },
      {
        shows: 'replicas that an autoscaler may add',
        resources: [deployment(undefined)],
        violations: [{ field: FIELD, ...TOGETHER }],
      },
      {
        shows: 'one replica, of which an autoscaler makes more',
        resources: [
          deployment(1),
          {
            apiVersion: 'autoscaling/v2',
            kind: 'HorizontalPodAutoscaler',
            metadata: { name: 'api', namespace: 'shop' },
            spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }, maxReplicas: 5 },
          },
        ],
        violations: [{ field: FIELD, ...TOGETHER }],
      },
      {
        shows: 'a Deployment scaled down to none, whose pods a Rollout runs',
        resources: [
          deployment(0),
          {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'Rollout',
            metadata: { name: 'api', namespace: 'shop' },
            spec: { replicas: 3, workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } },
          },
        ],
        violations: [{ field: FIELD, ...TOGETHER }],
      },
    ],
  },
});

/** The terms of both lists: of one that is preferred, what it says stands inside. */
function termsOf(antiAffinity: unknown, field: string): readonly Entry[] {
  const lists = fieldsOf(antiAffinity, field);
  return [
    ...entriesOf(lists[REQUIRED], `${field}.${REQUIRED}`),
    ...entriesOf(lists[PREFERRED], `${field}.${PREFERRED}`).map((term) => {
      const at = `${term.field}.podAffinityTerm`;
      return { field: at, value: fieldsOf(term.value['podAffinityTerm'], at) };
    }),
  ];
}

function isKey(topologyKey: unknown): boolean {
  return typeof topologyKey === 'string' && topologyKey !== '';
}

function deployment(replicas: number | undefined, pod: object = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { replicas, template: { spec: { containers: [{ name: 'api' }], ...pod } } },
  };
}
