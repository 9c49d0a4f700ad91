import { defineRule } from '../../define-rule';
import { runsOnWindows } from '../../security-contexts';

/** A container that cannot write to its image cannot be rewritten by an intruder. */
export const readOnlyRootFilesystem = defineRule({
  id: 'read-only-root-filesystem',
  subject: 'container',
  says: 'Containers run from an immutable image and write only to mounted volumes.',
  because: 'an intruder otherwise rewrites the program',
  level: 'mandatory',
  severity: 'medium',
  topic: 'pods',
  references: ['NSA:immutable-filesystems', 'CIS:5.7.3'],
  // Only Linux has it: the API server refuses it on Windows.
  applies: ({ pod }) => !runsOnWindows(pod),
  check: ({ name, field, securityContext: { readOnlyRootFilesystem } }) =>
    readOnlyRootFilesystem === true
      ? []
      : [
          {
            field: `${field}.securityContext.readOnlyRootFilesystem`,
            problem: `container '${name}' can write to its root filesystem`,
            fix: 'set it to true and mount an emptyDir at each path the program writes',
          },
        ],
  cel: {
    accepts: 'variables.windows || container.?securityContext.?readOnlyRootFilesystem.orValue(false)',
    remedy: 'set securityContext.readOnlyRootFilesystem to true and mount an emptyDir at each path the program writes',
  },
  examples: {
    accepted: [
      { shows: 'a file system that is only read', container: { securityContext: { readOnlyRootFilesystem: true } } },
    ],
    refused: [
      {
        shows: 'nothing said of it, which lets the program write',
        container: { securityContext: {} },
        violations: [
          {
            field: 'securityContext.readOnlyRootFilesystem',
            problem: "container 'api' can write to its root filesystem",
            fix: 'set it to true and mount an emptyDir at each path the program writes',
          },
        ],
      },
    ],
  },
});
