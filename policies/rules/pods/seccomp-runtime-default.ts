import { type Container, containersOf } from '../../containers';
import { fieldsOf } from '../../fields';
import { each, type KubernetesRule } from '../../former';

/** Without a profile a container may make every system call that the kernel has, the obscure ones included. */
export const seccompRuntimeDefault: KubernetesRule = {
  id: 'seccomp-runtime-default',
  judges: 'kubernetes',
  description: 'Containers make only the system calls of a seccomp profile, because most kernel exploits need others.',
  level: 'mandatory',
  check: ({ object }) =>
    each(containersOf(object), (container) => {
      const type = profileOf(container);
      if (type === 'RuntimeDefault' || type === 'Localhost') return [];
      return {
        field: `${container.field}.securityContext.seccompProfile.type`,
        problem: `container '${container.name}' may make every system call`,
        fix: "set it to 'RuntimeDefault', here or on the pod",
      };
    }),
};

/** What a container says wins over what its pod says. */
function profileOf({ field, securityContext, pod }: Container): unknown {
  const own = fieldsOf(securityContext['seccompProfile'], `${field}.securityContext.seccompProfile`);
  const inherited = fieldsOf(pod.securityContext['seccompProfile'], `${pod.field}.securityContext.seccompProfile`);
  return own['type'] ?? inherited['type'];
}
