import { texts } from '../../admission/cel';
import { LISTS } from '../../containers';
import { defineRule } from '../../define-rule';
import { OF_OPERATORS } from '../../examples/of-operators';
import { type Fields, fieldsOf, isAbsent } from '../../fields';
import { runsOnWindows, withContainer } from '../../security-contexts';
import type { PodSubject } from '../../subjects';
import type { Violation } from '../../violation';

const CONFINED = ['RuntimeDefault', 'Localhost'];
const PROFILES = texts(CONFINED);

/** Without a profile a container may make every system call that the kernel has, the obscure ones included. */
export const seccompRuntimeDefault = defineRule({
  id: 'seccomp-runtime-default',
  subject: 'pod',
  says: 'Containers make only the system calls of a seccomp profile.',
  because: 'most exploits of the kernel need others',
  level: 'mandatory',
  severity: 'medium',
  topic: 'pods',
  references: ['PSS:restricted', 'CIS:5.7.2', 'NSA:hardened-environments'],
  // Windows has no seccomp; an operator that makes its own containers is still told for whom.
  applies: (pod) => !runsOnWindows(pod) && (pod.containers.length > 0 || !isAbsent(pod.spec['securityContext'])),
  check: (pod) => {
    const inherited = profileOf(pod.securityContext, pod.field);
    return [
      ...(isAbsent(inherited) || isProfile(inherited) ? [] : [podProblem(`${pod.field}.`)]),
      ...containerProblems(pod, inherited),
    ];
  },
  cel: {
    accepts: `variables.windows || (${[
      `variables.security.?seccompProfile.?type.orValue("RuntimeDefault") in ${PROFILES}`,
      `variables.containers.all(container, container.?securityContext.?seccompProfile.?type.orValue(variables.security.?seccompProfile.?type.orValue("")) in ${PROFILES})`,
    ].join(' && ')})`,
    remedy: "set securityContext.seccompProfile.type to 'RuntimeDefault', on the pod or in each container",
  },
  examples: {
    accepted: [
      ...LISTS.map((list) => ({
        shows: `the profile of the node's runtime, in ${list}`,
        pod: withContainer(list, { seccompProfile: { type: 'RuntimeDefault' } }),
      })),
      {
        shows: 'a profile of its own',
        pod: withContainer('containers', { seccompProfile: { type: 'Localhost', localhostProfile: 'api.json' } }),
      },
      {
        shows: 'what the pod says, where the container says nothing',
        pod: {
          securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
          containers: [{ name: 'api', securityContext: { seccompProfile: null } }],
        },
      },
    ],
    refused: [
      ...LISTS.map((list) => ({
        shows: `no profile, in ${list}`,
        pod: withContainer(list, { seccompProfile: { type: 'Unconfined' } }),
        violations: [containerProblem('api', `${list}[0]`)],
      })),
      { shows: 'nothing said of it', pod: {}, violations: [containerProblem('api', 'containers[0]')] },
      {
        shows: 'a container that says otherwise than its pod',
        pod: {
          securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
          containers: [{ name: 'api', securityContext: { seccompProfile: { type: 'Unconfined' } } }],
        },
        violations: [containerProblem('api', 'containers[0]')],
      },
      {
        shows: 'a pod that leaves it to its containers, of which another one may be injected',
        pod: {
          securityContext: { seccompProfile: { type: 'Unconfined' } },
          containers: [{ name: 'api', securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }],
        },
        violations: [podProblem('')],
      },
      {
        shows: 'no profile, for containers that an operator adds',
        resources: [
          {
            apiVersion: 'monitoring.coreos.com/v1',
            kind: 'Prometheus',
            metadata: { name: 'main', namespace: 'shop' },
            spec: { securityContext: { seccompProfile: { type: 'Unconfined' } } },
          },
        ],
        violations: [podProblem('spec.')],
      },
    ],
    skipped: [
      ...OF_OPERATORS,
      { shows: 'pods on Windows, which has no such profiles', pod: { os: { name: 'windows' } } },
    ],
  },
});

/** What a container says wins over what its pod says; what the pod does wrong is told once. */
function containerProblems({ containers }: PodSubject, inherited: unknown): readonly Violation[] {
  return containers
    .filter(({ field, securityContext }) => {
      const own = profileOf(securityContext, field);
      return isAbsent(own) ? isAbsent(inherited) : !isProfile(own);
    })
    .map(({ name, field }) => containerProblem(name, field));
}

function profileOf(securityContext: Fields, field: string): unknown {
  return fieldsOf(securityContext['seccompProfile'], `${field}.securityContext.seccompProfile`)['type'];
}

function isProfile(type: unknown): boolean {
  return CONFINED.includes(String(type));
}

function podProblem(at: string): Violation {
  return {
    field: `${at}securityContext.seccompProfile.type`,
    problem: 'the pod may make every system call where a container has no profile of its own',
    fix: "set it to 'RuntimeDefault'",
  };
}

function containerProblem(name: string, field: string): Violation {
  return {
    field: `${field}.securityContext.seccompProfile.type`,
    problem: `container '${name}' may make every system call`,
    fix: "set it to 'RuntimeDefault', here or on the pod",
  };
}
