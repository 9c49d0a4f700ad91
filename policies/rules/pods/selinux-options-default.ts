import { texts } from '../../admission/cel';
import { LISTS } from '../../containers';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';
import { type SecurityContext, securityContextsOf } from '../../security-contexts';
import type { Violation } from '../../violation';

/** The types that confine a container. */
const CONFINED = ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

/** A type that is not confined, such as `spc_t`, makes of SELinux a word in a manifest. */
export const selinuxOptionsDefault = defineRule({
  id: 'selinux-options-default',
  subject: 'pod',
  says: 'Pods stay in the SELinux domain of containers.',
  because: 'any other may read the files of the node and of its neighbours',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['PSS:baseline', 'NSA:hardened-environments'],
  check: (pod) => securityContextsOf(pod).flatMap(problemsOf),
  cel: {
    accepts: `variables.contexts.all(context, ${[
      `context.?seLinuxOptions.?type.orValue("") in ${texts(['', ...CONFINED])}`,
      'context.?seLinuxOptions.?user.orValue("") == ""',
      'context.?seLinuxOptions.?role.orValue("") == ""',
    ].join(' && ')})`,
    remedy: `remove user and role from seLinuxOptions, and any type but ${CONFINED.join(', ')}`,
  },
  examples: {
    accepted: [
      {
        shows: 'the types of containers, and a level of its own',
        pod: {
          securityContext: { seLinuxOptions: { type: 'container_t', level: 's0:c123,c456', user: '', role: null } },
          initContainers: [{ name: 'init', securityContext: { seLinuxOptions: { type: 'container_init_t' } } }],
        },
      },
    ],
    refused: [
      {
        shows: 'a domain that is not confined, for the whole pod',
        pod: { securityContext: { seLinuxOptions: { type: 'spc_t' } } },
        violations: [type('the pod', 'spc_t', 'securityContext')],
      },
      ...LISTS.map((list) => ({
        shows: `a user and a role, in ${list}`,
        pod: {
          containers: [{ name: 'main' }],
          [list]: [{ name: 'api', securityContext: { seLinuxOptions: { user: 'system_u', role: 'system_r' } } }],
        },
        violations: [
          option("container 'api'", 'user', 'system_u', `${list}[0].securityContext`),
          option("container 'api'", 'role', 'system_r', `${list}[0].securityContext`),
        ],
      })),
    ],
  },
});

function problemsOf({ who, field, value }: SecurityContext): readonly Violation[] {
  const options = fieldsOf(value['seLinuxOptions'], `${field}.seLinuxOptions`);
  const isSet = (name: string) => !isAbsent(options[name]) && options[name] !== '';
  return [
    ...(isSet('type') && !CONFINED.includes(String(options['type'])) ? [type(who, options['type'], field)] : []),
    ...['user', 'role'].filter(isSet).map((name) => option(who, name, options[name], field)),
  ];
}

function type(who: string, value: unknown, field: string): Violation {
  return {
    field: `${field}.seLinuxOptions.type`,
    problem: `${who} runs in the SELinux domain '${value}'`,
    fix: `remove it, or set it to one of ${CONFINED.join(', ')}`,
  };
}

function option(who: string, name: string, value: unknown, field: string): Violation {
  return {
    field: `${field}.seLinuxOptions.${name}`,
    problem: `${who} runs as the SELinux ${name} '${value}'`,
    fix: 'remove it',
  };
}
