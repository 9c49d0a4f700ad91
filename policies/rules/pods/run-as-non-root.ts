import type { Container } from '../../containers';
import { defineRule } from '../../define-rule';

/** Root in a container is root on the node, should anything let it out. */
export const runAsNonRoot = defineRule({
  id: 'run-as-non-root',
  subject: 'container',
  says: 'Containers run as a user other than root.',
  because: 'root in a container is one escape from root on the node',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['PSS:restricted', 'CIS:5.2.7', 'NSA:non-root'],
  check: (container) => {
    const { runAsNonRoot, runAsUser } = effective(container);
    if (runAsUser === 0) {
      return [
        {
          field: `${container.field}.securityContext.runAsUser`,
          problem: `container '${container.name}' runs as user 0, which is root`,
          fix: 'name another user, here or on the pod',
        },
      ];
    }
    if (runAsNonRoot === true) return [];
    return [
      {
        field: `${container.field}.securityContext.runAsNonRoot`,
        problem: `container '${container.name}' may run as root`,
        fix: 'set it to true, here or on the pod',
      },
    ];
  },
  examples: {
    accepted: [
      { shows: 'another user', container: { securityContext: { runAsNonRoot: true, runAsUser: 10001 } } },
      {
        shows: 'what the pod says, where the container says nothing',
        resources: [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'api', namespace: 'shop' },
            spec: {
              securityContext: { runAsNonRoot: true, runAsUser: 10001 },
              containers: [{ name: 'api', securityContext: { runAsNonRoot: null, runAsUser: null } }],
            },
          },
        ],
      },
    ],
    refused: [
      {
        shows: 'any user',
        container: { securityContext: { runAsNonRoot: false } },
        violations: [
          {
            field: 'securityContext.runAsNonRoot',
            problem: "container 'api' may run as root",
            fix: 'set it to true, here or on the pod',
          },
        ],
      },
      {
        shows: 'root, by number',
        container: { securityContext: { runAsNonRoot: true, runAsUser: 0 } },
        violations: [
          {
            field: 'securityContext.runAsUser',
            problem: "container 'api' runs as user 0, which is root",
            fix: 'name another user, here or on the pod',
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
              securityContext: { runAsNonRoot: true },
              containers: [{ name: 'api', securityContext: { runAsNonRoot: false } }],
            },
          },
        ],
        violations: [
          {
            field: 'spec.containers[0].securityContext.runAsNonRoot',
            problem: "container 'api' may run as root",
            fix: 'set it to true, here or on the pod',
          },
        ],
      },
    ],
  },
});

/** What a container says wins over what its pod says; null says nothing. */
function effective({ pod, securityContext }: Container) {
  return {
    runAsNonRoot: securityContext['runAsNonRoot'] ?? pod.securityContext['runAsNonRoot'],
    runAsUser: securityContext['runAsUser'] ?? pod.securityContext['runAsUser'],
  };
}
