import { containersIn, HOST_NAMESPACES, podSpecsOf } from '../../containers';
import { entriesOf, isAbsent } from '../../fields';
import { each, type KubernetesRule } from '../../former';
import type { Violation } from '../../violation';

const SHARED = {
  hostNetwork: 'the network of its node, where no NetworkPolicy applies',
  hostPID: 'the processes of its node',
  hostIPC: 'the shared memory of its node',
} as const;

/** Network policy, mesh identity and process isolation all end where a pod joins its node. */
export const hostNamespacesIsolated: KubernetesRule = {
  id: 'host-namespaces-isolated',
  judges: 'kubernetes',
  description: 'Pods share no namespace and no port with their node, because network policy and isolation end there.',
  level: 'mandatory',
  check: ({ object }) =>
    each(podSpecsOf(object), (pod): readonly Violation[] => [
      ...HOST_NAMESPACES.filter((field) => !isAbsent(pod.spec[field]) && pod.spec[field] !== false).map((field) => ({
        field: `${pod.field}.${field}`,
        problem: `the pod shares ${SHARED[field]}`,
        fix: 'remove it',
      })),
      ...containersIn(pod).flatMap(({ name, field, spec }) =>
        entriesOf(spec['ports'], `${field}.ports`)
          .filter(({ value }) => !isAbsent(value['hostPort']) && value['hostPort'] !== 0)
          .map((port) => ({
            field: `${port.field}.hostPort`,
            problem: `container '${name}' takes port ${port.value['hostPort']} of its node`,
            fix: 'remove it and reach the pod through a Service',
          })),
      ),
    ]),
};
