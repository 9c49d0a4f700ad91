import { containersIn, podSpecsOf } from '../../containers';
import { each, type KubernetesRule } from '../../former';

/** The mesh and Vault know a pod by its service account: pods that share one share what it may do. */
export const serviceAccountDedicated: KubernetesRule = {
  id: 'service-account-dedicated',
  judges: 'kubernetes',
  description: 'Pods run under a service account of their own, because the mesh and Vault authorize by it.',
  level: 'mandatory',
  check: ({ object }) =>
    each(
      // An operator that makes its own containers chooses their service account as well.
      podSpecsOf(object).filter((pod) => containersIn(pod).length > 0),
      ({ field, spec: { serviceAccountName } }) =>
        typeof serviceAccountName === 'string' && serviceAccountName !== '' && serviceAccountName !== 'default'
          ? []
          : {
              field: `${field}.serviceAccountName`,
              problem: "the pod shares the service account 'default' with every other pod of its namespace",
              fix: 'name a service account made for this workload',
            },
    ),
};
