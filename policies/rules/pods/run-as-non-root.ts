import { type Container, containersOf } from '../../containers';
import { each, type KubernetesRule } from '../../former';

/** Root in a container is root on the node, should anything let it out. */
export const runAsNonRoot: KubernetesRule = {
  id: 'run-as-non-root',
  judges: 'kubernetes',
  description:
    'Containers run as a user other than root, because root in a container is one escape from root on the node.',
  level: 'mandatory',
  check: ({ object }) =>
    each(containersOf(object), (container) => {
      const { runAsNonRoot, runAsUser } = effective(container);
      if (runAsUser === 0) {
        return {
          field: `${container.field}.securityContext.runAsUser`,
          problem: `container '${container.name}' runs as user 0, which is root`,
          fix: 'name another user, here or on the pod',
        };
      }
      if (runAsNonRoot === true) return [];
      return {
        field: `${container.field}.securityContext.runAsNonRoot`,
        problem: `container '${container.name}' may run as root`,
        fix: 'set it to true, here or on the pod',
      };
    }),
};

/** What a container says wins over what its pod says; null says nothing. */
function effective({ pod, securityContext }: Container) {
  return {
    runAsNonRoot: securityContext['runAsNonRoot'] ?? pod.securityContext['runAsNonRoot'],
    runAsUser: securityContext['runAsUser'] ?? pod.securityContext['runAsUser'],
  };
}
