import { texts } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { entriesOf } from '../../fields';

/** What the kernel keeps for each pod by itself, as Kubernetes 1.32 to 1.34 list it. */
const SAFE = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];

const FIX = 'remove it; whoever runs the nodes sets it there, for all of their pods';

/** A kernel has most of its settings once: a pod that changes one changes it for its neighbours. */
export const sysctlsSafe = defineRule({
  id: 'sysctls-safe',
  subject: 'pod',
  says: 'Pods change only kernel settings that are their own.',
  because: 'their neighbours and the node have the others in common with them',
  level: 'mandatory',
  severity: 'medium',
  topic: 'pods',
  references: ['PSS:baseline', 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/'],
  check: ({ field, securityContext }) =>
    entriesOf(securityContext['sysctls'], `${field}.securityContext.sysctls`)
      .filter(({ value: { name } }) => !SAFE.includes(String(name)))
      .map((sysctl) => ({
        field: `${sysctl.field}.name`,
        problem: `the pod changes the kernel setting ${sysctl.value['name']}`,
        fix: FIX,
      })),
  cel: {
    accepts: `variables.security.?sysctls.orValue([]).all(sysctl, sysctl.name in ${texts(SAFE)})`,
    remedy: FIX,
  },
  examples: {
    accepted: [
      {
        shows: 'settings of its own',
        pod: { securityContext: { sysctls: SAFE.map((name) => ({ name, value: '1' })) } },
      },
    ],
    refused: [
      {
        shows: 'a setting of the whole node, beside one of its own',
        pod: {
          securityContext: {
            sysctls: [
              { name: 'net.ipv4.tcp_syncookies', value: '1' },
              { name: 'kernel.msgmax', value: '65536' },
            ],
          },
        },
        violations: [
          {
            field: 'securityContext.sysctls[1].name',
            problem: 'the pod changes the kernel setting kernel.msgmax',
            fix: FIX,
          },
        ],
      },
    ],
  },
});
