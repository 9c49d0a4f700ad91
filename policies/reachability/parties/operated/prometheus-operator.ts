import { among } from '../../../added-labels';
import { type Fields, fieldsOf, isAbsent, textMapOf } from '../../../fields';
import { serviceAccountOf } from '../service-account';
import type { ContainerPort } from '../workload';
import { OF_STATEFUL_SET, type Operator, tcp } from './operated-pods';

/** Labels whose values follow from versions and shards, or that somebody may have told the operator to add. */
const VARYING = [...OF_STATEFUL_SET, 'app.kubernetes.io/version', 'operator.prometheus.io/shard'];

const RELOADER = tcp('reloader-web', 8080);

/** https://github.com/prometheus-operator/prometheus-operator/tree/v0.94.0/pkg: each of its kinds has a StatefulSet. */
function made(
  labels: (name: string) => Readonly<Record<string, string>>,
  ports: (web: string) => ContainerPort[],
): Operator {
  return ({ metadata: { name } }, spec) => {
    const { labels: own, annotations } = metadataOf(spec);
    return [
      {
        labels: {
          ...own,
          'app.kubernetes.io/managed-by': 'prometheus-operator',
          'app.kubernetes.io/instance': name,
          ...labels(name),
        },
        annotations,
        mayBear: among(VARYING),
        ports: ports(isAbsent(spec['portName']) ? 'web' : String(spec['portName'])),
        serviceAccount: serviceAccountOf(spec),
        hostNetwork: spec['hostNetwork'] === true,
      },
    ];
  };
}

function metadataOf(spec: Fields) {
  const metadata = fieldsOf(spec['podMetadata'], 'spec.podMetadata');
  return {
    labels: textMapOf(metadata['labels'], 'spec.podMetadata.labels'),
    annotations: textMapOf(metadata['annotations'], 'spec.podMetadata.annotations'),
  };
}

export const prometheus = made(
  (name) => ({ 'app.kubernetes.io/name': 'prometheus', 'operator.prometheus.io/name': name, prometheus: name }),
  (web) => [tcp(web, 9090), RELOADER],
);

export const prometheusAgent = made(
  (name) => ({ 'app.kubernetes.io/name': 'prometheus-agent', 'operator.prometheus.io/name': name }),
  (web) => [tcp(web, 9090), RELOADER],
);

export const alertmanager = made(
  (name) => ({ 'app.kubernetes.io/name': 'alertmanager', alertmanager: name }),
  (web) => [tcp(web, 9093), tcp('mesh-tcp', 9094), { name: 'mesh-udp', port: 9094, protocol: 'UDP' }, RELOADER],
);

export const thanosRuler = made(
  (name) => ({ 'app.kubernetes.io/name': 'thanos-ruler', 'thanos-ruler': name }),
  (web) => [tcp('grpc', 10901), tcp(web, 10902), RELOADER],
);
