import { among } from '../../../added-labels';
import { entriesOf, type Fields, fieldsOf, isAbsent, textMapOf } from '../../../fields';
import type { ContainerPort } from '../workload';
import { type OperatedPods, type Operator, tcp } from './operated-pods';

/** Roles, pools and hashes. */
const VARYING = ['strimzi.io/', 'statefulset.kubernetes.io/pod-name', 'pod-template-hash'];

/** https://strimzi.io/docs/operators/latest/deploying#con-configuring-labels: the parts of a Kafka that are asked for. */
export const kafka: Operator = ({ metadata: { name } }, spec) => {
  const parts = ['zookeeper', 'entityOperator', 'kafkaExporter', 'cruiseControl'].filter((one) => !isAbsent(spec[one]));
  return [
    { ...podsOf('Kafka', name, 'kafka', spec['kafka']), part: 'kafka', ports: brokerPorts(spec) },
    ...parts.map((one) => ({ ...podsOf('Kafka', name, inKebabCase(one), spec[one]), part: inKebabCase(one) })),
  ];
};

/** Workers of Connect, of MirrorMaker and of the bridge. */
export function workers(kind: string, component: string): Operator {
  return ({ metadata: { name } }, spec) => [podsOf(kind, name, component, spec)];
}

function podsOf(kind: string, cluster: string, component: string, written: unknown): OperatedPods {
  const template = fieldsOf(fieldsOf(written, component)['template'], `${component}.template`);
  const pod = fieldsOf(template['pod'], `${component}.template.pod`);
  const metadata = fieldsOf(pod['metadata'], `${component}.template.pod.metadata`);
  const own = `${cluster}-${component}`;
  return {
    labels: {
      ...textMapOf(metadata['labels'], 'metadata.labels'),
      'app.kubernetes.io/instance': cluster,
      'app.kubernetes.io/managed-by': 'strimzi-cluster-operator',
      'app.kubernetes.io/name': component,
      'app.kubernetes.io/part-of': `strimzi-${cluster}`,
      'strimzi.io/cluster': cluster,
      'strimzi.io/kind': kind,
      'strimzi.io/name': own,
    },
    annotations: textMapOf(metadata['annotations'], 'metadata.annotations'),
    mayBear: among(VARYING),
    ports: undefined,
    serviceAccount: own,
  };
}

function brokerPorts(spec: Fields): readonly ContainerPort[] {
  const { listeners } = fieldsOf(spec['kafka'], 'spec.kafka');
  const listed = entriesOf(Array.isArray(listeners) ? listeners : [], 'spec.kafka.listeners').flatMap(({ value }) =>
    typeof value['port'] === 'number' ? [tcp(`tcp-${String(value['name'])}`, value['port'])] : [],
  );
  return [tcp('tcp-ctrlplane', 9090), tcp('tcp-replication', 9091), tcp('tcp-kafkaagent', 8443), ...listed];
}

function inKebabCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
