import { kindOf } from '../kind';
import { each, type KubernetesRule } from '../rule';

/** Outside the mesh a pod has no identity, so nothing can tell who calls. */
export const namespacesInTheMesh: KubernetesRule = {
  id: 'namespaces-in-the-mesh',
  judges: 'kubernetes',
  description: 'Namespaces are in the mesh, because pods outside it speak in clear text and have no identity.',
  level: 'mandatory',
  check: ({ object }) => {
    if (kindOf(object) !== 'Namespace') return undefined;
    return each([object.metadata], ({ name, labels = {} }) =>
      labels['istio-injection'] === 'enabled' ||
      (labels['istio.io/rev'] ?? '') !== '' ||
      labels['istio.io/dataplane-mode'] === 'ambient'
        ? []
        : {
            field: 'metadata.labels',
            problem: `pods in '${name}' are outside the mesh`,
            fix: 'label it istio-injection: enabled, or istio.io/rev with a revision, or istio.io/dataplane-mode: ambient',
          },
    );
  },
};
