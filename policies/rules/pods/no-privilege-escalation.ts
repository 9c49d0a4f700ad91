import { defineRule } from '../../define-rule';
import { isAbsent } from '../../fields';
import { runsOnWindows } from '../../security-contexts';
import type { Violation } from '../../violation';

/** A process must not gain more than it was started with: a setuid file would undo every other restriction. */
export const noPrivilegeEscalation = defineRule({
  id: 'no-privilege-escalation',
  subject: 'container',
  says: 'No process gains more privileges than it was started with, and none has those of the node.',
  because: 'a setuid program undoes every other restriction',
  level: 'mandatory',
  severity: 'critical',
  topic: 'pods',
  references: ['PSS:restricted', 'CIS:5.2.2', 'CIS:5.2.6', 'NSA:pod-security'],
  check: ({ name, field, pod, securityContext: { allowPrivilegeEscalation, privileged } }) => {
    const violations: Violation[] = [];
    if (!isAbsent(privileged) && privileged !== false) {
      violations.push({
        field: `${field}.securityContext.privileged`,
        problem: `container '${name}' has every privilege of its node`,
        fix: 'remove it and add the one capability that the program needs',
      });
    }
    // Absent means allowed, but on Windows, where there are no setuid programs.
    if (allowPrivilegeEscalation !== false && !runsOnWindows(pod)) {
      violations.push({
        field: `${field}.securityContext.allowPrivilegeEscalation`,
        problem: `container '${name}' can gain privileges through a setuid program`,
        fix: 'set it to false',
      });
    }
    return violations;
  },
  cel: {
    accepts: [
      '!container.?securityContext.?privileged.orValue(false)',
      '(variables.windows || !container.?securityContext.?allowPrivilegeEscalation.orValue(true))',
    ].join(' && '),
    remedy: 'set securityContext.allowPrivilegeEscalation to false, and remove privileged',
  },
  examples: {
    accepted: [
      { shows: 'neither', container: { securityContext: { allowPrivilegeEscalation: false, privileged: false } } },
      { shows: 'nothing said of privileges', container: { securityContext: { allowPrivilegeEscalation: false } } },
    ],
    refused: [
      {
        shows: 'every privilege, in the containers of a workflow and what all of its templates take over',
        resources: [
          {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'Workflow',
            metadata: { name: 'build', namespace: 'shop' },
            spec: {
              templateDefaults: { container: { securityContext: { allowPrivilegeEscalation: false } } },
              templates: [
                { name: 'image', container: { securityContext: { privileged: true } } },
                { name: 'tag', script: { securityContext: { allowPrivilegeEscalation: false }, source: 'date' } },
              ],
            },
          },
        ],
        violations: [
          {
            field: 'spec.templates[0].container.securityContext.privileged',
            problem: "container 'main' has every privilege of its node",
            fix: 'remove it and add the one capability that the program needs',
          },
        ],
      },
      {
        shows: 'a setuid program, in a step of a Task',
        resources: [
          {
            apiVersion: 'tekton.dev/v1',
            kind: 'Task',
            metadata: { name: 'build', namespace: 'shop' },
            spec: { steps: [{ name: 'image' }] },
          },
        ],
        violations: [
          {
            field: 'spec.steps[0].securityContext.allowPrivilegeEscalation',
            problem: "container 'image' can gain privileges through a setuid program",
            fix: 'set it to false',
          },
        ],
      },
      {
        shows: 'escalation left to the default, which allows it',
        container: { securityContext: {} },
        violations: [
          {
            field: 'securityContext.allowPrivilegeEscalation',
            problem: "container 'api' can gain privileges through a setuid program",
            fix: 'set it to false',
          },
        ],
      },
      {
        shows: 'every privilege of the node',
        container: { securityContext: { allowPrivilegeEscalation: false, privileged: true } },
        violations: [
          {
            field: 'securityContext.privileged',
            problem: "container 'api' has every privilege of its node",
            fix: 'remove it and add the one capability that the program needs',
          },
        ],
      },
    ],
  },
});
