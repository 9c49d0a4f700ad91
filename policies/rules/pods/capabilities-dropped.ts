import { text } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { fieldsOf, listOf } from '../../fields';
import { runsOnWindows } from '../../security-contexts';

/** The one capability that the restricted Pod Security Standard allows: to listen below port 1024. */
const ALLOWED = 'NET_BIND_SERVICE';

/** The default capabilities of a container include sending raw packets and changing the owner of files. */
export const capabilitiesDropped = defineRule({
  id: 'capabilities-dropped',
  subject: 'container',
  says: 'Containers drop every Linux capability.',
  because: 'the default ones include forging packets and changing the owner of files',
  level: 'mandatory',
  severity: 'medium',
  topic: 'pods',
  references: ['PSS:restricted', 'CIS:5.2.8', 'CIS:5.2.9', 'NSA:pod-security'],
  // Only Linux has it: the API server refuses it on Windows.
  applies: ({ pod }) => !runsOnWindows(pod),
  check: ({ name, field, securityContext }) => {
    const capabilities = `${field}.securityContext.capabilities`;
    const { add, drop } = fieldsOf(securityContext['capabilities'], capabilities);
    const kept = listOf(drop, `${capabilities}.drop`).includes('ALL')
      ? []
      : [
          {
            field: `${capabilities}.drop`,
            problem: `container '${name}' keeps the default capabilities`,
            fix: "set it to ['ALL']",
          },
        ];
    const added = listOf(add, `${capabilities}.add`).filter((capability) => capability !== ALLOWED);
    return [
      ...kept,
      ...added.map((capability) => ({
        field: `${capabilities}.add`,
        problem: `container '${name}' adds the capability ${capability}`,
        fix: `remove it; only ${ALLOWED} may be added`,
      })),
    ];
  },
  cel: {
    accepts: `variables.windows || (${[
      '"ALL" in container.?securityContext.?capabilities.?drop.orValue([])',
      `container.?securityContext.?capabilities.?add.orValue([]).all(added, added == ${text(ALLOWED)})`,
    ].join(' && ')})`,
    remedy: `set securityContext.capabilities.drop to ['ALL'], and add ${ALLOWED} at the most`,
  },
  examples: {
    accepted: [
      { shows: 'all dropped', container: { securityContext: { capabilities: { drop: ['ALL'] } } } },
      {
        shows: 'the right to listen below port 1024 added',
        container: { securityContext: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } },
      },
    ],
    refused: [
      {
        shows: 'one dropped',
        container: { securityContext: { capabilities: { drop: ['NET_RAW'] } } },
        violations: [
          {
            field: 'securityContext.capabilities.drop',
            problem: "container 'api' keeps the default capabilities",
            fix: "set it to ['ALL']",
          },
        ],
      },
      {
        shows: 'nothing said of them',
        container: {},
        violations: [
          {
            field: 'securityContext.capabilities.drop',
            problem: "container 'api' keeps the default capabilities",
            fix: "set it to ['ALL']",
          },
        ],
      },
      {
        shows: 'two added that are nearly those of the node',
        container: { securityContext: { capabilities: { drop: ['ALL'], add: ['SYS_ADMIN', 'NET_ADMIN'] } } },
        violations: [
          {
            field: 'securityContext.capabilities.add',
            problem: "container 'api' adds the capability SYS_ADMIN",
            fix: 'remove it; only NET_BIND_SERVICE may be added',
          },
          {
            field: 'securityContext.capabilities.add',
            problem: "container 'api' adds the capability NET_ADMIN",
            fix: 'remove it; only NET_BIND_SERVICE may be added',
          },
        ],
      },
    ],
  },
});
