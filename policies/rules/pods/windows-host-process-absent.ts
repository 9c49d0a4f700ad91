import { LISTS } from '../../containers';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';
import { securityContextsOf } from '../../security-contexts';

const FIX = 'remove it';

/** What `privileged` is on Linux: such a container is a process of the node. */
export const windowsHostProcessAbsent = defineRule({
  id: 'windows-host-process-absent',
  subject: 'pod',
  says: 'No Windows container is a process of its node.',
  because: 'it has every privilege that its user has there',
  level: 'mandatory',
  severity: 'critical',
  topic: 'pods',
  references: ['PSS:baseline', 'CIS:5.2.11', 'NSA:pod-security'],
  check: (pod) =>
    securityContextsOf(pod).flatMap(({ who, field, value }) => {
      const { hostProcess } = fieldsOf(value['windowsOptions'], `${field}.windowsOptions`);
      if (isAbsent(hostProcess) || hostProcess === false) return [];
      return [
        { field: `${field}.windowsOptions.hostProcess`, problem: `${who} runs as a process of its node`, fix: FIX },
      ];
    }),
  cel: {
    accepts: 'variables.contexts.all(context, !context.?windowsOptions.?hostProcess.orValue(false))',
    remedy: 'remove windowsOptions.hostProcess',
  },
  examples: {
    accepted: [
      {
        shows: 'a user of its own',
        pod: { securityContext: { windowsOptions: { runAsUserName: 'ContainerUser', hostProcess: false } } },
      },
    ],
    refused: [
      {
        shows: 'all of its containers',
        pod: { securityContext: { windowsOptions: { hostProcess: true } } },
        violations: [
          {
            field: 'securityContext.windowsOptions.hostProcess',
            problem: 'the pod runs as a process of its node',
            fix: FIX,
          },
        ],
      },
      ...LISTS.map((list) => ({
        shows: `one of ${list}`,
        pod: {
          containers: [{ name: 'main' }],
          [list]: [{ name: 'api', securityContext: { windowsOptions: { hostProcess: true } } }],
        },
        violations: [
          {
            field: `${list}[0].securityContext.windowsOptions.hostProcess`,
            problem: "container 'api' runs as a process of its node",
            fix: FIX,
          },
        ],
      })),
    ],
  },
});
