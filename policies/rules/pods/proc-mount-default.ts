import { defineRule } from '../../define-rule';
import { isAbsent } from '../../fields';

const FIX = 'remove it';
const UNMASKED = "container 'api' mounts /proc as Unmasked, which shows it the kernel of its node";

/** The runtime hides and write-protects the parts of /proc that belong to the node. */
export const procMountDefault = defineRule({
  id: 'proc-mount-default',
  subject: 'container',
  says: 'Containers see /proc as their runtime masks it.',
  because: 'what is masked there reads and changes the kernel of the node',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['PSS:baseline', 'NSA:pod-security'],
  check: ({ name, field, securityContext: { procMount } }) =>
    isAbsent(procMount) || procMount === 'Default'
      ? []
      : [
          {
            field: `${field}.securityContext.procMount`,
            problem: `container '${name}' mounts /proc as ${procMount}, which shows it the kernel of its node`,
            fix: FIX,
          },
        ],
  cel: { accepts: 'container.?securityContext.?procMount.orValue("Default") == "Default"', remedy: 'remove procMount' },
  examples: {
    accepted: [
      { shows: 'nothing said of it', container: { securityContext: { procMount: null } } },
      { shows: 'what the runtime masks', container: { securityContext: { procMount: 'Default' } } },
    ],
    refused: [
      {
        shows: 'all of it',
        container: { securityContext: { procMount: 'Unmasked' } },
        violations: [{ field: 'securityContext.procMount', problem: UNMASKED, fix: FIX }],
      },
    ],
  },
});
