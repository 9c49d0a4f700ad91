import { among } from '../../../added-labels';
import { fieldsOf, isAbsent } from '../../../fields';
import { serviceAccountOf } from '../service-account';
import type { Operator } from './operated-pods';

/** https://tekton.dev/docs/pipelines/labels/: the labels of a run are those of its pods. */
export const run: Operator = ({ metadata }, spec) => {
  const nested = fieldsOf(spec['taskRunTemplate'], 'spec.taskRunTemplate');
  return [
    {
      labels: { ...metadata.labels, 'app.kubernetes.io/managed-by': 'tekton-pipelines' },
      annotations: metadata.annotations ?? {},
      mayBear: among(['tekton.dev/']),
      ports: undefined,
      serviceAccount: serviceAccountOf(isAbsent(nested['serviceAccountName']) ? spec : nested),
      hostNetwork: fieldsOf(spec['podTemplate'] ?? nested['podTemplate'], 'spec.podTemplate')['hostNetwork'] === true,
    },
  ];
};
