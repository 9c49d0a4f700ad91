import { LISTS } from '../../containers';
import { defineRule } from '../../define-rule';
import { listOf } from '../../fields';
import { securityContextsOf } from '../../security-contexts';
import type { Violation } from '../../violation';

const FIX = 'name another group';

/** Files of an image are often writable by group 0, so that any user of it may change them. */
export const rootGroupAbsent = defineRule({
  id: 'root-group-absent',
  subject: 'pod',
  says: 'No process is a member of the group of root by choice.',
  because: 'images leave files open to that group which belong to root',
  level: 'advisory',
  severity: 'low',
  topic: 'pods',
  references: ['NSA:non-root', 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  check: (pod) => [
    ...securityContextsOf(pod).flatMap(({ who, field, value }) =>
      value['runAsGroup'] === 0 ? [rooted(who, `${field}.runAsGroup`)] : [],
    ),
    ...groupsOfThePod(pod.securityContext, `${pod.field}.securityContext`),
  ],
  cel: {
    accepts: [
      'variables.contexts.all(context, context.?runAsGroup.orValue(1) != 0)',
      'variables.security.?fsGroup.orValue(1) != 0',
      '!(0 in variables.security.?supplementalGroups.orValue([]))',
    ].join(' && '),
    remedy: 'name another group by runAsGroup, fsGroup and supplementalGroups',
  },
  examples: {
    accepted: [
      { shows: 'nothing said of groups, which is for the image to say', pod: {} },
      {
        shows: 'groups of its own',
        pod: { securityContext: { runAsGroup: 10001, fsGroup: 10001, supplementalGroups: [4000] } },
      },
    ],
    refused: [
      ...LISTS.map((list) => ({
        shows: `the group of root, in ${list}`,
        pod: { containers: [{ name: 'main' }], [list]: [{ name: 'api', securityContext: { runAsGroup: 0 } }] },
        violations: [rooted("container 'api'", `${list}[0].securityContext.runAsGroup`)],
      })),
      {
        shows: 'the group of root, for the pod, its volumes and beside others',
        pod: { securityContext: { runAsGroup: 0, fsGroup: 0, supplementalGroups: [4000, 0] } },
        violations: ['runAsGroup', 'fsGroup', 'supplementalGroups[1]'].map((field) =>
          rooted('the pod', `securityContext.${field}`),
        ),
      },
    ],
  },
});

function groupsOfThePod(securityContext: Readonly<Record<string, unknown>>, field: string): readonly Violation[] {
  const also = listOf(securityContext['supplementalGroups'], `${field}.supplementalGroups`);
  return [
    ...(securityContext['fsGroup'] === 0 ? [rooted('the pod', `${field}.fsGroup`)] : []),
    ...also.flatMap((group, index) =>
      group === 0 ? [rooted('the pod', `${field}.supplementalGroups[${index}]`)] : [],
    ),
  ];
}

function rooted(who: string, field: string): Violation {
  return { field, problem: `${who} is in group 0, which is that of root`, fix: FIX };
}
