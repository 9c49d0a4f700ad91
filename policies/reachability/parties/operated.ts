import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { type Fields, fieldsOf, isAbsent, textMapOf } from '../../fields';
import { serviceAccountOf } from './service-account';
import type { ContainerPort, Workload } from './workload';

/** Pods that an operator makes without being given their template. */
export type OperatedPods = Pick<Workload, 'labels' | 'mayBear' | 'ports' | 'serviceAccount'> &
  Partial<Pick<Workload, 'annotations' | 'gateway'>>;

/** The class of gateways whose pods Istio makes. */
const OPERATED_GATEWAY_CLASS = 'istio';

/** How the operators that the baseline installs label the pods they make, from their own source. */
const OPERATED: Readonly<Record<string, (object: Manifest, spec: Fields) => OperatedPods | undefined>> = {
  'postgresql.cnpg.io/Cluster': cluster,
  'postgresql.cnpg.io/Pooler': pooler,
  'gateway.networking.k8s.io/Gateway': gateway,
};

export function operatedPodsOf(object: Manifest): OperatedPods | undefined {
  const kind = kindOf(object);
  return Object.hasOwn(OPERATED, kind) ? OPERATED[kind]!(object, fieldsOf(object['spec'], 'spec')) : undefined;
}

/** https://cloudnative-pg.io/documentation/current/labels_annotations/ */
function cluster({ metadata: { name } }: Manifest, spec: Fields): OperatedPods {
  const inherited = fieldsOf(spec['inheritedMetadata'], 'spec.inheritedMetadata');
  const own = ['cnpg.io/instanceName', 'cnpg.io/instanceRole', 'role', 'app.kubernetes.io/version'];
  return {
    labels: {
      ...textMapOf(inherited['labels'], 'spec.inheritedMetadata.labels'),
      ...cnpgLabels(name, 'instance', 'database'),
    },
    annotations: textMapOf(inherited['annotations'], 'spec.inheritedMetadata.annotations'),
    mayBear: (key) => own.includes(key),
    ports: [tcp('postgresql', 5432), tcp('metrics', 9187), tcp('status', 8000)],
    serviceAccount: name,
  };
}

function pooler({ metadata: { name } }: Manifest, spec: Fields): OperatedPods {
  const template = fieldsOf(spec['template'], 'spec.template');
  const metadata = fieldsOf(template['metadata'], 'spec.template.metadata');
  const pod = fieldsOf(template['spec'], 'spec.template.spec');
  const { name: clusterName } = fieldsOf(spec['cluster'], 'spec.cluster');
  return {
    labels: {
      ...textMapOf(metadata['labels'], 'spec.template.metadata.labels'),
      ...cnpgLabels(String(clusterName), 'pooler', 'pooler'),
      'cnpg.io/poolerName': name,
    },
    annotations: textMapOf(metadata['annotations'], 'spec.template.metadata.annotations'),
    mayBear: (key) => key === 'pod-template-hash',
    ports: [tcp('pgbouncer', 5432), tcp('metrics', 9127)],
    serviceAccount: isAbsent(pod['serviceAccountName']) ? name : serviceAccountOf(pod),
  };
}

function cnpgLabels(clusterName: string, role: string, component: string): Readonly<Record<string, string>> {
  return {
    'cnpg.io/cluster': clusterName,
    'cnpg.io/podRole': role,
    'app.kubernetes.io/name': 'postgresql',
    'app.kubernetes.io/instance': clusterName,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
  };
}

/** https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment */
function gateway({ metadata: { name, annotations } }: Manifest, spec: Fields): OperatedPods | undefined {
  if (spec['gatewayClassName'] !== OPERATED_GATEWAY_CLASS) return undefined;
  const infrastructure = fieldsOf(spec['infrastructure'], 'spec.infrastructure');
  const deployment = `${name}-${OPERATED_GATEWAY_CLASS}`;
  return {
    labels: {
      'sidecar.istio.io/inject': 'false',
      'service.istio.io/canonical-name': deployment,
      'service.istio.io/canonical-revision': 'latest',
      ...textMapOf(infrastructure['labels'], 'spec.infrastructure.labels'),
      'gateway.networking.k8s.io/gateway-name': name,
      'gateway.networking.k8s.io/gateway-class-name': OPERATED_GATEWAY_CLASS,
      'gateway.istio.io/managed': 'istio.io-gateway-controller',
    },
    mayBear: (key) => key === 'pod-template-hash',
    ports: [tcp('metrics', 15020), tcp('status-port', 15021), tcp('http-envoy-prom', 15090)],
    serviceAccount: annotations?.['gateway.istio.io/service-account'] ?? deployment,
    gateway: true,
  };
}

function tcp(name: string, port: number): ContainerPort {
  return { name, port, protocol: 'TCP' };
}
