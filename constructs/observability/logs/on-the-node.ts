import type { PodTemplateSpec } from '../../kubernetes';
import type { Pod } from '../../workload/pod';

/** Where a kubelet has what the containers of its node write: `<namespace>_<pod>_<uid>/<container>/<restarts>.log`. */
export const POD_LOGS = '/var/log/pods';

const VOLUME = 'pod-logs';

/** Files there are for root and its group, which may read them (mode 0640). Root itself may do more than that. */
const GROUP_OF_LOGS = 0;

/** A pod that reads what others on its node write, and no more: not as root, and it can write nothing there. */
export function onTheNode(pod: Pod): PodTemplateSpec {
  const template = pod.template({ mounts: [{ name: VOLUME, mountPath: POD_LOGS, readOnly: true }] });
  const { topologySpreadConstraints: _, ...spec } = template.spec!;
  return {
    ...template,
    spec: {
      ...spec,
      securityContext: { ...spec.securityContext, supplementalGroups: [GROUP_OF_LOGS] },
      volumes: [...(spec.volumes ?? []), { name: VOLUME, hostPath: { path: POD_LOGS, type: 'Directory' } }],
    },
  };
}
