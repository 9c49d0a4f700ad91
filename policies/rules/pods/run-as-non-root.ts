import { LISTS } from '../../containers';
import { defineRule } from '../../define-rule';
import { OF_OPERATORS } from '../../examples/of-operators';
import { type Fields, isAbsent } from '../../fields';
import { withContainer } from '../../security-contexts';
import type { PodSubject } from '../../subjects';
import type { Violation } from '../../violation';

const CONTAINER_FIX = { user: 'name another user, here or on the pod', any: 'set it to true, here or on the pod' };

/** Root in a container is root on the node, should anything let it out. */
export const runAsNonRoot = defineRule({
  id: 'run-as-non-root',
  subject: 'pod',
  says: 'Containers run as a user other than root.',
  because: 'root in a container is one escape from root on the node',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['PSS:restricted', 'CIS:5.2.7', 'NSA:non-root'],
  // An operator that makes its own containers is still told for whom.
  applies: ({ containers, spec }) => containers.length > 0 || !isAbsent(spec['securityContext']),
  check: (pod) => [...podProblems(`${pod.field}.securityContext`, pod.securityContext), ...containerProblems(pod)],
  cel: {
    accepts: [
      'variables.security.?runAsUser.orValue(1) != 0',
      'variables.security.?runAsNonRoot.orValue(true)',
      `variables.containers.all(container, ${[
        'container.?securityContext.?runAsUser.orValue(1) != 0',
        'container.?securityContext.?runAsNonRoot.orValue(variables.security.?runAsNonRoot.orValue(false))',
      ].join(' && ')})`,
    ].join(' && '),
    remedy: 'set securityContext.runAsNonRoot to true, and name no user 0, on the pod and in its containers',
  },
  examples: {
    accepted: [
      ...LISTS.map((list) => ({
        shows: `another user, in ${list}`,
        pod: withContainer(list, { runAsNonRoot: true, runAsUser: 10001 }),
      })),
      {
        shows: 'what the pod says, where the container says nothing',
        pod: {
          securityContext: { runAsNonRoot: true, runAsUser: 10001 },
          containers: [{ name: 'api', securityContext: { runAsNonRoot: null, runAsUser: null } }],
        },
      },
    ],
    refused: [
      ...LISTS.flatMap((list) => [
        {
          shows: `any user, in ${list}`,
          pod: withContainer(list, { runAsNonRoot: false }),
          violations: [anyUser('api', `${list}[0]`)],
        },
        {
          shows: `root, by number, in ${list}`,
          pod: withContainer(list, { runAsNonRoot: true, runAsUser: 0 }),
          violations: [root('api', `${list}[0]`)],
        },
      ]),
      {
        shows: 'a container that says otherwise than its pod',
        pod: {
          securityContext: { runAsNonRoot: true },
          containers: [{ name: 'api', securityContext: { runAsNonRoot: false } }],
        },
        violations: [anyUser('api', 'containers[0]')],
      },
      {
        shows: 'a pod in which nobody says anything',
        pod: { containers: [{ name: 'api' }] },
        violations: [anyUser('api', 'containers[0]')],
      },
      ...[{ runAsNonRoot: false }, { runAsUser: 0 }].map((securityContext) => ({
        shows: `root, said once for the whole pod: ${JSON.stringify(securityContext)}`,
        pod: { securityContext, containers: [{ name: 'api' }] },
        violations: podProblems('securityContext', securityContext),
      })),
      {
        shows: 'a pod that leaves it to its containers, of which another one may be injected',
        pod: {
          securityContext: { runAsNonRoot: false, runAsUser: 0 },
          containers: [{ name: 'api', securityContext: { runAsNonRoot: true, runAsUser: 10001 } }],
        },
        violations: podProblems('securityContext', { runAsNonRoot: false, runAsUser: 0 }),
      },
      {
        shows: 'root, for containers that an operator adds',
        resources: [
          {
            apiVersion: 'monitoring.coreos.com/v1',
            kind: 'Prometheus',
            metadata: { name: 'main', namespace: 'shop' },
            spec: { securityContext: { runAsUser: 0 } },
          },
        ],
        violations: podProblems('spec.securityContext', { runAsUser: 0 }),
      },
      {
        shows: 'another user, whom nobody holds to it',
        pod: { securityContext: { runAsUser: 10001 } },
        violations: [anyUser('api', 'containers[0]')],
      },
    ],
    skipped: [...OF_OPERATORS],
  },
});

/** What the pod says is for every container that says nothing, of which some may be injected. */
function podProblems(at: string, { runAsNonRoot: refuses, runAsUser }: Fields): readonly Violation[] {
  return [
    ...(runAsUser === 0
      ? [
          {
            field: `${at}.runAsUser`,
            problem: 'the pod runs as user 0, which is root, where a container names no other',
            fix: 'name another user',
          },
        ]
      : []),
    ...(refuses === false
      ? [
          {
            field: `${at}.runAsNonRoot`,
            problem: 'the pod may run as root where a container does not refuse to',
            fix: 'set it to true',
          },
        ]
      : []),
  ];
}

/** What a container says wins over what its pod says, and null says nothing; what the pod does wrong is told once. */
function containerProblems({ containers, securityContext: inherited }: PodSubject): readonly Violation[] {
  return containers.flatMap(({ name, field, securityContext: own }) => {
    if (own['runAsUser'] === 0) return [root(name, field)];
    const refuses = own['runAsNonRoot'] ?? inherited['runAsNonRoot'];
    const isTold = isAbsent(own['runAsNonRoot']) && (refuses === false || inherited['runAsUser'] === 0);
    return refuses === true || isTold ? [] : [anyUser(name, field)];
  });
}

function root(name: string, field: string): Violation {
  return {
    field: `${field}.securityContext.runAsUser`,
    problem: `container '${name}' runs as user 0, which is root`,
    fix: CONTAINER_FIX.user,
  };
}

function anyUser(name: string, field: string): Violation {
  return {
    field: `${field}.securityContext.runAsNonRoot`,
    problem: `container '${name}' may run as root`,
    fix: CONTAINER_FIX.any,
  };
}
