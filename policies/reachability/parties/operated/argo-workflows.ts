import { among } from '../../../added-labels';
import { entriesOf, type Fields, fieldsOf, isAbsent, textMapOf } from '../../../fields';
import { serviceAccountOf } from '../service-account';
import type { OperatedPods, Operator } from './operated-pods';

/** What of a template runs in a pod; the others only say what runs, and when. */
const IN_A_POD = ['container', 'containerSet', 'data', 'plugin', 'resource', 'script'];

/** https://argo-workflows.readthedocs.io/en/latest/fields/#workflowspec: a pod for each template that runs something. */
export const workflow: Operator = (_, spec) => podsOf(spec, 'spec');

export const cronWorkflow: Operator = (_, spec) =>
  podsOf(fieldsOf(spec['workflowSpec'], 'spec.workflowSpec'), 'spec.workflowSpec');

function podsOf(spec: Fields, field: string): readonly OperatedPods[] {
  const common = fieldsOf(spec['podMetadata'], `${field}.podMetadata`);
  const templates = entriesOf(spec['templates'], `${field}.templates`).filter(({ value }) =>
    IN_A_POD.some((key) => !isAbsent(value[key])),
  );
  const pods = templates.map(({ value, field: at }): OperatedPods => {
    const metadata = fieldsOf(value['metadata'], `${at}.metadata`);
    const texts = (key: 'labels' | 'annotations') => ({
      ...textMapOf(common[key], `${field}.podMetadata.${key}`),
      ...textMapOf(metadata[key], `${at}.metadata.${key}`),
    });
    return {
      part: String(value['name']),
      labels: texts('labels'),
      annotations: texts('annotations'),
      mayBear: among(['workflows.argoproj.io/']),
      ports: undefined,
      serviceAccount: serviceAccountOf(isAbsent(value['serviceAccountName']) ? spec : value),
      hostNetwork: spec['hostNetwork'] === true,
    };
  });
  if (isAbsent(spec['workflowTemplateRef'])) return pods;
  // What the other one says of its pods is added to this.
  const labels = textMapOf(common['labels'], `${field}.podMetadata.labels`);
  return [
    ...pods,
    { part: 'of its template', labels, mayBear: () => true, ports: undefined, serviceAccount: undefined },
  ];
}
