import { among } from '../../../added-labels';
import { fieldsOf, textMapOf } from '../../../fields';
import { OF_STATEFUL_SET, type Operator } from './operated-pods';

const METADATA = 'spec.override.statefulSet.spec.template.metadata';

/** https://github.com/rabbitmq/cluster-operator/blob/main/internal/resource/statefulset.go: a StatefulSet, and what is laid over it. */
export const rabbitMq: Operator = ({ metadata: { name } }, spec) => {
  const metadata = METADATA.split('.')
    .slice(1)
    .reduce((fields, key, index, all) => fieldsOf(fields[key], ['spec', ...all.slice(0, index + 1)].join('.')), spec);
  return [
    {
      labels: {
        'app.kubernetes.io/name': name,
        'app.kubernetes.io/component': 'rabbitmq',
        'app.kubernetes.io/part-of': 'rabbitmq',
        ...textMapOf(metadata['labels'], `${METADATA}.labels`),
      },
      annotations: textMapOf(metadata['annotations'], `${METADATA}.annotations`),
      mayBear: among(OF_STATEFUL_SET),
      // They depend on its plugins, and some that it listens on it does not declare.
      ports: undefined,
      serviceAccount: `${name}-server`,
    },
  ];
};
