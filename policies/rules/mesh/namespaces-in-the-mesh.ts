import { kindOf } from '../../../constructs/plan/kinds';
import { type Fields, fieldsOf, isAbsent } from '../../fields';
import { each, type KubernetesRule } from '../../former';

/** Outside the mesh a pod has no identity, so nothing can tell who calls. */
export const namespacesInTheMesh: KubernetesRule = {
  id: 'namespaces-in-the-mesh',
  judges: 'kubernetes',
  description: 'Namespaces are in the mesh, because pods outside it speak in clear text and have no identity.',
  level: 'mandatory',
  check: ({ object }) => {
    if (kindOf(object) !== 'Namespace') return undefined;
    return each([object.metadata], ({ name, labels }) =>
      isInMesh(fieldsOf(labels, 'metadata.labels'))
        ? []
        : {
            field: 'metadata.labels',
            problem: `pods in '${name}' are outside the mesh`,
            fix: 'label it istio-injection: enabled, or istio.io/rev with a revision, or istio.io/dataplane-mode: ambient',
          },
    );
  },
};

/** Istio asks a revision's namespaces to have no label `istio-injection`, so that one turns the revision off. */
function isInMesh(labels: Fields): boolean {
  const { 'istio-injection': injection, 'istio.io/rev': revision, 'istio.io/dataplane-mode': mode } = labels;
  if (injection === 'enabled' || mode === 'ambient') return true;
  return isAbsent(injection) && !isAbsent(revision) && revision !== '';
}
