import type { Container } from '../../containers';
import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';

/** Without a profile a container may make every system call that the kernel has, the obscure ones included. */
export const seccompRuntimeDefault = defineRule({
  id: 'seccomp-runtime-default',
  subject: 'container',
  says: 'Containers make only the system calls of a seccomp profile.',
  because: 'most exploits of the kernel need others',
  level: 'mandatory',
  severity: 'medium',
  topic: 'pods',
  references: ['PSS:restricted', 'CIS:5.7.2', 'NSA:hardened-environments'],
  check: (container) => {
    const type = profileOf(container);
    if (type === 'RuntimeDefault' || type === 'Localhost') return [];
    return [
      {
        field: `${container.field}.securityContext.seccompProfile.type`,
        problem: `container '${container.name}' may make every system call`,
        fix: "set it to 'RuntimeDefault', here or on the pod",
      },
    ];
  },
  examples: {
    accepted: [
      {
        shows: "the profile of the node's runtime",
        container: { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
      },
      {
        shows: 'a profile of its own',
        container: { securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'api.json' } } },
      },
      {
        shows: 'what the pod says, where the container says nothing',
        resources: [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'api', namespace: 'shop' },
            spec: {
              securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
              containers: [{ name: 'api', securityContext: { seccompProfile: null } }],
            },
          },
        ],
      },
    ],
    refused: [
      {
        shows: 'no profile',
        container: { securityContext: { seccompProfile: { type: 'Unconfined' } } },
        violations: [
          {
            field: 'securityContext.seccompProfile.type',
            problem: "container 'api' may make every system call",
            fix: "set it to 'RuntimeDefault', here or on the pod",
          },
        ],
      },
      {
        shows: 'a container that says otherwise than its pod',
        resources: [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'api', namespace: 'shop' },
            spec: {
              securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
              containers: [{ name: 'api', securityContext: { seccompProfile: { type: 'Unconfined' } } }],
            },
          },
        ],
        violations: [
          {
            field: 'spec.containers[0].securityContext.seccompProfile.type',
            problem: "container 'api' may make every system call",
            fix: "set it to 'RuntimeDefault', here or on the pod",
          },
        ],
      },
    ],
  },
});

/** What a container says wins over what its pod says. */
function profileOf({ field, securityContext, pod }: Container): unknown {
  const own = fieldsOf(securityContext['seccompProfile'], `${field}.securityContext.seccompProfile`);
  const inherited = fieldsOf(pod.securityContext['seccompProfile'], `${pod.field}.securityContext.seccompProfile`);
  return own['type'] ?? inherited['type'];
}
