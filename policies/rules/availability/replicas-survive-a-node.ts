import { texts } from '../../admission/cel';
import { kindsThatKeep } from '../../admission/kinds';
import { selectsOwn } from '../../admission/selects-own';
import { defineRule } from '../../define-rule';
import { type Entry, entriesOf, fieldsOf, isAbsent, listOf, textMapOf } from '../../fields';
import { isReplicated } from '../../replicas';
import { selectorOf, selects } from '../../selector';
import type { PodSubject } from '../../subjects';

const HOSTNAME = 'kubernetes.io/hostname';
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const LABELS = { app: 'api' };
const OURS = { topologyKey: HOSTNAME, labelSelector: { matchLabels: LABELS } };
const FIELD = 'spec.template.spec.topologySpreadConstraints';
const TOGETHER = {
  problem: 'all replicas may run on one node',
  fix: 'spread them over nodes or zones, or set spec.replicas to 1',
};

/** Labels of nodes that say what they are, and not which: many nodes, or all of them, share one value. */
const KINDS_OF_NODES = [
  'kubernetes.io/os',
  'kubernetes.io/arch',
  'node.kubernetes.io/instance-type',
  'node.kubernetes.io/windows-build',
];

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
  check: (pod, context) => {
    const { field, spec } = pod;
    const least = context.workloadOf(pod.resource)?.replicas.least ?? 0;
    const spread = entriesOf(spec['topologySpreadConstraints'], `${field}.topologySpreadConstraints`);
    const affinity = fieldsOf(spec['affinity'], `${field}.affinity`);
    const apart = termsOf(affinity['podAntiAffinity'], `${field}.affinity.podAntiAffinity`);
    if (spread.some((one) => isAbout(one, pod) && skewOf(one) < Math.max(2, least))) return [];
    if (apart.some((one) => isAbout(one, pod) && isOfNamespace(one, pod))) return [];
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
      `variables.pod.?topologySpreadConstraints.orValue([]).exists(spread, ${about('spread')} && spread.?maxSkew.orValue(1) < dyn(object).spec.?replicas.orValue(2))`,
      `variables.terms.exists(term, ${about('term')} && size(term.?mismatchLabelKeys.orValue([])) == 0 && (term.?namespaceSelector.hasValue() || size(term.?namespaces.orValue([])) == 0 || object.metadata.?namespace.orValue("default") in term.namespaces))`,
    ].join(' || '),
    remedy: TOGETHER.fix,
    leavesOut: 'what an autoscaler or a Rollout makes of the number of replicas',
  },
  examples: {
    accepted: [
      {
        shows: 'replicas that are spread',
        resources: [deployment(2, { topologySpreadConstraints: [{ ...OURS, maxSkew: 1 }] })],
      },
      {
        shows: 'more replicas than one node may have more than another',
        resources: [deployment(3, { topologySpreadConstraints: [{ ...OURS, maxSkew: 2 }] })],
      },
      {
        shows: 'replicas that keep away from each other',
        resources: [
          deployment(2, {
            affinity: {
              podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [OURS] },
            },
          }),
        ],
      },
      {
        shows: 'replicas that keep away from each other, wherever a namespace is labelled so',
        resources: [
          deployment(2, {
            affinity: {
              podAntiAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: [
                  { ...OURS, namespaces: ['store'], namespaceSelector: {} },
                ],
              },
            },
          }),
        ],
      },
      {
        shows: 'replicas that are spread, by a label that they lack',
        resources: [
          deployment(2, {
            topologySpreadConstraints: [
              {
                ...OURS,
                labelSelector: { matchExpressions: [{ key: 'batch', operator: 'DoesNotExist' }] },
                maxSkew: 1,
              },
            ],
          }),
        ],
      },
      {
        shows: 'replicas that would rather be apart',
        resources: [
          deployment(2, {
            affinity: {
              podAntiAffinity: {
                preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: OURS }],
              },
            },
          }),
        ],
      },
    ],
    refused: [
      ...[
        {
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [{ ...OURS, mismatchLabelKeys: ['app'] }],
            },
          },
        },
        { topologySpreadConstraints: [{}] },
        { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } } },
        { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }] } } },
        ...[
          { topologyKey: HOSTNAME },
          { ...OURS, labelSelector: { matchLabels: { app: 'web' } } },
          ...[
            ...['kubernetes.io/os', 'kubernetes.io/arch'],
            ...['node.kubernetes.io/instance-type', 'node.kubernetes.io/windows-build'],
          ].map((topologyKey) => ({ ...OURS, topologyKey })),
        ].flatMap((one) => [
          { topologySpreadConstraints: [{ ...one, maxSkew: 1 }] },
          { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [one] } } },
        ]),
        { topologySpreadConstraints: [{ ...OURS, maxSkew: 2 }] },
        {
          affinity: {
            podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ...OURS, namespaces: ['store'] }] },
          },
        },
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
      ...[{ ...OURS, topologyKey: '' }, { labelSelector: OURS.labelSelector }].map((term) => ({
        shows: `a wish to be apart that says by nothing what apart is: ${JSON.stringify(term)}`,
        resources: [
          deployment(2, {
            affinity: {
              podAntiAffinity: {
                preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }],
              },
            },
          }),
        ],
        violations: [{ field: FIELD, ...TOGETHER }],
      })),
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

/** Whether a constraint or a term tells nodes or zones apart, and selects the pods that it is written on. */
function isAbout(
  { field, value: { topologyKey, labelSelector } }: Entry,
  { metadata, metadataField }: PodSubject,
): boolean {
  if (typeof topologyKey !== 'string' || topologyKey === '' || KINDS_OF_NODES.includes(topologyKey)) return false;
  // Without a selector it is about no pod at all.
  if (isAbsent(labelSelector)) return false;
  const labels = textMapOf(metadata['labels'], `${metadataField}.labels`);
  return selects(selectorOf(labelSelector, `${field}.labelSelector`), { labels, mayBear: () => false }) === 'yes';
}

/** The same as CEL. */
function about(one: string): string {
  return [
    `!(${one}.?topologyKey.orValue("") in ${texts(['', ...KINDS_OF_NODES])})`,
    selectsOwn(`${one}.?labelSelector`),
  ].join(' && ');
}

/** By how many pods a node may be ahead of another; as many as there are may all be on one. */
function skewOf({ value: { maxSkew } }: Entry): number {
  return typeof maxSkew === 'number' ? maxSkew : 1;
}

/** Whether a term is about the namespace of its pod, and about pods that have what it has. */
function isOfNamespace({ field, value }: Entry, { namespace }: PodSubject): boolean {
  if (listOf(value['mismatchLabelKeys'], `${field}.mismatchLabelKeys`).length > 0) return false;
  const named = listOf(value['namespaces'], `${field}.namespaces`);
  // Which labels the namespace has, the pod does not say.
  return !isAbsent(value['namespaceSelector']) || named.length === 0 || named.includes(namespace);
}

function deployment(replicas: number | undefined, pod: object = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { replicas, template: { metadata: { labels: LABELS }, spec: { containers: [{ name: 'api' }], ...pod } } },
  };
}
