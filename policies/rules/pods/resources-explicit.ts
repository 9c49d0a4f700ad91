import { containersOf } from '../../containers';
import { fieldsOf, isAbsent } from '../../fields';
import { each, type KubernetesRule } from '../../former';

const REQUIRED = [
  ['requests', 'cpu', 'no reserved CPU'],
  ['requests', 'memory', 'no reserved memory'],
  ['limits', 'memory', 'no memory limit'],
] as const;

/**
 * The scheduler packs a node by requests; a container without them takes what its neighbours need.
 *
 * A CPU limit is left to the author: it slows a program down where a memory limit protects the node.
 */
export const resourcesExplicit: KubernetesRule = {
  id: 'resources-explicit',
  judges: 'kubernetes',
  description: 'Containers reserve CPU and memory and limit memory, so that none takes what its neighbours need.',
  level: 'mandatory',
  check: ({ object }) =>
    each(
      // The API server refuses resources on an ephemeral container.
      containersOf(object).filter(({ list }) => list !== 'ephemeralContainers'),
      ({ name, field, spec }) => {
        const resources = fieldsOf(spec['resources'], `${field}.resources`);
        return REQUIRED.filter(([kind, resource]) =>
          isNothing(fieldsOf(resources[kind], `${field}.resources.${kind}`)[resource]),
        ).map(([kind, resource, problem]) => ({
          field: `${field}.resources.${kind}.${resource}`,
          problem: `container '${name}' has ${problem}`,
          fix: 'set it to what the program was measured to use',
        }));
      },
    ),
};

/** No quantity, or one of zero in whatever unit: it reserves nothing, and the kubelet reads a limit of zero as none. */
function isNothing(quantity: unknown): boolean {
  return isAbsent(quantity) || Number.parseFloat(String(quantity)) === 0;
}
