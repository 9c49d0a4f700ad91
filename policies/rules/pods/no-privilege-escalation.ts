import { containersOf } from '../../containers';
import { isAbsent } from '../../fields';
import { each, type KubernetesRule } from '../../former';
import type { Violation } from '../../violation';

/** A process must not gain more than it was started with: a setuid file would undo every other restriction. */
export const noPrivilegeEscalation: KubernetesRule = {
  id: 'no-privilege-escalation',
  judges: 'kubernetes',
  description: 'No process gains more privileges than it was started with, and none has those of the node.',
  level: 'mandatory',
  check: ({ object }) =>
    each(containersOf(object), ({ name, field, securityContext: { allowPrivilegeEscalation, privileged } }) => {
      const violations: Violation[] = [];
      if (!isAbsent(privileged) && privileged !== false) {
        violations.push({
          field: `${field}.securityContext.privileged`,
          problem: `container '${name}' has every privilege of its node`,
          fix: 'remove it and add the one capability that the program needs',
        });
      }
      // Absent means allowed.
      if (allowPrivilegeEscalation !== false) {
        violations.push({
          field: `${field}.securityContext.allowPrivilegeEscalation`,
          problem: `container '${name}' can gain privileges through a setuid program`,
          fix: 'set it to false',
        });
      }
      return violations;
    }),
};
