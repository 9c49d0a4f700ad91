import { among } from '../../../added-labels';
import { fieldsOf, isAbsent, textMapOf } from '../../../fields';
import { serviceAccountOf } from '../service-account';
import { type Operator, tcp } from './operated-pods';

/** https://cloudnative-pg.io/documentation/current/labels_annotations/ */
export const cluster: Operator = ({ metadata: { name } }, spec) => {
  const inherited = fieldsOf(spec['inheritedMetadata'], 'spec.inheritedMetadata');
  return [
    {
      labels: {
        ...textMapOf(inherited['labels'], 'spec.inheritedMetadata.labels'),
        ...labels(name, 'instance', 'database'),
      },
      annotations: textMapOf(inherited['annotations'], 'spec.inheritedMetadata.annotations'),
      mayBear: among(['cnpg.io/instanceName', 'cnpg.io/instanceRole', 'role', 'app.kubernetes.io/version']),
      ports: [tcp('postgresql', 5432), tcp('metrics', 9187), tcp('status', 8000)],
      serviceAccount: name,
    },
  ];
};

export const pooler: Operator = ({ metadata: { name } }, spec) => {
  const template = fieldsOf(spec['template'], 'spec.template');
  const metadata = fieldsOf(template['metadata'], 'spec.template.metadata');
  const pod = fieldsOf(template['spec'], 'spec.template.spec');
  const { name: clusterName } = fieldsOf(spec['cluster'], 'spec.cluster');
  return [
    {
      labels: {
        ...textMapOf(metadata['labels'], 'spec.template.metadata.labels'),
        ...labels(String(clusterName), 'pooler', 'pooler'),
        'cnpg.io/poolerName': name,
      },
      annotations: textMapOf(metadata['annotations'], 'spec.template.metadata.annotations'),
      mayBear: among(['pod-template-hash']),
      ports: [tcp('pgbouncer', 5432), tcp('metrics', 9127)],
      serviceAccount: isAbsent(pod['serviceAccountName']) ? name : serviceAccountOf(pod),
    },
  ];
};

function labels(clusterName: string, role: string, component: string): Readonly<Record<string, string>> {
  return {
    'cnpg.io/cluster': clusterName,
    'cnpg.io/podRole': role,
    'app.kubernetes.io/name': 'postgresql',
    'app.kubernetes.io/instance': clusterName,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
  };
}
