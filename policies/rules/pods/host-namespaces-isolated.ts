import { HOST_NAMESPACES } from '../../containers';
import { defineRule } from '../../define-rule';
import { entriesOf, isAbsent } from '../../fields';

const SHARED = {
  hostNetwork: 'the network of its node, where no NetworkPolicy applies',
  hostPID: 'the processes of its node',
  hostIPC: 'the shared memory of its node',
} as const;

/** Network policy, mesh identity and process isolation all end where a pod joins its node. */
export const hostNamespacesIsolated = defineRule({
  id: 'host-namespaces-isolated',
  subject: 'pod',
  says: 'Pods share no namespace and no port with their node.',
  because: 'network policy and isolation end there',
  level: 'mandatory',
  severity: 'critical',
  topic: 'pods',
  references: ['PSS:baseline', 'CIS:5.2.3', 'CIS:5.2.4', 'CIS:5.2.5', 'CIS:5.2.13', 'NSA:pod-security'],
  check: (pod) => [
    ...HOST_NAMESPACES.filter((field) => !isAbsent(pod.spec[field]) && pod.spec[field] !== false).map((field) => ({
      field: `${pod.field}.${field}`,
      problem: `the pod shares ${SHARED[field]}`,
      fix: 'remove it',
    })),
    ...pod.containers.flatMap(({ name, field, spec }) =>
      entriesOf(spec['ports'], `${field}.ports`)
        .filter(({ value }) => !isAbsent(value['hostPort']) && value['hostPort'] !== 0)
        .map((port) => ({
          field: `${port.field}.hostPort`,
          problem: `container '${name}' takes port ${port.value['hostPort']} of its node`,
          fix: 'remove it and reach the pod through a Service',
        })),
    ),
  ],
  cel: {
    accepts: [
      ...HOST_NAMESPACES.map((field) => `!variables.pod.?${field}.orValue(false)`),
      'variables.containers.all(container, container.?ports.orValue([]).all(port, port.?hostPort.orValue(0) == 0))',
    ].join(' && '),
    remedy: 'remove hostNetwork, hostPID, hostIPC and every hostPort; reach the pod through a Service',
  },
  examples: {
    accepted: [
      { shows: 'namespaces of its own', pod: { hostNetwork: false } },
      {
        shows: 'a port of its own',
        pod: { containers: [{ name: 'api', ports: [{ containerPort: 8080, hostPort: 0 }] }] },
      },
    ],
    refused: [
      {
        shows: 'the network of the node',
        pod: { hostNetwork: true },
        violations: [
          {
            field: 'hostNetwork',
            problem: 'the pod shares the network of its node, where no NetworkPolicy applies',
            fix: 'remove it',
          },
        ],
      },
      {
        shows: 'the processes and the shared memory of the node',
        pod: { hostPID: true, hostIPC: 'yes' },
        violations: [
          { field: 'hostPID', problem: 'the pod shares the processes of its node', fix: 'remove it' },
          { field: 'hostIPC', problem: 'the pod shares the shared memory of its node', fix: 'remove it' },
        ],
      },
      ...(['initContainers', 'containers', 'ephemeralContainers'] as const).map((list) => ({
        shows: `a port of the node, in ${list}`,
        pod: {
          containers: [{ name: 'main' }],
          [list]: [{ name: 'api', ports: [{ containerPort: 8080 }, { containerPort: 8081, hostPort: 80 }] }],
        },
        violations: [
          {
            field: `${list}[0].ports[1].hostPort`,
            problem: "container 'api' takes port 80 of its node",
            fix: 'remove it and reach the pod through a Service',
          },
        ],
      })),
    ],
  },
});
