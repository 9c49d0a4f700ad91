import { containersOf } from '../../containers';
import { each, type KubernetesRule } from '../../former';

/** A container that cannot write to its image cannot be rewritten by an intruder. */
export const readOnlyRootFilesystem: KubernetesRule = {
  id: 'read-only-root-filesystem',
  judges: 'kubernetes',
  description: 'Containers run from an immutable image and write only to mounted volumes.',
  level: 'mandatory',
  check: ({ object }) =>
    each(containersOf(object), ({ name, field, securityContext: { readOnlyRootFilesystem } }) =>
      readOnlyRootFilesystem === true
        ? []
        : {
            field: `${field}.securityContext.readOnlyRootFilesystem`,
            problem: `container '${name}' can write to its root filesystem`,
            fix: 'set it to true and mount an emptyDir at each path the program writes',
          },
    ),
};
