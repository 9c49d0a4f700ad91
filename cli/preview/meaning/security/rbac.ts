import type { Analysis } from '../analysis';
import { BINDING, ROLE, SECRET, SERVICE_ACCOUNT } from './rbac/readings';
import { byTraits } from './traits/by-traits';
import { byKind, type KubernetesReadings } from './traits/reading';

const READINGS: KubernetesReadings = {
  Secret: SECRET,
  ServiceAccount: SERVICE_ACCOUNT,
  ...Object.fromEntries(
    // OpenShift serves the same under a name of its own.
    ['rbac.authorization.k8s.io', 'authorization.openshift.io'].flatMap((group) => [
      [`${group}/ClusterRole`, ROLE],
      [`${group}/ClusterRoleBinding`, BINDING],
      [`${group}/Role`, ROLE],
      [`${group}/RoleBinding`, BINDING],
    ]),
  ),
};

/** What roles let people and pods do to the cluster, and whom. */
export const rbac: Analysis = byTraits({
  topic: 'rbac',
  gate: 'weaker-posture',
  kubernetes: byKind(READINGS),
});
